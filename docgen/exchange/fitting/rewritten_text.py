"""The source of a section's text, changed so that it gives other blocks. What did not change keeps its source, to the letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from docgen.clausetext.expressions import expression
from docgen.clausetext.template import Heading
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position
from docgen.document.tree import Field, FieldBlock, Paragraph, Reference, Section, Signatures, Table, Term, walk
from docgen.exchange.clause_markdown import written
from docgen.exchange.fitting.edited_source import with_words_changed
from docgen.exchange.fitting.lines_of_nodes import text_of
from docgen.exchange.fitting.restored_words import restored, without
from docgen.exchange.fitting.source_chunks import Chunk, Scope, bare, bound, chunks
from docgen.exchange.fitting.word_pairs import paired
from docgen.exchange.read_back import flat
from docgen.formats.reading.as_read import blocks_as_read, inlines_as_read

Nodes = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class TextPair:
    """The text of a section as it is composed and as it is wanted: blocks and headings in one run. `source` is the Markdown of the first."""

    source: str
    was: Nodes
    now: Nodes
    scope: Scope
    ids: frozenset[str]
    """The ids that references may lead to."""

    @property
    def is_lost(self) -> bool:
        """Whether the text refers to what is not there any more."""
        return _lost(self.was, self)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A new source of a text; `anchored` holds the new source of each block with an anchor, if nothing else changed."""

    text: str
    anchored: tuple[tuple[str, str], ...] = ()


def run_of(section: Section, below: Iterable[Section]) -> Nodes:
    """The blocks of a section and those of the sub-sections that are part of its text, with their headings, in one run."""
    return flat(section.blocks, tuple(below), section.id)


def same_run(was: Nodes, now: Nodes) -> bool:
    """Whether two runs read alike."""
    return len(was) == len(now) and all(_read(a) == _read(b) for a, b in zip(was, now, strict=True))


def _read(node: Any) -> Any:
    if type(node) is Heading:
        return (node.level, node.id, inlines_as_read(node.inlines))
    return blocks_as_read((node,))


def rewritten(pair: TextPair, level: int = 0) -> Iterator[Rewritten]:
    """New sources to try, those that keep most of the old one first: its chunks, then only its fields and references, then nothing but words.

    `level` leaves out the first ones. Each gives the wanted blocks by itself; whether it does so in the document must be seen there.
    """
    pair = replace(pair, now=_with_values(pair, pair.now))
    wanted = _restored(pair)
    for number, make in enumerate((_by_chunks, _with_fields, _words_alone)):
        if number >= level and (made := make(pair, wanted)) is not None:
            yield made


def _keeps(pair: TextPair) -> Callable[[Any], bool]:
    known = pair.scope.names.keys() | pair.scope.values.keys()

    def keeps(node: Any) -> bool:
        if type(node) is Reference:
            return node.target in pair.ids
        if type(node) is Term:
            return node.key.partition(".")[0] in known
        try:
            return type(node) is Field and expression(node.name, Position("")).names <= known and not any(map(_drops, node.inlines))
        except DocgenError:
            return False

    def _drops(inner: Any) -> bool:
        return type(inner) is Reference and inner.target not in pair.ids

    return keeps


def _with_values(pair: TextPair, now: Nodes) -> Nodes:
    """The wanted run with each value that is a block of its own, and has the same words as before, in one node again."""
    out = now
    for value in pair.was:
        if type(value) is FieldBlock and not _lost((value,), pair):
            shown = blocks_as_read((value,))
            at = next((at for at in range(len(out) - len(shown) + 1) if shown and tuple(map(_read, out[at : at + len(shown)])) == tuple(map(_read, shown))), -1)
            out = (*out[:at], value, *out[at + len(shown) :]) if at >= 0 else out
    return out


def _flattened(nodes: Nodes) -> Nodes:
    """The run with the blocks of values among the others."""
    return tuple(inner for node in nodes for inner in (node.blocks if type(node) is FieldBlock else (node,)))


def _matches(was: Nodes, now: Nodes) -> dict[int, int]:
    """The index of the old block for each new one."""
    return paired([_key(node) for node in was], [_key(node) for node in now])


def _key(node: Any) -> str:
    inner = node.blocks[0] if type(node) is FieldBlock and len(node.blocks) == 1 else node
    kind = type(inner).__name__
    return f"{kind} {text_of((node,))}" if kind != "Heading" else f"Heading {node.level} {node.id[0].text} {text_of((node,))}"


def _restored(pair: TextPair) -> Nodes:
    """The wanted blocks with the fields and references of the old ones that they are like."""
    matches, keeps = _matches(pair.was, pair.now), _keeps(pair)
    out = []
    for at, node in enumerate(pair.now):
        old = pair.was[matches[at]] if at in matches else None
        if old is None or type(old) is FieldBlock or type(node) is FieldBlock:
            out.append(node)
        else:
            out.append(_with_id(old, restored(old, node, keeps)))
    return tuple(out)


def _with_id(was: Any, now: Any) -> Any:
    """A table with the id of the one that it was, so that references still lead to it."""
    return replace(now, id=was.id) if type(was) is Table is type(now) and now.caption else now


def _by_chunks(pair: TextPair, wanted: Nodes) -> Rewritten | None:
    found = chunks(pair.source, pair.scope)
    if found is None or len(found[1]) != len(pair.was):
        return None
    parts, _ = found
    matches = _matches(pair.was, pair.now)
    pieces: list[str] = []
    anchored: list[tuple[str, str]] = []
    alone = True
    start = done = 0
    for chunk in parts:
        end = start + chunk.count
        came = [at for at in range(len(pair.now)) if start <= matches.get(at, -1) < end]
        first = min(came, default=done)
        if chunk.count and first < done:
            return None
        for at in range(done, first):
            pieces.append(_written((wanted[at],), pair))
            alone = False
        done = max(came, default=first - 1) + 1 if chunk.count else done
        inner = tuple(range(first, done)) if chunk.count else ()
        piece = _chunk(chunk, pair, wanted, (start, end), inner)
        if piece != chunk.text:
            anchored.append((chunk.anchor, piece))
        pieces.append(piece)
        start = end
    for at in range(done, len(pair.now)):
        pieces.append(_written((wanted[at],), pair))
        alone = False
    made = _joined(pieces)
    if not _gives(made, pair, wanted):
        return None
    return Rewritten(made, tuple(anchored) if alone and all(name and text for name, text in anchored) else ())


def _chunk(chunk: Chunk, pair: TextPair, wanted: Nodes, span: tuple[int, int], now: tuple[int, ...]) -> str:
    """The new source of a chunk: as it is, with other words, or written anew."""
    was, new = pair.was[span[0] : span[1]], tuple(pair.now[at] for at in now)
    if not chunk.count or (same_run(was, new) and not _lost(was, pair)):
        return chunk.text
    if not new:
        return ""
    target = tuple(wanted[at] for at in now)
    changed = with_words_changed(chunk.text, text_of(was), text_of(new))
    if changed is not None and (made := bound(changed, pair.scope)) is not None and _alike(made, target):
        return changed
    return _written(target, pair)


def _lost(nodes: Nodes, pair: TextPair) -> bool:
    """Whether the blocks refer to what is not there any more."""
    return any(type(part) is Reference and part.target not in pair.ids for node in nodes if type(node) is not Heading for part in walk(node))


def _alike(made: Nodes, wanted: Nodes) -> bool:
    """Whether the blocks that a text gives are those wanted, before terms and references are resolved."""
    a, b = _flattened(made), _flattened(wanted)
    return [bare(node) for node in a] == [bare(node) for node in b]


def _gives(text: str, pair: TextPair, wanted: Nodes) -> bool:
    made = bound(text, pair.scope)
    return made is not None and _alike(made, wanted)


def _written(nodes: Nodes, pair: TextPair, fields: bool = True) -> str:
    """The nodes of a run as Markdown, without the empty line at its end."""
    pieces = []
    keeps = _keeps(pair)
    for node in nodes:
        if type(node) is Heading:
            line = written((_paragraph(without(node, lambda part: not (fields and keeps(part)))),), fields=fields).strip("\n")
            pieces.append(f"{'#' * node.level} {line} {{#{node.id[0].text}}}")
        elif type(node) is Signatures:
            pieces.append("{{ signatories }}")
        else:
            kept = without(node, lambda part: not (fields and keeps(part)))
            pieces.append(written((kept,), fields=fields).strip("\n"))
    return _joined(pieces).strip("\n")


def _paragraph(heading: Heading) -> Any:
    return Paragraph(heading.inlines)


def _joined(pieces: Iterable[str]) -> str:
    kept = [piece for piece in pieces if piece.strip()]
    return "\n\n".join(kept) + "\n" if kept else ""


def _with_fields(pair: TextPair, wanted: Nodes) -> Rewritten | None:
    try:
        made = _written(wanted, pair) + "\n"
    except DocgenError:
        return None
    return Rewritten(made) if _gives(made, pair, wanted) else None


def _words_alone(pair: TextPair, wanted: Nodes) -> Rewritten | None:
    try:
        made = _written(pair.now, pair, fields=False) + "\n"
    except DocgenError:
        return None
    return Rewritten(made)

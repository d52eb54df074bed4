"""Whole sentences that were deleted from one line and inserted, word for word, in another or elsewhere in the same one, shown as moved.

A sentence with a footnote, and one that a document holds more than once, is never called moved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from docgen.comparison.line_atoms import Atom, atoms, inlines
from docgen.comparison.sentence_ends import sentence_ends
from docgen.comparison.words.node_words import plain_line
from docgen.document.frozen_dataclass import dataclass
from docgen.document.redline import BELOW, Altered, Cut, Deleted, Inserted, Moved, marks, sides
from docgen.document.spacing import same_nodes
from docgen.document.tree import Break, Cell, Document, Figure, Paragraph, Reference, Section, Table, plain, walk

Nodes = tuple[Any, ...]
_STOP = re.compile(r"[.!?]")
_FEWEST_WORDS = 5
"""A sentence of fewer words moves only with a neighbour."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The atoms [start, end) of a mark: one sentence, without the spaces around it. `key` is equal for the same words in the same looks."""

    key: Any
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Span:
    """A mark in a line, and the whole sentences in it. Marks with the same `gap` have no kept words between them."""

    mark: Any
    atoms: list[Atom]
    sentences: tuple[_Sentence, ...]
    gap: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Run:
    """Sentences that went together: `count` from the indices `i` in the old span and `j` in the new."""

    old: _Span
    new: _Span
    i: int
    j: int
    count: int


_Cuts = dict[int, list[tuple[int, int, int]]]
"""What moved out of each mark, or into it, by the id of the mark: the atoms of the first and of the last sentence, and the number of the move."""


def with_moved_sentences(nodes: Nodes, was: Document, now: Document) -> Nodes:
    """The sections, with each sentence that was deleted and inserted elsewhere shown as moved; neighbours that moved together are one move."""
    spans = [(span, span.mark) for line in _changed_lines(nodes) for span in _spans(line)]
    old, new = ([span for span, mark in spans if type(mark) is kind] for kind in (Deleted, Inserted))
    runs = _runs(old, new, was, now)
    if not runs:
        return nodes
    number = max((mark.move for mark in marks(nodes) if type(mark) is Moved), default=0)
    cuts: _Cuts = {}
    for move, run in enumerate(runs, number + 1):
        for span, at in ((run.old, run.i), (run.new, run.j)):
            cuts.setdefault(id(span.mark), []).append((span.sentences[at].start, span.sentences[at + run.count - 1].end, move))
    made = _rewritten(nodes, {id(mark): _pieces(span, sorted(cuts[id(mark)])) for span, mark in spans if id(mark) in cuts}, {})
    moves = dict.fromkeys(mark.move for mark in marks(made) if type(mark) is Moved and mark.end == "to")
    return _rewritten(made, {}, {move: place for place, move in enumerate(moves, 1)})


def _changed_lines(nodes: Nodes) -> Iterator[Nodes]:
    """The lines of paragraphs and cells with words that came or went: those that both documents have."""
    for node in nodes:
        kind = type(node)
        if kind is Paragraph or kind is Cell:
            if any(type(inline) in (Deleted, Inserted) for inline in node.inlines):
                yield node.inlines
        elif kind is Altered:
            yield from _changed_lines((node.node,))
        elif kind is Inserted or (kind is Moved and node.end == "to"):
            yield from _changed_lines(node.nodes)
        elif kind not in (Deleted, Moved):
            for name in BELOW.get(kind, ()):
                below = getattr(node, name)
                yield from _changed_lines(below if type(below) is tuple else (below,)) if name not in ("title", "caption") else ()


# ---- the sentences of a line ----


def _spans(line: Nodes) -> Iterator[_Span]:
    """The marks of deletion and of insertion in a line that hold whole sentences."""
    for kind in (Deleted, Inserted):
        if not any(type(node) is kind and _STOP.search(plain_line(node.nodes)) for node in line):
            continue
        text, gap = "", 0
        found: list[tuple[Any, int, list[Atom], int]] = []
        for node in line:
            if type(node) is kind:
                pieces = atoms(node.nodes)
                found.append((node, len(text), pieces, gap))
                text += "".join(map(_shown, pieces))
            elif type(node) not in (Deleted, Inserted):
                text += plain_line(sides(node)[kind is Inserted])
                gap += 1
        ends = [0, *sentence_ends(text)]
        for mark, at, pieces, gap in found:
            if sentences := tuple(_sentences(pieces, at, ends, text)):
                yield _Span(mark, pieces, sentences, (id(line), gap))


def _shown(atom: Atom) -> str:
    """The text of an atom; a letter for a footnote or a reference."""
    return atom.text or (" " if type(atom.node) in (Break, Cut) else "\ufffc")


def _sentences(pieces: list[Atom], at: int, ends: list[int], text: str) -> Iterator[_Sentence]:
    """The sentences that lie whole in a mark, whose atoms begin at a place in the text of the line."""
    places: dict[int, int] = {}
    for index, atom in enumerate(pieces):
        places[at] = index
        at += len(_shown(atom))
    places[at] = len(pieces)
    for before, after in pairwise(ends):
        start = next((place for place in range(before, after) if not text[place].isspace()), after)
        if start in places and after in places and not text[start].islower():
            first, end = places[start], places[after]
            inner = pieces[first:end]
            if all(atom.text or type(atom.node) is Reference for atom in inner) and not _is_cut(pieces, first) and not _is_cut(pieces, end):
                yield _Sentence(tuple((atom.text, atom.key, atom.path, atom.node) for atom in inner), plain(inlines(inner)), first, end)


def _is_cut(pieces: list[Atom], at: int) -> bool:
    """Whether a border between two atoms would cut a node that must stay whole."""
    return 0 < at < len(pieces) and 0 < pieces[at - 1].whole == pieces[at].whole


# ---- which sentences moved ----


def _runs(old: list[_Span], new: list[_Span], was: Document, now: Document) -> list[_Run]:
    """The sentences that moved, in the order of the new document."""
    places = {sentence.key: (span, j) for span in new for j, sentence in enumerate(span.sentences)}
    seeds = [(span, i, *places[sentence.key]) for span in old for i, sentence in enumerate(span.sentences) if sentence.key in places]
    if not seeds:
        return []
    before, after = _counted(was), _counted(now)
    out: list[_Run] = []
    taken: set[tuple[int, int]] = set()
    for a, i, b, j in seeds:
        is_alone = before[a.sentences[i].text] == after[b.sentences[j].text] == 1
        if a.gap != b.gap and is_alone and taken.isdisjoint(((id(a.mark), i), (id(b.mark), j))):
            run = _grown(a, b, i, j, taken)
            taken |= {(id(a.mark), run.i + k) for k in range(run.count)} | {(id(b.mark), run.j + k) for k in range(run.count)}
            if sum(len(each.text.split()) for each in a.sentences[run.i : run.i + run.count]) >= _FEWEST_WORDS:
                out.append(run)
    order = {id(span.mark): index for index, span in enumerate(new)}
    return sorted(out, key=lambda run: (order[id(run.new.mark)], run.j))


def _grown(a: _Span, b: _Span, i: int, j: int, taken: set[tuple[int, int]]) -> _Run:
    """The run of equal sentences around a pair that moved."""

    def fits(p: int, q: int, beside: int) -> bool:
        """Whether two sentences are equal, free, and next to those at a distance of `beside`."""
        if not (0 <= p < len(a.sentences) and 0 <= q < len(b.sentences)) or a.sentences[p].key != b.sentences[q].key:
            return False
        return _touch(a, min(p, p + beside)) and _touch(b, min(q, q + beside)) and taken.isdisjoint(((id(a.mark), p), (id(b.mark), q)))

    count = 1
    while fits(i - 1, j - 1, 1):
        i, j, count = i - 1, j - 1, count + 1
    while fits(i + count, j + count, -1):
        count += 1
    return _Run(a, b, i, j, count)


def _touch(span: _Span, at: int) -> bool:
    """Whether there are only spaces between a sentence of a mark and the next."""
    return all(atom.key is None for atom in span.atoms[span.sentences[at].end : span.sentences[at + 1].start])


def _counted(document: Document) -> Counter[str]:
    """How often a document has each sentence."""
    out: Counter[str] = Counter()
    for node in walk(document):
        kind = type(node)
        if kind in (Paragraph, Cell, Section, Table, Figure):
            text, done = plain(node.inlines if kind in (Paragraph, Cell) else node.title if kind is Section else node.caption), 0
            for end in sentence_ends(text):
                out[text[done:end].strip()] += 1
                done = end
    return out


# ---- the line with its moves ----


def _pieces(span: _Span, cuts: list[tuple[int, int, int]]) -> Nodes:
    """A mark without the sentences that moved, and these in marks of their own, each with the spaces before it, or else after it."""
    out: list[Any] = []
    kind, line, done = type(span.mark), span.atoms, 0
    for first, last, move in cuts:
        start, end = first, last
        while start > done and _is_space(line[start - 1]):
            start -= 1
        while start == first and end < len(line) and _is_space(line[end]):
            end += 1
        out += [kind(inlines(line[done:start]))] if start > done else []
        out.append(Moved(inlines(line[start:end]), "from" if kind is Deleted else "to", move))
        done = end
    return (*out, kind(inlines(line[done:]))) if done < len(line) else tuple(out)


def _is_space(atom: Atom) -> bool:
    return atom.key is None and not atom.whole


def _rewritten(nodes: Nodes, made: dict[int, Nodes], numbers: dict[int, int]) -> Nodes:
    """The nodes with each mark, by its id, replaced by what it was made into, and with other numbers of moves."""
    out: list[Any] = []
    for node in nodes:
        kind = type(node)
        if id(node) in made:
            out += made[id(node)]
        elif kind is Altered:
            out.append(replace(node, node=_rewritten((node.node,), made, numbers)[0]))
        elif kind is Moved:
            out.append(replace(node, nodes=_rewritten(node.nodes, made, numbers), move=numbers.get(node.move, node.move)))
        elif kind is Inserted or kind is Deleted:
            out.append(replace(node, nodes=_rewritten(node.nodes, made, numbers)))
        else:
            out.append(_below(node, made, numbers))
    return nodes if same_nodes(tuple(out), nodes) else tuple(out)


def _below(node: Any, made: dict[int, Nodes], numbers: dict[int, int]) -> Any:
    changed: dict[str, Any] = {}
    for name in BELOW.get(type(node), ()):
        below = getattr(node, name)
        new = _rewritten(below, made, numbers) if type(below) is tuple else _below(below, made, numbers)
        if new is not below:
            changed[name] = new
    return replace(node, **changed) if changed else node

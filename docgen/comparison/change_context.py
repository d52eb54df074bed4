"""The sentence around each change of a redline, and the names that its documents define: what its words mean depends on both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from docgen.comparison.meaning.people import BODY
from docgen.comparison.sentence_ends import ends_sentence, sentence_ends
from docgen.comparison.words.node_words import plain_line
from docgen.document.frozen_dataclass import dataclass
from docgen.document.redline import BELOW, MARKS, Altered, Deleted, Inserted, Redline, Restyled
from docgen.document.tree import Document, Note, Paragraph, Row, Term, Text, plain

Nodes = tuple[Any, ...]
_LINES = ("inlines", "title", "caption")
_FURTHEST = 600
"""The most letters of a sentence on either side of a change that are read."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence around a change, in its old words and its new ones; the words of the new document stand for all other changes in it.

    `start` is where the change begins in both. `lead` is the line before the list that the change is in, and `row` the name of the row on the cover,
    "" if there is none.
    """

    old: str
    new: str
    start: int = 0
    ends_line: bool = False
    lead: str = ""
    row: str = ""


def sentences(redline: Redline) -> dict[int, Sentence]:
    """The sentence around each change of some words, and the lead of each list item that came or went, by the id of the change."""
    out: dict[int, Sentence] = {}
    cover = redline.cover
    for id, sentence in (
        *((id, each) for name in ("title", "subtitle", "status", "date") for id, each in _in_line(getattr(cover, name), "", "")),
        *_in_nodes(cover.parties, "", ""),
        *_in_nodes(cover.control, "", ""),
        *_in_nodes(redline.document.sections, "", ""),
    ):
        out.setdefault(id, sentence)
    return out


def _in_nodes(nodes: Nodes, lead: str, row: str) -> Iterator[tuple[int, Sentence]]:
    before = ""
    for node in nodes:
        kind = type(node)
        if kind in MARKS:
            if kind in (Inserted, Deleted) and (lead or type(node.nodes[0]) is Row):
                yield node.change, Sentence("", "", lead=lead, row=_head(node.nodes[0]))
            yield from _in_nodes((node.node,) if kind is Altered else node.nodes, before or lead, row)
            continue
        own_row = _head(node) or row
        for name in BELOW.get(kind, ()):
            below = getattr(node, name)
            if name in _LINES:
                yield from _in_line(below, lead, own_row)
            else:
                yield from _in_nodes(below if type(below) is tuple else (below,), before if name == "items" else "", own_row)
        line = plain_line(node.inlines) if kind is Paragraph else ""
        before = line if line.endswith(":") else ""


def _head(node: Any) -> str:
    return plain_line(node.cells[0].inlines) if type(node) is Row and type(node.cells[0]) not in MARKS else ""


def _in_line(line: Nodes, lead: str, row: str) -> Iterator[tuple[int, Sentence]]:
    """The sentences around the changes of one line, and those in its footnotes."""
    for node in line:
        if type(node) is Note:
            yield from _in_nodes(node.blocks, "", "")
    if not any(type(node) in MARKS for node in line):
        return
    texts = [plain_line((node,)) for node in line]
    whole, at = "".join(texts), 0
    ends: dict[int, list[Any]] = {}
    for node, text in zip(line, texts, strict=True):
        if type(node) in MARKS:
            found = ends.setdefault(node.change, [at, at, ""])
            found[1] = at + len(text)
            found[2] += plain_line(node.was) if type(node) is Restyled else plain_line(node.nodes) if type(node) is Deleted else ""
        at += len(text)
    for id, (start, end, old) in ends.items():
        before, after = _around(whole, start, end, old)
        yield id, Sentence(before + old + after, before + whole[start:end] + after, len(before), not whole[end:].strip(), lead, row)


def _around(whole: str, start: int, end: int, old: str) -> tuple[str, str]:
    """The words before and after the change in its sentence."""
    before, after = whole[max(0, start - _FURTHEST) : start], whole[end : end + _FURTHEST]
    stops = [*sentence_ends(before)]
    before = before[stops[-1] :].lstrip() if stops else before
    sides = [text.rstrip() for text in (old, whole[start:end]) if text.strip()]
    if sides and all(map(ends_sentence, sides)) and after[:1].isspace():
        return before, ""
    return before, after[: next(sentence_ends(after), len(after))]


_DEFINED = re.compile(r"\([^()“]*“(?:[Tt]he )?[A-Z][^”]{1,60}”[^()]*\)|“[A-Z][^”]{1,60}” (?:means|includes|has the|refers|is )")
_QUOTED = re.compile(r"“(?:[Tt]he )?([A-Z][^”]{1,60})”")
"""One definition may give several names: (each a “Party” and together the “Parties”)."""
_BODY_DEFINED = re.compile(rf"(?:{BODY}) \([^()“]*“(?:[Tt]he )?(?P<short>[A-Z][^”]{{1,40}})”\)")


class Names:
    """The names that two documents give to bodies and things."""

    def __init__(self, was: Document, now: Document) -> None:
        self._documents = was, now

    @cached_property
    def _read(self) -> tuple[str, list[Term]]:
        """The lines that may define something, and the names with a short form."""
        lines: list[str] = []
        terms: dict[int, Term] = {}
        for document in self._documents:
            _read_names(document.sections, lines, terms)
        return "\n".join(lines), list(terms.values())

    @cached_property
    def defined(self) -> frozenset[str]:
        """The words of defined terms: “Parties”."""
        lines, terms = self._read
        texts = {text for found in _DEFINED.finditer(lines) for text in _QUOTED.findall(found[0])}
        texts |= {name for term in terms for name in (term.name, term.short)}
        return frozenset(word for text in texts for word in re.findall(r"[A-Z][\w’'-]*", text))

    @cached_property
    def parties(self) -> re.Pattern[str] | None:
        """The names of the parties, long and short; None if the documents name none."""
        lines, terms = self._read
        names = {name for term in terms if term.key.startswith("parties") for name in (term.name, term.short)}
        names |= {party for document in self._documents for party in document.front.parties} | {found["short"] for found in _BODY_DEFINED.finditer(lines)}
        longest_first = sorted(filter(None, names), key=lambda name: (-len(name), name))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)") if longest_first else None


def _read_names(nodes: Nodes, lines: list[str], terms: dict[int, Term]) -> None:
    for node in nodes:
        kind = type(node)
        if kind is Text:
            # A definition may go over several texts of a line, so its line is read where one of them has a quotation mark.
            if "“" in node.text:
                lines.append(plain(nodes))
        elif kind is Term:
            terms[id(node)] = node
        else:
            for name in BELOW.get(kind, ()):
                below = getattr(node, name)
                _read_names(below if type(below) is tuple else (below,), lines, terms)

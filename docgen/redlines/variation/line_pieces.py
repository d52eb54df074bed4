"""The words of a line as a reader sees them, in pieces that a change may replace: words, and whole values, names and cross-references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from docgen.comparison.words.compare_words import WORD
from docgen.document.tree import Break, Field, Note, Paragraph, Reference, Term, Text, plain, walk

Nodes = tuple[Any, ...]
_PIECE = re.compile(rf"\s+|{WORD.pattern}")
_LONGEST_VALUE = 16
"""A value of more words is text, and part of it may change."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line: a space, a word, or words that change as a whole; `reference` says that it is the label of a cross-reference."""

    text: str
    reference: bool = False


def line_pieces(inlines: Nodes) -> tuple[Piece, ...]:
    """The pieces of a line; each run of spaces is one space, and there is none at either end."""
    out: list[Piece] = []
    for piece in _pieces(inlines):
        if piece.text.isalnum():
            # Most pieces are single words.
            out.append(piece)
            continue
        text = " ".join(piece.text.split()) if not piece.text.isspace() else " "
        for part in _with_spaces(piece.text, text, piece.reference):
            if part.text and not (part.text == " " and (not out or out[-1].text == " ")):
                out.append(part)
    while out and out[-1].text == " ":
        out.pop()
    return tuple(out)


def _with_spaces(was: str, text: str, reference: bool) -> Iterator[Piece]:
    if text == " " or not text:
        yield Piece(" " if was else "")
        return
    yield Piece(" " if was[0].isspace() else "")
    yield Piece(text, reference)
    yield Piece(" " if was[-1].isspace() else "")


def words_of(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _pieces(inlines: Nodes) -> Iterator[Piece]:
    for node in inlines:
        kind = type(node)
        if kind is Text:
            yield from map(Piece, _PIECE.findall(node.text))
        elif kind is Break:
            yield Piece(" ")
        elif kind is Note:
            yield Piece(footnote(node))
        elif kind is Term:
            yield Piece(plain((node,)))
        elif kind is Reference and not node.inlines:
            yield Piece(node.lead + node.label, True)
        elif kind is Field and _is_one_value(node):
            yield Piece(plain((node,)))
        else:
            yield from _pieces(node.inlines)


def _is_one_value(node: Field) -> bool:
    return not any(type(below) in (Note, Reference) for below in walk(node)) and len(WORD.findall(plain(node.inlines))) <= _LONGEST_VALUE


def footnote(node: Note) -> str:
    """A footnote as the instrument shows it, where its mark stands."""
    lines = (words_of(line_pieces(below.inlines)) for block in node.blocks for below in walk(block) if type(below) is Paragraph)
    return f"[footnote: {' '.join(lines)}]"


def as_shown(inlines: Nodes) -> Nodes:
    """The inlines with the words that they show in place of references, terms and notes, which have no meaning in another document."""
    out: list[Any] = []
    for node in inlines:
        kind = type(node)
        if kind in (Text, Break):
            out.append(node)
        elif kind is Note:
            out.append(Text(footnote(node)))
        elif kind is Term or (kind is Reference and not node.inlines):
            out.append(Text(plain((node,))))
        elif kind in (Field, Reference):
            out += as_shown(node.inlines)
        else:
            out.append(replace(node, inlines=as_shown(node.inlines)))
    return tuple(out)

"""The inlines of a line split into atoms, which are words and the spaces between them, and joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from docgen.comparison.words.compare_words import WORD
from docgen.document.frozen_dataclass import dataclass
from docgen.document.redline import Cut
from docgen.document.tree import Break, Emphasis, Field, Foreign, Link, Note, Reference, Strong, Term, Text, plain, term_words

Nodes = tuple[Any, ...]
Ids = Mapping[str, str]
_NO_IDS: Ids = {}
_HOLDERS = frozenset([Strong, Emphasis, Foreign, Link, Reference, Field])
_SHORT_FIELD = 5
"""A value of no more words is one thing, such as a name or a period, and changes as a whole."""
_PIECE = re.compile(rf"\s+|{WORD.pattern}")
_LONGEST_KEPT = 10_000
"""The pieces of a text with more characters are not kept for the next time."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a line. `key` is equal for pieces with the same words; spaces have the key None.

    `path` holds the nodes around it, emptied, the outermost first. `whole` is the same number for all atoms of a node that must not be
    cut, 0 for other atoms. `node` is the Term that the text comes from, or the node of an atom without text.
    """

    text: str
    key: Any
    path: Nodes
    whole: int = field(default=0, compare=False)
    node: Any = None


def atoms(inlines: Nodes, new_ids: Ids = _NO_IDS) -> list[Atom]:
    """The atoms of the line, in order. `new_ids` has the other id of each section that got one: references to both ids have equal keys."""
    out: list[Atom] = []
    _add(inlines, (), 0, out, new_ids)
    return out


def keys(inlines: Nodes, new_ids: Ids = _NO_IDS, target: str = "") -> list[Any]:
    """The keys of the line's words, in order, without creating the atoms; for a footnote, the node itself."""
    out: list[Any] = []
    for node in inlines:
        kind = type(node)
        if kind is Text or kind is Term:
            words = [piece for piece in _split(node.text if kind is Text else term_words(node)) if not piece.isspace()]
            out += [(word, target) for word in words] if target else words
        elif kind in _HOLDERS and node.inlines:
            out += keys(node.inlines, new_ids, target or _target((node,), new_ids))
        else:
            out.append(node if kind is Note else _key(node, new_ids))
    return out


def _add(inlines: Nodes, path: Nodes, whole: int, out: list[Atom], new_ids: Ids) -> None:
    for node in inlines:
        kind = type(node)
        if kind is Text:
            out += _pieces(node.text, path, whole, None, _target(path, new_ids))
        elif kind is Term:
            out += _pieces(term_words(node), path, whole or len(out) + 1, node, _target(path, new_ids))
        elif kind in _HOLDERS and node.inlines:
            short = kind is Field and len(WORD.findall(plain(node.inlines))) <= _SHORT_FIELD
            _add(node.inlines, (*path, replace(node, inlines=())), whole or (len(out) + 1 if short else 0), out, new_ids)
        else:
            out.append(Atom("", _key(node, new_ids), path, whole, node))


def _target(path: Nodes, new_ids: Ids) -> str:
    """Where the link around some words leads. Words with another target differ, so that a redline shows the change."""
    for node in path:
        if type(node) is Link:
            return str(node.url)
        if type(node) is Reference:
            return f"#{new_ids.get(node.target, node.target)}"
    return ""


def _key(node: Any, new_ids: Ids) -> Any:
    kind = type(node)
    if kind is Reference:
        return (Reference, new_ids.get(node.target, node.target))
    if kind is Note:
        return Note
    if kind is Cut:
        return (Cut, node.of)
    return (Break,) if kind is Break else (kind, node)


def _pieces(text: str, path: Nodes, whole: int, node: Any, target: str) -> list[Atom]:
    if not path and node is None:
        return [_plain(piece) for piece in _split(text)]
    return [Atom(piece, None if piece.isspace() else (piece, target) if target else piece, path, whole, node) for piece in _split(text)]


@lru_cache(maxsize=16_384)
def _plain(piece: str) -> Atom:
    """The atom of a piece of plain text: nearly all atoms are, and equal ones that are the same object are compared fast."""
    return Atom(piece, None if piece.isspace() else piece, ())


def _split(text: str) -> tuple[str, ...]:
    """The words of the text and the spaces between them."""
    return _split_once(text) if len(text) <= _LONGEST_KEPT else _pieces_of(text)


def _pieces_of(text: str) -> tuple[str, ...]:
    # Equal pieces are one string, which matters in a long text.
    seen: dict[str, str] = {}
    return tuple([seen.setdefault(piece, piece) for piece in _PIECE.findall(text)])


_split_once = lru_cache(maxsize=16_384)(_pieces_of)


def inlines(pieces: Iterable[Atom]) -> Nodes:
    """The nodes that the atoms came from, cut where the atoms begin and end."""
    line = list(pieces)
    if line and not any(atom.path or atom.node for atom in line):
        # Most lines are plain text, which this joins in half the time.
        return (Text("".join([atom.text for atom in line])),)
    return _nested(line, 0)


def _nested(pieces: Iterable[Atom], depth: int) -> Nodes:
    out: list[Any] = []
    for around, group in groupby(pieces, key=lambda atom: atom.path[depth] if len(atom.path) > depth else None):
        if around is not None:
            out.append(replace(around, inlines=_nested(group, depth + 1)))
            continue
        for (_, node), same in groupby(group, key=lambda atom: (atom.whole if atom.node else 0, atom.node)):
            out += [Text("".join(atom.text for atom in same))] if node is None else [node]
    return tuple(out)

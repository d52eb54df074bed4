"""What a Word file of any program shows as tracked changes: words inserted, deleted and moved, and changed words that hide in a move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from itertools import groupby
from typing import Any
from zipfile import ZipFile

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KINDS = {f"{_W}{kind}": kind for kind in ("ins", "del", "moveFrom", "moveTo")}
_CELLS = {f"{_W}cellIns": "ins", f"{_W}cellDel": "del"}
_STARTS, _ENDS = ({f"{_W}{kind}Range{end}": kind for kind in ("moveFrom", "moveTo")} for end in ("Start", "End"))
_WORDS, _SPACES = (frozenset(f"{_W}{name}" for name in names) for names in (("t", "delText"), ("tab", "br", "cr")))
_PROPERTIES = frozenset(f"{_W}{name}" for name in ("pPr", "rPr", "tcPr", "trPr", "tblPr", "sectPr", "sdtPr"))
# A program may delete words inside moved text: they are gone whether the changes are accepted or rejected.
_GONE = "moveTo del"


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    kind: str
    move: str


@dataclass(frozen=True, slots=True)
class Tracked:
    """`marked` counts words in insertions and deletions, `moved` those at the new ends of moves, and `hidden` those that differ between the ends unmarked.

    `old` holds the words when all changes are rejected, `new` those when all are accepted; `moves` the words at both ends of each move; `false_moves` the
    new ends of those that stand in the same place among all that is not marked, and in the same order.
    """

    marked: int
    moved: int
    hidden: int
    old: tuple[str, ...]
    new: tuple[str, ...]
    moves: tuple[tuple[str, str], ...]
    false_moves: tuple[str, ...]


def tracked(data: bytes, contents: bool = True) -> Tracked:
    """The tracked changes in the body of a Word file, with or without its contents list."""
    with ZipFile(BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    pieces = list(_pieces(body, "", "", {"": {}, "ins": {}, "del": {}, "moveFrom": {}, "moveTo": {}}, contents))
    names = dict.fromkeys(piece.move for piece in pieces if piece.kind.startswith("move"))
    texts = {name: (_text(pieces, ("moveFrom",), name), _text(pieces, ("moveTo", _GONE), name)) for name in names}
    return Tracked(
        _count(pieces, ("ins", "del", _GONE)),
        _count(pieces, ("moveTo",)),
        sum(_differing(*ends) for ends in texts.values()),
        tuple(_text(pieces, ("", "del", "moveFrom")).split()),
        tuple(_text(pieces, ("", "ins", "moveTo")).split()),
        tuple(texts.values()),
        tuple(texts[name][1] for name in _in_place(pieces)),
    )


def _pieces(node: Any, kind: str, row: str, ranges: dict[str, dict[str, str]], contents: bool) -> Iterator[_Piece]:
    """The characters below a node in reading order.

    `row` is the mark of the row or cell around it, which counts where words have none; `ranges` holds the names of the open moves of each kind by their
    ids, for one may lie in another.
    """
    for child in node:
        tag = child.tag
        if tag in _STARTS:
            ranges[_STARTS[tag]][child.get(f"{_W}id", "")] = child.get(f"{_W}name", "")
        elif tag in _ENDS:
            ranges[_ENDS[tag]].pop(child.get(f"{_W}id", ""), None)
        elif tag in _WORDS or tag in _SPACES:
            yield _Piece((child.text or "") if tag in _WORDS else " ", kind or row, _innermost(ranges[(kind or row).partition(" ")[0]]))
        elif tag == f"{_W}p" and not contents and child.find(f"{_W}pPr/{_W}pStyle[@{_W}val]") is not None and _style(child).startswith("TOC"):
            continue
        elif tag not in _PROPERTIES and isinstance(tag, str):
            yield from _pieces(child, _inside(kind, _KINDS.get(tag, "")), _of_row(child) or row, ranges, contents)
            if tag == f"{_W}p":
                mark = _marked(child.find(f"{_W}pPr/{_W}rPr"), _KINDS)
                yield _Piece(" ", mark, _innermost(ranges[mark]))


def _innermost(names: dict[str, str]) -> str:
    return next(reversed(names.values()), "")


def _style(paragraph: Any) -> str:
    return str(paragraph.find(f"{_W}pPr/{_W}pStyle").get(f"{_W}val"))


def _inside(outer: str, inner: str) -> str:
    if outer == "moveTo" and inner == "del":
        return _GONE
    return inner or outer


def _of_row(node: Any) -> str:
    return _marked(node.find(f"{_W}trPr"), _KINDS) or _marked(node.find(f"{_W}tcPr"), _CELLS)


def _marked(properties: Any, kinds: dict[str, str]) -> str:
    return next((kinds[child.tag] for child in properties if child.tag in kinds), "") if properties is not None else ""


def _text(pieces: Iterable[_Piece], kinds: tuple[str, ...], move: str | None = None) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds and (move is None or piece.move == move))


def _count(pieces: Iterable[_Piece], kinds: tuple[str, ...]) -> int:
    return sum(len("".join(piece.text for piece in run).split()) for kind, run in groupby(pieces, lambda piece: piece.kind) if kind in kinds)


def _in_place(pieces: Iterable[_Piece]) -> list[str]:
    """The names of the most moves that could stay where they are: as many unmarked characters before both ends, and one order."""
    before = 0
    places: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for piece in pieces:
        if piece.kind == "":
            before += len("".join(piece.text.split()))
        elif piece.kind in ("moveFrom", "moveTo") and piece.text.strip():
            places[piece.kind == "moveTo"].setdefault(piece.move, before)
    source, target = places
    there = {name: place for place, name in enumerate(target)}
    runs: list[list[str]] = [[]]
    for name in (name for name in source if source[name] == target.get(name)):
        runs.append([*max((run for run in runs if not run or there[run[-1]] < there[name]), key=len), name])
    return max(runs, key=len)


def _differing(source: str, target: str) -> int:
    """How many words two texts do not share; none where only their spaces differ, for a paragraph may end there."""
    a, b = source.split(), target.split()
    if "".join(a) == "".join(b):
        return 0
    matching = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return len(a) + len(b) - 2 * sum(block.size for block in matching)

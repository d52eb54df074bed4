"""Where in its line each change of words is, and what was composed there: a field, a reference or a term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.redline import BELOW, Altered, Cut, Deleted, Inserted, Moved, Redline, Restyled, resolved, sides
from docgen.document.tree import Document, Field, FieldBlock, Note, Reference, Section, Signatures, Term
from docgen.exchange.fitting.lines_of_nodes import NOTE, characters, inner_line, lines_of, notes_in

Nodes = tuple[Any, ...]
_LINES = frozenset(["inlines", "caption", "title"])


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters of an old line from `start` to `end` became `new`."""

    change: int
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line that both documents have: the section it is in, its old words, and the pieces that changed, in order."""

    section: str
    old: str
    pieces: tuple[Piece, ...]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The characters from `start` to `end`, with those around them in pieces that touch them."""
        near = start - self.old[:start].endswith(" "), end + self.old[end:].startswith(" ")
        touching = [piece for piece in self.pieces if piece.start <= near[1] and piece.end >= near[0]]
        return min([start, *(piece.start for piece in touching)]), max([end, *(piece.end for piece in touching)])

    def new(self, start: int, end: int) -> str:
        """What the characters from `start` to `end` became."""
        out, at = "", start
        for piece in self.pieces:
            if start <= piece.start and piece.end <= end:
                out += self.old[at : piece.start] + piece.new
                at = piece.end
        return out + self.old[at:end]


@dataclass(frozen=True, slots=True)
class Spot:
    """A field, reference or term in a line: its characters, the node, and the section that it is in."""

    start: int
    end: int
    node: Any
    section: str


def changed_lines(redline: Redline) -> Iterator[ChangedLine]:
    """The lines of which some words changed, in reading order; none that came or went as a whole."""
    for section, line in _lines(redline.document.sections, ""):
        found = _pieces(line, 0)
        if found[0]:
            yield ChangedLine(section, characters(resolved(line, lambda mark: sides(mark)[0])), _merged(found[0]))


def _lines(nodes: Nodes, section: str) -> Iterator[tuple[str, Nodes]]:
    for node in nodes:
        if type(node) is Altered:
            node = node.node
        if type(node) is Moved and node.end == "to":
            yield from _lines(node.nodes, section)
            continue
        here = node.id if type(node) is Section else section
        for name in BELOW.get(type(node), ()):
            below = getattr(node, name)
            if name in _LINES:
                yield here, below
                yield from _lines(tuple(_notes(below)), here)
            else:
                yield from _lines(below if type(below) is tuple else (below,), here)


def _notes(inlines: Nodes) -> Iterator[Any]:
    for node in inlines:
        if type(node) is Note:
            yield node
        elif type(node) not in (Inserted, Deleted, Restyled):
            yield from _notes(node.nodes if type(node) is Moved else inner_line(node))


def _pieces(inlines: Nodes, at: int) -> tuple[list[Piece], int]:
    """The pieces of a line, and the length of its old words."""
    out: list[Piece] = []
    for node in inlines:
        match node:
            case Deleted() | Inserted() | Moved():
                old, new = (characters(_plain(side)) for side in sides(node))
                out.append(Piece(node.change, at, at + len(old), new))
                at += len(old)
            case Restyled():
                at += len(characters(_plain(node.was)))
            case Note():
                at += len(NOTE)
            case Cut():
                at += 1
            case _ if inner_line(node):
                inner, at = _pieces(inner_line(node), at)
                out += inner
            case _:
                at += len(characters((node,)))
    return out, at


def _plain(nodes: Nodes) -> Nodes:
    return resolved(nodes, lambda mark: sides(mark)[1] or sides(mark)[0])


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces, with a deletion and the insertion after it as one."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if last and last.change == piece.change and last.end == piece.start:
            out[-1] = replace(last, end=piece.end, new=last.new + piece.new)
        else:
            out.append(piece)
    return tuple(out)


class Spots:
    """The fields, references and terms of a composed document by the lines that they are in."""

    def __init__(self, document: Document) -> None:
        self.lines: dict[str, list[tuple[str, Nodes, str]]] = defaultdict(list)
        for section in document.sections:
            self._add(section, "")

    def _add(self, section: Section, above: str) -> None:
        self._note_line(section.title, section.id, "")
        for block in section.blocks:
            self._block(block, section.id, "")
        for child in section.sections:
            self._add(child, section.id)

    def _block(self, block: Any, section: str, name: str) -> None:
        if type(block) is Signatures:
            return
        name = block.name if type(block) is FieldBlock else name
        held = [*getattr(block, "blocks", ()), *getattr(block, "items", ())]
        if held:
            for child in held:
                self._block(child, section, name)
            return
        for line in lines_of(block):
            self._note_line(line, section, name)

    def _note_line(self, line: Nodes, section: str, name: str) -> None:
        self.lines[characters(line)].append((section, line, name))
        for note in notes_in(line):
            for block in note.blocks:
                self._block(block, section, name)

    def at(self, section: str, old: str) -> tuple[Spot, ...]:
        """The spots of a line with these words, the innermost first: in the section that is named, if it has such a line."""
        found = self.lines.get(old, [])
        here = [line for line in found if line[0] == section] or found
        if not here:
            return ()
        where, line, name = here[0]
        spots = list(_spots(line, 0, where))
        if name:
            spots.append(Spot(0, len(old), FieldBlock(name, ()), where))
        # Of two with the same words, the inner one comes after the outer one in the line.
        spots.reverse()
        return tuple(sorted(spots, key=lambda spot: spot.end - spot.start))


def _spots(inlines: Nodes, start: int, section: str) -> Iterator[Spot]:
    for node in inlines:
        end = start + len(characters((node,)))
        if type(node) in (Field, Reference, Term):
            yield Spot(start, end, node, section)
        yield from _spots(inner_line(node), start, section)
        start = end

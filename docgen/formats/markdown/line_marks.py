"""Turn a redline into blocks with marks only within lines, where Markdown can show them: `ins` and `del` around words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from docgen.document.change_of_kind import change_of_kind
from docgen.document.frozen_dataclass import dataclass
from docgen.document.headings import Heading
from docgen.document.message_words import capital
from docgen.document.redline import Altered, Deleted, Inserted, Moved, Nodes, Redline, Restyled, accepted_nodes, marks
from docgen.document.tree import Break, Cell, FieldBlock, Figure, Item, List, Note, Paragraph, Row, Signatory, Signatures, Strong, Table, Text, plain
from docgen.formats.item_spots import cuts_of, item_counts, item_spots
from docgen.formats.markdown.move_places import Places, Remark

Side = Literal["old", "new", "both"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list with the old or new number of each item, counted from 0; -1 for none."""

    ordered: bool
    items: tuple[Item, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Charted:
    """A figure inserted or deleted as a whole."""

    figure: Figure
    mark: Callable[[Nodes], Any]


class Surroundings(NamedTuple):
    """The context of a node: the mark for its words, and whether unchanged nodes below it are left out."""

    mark: Callable[[Nodes], Any] | None = None
    trim: bool = False


KEPT, TRIMMED, INSERTED, DELETED = Surroundings(), Surroundings(trim=True), Surroundings(Inserted), Surroundings(Deleted)
LEFT_OUT = Paragraph((Text("…"),))


def ids(node: Any) -> set[int]:
    """The ids of the changes whose marks are in the node."""
    return {mark.change for mark in marks(node if type(node) is tuple else (node,)) if mark.change}


class MarksInLines:
    """Moves the marks of one redline down into its lines; `whole` keeps moved words at both ends of a move."""

    def __init__(self, redline: Redline, whole: bool) -> None:
        self.whole = whole
        self.places = Places(redline)
        self.spots = item_spots(redline.document.sections)
        """Where items stood and stand, around changes of kind."""
        self.notes = 0

    def nodes(self, nodes: Iterable[Any], around: Surroundings) -> Nodes:
        """The blocks, items or signatories, with no marks around them."""
        out: list[Any] = []
        for node in nodes:
            out += MARKS[type(node)](self, node, around) if type(node) in MARKS else [self.below(node, around)]
        return tuple(out)

    def below(self, node: Any, around: Surroundings) -> Any:
        """The node with the marks below it moved into its lines."""
        match node:
            case Paragraph() | Cell():
                return replace(node, inlines=self.line(node.inlines, around.mark))
            case Heading():
                section = node.section
                line = (Strong(((Text(f"{section.number} "),) if section.number else ()) + self.inlines(section.title, Surroundings(around.mark))),)
                return Paragraph((around.mark(line),) if around.mark else line)
            case List():
                return self.listed(node, around)
            case Table():
                return self.table(node, around)
            case Figure():
                marked = replace(node, caption=self.line(node.caption, around.mark))
                return Charted(marked, around.mark) if around.mark else marked
            case Signatures():
                return FieldBlock("signatories", self.nodes(_trimmed(node.signatories, around, None), around))
            case Signatory():
                return _signatory(node, node, around.mark)
        return replace(node, blocks=self.nodes(node.blocks, around))

    def line(self, inlines: Nodes, mark: Callable[[Nodes], Any] | None) -> tuple[Any, ...]:
        """The inlines of a line, all in one mark or with their own marks."""
        line = self.inlines(inlines, Surroundings(mark))
        return (mark(line),) if mark and line else line

    def inlines(self, inlines: Nodes, around: Surroundings) -> tuple[Any, ...]:
        out: list[Any] = []
        for node in inlines:
            match node:
                case Inserted():
                    out.append(replace(node, nodes=self.inlines(node.nodes, INSERTED)))
                case Deleted():
                    out.append(replace(node, nodes=self.inlines(node.nodes, DELETED)))
                case Moved():
                    out += self.moved_words(node)
                case Restyled():
                    out += self.inlines(node.nodes, around)
                case Note():
                    self.notes += 1
                    out.append(Note(self.nodes(node.blocks, around), self.notes))
                case _:
                    out.append(replace(node, inlines=self.inlines(node.inlines, around)) if getattr(node, "inlines", ()) else node)
        return tuple(out)

    def moved_words(self, mark: Moved) -> tuple[Any, ...]:
        """One end of a sentence's move, with a remark about the other end; unless `whole`, the new place alone has the words."""
        before, after = (" ", "") if plain(mark.nodes)[:1].isspace() else ("", " ")
        told = f"{before}({self.places.remark(mark)}"
        if self.whole:
            return ((Inserted if mark.end == "to" else Deleted)(mark.nodes), Remark(f"{told}){after}"))
        return (Remark(f"{told}){after}"),) if mark.end == "from" else (Remark(f"{told}:{after}"), *mark.nodes, Remark(f"){after}"))

    def listed(self, node: List, around: Surroundings) -> List | Listed:
        known = id(node.items[0]) in self.spots if node.items else False
        if not known and not any(type(item) in MARKS or (around.trim and not ids(item)) for item in node.items) and not cuts_of(node.items):
            return replace(node, items=self.nodes(node.items, around))
        items: list[Any] = []
        numbers: list[int] = []
        old = new = 0
        for item in node.items:
            before, after = item_counts(item)
            if spots := self.spots.get(id(item)):
                old, new = (spot.number - 1 if spot else 0 for spot in spots)
            if around.trim and not ids(item):
                if not items or numbers[-1] >= 0 or items[-1].blocks != (LEFT_OUT,):
                    items.append(Item((LEFT_OUT,)))
                    numbers.append(-1)
            else:
                shown = self.nodes((item,), around)
                items += shown
                numbers += [(new if after else old) + at for at in range(len(shown))]
            old, new = old + before, new + after
        return Listed(node.ordered, tuple(items), tuple(numbers))

    def table(self, node: Table, around: Surroundings) -> Table:
        """The table with every old and new column."""
        sides = [_side(cell) for cell in node.header.cells]
        alignments, rows = iter(node.alignments), _trimmed(node.rows, around, Row((Cell((Text("…"),)),)))
        header = self.row(node.header, sides, around.mark)
        lines = tuple(row for child in rows for row in self.rows(child, sides, around))
        caption = self.line(node.caption, around.mark)
        return replace(node, header=header, rows=lines, alignments=tuple("left" if side == "old" else next(alignments) for side in sides), caption=caption)

    def rows(self, node: Any, sides: list[Side], around: Surroundings) -> list[Row]:
        match node:
            case Inserted() | Deleted():
                mark = INSERTED if type(node) is Inserted else DELETED
                return [self.row(row, sides, mark.mark, mark.mark) for row in node.nodes]
            case Moved():
                kept, mark = self.moved(node)
                lines = [self.row(row, sides, mark.mark, Deleted if node.end == "from" else Inserted) for row in kept]
                return _remarked(lines or [self.row(Row(()), sides, None)], self.places.remark(node))
            case Altered():
                return self.rows(node.node, sides, around)
        return [self.row(node, sides, around.mark)]

    def row(self, row: Row, sides: list[Side], mark: Callable[[Nodes], Any] | None, only: Any = None) -> Row:
        """The row with a cell for each column; `only` is the mark of a row that exists in one document, and so lacks the columns of the other."""
        cells: Iterator[Any] = iter(row.cells)
        out: list[Cell] = []
        for side in sides:
            has = only is None or side == "both" or (side == "old") == (only is Deleted)
            cell = next(cells, None) if has else None
            own = {Inserted: Inserted, Deleted: Deleted}.get(type(cell), mark)
            inner = cell if cell is None or type(cell) is Cell else cell.node if type(cell) is Altered else cell.nodes[0]
            out.append(Cell(self.line(inner.inlines, own) if inner else ()))
        return Row(tuple(out))

    def moved(self, mark: Moved) -> tuple[Nodes, Surroundings]:
        """The nodes shown at one end of a move, and their context."""
        if self.whole:
            return (mark.nodes, DELETED) if mark.end == "from" else (accepted_nodes(mark.nodes), INSERTED)
        return ((), KEPT) if mark.end == "from" else (mark.nodes, KEPT)


def _side(cell: Any) -> Side:
    return "new" if type(cell) is Inserted else "old" if type(cell) is Deleted else "both"


def _trimmed(nodes: Nodes, around: Surroundings, left_out: Any) -> Nodes:
    """The nodes, with each run of unchanged ones replaced by `left_out` if `around` asks for that."""
    if not around.trim:
        return nodes
    out: list[Any] = []
    for node in nodes:
        if ids(node):
            out.append(node)
        elif left_out is not None and (not out or out[-1] is not left_out):
            out.append(left_out)
    return tuple(out)


def _signatory(now: Signatory, was: Signatory, mark: Callable[[Nodes], Any] | None) -> FieldBlock:
    """A signatory in the form of the Markdown writer: for whom, and four lines."""

    def labelled(name: str, old: str, new: str) -> Paragraph:
        if mark:
            return Paragraph((mark((Text(name + new),)),))
        return Paragraph((Text(name), *(_both(old, new) if old != new else (Text(new),))))

    rows = (("Signature: ", "", ""), ("Name: ", was.name, now.name), ("Post: ", was.post, now.post), ("Date: ", "", ""))
    head = labelled("Signed for and on behalf of ", was.party, now.party)
    return FieldBlock("signatory", (head, List(False, tuple(Item((labelled(*row),)) for row in rows))))


def _both(old: str, new: str) -> tuple[Any, ...]:
    """The old words deleted and the new ones inserted; either may be empty."""
    return (*((Deleted((Text(old),)),) if old else ()), *((Text(" "),) if old and new else ()), *((Inserted((Text(new),)),) if new else ()))


def _remarked(nodes: Iterable[Any], text: str) -> list[Any]:
    """The nodes with a remark before the first, or inside it if it is an item or a row."""
    out = list(nodes)
    remark: tuple[Any, ...] = (Remark(text),)
    match out[:1]:
        case [Item(blocks)]:
            out[0] = Item((Paragraph(remark), *blocks))
        case [Row(cells)]:
            out[0] = Row((Cell((*remark, *((Break(), *cells[0].inlines) if cells[0].inlines else ()))), *cells[1:]))
        case _:
            out.insert(0, Paragraph(remark))
    return out


def _changed(lines: MarksInLines, mark: Inserted | Deleted, around: Surroundings) -> Nodes:
    return lines.nodes(mark.nodes, INSERTED if type(mark) is Inserted else DELETED)


def _moved(lines: MarksInLines, mark: Moved, around: Surroundings) -> Nodes:
    shown = lines.nodes(*lines.moved(mark))
    if not shown and type(mark.nodes[0]) is Item:
        shown = (Item(()),)
    return tuple(_remarked(shown, lines.places.remark(mark)))


def _restyled(lines: MarksInLines, mark: Restyled, around: Surroundings) -> Nodes:
    return lines.inlines(mark.nodes, around)


def _altered(lines: MarksInLines, mark: Altered, around: Surroundings) -> Nodes:
    node, was = mark.node, mark.was
    if kind := change_of_kind(was, node):
        return tuple(_remarked([lines.below(node, KEPT)], capital(kind)))
    match node:
        case Signatory():
            return (_signatory(node, was, None),)
        case Figure():
            return _altered_figure(lines, node, was)
        case List() if node.ordered != was.ordered:
            return tuple(_remarked([lines.below(node, KEPT)], "A list without numbers now" if was.ordered else "A numbered list now"))
        case Paragraph() if type(was) is Heading:
            return tuple(_remarked([lines.below(node, around)], "Was a heading"))
    return (lines.below(node, around),)


def _altered_figure(lines: MarksInLines, now: Figure, was: Figure) -> Nodes:
    """Both charts, one after the other; in a report, the differences in words, body by body."""
    caption = Figure(now.id, lines.line(now.caption, None), now.alt, (), now.number)
    if lines.whole:
        return (*((Charted(replace(was, caption=()), Deleted), Charted(replace(now, caption=()), Inserted)) if was.chart != now.chart else ()), caption)
    before, after = _bodies(was), _bodies(now)
    changes = [_both(before.get(id, ""), after.get(id, "")) for id in dict.fromkeys((*before, *after)) if before.get(id) != after.get(id)]
    if not changes and now.alt != was.alt:
        changes = [(Text("Described as: "), *_both(was.alt, now.alt))]
    return (caption, *((List(False, tuple(Item((Paragraph(change),)) for change in changes)),) if changes else ()))


def _bodies(figure: Figure) -> dict[str, str]:
    """Each body of a chart in words, by id."""
    names = {node.id: node.name for node in figure.chart}
    out = {}
    for node in figure.chart:
        above = [names[id] for id in node.reports_to if id in names]
        out[node.id] = node.name + (" (external)" if node.external else "") + (f", which reports to {' and to '.join(above)}" if above else "")
    return out


MARKS: dict[type, Callable[[MarksInLines, Any, Surroundings], Nodes]] = {
    Inserted: _changed,
    Deleted: _changed,
    Moved: _moved,
    Restyled: _restyled,
    Altered: _altered,
}

"""A redline made blocks that hold marks in their lines alone, where Markdown has a place for them: `ins` and `del` around words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from docgen.document.frozen import dataclass
from docgen.document.redline import Altered, Cut, Deleted, Inserted, Moved, Nodes, Redline, Restyled, accepted_nodes, marks
from docgen.document.tree import Break, Cell, FieldBlock, Figure, Item, List, Note, Paragraph, Row, Signatory, Signatures, Table, Text
from docgen.formats.markdown.move_places import Places

Side = Literal["old", "new", "both"]


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of the report among those of the document."""

    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list whose items have the number that they had, or have: counted from 0, -1 for none."""

    ordered: bool
    items: tuple[Item, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Charted:
    """A figure that came or went whole."""

    figure: Figure
    mark: Callable[[Nodes], Any]


class Surroundings(NamedTuple):
    """What stands around a node: the mark that its words get, and whether what did not change below it is left out."""

    mark: Callable[[Nodes], Any] | None = None
    trim: bool = False


KEPT, TRIMMED, INSERTED, DELETED = Surroundings(), Surroundings(trim=True), Surroundings(Inserted), Surroundings(Deleted)
LEFT_OUT = Paragraph((Text("…"),))


def ids(node: Any) -> set[int]:
    """The changes whose marks stand in the node."""
    return {mark.change for mark in marks(node if type(node) is tuple else (node,)) if mark.change}


class MarksInLines:
    """The marks of one redline on their way down into its lines. `whole` keeps the words of a move at both of its ends."""

    def __init__(self, redline: Redline, whole: bool) -> None:
        self.whole = whole
        self.places = Places(redline)
        self.notes = 0

    def nodes(self, nodes: Iterable[Any], around: Surroundings) -> Nodes:
        """Blocks, items or signatories without marks around them."""
        out: list[Any] = []
        for node in nodes:
            out += MARKS[type(node)](self, node, around) if type(node) in MARKS else [self.below(node, around)]
        return tuple(out)

    def below(self, node: Any, around: Surroundings) -> Any:
        """The node with the marks below it in its lines."""
        match node:
            case Paragraph() | Cell():
                return replace(node, inlines=self.line(node.inlines, around.mark))
            case List():
                return self.listed(node, around)
            case Table():
                return self.table(node, around)
            case Figure():
                marked = replace(node, caption=self.line(node.caption, around.mark))
                return Charted(marked, around.mark) if around.mark else marked
            case Signatures():
                return FieldBlock("signatories", self.nodes(_kept(node.signatories, around, None), around))
            case Signatory():
                return _signing(node, node, around.mark)
        return replace(node, blocks=self.nodes(node.blocks, around))

    def line(self, inlines: Nodes, mark: Callable[[Nodes], Any] | None) -> tuple[Any, ...]:
        """A line: all of it in the mark, or with its own marks."""
        made = self.inlines(inlines, Surroundings(mark))
        return (mark(made),) if mark and made else made

    def inlines(self, inlines: Nodes, around: Surroundings) -> tuple[Any, ...]:
        out: list[Any] = []
        for node in inlines:
            match node:
                case Inserted():
                    out.append(replace(node, nodes=self.inlines(node.nodes, INSERTED)))
                case Deleted():
                    out.append(replace(node, nodes=self.inlines(node.nodes, DELETED)))
                case Restyled():
                    out += self.inlines(node.nodes, around)
                case Note():
                    self.notes += 1
                    out.append(Note(self.nodes(node.blocks, around), self.notes))
                case _:
                    out.append(replace(node, inlines=self.inlines(node.inlines, around)) if getattr(node, "inlines", ()) else node)
        return tuple(out)

    def listed(self, node: List, around: Surroundings) -> List | Listed:
        if not any(type(item) in MARKS or (around.trim and not ids(item)) for item in node.items) and not _cuts(node.items):
            return replace(node, items=self.nodes(node.items, around))
        items: list[Any] = []
        numbers: list[int] = []
        old = new = 0
        for item in node.items:
            before, after = _counts(item)
            if around.trim and not ids(item):
                if not items or numbers[-1] >= 0 or items[-1].blocks != (LEFT_OUT,):
                    items.append(Item((LEFT_OUT,)))
                    numbers.append(-1)
            else:
                made = self.nodes((item,), around)
                items += made
                numbers += [(new if after else old) + at for at in range(len(made))]
            old, new = old + before, new + after
        return Listed(node.ordered, tuple(items), tuple(numbers))

    def table(self, node: Table, around: Surroundings) -> Table:
        """The table with a column for each that it has or had."""
        sides = [_side(cell) for cell in node.header.cells]
        alignments, rows = iter(node.alignments), _kept(node.rows, around, Row((Cell((Text("…"),)),)))
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
                return _remarked(lines or [self.row(Row(()), sides, None)], self.places.told(node))
            case Altered():
                return self.rows(node.node, sides, around)
        return [self.row(node, sides, around.mark)]

    def row(self, row: Row, sides: list[Side], mark: Callable[[Nodes], Any] | None, only: Any = None) -> Row:
        """The row with a cell for each column; `only` is the mark of a row that has none of the columns of the other document."""
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
        """The nodes that are shown at one end of a move, and what stands around them."""
        if self.whole:
            return (mark.nodes, DELETED) if mark.end == "from" else (accepted_nodes(mark.nodes), INSERTED)
        return ((), KEPT) if mark.end == "from" else (mark.nodes, KEPT)


def _side(cell: Any) -> Side:
    return "new" if type(cell) is Inserted else "old" if type(cell) is Deleted else "both"


def _kept(nodes: Nodes, around: Surroundings, left_out: Any) -> Nodes:
    """The nodes that changed, with `left_out` for each run of others, where those are left out."""
    if not around.trim:
        return nodes
    out: list[Any] = []
    for node in nodes:
        if ids(node):
            out.append(node)
        elif left_out is not None and (not out or out[-1] is not left_out):
            out.append(left_out)
    return tuple(out)


def _counts(item: Any) -> tuple[int, int]:
    """How many items of the old list, and how many of the new, an item of a redline is."""
    match item:
        case Inserted(nodes) | Moved(nodes, "to"):
            return 0, len(nodes)
        case Deleted(nodes) | Moved(nodes, "from"):
            return len(nodes), 0
    cuts = _cuts((item,))
    return 1 + sum(type(cut) is Deleted for cut in cuts), 1 + sum(type(cut) is Inserted for cut in cuts)


def _cuts(items: Nodes) -> list[Any]:
    """The marks, one for each, in which items of a list were cut or joined."""
    return [mark for mark in marks(items) if type(mark) in (Inserted, Deleted) for node in mark.nodes if node == Cut("item")]


def _signing(now: Signatory, was: Signatory, mark: Callable[[Nodes], Any] | None) -> FieldBlock:
    """A signatory as the Markdown writer has it: for whom, and four lines."""

    def told(name: str, old: str, new: str) -> Paragraph:
        if mark:
            return Paragraph((mark((Text(name + new),)),))
        return Paragraph((Text(name), *(_both(old, new) if old != new else (Text(new),))))

    rows = (("Signature: ", "", ""), ("Name: ", was.name, now.name), ("Post: ", was.post, now.post), ("Date: ", "", ""))
    head = told("Signed for and on behalf of ", was.party, now.party)
    return FieldBlock("signatory", (head, List(False, tuple(Item((told(*row),)) for row in rows))))


def _both(old: str, new: str) -> tuple[Any, ...]:
    """What was and what is, of which either may be nothing."""
    return (*((Deleted((Text(old),)),) if old else ()), *((Text(" "),) if old and new else ()), *((Inserted((Text(new),)),) if new else ()))


def _remarked(nodes: Iterable[Any], text: str) -> list[Any]:
    """The nodes with a remark before the first of them, inside it if it is an item or a row."""
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


def _inserted(spreading: MarksInLines, mark: Inserted, around: Surroundings) -> Nodes:
    return spreading.nodes(mark.nodes, INSERTED)


def _deleted(spreading: MarksInLines, mark: Deleted, around: Surroundings) -> Nodes:
    return spreading.nodes(mark.nodes, DELETED)


def _moved(spreading: MarksInLines, mark: Moved, around: Surroundings) -> Nodes:
    nodes, inner = spreading.moved(mark)
    made: Nodes = spreading.nodes(nodes, inner)
    if not made and type(mark.nodes[0]) is Item:
        made = (Item(()),)
    return tuple(_remarked(made, spreading.places.told(mark)))


def _restyled(spreading: MarksInLines, mark: Restyled, around: Surroundings) -> Nodes:
    return spreading.inlines(mark.nodes, around)


def _altered(spreading: MarksInLines, mark: Altered, around: Surroundings) -> Nodes:
    node, was = mark.node, mark.was
    match node:
        case Signatory():
            return (_signing(node, was, None),)
        case Figure():
            return _altered_figure(spreading, node, was)
        case List() if node.ordered != was.ordered:
            return tuple(_remarked([spreading.below(node, KEPT)], "A list without numbers now" if was.ordered else "A numbered list now"))
    return (spreading.below(node, around),)


def _altered_figure(spreading: MarksInLines, now: Figure, was: Figure) -> Nodes:
    """Both charts, one after the other; or in a report what differs, body by body, in words."""
    caption = Figure(now.id, spreading.line(now.caption, None), now.alt, (), now.number)
    if spreading.whole:
        return (*((Charted(replace(was, caption=()), Deleted), Charted(replace(now, caption=()), Inserted)) if was.chart != now.chart else ()), caption)
    before, after = _bodies(was), _bodies(now)
    lines = [_both(before.get(id, ""), after.get(id, "")) for id in dict.fromkeys((*before, *after)) if before.get(id) != after.get(id)]
    if not lines and now.alt != was.alt:
        lines = [(Text("Described as: "), *_both(was.alt, now.alt))]
    return (caption, *((List(False, tuple(Item((Paragraph(line),)) for line in lines)),) if lines else ()))


def _bodies(figure: Figure) -> dict[str, str]:
    names = {node.id: node.name for node in figure.chart}
    out = {}
    for node in figure.chart:
        above = [names[id] for id in node.reports_to if id in names]
        out[node.id] = node.name + (" (external)" if node.external else "") + (f", which reports to {' and to '.join(above)}" if above else "")
    return out


MARKS: dict[type, Callable[[MarksInLines, Any, Surroundings], Nodes]] = {
    Inserted: _inserted,
    Deleted: _deleted,
    Moved: _moved,
    Restyled: _restyled,
    Altered: _altered,
}

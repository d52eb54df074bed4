"""Blocks and sub-sections written in the language of clauses. What is written is read again, and says the same: else there is a Problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from docgen.clausetext.template import Heading
from docgen.document.message_words import cut
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import Cell, Field, FieldBlock, Figure, List, Paragraph, Quote, Row, Section, Signatures, Table, Term, Text, plain
from docgen.exchange.inline_markdown import PLAIN, Notes, Place, line, styles
from docgen.exchange.read_back import flat, read_again, shape
from docgen.exchange.writable import writable, writable_section

Nodes = tuple[Any, ...]
_NOWHERE = Position("")
_RULES = {"left": "---", "center": ":-:", "right": "--:"}


def written(blocks: Iterable[Any], sections: Iterable[Section] = (), id: str = "", fields: bool = False, place: Position = _NOWHERE) -> str:
    """The text that reads as these blocks and sub-sections (`id` is that of the section they are in), one paragraph on a line.

    Fields and terms are written as their words, or as the expressions that they came from if `fields` says so. Blocks come out in the form that
    `writable` gives them. Raises DocgenError, with a Problem at `place` for each text, if the language of clauses cannot hold it.
    """
    kept = (Field, Term) if fields else ()
    own = writable(blocks, kept)
    below = tuple(writable_section(section, kept) for section in sections)
    run = flat(own, below, id)
    notes = Notes()
    pieces: list[str] = []
    problems: list[Problem] = []
    for node in run:
        try:
            pieces.append(_proved(node, notes, place))
        except DocgenError as error:
            problems += error.problems
    if problems:
        raise DocgenError(problems)
    text = _together(pieces, notes)
    if _says(text, run):
        return text
    # Each piece is right, but side by side they mean something else: labels that count on, for instance.
    strict = Notes()
    text = _together([_block(node, True, strict) for node in run], strict)
    if _says(text, run):
        return text
    raise DocgenError([_unwritable(run, place, text)])


def _together(pieces: list[str], notes: Notes) -> str:
    return "\n\n".join([*pieces, *_notes(notes)]) + "\n" if pieces else ""


def _says(text: str, run: Nodes) -> bool:
    try:
        return read_again(text) == shape(run)
    except DocgenError:
        return False


def _proved(node: Any, notes: Notes, place: Position) -> str:
    """One block, in the lightest of the ways to escape that reads as the same block. Raises DocgenError if there is none."""
    text = ""
    for every in (False, True):
        tried = Notes(count(len(notes.waiting) + 1))
        text = _block(node, every, tried)
        alone = _together([text], tried)
        if _says(alone, (node,)):
            notes.waiting += tried.waiting
            return text
    raise DocgenError([_unwritable((node,), place, alone)])


def _unwritable(run: Nodes, place: Position, text: str) -> Problem:
    words = cut(" ".join(text.split()) or "nothing")
    reasons: tuple[Problem, ...] = ()
    try:
        read_again(text)
    except DocgenError as error:
        reasons = error.problems
    why = f" {reasons[0].seen}" if reasons else ""
    return Problem(place, "unwritable", f"The language of clauses cannot hold “{words}”.{why}", reasons[0].expected if reasons else "", "Write it by hand.")


def _block(node: Any, every: bool, notes: Notes) -> str:
    match node:
        case Paragraph():
            return _line(node.inlines, every, notes)
        case List():
            return _list(node, every, notes)
        case Quote():
            return _prefixed(_blocks(node.blocks, every, notes), "> ", "> ").replace("> \n", ">\n")
        case Table():
            return _table(node, every, notes)
        case Figure():
            return "{{ structure }}"
        case Signatures():
            return "{{ signatories }}"
        case FieldBlock():
            return f"{{{{ {node.name} }}}}"
    title = _line(node.inlines, every, notes, "title")
    return f"{'#' * node.level} {title} {{#{plain(node.id)}}}"


def _blocks(blocks: Nodes, every: bool, notes: Notes) -> str:
    return "\n\n".join(_block(block, every, notes) for block in blocks)


def _line(inlines: Nodes, every: bool, notes: Notes, place: Place = "paragraph") -> str:
    """A paragraph, title, caption or cell in the most readable style that reads as the same; in the last style if none does."""
    text = ""
    for style in styles(every):
        tried = Notes(count(len(notes.waiting) + 1))
        text = line(inlines, style, tried, place)
        if PLAIN.fullmatch(text) or _says(_together([_ALONE[place].format(text)], tried), (_alone(inlines, place),)):
            break
    notes.waiting += tried.waiting
    return text


_ALONE = {"paragraph": "{}", "title": "## {} {{#id}}", "cell": "| {} |\n|---|\n| |"}
"""How a line is read alone."""


def _alone(inlines: Nodes, place: Place) -> Any:
    """What a line that is read alone is to give."""
    if place == "paragraph":
        return Paragraph(inlines)
    if place == "title":
        return Heading(2, (Text("id"),), inlines, Position(""))
    return Table(Row((Cell(inlines),)), (Row((Cell(()),)),), ("left",))


def _list(node: List, every: bool, notes: Notes) -> str:
    """The items, with an empty line between the blocks of an item, but none before a list in it."""
    items = []
    for number, item in enumerate(node.items, 1):
        mark = f"{number}. " if node.ordered else "- "
        close = all(type(block) is List for block in item.blocks[1:])
        inner = ("\n" if close else "\n\n").join(_block(block, every, notes) for block in item.blocks)
        items.append(_prefixed(inner, mark, " " * len(mark)))
    return "\n".join(items)


def _prefixed(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(others + each if each or others.strip() else each for each in lines[1:])])


def _table(node: Table, every: bool, notes: Notes) -> str:
    caption = _line(node.caption, every, notes, "title") if node.caption else ""
    rows = [_cells([_line(cell.inlines, every, notes, "cell") if cell.inlines else "" for cell in row.cells]) for row in (node.header, *node.rows)]
    rows.insert(1, _cells([_RULES[alignment] for alignment in node.alignments]).replace(" ", ""))
    title = f"Table: {caption}{f' {{#{node.id}}}' if node.id else ''}\n\n" if node.caption else ""
    return title + "\n".join(rows)


def _cells(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _notes(notes: Notes) -> Iterator[str]:
    """The notes that stand on lines of their own."""
    for name, blocks in notes.waiting:
        body = _blocks(blocks, False, Notes(iter(())))
        # An item on the line of the mark would not hold the lines below it.
        yield f"[^{name}]: " + _prefixed(body, "", "    ") if type(blocks[0]) is Paragraph else f"[^{name}]:\n" + _prefixed(body, "    ", "    ")

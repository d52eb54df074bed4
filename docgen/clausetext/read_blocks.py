"""Markdown's paragraphs, headings, lists, quotations, tables and notes, with lines of logic between them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docgen.clausetext.commonmark import LOGIC_LINE
from docgen.clausetext.jinja_tags import Tag
from docgen.clausetext.nested_logic import nested
from docgen.clausetext.read_inlines import inlines, without_id
from docgen.clausetext.reading_state import Reading
from docgen.clausetext.template import Anchored, Captioned, Heading, Output, OutputBlock
from docgen.document.problems import Problem
from docgen.document.tree import Cell, Item, List, Paragraph, Quote, Row, Table, Text

DEEPEST_LIST = 3
DEEPEST_QUOTE = 8
_COLUMN = re.compile(r"(?<!\\)\|")
_LAST_COLUMN = re.compile(r"(?<!\\)\|$")


def blocks(reading: Reading, closing: str = "") -> tuple[Any, ...]:
    """The blocks up to the token `closing`."""
    flat: list[Any] = []
    while reading.at < len(reading.tokens):
        token = reading.take()
        if token.type == closing:
            break
        if handler := _BLOCKS.get(token.type):
            made = handler(reading, token)
            flat.extend(reading.named(token, made) if not reading.within and token.type in _NAMED else made)
    return nested(_captioned(reading, flat), reading.problems)


def read_notes(reading: Reading) -> None:
    """Footnotes come last among the tokens and are needed first."""
    start = next((i for i, token in enumerate(reading.tokens) if token.type == "footnote_block_open"), len(reading.tokens))
    body, reading.tokens, reading.at = reading.tokens[:start], reading.tokens[start + 1 : -1], 0
    reading.in_note = True
    while reading.at < len(reading.tokens):
        opening = reading.take()
        reading.notes[opening.meta["id"]] = _inner(reading, "footnote_close")
    reading.tokens, reading.at, reading.in_note = body, 0, False


def _inner(reading: Reading, closing: str) -> tuple[Any, ...]:
    """The blocks inside a list item, quotation or note."""
    reading.within += 1
    made = blocks(reading, closing)
    reading.within -= 1
    return made


def _captioned(reading: Reading, flat: list[Any]) -> list[Any]:
    """Blocks with each `Table: …` paragraph joined to the table, or the field, after it."""
    out: list[Any] = []
    for node in flat:
        table = node.block if isinstance(node, Anchored) else node
        if isinstance(table, Table | OutputBlock) and out and (words := _caption(out[-1])):
            made = Captioned(table, *without_id(words), out[-1].position)
            out[-1] = Anchored(node.id, made, node.text) if isinstance(node, Anchored) else made
        else:
            out.append(node)
    for node in out:
        if _caption(node):
            reading.wrong(node.position, "caption-place", "This caption stands before no table.", "the table in the next lines, after an empty one")
    return out


def _caption(node: Any) -> tuple[Any, ...]:
    if not isinstance(node, Paragraph) or not isinstance(node.inlines[0], Text) or not node.inlines[0].text.startswith("Table: "):
        return ()
    return (Text(node.inlines[0].text[7:]), *node.inlines[1:])


def _paragraph(reading: Reading, token: Any) -> list[Any]:
    inline = reading.take()
    reading.take()
    made = inlines(reading, inline)
    if len(made) == 1 and isinstance(made[0], Output):
        return [OutputBlock(made[0].expression)]
    return [Paragraph(made, position=reading.position(token))] if made else []


def _heading(reading: Reading, token: Any) -> list[Any]:
    inline = reading.take()
    reading.take()
    words, name = without_id(inlines(reading, inline))
    position, level = reading.position(token), int(token.tag[1])
    if level not in (2, 3):
        reading.wrong(position, "heading-level", f"This heading has {level} “#”.", "## for a sub-section, ### for one below it")
    if not name:
        reading.wrong(position, "heading-id", "This heading has no id.", "## Title {#id}", "Give it a short id that will never change.")
    if reading.within:
        reading.wrong(position, "heading-place", "This heading stands in a list, a quotation or a note.", "headings outside them")
    return [Heading(level, name, words, position)]


def _list(reading: Reading, token: Any) -> list[Any]:
    reading.depth += 1
    if reading.depth > DEEPEST_LIST:
        reading.wrong(reading.position(token), "list-depth", f"This list is {reading.depth} levels deep.", f"at most {DEEPEST_LIST} levels")
    if token.attrs.get("start", 1) != 1:
        seen, advice = (
            f"This list begins with {token.attrs['start']}.",
            "A number that is text at the beginning of a line needs a backslash before its full stop.",
        )
        reading.wrong(reading.position(token), "list-start", seen, "a list that begins with 1: lists are numbered by docgen", advice)
    closing = token.type.replace("open", "close")
    items = []
    while reading.take().type != closing:
        items.append(Item(_inner(reading, "list_item_close")))
    reading.depth -= 1
    return [List(token.type.startswith("ordered"), tuple(items))]


def _quote(reading: Reading, token: Any) -> list[Any]:
    if reading.within == DEEPEST_QUOTE:
        # markdown-it leaves out what stands deeper than its own limit.
        reading.wrong(reading.position(token), "too-deep", f"This quotation stands in {DEEPEST_QUOTE} others or lists.", "quotations that a reader can follow")
    return [Quote(_inner(reading, "blockquote_close"))]


def _logic(reading: Reading, token: Any) -> list[Any]:
    return list(reading.logic(token.content))


def _table(reading: Reading, token: Any) -> list[Any]:
    alignments: list[Any] = []
    rows: list[list[Any]] = []
    while (part := reading.take()).type != "table_close":
        if part.type == "th_open":
            alignments.append(str(part.attrs.get("style", "")).removeprefix("text-align:") or "left")
        elif part.type == "tr_open":
            _count_cells(reading, part.map[0], len(alignments))
            rows.append([])
        elif part.type == "inline":
            rows[-1].append(_cell(reading, part) if len(rows) > 1 else Cell(inlines(reading, part)))
    header, *body = rows
    flat = [node for row in body for node in _row(row, reading.problems)]
    return [Table(Row(tuple(header)), nested(flat, reading.problems), tuple(alignments))]


def _count_cells(reading: Reading, line: int, columns: int) -> None:
    """A Problem for a row with more cells than the header has: markdown-it would leave them out."""
    text = reading.marked_lines[line].strip("> \t")
    cells = len(_COLUMN.split(text)) - text.startswith("|") - bool(_LAST_COLUMN.search(text))
    if columns and cells > columns:
        reading.wrong(
            reading.place(line, 0),
            "table-cells",
            f"This row has {cells} cells, and the header of its table {columns}.",
            "as many cells as in the header",
            r"Write \| for a bar that is text.",
        )


def _row(cells: list[Any], problems: list[Problem]) -> list[Any]:
    """A table row; or its logic tags, for a line that holds nothing else."""
    first, *others = cells
    if isinstance(first, list) and not any(isinstance(c, list) or c.inlines for c in others):
        return first
    return [Row(tuple(Cell(nested(c, problems)) if isinstance(c, list) else c for c in cells))]


def _cell(reading: Reading, token: Any) -> Any:
    """A Cell, or a list of tags if it holds only those and they do not end in it."""
    if LOGIC_LINE.fullmatch(token.content):
        tags = reading.logic(token.content)
        if all(tag.word != "output" for tag in tags) and not _balanced(tags):
            return tags
    return Cell(inlines(reading, token))


def _balanced(tags: list[Tag]) -> bool:
    return sum(t.word in ("if", "for") for t in tags) == sum(t.word.startswith("end") for t in tags) and tags[0].word in ("if", "for")


_BLOCKS: dict[str, Callable[[Reading, Any], list[Any]]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "blockquote_open": _quote,
    "table_open": _table,
    "logic": _logic,
}
_NAMED = frozenset(_BLOCKS) - {"heading_open", "logic"}
"""What an anchor can name."""

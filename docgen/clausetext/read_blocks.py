"""Block Markdown: paragraphs, headings, lists, quotations, tables and notes, with lines of logic between them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docgen.clausetext.commonmark import LOGIC_LINE
from docgen.clausetext.jinja_tags import Tag
from docgen.clausetext.read_inlines import inlines, without_id
from docgen.clausetext.read_logic import nested
from docgen.clausetext.reading_state import ReadingState
from docgen.clausetext.template import Anchored, Captioned, Heading, Output, OutputBlock
from docgen.document.problems import Position, Problem
from docgen.document.tree import Cell, Item, List, Paragraph, Quote, Row, Table, Text

DEEPEST_LIST = 3
DEEPEST_QUOTE = 8
_COLUMN = re.compile(r"(?<!\\)\|")
_LAST_COLUMN = re.compile(r"(?<!\\)\|$")


def blocks(state: ReadingState, closing: str = "") -> tuple[Any, ...]:
    """The blocks up to the token `closing`."""
    flat: list[Any] = []
    while state.at < len(state.tokens):
        token = state.take()
        if token.type == closing:
            break
        if handler := _BLOCKS.get(token.type):
            nodes = handler(state, token)
            flat.extend(nodes if state.nesting or token.type not in _ANCHORED else state.anchored(token, nodes))
    return nested(_captioned(state, flat), state.problems)


def read_notes(state: ReadingState) -> None:
    """Read the footnotes, which are the last tokens but are needed first."""
    start = next((i for i, token in enumerate(state.tokens) if token.type == "footnote_block_open"), len(state.tokens))
    body, state.tokens, state.at = state.tokens[:start], state.tokens[start + 1 : -1], 0
    state.in_note = True
    while state.at < len(state.tokens):
        opening = state.take()
        state.notes[opening.meta["id"]] = _inner(state, "footnote_close")
    state.tokens, state.at, state.in_note = body, 0, False


def _inner(state: ReadingState, closing: str) -> tuple[Any, ...]:
    """The blocks inside a list item, quotation or note."""
    state.nesting += 1
    inner = blocks(state, closing)
    state.nesting -= 1
    return inner


def _captioned(state: ReadingState, flat: list[Any]) -> list[Any]:
    """The blocks, with each `Table: …` paragraph joined to the table or field after it."""
    out: list[Any] = []
    for node in flat:
        table = node.block if isinstance(node, Anchored) else node
        if isinstance(table, Table | OutputBlock) and out and (words := _caption(out[-1])):
            captioned = Captioned(table, *without_id(words), out[-1].position)
            out[-1] = Anchored(node.id, captioned, node.text) if isinstance(node, Anchored) else captioned
        else:
            out.append(node)
    for node in out:
        if _caption(node):
            state.add_problem(node.position, "caption-place", "This caption is not before a table.", "a table after the caption and an empty line")
    return out


def _caption(node: Any) -> tuple[Any, ...]:
    """The words of a caption; none for any other node."""
    if not isinstance(node, Paragraph) or not isinstance(node.inlines[0], Text) or not node.inlines[0].text.startswith("Table: "):
        return ()
    first = node.inlines[0].text[7:]
    return (*([Text(first)] if first else []), *node.inlines[1:])


def _paragraph(state: ReadingState, token: Any) -> list[Any]:
    words = _line(state)
    if len(words) == 1 and isinstance(words[0], Output):
        return [OutputBlock(words[0].expression)]
    return [Paragraph(words, position=state.position(token))] if words else []


def _line(state: ReadingState) -> tuple[Any, ...]:
    """The inlines of a paragraph or heading; takes its closing token too."""
    inline = state.take()
    state.take()
    return inlines(state, inline)


def _heading(state: ReadingState, token: Any) -> list[Any]:
    words, id = without_id(_line(state))
    position, level = state.position(token), int(token.tag[1])
    if level not in (2, 3):
        state.add_problem(position, "heading-level", f"This heading has {level} “#”.", "## for a sub-section, ### for one below it")
    if not id:
        state.add_problem(position, "heading-id", "This heading has no id.", "## Title {#id}", "Give it a short id that will never change.")
    if state.nesting:
        state.add_problem(position, "heading-place", "This heading is in a list, a quotation or a note.", "headings outside them")
    return [Heading(level, id, words, position)]


def _list(state: ReadingState, token: Any) -> list[Any]:
    state.list_depth += 1
    if state.list_depth > DEEPEST_LIST:
        state.add_problem(state.position(token), "list-depth", f"This list is {state.list_depth} levels deep.", f"at most {DEEPEST_LIST} levels")
    if token.attrs.get("start", 1) != 1:
        seen, expected = f"This list begins with {token.attrs['start']}.", "a list that begins with 1: docgen numbers lists"
        advice = "If the number is text, write a backslash before its full stop."
        state.add_problem(state.position(token), "list-start", seen, expected, advice)
    closing = token.type.replace("open", "close")
    items = []
    while state.take().type != closing:
        items.append(Item(_inner(state, "list_item_close")))
    state.list_depth -= 1
    return [List(token.type.startswith("ordered"), tuple(items))]


def _quote(state: ReadingState, token: Any) -> list[Any]:
    if state.nesting == DEEPEST_QUOTE:
        # markdown-it drops what is nested deeper than its own limit.
        seen = f"This quotation is nested in {DEEPEST_QUOTE} others or lists."
        state.add_problem(state.position(token), "too-deep", seen, "quotations that a reader can follow")
    return [Quote(_inner(state, "blockquote_close"))]


def _logic(state: ReadingState, token: Any) -> list[Any]:
    return list(state.logic(token.content))


def _table(state: ReadingState, token: Any) -> list[Any]:
    alignments: list[Any] = []
    rows: list[list[Any]] = []
    places: list[Position] = []
    while (part := state.take()).type != "table_close":
        if part.type == "th_open":
            alignments.append(str(part.attrs.get("style", "")).removeprefix("text-align:") or "left")
        elif part.type == "tr_open":
            _count_cells(state, part.map[0], len(alignments))
            places.append(state.position(part))
            rows.append([])
        elif part.type == "inline":
            rows[-1].append(_cell(state, part) if len(rows) > 1 else Cell(inlines(state, part)))
    header, *body = rows
    flat = [node for row, place in zip(body, places[1:], strict=True) for node in _row(row, place, state.problems)]
    return [Table(Row(tuple(header), places[0]), nested(flat, state.problems), tuple(alignments), position=state.position(token))]


def _count_cells(state: ReadingState, line: int, columns: int) -> None:
    """Add a Problem for a row with more cells than the header: markdown-it would drop them."""
    text = state.marked_lines[line].strip("> \t")
    cells = len(_COLUMN.split(text)) - text.startswith("|") - bool(_LAST_COLUMN.search(text))
    if columns and cells > columns:
        seen = f"This row has {cells} cells, but the header of its table has {columns}."
        state.add_problem(state.place(line, 0), "table-cells", seen, "as many cells as in the header", r"Write \| for a bar that is text.")


def _row(cells: list[Any], place: Position, problems: list[Problem]) -> list[Any]:
    """A table row; or the logic tags of a line that holds nothing else."""
    first, *others = cells
    if isinstance(first, list) and not any(isinstance(c, list) or c.inlines for c in others):
        return first
    return [Row(tuple(Cell(nested(c, problems)) if isinstance(c, list) else c for c in cells), place)]


def _cell(state: ReadingState, token: Any) -> Any:
    """A Cell; or a list of tags, if it holds only tags whose logic does not end in the cell."""
    if LOGIC_LINE.fullmatch(token.content):
        tags = state.logic(token.content)
        if all(tag.word != "output" for tag in tags) and not _balanced(tags):
            return tags
    return Cell(inlines(state, token))


def _balanced(tags: list[Tag]) -> bool:
    return tags[0].step > 0 and not sum(tag.step for tag in tags)


_BLOCKS: dict[str, Callable[[ReadingState, Any], list[Any]]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "blockquote_open": _quote,
    "table_open": _table,
    "logic": _logic,
}
_ANCHORED = frozenset(_BLOCKS) - {"heading_open", "logic"}
"""The tokens of blocks that can have an anchor."""

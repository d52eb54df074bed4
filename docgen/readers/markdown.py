"""Clause Markdown to a template: parsed once, with fields and logic still in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from docgen.problems import DocgenError, Position, Problem
from docgen.readers.logic import structured
from docgen.readers.tags import MARK, Place, Tag, take_out
from docgen.template import Captioned, Heading, Jump, Output, OutputBlock
from docgen.tree import Break, Cell, Emphasis, Item, Link, List, Note, Paragraph, Quote, Row, Strong, Table, Text
from docgen.yamlpos import Scalar

DEEPEST_LIST = 3
_ID = re.compile(r"\s*\{#([^{}]*)\}\s*$")
_UNUSED = ("code", "fence", "hr", "lheading", "html_block")
_UNUSED_INLINE = ("backticks", "image", "autolink", "html_inline", "entity")


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    class Parser(MarkdownIt):
        """Addresses stay as they are typed: the reader judges them, and may find marks of tags in them."""

        def validateLink(self, url: str) -> bool:
            return True

        def normalizeLink(self, url: str) -> str:
            return url

    parser = Parser("commonmark", {"typographer": True, "maxNesting": 40}).enable(["table", "smartquotes"]).use(footnote_plugin)
    parser.disable(_UNUSED)
    parser.disable(_UNUSED_INLINE)
    parser.block.ruler.before("table", "logic", _logic_line, {"alt": ["paragraph", "reference", "list"]})
    return parser


_LOGIC_LINE = re.compile(rf"\s*(?:{MARK.pattern}\s*)+")


def _logic_line(state: Any, start: int, end: int, silent: bool) -> bool:
    """A line that holds only logic tags: a block of its own, which also ends the paragraph or list item before it."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not _LOGIC_LINE.fullmatch(line):
        return False
    tags = state.env["tags"]
    if any(tags[int(number)].word == "output" for number in MARK.findall(line)):
        return False
    if not silent:
        state.line = start + 1
        token = state.push("logic", "", 0)
        token.content, token.map = line, [start, start + 1]
    return True


def read(text: str, place: Place) -> tuple[Any, ...]:
    """The blocks of a piece of Markdown, with fields and logic in them.

    `place` says where in the file a line and column of the text is. DocgenError with everything that is wrong in the text.
    """
    reading = _Reading(text, place)
    blocks = reading.blocks()
    if reading.problems:
        raise DocgenError(reading.problems)
    return blocks


@lru_cache(maxsize=4096)
def read_scalar(scalar: Scalar) -> tuple[Any, ...]:
    """The blocks of Markdown that stands in a YAML file; each piece is parsed once."""
    return read(scalar.text or "", scalar.place)


def read_line(text: str, place: Place) -> tuple[Any, ...]:
    """The inlines of a single line, such as a title."""
    reading = _Reading(text, place)
    for token in reading.tokens:
        if token.type == "inline":
            children = reading.inlines(token)
            if not reading.problems:
                return children
    raise DocgenError(reading.problems or [Problem(place(0, 0), "empty", "There is no text here.", "a line of text")])


class _Reading:
    """One text being read: its tokens one after the other, its footnotes, its problems."""

    def __init__(self, text: str, place: Place) -> None:
        marked, self.tags, self.problems = take_out(text, place)
        self.place, self.lines = place, text.split("\n")
        self.tokens: list[Any] = _parser().parse(marked, {"tags": self.tags})
        self.at = 0
        self.depth = 0
        self.notes: dict[int, tuple[Any, ...]] = {}
        self._read_notes()

    def _read_notes(self) -> None:
        """Footnotes come last among the tokens and are needed first."""
        start = next((i for i, token in enumerate(self.tokens) if token.type == "footnote_block_open"), len(self.tokens))
        body, self.tokens, self.at = self.tokens[:start], self.tokens[start + 1 : -1], 0
        while self.at < len(self.tokens):
            opening = self.take()
            self.notes[opening.meta["id"]] = self.blocks("footnote_close")
        self.tokens, self.at = body, 0

    def take(self) -> Any:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def position(self, token: Any) -> Position:
        line = token.map[0] if token.map else 0
        source = self.lines[line] if line < len(self.lines) else ""
        return self.place(line, len(source) - len(source.lstrip()))

    def wrong(self, position: Position, *words: str) -> None:
        self.problems.append(Problem(position, *words))

    def blocks(self, closing: str = "") -> tuple[Any, ...]:
        flat: list[Any] = []
        while self.at < len(self.tokens):
            token = self.take()
            if token.type == closing:
                break
            if handler := _BLOCKS.get(token.type):
                flat.extend(handler(self, token))
        return structured(self.captioned(flat), self.problems)

    def inlines(self, token: Any) -> tuple[Any, ...]:
        """The inlines of an inline token."""
        return self._inlines(iter(token.children), "", self.position(token))

    def _inlines(self, tokens: Iterator[Any], closing: str, position: Position) -> tuple[Any, ...]:
        flat: list[Any] = []
        for token in tokens:
            if token.type == closing:
                break
            match token.type:
                case "text":
                    flat.extend(self.marked(token.content))
                case "softbreak":
                    flat.append(Text(" "))
                case "hardbreak":
                    flat.append(Break())
                case "strong_open":
                    flat.append(Strong(self._inlines(tokens, "strong_close", position)))
                case "em_open":
                    flat.append(Emphasis(self._inlines(tokens, "em_close", position)))
                case "link_open":
                    flat.append(self.link(token, self._inlines(tokens, "link_close", position), position))
                case "footnote_ref":
                    flat.append(Note(self.notes.get(token.meta["id"], ())))
        return structured(_joined(flat), self.problems)

    def marked(self, text: str) -> list[Any]:
        """Text split at its marks: Text, Output and logic tags."""
        parts = MARK.split(text)
        out: list[Any] = []
        for i, part in enumerate(parts):
            if i % 2:
                tag = self.tags[int(part)]
                out.append(Output(tag.expression) if tag.word == "output" and tag.expression else tag)
            elif part:
                out.append(Text(part))
        return out

    def link(self, token: Any, inlines: tuple[Any, ...], position: Position) -> Any:
        url = token.attrs["href"]
        if url.startswith("#"):
            return Jump(tuple(self.marked(url[1:])), inlines, position)
        if not re.match(r"https?://|mailto:", url) or MARK.search(url):
            self.wrong(position, "bad-link", f"This links to “{MARK.sub('…', url)}”.", "an address that begins with https:// or mailto:, or #id for a cross-reference")
        if not inlines:
            self.wrong(position, "bad-link", f"The link to “{url}” has no words.", "[words](address)")
        return Link(url, inlines)

    def identified(self, inlines: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        """The inlines without the `{#id}` at their end, and the id with its fields."""
        source = "".join(n.text if isinstance(n, Text) else f"\ue002{i}\ue002" for i, n in enumerate(inlines))
        found = _ID.search(source)
        if not found:
            return inlines, ()
        both = [[Text(part) if not i % 2 else inlines[int(part)] for i, part in enumerate(piece.split("\ue002")) if part]
                for piece in (source[: found.start()], found[1])]
        return tuple(both[0]), tuple(both[1])


    def captioned(self, flat: list[Any]) -> list[Any]:
        """Blocks with each `Table: …` paragraph joined to the table after it."""
        out: list[Any] = []
        for node in flat:
            if isinstance(node, Table) and out and (inlines := _caption(out[-1])):
                out[-1] = Captioned(node, *self.identified(inlines))
            else:
                out.append(node)
        return out


def _caption(node: Any) -> tuple[Any, ...]:
    if not isinstance(node, Paragraph) or not isinstance(node.inlines[0], Text) or not node.inlines[0].text.startswith("Table: "):
        return ()
    return (Text(node.inlines[0].text[7:]), *node.inlines[1:])


def _joined(flat: list[Any]) -> list[Any]:
    out: list[Any] = []
    for node in flat:
        if isinstance(node, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + node.text)
        else:
            out.append(node)
    return out


def _paragraph(reading: _Reading, token: Any) -> list[Any]:
    inline = reading.take()
    reading.take()
    inlines = reading.inlines(inline)
    if len(inlines) == 1 and isinstance(inlines[0], Output):
        return [OutputBlock(inlines[0].expression)]
    return [Paragraph(inlines, position=reading.position(token))] if inlines else []


def _heading(reading: _Reading, token: Any) -> list[Any]:
    inline = reading.take()
    reading.take()
    inlines, name = reading.identified(reading.inlines(inline))
    position, level = reading.position(token), int(token.tag[1])
    if level not in (2, 3):
        reading.wrong(position, "heading-level", f"This heading has {level} “#”.", "## for a sub-section, ### for one below it")
    if not name:
        reading.wrong(position, "heading-id", "This heading has no id.", "## Title {#id}", "Give it a short id that will never change.")
    return [Heading(level, name, inlines, position)]


def _list(reading: _Reading, token: Any) -> list[Any]:
    reading.depth += 1
    if reading.depth > DEEPEST_LIST:
        reading.wrong(reading.position(token), "list-depth", f"This list is {reading.depth} levels deep.", f"at most {DEEPEST_LIST} levels")
    closing = token.type.replace("open", "close")
    items = []
    while reading.take().type != closing:
        items.append(Item(reading.blocks("list_item_close")))
    reading.depth -= 1
    return [List(token.type.startswith("ordered"), tuple(items))]


def _quote(reading: _Reading, token: Any) -> list[Any]:
    return [Quote(reading.blocks("blockquote_close"))]


def _logic(reading: _Reading, token: Any) -> list[Any]:
    return [reading.tags[int(number)] for number in MARK.findall(token.content)]


def _table(reading: _Reading, token: Any) -> list[Any]:
    rows: list[Any] = []
    alignments: list[Any] = []
    while (part := reading.take()).type != "table_close":
        if part.type == "th_open":
            style = str(part.attrs.get("style", ""))
            alignments.append(style.removeprefix("text-align:") or "left")
        elif part.type == "tr_open":
            rows.append([])
        elif part.type == "inline":
            rows[-1].append(_cell(reading, part) if len(rows) > 1 else Cell(reading.inlines(part)))
    header, *body = rows
    flat: list[Any] = []
    for row in body:
        flat.extend(_row(row))
    return [Table(Row(tuple(header)), structured(flat, reading.problems), tuple(alignments))]


def _row(cells: list[Any]) -> list[Any]:
    """A table row; or its logic tags, for a line that holds nothing else."""
    first, *others = cells
    if isinstance(first, list) and not any(isinstance(c, list) or c.inlines for c in others):
        return first
    return [Row(tuple(Cell(()) if isinstance(c, list) else c for c in cells))]


def _cell(reading: _Reading, token: Any) -> Any:
    """A Cell, or a list of tags if it holds only those."""
    if _LOGIC_LINE.fullmatch(token.content):
        tags = _logic(reading, token)
        if all(tag.word != "output" for tag in tags) and not _balanced(tags):
            return tags
    return Cell(reading.inlines(token))


def _balanced(tags: list[Tag]) -> bool:
    return sum(t.word in ("if", "for") for t in tags) == sum(t.word.startswith("end") for t in tags) and tags[0].word in ("if", "for")


_BLOCKS: dict[str, Callable[[_Reading, Any], list[Any]]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "blockquote_open": _quote,
    "table_open": _table,
    "logic": _logic,
}

"""Reads Markdown into lines: GitHub's, with footnotes, and docgen's own with its anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from typing import Any

from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import Alignment, Note, Text
from docgen.formats.markdown.read_spans import inlines_of, shown_alone
from docgen.formats.reading.decoded_text import decoded
from docgen.formats.reading.file_text import FileText, Grid, Line, Picture
from docgen.formats.reading.nested_lines import blocks_of

_DEEPEST = 100
"""How deep blocks may stand in each other: what is deeper the parser would leave out."""
_ANCHOR = re.compile(r'\s*<a (?:id|name)="([^"]+)">\s*</a>\s*')
_TAG = re.compile(r"<!--.*?-->|<(?:style|script)\b.*?</(?:style|script)>|</?[A-Za-z][^<>]*>", re.DOTALL)
Part = Line | Grid | Picture


def file_text(data: bytes, name: str) -> FileText:
    """The lines of a Markdown file. Raises DocgenError if it is no text, or nested too deep to be read whole."""
    source = decoded(data, name)
    env: dict[str, Any] = {}
    tokens = _parser().parse(source, env)
    if any(token.level >= _DEEPEST - 2 for token in tokens):
        raise DocgenError([Problem(Position(name), "too-deep", "Lists or quotations stand in each other too deep.", f"at most {_DEEPEST // 2} levels")])
    return FileText(tuple(_Reader(name, tokens).parts()))


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    markdown = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).use(footnote_plugin)
    return markdown.disable(["footnote_inline"])


class _Reader:
    """Walks the tokens of a file, or of one footnote."""

    def __init__(self, name: str, tokens: Sequence[Any], notes: dict[str, Sequence[Any]] | None = None) -> None:
        self.name, self.tokens = name, tokens
        self.notes = dict(_notes(tokens)) if notes is None else notes
        self.out: list[Part] = []
        self.section = self.anchor = ""
        self.lists: list[tuple[str, int, str]] = []
        """The sign of each open list ("" for bullets), the number of its next item, and its group."""
        self.fresh = ""
        """The label of an item whose first line is still to come."""
        self.is_item = False
        self.groups = self.quotes = self.line = 0
        self.alone = False

    def parts(self) -> list[Part]:
        at = 0
        while at < len(self.tokens):
            at = self._read(at)
        return self.out

    def _read(self, at: int) -> int:
        """Read the token at this place; the place of the next one to read."""
        token = self.tokens[at]
        self.line = token.map[0] + 1 if token.map else self.line
        match token.type:
            case "heading_open":
                self._heading(self.tokens[at + 1], int(token.tag[1]))
                return at + 3
            case "inline":
                self._line(token)
            case "bullet_list_open" | "ordered_list_open":
                self.groups += 1
                sign = token.markup if token.type == "ordered_list_open" else ""
                self.lists.append((sign, int(token.attrs.get("start", 1)), f"{self.groups}"))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self._item()
            case "list_item_close":
                self._empty_item()
            case "blockquote_open" | "blockquote_close":
                self.quotes += 1 if token.nesting > 0 else -1
            case "table_open":
                return self._table(at)
            case "fence" | "code_block":
                self._code(token.content)
            case "html_block":
                self._html(token.content)
            case "footnote_block_open":
                return len(self.tokens)
        return at + 1

    def _place(self) -> Position:
        return Position(self.name, self.line)

    def _heading(self, token: Any, level: int) -> None:
        self._empty_item()
        self.section, self.anchor = self.anchor or self.section, ""
        words = inlines_of(token.children, self._note)
        self.out.append(Line(words, self._place(), "heading", level, section=self.section))

    def _item(self) -> None:
        self._empty_item()
        sign, number, group = self.lists[-1]
        self.fresh, self.is_item = f"{number}{sign}" if sign else "", True
        self.lists[-1] = sign, number + 1, group

    def _empty_item(self) -> None:
        """An item without a line of its own is an empty line, for the list within it to stand in."""
        if self.is_item:
            self._add(())

    def _line(self, token: Any) -> None:
        if found := _ANCHOR.fullmatch(token.content):
            self.anchor = found[1]
            return
        picture = shown_alone(token.children)
        if picture is not None and not self.is_item:
            self.out.append(Picture(picture, self._place(), self.section, len(self.lists)))
        elif words := inlines_of(token.children, self._note):
            self._add(words)

    def _add(self, words: tuple[Any, ...]) -> None:
        level = len(self.lists)
        group = self.lists[-1][2] if self.lists else ""
        kind: Any = "item" if self.is_item else "quote" if self.quotes else "paragraph"
        label = self.fresh if self.is_item else ""
        if words or self.is_item:
            self.out.append(Line(words, self._place(), kind, level, label, group if self.is_item else "", self.section))
        self.fresh, self.is_item = "", False

    def _code(self, content: str) -> None:
        for line in filter(str.strip, content.split("\n")):
            self._add((Text(line.strip()),))

    def _html(self, content: str) -> None:
        """An anchor names what stands below it; of other HTML only the words are kept."""
        if found := _ANCHOR.fullmatch(content):
            self.anchor = found[1]
            return
        self.anchor = ((anchor := re.search(r'<a (?:id|name)="([^"]+)">', content)) and anchor[1]) or self.anchor
        self._code(unescape(_TAG.sub("", content)))

    def _table(self, at: int) -> int:
        rows: list[tuple[tuple[Line, ...], ...]] = []
        sides: list[Alignment] = []
        start, headers = at, 0
        while self.tokens[at].type != "table_close":
            token = self.tokens[at]
            self.line = token.map[0] + 1 if token.map else self.line
            if token.type == "tr_open":
                rows.append(())
            elif token.type in ("th_open", "td_open"):
                headers = len(rows) if token.type == "th_open" else headers
                sides += [_side(token)] if len(rows) == 1 else []
                words = inlines_of(self.tokens[at + 1].children, self._note)
                rows[-1] = (*rows[-1], (Line(words, self._place(), section=self.section),) if words else ())
            at += 1
        self.line = self.tokens[start].map[0] + 1
        self.out.append(Grid(tuple(rows), self._place(), headers, self.section, len(self.lists), tuple(sides)))
        return at + 1

    def _note(self, label: str, number: int) -> Note | Text:
        """The footnote with this label, with the notes in it."""
        tokens = self.notes.get(label)
        if tokens is None:
            return Text(f"[^{label}]")
        reader = _Reader(self.name, tokens, {name: note for name, note in self.notes.items() if name != label})
        return Note(blocks_of(part for part in reader.parts() if type(part) is Line), number)


def _notes(tokens: Sequence[Any]) -> Iterator[tuple[str, Sequence[Any]]]:
    """The tokens of each footnote by its label."""
    start, label = 0, ""
    for at, token in enumerate(tokens):
        if token.type == "footnote_open":
            start, label = at + 1, token.meta["label"]
        elif token.type == "footnote_close":
            yield label, tokens[start:at]


def _side(token: Any) -> Alignment:
    style = token.attrs.get("style", "")
    return "right" if "right" in style else "center" if "center" in style else "left"

"""CommonMark as clauses use it: with tables, footnotes and lines of logic; without code, images, HTML and link definitions."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from docgen.clausetext.jinja_tags import LINK_MARK, MARK, Tag

LOGIC_LINE = re.compile(rf"\s*(?:{MARK.pattern}\s*)+")
_BRACES = re.compile(rf"\{{({LINK_MARK.pattern}[^{{}}\n]*)\}}")
_BREAK = re.compile(r"<br[ \t]*/?>[ \t]*", re.IGNORECASE)
_UNUSED = ("code", "fence", "hr", "lheading", "html_block", "reference", "backticks", "autolink", "html_inline", "entity")


@cache
def parser() -> Any:
    """The only parser. The `env` passed to it holds the `tags` of the text by number."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    class Parser(MarkdownIt):
        """Keeps addresses as typed: the reader checks them, and they may contain the marks of tags."""

        def validateLink(self, url: str) -> bool:
            return True

        def normalizeLink(self, url: str) -> str:
            return url

    markdown = Parser("commonmark", {"typographer": True, "maxNesting": 40}).enable(["table", "smartquotes"]).use(footnote_plugin)
    markdown.disable(_UNUSED)
    markdown.inline.ruler.at("image", _image)
    markdown.inline.ruler.after("footnote_ref", "span", _span)
    markdown.inline.ruler.push("break", _break)
    markdown.block.ruler.before("table", "logic", _logic_line, {"alt": ["paragraph", "list", "blockquote"]})
    return markdown


def _image(state: Any, silent: bool) -> bool:
    """`![`, with which other Markdown begins an image, is plain text."""
    if not state.src.startswith("![", state.pos):
        return False
    if not silent:
        state.pending += "!["
    state.pos += 2
    return True


def _break(state: Any, silent: bool) -> bool:
    """`<br>`, a line break in a table cell, where a backslash cannot end a line. `foreign_marks` reports it anywhere else."""
    found = _BREAK.match(state.src, state.pos)
    if found and not silent:
        state.pending = state.pending.rstrip(" ")
        state.push("hardbreak", "br", 0)
    state.pos = found.end() if found else state.pos
    return found is not None


def _span(state: Any, silent: bool) -> bool:
    """`[words]{attributes}`. The reader checks the attributes, so that wrong ones are reported and not shown as text."""
    # A silent call looks for the end of a link, whose words may hold spans but no links: there these are ordinary brackets.
    if silent or state.src[state.pos] != "[" or (end := state.md.helpers.parseLinkLabel(state, state.pos)) < 0:
        return False
    if not (braces := _BRACES.match(state.src, end + 1)):
        return False
    start, last = state.pos + 1, state.posMax
    state.pos, state.posMax = start, end
    state.push("span_open", "span", 1).content = braces[1]
    state.md.inline.tokenize(state)
    state.push("span_close", "span", -1)
    state.pos, state.posMax = braces.end(), last
    return True


def _logic_line(state: Any, start: int, end: int, silent: bool) -> bool:
    """A line of logic tags alone is a block of its own, and ends the paragraph, list item or quotation before it."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not LOGIC_LINE.fullmatch(line):
        return False
    tags = _tags(state, line)
    if any(tag.word == "output" for tag in tags):
        return False
    if silent:
        return state.parentType != "table" or _ends_table(state, start, tags)
    state.line = start + 1
    token = state.push("logic", "", 0)
    token.content, token.map = line, [start, start + 1]
    return True


def _tags(state: Any, text: str) -> list[Tag]:
    return [state.env["tags"][int(number)] for number in MARK.findall(text)]


def _ends_table(state: Any, start: int, tags: list[Tag]) -> bool:
    """True if the tags of a line under a table belong to logic that began before the table, not to its rows."""
    depth = sum(tag.step for tag in _tags(state, state.src[state.bMarks[state.line] : state.bMarks[start]]))
    for tag in tags:
        if depth == 0 and tag.step < 1:
            return True
        depth += tag.step
    return False

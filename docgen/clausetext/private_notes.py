"""Comments of HTML and Markdown: a drafter's notes to colleagues, which no document shows.

`<!-- note -->` may be anywhere and of any length; `[//]: # (note)` takes a line. A line that holds nothing else goes with its comment, as if it had
never been there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.clausetext.jinja_tags import TAGS, Place
from docgen.clausetext.source_edits import Edit, line_starts, position
from docgen.document.problems import Problem

_NOTE = r"\((?:[^()\n]|\n(?![ \t]*\n))*\)|\"[^\"\n]*\"|'[^'\n]*'"
_COMMENT = re.compile(
    rf"\\.|(?:{TAGS})"
    r"|(?P<html><!--(?:-?>|(?:(?!<!--).)*?-->))"
    r"|(?P<open><!--)"
    rf"|(?P<line>^[ \t>]*\[(?:(?://|_|comment)?\]:(?:[ \t]*(?:#|<>)[ \t]*(?:{_NOTE})[ \t]*$|[^\n]*)|(?!\^)[^\]\n]+\]:[ \t]*(?:#|<>)[ \t]*(?:{_NOTE})[ \t]*$))",
    re.MULTILINE | re.DOTALL,
)
_CLOSED = re.compile(r"<!--.*?-->")


def comments(text: str, place: Place, problems: list[Problem]) -> Iterator[Edit]:
    """The edits that take the comments out. Adds a Problem for each that has no end before the next begins, so that it hides no text between the two."""
    if "<!--" not in text and "]:" not in text:
        return
    starts = line_starts(text)
    taken = 0
    for found in _COMMENT.finditer(text):
        if found["open"]:
            advice = r"Close it, or write \<!-- if the signs are meant as text."
            problems.append(Problem(position(starts, place, found.start()), "unclosed-comment", "This comment has no end.", "“-->” after the comment", advice))
        elif found["html"] or found["line"]:
            edit = _whole(text, found.start(), found.end(), taken)
            taken = edit.end
            yield edit


def _whole(text: str, start: int, end: int, taken: int) -> Edit:
    """The comment with its line if it stands alone, else with the space that it would leave at the end of a line or before a mark."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    before, after = text[max(first, taken) : start], text[end:last]
    space = len(before) - len(before.rstrip())
    if not after.strip():
        alone = not _CLOSED.sub("", text[first:start]).strip(" \t>")
        return Edit(max(first, taken), min(last + 1, len(text))) if alone else Edit(start - space, last)
    if after[0] in ".,;:?!)":
        return Edit(start - space, end)
    return Edit(start, end + (after[0] in " \t" and before[-1:] in ("", " ", "\t")))

"""Jinja's tags, replaced by marks before Markdown is parsed, so that a tag may hold `|`, `*` or `_`.

Each tag becomes a mark of private-use characters, and each link, or brace after a bracket, gets one that records its place. No source may
contain these characters, so nothing else in a text can look like a mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from docgen.clausetext.expressions import Expression, expression
from docgen.document.forbidden_characters import code_point, invisible
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean

OPEN, CLOSE, LINK = "\ue000", "\ue001", "\ue003"
MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
FEET, INCHES = "\ue004", "\ue005"
"""Stand for ' and " that stay straight, so that the parser does not curl them."""
LINK_MARK = re.compile(f"{LINK}([0-9]+){LINK}")

_QUOTED = r"\"[^\"\n]*\"|'[^'\n]*'"
_CLOSED = (
    rf"\{{\{{(?P<output>(?:{_QUOTED}|[^\"'\n}}]|\}}(?!\}}))*)\}}\}}"
    rf"|\{{%(?P<logic>(?:{_QUOTED}|[^\"'\n%]|%(?!\}}))*)%\}}"
    r"|\{#(?P<comment>(?:[^#\n]|#(?!\}))*)#\}"
)
_TAG = re.compile(rf"(?P<link>\](?:\((?![<\s])|\{{(?![{{%#])))|(?<!(?<!\\)\\)(?:{_CLOSED}|(?P<unclosed>\{{\{{|\{{%)[^\n]*)")
TAGS = re.sub(r"\?P<\w+>", "?:", _CLOSED) + r"|(?:\{\{|\{%)[^\n]*"
"""The pattern of a tag or comment of Jinja, or of a line's rest after a tag that is not closed, without groups, for readers of the text as it is typed."""
_FOR = re.compile(r"for\s+([a-z_]\w*)(?:\s*,\s*([a-z_]\w*))?\s+in\s+(.*)", re.S)

Place = Callable[[int, int], Position]
"""Maps a line and column of the text, both counted from 0, to a place in the file."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag. `word` is one of WORDS, or "output", or "broken" if the tag cannot be parsed; `names` are the variables of a loop."""

    word: str
    position: Position
    expression: Expression | None = None
    names: tuple[str, ...] = ()

    @property
    def step(self) -> int:
        """1 if the tag opens logic, -1 if it closes it, otherwise 0."""
        return (self.word in ("if", "for")) - self.word.startswith("end")


WORDS = ("if", "elif", "else", "endif", "for", "endfor")


class TaggedText:
    """A text with numbered marks for its tags and links (`text`), the tags and links by number, and the problems found in the tags."""

    def __init__(self, text: str, place: Place) -> None:
        self.source, self.place = text, place
        self.tags: list[Tag] = []
        self.links: list[Position] = []
        self.problems: list[Problem] = []
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._line = 0
        for at in invisible(text):
            seen = f"There is an invisible character here, {code_point(text[at])}."
            self.problems.append(Problem(self._position(at), "control-character", seen, "text that can be read"))
        self._line = 0
        self.text = text if self.problems else _TAG.sub(self._mark, text)

    def _position(self, at: int) -> Position:
        """The place of a character. Calls must go forwards through the text."""
        while self._line + 1 < len(self._starts) and self._starts[self._line + 1] <= at:
            self._line += 1
        return self.place(self._line, at - self._starts[self._line])

    def _mark(self, match: re.Match[str]) -> str:
        if match["comment"] is not None:
            return ""
        position = self._position(match.start())
        if match["link"] is not None:
            start = self._starts[self._line]
            self.links.append(self.place(self._line, _opening(self.source, start, match.start()) - start))
            return f"{match['link']}{LINK}{len(self.links) - 1}{LINK}"
        try:
            self.tags.append(_tag(match, position))
        except DocgenError as error:
            self.problems.extend(error.problems)
            self.tags.append(Tag("broken", position))
        return f"{OPEN}{len(self.tags) - 1}{CLOSE}"


def _opening(text: str, start: int, end: int) -> int:
    """The offset of the bracket that closes at `end`; `end` itself if it does not open on this line."""
    depth = 0
    for at in range(end - 1, start - 1, -1):
        if text[at] == "[" and depth == 0:
            return at
        depth += (text[at] == "]") - (text[at] == "[")
    return end


def _tag(match: re.Match[str], position: Position) -> Tag:
    if match["unclosed"]:
        opening = match["unclosed"]
        seen, closing = f"The tag “{opening}” is not closed on its line.", "}}" if opening == "{{" else "%}"
        raise _error(position, "unclosed-tag", seen, f"“{closing}” on the same line", f"Close it, or write \\{opening} if the brace is meant as text.")
    if match["output"] is not None:
        return Tag("output", position, expression(match["output"].removeprefix("-").removesuffix("-").strip(), position))
    return _logic(match["logic"].strip().removeprefix("-").removesuffix("-").strip(), position)


def _logic(source: str, position: Position) -> Tag:
    word, _, rest = source.partition(" ")
    if word in ("if", "elif"):
        return Tag(word, position, expression(rest.strip(), position))
    if word in ("else", "endif", "endfor") and not rest:
        return Tag(word, position)
    if word == "for":
        if not (loop := _FOR.fullmatch(source)):
            raise _error(position, "bad-loop", f"“{source}” is not a loop.", "`for x in xs`")
        return Tag("for", position, expression(loop[3], position), tuple(name for name in loop.groups()[:2] if name))
    raise _error(position, "unknown-tag", f"There is no tag “{word}”.", "if, elif, else, endif, for or endfor", did_you_mean(word, WORDS))


def _error(position: Position, *words: str) -> DocgenError:
    return DocgenError([Problem(position, *words)])

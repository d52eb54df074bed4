"""Jinja's tags in a text, taken out before Markdown is parsed: a tag can then hold `|`, `*` or `_` without harm.

Each tag leaves a mark of private-use characters, and so does each link and each brace after a bracket, to remember where it stands. No source may contain
these characters, so nothing else in a text can look like a mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from docgen.clausetext.expressions import Expression, expression
from docgen.document.characters import code_point, invisible
from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean

OPEN, CLOSE, LINK = "\ue000", "\ue001", "\ue003"
MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
LINK_MARK = re.compile(f"{LINK}([0-9]+){LINK}")

_QUOTED = r"\"[^\"\n]*\"|'[^'\n]*'"
_TAG = re.compile(
    r"(?P<link>\](?:\((?![<\s])|\{(?![{%#])))"
    r"|(?<!(?<!\\)\\)(?:"
    rf"\{{\{{(?P<output>(?:{_QUOTED}|[^\"'\n}}]|\}}(?!\}}))*)\}}\}}"
    rf"|\{{%(?P<logic>(?:{_QUOTED}|[^\"'\n%]|%(?!\}}))*)%\}}"
    r"|\{#(?P<comment>(?:[^#\n]|#(?!\}))*)#\}"
    r"|(?P<unclosed>\{\{|\{%)[^\n]*)"
)
_FOR = re.compile(r"for\s+([a-z_]\w*)(?:\s*,\s*([a-z_]\w*))?\s+in\s+(.*)", re.S)

Place = Callable[[int, int], Position]
"""Where in the file a place in the text is, its line and column both counted from 0."""


@dataclass(frozen=True, slots=True)
class Tag:
    """`word` is "output", "if", "elif", "else", "endif", "for", "endfor" or, where it cannot be read, "broken"; `names` are a loop's variables."""

    word: str
    position: Position
    expression: Expression | None = None
    names: tuple[str, ...] = ()


WORDS = ("if", "elif", "else", "endif", "for", "endfor")


class TaggedText:
    """A text with marks for its tags and links (`text`), both by their number, and what is wrong with the tags."""

    def __init__(self, text: str, place: Place) -> None:
        self.source, self.place = text, place
        self.tags: list[Tag] = []
        self.links: list[Position] = []
        self.problems: list[Problem] = []
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._line = 0
        for at in invisible(text):
            seen = f"The character {code_point(text[at])}, which nobody can see, stands here."
            self.problems.append(Problem(self._position(at), "control-character", seen, "text that can be read"))
        self._line = 0
        self.text = text if self.problems else _TAG.sub(self._mark, text)

    def _position(self, at: int) -> Position:
        """The place of a character; each call asks for one further on."""
        while self._line + 1 < len(self._starts) and self._starts[self._line + 1] <= at:
            self._line += 1
        return self.place(self._line, at - self._starts[self._line])

    def _mark(self, found: re.Match[str]) -> str:
        if found["comment"] is not None:
            return ""
        position = self._position(found.start())
        if found["link"] is not None:
            start = self._starts[self._line]
            self.links.append(self.place(self._line, _opening(self.source, start, found.start()) - start))
            return f"{found['link']}{LINK}{len(self.links) - 1}{LINK}"
        try:
            self.tags.append(_tag(found, position))
        except DocgenError as error:
            self.problems.extend(error.problems)
            self.tags.append(Tag("broken", position))
        return f"{OPEN}{len(self.tags) - 1}{CLOSE}"


def _opening(text: str, start: int, end: int) -> int:
    """Where the bracket opens that closes at `end`; `end` itself if that is not on this line."""
    depth = 0
    for at in range(end - 1, start - 1, -1):
        if text[at] == "[" and depth == 0:
            return at
        depth += (text[at] == "]") - (text[at] == "[")
    return end


def _tag(found: re.Match[str], position: Position) -> Tag:
    if found["unclosed"]:
        opening = found["unclosed"]
        closing = {"{{": "}}", "{%": "%}"}[opening]
        raise _wrong(
            position,
            "unclosed-tag",
            f"The tag “{opening}” is not closed on its line.",
            f"“{closing}” on the same line",
            f"Close it, or write \\{opening} if the brace is meant as text.",
        )
    if found["output"] is not None:
        return Tag("output", position, expression(found["output"].removeprefix("-").removesuffix("-").strip(), position))
    return _logic(found["logic"].strip().removeprefix("-").removesuffix("-").strip(), position)


def _logic(source: str, position: Position) -> Tag:
    word, _, rest = source.partition(" ")
    if word in ("if", "elif"):
        return Tag(word, position, expression(rest.strip(), position))
    if word in ("else", "endif", "endfor") and not rest:
        return Tag(word, position)
    if word == "for":
        loop = _FOR.fullmatch(source)
        if not loop:
            raise _wrong(position, "bad-loop", f"“{source}” is no loop.", "`for x in xs`")
        return Tag("for", position, expression(loop[3], position), tuple(name for name in loop.groups()[:2] if name))
    raise _wrong(position, "unknown-tag", f"There is no tag “{word}”.", "if, elif, else, endif, for or endfor", did_you_mean(word, WORDS))


def _wrong(position: Position, *words: str) -> DocgenError:
    return DocgenError([Problem(position, *words)])

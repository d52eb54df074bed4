"""Jinja's tags in a text, taken out before Markdown is parsed: a tag can then hold `|`, `*` or `_` without harm.

Each tag leaves a mark of private-use characters, which no source may contain, so nothing else in a text can look like one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from docgen.expressions import Expression, expression
from docgen.problems import DocgenError, Position, Problem, did_you_mean

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")

_QUOTED = r"\"[^\"\n]*\"|'[^'\n]*'"
_TAG = re.compile(
    rf"\{{\{{(?P<output>(?:{_QUOTED}|[^\"'\n}}]|\}}(?!\}}))*)\}}\}}"
    rf"|\{{%(?P<logic>(?:{_QUOTED}|[^\"'\n%]|%(?!\}}))*)%\}}"
    r"|\{#(?P<comment>(?:[^#\n]|#(?!\}))*)#\}"
    r"|(?P<unclosed>\{\{|\{%)"
)
_FOR = re.compile(r"for\s+([a-z_]\w*)(?:\s*,\s*([a-z_]\w*))?\s+in\s+(.*)", re.S)

Place = Callable[[int, int], Position]
"""Where in the file a place in the text is, its line and column both counted from 0."""


@dataclass(frozen=True, slots=True)
class Tag:
    """`word` is "output", "if", "elif", "else", "endif", "for" or "endfor"; `names` are a loop's variables."""

    word: str
    position: Position
    expression: Expression | None = None
    names: tuple[str, ...] = ()


WORDS = ("if", "elif", "else", "endif", "for", "endfor")


def take_out(text: str, place: Place) -> tuple[str, tuple[Tag, ...], list[Problem]]:
    """The text with a mark for each tag, the tags by their number, and what is wrong with them."""
    tags: list[Tag] = []
    problems: list[Problem] = []
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    line = 0

    def replace(found: re.Match[str]) -> str:
        nonlocal line
        while line + 1 < len(starts) and starts[line + 1] <= found.start():
            line += 1
        position = place(line, found.start() - starts[line])
        if found["comment"] is not None:
            return ""
        try:
            tags.append(_tag(found, position))
        except DocgenError as error:
            problems.extend(error.problems)
            tags.append(Tag("broken", position))
        return f"{OPEN}{len(tags) - 1}{CLOSE}"

    return _TAG.sub(replace, text), tuple(tags), problems


def _tag(found: re.Match[str], position: Position) -> Tag:
    if found["unclosed"]:
        closing = {"{{": "}}", "{%": "%}"}[found["unclosed"]]
        raise _wrong(position, "unclosed-tag", f"The tag “{found['unclosed']}” is not closed on its line.", f"“{closing}” on the same line",
                     "Close it, or escape a brace that is meant as text: \\{\\{.")
    if found["output"] is not None:
        return Tag("output", position, expression(found["output"].strip(), position))
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

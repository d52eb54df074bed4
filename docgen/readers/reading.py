"""One piece of Markdown being read: its tokens one after the other, its tags and notes, its problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docgen.problems import Position, Problem
from docgen.readers.commonmark import parser
from docgen.readers.tags import MARK, Place, Tag, TakenOut

_NOTE_MARK = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")


def _is_note(line: str, mark: re.Match[str]) -> bool:
    """Whether the mark begins the note itself."""
    return not line[: mark.start()].strip(" \t>") and line[mark.end() : mark.end() + 1] == ":"


class Reading:
    """`within` counts the lists, quotations and notes that are open, `depth` the lists alone."""

    def __init__(self, text: str, place: Place) -> None:
        taken = TakenOut(text, place)
        self.tags, self.links, self.problems = taken.tags, taken.links, taken.problems
        self.place, self.lines, self.marked_lines = place, text.split("\n"), taken.text.split("\n")
        env: dict[str, Any] = {"tags": taken.tags}
        self.tokens: list[Any] = parser().parse(taken.text, env)
        self.at = self.within = self.depth = 0
        self.in_note = False
        self.notes: dict[int, tuple[Any, ...]] = {}
        self.problems.extend(self._lost_notes(env.get("footnotes", {}).get("refs", {})))

    def _lost_notes(self, known: dict[str, int]) -> Iterator[Problem]:
        """A Problem for each mark of a note that is not there, and for each note that nothing refers to or that stands twice."""
        met: set[str] = set()
        for number, line in enumerate(self.lines):
            for found in _NOTE_MARK.finditer(line):
                place, seen = self.place(number, found.start()), known.get(f":{found[1]}")
                if seen is None:
                    yield Problem(place, "unknown-note", f"There is no note “{found[1]}”.", f"a line “[^{found[1]}]: text” in the same text")
                elif _is_note(line, found):
                    if found[1] in met:
                        yield Problem(place, "duplicate-note", f"A second note is called “{found[1]}”.", "a name of its own for each note")
                    met.add(found[1])
                if seen is not None and seen < 0:
                    yield Problem(place, "unused-note", f"Nothing refers to the note “{found[1]}”.", f"“[^{found[1]}]” where its mark is to stand")

    def take(self) -> Any:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def logic(self, text: str) -> list[Tag]:
        """The tags whose marks stand in a text."""
        return [self.tags[int(number)] for number in MARK.findall(text)]

    def position(self, token: Any) -> Position:
        line = token.map[0] if token.map else 0
        source = self.lines[line] if line < len(self.lines) else ""
        return self.place(line, len(source) - len(source.lstrip()))

    def wrong(self, position: Position, *words: str) -> None:
        self.problems.append(Problem(position, *words))

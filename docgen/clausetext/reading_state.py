"""One piece of Markdown being read: its tokens one after the other, its tags and notes, its problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docgen.clausetext.anchors import Anchor, unanchored, without_anchors
from docgen.clausetext.commonmark import parser
from docgen.clausetext.jinja_tags import MARK, Place, Tag, TaggedText
from docgen.clausetext.template import Anchored
from docgen.document.problems import Position, Problem

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_CONFLICT = re.compile(r"[ \t]*(<{7}|={7}|>{7})(?: .*)?")
"""A line between the two sides of a conflict that an upgrade left open."""
_NOTE_MARK = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")


def _is_note(line: str, mark: re.Match[str]) -> bool:
    """Whether the mark begins the note itself."""
    return not line[: mark.start()].strip(" \t>") and line[mark.end() : mark.end() + 1] == ":"


class Reading:
    """`within` counts the lists, quotations and notes that are open, `depth` the lists alone."""

    def __init__(self, text: str, place: Place) -> None:
        taken = TaggedText(text, place)
        self.tags, self.links, self.problems = taken.tags, taken.links, taken.problems
        bare, anchors = without_anchors(taken.text)
        self.place, self.lines, self.marked_lines = place, text.split("\n"), bare.split("\n")
        self.anchors: dict[int, Anchor] = {anchor.line: anchor for anchor in anchors}
        """The anchors that no block has taken yet, by their line."""
        env: dict[str, Any] = {"tags": taken.tags}
        self.tokens: list[Any] = parser().parse(bare, env)
        self.at = self.within = self.depth = 0
        self.in_note = False
        self.notes: dict[int, tuple[Any, ...]] = {}
        self.problems.extend(self._lost_notes(env.get("footnotes", {}).get("refs", {})))
        self.problems.extend(self._conflicts())
        self.problems.extend(self._bad_anchors(anchors))

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

    def _conflicts(self) -> Iterator[Problem]:
        """A Problem for each conflict of an upgrade that is still to be settled, at its first line."""
        inside = False
        for number, line in enumerate(self.lines):
            found = _CONFLICT.fullmatch(line)
            if found and not inside:
                seen = "Here an upgrade left two versions of a text: that of the override, and that of the clause's new version."
                advice = "Keep one of the two, or write one text of both, and delete the lines <<<<<<<, ======= and >>>>>>>."
                yield Problem(self.place(number, found.start(1)), "unresolved-conflict", seen, "one text", advice)
            inside = bool(found and found[1][0] != ">") if found else inside

    def _bad_anchors(self, anchors: tuple[Anchor, ...]) -> Iterator[Problem]:
        seen: set[str] = set()
        for anchor in anchors:
            place = self.place(anchor.line, anchor.column)
            if not _ID.fullmatch(anchor.id):
                yield Problem(place, "bad-id", f"“{MARK.sub('…', anchor.id)}” cannot be an id.", "lower-case letters, digits and hyphens")
            elif anchor.id in seen:
                yield Problem(place, "duplicate-id", f"A second block has the anchor “{anchor.id}”.", "an anchor of its own for each block")
            seen.add(anchor.id)

    def named(self, token: Any, made: list[Any]) -> list[Any]:
        """The block that a token made, under the anchor at the end of its last line if there is one."""
        if not self.anchors or len(made) != 1 or not token.map:
            return made
        first, end = token.map
        last = max((number for number in range(first, end) if self.lines[number].strip()), default=first)
        anchor = self.anchors.pop(last, None)
        return [Anchored(anchor.id, made[0], unanchored("\n".join(self.lines[first : last + 1])))] if anchor else made

    def finish(self) -> None:
        """Note a problem for each anchor that stands at the end of no block."""
        for anchor in self.anchors.values():
            seen, expected = f"The anchor “{anchor.id}” stands at the end of no block.", "an anchor at the end of a paragraph, list, table or quotation"
            self.wrong(self.place(anchor.line, anchor.column), "anchor-place", seen, expected, r"Write \{# if it is meant as text.")

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

"""The state of reading one piece of Markdown: its tokens in order, its tags and notes, and the problems found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docgen.clausetext.anchors import Anchor, unanchored, without_anchors
from docgen.clausetext.commonmark import parser
from docgen.clausetext.foreign_marks import foreign_marks
from docgen.clausetext.jinja_tags import FEET, INCHES, MARK, Place, Tag, TaggedText
from docgen.clausetext.private_notes import comments
from docgen.clausetext.source_edits import edited
from docgen.clausetext.template import Anchored
from docgen.clausetext.typed_labels import BULLETS
from docgen.clausetext.typed_lists import typed_lists
from docgen.document.problems import Position, Problem
from docgen.document.quotation_marks import straight_marks

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_CONFLICT = re.compile(r"[ \t]*(<{7}|={7}|>{7})(?: .*)?")
"""A marker line of a conflict that an upgrade left unresolved."""
_NOTE_MARK = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")

_ESCAPED_QUOTE = re.compile(r"(?<!\\)((?:\\\\)*)\\([\"'])")
"""A quotation mark after a backslash, which stays straight. Backslashes in pairs before it are text."""
_ESCAPED_SIGN = re.compile(rf"(?<!\\)((?:\\\\)*)\\(?=[{BULLETS}–—])")
"""The backslash before a bullet or dash that is no label: CommonMark knows only signs of ASCII."""
_EMPTY_LINE = re.compile(r"(\n[ \t>]*\n)")
_STRAIGHT = {"'": FEET, '"': INCHES}


def _is_note(line: str, mark: re.Match[str]) -> bool:
    """True if the mark begins the note itself."""
    return not line[: mark.start()].strip(" \t>") and line[mark.end() : mark.end() + 1] == ":"


def _with_plain_signs(text: str) -> str:
    """The text without the backslashes that the parser does not know, and with marks for the quotation marks that no line may curl."""
    if "\\" in text:
        text = _ESCAPED_SIGN.sub(r"\1", _ESCAPED_QUOTE.sub(lambda found: found[1] + _STRAIGHT[found[2]], text))
    if '"' not in text and "'" not in text:
        return text
    paragraphs = _EMPTY_LINE.split(text)
    for number, paragraph in enumerate(paragraphs):
        if kept := straight_marks(paragraph):
            paragraphs[number] = "".join([_STRAIGHT.get(sign, sign) if at in kept else sign for at, sign in enumerate(paragraph)])
    return "".join(paragraphs)


class ReadingState:
    """`nesting` counts the open lists, quotations and notes; `list_depth` the open lists alone."""

    def __init__(self, text: str, place: Place) -> None:
        found: list[Problem] = []
        text, place = edited(text, place, comments(text, place, found))
        text, place = edited(text, place, typed_lists(text, place, found))
        tagged = TaggedText(text, place)
        self.tags, self.links, self.problems = tagged.tags, tagged.links, [*found, *foreign_marks(text, place), *tagged.problems]
        bare, anchors = without_anchors(tagged.text)
        self.place, self.lines, self.marked_lines = place, text.split("\n"), bare.split("\n")
        self.anchors: dict[int, Anchor] = {anchor.line: anchor for anchor in anchors}
        """The anchors not yet attached to a block, by line."""
        env: dict[str, Any] = {"tags": tagged.tags}
        self.tokens: list[Any] = parser().parse(_with_plain_signs(bare), env)
        self.at = self.nesting = self.list_depth = 0
        self.in_note = False
        self.notes: dict[int, tuple[Any, ...]] = {}
        self.problems.extend((*self._note_problems(env.get("footnotes", {}).get("refs", {})), *self._conflict_problems(), *self._anchor_problems(anchors)))

    def _note_problems(self, known: dict[str, int]) -> Iterator[Problem]:
        """A Problem for each mark without a note, each note that nothing refers to, and each second note of the same name."""
        notes: set[str] = set()
        for number, line in enumerate(self.lines):
            for match in _NOTE_MARK.finditer(line):
                name, place = match[1], self.place(number, match.start())
                index = known.get(f":{name}")
                if index is None:
                    yield Problem(place, "unknown-note", f"There is no note “{name}”.", f"a line “[^{name}]: text” in the same text")
                    continue
                if _is_note(line, match):
                    if name in notes:
                        yield Problem(place, "duplicate-note", f"A second note is called “{name}”.", "a different name for each note")
                    notes.add(name)
                if index < 0:
                    yield Problem(place, "unused-note", f"Nothing refers to the note “{name}”.", f"“[^{name}]” where its mark belongs")

    def _conflict_problems(self) -> Iterator[Problem]:
        """A Problem for each unresolved conflict of an upgrade, at its first line."""
        inside = False
        for number, line in enumerate(self.lines):
            match = _CONFLICT.fullmatch(line)
            if match and not inside:
                seen = "Here an upgrade left two versions of a text: that of the override, and that of the clause's new version."
                advice = "Keep one of the two, or combine them, and delete the lines <<<<<<<, ======= and >>>>>>>."
                yield Problem(self.place(number, match.start(1)), "unresolved-conflict", seen, "one text", advice)
            inside = match[1][0] != ">" if match else inside

    def _anchor_problems(self, anchors: tuple[Anchor, ...]) -> Iterator[Problem]:
        ids: set[str] = set()
        for anchor in anchors:
            place = self.place(anchor.line, anchor.column)
            if not _ID.fullmatch(anchor.id):
                yield Problem(place, "bad-id", f"“{MARK.sub('…', anchor.id)}” cannot be an id.", "lower-case letters, digits and hyphens")
            elif anchor.id in ids:
                yield Problem(place, "duplicate-id", f"A second block has the anchor “{anchor.id}”.", "a different anchor for each block")
            ids.add(anchor.id)

    def anchored(self, token: Any, nodes: list[Any]) -> list[Any]:
        """The block read from a token, wrapped in the anchor at the end of its last line if there is one."""
        if not self.anchors or len(nodes) != 1 or not token.map:
            return nodes
        first, end = token.map
        last = max((number for number in range(first, end) if self.lines[number].strip()), default=first)
        anchor = self.anchors.pop(last, None)
        return [Anchored(anchor.id, nodes[0], unanchored("\n".join(self.lines[first : last + 1])))] if anchor else nodes

    def report_unused_anchors(self) -> None:
        """Add a Problem for each anchor that is not at the end of a block."""
        for anchor in self.anchors.values():
            seen, expected = f"The anchor “{anchor.id}” is not at the end of a block.", "an anchor at the end of a paragraph, list, table or quotation"
            self.add_problem(self.place(anchor.line, anchor.column), "anchor-place", seen, expected, r"Write \{# if it is meant as text.")

    def take(self) -> Any:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def logic(self, text: str) -> list[Tag]:
        """The tags whose marks are in a text."""
        return [self.tags[int(number)] for number in MARK.findall(text)]

    def position(self, token: Any) -> Position:
        line = token.map[0] if token.map else 0
        source = self.lines[line] if line < len(self.lines) else ""
        return self.place(line, len(source) - len(source.lstrip()))

    def add_problem(self, position: Position, *words: str) -> None:
        self.problems.append(Problem(position, *words))

"""The comments on the changes in a Word redline: one for each cause, on the first change that it made, and one at each end of a move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.comparison.redline_summary import grouped_names
from docgen.document.explanation import Cause, Explanation
from docgen.document.redline import Change, Redline
from docgen.formats.docx.ooxml.track_changes import Kind

AUTHOR = "docgen"
"""Who marks the changes: not a body that the text names, which may not have seen it."""
Key = tuple[object, ...]
"""What a comment is on: a cause, or a change and an end of a move."""


class Reasons:
    """The causes of a redline, each with the changes that it made, in reading order."""

    def __init__(self, redline: Redline, explanations: Mapping[int, Explanation]) -> None:
        self.explanations = explanations
        self.made: dict[Cause, list[Change]] = {}
        for change in redline.changes:
            for cause in self.explanation(change).causes:
                self.made.setdefault(cause, []).append(change)

    def explanation(self, change: Change) -> Explanation:
        """The explanation of a change; an empty one if there is none."""
        return self.explanations.get(change.id, Explanation())

    def comments(self, change: Change, kind: Kind) -> Iterator[tuple[Key, list[str]]]:
        """The lines of each comment that a change may have. One whose key has a comment already needs no other."""
        explanation, place = self.explanation(change), _place(change, kind)
        causes = [cause for cause in explanation.causes if cause.kind != "order"]
        if change.kind == "moved" and place:
            yield (change.id, kind), [place]
        for number, cause in enumerate(causes):
            yield (cause,), [*([place] if place and not number and change.kind != "moved" else []), *self._lines(cause, change)]
        if not causes and change.kind != "moved" and (lines := [*([place] if place else []), *_found(explanation.findings)]):
            yield (change.id, ""), lines

    def lines(self, change: Change) -> list[str]:
        """All the causes of one change, and its findings."""
        explanation = self.explanation(change)
        return [*(cause.words for cause in explanation.causes), *_found(explanation.findings)]

    def _lines(self, cause: Cause, change: Change) -> list[str]:
        made = self.made[cause]
        others = list(dict.fromkeys(_name(other) for other in made if other.section != change.section))
        also = [f"Also in {'; '.join(others)}."] if others else []
        found = {name for each in made for name in self.explanation(each).findings}
        return [cause.words, *also, *_found(grouped_names(found))]


def _place(change: Change, kind: Kind) -> str:
    """Where a change moved to, or the number that its section had; "" if there is neither."""
    was = change.was_number if change.was_number not in ("", change.number) else ""
    if kind in ("moveFrom", "moveTo"):
        where = f"{change.number} {change.title}".strip()
        return f"{'Moved to' if kind == 'moveFrom' else 'Moved:'} {where}{f' (was {was})' if was else ''}."
    return f"In {change.number}, which was {was}." if was and change.number else ""


def _name(change: Change) -> str:
    return f"{change.number} {change.title}".strip() or "the cover"


def _found(findings: tuple[str, ...]) -> list[str]:
    return [f"Finding: {', '.join(findings)}"] if findings else []

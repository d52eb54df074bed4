"""The comment on a change in a Word redline."""

from __future__ import annotations

from docgen.document.redline import Change, Explanation
from docgen.formats.docx.ooxml.track_changes import Kind


def reasons(change: Change, explanation: Explanation, kind: Kind) -> list[str]:
    """The lines of the comment on a change: where it moved, its cause and its findings."""
    out = []
    if kind in ("moveFrom", "moveTo"):
        was = f" (was {change.was_number})" if change.was_number not in ("", change.number) else ""
        where = f"{change.number} {change.title}".strip()
        out.append(f"{'Moved to' if kind == 'moveFrom' else 'Moved:'} {where}{was}.")
    elif change.was_number not in ("", change.number) and change.number:
        out.append(f"In {change.number}, which was {change.was_number}.")
    if explanation.cause:
        out.append(explanation.cause)
    if explanation.findings:
        out.append(f"Finding: {', '.join(explanation.findings)}")
    return out

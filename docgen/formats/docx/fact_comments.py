"""Comments on the changed facts of the whole document: Word tracks no change of a language, a watermark or a house style."""

from __future__ import annotations

from docgen.comparison.changed_facts import is_fact
from docgen.comparison.redline_summary import change_in_words
from docgen.document.message_words import capital
from docgen.document.redline import Deleted, Inserted, Moved, Nodes, Redline
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.ooxml.track_changes import Kind
from docgen.formats.docx.reason_comments import AUTHOR
from docgen.formats.docx.write_marks import RedlineState


def with_fact_comments(redline: Redline, sections: list[str], state: RedlineState) -> list[str]:
    """The XML of the top-level sections, with a comment for each changed fact where the new text begins."""
    nodes: Nodes = redline.document.sections
    at = next((index for index, node in enumerate(nodes) if type(node) is not Deleted and not (type(node) is Moved and node.end == "from")), None)
    if state.causes != "comments" or at is None:
        return sections
    state.stamp.author = AUTHOR
    out = list(sections)
    for change in filter(is_fact, redline.changes):
        words = change_in_words(change)
        lines = [f"{capital(words)}.", *state.reasons.lines(change)]
        state.comments[change.id, ""] = (AUTHOR, lines)
        kind: Kind | None = "ins" if type(nodes[at]) in (Inserted, Moved) else None
        out[at] = track_changes.commented(out[at], len(state.comments) - 1, kind, state.stamp)
    return out

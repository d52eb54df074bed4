"""The contents list with its changes tracked."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from docgen.document.redline import Redline
from docgen.formats.docx import writer as docx
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.write_marks import RedlineState


def entries(redline: Redline, state: RedlineState) -> Iterator[str]:
    """The paragraphs of the contents list, each entry inserted, deleted, changed or as it was."""
    now, was = (docx.entries(document, state.house) for document in (redline.now, redline.was))
    a, b = list(was), list(now)
    for tag, i0, i1, j0, j1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (track_changes.changed_runs(now[id], was[id], state.stamp) for id in b[j0:j1])
        else:
            yield from (track_changes.tracked(was[id], "del", state.stamp) for id in a[i0:i1])
            yield from (track_changes.tracked(now[id], "ins", state.stamp) for id in b[j0:j1])

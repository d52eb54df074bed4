"""The contents with what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from docgen.document.redline import Redline
from docgen.formats.docx import writer as docx
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.tracked_marks import Redlining


def entries(redline: Redline, writing: Redlining) -> Iterator[str]:
    """The paragraphs of the contents with what became of them."""
    now, was = (docx.entries(document, writing.house) for document in (redline.now, redline.was))
    a, b = list(was), list(now)
    for _, i0, i1, j0, j1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if a[i0:i1] == b[j0:j1]:
            yield from (track_changes.changed_runs(now[id], was[id], writing.stamp) for id in b[j0:j1])
        else:
            yield from (track_changes.tracked(was[id], "del", writing.stamp) for id in a[i0:i1])
            yield from (track_changes.tracked(now[id], "ins", writing.stamp) for id in b[j0:j1])

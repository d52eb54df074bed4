"""The contents list with its changes tracked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from docgen.document.redline import Redline
from docgen.document.tree import Document, Section
from docgen.formats.docx import writer as docx
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.write_marks import RedlineState


def entries(redline: Redline, state: RedlineState) -> Iterator[str]:
    """The paragraphs of the contents list, each entry inserted, deleted, changed or as it was.

    A number that only follows from other changes is new and not marked, unless the redline tracks numbers.
    """
    old = replace(redline.was, sections=tuple(_with_new_id(section, state.new_ids) for section in redline.was.sections))
    now, was = (docx.entries(document, state.house) for document in (redline.now, old))
    kept = was if state.track_numbers else docx.entries(_renumbered(old, redline.now), state.house)
    a, b = list(was), list(now)
    for tag, i0, i1, j0, j1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_changed(now[id], kept[id], state) for id in b[j0:j1])
        else:
            yield from (track_changes.tracked(was[id], "del", state.stamp) for id in a[i0:i1])
            yield from (track_changes.tracked(now[id], "ins", state.stamp) for id in b[j0:j1])


def _changed(now: str, was: str, state: RedlineState) -> str:
    """The entry with its changed words and, if its section came to another level, its old indent tracked."""
    return track_changes.realigned(track_changes.changed_runs(now, was, state.stamp), was, state.stamp) if now != was else now


def _with_new_id(section: Section, new_ids: Mapping[str, str]) -> Section:
    below = tuple(_with_new_id(child, new_ids) for child in section.sections)
    return replace(section, id=new_ids.get(section.id, section.id), sections=below)


def _renumbered(was: Document, now: Document) -> Document:
    """The old document, with the new number of each section that has a number in both."""
    numbers = {section.id: section.number for top in now.sections for section in (top, *top.sections)}
    return replace(was, sections=tuple(_with_number(section, numbers) for section in was.sections))


def _with_number(section: Section, numbers: Mapping[str, str]) -> Section:
    number = numbers.get(section.id, "")
    below = tuple(_with_number(child, numbers) for child in section.sections)
    return replace(section, number=number if section.number and number else section.number, sections=below)

"""Two documents that differ in one sentence, and what their redline finds in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from docgen.comparison.change_findings import findings_of, is_of_substance
from docgen.comparison.diff import diff
from docgen.document.redline import Change, Redline
from docgen.document.tree import Document, Paragraph, Section, Text
from tests.revisions import document as composed


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of all changes, and whether any is of substance."""

    labels: tuple[str, ...]
    substance: bool
    changes: tuple[Change, ...]


def with_blocks(*blocks: Any, sections: tuple[Section, ...] = ()) -> Document:
    """A document with some blocks in one section, after other sections."""
    return replace(composed("herefordshire/undated"), sections=(*sections, Section("edited", (Text("Edited"),), blocks)))


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def found_between(old: Document, new: Document) -> Found:
    redline: Redline = diff(old, new)
    found = findings_of(redline)
    substance = any(is_of_substance(change, found[change.id]) for change in redline.changes)
    labels = {label for each in found.values() for label in each if not (substance and label == "cosmetic only")}
    return Found(tuple(sorted(labels)), substance, redline.changes)


def found(old: str, new: str, *before: str) -> Found:
    """What is found between two sentences, each after the same paragraphs."""
    same = tuple(paragraph(text) for text in before)
    return found_between(with_blocks(*same, paragraph(old)), with_blocks(*same, paragraph(new)))

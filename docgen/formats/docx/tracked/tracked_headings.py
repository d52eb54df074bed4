"""Headings that are new above old text, were paragraphs or on another level, or went without the text below them: each tracked as one paragraph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docgen.document.change_of_kind import in_old_kind
from docgen.document.headings import Heading
from docgen.document.redline import Altered, Nodes
from docgen.document.tree import Paragraph, Section
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.writing_state import Place, State

_END = "</w:p>"


def write_heading(node: Heading, place: Place, keep: bool, state: State) -> None:
    """Write a heading that stands among blocks."""
    state.writers.sections[Section](node.section, node.depth - 1, place, state)


def write_paragraph(node: Paragraph, depth: int, place: Place, state: State) -> None:
    """Write a paragraph that stands in the place of a heading."""
    state.writers.blocks[Paragraph](node, place, False, state)


def with_old_heading(node: Altered, xml: str, write: Callable[[Nodes], str], state: Any) -> str:
    """The XML of a section or paragraph, with what its heading was, or the heading that it was, tracked (17.13.5.29); as it is if that is no change."""
    now, was = node.node, node.was
    if type(was) is Heading:
        return track_changes.realigned(xml, state.dry_run(lambda: write((in_old_kind(now, was),))), state.stamp)
    heading, end, rest = xml.partition(_END)
    if was is None:
        return track_changes.paragraph_mark(heading, "ins", state.stamp) + end + rest
    old = replace(was, title=now.title) if type(was) is Section else in_old_kind(now, was)
    return track_changes.realigned(heading + end, state.dry_run(lambda: write((old,))).partition(_END)[0] + end, state.stamp) + rest


def is_other_heading(node: Altered) -> bool:
    """Whether a section has another heading than its old one, or a paragraph was a heading."""
    return type(node.was) is Heading or (type(node.node) is Section and (type(node.was) is not Section or node.was.level > 0))

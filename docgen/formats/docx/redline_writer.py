"""Word: the new document in the house style with tracked changes, which accepted give its text, and rejected that of the old one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from docgen.document.redline import Explanation, Redline
from docgen.document.tree import Section
from docgen.formats.docx import tracked_marks as marking
from docgen.formats.docx import writer as docx
from docgen.formats.docx.comments import with_comments
from docgen.formats.docx.edited_moves import with_edits_at_ends
from docgen.formats.docx.house_file import filled_shell, house
from docgen.formats.docx.ooxml import package, track_changes
from docgen.formats.docx.tracked_contents import entries
from docgen.formats.docx.tracked_cover import tracked_shell
from docgen.formats.docx.tracked_table import table
from docgen.formats.docx.verify_redline import verify
from docgen.formats.docx.writing_state import Writing
from docgen.sources.files import HouseStyle

SUFFIX = ".docx"
MARKS, KINDS = marking.MARKS, marking.kinds(table)


def write(
    redline: Redline, explanations: Mapping[int, Explanation], style: HouseStyle, causes: marking.Causes = "comments", track_numbers: bool = False
) -> bytes:
    """The redline as a .docx.

    The numbers in cross-references and the contents are fields, which Word fills anew (F9), and show the new ones without a mark. With
    `track_numbers` they are marked too, so that the old text comes back to the letter before its fields are updated.
    DocgenError for everything that is wrong with the style's house.docx, and if the file does not hold both texts.
    """
    looks = house(style.read("house.docx"), style.place("house.docx"))
    clean = filled_shell(looks, redline.now.front)
    writing = marking.Redlining(Writing(looks, style, clean.first_bookmark, KINDS), redline, explanations, causes, track_numbers)
    shown = tracked_shell(looks, redline, clean, writing)
    writing.out = _pieces(redline, writing)
    verify(redline, shown, writing.out, writing.notes, looks, track_numbers)
    contents = docx.contents(entries(redline, writing) if track_numbers else docx.entries(redline.now, looks).values())
    parts = docx.parts(redline.now, docx.text(shown, contents, writing), writing) | {part.name: part for part in shown.parts}
    if writing.comments:
        notes = [(id, author, lines) for id, (author, lines) in enumerate(writing.comments.values())]
        parts |= with_comments(parts, notes, writing.stamp.date)
    return package.write(parts.values())


def _pieces(redline: Redline, writing: marking.Redlining) -> list[str]:
    """The sections at the top as written."""
    out: list[str] = []
    for node in with_edits_at_ends(redline.document.sections):
        place = docx.place(redline.now, _section(node), writing.house)
        out.append(track_changes.split_paragraphs(writing.aside(partial(KINDS.sections[type(node)], node, 0, place, writing)), writing.stamp))
    return out


def _section(node: object) -> Section:
    """The section that a mark holds."""
    while not isinstance(node, Section):
        node = node.node if hasattr(node, "node") else node.nodes[0] if hasattr(node, "nodes") else None
    return node

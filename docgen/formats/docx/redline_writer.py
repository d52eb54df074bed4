"""The new document in Word with tracked changes: accepting them gives the new text, rejecting them the old."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from docgen.document.explanation import Explanation
from docgen.document.redline import Altered, Redline
from docgen.document.tree import List
from docgen.formats.docx import write_marks
from docgen.formats.docx import writer as docx
from docgen.formats.docx.comments import with_comments
from docgen.formats.docx.edited_moves import with_edits_at_ends
from docgen.formats.docx.fact_comments import with_fact_comments
from docgen.formats.docx.house_style_file import filled_shell, read_house
from docgen.formats.docx.list_numbers import ListNumbers
from docgen.formats.docx.ooxml import package, track_changes
from docgen.formats.docx.ooxml.insertions_apart import insertions_apart
from docgen.formats.docx.reason_comments import AUTHOR
from docgen.formats.docx.redline_options import Causes, Moves, Options
from docgen.formats.docx.tracked import tracked_scheme
from docgen.formats.docx.tracked.tracked_contents import entries
from docgen.formats.docx.tracked.tracked_cover import tracked_shell
from docgen.formats.docx.tracked.tracked_lists import altered_block, tracked_list
from docgen.formats.docx.tracked.tracked_table import table
from docgen.formats.docx.verify_redline import verify
from docgen.formats.docx.write_marks import RedlineState
from docgen.formats.docx.writing_state import Place, State
from docgen.sources.files import HouseStyle

SUFFIX = ".docx"
MARKS, WRITERS = write_marks.MARKS, write_marks.writers(table, {List: tracked_list, Altered: altered_block})


def write(
    redline: Redline,
    explanations: Mapping[int, Explanation],
    style: HouseStyle,
    causes: Causes = "comments",
    track_numbers: bool = False,
    moves: Moves = "moves",
    author: str = AUTHOR,
) -> bytes:
    """The redline as a .docx. With `moves` "plain" what moved is deleted at one place and inserted at the other.

    The numbers in cross-references are fields, which Word updates (F9), and show the new ones without a mark; so do those in the contents. With
    `track_numbers` they are marked too, so that the exact old text comes back before its fields are updated.
    Raises DocgenError with every problem in the style's house.docx, or if the file does not hold both texts.
    """
    house = read_house(style.read("house.docx"), style.place("house.docx"))
    clean = filled_shell(house, redline.now.front)
    options = Options(causes, track_numbers, moves, author)
    state = RedlineState(State(house, style, clean.first_bookmark, WRITERS), redline, explanations, options)
    frame = tracked_shell(house, redline, clean, state)
    state.out = with_fact_comments(redline, _sections(redline, state), state)
    verify(redline, frame, state.out, state.notes, house, track_numbers)
    state.stamp.author = author
    contents = docx.contents(entries(redline, state))
    text = insertions_apart(docx.text(frame, contents, state), state.stamp.date)
    parts = docx.parts(tracked_scheme.numbered(redline), text, state) | {part.name: part for part in frame.parts}
    if state.comments:
        notes = [(id, author, lines) for id, (author, lines) in enumerate(state.comments.values())]
        parts |= with_comments(parts, notes, state.stamp.date)
    return package.write(parts.values())


def _sections(redline: Redline, state: RedlineState) -> list[str]:
    """The XML of each top-level section or mark."""
    sections = with_edits_at_ends(redline.document.sections)
    state.lists_of_items, levels = ListNumbers(sections), tracked_scheme.OldLevels(sections)

    def written(node: Any, place: Place) -> str:
        return track_changes.split_paragraphs(state.captured(partial(WRITERS.sections[type(node)], node, 0, place, state)), state.stamp)

    return [tracked_scheme.section_xml(node, redline, levels, state, written) for node in sections]

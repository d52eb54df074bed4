"""The page of a returned file: what was sent beside what came back, with what each edit is, who made it, and whether it was tracked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from docgen.document.explanation import Cause, Explanation
from docgen.document.message_words import cut
from docgen.exchange.edits.edit import Edit
from docgen.exchange.edits.edit_words import SORTS
from docgen.exchange.returned.returned_draft import Returned
from docgen.exchange.returned.review_words import made_in_words
from docgen.formats.outputs import redline_writer
from docgen.formats.printed_values import Language
from docgen.sources.files import HouseStyle

_HOW = {"tracked": "Tracked", "untracked": "NOT TRACKED", "partly": "Tracked in part"}
_COUNTED = {"autocorrect": "Quotation marks, dashes or spaces alone", "reference": "A number or the form of a name"}
_LONGEST = 200


def review_page(root: Path, returned: Returned) -> bytes:
    """The page as HTML, in the house style of the revision. Its filter “Cause” chooses by how edits were made."""
    redline = returned.found.redline
    came = replace(redline.document, id=returned.file)
    language = Language(came.language)
    told = {id: _explanation(edit, returned, language) for edit in returned.found.edits for id in edit.changes}
    shown = replace(redline, document=came, now=replace(redline.now, id=returned.file))
    page: bytes = redline_writer("html").write(shown, told, HouseStyle(came.style, root))
    return page


def _explanation(edit: Edit, returned: Returned, language: Language) -> Explanation:
    how = returned.how[edit.id]
    words = " ".join([f"{edit.id}.", *_said(edit), f"{made_in_words(how, language)}."])
    return Explanation((Cause(_HOW[how.tracked], words),), (SORTS.get(edit.sort) or _COUNTED.get(edit.sort, edit.sort),))


def _said(edit: Edit) -> Iterator[str]:
    """What an edit does to the sources, and what must be known, in sentences."""
    if edit.sort == "value":
        yield f"{edit.node} in the partnership file: “{cut(_text(edit.value), _LONGEST)}”." if edit.value is not None else f"{edit.node} goes."
    if edit.told:
        yield edit.told
    for each in edit.elsewhere:
        yield f"The same value shows in “{each.section or 'the cover'}” too, where it was left."


def _text(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)

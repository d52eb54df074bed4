"""The page of returned files: what was sent beside what came back, with what each edit is, who made it, and whether it was tracked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from docgen.comparison.redline_summary import change_in_words, place
from docgen.document.explanation import Cause, Explanation
from docgen.document.message_words import capital, number_of
from docgen.document.redline import Redline
from docgen.exchange.edits.edit import Edit
from docgen.exchange.edits.edit_words import SORTS, change_of, counted, what_must_be_known
from docgen.exchange.edits.merged_edits import Matter, merged_edits
from docgen.exchange.returned.returned_draft import Returned
from docgen.exchange.returned.review_words import comment_place, comment_said, made_in_words, running_in_words, totals
from docgen.formats.fill_template import filled_template
from docgen.formats.html import redline_writer
from docgen.formats.printed_values import Language
from docgen.sources.files import HouseStyle

_HOW = {"tracked": "Tracked", "untracked": "NOT TRACKED", "partly": "Tracked in part"}
_COUNTED = {"autocorrect": "Quotation marks, dashes or spaces alone", "reference": "A number or the form of a name"}
_ACCORD = {"agreed": ("agreed", "current"), "alone": ("wanted by one", "own"), "conflict": ("different wishes", "gap")}
"""What an accord is called, and the class of its colour."""
_SHEET = "overview.css"


def review_page(root: Path, returned: Sequence[Returned]) -> bytes:
    """The page as HTML, in the house style of the revision.

    For one file it is the redline, in one column or two, below a table of the edits; for several, what each of them wants side by side, and then
    each with its edits and its marked text.
    """
    base = returned[0].build.base.document
    style = HouseStyle(base.style, root)
    if len(returned) == 1:
        (one,) = returned
        page: bytes = redline_writer.write(_redline(one), _explanations(one), style, _edits(one, style, "h2", ""), style.text(_SHEET))
        return page
    files = [_file(one, style, f"file{number}_") for number, one in enumerate(returned, 1)]
    matters = merged_edits({one.file: one.found for one in returned})
    facts = {
        "language": base.language,
        "front": base.front,
        "revision": base.id,
        "css": Markup("".join(style.text(name) for name in ("page.css", "redline.css", _SHEET))),
        "headline": _headline(returned, matters),
        "matters": [_matter(matter, [one.file for one in returned]) for matter in matters],
        "files": files,
    }
    return filled_template(style, "review.html.jinja", facts).encode()


def _headline(returned: Sequence[Returned], matters: Sequence[Matter]) -> str:
    kinds = [matter.accord for matter in matters]
    parts = [f"{kinds.count(accord)} {words}" for accord, (words, _) in _ACCORD.items() if accord in kinds]
    return f"{number_of(len(returned), 'file')} came back; {number_of(len(matters), 'matter')}{': ' if parts else ''}{', '.join(parts)}."


def _matter(matter: Matter, files: Sequence[str]) -> dict[str, Any]:
    words, state = _ACCORD[matter.accord]
    wishes = [[change_of(wish.edit) for wish in matter.wishes if wish.partner == file] for file in files]
    return {"place": matter.place, "accord": capital(words), "state": state, "wishes": wishes}


def _file(one: Returned, style: HouseStyle, prefix: str) -> dict[str, Any]:
    redline = _redline(one)
    return {
        "file": one.file,
        "prefix": prefix,
        "edits": Markup(_edits(one, style, "h3", prefix)),
        "rows": [(change.id, place(redline, change), change_in_words(change)) for change in redline.changes],
        "page": Markup(redline_writer.piece(redline, _explanations(one), style, prefix)) if redline.changes else "",
    }


def _redline(one: Returned) -> Redline:
    """The redline, from the revision to the file by its name."""
    redline = one.found.redline
    return replace(redline, document=replace(redline.document, id=one.file), now=replace(redline.now, id=one.file))


def _edits(one: Returned, style: HouseStyle, level: str, prefix: str) -> str:
    """The edits of one file, its running lines and its comments, as HTML with headings of a level; links lead to the marked text."""
    language = Language(one.build.base.document.language)
    told = [edit for edit in one.found.edits if edit.sort in SORTS]
    made = [one.how[edit.id].tracked for edit in told]
    facts = {
        "level": level,
        "prefix": prefix,
        "file": one.file,
        "sure": one.build.sure,
        "totals": list(totals(one, told, language)),
        "warnings": one.warnings,
        "untracked": sum(how != "tracked" for how in made),
        "tracked": made.count("tracked"),
        "edits": [_row(edit, one, language) for edit in told],
        "counted": counted(one.found.edits),
        "running": list(running_in_words(one.running)),
        "comments": [_comment(each, language) for each in one.comments],
    }
    return filled_template(style, "review_edits.html.jinja", facts)


def _row(edit: Edit, one: Returned, language: Language) -> dict[str, Any]:
    how = one.how[edit.id]
    source = f": {edit.node}" if edit.sort == "value" else f" ({edit.clause})" if edit.clause else ""
    return {
        "id": edit.id,
        "changes": edit.changes,
        "place": edit.place,
        "change": change_of(edit),
        "sort": f"{SORTS[edit.sort]}{source}",
        "says": list(what_must_be_known(edit)),
        "tracked": how.tracked,
        "made": made_in_words(how, language),
    }


def _comment(placed: Any, language: Language) -> dict[str, Any]:
    comment = placed.comment
    reply = bool(comment.reply_to)
    return {
        "reply": reply,
        "who": comment_said(comment, language),
        "where": "" if reply else comment_place(placed),
        "resolved": comment.resolved and not reply,
        "words": " ".join(comment.words.split()),
    }


def _explanations(one: Returned) -> Mapping[int, Explanation]:
    """For each change its edit, and how it was made: the filter “Cause” chooses by that."""
    language = Language(one.build.base.document.language)
    return {id: explanation for edit in one.found.edits for id, explanation in _explained(edit, one, language)}


def _explained(edit: Edit, one: Returned, language: Language) -> Iterator[tuple[int, Explanation]]:
    how = one.how[edit.id]
    words = " ".join([f"{edit.id}.", *what_must_be_known(edit), f"{made_in_words(how, language)}."])
    told = Explanation((Cause(_HOW[how.tracked], words),), (SORTS.get(edit.sort) or _COUNTED.get(edit.sort, edit.sort),))
    yield from ((id, told) for id in edit.changes)

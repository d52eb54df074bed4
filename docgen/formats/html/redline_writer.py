"""Redlines as web pages: a summary of the changes, and the text with marks in two views, in one file that fetches nothing.

Without its script the page shows the text with all marks; the script adds the other view, the filters and the steps from change to change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from docgen.comparison.redline_summary import UNTOLD, change_in_words, grouped_by_finding, has_causes, headline, place, words_by_section
from docgen.document.explanation import Explanation
from docgen.document.message_words import capital
from docgen.document.redline import Nodes, Redline
from docgen.document.tree import Section
from docgen.formats.fill_template import filled_template
from docgen.formats.html import writer as html
from docgen.formats.html.escaped_text import css_string
from docgen.formats.html.marked_nodes import NODES, rows_of
from docgen.formats.html.page_context import Place, inlines_of, prefixed, with_pictures
from docgen.formats.html.page_marks import MARKS
from docgen.formats.html.redline_page import PageState, parts, tag_of
from docgen.sources.files import HouseStyle

MOST_ROWS = 15
"""The most rows of the summary that are open at first: about a screen."""
CAUSES = {
    "value": "A fact of the partnership",
    "clause": "Another clause or version",
    "party": "Parties and signatories",
    "section": "A section added or removed",
    "order": "Order of the document",
}
"""The words for each kind of cause."""


def write(redline: Redline, explanations: Mapping[int, Explanation], style: HouseStyle, opening: str = "", css: str = "") -> bytes:
    """The page in UTF-8. `opening` is HTML to stand above the summary, and `css` a sheet that it needs."""
    state = PageState(redline, explanations)
    place = _place(state, style)
    now = redline.now
    facts = {
        "language": now.language,
        "front": now.front,
        "css": Markup(style.text("page.css") + style.text("redline.css") + css),
        "opening": Markup(opening),
        "script": Markup(style.text("redline.js")),
        "running": Markup(css_string(f"Changes: {now.front.short_title}")),
        "old": redline.was.id,
        "new": now.id,
        **_summary(redline, explanations),
        **_cover(state, place),
        "contents": Markup(html.contents(now.sections, Place(style, html.INLINES, html.BLOCKS, {}, {}, linked=True))),
        "numbered": now.scheme == "paragraphs",
        "body": Markup(_sections(redline.document.sections, place)),
        "notes": Markup("".join(state.notes)),
    }
    return with_pictures(filled_template(style, "redline.html.jinja", facts), place)


def piece(redline: Redline, explanations: Mapping[int, Explanation], style: HouseStyle, prefix: str) -> str:
    """The sections and footnotes of a redline, to embed in a page below a second-level heading.

    Every id and every link to one begins with `prefix`. The page must have the rows of the changes elsewhere, with the ids `<prefix>row_1` and on.
    """
    state = PageState(redline, explanations, 3)
    place = _place(state, style)
    body = _sections(redline.document.sections, place)
    if state.notes:
        body += f'<section class="notes" aria-label="Footnotes of {redline.document.id}">\n<ol>\n{"".join(state.notes)}</ol>\n</section>\n'
    text = f'<div class="text{" paragraphs" if redline.now.scheme == "paragraphs" else ""}">\n{body}</div>'
    return prefixed(with_pictures(text, place).decode(), prefix)


def _place(state: PageState, style: HouseStyle) -> Place:
    tables: dict[type, Callable[[Any, Place], str]] = {**html.INLINES, **html.BLOCKS}
    tables |= {kind: partial(function, state) for kind, function in (*NODES.items(), *MARKS.items())}
    return Place(style, tables, tables, {}, {})


def _sections(sections: tuple[Section, ...], place: Place) -> str:
    return "".join([place.blocks[type(section)](section, place) for section in sections])


def _summary(redline: Redline, explanations: Mapping[int, Explanation]) -> dict[str, Any]:
    """The rows of the summary by finding, the counts of words for each section, and the options of the filters."""
    groups = [
        (capital(name), [(change.id, place(redline, change), capital(change_in_words(change)), explanations[change.id], name) for change in changes])
        for name, changes in grouped_by_finding(redline, explanations).items()
    ]
    counts = [(name, *row) for name, row in words_by_section(redline).items()]
    return {
        "headline": headline(redline, explanations).partition(": ")[2],
        "groups": groups,
        "folded": len(redline.changes) if len(redline.changes) > MOST_ROWS else 0,
        "counts": counts,
        "came": sum(row[1] for row in counts),
        "went": sum(row[2] for row in counts),
        "found": [(name, len(rows)) for name, rows in groups],
        "causes": _causes(explanations) if has_causes(explanations) else [],
    }


def _causes(explanations: Mapping[int, Explanation]) -> list[tuple[str, str, int]]:
    """Each kind of cause present: its name, its words, and the number of changes with it."""
    kinds = [why.cause_kind for why in explanations.values()]
    return [(kind, CAUSES.get(kind, kind or capital(UNTOLD)), kinds.count(kind)) for kind in sorted(set(kinds))]


def _cover(state: PageState, place: Place) -> dict[str, Any]:
    cover = state.redline.cover

    def line(nodes: Nodes) -> Markup:
        return Markup(inlines_of(nodes, place))

    facts = {name: line(getattr(cover, name)) for name in ("title", "subtitle", "status", "date")}
    parties = Markup("".join([_party(state, party, mark, place) for party, mark in parts(cover.parties)]))
    tables = {name: Markup("".join(rows_of(state, getattr(cover, name), place, heading="row"))) for name in ("control", "facts")}
    return {**facts, **tables, "parties": parties}


def _party(state: PageState, party: Any, mark: Any, place: Place) -> str:
    with state.within(mark):
        words = inlines_of(party.inlines, place)
        if not mark:
            return f"<li>{words}</li>\n"
        label = f'<span class="says label">{state.label(mark, place)}</span>'
    tag = tag_of(mark)
    return f"<li{state.attributes(mark)}>{label}<{tag}>{words}</{tag}></li>\n"

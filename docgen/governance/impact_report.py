"""The impact of a clause version as a table for the terminal, as JSON, and as a page with each partnership's redline."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from markupsafe import Markup

from docgen.document.message_words import number_of
from docgen.formats.fill_template import filled_template
from docgen.governance.impact import Effect, Impact, id_prefix
from docgen.sources.files import HouseStyle
from docgen.sources.problem_report import table

_FIRST = 3
"""The number of a partnership's findings that a table shows."""
_HEADS = ("PARTNERSHIP", "SECTION", "PINNED", "CHANGES", "OF SUBSTANCE", "FIRST FINDINGS")


def text(impact: Impact) -> str:
    """The headline, and a row for each partnership that pins another version."""
    rows = [(effect.revision, _sections(effect), _pinned(effect), *_counts(effect), _first_findings(effect)) for effect in impact.effects]
    return "\n\n".join([headline(impact), *([table(_HEADS, rows, False)] if rows else [])])


def _counts(effect: Effect) -> tuple[str, str]:
    return ("–", "–") if effect.problems else (str(len(effect.changes)), str(effect.substance))


def headline(impact: Impact) -> str:
    """'Adopting funding/equitable-formula@2 (approved) would change 3 partnerships. 1 cannot adopt it as it is. 12 have it already.'"""
    clause, stuck = impact.clause, sum(bool(effect.problems) for effect in impact.effects)
    changed = sum(bool(effect.changes) for effect in impact.effects)
    unchanged = len(impact.effects) - stuck - changed
    sentences = [f"Adopting {clause.name} ({clause.front.status}) would change {number_of(changed, 'partnership')}."]
    sentences += [f"{stuck} cannot adopt it as it is."] if stuck else []
    sentences += [f"{unchanged} would read the same."] if unchanged else []
    sentences += [f"{len(impact.already)} {'has' if len(impact.already) == 1 else 'have'} it already."] if impact.already else []
    return " ".join(sentences)


def _sections(effect: Effect) -> str:
    return ", ".join(pin.section for pin in effect.pins)


def _pinned(effect: Effect) -> str:
    """'@1', or '@1, @2' where two sections are pinned to different versions."""
    return ", ".join(f"@{version}" for version in sorted({pin.version for pin in effect.pins}))


def _first_findings(effect: Effect) -> str:
    if effect.problems:
        more = len(effect.problems) - 1
        return f"cannot be adopted: {effect.problems[0].seen}" + (f" And {number_of(more, 'more problem')}." if more else "")
    more = len(effect.first) - _FIRST
    return ", ".join(effect.first[:_FIRST]) + (f" and {more} more" if more > 0 else "") if effect.first else "no changes"


def as_json(impact: Impact) -> str:
    """The clause version, and for each partnership its pins, its changes with their findings, and its problems."""
    clause, effects = impact.clause, [_effect(effect) for effect in impact.effects]
    facts = {"clause": clause.id, "version": clause.version, "status": clause.front.status, "effects": effects, "already": impact.already}
    return json.dumps(facts, ensure_ascii=False, indent=1)


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "revision": effect.revision,
        "pins": [{"section": pin.section, "version": pin.version, "file": pin.position.file, "line": pin.position.line} for pin in effect.pins],
        "substance": effect.substance,
        "findings": effect.first,
        "changes": [asdict(row.change) | {"findings": row.findings, "substance": row.of_substance} for row in effect.changes],
        "problems": [asdict(problem) for problem in effect.problems],
    }


def as_html(impact: Impact, style: HouseStyle) -> bytes:
    """A page with the table, and below it the changed sections of each partnership with their marks."""
    facts = {
        "css": Markup(style.text("page.css") + style.text("redline.css") + style.text("overview.css")),
        "clause": impact.clause,
        "headline": headline(impact),
        "already": impact.already,
        "effects": [
            {
                "revision": effect.revision,
                "prefix": id_prefix(effect.revision),
                "sections": _sections(effect),
                "pinned": _pinned(effect),
                "says": _first_findings(effect),
                "changes": effect.changes,
                "substance": effect.substance,
                "problems": effect.problems,
                "page": Markup(effect.page),
            }
            for effect in impact.effects
        ],
    }
    return filled_template(style, "impact.html.jinja", facts).encode()

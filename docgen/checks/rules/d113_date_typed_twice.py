"""A date from the facts is typed out in the text.

A date that is in `dates` or `review` and again in local text or in a clause's value has to be changed in two places, and one day will be changed in only one.
A field such as `{{ dates.expiry }}` follows the fact.

Fails (facts):

    dates: {expiry: 2027-09-30}
    sections: {term: {title: Term, reason: An example., text: The arrangements end on 30 September 2027.}}

Passes (facts):

    dates: {expiry: 2027-09-30}
    sections: {term: {title: Term, reason: An example., text: "The arrangements end on {{ dates.expiry }}, not on 30 September 2028."}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._dates import shown, written
from docgen.sources import yaml_tree

SEVERITY = "warning"
Path = tuple[str | int, ...]


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.partnership:
        return
    revision, source = draft.partnership.revision, draft.partnership.source
    fields = {date: f"dates.{name}" for name, date in revision.dates.items() if date.month}
    if revision.review.next and revision.review.next.month:
        fields.setdefault(revision.review.next, "review.next")
    if not fields:
        return
    for top in ("sections", "appendices"):
        for path, text in _typed((top,), getattr(revision, top)):
            for found in written(text):
                if found.date in fields:
                    form = "" if not found.text[0].isalpha() or found.text == shown(found.date) else ", in this form"
                    seen = f"“{found.text}” is typed here but is also in the facts."
                    yield Finding(yaml_tree.locate(source, path), seen, f"{{{{ {fields[found.date]} }}}}{form}")


def _typed(above: Path, sections: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """The local texts and the values of clauses, each with its path in the file."""
    for id, section in sections.items():
        path = (*above, id)
        if section.text:
            yield (*path, "text"), section.text
        yield from _strings((*path, "with"), section.with_)
        yield from _typed((*path, "sections"), section.sections)


def _strings(path: Path, value: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _strings((*path, key), inner)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _strings((*path, index), inner)

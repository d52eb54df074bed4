"""A date from the facts is typed out in the text.

A date that is in `dates` or `review` and again in local text or in a clause's value has to be changed in two places, and one day will be changed in only one.
A field such as `{{ dates.expiry }}` follows the fact. The date of the next review counts only in a sentence about a review: elsewhere the same day
is chance.

Fails (facts):

    dates: {expiry: 2027-09-30}
    sections: {term: {title: Term, reason: An example., text: The arrangements end on 30 September 2027.}}

Fails (facts):

    review: {next: 2027-03-01}
    sections: {term: {title: Term, reason: An example., text: "The parties meet in May. They look at the arrangements again on 1 March 2027."}}

Passes (facts):

    review: {next: 2027-03-01}
    sections: {term: {title: Term, reason: An example., text: "The parties review the plan in May. The Council pays on 1 March 2027."}}

Passes (facts):

    dates: {expiry: 2027-09-30}
    sections: {term: {title: Term, reason: An example., text: "The arrangements end on {{ dates.expiry }}, not on 30 September 2028."}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from docgen.checks.draft import Draft, sentences
from docgen.checks.rulebook import Finding
from docgen.checks.rules._dates import shown, written
from docgen.sources import yaml_tree

SEVERITY = "warning"
_REVIEW = re.compile(r"\breview|\breconsider|\brevisit|\bre-?examin|\blooks? (?:again )?at\b[^.]{0,60}\bagain\b", re.IGNORECASE)
Path = tuple[str | int, ...]


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.partnership:
        return
    revision, source = draft.partnership.revision, draft.partnership.source
    fields = {date: f"dates.{name}" for name, date in revision.dates.items() if date.month}
    review = revision.review.next if revision.review.next and revision.review.next.month else None
    if not fields and not review:
        return
    for top in ("sections", "appendices"):
        for path, text in _typed((top,), getattr(revision, top)):
            for found in written(text):
                if found.date is None:
                    continue
                about_review = found.date == review and _is_about_review(text, found.start)
                if field := fields.get(found.date) or ("review.next" if about_review else ""):
                    form = "" if not found.text[0].isalpha() or found.text == shown(found.date) else ", in this form"
                    seen = f"“{found.text}” is typed here but is also in the facts."
                    yield Finding(yaml_tree.locate(source, path), seen, f"{{{{ {field} }}}}{form}")


def _is_about_review(text: str, at: int) -> bool:
    return bool(_REVIEW.search(next((words for start, words in reversed(sentences(text.replace("\n", " "))) if start <= at), text)))


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

"""The first page of the annual report, in whole sentences: what is new, what ended, who changed, what each partner must now do, what is due."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from docgen.comparison.change_findings import is_of_substance
from docgen.comparison.redline_summary import Explanations, grouped_by_finding
from docgen.document.message_words import capital, number_of
from docgen.document.redline import Change, Redline
from docgen.document.tree import Document, Field, Section, Signatory, plain, walk
from docgen.redlines.change_sentences import alone, joined, listed, number, place_name, section_name, told
from docgen.redlines.duty_changes import DutyChange
from docgen.redlines.duty_sentences import beside, duty_sentences

NEW, ENDED, WHO, DO = "What is new", "What ended", "Who changed", "What each partner must now do"
DUE, ELSE, STATUS = "What is due", "What else changed", "Status and signatures"
_KINDS = {
    "section added": NEW,
    "section removed": ENDED,
    "party": WHO,
    "named post or person": WHO,
    **dict.fromkeys(("duty weakened", "duty reversed", "duty removed", "duty strengthened", "duty added", "sum or share", "time limit", "frequency"), DO),
    "date": DUE,
}
"""The heading for the changes of each finding; all others of substance come under the last."""
_SPECIAL = frozenset(("condition removed", "condition", "condition added", "legal citation", "definition"))
"""The findings whose changes the last heading lists one by one."""
_DUE_ROW = re.compile(r"review|expir|due|next|until|end|renew", re.IGNORECASE)
_SEVERAL = 2
_DATE_FIELD = re.compile(r"dates\.(\w+)")


def first_page(redline: Redline, duties: Sequence[DutyChange], explanations: Explanations) -> dict[str, list[tuple[str, str]]]:
    """The sentences under each heading, in order, each after whom they are for: a party, or "" for everybody.

    Each change of substance comes under one heading.
    """
    groups: dict[str, list[Change]] = {name: [] for name in (NEW, ENDED, WHO, DO, DUE, ELSE, STATUS)}
    for finding, changes in grouped_by_finding(redline, explanations).items():
        for change in changes:
            if is_of_substance(change, explanations[change.id].findings):
                groups[STATUS if _is_approval(change) else _KINDS.get(finding, ELSE)].append(change)
    others = sorted(groups[ELSE], key=lambda change: change.id)
    special = [each for each in others if _SPECIAL & set(explanations[each.id].findings)]
    page: dict[str, Iterable[tuple[str, str]]] = {
        NEW: _for_all(_sections(groups[NEW], "new")),
        ENDED: _for_all(_sections(groups[ENDED], "gone")),
        WHO: _for_all(_people(groups[WHO], explanations)),
        DO: duty_sentences(redline, duties, beside(groups[DO], duties), explanations),
        DUE: _for_all([*_due(redline.now), *told([each for each in groups[DUE] if not _is_due_row(each)], explanations)]),
        ELSE: _for_all([*told(special, explanations), *_rest([each for each in others if each not in special], bool(special))]),
        STATUS: _for_all([" ".join([*_status(redline.now), *map(alone, groups[STATUS])])]),
    }
    return {heading: list(sentences) for heading, sentences in page.items()}


def _is_approval(change: Change) -> bool:
    return change.node == "row" and f"{change.old or change.new}".startswith("Approved by ")


def _is_due_row(change: Change) -> bool:
    """Whether a row is new and gives a review, which has a sentence of its own."""
    return change.node == "row" and change.kind == "inserted" and change.new.startswith("Review ")


def opening(redline: Redline, explanations: Explanations) -> str:
    """How much changed, in one or two sentences."""
    was, now = (_revision(document) for document in (redline.was, redline.now))
    changes = redline.changes
    if not changes:
        return f"Nothing changed between {was} and {now}."
    substance = sum(is_of_substance(change, explanations[change.id].findings) for change in changes)
    places = len({change.section for change in changes if change.section})
    rest = len(changes) - substance
    other = f"; {rest} concern{'s' if rest == 1 else ''} only order, appearance, or the revision’s own date and number" if rest else ""
    where = [f"in {number_of(places, 'section')}"] if places else []
    where += ["on the cover"] if any(not change.section for change in changes) else []
    count = f"{number_of(len(changes), 'change')} {joined(where)}"
    return f"{capital(now)} makes {count}, compared with {was}. {substance} {'is' if substance == 1 else 'are'} of substance{other}."


def _revision(document: Document) -> str:
    date = f" ({document.front.date})" if document.front.date else ""
    return f"revision {document.id.rpartition('/')[2]}{date}"


def _for_all(sentences: Iterable[str]) -> list[tuple[str, str]]:
    return [("", sentence) for sentence in sentences]


def _sections(changes: Sequence[Change], how: str) -> Iterator[str]:
    if changes:
        names = joined([f"“{change.title}”{f' ({change.number})' if change.number else ''}" for change in changes])
        count = len(changes)
        yield f"{capital(number(count))} section{' is' if count == 1 else 's are'} {how}: {names}."


def _due(document: Document) -> Iterator[str]:
    """What the document says of its reviews and its end."""
    found = False
    for name, value in document.front.control:
        if name == "Review":
            found = True
            yield f"The review is due {value[:1].lower()}{value[1:]}."
        elif _DUE_ROW.search(name):
            found = True
            yield f"The document control says “{name}: {value}”."
    dates: dict[str, tuple[str, list[str]]] = {}
    for section in walk(document):
        if isinstance(section, Section):
            for node in (node for block in section.blocks for node in walk(block) if isinstance(node, Field)):
                if key := _DATE_FIELD.match(node.name):
                    dates.setdefault(key[1], (plain(node.inlines), []))[1].append(section_name(section))
    for words, (date, places) in dates.items():
        name = words.replace("_", " ")
        yield f"The {name if name.endswith('date') else f'{name} date'} is {date} ({joined(list(dict.fromkeys(places)))})."
    if not found and not dates:
        yield "The document names no date of review and no end date."


def _people(changes: Sequence[Change], explanations: Explanations) -> Iterator[str]:
    signatories = [change for change in changes if change.node == "signatory"]
    yield from told([change for change in changes if len(signatories) < _SEVERAL or change not in signatories], explanations)
    if len(signatories) >= _SEVERAL:
        yield f"{capital(number(len(signatories)))} of the signatories changed ({listed([place_name(each) for each in signatories])})."


def _rest(changes: Sequence[Change], more: bool) -> Iterator[str]:
    if changes:
        count = len(changes)
        verb = f"{capital(number(count))}{' more' if more else ''} change{' of substance is' if count == 1 else 's of substance are'}"
        yield f"{verb} only in the wording, in {listed([place_name(change) for change in changes])}; see the table that follows."


def _status(document: Document) -> Iterator[str]:
    """Where the revision stands, and who is to sign it."""
    front = document.front
    yield f"The status of this revision is “{front.status}”{f', {front.date}' if front.date else ''}."
    for name, value in front.control:
        if name == "Approved by":
            yield f"It was approved by {value}."
    signatories = [node for section in document.sections for node in walk(section) if isinstance(node, Signatory)]
    if signatories:
        # Names and posts may hold “and” and commas.
        yield f"It is to be signed by {'; '.join(', '.join(part for part in (each.name, each.post, each.party) if part) for each in signatories)}."

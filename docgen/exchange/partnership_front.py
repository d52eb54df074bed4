"""The cover, the document control, the signature block and the structure chart of a Document as the facts of a partnership file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from docgen.composition.front_matter import OF_ITS_ISSUE, STATUS
from docgen.document import values
from docgen.document.articles import with_article
from docgen.document.tree import Document, Figure, FrontMatter, Section, Signatures, Term, plain, walk
from docgen.formats.printed_values import Language

Data = dict[str, Any]
_DAY = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?(?:([A-Z][a-z]+)(?: (\d{1,2}),)? )?(\d{4})")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_REVIEW = re.compile(r"(?:Every (?P<every>[^,]+))?(?:, )?(?:[Nn]ext (?:in|on) (?P<next>.+))?")
_ID = re.compile(r"[a-z][a-z0-9_]*")
_LANGUAGES = ("en-GB", "en-US", "en")


def front_data(document: Document) -> Data:
    """The keys of the file up to its sections, but for parties, groups and signatories."""
    front, language = document.front, _language(document.language)
    data: Data = {"title": front.title or "Untitled"}
    if front.subtitle:
        data["subtitle"] = front.subtitle
    if front.short_title not in ("", front.title):
        data["short_title"] = front.short_title
    data["partnership"] = _partnership(document)
    data["status"] = status_of(front.status)
    control = dict(front.control)
    if day := day_in(front.date, language):
        data["date"] = str(day)
    elif front.date:
        control["Date"] = front.date
    if language.tag != "en-GB":
        data["language"] = language.tag
    data["numbering"] = document.scheme
    if document.style not in ("", "mou"):
        data["style"] = document.style
    if review := _review(control.get("Review", ""), language):
        data["review"] = review
        del control["Review"]
    left = ("Date",) if data.get("date") else ()
    if rows := {key: value for key, value in control.items() if value and key not in (*OF_ITS_ISSUE, *left)}:
        data["control"] = rows
    return data


def _language(tag: str) -> Language:
    return Language(tag if tag in _LANGUAGES else "en-GB")


def _partnership(document: Document) -> Data:
    """The name of the partnership: that which the text itself introduces, or else the subtitle, or the title."""
    known = [node for section in document.sections for node in walk(section) if type(node) is Term and node.key == "partnership"]
    if known:
        return {"name": known[0].name, "short": known[0].short}
    return {"name": document.front.subtitle or document.front.title or document.id}


def status_of(label: str) -> str:
    """The status of which a cover shows this label; a draft for any other."""
    known = {words.casefold(): status for status, (words, _) in STATUS.items()} | {"awaiting approval": "approved"}
    return known.get(label.strip().casefold(), "draft")


def day_in(text: str, language: Language) -> values.Date | None:
    """The date that docgen prints as this text, or as one that differs only in its form; None if the text is not a date that exists."""
    found = _DAY.fullmatch(re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize() if word[0].isupper() else word[0], text.strip()))
    if not found or (found[2] and found[2] not in _MONTHS) or ((found[1] or found[3]) and not found[2]):
        return None
    day, month = int(found[1] or found[3] or 0), _MONTHS.index(found[2]) + 1 if found[2] else 0
    try:
        return values.date(str(values.Date(int(found[4]), month, day)))
    except ValueError:
        return None


def _review(text: str, language: Language) -> Data:
    """The facts of which the document control shows this row; none if it would show another."""
    found = _REVIEW.fullmatch(text)
    if not text or not found:
        return {}
    data: Data = {}
    if every := found["every"]:
        every = every if every[0].isdigit() else f"1 {every}"
        try:
            data["every"] = language.duration(values.duration(every))
        except ValueError:
            return {}
    if found["next"]:
        day = day_in(found["next"], language)
        if not day or language.date(day) != found["next"]:
            return {}
        data["next"] = str(day)
    return data


def party_data(document: Document) -> dict[str, Data]:
    """The parties by id: those of the cover, and those for which only the signature block has a line."""
    terms = named_terms(document)
    parties: dict[str, Data] = {}
    signed = [each.party for block in _of_kind(document.sections, Signatures) for each in block.signatories]
    for name in _parties(document.front, signed):
        term = terms.get(name)
        id = term.key if term and _ID.fullmatch(term.key) and term.key not in parties else party_id(name, parties)
        parties[id] = {"name": name, **({"short": term.short} if term else {})}
    return parties


def named_terms(document: Document) -> dict[str, Term]:
    """The names with a short form that the text introduces, by name; without that of the partnership."""
    found = (node for section in document.sections for node in walk(section) if type(node) is Term and node.key != "partnership")
    return {node.name: node for node in reversed(list(found))}


def term_data(document: Document, known: Iterable[Data]) -> dict[str, Data]:
    """The names with a short form that are neither parties nor groups, by id."""
    taken = {each["name"] for each in known}
    terms = {term.key: term for name, term in named_terms(document).items() if name not in taken and _ID.fullmatch(term.key)}
    return {id: {"name": term.name, "short": term.short} for id, term in sorted(terms.items())}


def _parties(front: FrontMatter, signed: Iterable[str]) -> Iterator[str]:
    yield from front.parties
    known = {form.casefold() for name in front.parties for form in (name, with_article(name))}
    for name in dict.fromkeys(signed):
        if name and name.casefold() not in known:
            yield name


def party_id(name: str, taken: Iterable[str]) -> str:
    """An id of a party: the last word of its name that says what it is, or the whole name."""
    words = re.findall(r"[a-z0-9]+", name.casefold().replace("’", ""))
    joined = "_".join(words) or "party"
    tries = [next((word for word in reversed(words) if word in _KINDS), joined), joined, *(f"{joined}_{number}" for number in range(2, 1000))]
    return next(id if _ID.fullmatch(id) else f"p_{id}" for id in tries if (id if _ID.fullmatch(id) else f"p_{id}") not in taken)


_KINDS = frozenset(
    re.findall(
        r"\w+",
        "academy agency association authority board borough ccg charity college commission company constabulary consortium council county department "
        "federation foundation group hospital icb ministry partnership police practice school secretary service society trust university",
    )
)
"""Words that say what kind of body a party is."""


def signatory_data(document: Document, parties: dict[str, Data]) -> list[Data]:
    """The signatories of the first signature block."""
    block = next(_of_kind(document.sections, Signatures), None)
    ids = {form.casefold(): id for id, party in parties.items() for form in (party["name"], with_article(party["name"]))}
    out: list[Data] = []
    for each in block.signatories if block else ():
        if each.party.casefold() in ids and each.post:
            out.append({"party": ids[each.party.casefold()], **({"name": each.name} if each.name else {}), "post": each.post})
    return out


def group_data(document: Document) -> tuple[dict[str, Data], str]:
    """The groups of the first structure chart by id, and the title of the chart."""
    figure = next(_of_kind(document.sections, Figure), None)
    if not figure or not figure.chart:
        return {}, ""
    terms = named_terms(document)
    groups: dict[str, Data] = {}
    for node in figure.chart:
        short = {"short": terms[node.name].short} if node.name in terms else {}
        reports = {"reports_to": list(node.reports_to)} if node.reports_to else {}
        groups[node.id] = {"name": node.name, **short, **reports, **({"external": "true"} if node.external else {})}
    return groups, plain(figure.caption)


def _of_kind(sections: Iterable[Section], kind: type) -> Iterator[Any]:
    return (node for section in sections for node in walk(section) if type(node) is kind)

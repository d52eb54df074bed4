"""The duties that differ between two documents, in whole sentences, by party and section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from docgen.comparison.redline_summary import Explanations
from docgen.document.message_words import capital
from docgen.document.redline import Change, Redline
from docgen.document.tree import Section, plain, walk
from docgen.redlines.change_sentences import bare_words, listed, number, section_name, told
from docgen.redlines.duty_changes import MODAL, Duty, DutyChange

_LONGEST, _FIRST = 90, 2
"""The most letters of a duty, and the most duties of a section, on the first page."""


def beside(changes: Sequence[Change], duties: Sequence[DutyChange]) -> list[Change]:
    """The changes that no duty shows: those of times, sums and frequencies in what is said as a fact."""
    shown: dict[str, list[str]] = {}
    for each in duties:
        for duty in filter(None, (each.old, each.new)):
            shown.setdefault(each.duty.section, []).append(f" {bare_words(duty.text)} ")

    def shows(change: Change, text: str) -> bool:
        sides = [f" {words} " for side in (change.old, change.new) if (words := bare_words(side))]
        return any(text in side or side in text for side in sides)

    return [change for change in changes if not any(shows(change, text) for text in shown.get(change.section, ()))]


def duty_sentences(redline: Redline, duties: Sequence[DutyChange], others: Sequence[Change], explanations: Explanations) -> Iterator[tuple[str, str]]:
    """A sentence for each section and kind of change, first those for each party, then those for everybody; the last names what is only reworded."""
    parties, places, names = _names(redline), _sections_by_id(redline), _sections_by_id(redline, False)
    old = {each.id for each in walk(redline.was) if isinstance(each, Section)}
    if not duties and not others:
        yield "", "No duty, time limit, sum or frequency changed."
        return
    for party in (*dict.fromkeys(parties.values()), ""):
        mine = [each for each in duties if each.kind != "reworded" and _whose(each.duty, parties) == party]
        for (section, kind), alike in groupby(mine, lambda each: (each.duty.section, each.kind)):
            own = list(alike)
            named = places if any(each.duty.before for each in own) and section in old else names
            yield party, _sentence(named[section], kind, own, _LONGEST)
    yield from (("", sentence) for sentence in told(others, explanations))
    if reworded := [names[id] for id in names for each in duties if each.kind == "reworded" and each.duty.section == id]:
        verb = "duty is" if len(reworded) == 1 else "duties are"
        yield "", f"{capital(number(len(reworded)))} {verb} reworded, in {listed(reworded)}; the last part of this report has both wordings."


def duties_in_full(redline: Redline, duties: Sequence[DutyChange]) -> Iterator[str]:
    """Each duty that differs, whole, in the order of the document."""
    places = _sections_by_id(redline)
    for (section, kind), alike in groupby(duties, lambda each: (each.duty.section, each.kind)):
        yield _sentence(places[section], kind, list(alike), 0)


def _sections_by_id(redline: Redline, titled: bool = True) -> dict[str, str]:
    """The name of each section, with its title; one that only the old document has is named as of that."""
    name = _titled if titled else section_name
    old, new = ({each.id: name(each) for each in walk(document) if isinstance(each, Section)} for document in (redline.was, redline.now))
    return {id: f"{name} of revision {redline.was.id.rpartition('/')[2]}" for id, name in old.items()} | new


def _titled(section: Section) -> str:
    """'section 6 (Funding)'."""
    return f"{section_name(section)} ({plain(section.title)})" if section.number else section_name(section)


_ENDINGS = {"reworded": "the duty is reworded", "changed": "the duty has changed", "firmer": "it binds more firmly", "weaker": "it binds less firmly"}


def _sentence(place: str, kind: str, changes: Sequence[DutyChange], longest: int) -> str:
    """What a section says of duties that changed alike, each cut to a length; 0 leaves them whole."""
    where = capital(place)
    if kind in ("new", "gone"):
        said = [_quoted(list(duties), longest) for _, duties in groupby([each.duty for each in changes], lambda duty: duty.lead or duty.text)]
        if longest and len(said) > _FIRST:
            said = [*said[:_FIRST], f"and {number(len(said) - _FIRST)} more"]
        if kind == "gone" and " of revision " in place:
            return f"{where} is gone, and with it: {'; '.join(said)}."
        return f"{where} {'now' if kind == 'new' else 'no longer'} says: {'; '.join(said)}."
    pairs = [(_quoted([each.new], longest), _quoted([each.old], longest)) for each in changes if each.new and each.old]
    return " ".join(f"{where} says {new}, where it said {old}: {_ENDINGS[kind]}." for new, old in pairs)


def _quoted(duties: Sequence[Duty], longest: int) -> str:
    """The words of a duty, or of several that share a lead; whole ones that begin with a pronoun have the sentence before them."""
    lead, first = duties[0].lead, duties[0]
    text = first.text.rstrip(".;,:")
    if lead:
        # A long lead, cut short, would hide what is to be done.
        shown = f"… {lead[-longest // 2 :].partition(' ')[2]}" if longest and len(lead) > longest else lead
        text = f"{shown}{':' if len(duties) > 1 else ''} {'; '.join(duty.text.removeprefix(lead).strip().rstrip('.;,:') for duty in duties)}"
    if not longest:
        return f"“{first.before} {text}”" if first.before and first.before != first.text else f"“{text}”"
    if len(text) > longest:
        text = text[: longest + 1].rpartition(" ")[0].rstrip(".;,:") + " …"
    return f"“{text}”"


def _whose(duty: Duty, parties: Mapping[str, str]) -> str:
    """The party whose duty it is: the only one that its subject names; "" if none or several do."""
    named = _parties_in(duty.subject, parties)
    if duty.before:
        # Whom “it” means is known only where the sentence before is about one party, and names no other.
        modal = MODAL.search(duty.before)
        named = _parties_in(duty.before[: modal.start()] if modal else "", parties)
        named = named if named == _parties_in(duty.before, parties) else set()
    return named.pop() if len(named) == 1 else ""


def _parties_in(text: str, parties: Mapping[str, str]) -> set[str]:
    return {party for name, party in parties.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)}


def _names(redline: Redline) -> dict[str, str]:
    """The names of the parties, long and short, each with the name of the party now."""
    names = {party: party for party in redline.now.front.parties}
    for node in walk(redline.now):
        if getattr(node, "key", "").startswith("parties") and getattr(node, "short", ""):
            names[node.short] = node.name
    return names

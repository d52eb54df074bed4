"""Changes of a redline in whole sentences, and the words for their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from docgen.comparison.changed_facts import is_fact
from docgen.comparison.redline_summary import Explanations
from docgen.document.message_words import capital, one_line
from docgen.document.redline import Change
from docgen.document.tree import Section, plain

_SHORT = 80
"""The most letters of an old and a new value that stand in one sentence; where they are longer, the table alone has the old one."""
_TEXTS, _SAME = ("words", "paragraph", "item"), 0.7
"""What may be the same text in another place, and how many of its words are then the same."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def told(changes: Sequence[Change], explanations: Explanations) -> Iterator[str]:
    """A sentence for each value that changed with all the places where it shows, and one for each other change."""
    done: set[object] = set()
    for change in _rejoined(changes):
        causes = explanations[change.id].causes
        cause = causes[0] if len(causes) == 1 and causes[0].subject and change.kind in ("replaced", "inserted", "deleted") else None
        old, new = (cause.old, cause.new) if cause and cause.old and cause.new else (change.old, change.new)
        if not cause or not (old and new):
            yield alone(change)
        elif (cause, old, new) not in done:
            same = [each for each in changes if explanations[each.id].causes == causes and (cause.old or (each.old, each.new) == (old, new))]
            done.add((cause, old, new))
            subject = capital(cause.subject.replace(f" “{old}”", ""))
            before = f"from “{one_line(old)}” " if len(old) + len(new) <= _SHORT else ""
            yield f"{subject} changed {before}to “{one_line(new)}” ({listed([place_name(each) for each in same])})."


def _rejoined(changes: Sequence[Change]) -> Iterator[Change]:
    """The changes, with a text that is gone from a section and one that is new in it as one change if they are mostly the same words."""
    gone = [change for change in changes if change.kind == "deleted" and change.node in _TEXTS]
    pairs: dict[int, Change] = {}
    for new in changes:
        if new.kind == "inserted" and new.node in _TEXTS:
            old = next((old for old in gone if old.section == new.section and old.id not in pairs and _alike(old.old, new.new)), None)
            if old:
                pairs[new.id] = pairs[old.id] = replace(new, kind="replaced", old=old.old)
    for change in changes:
        if change.id not in pairs:
            yield change
        elif change.kind == "inserted":
            yield pairs[change.id]


def _alike(old: str, new: str) -> bool:
    return SequenceMatcher(None, bare_words(old).split(), bare_words(new).split(), autojunk=False).ratio() >= _SAME


def alone(change: Change) -> str:
    """One change by itself, in a sentence."""
    where, old, new = capital(place_name(change)), one_line(change.old).rstrip("."), one_line(change.new).rstrip(".")
    if change.node == "signatory":
        if old and new:
            return f"“{new}” now signs in place of “{old}”."
        return f"“{new}” now signs." if new else f"“{old}” no longer signs."
    if change.node == "party" and bool(old) != bool(new):
        return f"“{new}” is a new party." if new else f"“{old}” is no longer a party."
    if old and new and old != new:
        return f"{where} says “{new}” in place of “{old}”."
    what = f"the {change.node} " if change.node not in ("words", "paragraph", "item") else ""
    if not (old or new) or old == new:
        return f"{where} has another {change.node}{f': “{new}”' if new else ''}."
    return f"{where} {'now' if new else 'no longer'} has {what}“{new or old}”."


def section_name(section: Section) -> str:
    """'section 6', 'Appendix 1', or 'the section “Funding”' where sections have no numbers."""
    if section.number.startswith("Appendix"):
        return section.number
    return f"section {section.number}" if section.number else f"the section “{plain(section.title)}”"


def place_name(change: Change) -> str:
    """'section 6', 'the section “Funding”', 'the cover' or 'the document'."""
    if not change.section:
        return "the document as a whole" if is_fact(change) else "the cover"
    if change.number:
        return change.number if change.number.startswith("Appendix") else f"section {change.number}"
    return f"the section “{change.title}”"


def listed(names: Sequence[str]) -> str:
    """'sections 2.4 and 8.1 and the cover', each place once."""
    places = list(dict.fromkeys(names))
    numbered = [place.removeprefix("section ") for place in places if place.startswith("section ")]
    others = [place for place in places if not place.startswith("section ")]
    sections = [f"section{'s' if len(numbered) > 1 else ''} {joined(numbered)}"] if numbered else []
    return joined([*sections, *others])


def joined(texts: Sequence[str]) -> str:
    """'a, b and c'."""
    return " and ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)


def number(count: int) -> str:
    """A number in words up to ten."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def bare_words(text: str) -> str:
    """The words of a text without capitals and punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))

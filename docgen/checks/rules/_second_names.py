"""Second names that a draft uses for a body without introducing them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docgen.checks.draft import Draft
from docgen.checks.rules._bodies import Bodies, Key, Mention, bodies, key_of

_NEAR = frozenset(["board", "committee", "forum", "group", "panel", "subcommittee", "subgroup"])
"""Kinds of body that are easily confused; a partnership and its board are usually two bodies."""
_LEVELS = frozenset(["county", "executive", "joint", "national", "operational", "regional", "strategic"])
"""Words that are not places and distinguish a body from a local one."""
_OF_ANOTHER = re.compile(r"(?:[’']s?|\b(?:[Ee]ach|[Ee]very|[Oo]ther|[Aa]ny|[Ff]ormer|[Pp]revious|[Nn]ew|[Oo]wn|[Nn]ational|[Rr]egional)) $")
_OF_OTHERS = re.compile(r" (?:of|at|in|for) ")
_FORMER = re.compile(
    r"\b(?:abolish|became|cease|dissol|former|merge|predecessor|previous|replac|success(?:or|ion)|succeed|supersed|tak(?:es?|ing) over from|took over from)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:(?:East|Greater|North|South|West) )?[\w’'-]+(?: (?:and|&) [\w’'-]+)? ")
_DOUBLED = re.compile(r"(?<!\w)(\w+) (?:and|&) \1(?!\w)")
"""A name that joins a word to itself, which P103 reports."""


def turned_names(draft: Draft) -> Iterator[tuple[Mention, str]]:
    """Names such as “Board of the Partnership”, each with the direct form “Partnership Board” used elsewhere."""
    for mentions in bodies(draft).mentions.values():
        direct, turned = (next((each for each in mentions if bool(each.of) is wanted), None) for wanted in (False, True))
        if direct and turned:
            yield turned, direct.text


@lru_cache(maxsize=4)
def second_names(draft: Draft) -> tuple[tuple[Mention, str], ...]:
    """The first mention of each name that is never introduced, with the introduced name of the body that it seems to mean."""
    known = bodies(draft)
    out: list[tuple[Mention, str]] = []
    for key, mentions in known.mentions.items():
        first = mentions[0]
        if key not in known.introduced and not (any(each.of for each in mentions) or _is_of_others(first) or _DOUBLED.search(first.text)):
            likely = {_near(known, key), _by_short(known, key)} - {""}
            out += [(first, likely.pop())] if len(likely) == 1 else []
    return tuple(out)


def _is_of_others(mention: Mention) -> bool:
    """Whether a body belongs to another ("the Executive Board of the Council"), or is said to have ended."""
    return bool(_OF_ANOTHER.search(mention.before) or _OF_OTHERS.match(mention.after) or _FORMER.search(mention.sentence))


def _near(known: Bodies, key: Key) -> str:
    """The only introduced body whose name differs just in its kind, or in "Local" for a place, unless a sentence mentions both."""
    found = {other: name for other, name in known.introduced.items() if _is_of_another_kind(key, other) or _is_local(key, other)}
    return next(iter(found.values())) if len(found) == 1 and not _share_sentence(known.mentions[key], known.mentions.get(next(iter(found)), [])) else ""


def _share_sentence(one: list[Mention], other: list[Mention]) -> bool:
    """Whether one sentence mentions both bodies, and so distinguishes them."""
    places = {(mention.index, mention.sentence) for mention in other}
    return any((mention.index, mention.sentence) in places for mention in one)


def _is_of_another_kind(one: Key, other: Key) -> bool:
    return bool(one[0]) and one[0] == other[0] and one[1] != other[1] and {one[1], other[1]} <= _NEAR


def _is_local(one: Key, other: Key) -> bool:
    differing = one[0] ^ other[0]
    return one[1] == other[1] and len(one[0]) == len(other[0]) > 2 and len(differing) == 2 and "local" in differing and not differing & _LEVELS


def _by_short(known: Bodies, key: Key) -> str:
    """The short form of the only body whose name contains these words, or ""."""
    words, kind = key
    found: list[str] = []
    for short, full in known.shorts.items():
        whole, brief = key_of(full), key_of(short)
        if not whole or key in (whole, brief) or key == key_of(_PLACE.sub("", full, count=1)):
            continue
        if (words < whole[0] and words and kind == whole[1]) or (not words and kind == "executive" and "executive" in whole[0]):
            found.append(short)
    others = [name for other, name in known.introduced.items() if words < other[0] and kind == other[1]]
    return found[0] if len(found) == 1 and len(others) <= 1 else ""

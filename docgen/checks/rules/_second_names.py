"""The names under which a draft calls a body a second time, without having introduced them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docgen.checks.draft import Draft
from docgen.checks.rules._bodies import Bodies, Key, Mention, bodies, key_of

_NEAR = frozenset(["board", "committee", "forum", "group", "panel", "subcommittee", "subgroup"])
"""Kinds of body that are easily said for each other; a partnership and its board are mostly two."""
_LEVELS = frozenset(["county", "executive", "joint", "national", "operational", "regional", "strategic"])
"""What is no place, and sets a body apart from a local one."""
_OF_ANOTHER = re.compile(r"(?:[’']s?|\b(?:[Ee]ach|[Ee]very|[Oo]ther|[Aa]ny|[Ff]ormer|[Pp]revious|[Nn]ew|[Oo]wn|[Nn]ational|[Rr]egional)) $")
_OF_OTHERS = re.compile(r" (?:of|at|in|for) ")
_GONE = re.compile(
    r"\b(?:abolish|became|cease|dissol|former|merge|predecessor|previous|replac|success(?:or|ion)|succeed|supersed|tak(?:es?|ing) over from|took over from)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:(?:East|Greater|North|South|West) )?[\w’'-]+(?: (?:and|&) [\w’'-]+)? ")
_DOUBLED = re.compile(r"(?<!\w)(\w+) (?:and|&) \1(?!\w)")
"""A name that joins a word to itself: what it was to be is open, and P103 tells of it."""


def turned_names(draft: Draft) -> Iterator[tuple[Mention, str]]:
    """Names such as “Board of the Partnership” with the straight one, “Partnership Board”, that stands elsewhere."""
    for mentions in bodies(draft).mentions.values():
        straight, turned = (next((each for each in mentions if bool(each.of) is wanted), None) for wanted in (False, True))
        if straight and turned:
            yield turned, straight.text


@lru_cache(maxsize=4)
def second_names(draft: Draft) -> tuple[tuple[Mention, str], ...]:
    """The first mention of each name that is introduced nowhere, with the one introduced name for which it seems to stand."""
    held = bodies(draft)
    out: list[tuple[Mention, str]] = []
    for key, mentions in held.mentions.items():
        first = mentions[0]
        if key not in held.introduced and not (any(each.of for each in mentions) or _is_of_others(first) or _DOUBLED.search(first.text)):
            likely = {_near(held, key), _by_short(held, key)} - {""}
            out += [(first, likely.pop())] if len(likely) == 1 else []
    return tuple(out)


def _is_of_others(mention: Mention) -> bool:
    """Whether a body belongs to somebody ("the Executive Board of the Council"), or is said to be no more."""
    return bool(_OF_ANOTHER.search(mention.before) or _OF_OTHERS.match(mention.after) or _GONE.search(mention.sentence))


def _near(held: Bodies, key: Key) -> str:
    """The one introduced body whose name differs in its kind, or in saying "Local" for a place, and that is nowhere told apart."""
    found = {other: name for other, name in held.introduced.items() if _is_of_another_kind(key, other) or _is_local(key, other)}
    return next(iter(found.values())) if len(found) == 1 and not _stand_together(held.mentions[key], held.mentions.get(next(iter(found)), [])) else ""


def _stand_together(one: list[Mention], other: list[Mention]) -> bool:
    """Whether one sentence names both bodies, and so tells them apart."""
    places = {(mention.index, mention.sentence) for mention in other}
    return any((mention.index, mention.sentence) in places for mention in one)


def _is_of_another_kind(one: Key, other: Key) -> bool:
    return bool(one[0]) and one[0] == other[0] and one[1] != other[1] and {one[1], other[1]} <= _NEAR


def _is_local(one: Key, other: Key) -> bool:
    differing = one[0] ^ other[0]
    return one[1] == other[1] and len(one[0]) == len(other[0]) > 2 and len(differing) == 2 and "local" in differing and not differing & _LEVELS


def _by_short(held: Bodies, key: Key) -> str:
    """The short form of the one body of whose name these are some of the words."""
    words, kind = key
    found: list[str] = []
    for short, full in held.shorts.items():
        whole, brief = key_of(full), key_of(short)
        if not whole or key in (whole, brief) or key == key_of(_PLACE.sub("", full, count=1)):
            continue
        if (words < whole[0] and words and kind == whole[1]) or (not words and kind == "executive" and "executive" in whole[0]):
            found.append(short)
    others = [name for other, name in held.introduced.items() if words < other[0] and kind == other[1]]
    return found[0] if len(found) == 1 and len(others) <= 1 else ""

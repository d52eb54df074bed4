"""One body is called by a second name, which the text introduces nowhere.

"Executive Board" where the text has introduced the "Executive Group", "the Board of the Partnership" beside the "Partnership Board", a "Local" board that has
its county elsewhere, or a second short form: a reader looks for a further body, and the duties of one are shared out between two. A name that has a heading,
an item or a short form of its own is another body, and so is one that stands with the first in one sentence.

Fails:

    # Executive Group

    The Executive Group meets monthly. The chairs report to the Executive Board.

Fails:

    The parties set up a Partnership Board. The Board of the Partnership meets monthly.

Fails:

    The Exshire Safeguarding Children Board (ESCB) meets monthly. The chief officers answer to the Local Safeguarding Children Board.

Fails:

    The Exshire Safeguarding Children Partnership (“the Safeguarding Partnership”) meets monthly. Agencies report to the Children’s Partnership.

Fails:

    - Children in Care Partnership – The Board brings agencies together.

Fails (facts):

    groups: {executive: {name: Safeguarding Executive Group, short: the Group}}
    sections: {aims: {title: Aims, reason: An example., text: "The Chair reports to the Executive."}}

Passes:

    # Executive Group

    The Executive Group reports to the Executive Board of the Council and to the council’s Executive Committee. The Executive Panel (EP) is another body.
    The Executive Group and the Executive Forum meet together. The Executive Forum has no staff.

Passes:

    The Exshire Safeguarding Children Partnership (“the Partnership”) replaces the Local Safeguarding Children Board. The Safeguarding Children Partnership has
    a website. The Exshire Local Family Board (ELFB) is no Local Area Board.

Passes (facts):

    groups: {executive: {name: Safeguarding Executive Group}, board: {name: Safeguarding Executive Board}}
    sections: {aims: {title: Aims, reason: An example., text: "The Safeguarding Executive Board meets monthly."}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rulebook import Finding
from docgen.rules._bodies import Bodies, Key, Mention, bodies, key_of

SEVERITY = "warning"
_NEAR = frozenset(["board", "committee", "forum", "group", "panel", "subcommittee", "subgroup"])
"""Kinds of body that are easily said for each other; a partnership and its board are mostly two."""
_LEVELS = frozenset(["county", "executive", "joint", "national", "operational", "regional", "strategic"])
"""What is no place, and sets a body apart from a local one."""
_OF_ANOTHER = re.compile(r"(?:[’']s?|\b(?:[Ee]ach|[Ee]very|[Oo]ther|[Aa]ny|[Ff]ormer|[Pp]revious|[Nn]ew|[Oo]wn|[Nn]ational|[Rr]egional)) $")
_OF_OTHERS = re.compile(r" (?:of|at|in|for) ")
_GONE = re.compile(r"\b(?:abolish|became|cease|dissol|former|merge|predecessor|previous|replac|success|succeed|supersed|takes? over|took over)", re.IGNORECASE)
_PLACE = re.compile(r"(?:(?:East|Greater|North|South|West) )?[\w’'-]+(?: (?:and|&) [\w’'-]+)? ")
_DOUBLED = re.compile(r"(?<!\w)(\w+) (?:and|&) \1(?!\w)")
"""A name that joins a word to itself: what it was to be is open, and P103 tells of it."""
_LABELLED = re.compile(r"(?: \([^)]*\))?(?: [–—-]|:|\.) The (?P<kind>Board|Committee|Forum|Group|Panel|Partnership)\b(?! (?:[A-Z(]|of ))")


def check(draft: Draft) -> Iterator[Finding]:
    held = bodies(draft)
    if not held.mentions:
        return
    for key, mentions in held.mentions.items():
        straight, turned = ([each for each in mentions if bool(each.of) is wanted] for wanted in (False, True))
        if straight and turned:
            seen = f"“{turned[0].text}” stands here, and “{straight[0].text}” elsewhere."
            yield Finding(turned[0].position, seen, "one name for one body", "If two are meant, say how they differ.")
        elif straight and key not in held.introduced and not (_is_of_others(straight[0]) or _DOUBLED.search(straight[0].text)):
            likely = {_near(held, key), _by_short(held, key)} - {""}
            if len(likely) == 1:
                yield _finding(straight[0], straight[0].text, likely.pop())
    yield from _labelled(held)


def _finding(mention: Mention, text: str, other: str) -> Finding:
    seen = f"“{text}” is introduced nowhere, and “{other}” seems to be meant."
    return Finding(mention.position, seen, "one name for one body", "If two are meant, introduce each by its name.")


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


def _labelled(held: Bodies) -> Iterator[Finding]:
    """“Children in Care Partnership – The Board …”, where no board has this as its short form."""
    for key, mentions in held.mentions.items():
        for mention in mentions:
            found = _LABELLED.match(mention.after) if mention.before.strip() in ("", "The") else None
            kind = found["kind"].casefold() if found else ""
            if found and kind not in held.short_kinds and kind not in key[1] and kind not in key[0]:
                place = mention.passage.at(mention.start + len(mention.text) + found.start("kind"))
                seen = f"“The {found['kind']}” is “{mention.text}” here, which is no {kind}."
                yield Finding(place, seen, f"“the {key[1].capitalize()}”, or “it”")

"""Two names differ by so little that one body or document seems to be meant.

"Exshire Safeguarding Practice Review" beside "Exshire Safeguarding Practice Learning Review", "Wear Adults Board" beside "Wearside Adults Board", or a
name with and without "NHS" before it: either a word was lost, or two bodies need to be told apart. Names that differ in a whole word are left alone.

Fails:

    Members include the Tyne Adults Review Board. The Tyneside Adults Review Board publishes a report.

Fails:

    The NHS Exshire Commissioning Group pays a third. The chair of Exshire Commissioning Group signs.

Fails:

    The panel holds an Exshire Safeguarding Practice Learning Review. The Exshire Safeguarding Practice Review ends in May.

Passes:

    The Exshire Adults Review Board and the Wyeton Adults Review Board publish a report. The Exshire Children Review Board does not. The North Exshire Adults
    Board and the Northern Exshire Adults Board are two bodies.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._names import Key, Name, by_rest, names

SEVERITY = "warning"
_SHORTEST = 4
_COMPASS = ("north", "south", "east", "west")


def check(draft: Draft) -> Iterator[Finding]:
    known = names(draft)
    told: set[tuple[Key, Key]] = set()
    for one, other in [*_lost(known), *_shortened(known)]:
        usual, rare = (one, other) if _weight(one) >= _weight(other) else (other, one)
        # A rare name is told of with the whole of what is around it, and not again for a part of that.
        if (usual.key, rare.key) not in told and rare.spellings and usual.spellings:
            told.add((usual.key, rare.key))
            yield from _findings(usual, rare)
    for key, name in known.items():
        if key[0] == "nhs" and (bare := known.get(key[1:])):
            within = {(id(spelling.passage), spelling.start + len(spelling.text)) for spelling in name.spellings}
            alone = [spelling for spelling in bare.spellings if (id(spelling.passage), spelling.start + len(spelling.text)) not in within]
            yield from _findings(name, Name(bare.key, alone))


def _findings(usual: Name, rare: Name) -> Iterator[Finding]:
    text = usual.given or usual.spellings[0].text
    for spelling in rare.spellings:
        seen = f"“{spelling.text}” stands here, and “{text}” elsewhere."
        yield Finding(spelling.position, seen, "one name for one body", "If two are meant, say how they differ.")


def _weight(name: Name) -> tuple[bool, int]:
    return bool(name.given), len(name.spellings)


def _lost(known: dict[Key, Name]) -> Iterator[tuple[Name, Name]]:
    """Names of which one lacks a word in the middle of the other."""
    for key, name in known.items():
        for at in range(1, len(key) - 1) if len(key) > _SHORTEST else ():
            if other := known.get(key[:at] + key[at + 1 :]):
                yield name, other


def _shortened(known: dict[Key, Name]) -> Iterator[tuple[Name, Name]]:
    """Names of which a word begins as the other's word does, and goes on."""
    for (at, _), held in by_rest(known).items():
        held.sort(key=lambda name: name.key[at])
        for one, other in pairwise(held):
            short, long = one.key[at], other.key[at]
            if long.startswith(short) and len(short) >= _SHORTEST and short not in _COMPASS:
                yield other, one

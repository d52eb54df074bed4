"""Two names differ so little that they seem to mean one body or document.

"Exshire Safeguarding Practice Review" and "Exshire Safeguarding Practice Learning Review", "Wear Adults Board" and "Wearside Adults Board", or a name with
and without "NHS" before it: either a word was lost, or two bodies need to be told apart. Names with quite different words in one place are left alone.

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
    reported: set[tuple[Key, Key]] = set()
    for one, other in [*_with_word_lost(known), *_with_word_cut_short(known)]:
        usual, rare = (one, other) if _weight(one) >= _weight(other) else (other, one)
        if (usual.key, rare.key) not in reported and rare.spellings and usual.spellings:
            reported.add((usual.key, rare.key))
            yield from _findings(usual, rare)
    for key, name in known.items():
        if key[0] == "nhs" and (bare := known.get(key[1:])):
            within = {(id(spelling.passage), spelling.start + len(spelling.text)) for spelling in name.spellings}
            alone = [spelling for spelling in bare.spellings if (id(spelling.passage), spelling.start + len(spelling.text)) not in within]
            yield from _findings(name, Name(bare.key, alone))


def _findings(usual: Name, rare: Name) -> Iterator[Finding]:
    text = usual.given or usual.spellings[0].text
    for spelling in rare.spellings:
        seen = f"“{spelling.text}” is “{text}” elsewhere."
        yield Finding(spelling.position, seen, "one name for each body", "If two are meant, say how they differ.")


def _weight(name: Name) -> tuple[bool, int]:
    return bool(name.given), len(name.spellings)


def _with_word_lost(known: dict[Key, Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs of names, the second of which lacks a word from the middle of the first."""
    for key, name in known.items():
        for at in range(1, len(key) - 1) if len(key) > _SHORTEST else ():
            if other := known.get(key[:at] + key[at + 1 :]):
                yield name, other


def _with_word_cut_short(known: dict[Key, Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs of names that differ in one word, where the second has only the beginning of the first one's word."""
    for (at, _), similar in by_rest(known).items():
        similar.sort(key=lambda name: name.key[at])
        for one, other in pairwise(similar):
            short, long = one.key[at], other.key[at]
            if long.startswith(short) and len(short) >= _SHORTEST and short not in _COMPASS:
                yield other, one

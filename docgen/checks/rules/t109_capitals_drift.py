"""A term has capitals in one place and small letters in another.

Capitals say that a particular thing is meant, with a definition or a name of its own. When the same words have small letters, a reader cannot know whether
that thing is meant or any such thing. Titles, headings, the beginnings of sentences and single words are left alone.

Fails:

    The parties follow the Shared Records Policy. Staff are trained in the shared records policy.

Fails:

    The EQP Chair writes to the council. The EQP chair then reports.

Passes:

    The parties follow the Shared Records Policy. Shared records are kept for six years. Staff are trained in the Shared Records Policy.

Passes:

    # Shared Records Policy

    Staff are trained in the shared records policy. The Exshire Shared Records Policy Group meets monthly.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from docgen.checks.draft import Draft, Passage, sentences
from docgen.checks.rulebook import Finding

Key = tuple[str, ...]
Place = tuple[Passage, int, str]

SEVERITY = "warning"
_ARTICLES = frozenset(["A", "An", "All", "Each", "Every", "The", "These", "This"])
_THING = re.compile(
    "Agency|Agreement|Authority|Board|Charter|Code|Committee|Compact|Council|Forum|Framework|Group|Meeting|Notice|Panel|Partner|Partnership|Plan|Policy|Procedure"
    "|Protocol|Register|Report|Review|Schedule|Scheme|Service|Set|Strategy|Team|Unit"
)
"""A term of two words ends in one of these: "Rapid Review", but not "Child Death" in "Child Death functions"."""
_WORD = r"[A-Z][a-z]+(?:-[A-Za-z][a-z]+)*"
_RUN = re.compile(rf"(?<![\w’'/&-])(?<![A-Z] )(?P<run>{_WORD}(?: {_WORD})++)(?![\w/-]|[’'](?!s\b))(?! (?:(?:and|of|for|&|[–—-]) |\(|[\dA-Z]))")
_BEFORE = re.compile(r"(?:[A-Z][\w’'.-]*,?|&|–|—|-|and|of|for|to) $")
_AFTER = re.compile(r"(?<![\w-])[A-Z]{3,} (?:[A-Z]?[a-z]{3,})(?![\w-])(?! [A-Z])")
_EXPECTED = "one way to write each term"
_ADVICE = "Use one form for one thing, and other words where another thing is meant."
_SMALL = re.compile(r"[A-Za-z]+(?:-[a-z]+)*")


def check(draft: Draft) -> Iterator[Finding]:
    capitalised = _in_capitals(draft)
    for key, places in _in_small_letters(draft, capitalised).items():
        fewer, more = sorted((capitalised[key], places), key=len)
        passage, start, written = fewer[0]
        yield Finding(passage.at(start), f"“{written}” is written “{more[0][2]}” elsewhere.", _EXPECTED, _ADVICE)
    yield from _after_acronyms(draft)


def _in_capitals(draft: Draft) -> dict[Key, list[Place]]:
    """The terms of two or more words with capitals that are not part of a longer name, by their keys."""
    out: dict[Key, list[Place]] = defaultdict(list)
    for passage in _prose(draft):
        begins = {start for start, _ in sentences(passage.text)}
        for found in _RUN.finditer(passage.text):
            words = found["run"].split()
            # The first word of a sentence has a capital anyway, which leaves open whether it belongs to the name.
            first = found.start() in begins and words[0] not in _ARTICLES
            words = words[1:] if words[0] in _ARTICLES else words
            is_term = len(words) > 2 or (len(words) == 2 and _THING.fullmatch(_singular(words[1])))
            before = passage.text[max(0, found.start() - 40) : found.start()]
            if is_term and not first and not _BEFORE.search(before.removesuffix("and ") if len(words) > 2 else before):
                written = " ".join(words)
                out[_key(words)].append((passage, found.end() - len(written), written))
    return out


def _in_small_letters(draft: Draft, terms: Mapping[Key, object]) -> dict[Key, list[Place]]:
    """The places where the same words have small letters."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for term in terms:
        lengths[term[0]].add(len(term))
    out: dict[Key, list[Place]] = defaultdict(list)
    for passage in _prose(draft):
        words = [(found.start(), found[0]) for found in _SMALL.finditer(passage.text)]
        for first, length in ((first, length) for first, (_, word) in enumerate(words) for length in lengths.get(word, ())):
            run = words[first : first + length]
            written = " ".join(word for _, word in run)
            key = _key([word for _, word in run])
            if key in terms and written.islower() and passage.text.startswith(written, run[0][0]):
                out[key].append((passage, run[0][0], written))
    return out


def _after_acronyms(draft: Draft) -> Iterator[Finding]:
    """Words with and without a capital after one acronym: "EQP Chair" and "EQP chair"."""
    first: dict[str, str] = {}
    reported: set[str] = set()
    for passage in _prose(draft):
        for found in _AFTER.finditer(passage.text):
            key = found[0].casefold()
            if first.setdefault(key, found[0]) != found[0] and key not in reported:
                reported.add(key)
                yield Finding(passage.at(found.start()), f"“{found[0]}” is written “{first[key]}” elsewhere.", _EXPECTED, _ADVICE)


def _key(words: list[str]) -> Key:
    return tuple(word.casefold() for word in [*words[:-1], _singular(words[-1])]) if words else ()


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _prose(draft: Draft) -> Iterator[Passage]:
    return (passage for passage in draft.passages if passage.kind in ("paragraph", "item", "note"))

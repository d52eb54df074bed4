"""What a text says in numbers and names of law: sums, shares, dates, frequencies, periods and citations, equal however they are written."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache, partial

from docgen.comparison.meaning.cited_law import LAW, law
from docgen.comparison.meaning.numbers import TAKEN, Quantity, Reader
from docgen.comparison.meaning.sums import PARTS, SHARES, SUMS
from docgen.comparison.meaning.times import CLOCKS, DATES, ENDS, FREQUENCIES, PERIODS
from docgen.document.number_words import SMALL, value

_ALL = (*DATES, *SUMS, *FREQUENCIES, *SHARES, *PERIODS, *PARTS, *CLOCKS)
_SMALL = re.compile(rf"\b{SMALL}\b", re.IGNORECASE)
_READ = re.compile(rf"{TAKEN}+")


def quantities(text: str) -> Counter[Quantity]:
    """The quantities in a text, each with the number of times that the text says it."""
    ends = [found for pattern, read, _ in ENDS for match in pattern.finditer(text) if (found := read(match))]
    return Counter([*(quantity for _, quantity in _read(text)[0]), *ends])


def apart(text: str) -> tuple[list[Quantity], str]:
    """The quantities of a text in order, and its words with all other numbers in figures and a sign in the place of each quantity."""
    found, rest = _read(text)
    return [quantity for _, quantity in found], rest


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[list[tuple[int, Quantity]], str]:
    """The quantities of a text with their places, in order, and the words between them."""
    cited, rest = law(text)
    found: list[tuple[int, Quantity]] = [(at, (LAW, each)) for at, each in cited]
    words = text.lower()
    for pattern, read, needs in _ALL:
        if any(need in words for need in needs) or TAKEN in needs:
            rest = pattern.sub(partial(_taken, read, found), rest)
    in_figures = _SMALL.sub(lambda match: str(value(match[0])), _READ.sub(TAKEN, rest))
    return sorted(found, key=lambda pair: pair[0]), in_figures


def _taken(read: Reader, found: list[tuple[int, Quantity]], match: re.Match[str]) -> str:
    quantity = read(match)
    if quantity is None:
        return match[0]
    found.append((match.start(), quantity))
    return TAKEN * len(match[0])

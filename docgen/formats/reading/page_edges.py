"""What stands at the top and bottom of pages: running lines that most pages have, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

EDGE = 2
"""How many lines at the top, and at the bottom, may be running lines."""
_PAGE = re.compile(r"[-–—(\s]*(?:page|p\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—)\s.]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def page_edges(pages: Sequence[Sequence[str]]) -> dict[tuple[int, int], str]:
    """The kind of furniture ("header", "footer", "page number") of lines, by page and place on it. One page alone has none."""
    if len(pages) < 2:
        return {}
    tops, bottoms = _common(pages, _top), _common(pages, _bottom)
    out: dict[tuple[int, int], str] = {}
    for number, page in enumerate(pages):
        for places, common, kind in ((_top(page), tops, "header"), (_bottom(page), bottoms, "footer")):
            for at in places:
                if _PAGE.fullmatch(page[at]) and _goes_with(pages, number, page[at]):
                    out[number, at] = "page number"
                elif _form(page[at]) in common:
                    out[number, at] = kind
                else:
                    break
    return out


def _common(pages: Sequence[Sequence[str]], places: object) -> set[str]:
    """The lines, numbers apart, that stand at this edge of most pages."""
    counts = Counter(form for page in pages for form in {_form(page[at]) for at in (_top if places is _top else _bottom)(page)})
    return {form for form, count in counts.items() if form and count > 1 and 2 * count > len(pages)}


def _top(page: Sequence[str]) -> Iterator[int]:
    return iter(range(min(EDGE, len(page))))


def _bottom(page: Sequence[str]) -> Iterator[int]:
    return iter(range(len(page) - 1, max(len(page) - 1 - EDGE, -1), -1))


def _form(words: str) -> str:
    return _DIGITS.sub("#", " ".join(words.split())).casefold()


def _goes_with(pages: Sequence[Sequence[str]], number: int, words: str) -> bool:
    """Whether a number is a page's: another page has one that is as much higher as it comes later."""
    own = _DIGITS.search(words)
    if not own:
        return True
    for step in (1, -1, 2, -2):
        if 0 <= number + step < len(pages):
            other = pages[number + step]
            edges = {*_top(other), *_bottom(other)}
            if any(_PAGE.fullmatch(other[at]) and (found := _DIGITS.search(other[at])) and int(found[0]) == int(own[0]) + step for at in edges):
                return True
    return False

"""The headings of a draft, without those in a table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft, Passage

_PAGE = re.compile(r"(?:\t|\.{3,}|…|\s{3,})\s*\d{1,3}$")
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?:?", re.IGNORECASE)
_APPENDIX = re.compile(r"(?P<kind>appendix|annex|annexe|schedule)\s+(?P<label>[A-Z]|\d{1,2}|[IVX]{1,4})\b[:.]?", re.IGNORECASE)


def headings(draft: Draft) -> list[tuple[int, Passage]]:
    """The headings and their indexes, without the lines of a table of contents."""
    found = [(index, passage) for index, passage in enumerate(draft.passages) if passage.kind == "heading"]
    if draft.document:
        return found
    out: list[tuple[int, Passage]] = []
    contents: set[str] | None = None
    for at, (index, passage) in enumerate(found):
        key = _plain(passage.text)
        if _CONTENTS.fullmatch(passage.text.strip()):
            contents = set()
        elif contents is not None and key not in contents and (_PAGE.search(passage.text) or _is_in_run(found, at)):
            contents.add(key)
        elif not _PAGE.search(passage.text):
            contents = None
            out.append((index, passage))
    return out


def _is_in_run(found: list[tuple[int, Passage]], at: int) -> bool:
    """Whether a heading has a heading directly before and directly after it, as entries of a table of contents do."""
    before = found[at - 1][0] if at else -1
    return found[at][0] == before + 1 and at + 1 < len(found) and found[at + 1][0] == found[at][0] + 1


def _plain(text: str) -> str:
    return _PAGE.sub("", text).strip().casefold()


def appendices(draft: Draft) -> Iterator[tuple[Passage, str, str]]:
    """The headings of appendices, annexes and schedules, each with its kind and label: ("append", "1")."""
    for _, passage in headings(draft):
        for text in (passage.number, passage.text):
            if found := _APPENDIX.match(text):
                yield passage, kind(found["kind"]), found["label"].upper()
                break


def kind(word: str) -> str:
    """The same key for all forms of a word: "annex" for "Annexe" and "annexes"."""
    return word.casefold().removesuffix("ices").removesuffix("ix").removesuffix("es").removesuffix("s").removesuffix("e")


def is_marked(passage: Passage) -> bool:
    """Whether a heading is certain, being numbered or marked in the source; a short line alone may be something else."""
    return bool(passage.number) or not passage.breaks or passage.level > 1 or passage.position.column > 1

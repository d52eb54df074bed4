"""Pairs of documents of which the second has other headings, levels or kinds of lines above and among the same words."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any, NamedTuple

from docgen.document.headings import Heading, heading_of, in_reading_order, nested
from docgen.document.tree import Document, Paragraph, Scheme, Section, Text
from tests import pair

WORDS = (
    *("council", "trust", "police", "school", "board", "fund", "report", "plan", "training", "premises"),
    *("officer", "child", "family", "notice", "meeting", "budget", "audit", "record", "panel", "nurse"),
)


def lines(count: int, seed: int = 4, words: int = 20) -> list[Paragraph]:
    chance = random.Random(seed)
    return [pair.p(" ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + ".") for _ in range(count)]


LINES = lines(8)
TITLE = "Terms of use here"


def section(id: str, title: str, *blocks: Any, sections: tuple[Section, ...] = ()) -> Section:
    return Section(id, (Text(title),), blocks, sections)


def whole(*blocks: Any, id: str = "scope", sections: tuple[Section, ...] = ()) -> Section:
    return section(id, "Scope", *blocks, sections=sections)


class Case(NamedTuple):
    """Two forms of the same text: the words that only the second has, and the changes from the first to it and back, as the summary tells them."""

    name: str
    first: tuple[Section, ...]
    second: tuple[Section, ...]
    words: int
    there: tuple[str, ...]
    back: tuple[str, ...]


def _cases() -> list[Case]:
    added, removed = f"heading added: “{TITLE}”", f"heading removed: “{TITLE}”"
    long = " ".join(text.text for text in LINES[4].inlines if isinstance(text, Text))
    part = (section("b", "Aims", *LINES[1:3], sections=(section("b1", "Method", LINES[3]),)),)
    last = section("c", "Money", *LINES[4:6])
    lowered, raised = "section lowered a level: “{}”", "section raised a level: “{}”"
    made, lost = (
        f"{name}: “{long[:99].rstrip()}…”" if len(long) > 100 else f"{name}: “{long}”" for name in ("paragraph made a heading", "heading made a paragraph")
    )
    return [
        Case("heading", (whole(*LINES),), (whole(*LINES[:4]), section("t", TITLE, *LINES[4:])), 4, (added,), (removed,)),
        Case("sub-heading", (whole(*LINES),), (whole(*LINES[:4], sections=(section("t", TITLE, *LINES[4:]),)),), 4, (added,), (removed,)),
        Case("foreign", (whole(*LINES),), (whole(*LINES[:4], id="x"), section("t", TITLE, *LINES[4:])), 4, (added,), (removed,)),
        Case("most below it", (whole(*LINES),), (whole(*LINES[:2], id="x"), section("t", TITLE, *LINES[2:])), 4, (added,), (removed,)),
        Case("paragraph", (whole(*LINES),), (whole(*LINES[:4]), section("t", long, *LINES[5:])), 0, (made,), (lost,)),
        Case(
            "level",
            (section("a", "Names", LINES[0]), *part, last),
            (section("a", "Names", LINES[0], sections=part), last),
            0,
            (lowered.format("Aims"),),
            (raised.format("Aims"),),
        ),
        Case(
            "part",
            (section("a", "Names", LINES[0]), section("b", "Aims", *LINES[1:3]), last),
            (section("n", "New part", sections=(section("a", "Names", LINES[0]), section("b", "Aims", *LINES[1:3]))), last),
            2,
            ("heading added: “New part”", lowered.format("Names"), lowered.format("Aims")),
            ("section removed: “New part”", raised.format("Names"), raised.format("Aims")),
        ),
    ]


CASES = _cases()


def documents(case: Case, scheme: Scheme = "headings") -> tuple[Document, Document]:
    return pair.document(scheme, *case.first), pair.document(scheme, *case.second)


def restructured(document: Document, seed: int, count: int) -> Document:
    """The document after random changes of structure, the same for the same seed: headings come, go, change level, swap kinds and places."""
    chance = random.Random(seed)
    found: list[Any] = list(in_reading_order(document.sections))
    for number in range(count):
        at = chance.randrange(1, len(found)) if len(found) > 1 else 0
        line = found[at] if at else None
        match line, chance.randrange(5):
            case Heading(), 0:
                del found[at]
            case Heading(), 1:
                found[at] = Paragraph(line.section.title)
            case Heading(), _:
                found[at] = replace(line, depth=max(1, line.depth + chance.choice((-1, 1))))
            case Paragraph(), 0:
                found[at] = heading_of(Section(f"new-{seed}-{number}", line.inlines, ()), 1)
            case _, 1:
                found.insert(at or 1, heading_of(Section(f"new-{seed}-{number}", (Text(chance.choice(WORDS).capitalize()),), ()), chance.randrange(1, 4)))
            case _, 2 if at:
                found.insert(chance.randrange(1, len(found)), found.pop(at))
            case _:
                pass
    return replace(document, sections=nested(_levelled(found)))


def _levelled(found: list[Any]) -> list[Any]:
    """The lines with no heading more than one level below the last."""
    out: list[Any] = []
    depth = 0
    for line in found:
        if isinstance(line, Heading):
            depth = min(line.depth, depth + 1)
            line = replace(line, depth=depth)
        out.append(line)
    return out

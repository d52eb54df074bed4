"""What holds of every revision of this repository, and of its library."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from docgen.document.tree import Cell, Figure, Paragraph, Section, Table, plain, walk
from docgen.library.clauses import Library
from tests.revisions import REVISIONS, ROOT, document

LIBRARY = Library(ROOT)


def _lines(node: Any) -> list[str]:
    """The words of titles, paragraphs, captions and cells."""
    kinds = (Section, Paragraph, Cell, Table, Figure)
    found = [getattr(part, name, ()) for part in walk(node) for name in ("title", "inlines", "caption") if isinstance(part, kinds)]
    return [plain(inlines) for inlines in found if isinstance(inlines, tuple) and inlines]


@pytest.mark.parametrize("name", REVISIONS)
def test_every_id_is_unique(name: str) -> None:
    ids = Counter(node.id for node in walk(document(name)) if isinstance(node, Section | Table | Figure) and node.id)
    assert not [id for id, count in ids.items() if count > 1]


@pytest.mark.parametrize("name", REVISIONS)
@pytest.mark.parametrize(
    ("fault", "pattern"),
    [
        ("a doubled article", r"(?i)\bthe the\b"),
        ("a straight quotation mark", r"[\"']"),
        ("a doubled space", r"  "),
        ("the word shall", r"(?i)\bshall\b"),
        ("a space before a full stop", r" [.,;:](?:\s|$)"),
        ("a mark of the template", r"\{\{|\{%|%\}|\}\}"),
    ],
)
def test_the_text_has_no(name: str, fault: str, pattern: str) -> None:
    assert not [line for line in _lines(document(name)) if re.search(pattern, line)], fault


@pytest.mark.parametrize("name", REVISIONS)
def test_a_paragraph_of_a_section_ends_with_punctuation(name: str) -> None:
    blocks = [block for node in walk(document(name)) if isinstance(node, Section) for block in node.blocks if isinstance(block, Paragraph)]
    assert not [line for block in blocks if not re.search(r"[.:;?!][”’)]*$", line := plain(block.inlines).rstrip())]


def _words(section: Section, library: bool) -> tuple[int, int]:
    """The words of the section that come from clauses, and all of them; a sub-section of a clause belongs to it."""
    library = bool(section.origin.clause) if section.origin else library
    count = len(" ".join(_lines(_alone(section))).split())
    below = [_words(child, library) for child in section.sections]
    return count * library + sum(a for a, _ in below), count + sum(b for _, b in below)


def _alone(section: Section) -> Section:
    return Section(section.id, section.title, section.blocks)


def test_at_least_half_of_all_words_come_from_the_library() -> None:
    counts = {name: [sum(pair) for pair in zip(*(_words(section, False) for section in document(name).sections), strict=True)] for name in REVISIONS}
    for name, (shared, total) in counts.items():
        print(f"{name}: {shared} of {total} words, {shared / total:.0%}")
    shared, total = (sum(count[i] for count in counts.values()) for i in (0, 1))
    print(f"all: {shared / total:.0%}")
    assert shared / total >= 0.5


def test_the_library_is_as_broad_as_promised() -> None:
    assert len(LIBRARY.versions) >= 60
    assert sum(2 in versions for versions in LIBRARY.versions.values()) >= 2
    kinds = Counter(clause.partition("/")[0] for clause in LIBRARY.versions)
    assert all(kinds[kind] >= 3 for kind in ("aims", "governance", "dispute-resolution", "funding", "review")), kinds


@pytest.mark.parametrize("name", [name for name in REVISIONS if document(name).front.status == "Illustrative draft"])
def test_an_illustrative_revision_says_so_in_its_text(name: str) -> None:
    made = document(name)
    assert made.front.watermark == "ILLUSTRATIVE"
    assert any("illustrat" in line.lower() for line in _lines(made))


def test_there_is_an_illustrative_revision() -> None:
    assert any(document(name).front.status == "Illustrative draft" for name in REVISIONS)

"""The register of what is superseded: faults are reported at their place, and what it holds is found under all its names."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.document.problems import DocgenError, Problem
from docgen.document.values import Date
from docgen.library.clauses import Library
from docgen.library.superseded import FILE, Superseded, superseded
from tests.revisions import ROOT

ENTRIES = superseded(ROOT, [])


@pytest.mark.parametrize(
    ("entry", "line", "expected"),
    [
        ("body: {kind: body, by: another, names: [A Body]}", 1, "superseded: …"),
        ("body: {kind: body, by: another, status: changing}", 1, "names, or a pattern"),
        ('body:\n  kind: body\n  by: another\n  status: changing\n  pattern: "("', 5, "a regular expression"),
        ("body:\n  kind: boddy\n  by: another\n  names: [A Body]\n  superseded: 2020", 2, "body"),
    ],
)
def test_a_slip_in_the_register_is_reported_at_its_place(tmp_path: Path, entry: str, line: int, expected: str) -> None:
    (tmp_path / "clauses").mkdir()
    (tmp_path / FILE).write_text(entry, encoding="utf-8")
    problems: list[Problem] = []
    try:
        superseded(tmp_path, problems)
    except DocgenError as error:
        problems += error.problems
    assert [(problem.position.file, problem.position.line) for problem in problems] == [(FILE, line)]
    assert expected in problems[0].expected


def test_a_repository_without_the_register_has_nothing_superseded(tmp_path: Path) -> None:
    assert superseded(tmp_path, []) == {}


@pytest.mark.parametrize("id", ENTRIES)
def test_each_entry_is_found_by_its_names_and_dated_before_today(id: str) -> None:
    entry = ENTRIES[id]
    for name in entry.names:
        text = f"The {name} will meet."
        found = entry.found_by(text)
        assert found
        assert found.search(text)
    assert not entry.superseded or entry.superseded.is_past(Date(2026, 11, 26))
    assert entry.evidence == "general" or entry.source


def test_words_around_a_name_make_it_another_thing() -> None:
    health = ENTRIES["department-of-health"]
    assert _finds(health, "the Department of Health leads")
    assert not _finds(health, "the Department of Health and Social Care leads")
    assert not _finds(ENTRIES["eu-gdpr"], "the UK GDPR applies")


def test_an_abbreviation_counts_only_beside_the_name() -> None:
    company = ENTRIES["community-rehabilitation-company"]
    assert not _finds(company, "the rights of children (CRC)")
    found = company.found_by("a Community Rehabilitation Company (CRC)")
    assert found
    assert found.findall("a Community Rehabilitation Company (CRC)") == ["Community Rehabilitation Company", "CRC"]


def test_the_register_of_law_holds_them() -> None:
    assert Library(ROOT).law.superseded == ENTRIES


def _finds(entry: Superseded, text: str) -> bool:
    found = entry.found_by(text)
    return bool(found and found.search(text))

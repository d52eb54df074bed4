"""Profiles of documents and checklists of guidance: errors in their files are reported, and what a revision answers is found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from docgen.checks import guidance_coverage, rulebook
from docgen.checks.foreign_draft import of_text
from docgen.checks.sections_about import places
from docgen.cli.main import main
from docgen.document.problems import DocgenError
from docgen.library import document_profiles
from docgen.library.clauses import Library
from docgen.library.document_profiles import DocumentType, Known
from tests.checks.test_rules import LAW, TODAY
from tests.revisions import ROOT


def written(root: Path, name: str, text: str) -> Path:
    (root / "clauses").mkdir(exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")
    return root


def test_every_type_of_document_has_a_profile_and_every_clause_that_it_names_exists() -> None:
    library = Library(ROOT)
    known_profiles = library.profiles
    assert set(known_profiles.types) == set(get_args(DocumentType))
    known = {*library.versions, *(id.partition("/")[0] for id in library.versions)}
    named = [kind.clauses for kind in known_profiles.kinds.values()]
    named += [each.clauses for one in document_profiles.checklists(ROOT) for each in one.checklist.requirements.values()]
    assert {clause for clauses in named for clause in clauses} <= known
    assert {one.checklist.law for one in document_profiles.checklists(ROOT)} <= set(library.law.entries)


def test_a_repository_need_not_have_either_file(tmp_path: Path) -> None:
    assert document_profiles.profiles(tmp_path) == document_profiles.Profiles()
    assert document_profiles.checklists(tmp_path) == ()


def test_an_unknown_kind_is_reported_at_its_place(tmp_path: Path) -> None:
    text = "kinds:\n  review: {name: when it is reviewed}\ntypes:\n  compact: [review, reviw]\n"
    with pytest.raises(DocgenError) as caught:
        document_profiles.profiles(written(tmp_path, document_profiles.PROFILES, text))
    assert [(problem.code, problem.position.line) for problem in caught.value.problems] == [("unknown-kind", 4)]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("kinds:\n  review: {name: a, headings: b}\n", "unknown-key", 2),
        ("kinds:\n  review:\n    name: a\n    heading: '('\n", "wrong-value", 4),
        ("types:\n  memo: []\n", "wrong-value", 2),
    ],
)
def test_an_error_in_the_profiles_is_a_problem(tmp_path: Path, text: str, code: str, line: int) -> None:
    written(tmp_path, document_profiles.PROFILES, text)
    (tmp_path / "partnerships").mkdir()
    result = CliRunner().invoke(main, ["--root", str(tmp_path), "--problems", "json", "check", "--select", "C101"])
    assert result.exit_code == 1
    assert [(each["code"], each["position"]["line"]) for each in json.loads(result.stderr)] == [(code, line)]


def test_a_heading_counts_before_a_mention_in_passing() -> None:
    text = "## Money\n\nEach pays.\n\n## Meetings\n\nThe Board has a budget and pays for reviews.\n"
    draft = of_text(text, "text.md", TODAY, LAW)
    assert [str(place) for place in places(draft, Known(heading="money", text="budget"))] == ["Money"]
    assert [str(place) for place in places(draft, Known(heading="funds", text="budget"))] == ["Meetings (in passing)"]
    assert places(draft, Known(text="complaint")) == ()


def test_gaps_come_first_and_a_revision_without_a_checklist_is_named() -> None:
    found, without, problems = guidance_coverage.coverage(ROOT, ["halton", "oxfordshire"], TODAY)
    assert [each.revision for each in found] == ["halton/2019", "halton/2020"]
    assert (without, problems) == (["oxfordshire/draft-1"], [])
    for each in found:
        gaps = [not row.places for row in each.rows]
        assert gaps == sorted(gaps, reverse=True)
        assert {row.id for row in each.rows} == set(each.checklist.checklist.requirements)


def test_json_gives_every_requirement_with_its_sections() -> None:
    result = CliRunner().invoke(main, ["--root", str(ROOT), "coverage", "halton/2020", "--json"])
    rows = {row["requirement"]: row for row in json.loads(result.stdout)}
    assert rows["funding"]["sections"][0]["id"] == "funding"
    assert rows["custody-and-homes"]["sections"] == []
    assert rows["funding"]["evidence"] == "general"


def test_only_a_draft_with_a_type_is_judged() -> None:
    (rule,) = (rule for rule in rulebook.rules() if rule.code == "C101")
    draft = replace(of_text("## Review\n\nThe Chairs review it.\n", "text.md", TODAY, LAW), profiles=Library(ROOT).profiles)
    assert not list(rule.problems(draft))
    messages = [problem.seen for problem, _ in rule.problems(replace(draft, type="protocol"))]
    assert "Nothing in this protocol is about how disagreements are resolved." in messages
    assert not [seen for seen in messages if "reviewed" in seen]

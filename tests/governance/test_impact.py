"""What adopting a clause version would do: the same as a whole redline says, found in memory, reported in every form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from docgen.cli.main import main
from docgen.comparison.diff import diff
from docgen.composition.compose import Cache, compose, composed
from docgen.document.redline import Altered, Redline, marks
from docgen.document.tree import Section
from docgen.governance import impact
from docgen.governance.impact_report import as_html
from docgen.governance.where_used import default_style
from docgen.library.clauses import Library
from docgen.partnership import partnership_files
from docgen.partnership.pins import pins
from docgen.partnership.repository import current
from docgen.partnership.resolution import resolve
from docgen.partnership.with_version import with_version
from tests.browser import axe, validated
from tests.pages import Page
from tests.scratch import CLAUSE, FILES, OTHER, REVISION, ROOT, Scratch, repository

NEWER = "clauses/meetings/monthly/v2.md"
TEXT = (
    FILES[CLAUSE]
    .replace("law: {}", "law: {}\nchange: minor\nchanges: A longer notice.")
    .replace("Papers are sent {{ notice }} before.", "Papers must be sent 10 days before.")
)


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    made = repository(tmp_path)
    made.write(NEWER, TEXT.replace("status: approved", "status: draft"))
    return made


def run(scratch: Scratch, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(scratch.root), "impact", *words])


def test_a_draft_can_be_asked_for_and_is_the_default_and_nothing_is_written(scratch: Scratch) -> None:
    before = {path: path.read_bytes() for path in scratch.root.rglob("*") if path.is_file()}
    lines = run(scratch, "meetings/monthly").output.splitlines()
    assert lines[0] == "Adopting meetings/monthly@2 (draft) would change 1 partnership."
    assert lines[2].split() == ["PARTNERSHIP", "SECTION", "PINNED", "CHANGES", "OF", "SUBSTANCE", "FIRST", "FINDINGS"]
    assert lines[3].split()[:3] == ["scratch/2", "meetings", "@1"] and "time limit" in lines[3]
    assert len(lines) == 4
    assert {path: path.read_bytes() for path in scratch.root.rglob("*") if path.is_file()} == before


def test_those_that_have_the_version_are_reported_and_those_that_do_not_use_the_clause_are_not(scratch: Scratch) -> None:
    assert run(scratch, "meetings/monthly@1").output == "Adopting meetings/monthly@1 (approved) would change 0 partnerships. 1 has it already.\n"


def test_what_stands_in_the_way_is_reported_in_the_row_and_in_json(scratch: Scratch) -> None:
    scratch.write(NEWER, TEXT.replace("parameters:", "parameters:\n  place:\n    type: text\n    help: Where they meet.\n    example: the Town Hall"))
    result = run(scratch, "meetings/monthly")
    assert result.exit_code == 0
    assert "1 cannot adopt it as it is." in result.output
    assert "cannot be adopted: The clause “meetings/monthly@2” needs a value for “place”." in result.output
    (effect,) = json.loads(run(scratch, "meetings/monthly", "--format", "json").output)["effects"]
    assert [problem["code"] for problem in effect["problems"]] == ["missing-parameter"]
    assert effect["problems"][0]["position"] == {"file": REVISION, "line": 13, "column": 13}
    assert "Where they meet." in run(scratch, "meetings/monthly", "--format", "html").output


def test_a_reference_elsewhere_that_would_lead_nowhere_stands_in_the_way(scratch: Scratch) -> None:
    scratch.edit(REVISION, "[](#meetings)", "[](#meetings-papers)")
    scratch.write(NEWER, TEXT.replace("## Papers {#papers}", "## Notice {#notice}"))
    assert "cannot be adopted: This refers to “meetings-papers”" in run(scratch, "meetings/monthly").output


def test_a_revision_that_cannot_be_composed_as_it_is_is_reported_as_a_problem(scratch: Scratch) -> None:
    scratch.edit(REVISION, "      chair: The Leader\n", "      chairs: The Leader\n")
    result = run(scratch, "meetings/monthly")
    assert result.exit_code == 1
    assert "[unknown-parameter]" in result.stderr


@pytest.mark.parametrize(("name", "code"), [("meetings/montly", "unknown-clause"), ("meetings/monthly@7", "unknown-version"), ("meetings/yearly", "withdrawn")])
def test_a_version_that_nobody_can_adopt_is_reported(scratch: Scratch, name: str, code: str) -> None:
    result = run(scratch, name)
    assert result.exit_code == 1 and f"[{code}]" in result.stderr


def test_json_has_the_pins_and_every_change_with_its_findings(scratch: Scratch) -> None:
    made = json.loads(run(scratch, "meetings/monthly", "--format", "json").output)
    (effect,) = made["effects"]
    assert (made["clause"], made["version"], made["status"], made["already"]) == ("meetings/monthly", 2, "draft", [])
    assert effect["pins"] == [{"section": "meetings", "version": 1, "file": REVISION, "line": 13}]
    assert effect["substance"] == len(effect["changes"]) > 0
    assert any("time limit" in change["findings"] for change in effect["changes"])


def _marks(redline: Redline) -> list[Any]:
    """All marks but those around whole sections, which hold what did not change too."""
    return [mark for mark in marks(redline.document.sections) if not (isinstance(mark, Altered) and isinstance(mark.node, Section))]


@pytest.mark.parametrize("revision", current(ROOT))
def test_the_sections_that_differ_have_the_same_changes_and_marks_as_the_whole_redline(tmp_path: Path, revision: str) -> None:
    """For every clause of every partnership, in a next version whose words are spoilt in a few places."""
    scratch = Scratch(tmp_path, tmp_path)
    for name in (revision, *(f"{revision.partition('/')[0]}/{link.name}" for link in (ROOT / "partnerships" / revision.partition("/")[0]).glob("*.yaml"))):
        file = f"partnerships/{name.removesuffix('.yaml')}.yaml"
        scratch.write(file, (ROOT / file).read_bytes())
    library = Library(ROOT)
    used = sorted({pin.clause for pin in pins(partnership_files.load(ROOT, revision))})
    for path in (ROOT / "clauses").glob("**/*.*"):
        scratch.write(path.relative_to(ROOT).as_posix(), path.read_bytes())
    for id in used:
        last = library.versions[id][-1]
        text = (ROOT / f"clauses/{id}/v{last}.md").read_text(encoding="utf-8")
        head, mark, body = text.partition("\n---\n")
        scratch.write(f"clauses/{id}/v{last + 1}.md", head + mark + body.replace(" the ", " that ", 3).replace("will", "may", 1) + "\n\nThis is new.\n")
    library = Library(tmp_path)
    partnership = partnership_files.load(tmp_path, revision)
    for id in used:
        own = tuple(pin for pin in pins(partnership) if pin.clause == id)
        cache: Cache = {}
        before, adopted = resolve(partnership, library), with_version(partnership, own, library.versions[id][-1])
        old, new = composed(before, cache=cache), composed(resolve(adopted, library, before), cache=cache)
        assert new == compose(adopted, library), "what the cache holds is what would be made"
        whole, part = diff(old, new), impact.differing_sections(old, new)
        assert part.changes == whole.changes and part.changes
        assert _marks(part) == _marks(whole)


def test_adopting_changes_the_pin_in_the_model_and_in_the_yaml_and_nothing_else() -> None:
    partnership = partnership_files.load(ROOT, "halton/2020")
    (pin,) = [pin for pin in pins(partnership) if pin.clause == "funding/equitable-formula"]
    made = with_version(partnership, (pin,), 1)
    assert [(p.clause, p.version, p.position) for p in pins(made)] == [(p.clause, 1 if p == pin else p.version, p.position) for p in pins(partnership)]
    assert with_version(made, (pin,), 2).revision == partnership.revision and with_version(made, (pin,), 2).source == partnership.source


def test_many_partnerships_are_shared_out_and_told_in_the_same_order(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        scratch.write(f"partnerships/p{number}/1.yaml", FILES[REVISION])
    alone = impact.impact(scratch.root, "meetings/monthly", pages=True)
    monkeypatch.setattr(impact, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert impact.impact(scratch.root, "meetings/monthly", pages=True) == alone
    assert [effect.revision for effect in alone.effects] == [*(f"p{number}/1" for number in range(5)), "scratch/2"]


def test_the_page_holds_each_redline_under_ids_of_its_own_and_conforms(scratch: Scratch, tmp_path: Path) -> None:
    scratch.write("partnerships/p/1.yaml", FILES[REVISION])
    scratch.write(OTHER, FILES[REVISION].replace("      chair: The Leader", '      chair: "<b>The</b> \\"Leader\\" id=\\"x\\" href=\\"#y\\""'))
    made = impact.impact(scratch.root, "meetings/monthly", pages=True)
    data = as_html(made, default_style(scratch.root))
    assert data == as_html(impact.impact(scratch.root, "meetings/monthly", pages=True), default_style(scratch.root))
    page: Any = Page(data)
    ids = page.ids()
    assert set(ids.values()) == {1} and not page.open and len(page.all("h1")) == 1
    inside = {address[1:] for a in page.all("a") if (address := a["href"] or "").startswith("#")}
    assert inside <= set(ids)
    assert {"p_meetings", "scratch_meetings", "p_row_1", "p_change_1"} <= set(ids)
    assert not page.all("b") and not page.all("script")
    path = tmp_path / "impact.html"
    path.write_bytes(data)
    assert not validated(path)
    assert not axe(path)

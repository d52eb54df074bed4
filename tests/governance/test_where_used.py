"""Where a clause is used, and which clauses each partnership has."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from docgen.cli.main import main
from docgen.document.problems import Position
from docgen.governance import clause_matrix
from docgen.governance.clause_matrix import LEGEND, HeldClause, Matrix, as_csv, as_html, states, text, words
from docgen.governance.where_used import default_style, where_used
from tests.browser import axe, validated
from tests.pages import Page
from tests.scratch import CLAUSE, FILES, NEXT, OTHER, REVISION, ROOT, Scratch, repository

NEWER = "clauses/meetings/monthly/v2.md"


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


def run(scratch: Scratch, *words: str) -> str:
    return CliRunner().invoke(main, ["--root", str(scratch.root), *words]).output


def newer(scratch: Scratch, status: str = "approved") -> None:
    """A second version of the clause of the scratch repository."""
    scratch.write(NEWER, FILES[CLAUSE].replace("law: {}", "law: {}\nchange: editorial\nchanges: Other words.").replace("status: approved", f"status: {status}"))


def test_every_pin_of_a_clause_is_listed_with_its_place_and_the_latest_revisions_marked(scratch: Scratch) -> None:
    newer(scratch)
    scratch.edit(NEXT, "date: 2025-05", "date: 2025-05\nx: y")  # a file with an unknown key is told of, and the others are read
    uses, problems = where_used(scratch.root, "meetings/monthly")
    assert [problem.code for problem in problems] == ["unknown-key"]
    assert [(use.pin.revision, use.latest, use.pin.section, use.pin.version) for use in uses] == [("scratch/1", False, "meetings", 1)]
    scratch.write(NEXT, FILES[NEXT].replace("sections:", "sections:\n  meetings: {clause: meetings/monthly@2}"))
    out = run(scratch, "where-used", "meetings/monthly").splitlines()
    assert out[0].split() == ["REVISION", "LATEST", "SECTION", "VERSION", "PLACE"]
    assert [line.split() for line in out[1:]] == [["scratch/1", "meetings", "1", f"{REVISION}:13"], ["scratch/2", "yes", "meetings", "2", f"{NEXT}:4"]]


def test_one_version_can_be_asked_for_and_json_has_numbers_and_truth_values(scratch: Scratch) -> None:
    newer(scratch)
    assert len(json.loads(run(scratch, "where-used", "meetings/monthly@1", "--json"))) == 2
    assert run(scratch, "where-used", "meetings/monthly@2") == "No revision uses meetings/monthly@2.\n"
    assert json.loads(run(scratch, "where-used", "meetings/monthly@2", "--json")) == []
    (_, last) = json.loads(run(scratch, "where-used", "meetings/monthly", "--json"))
    assert last == {
        "revision": "scratch/2", "latest": True, "section": "meetings", "clause": "meetings/monthly", "version": 1, "file": REVISION, "line": 13
    }  # fmt: skip


@pytest.mark.parametrize(("name", "code"), [("meetings/montly", "unknown-clause"), ("meetings/monthly@3", "unknown-version"), ("meetings/monthly@", "unknown")])
def test_a_clause_that_is_not_there_is_reported_with_what_there_is(scratch: Scratch, name: str, code: str) -> None:
    assert f"[{code}" in run(scratch, "where-used", name)


def test_a_kind_alone_is_reported_with_the_clauses_that_it_has(scratch: Scratch) -> None:
    assert "“meetings” is a kind, with meetings/monthly, meetings/yearly." in run(scratch, "where-used", "meetings")


def test_a_pin_of_a_version_that_is_gone_from_the_library_is_found(scratch: Scratch) -> None:
    scratch.edit(REVISION, "meetings/monthly@1", "meetings/gone@4")
    assert run(scratch, "where-used", "meetings/gone@4").count("meetings  4 ") == 2
    other = run(scratch, "where-used", "meetings/gone@2")
    assert "The clause “meetings/gone” has no version 2." in other and "one of its versions: 4" in other


def made(scratch: Scratch) -> Matrix:
    found, problems = clause_matrix.matrix(scratch.root)
    assert not problems
    return found


def test_a_cell_says_variant_version_and_what_is_behind_and_a_draft_puts_nobody_behind(scratch: Scratch) -> None:
    newer(scratch, "draft")
    assert "behind" not in as_csv(made(scratch))
    newer(scratch)
    rows = list(csv.reader(io.StringIO(as_csv(made(scratch)))))
    assert rows[0] == ["kind", "other/1", "scratch/2"]
    assert ["meetings", "", "monthly@1 (behind: version 2 is approved)"] in rows
    assert "monthly@1 ↑" in text(made(scratch), None)


def test_local_text_stands_in_the_row_of_the_kind_that_its_id_or_title_names_and_else_in_one_of_its_own(scratch: Scratch) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(made(scratch)))))
    assert rows[-1] == ["text of no kind", "aims (local)", "aims (local)"]
    scratch.write(OTHER, FILES[OTHER].replace("title: Aims", "title: Meetings"))
    rows = list(csv.reader(io.StringIO(as_csv(made(scratch)))))
    assert rows[1] == ["meetings", "local", "monthly@1"]


def test_a_clause_with_words_of_the_partnership_over_it_says_so() -> None:
    held = HeldClause("s", Position("f"), "monthly", 1, 2, True)
    assert states(held) == ("own", "behind") and words(held) == ["behind: version 2 is approved", "own words"]


def test_a_gap_is_a_kind_that_most_others_have(scratch: Scratch) -> None:
    assert "gap" not in as_csv(made(scratch))
    for name in ("north", "south"):
        scratch.write(f"partnerships/{name}/1.yaml", FILES[REVISION])
    assert ["meetings", "monthly@1", "gap", "monthly@1", "monthly@1"] in list(csv.reader(io.StringIO(as_csv(made(scratch)))))
    assert "○ gap" in text(made(scratch), None)


def test_partnerships_that_do_not_fit_stand_below_and_no_line_is_too_long(scratch: Scratch) -> None:
    for number in range(6):
        scratch.write(f"partnerships/p{number}/1.yaml", FILES[REVISION])
    whole, bands = text(made(scratch), None), text(made(scratch), 60)
    assert whole.count("KIND") == 1 < bands.count("KIND")
    table = bands.rpartition("\n\n")[0]
    assert max(map(len, table.splitlines())) <= 60
    assert all(table.count(revision) == 1 for revision in made(scratch).revisions)


def test_the_page_says_each_state_in_words_and_signs_and_escapes_everything(scratch: Scratch) -> None:
    newer(scratch)
    page = as_html(made(scratch), default_style(scratch.root)).decode()
    assert "behind: version 2 is approved" in page and "aims (local)" in page
    assert all(said in page for _, _, said in LEGEND)
    assert as_html(made(scratch), default_style(scratch.root)).decode() == page


def test_the_page_of_the_real_library_conforms(tmp_path: Path) -> None:
    path = tmp_path / "matrix.html"
    found, _ = clause_matrix.matrix(ROOT)
    path.write_bytes(as_html(found, default_style(ROOT)))
    page = Page(path.read_bytes())
    assert len(page.all("h1")) == 1 and not page.all("script") and not page.open
    assert not validated(path)
    assert not axe(path)

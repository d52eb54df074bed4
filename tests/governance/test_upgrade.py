"""A revision moved to later versions of its clauses: what is shown, what is written, what is asked, and when nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docgen.cli.main import main
from docgen.composition.build import build
from docgen.composition.compose import compose
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load
from tests.scratch import CLAUSE, FILES, NEXT, REVISION, ROOT, Scratch, repository

SECOND = CLAUSE.replace("v1", "v2")
CHANGE = "status: approved\nchange: minor\nchanges: Papers go out with an agenda.\n"
PLACE = "  place:\n    type: text\n    help: Where the bodies meet.\n    example: the Town Hall\n"


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = repository(tmp_path)
    scratch.write(SECOND, FILES[CLAUSE].replace("status: approved\n", CHANGE).replace("Papers are sent", "Papers and an agenda are sent"))
    return scratch


def upgrade(scratch: Scratch, *words: str, typed: str | None = None) -> Result:
    result = CliRunner().invoke(main, ["--root", str(scratch.root), "upgrade", *words], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def text(scratch: Scratch, file: str) -> str:
    return (scratch.root / file).read_bytes().decode()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person at a terminal."""
    monkeypatch.setattr("docgen.cli.terminal.interactive", lambda: True)


def needs_place(scratch: Scratch) -> None:
    scratch.edit(SECOND, "parameters:\n", "parameters:\n" + PLACE)
    scratch.edit(SECOND, "every month. ", "every month in {{ place }}. ")


def test_what_changes_is_shown_and_written_only_when_that_is_asked_for(scratch: Scratch) -> None:
    for words, last in (
        (("scratch/1",), "Nothing was written. Add --yes to write it."),
        (("scratch/1", "--dry-run"), "Nothing was written: this was a dry run."),
    ):
        result = upgrade(scratch, *words)
        assert result.exit_code == 0 and result.stdout.splitlines()[-1] == last
        assert "meetings: meetings/monthly@1 → 2 (minor): Papers go out with an agenda." in result.stdout
        assert "Papers are sent" in result.stdout or "and an agenda" in result.stdout
        assert text(scratch, REVISION) == FILES[REVISION]
    assert upgrade(scratch, "scratch/1", "--yes").stdout.splitlines()[-1] == f"Written: {REVISION}"
    assert text(scratch, REVISION) == FILES[REVISION].replace("meetings/monthly@1", "meetings/monthly@2")
    assert upgrade(scratch, "scratch/1").stdout == "scratch/1: nothing to upgrade.\n"


def test_a_pin_from_an_older_revision_is_written_into_the_newer_one(scratch: Scratch) -> None:
    assert upgrade(scratch, "scratch", "--yes").exit_code == 0
    assert text(scratch, REVISION) == FILES[REVISION]
    assert text(scratch, NEXT) == FILES[NEXT].replace("sections:\n", "sections:\n  meetings:\n    clause: meetings/monthly@2\n")
    assert load(scratch.root, "scratch/2").revision.sections["meetings"].with_ == {"chair": "The Leader"}


def test_revisions_that_inherit_what_is_changed_are_named(scratch: Scratch) -> None:
    heir = "scratch/2 extends it, and changes too where it names no version of its own."
    assert heir in upgrade(scratch, "scratch/1").stdout.splitlines()
    assert "extends it" not in upgrade(scratch, "scratch/2").stdout
    scratch.edit(NEXT, 'extends: "1"', 'extends: "7"')
    assert "extends it" not in upgrade(scratch, "scratch/1").stdout


def test_a_clause_and_a_version_can_be_named_and_taken_back(scratch: Scratch) -> None:
    upgrade(scratch, "scratch/1", "meetings/monthly@2", "--yes")
    result = upgrade(scratch, "scratch/1", "meetings/monthly@1", "--yes")
    assert "meetings/monthly@2 → 1\n" in result.stdout and text(scratch, REVISION) == FILES[REVISION]
    assert upgrade(scratch, "scratch/1", "meetings/monthly@1").stdout == "scratch/1: nothing to upgrade.\n"


@pytest.mark.parametrize(
    ("words", "code", "advice"),
    [
        (("scratch", "meetings/montly"), "unknown-clause", "Did you mean “meetings/monthly”?"),
        (("scratch", "meetings/monthly@7"), "unknown-version", "1, 2"),
        (("scratch", "meetings/monthly@x"), "bad-clause", "kind/name@version"),
        (("scrach",), "unknown-revision", "Did you mean “scratch”?"),
        (("scratch", "--set", "meetings.chare=x"), "unknown-parameter", "Did you mean “meetings.chair”?"),
        (("scratch", "--set", "meetings.chair=x"), "already-given", "Change it in the file."),
        (("scratch", "--set", "meetings.notice=soon"), "wrong-type", "--set meetings.notice"),
        (("scratch", "--set", "meetings.notice=[1"), "yaml-syntax", "--set meetings.notice"),
        (("scratch", "--drop", "meetings.chair"), "unknown-parameter", "--drop meetings.chair"),
    ],
)
def test_a_wrong_word_is_a_problem_and_nothing_is_written(scratch: Scratch, words: tuple[str, ...], code: str, advice: str) -> None:
    result = upgrade(scratch, *words, "--yes")
    assert result.exit_code == 1 and f"[{code}]" in result.stderr and advice in result.stderr
    assert text(scratch, NEXT) == FILES[NEXT] and text(scratch, REVISION) == FILES[REVISION]


def test_a_value_that_the_new_version_needs_is_a_problem_that_says_how_to_give_it(scratch: Scratch) -> None:
    needs_place(scratch)
    result = upgrade(scratch, "scratch/1", "--yes")
    assert result.exit_code == 1 and text(scratch, REVISION) == FILES[REVISION]
    assert f"{REVISION}:13:13: The clause “meetings/monthly@2” needs a value for “place”. [missing-parameter]" in result.stderr
    assert "Where the bodies meet. For example: `--set meetings.place='the Town Hall'`." in result.stderr


@pytest.mark.parametrize(("typed", "written"), [("the Guildhall", "the Guildhall"), ('"Room 2: above"', '"Room 2: above"')])
def test_a_value_given_beforehand_is_written_beside_the_others(scratch: Scratch, typed: str, written: str) -> None:
    needs_place(scratch)
    assert upgrade(scratch, "scratch/1", "--set", f"meetings.place={typed}", "--yes").exit_code == 0
    expected = FILES[REVISION].replace("monthly@1", "monthly@2").replace("    with:\n", f"    with:\n      place: {written}\n")
    assert text(scratch, REVISION) == expected
    assert not scratch.problems("scratch/1")


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_the_value_is_asked_for_until_it_can_be_read_and_then_whether_to_write(scratch: Scratch) -> None:
    scratch.edit(SECOND, "parameters:\n", "parameters:\n" + PLACE.replace("text", "integer").replace("the Town Hall", "15"))
    result = upgrade(scratch, "scratch", typed="many\n12\nn\n")
    assert "Where the bodies meet. For example: 15" in result.stdout and "“place” is “many”" in result.stdout
    assert result.stdout.endswith("Nothing was written.\n") and text(scratch, NEXT) == FILES[NEXT]
    assert upgrade(scratch, "scratch", typed="12\ny\n").exit_code == 0
    added = "sections:\n  meetings:\n    clause: meetings/monthly@2\n    with:\n      place: 12\n"
    assert text(scratch, NEXT) == FILES[NEXT].replace("sections:\n", added)


def test_a_value_that_the_new_version_does_not_take_is_left_out_when_that_is_said(scratch: Scratch) -> None:
    scratch.edit(SECOND, "  chair:\n    type: text\n    help: Who chairs.\n    example: the Leader\n", "")
    scratch.edit(SECOND, " {{ chair }} chairs.", "")
    result = upgrade(scratch, "scratch/1", "--yes")
    assert result.exit_code == 1 and f"{REVISION}:15:7: " in result.stderr and "`--drop meetings.chair`" in result.stderr
    assert upgrade(scratch, "scratch/2", "--drop", "meetings.chair", "--yes").exit_code == 0
    assert text(scratch, REVISION) == FILES[REVISION] and "    with:\n      chair: null\n" in text(scratch, NEXT)
    assert upgrade(scratch, "scratch/1", "--drop", "meetings.chair", "--yes").exit_code == 0
    assert text(scratch, REVISION) == FILES[REVISION].replace("monthly@1\n    with:\n      chair: The Leader\n", "monthly@2\n")
    # The later revision removed the value that the earlier one had; now there is nothing to remove.
    assert [(problem.code, problem.position.file) for problem in scratch.problems()] == [("empty-entry", NEXT)]
    scratch.edit(NEXT, "    with:\n      chair: null\n", "")
    assert not scratch.problems()


def test_what_does_not_compose_with_the_new_version_is_a_problem_and_nothing_is_written(scratch: Scratch) -> None:
    scratch.edit(SECOND, "law: {}\n", "law: {}\nrequires: [funding]\n")
    result = upgrade(scratch, "scratch/1", "--yes")
    assert result.exit_code == 1 and f"{REVISION} (upgraded):13:13: " in result.stderr and "[missing-clause]" in result.stderr
    assert text(scratch, REVISION) == FILES[REVISION]


def test_a_released_revision_is_refused(scratch: Scratch) -> None:
    scratch.write("partnerships/scratch/1.lock", "{}\n")
    result = upgrade(scratch, "scratch/1", "--yes")
    assert result.exit_code == 1 and "[released]" in result.stderr and 'extends: "1"' in result.stderr
    assert text(scratch, REVISION) == FILES[REVISION]
    assert upgrade(scratch, "scratch/2", "--yes").exit_code == 0


def test_a_revision_that_a_withdrawn_clause_stops_can_be_upgraded_out_of_it(scratch: Scratch) -> None:
    scratch.edit(CLAUSE, "status: approved", "status: withdrawn")
    result = upgrade(scratch, "scratch/1", "--yes")
    assert result.exit_code == 0 and "cannot be shown" in result.stdout
    assert not scratch.problems("scratch/1")


def test_a_clause_that_is_gone_from_the_library_is_reported_and_stops_the_upgrade(scratch: Scratch) -> None:
    scratch.edit(REVISION, "meetings/monthly@1", "meetings/gone@1")
    result = upgrade(scratch, "scratch/1", "meetings/gone", "--yes")
    assert result.exit_code == 1 and "There is no clause “meetings/gone”." in result.stderr


def test_a_pin_from_an_alias_is_a_problem_that_says_to_write_it_out(scratch: Scratch) -> None:
    scratch.edit(REVISION, "sections:\n", "sections:\n  more: {clause: &pin meetings/monthly@1, title: More, with: {chair: A}}\n")
    scratch.edit(REVISION, "    clause: meetings/monthly@1\n", "    clause: *pin\n")
    before = text(scratch, REVISION)
    result = upgrade(scratch, "scratch/1", "--yes")
    assert result.exit_code == 1 and "[not-editable]" in result.stderr and "Write it out by hand." in result.stderr
    assert text(scratch, REVISION) == before


def test_a_revision_upgraded_from_an_inherited_pin_is_the_one_that_was_written_by_hand(tmp_path: Path) -> None:
    for folder in ("clauses", "templates", "partnerships/halton"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    file = tmp_path / "partnerships/halton/2020.yaml"
    written = file.read_text(encoding="utf-8")
    taken = {"    clause: funding/equitable-formula@2\n": "", "      agree_before: 3 months\n": "", "      statement_within: 3 months\n": ""}
    behind = written
    for line, other in taken.items():
        assert line in behind
        behind = behind.replace(line, other)
    file.write_text(behind, encoding="utf-8")
    old = (tmp_path / "partnerships/halton/2019.yaml").read_bytes()
    run = CliRunner().invoke(main, ["--root", str(tmp_path), "outdated", "halton"])
    assert "funding/equitable-formula@1" in run.stdout
    run = CliRunner().invoke(main, ["--root", str(tmp_path), "upgrade", "halton", "--set", "funding.agree_before=3 months", "--yes"])
    assert run.exit_code == 0, run.output
    upgraded = file.read_text(encoding="utf-8")
    added = "  funding:\n    clause: funding/equitable-formula@2\n    with:\n      agree_before: 3 months\n"
    assert upgraded == behind.replace("  funding:\n    with:\n", added)
    assert (tmp_path / "partnerships/halton/2019.yaml").read_bytes() == old
    assert compose(load(tmp_path, "halton/2020"), Library(tmp_path)) == compose(load(ROOT, "halton/2020"), Library(ROOT))
    assert all(built.files for built in build(tmp_path, ["halton/2020"], ("json",), tmp_path / "out"))

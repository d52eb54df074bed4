"""The line about findings at the end of a build: as many errors and warnings as `docgen check` counts, and no rule runs for what has not changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

from docgen.governance.checking import build_findings, check_repository
from tests.scratch import CLAUSE, NEXT, OTHER, REVISION, ROOT, Scratch, repository
from tests.scratch import run as run_command

DAY = ("--on", "2026-01-01")


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    made = repository(tmp_path)
    made.edit(REVISION, "groups:\n", "  trust: {name: Scratch Trust}\ngroups:\n")
    return made


def run(scratch: Scratch, *words: str) -> Result:
    return run_command(scratch, *words, *DAY)


def last(scratch: Scratch, *words: str) -> str:
    result = run(scratch, "build", "--format", "json", "--output", str(scratch.output), *words)
    assert result.exit_code == 0, result.output
    return next((line for line in reversed(result.stdout.splitlines()) if line.partition(": ")[2].startswith("docgen check")), "")


@pytest.mark.parametrize(
    ("words", "names"), [(("scratch/1",), "scratch/1"), (("scratch",), "scratch"), (("scratch/1", "other"), "scratch/1 other"), ((), "scratch other")]
)
def test_the_line_counts_what_the_command_that_it_names_counts(scratch: Scratch, words: tuple[str, ...], names: str) -> None:
    scratch.edit(OTHER, "The aims are other.", "The aims are are other.")
    line = last(scratch, *words)
    assert line.endswith(f": docgen check {names}") or line.endswith(f": docgen check {' '.join(reversed(names.split()))}")
    counted = run(scratch, "check", *names.split()).stdout.splitlines()[-1]
    told = line.partition(":")[0].split(", ")
    assert told == [part for part in counted.split(", ") if not part.startswith("0 ")]
    assert told[0] == "1 error"


def test_many_partnerships_do_not_make_a_long_line(scratch: Scratch) -> None:
    text = (scratch.root / REVISION).read_text(encoding="utf-8")
    for name in "abcde":
        scratch.write(f"partnerships/{name}/1.yaml", text)
    assert last(scratch).endswith(": docgen check")


def test_nothing_is_told_when_there_is_nothing(scratch: Scratch) -> None:
    assert "0 errors, 0 warnings" in run(scratch, "check", "other").stdout
    assert last(scratch, "other") == ""


def test_quiet_prints_only_problems(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_repository, "findings_by_revision", None)
    result = run(scratch, "build", "--quiet", "--format", "json", "--output", str(scratch.output))
    assert (result.exit_code, result.output) == (0, "")
    scratch.edit(OTHER, "status: approved", "status: aproved")
    result = run(scratch, "build", "-q", "--format", "json", "--output", str(scratch.output))
    assert (result.exit_code, result.stdout, "[wrong-value]" in result.stderr) == (1, "", True)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The revisions for which the rules ran."""
    names: list[str] = []
    find = check_repository.findings_by_revision

    def noted(root: Path, day: object, settings: object, some: list[str]) -> object:
        names.extend(some)
        return find(root, day, settings, some)  # type: ignore[arg-type]

    monkeypatch.setattr(check_repository, "findings_by_revision", noted)
    monkeypatch.setattr(check_repository, "WORTH_A_PROCESS", 100)
    return names


EVERY = ["other/1", "scratch/1", "scratch/2"]


@pytest.mark.parametrize(
    ("file", "old", "new", "again"),
    [
        (OTHER, "The aims are other.", "The aims are these.", ["other/1"]),
        (NEXT, "date: 2025-05", "date: 2025-06", ["scratch/2"]),
        (REVISION, "date: 2024-05", "date: 2024-06", ["scratch/1", "scratch/2"]),
        (CLAUSE, "{{ chair }} chairs.", "{{ chair }} leads.", ["scratch/1", "scratch/2"]),
        (REVISION, "title: Agreement", "# docgen: ignore P104 because it does not sign\ntitle: Agreement", ["scratch/1", "scratch/2"]),
    ],
)
def test_the_rules_run_again_only_for_what_changed(scratch: Scratch, ran: list[str], file: str, old: str, new: str, again: list[str]) -> None:
    before = last(scratch)
    assert sorted(ran) == EVERY and before
    ran.clear()
    assert last(scratch) == before and not ran, "nothing changed"
    scratch.edit(file, old, new)
    after = last(scratch)
    assert sorted(ran) == again
    (scratch.output / build_findings.RECORD).unlink()
    assert last(scratch) == after, "what was kept is what the rules find"


def test_other_settings_another_day_and_another_law_run_the_rules_again(scratch: Scratch, ran: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    line = last(scratch)
    for file, text in (("docgen.toml", '[check]\nignore = ["P104"]\n'), ("clauses/law.yaml", (ROOT / "clauses/law.yaml").read_text(encoding="utf-8"))):
        ran.clear()
        scratch.write(file, text)
        assert "error" in line and "error" not in last(scratch) and sorted(ran) == EVERY
    ran.clear()
    monkeypatch.setitem(globals(), "DAY", ("--on", "2027-01-01"))
    last(scratch)
    assert sorted(ran) == EVERY


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"other/1": 1}', b'{"other/1": {"digest": "x"}}', b"\xff"])
def test_a_record_that_is_damaged_is_made_again(scratch: Scratch, ran: list[str], data: bytes) -> None:
    line = last(scratch)
    ran.clear()
    scratch.write(str(scratch.output / build_findings.RECORD), data)
    assert last(scratch) == line and sorted(ran) == EVERY


def test_a_revision_that_is_not_built_is_not_counted_and_wrong_settings_stop_no_build(scratch: Scratch) -> None:
    scratch.edit(REVISION, "party: council", "party: counsil")
    result = run(scratch, "build", "--format", "json", "--output", str(scratch.output))
    assert "P104" not in result.output and " error" not in result.stdout.splitlines()[-1]
    scratch.write("docgen.toml", "[")
    result = run(scratch, "build", "other", "--format", "json", "--output", str(scratch.output))
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "The drafting rules could not run: docgen check")

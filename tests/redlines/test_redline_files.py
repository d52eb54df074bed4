"""Redlines on the command line: to a file, of every revision, since a commit; and the workflow that comments on pull requests."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from docgen.cli.main import main
from docgen.formats.outputs import redline_formats, writer
from tests.scratch import CLAUSE, NEXT, OTHER, REVISION, ROOT, Scratch, repository, run

WORKFLOW = ROOT / "docs/examples/redline-on-pull-request.yml"


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


@pytest.fixture
def committed(scratch: Scratch) -> Scratch:
    """A repository whose state is the commit `main` of git."""
    git(scratch, "init", "-q", "-b", "main")
    git(scratch, "add", "-A")
    git(scratch, "commit", "-q", "-m", "first")
    return scratch


def git(scratch: Scratch, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(scratch.root), *words], check=True, capture_output=True)


def heads(text: str) -> list[str]:
    """The first words of each report, which name what it is of."""
    return [re.split(": ", line)[0] for line in text.splitlines() if line.startswith("# ")]


def since(scratch: Scratch, *words: str) -> Result:
    return run(scratch, "diff", "--since", "main", "--format", "markdown", *words)


def test_a_redline_is_written_to_a_file_as_it_would_be_printed(scratch: Scratch) -> None:
    file = scratch.output / "changes.md"
    printed = run(scratch, "diff", "scratch/1", "scratch/2", "--format", "md").stdout
    assert run(scratch, "diff", "scratch/1", "scratch/2", "--format", "markdown", "-o", file).stdout == ""
    assert file.read_text(encoding="utf-8") == printed and heads(printed) == ["# scratch/1 → scratch/2"]


def test_a_file_that_cannot_be_written_is_a_problem(scratch: Scratch) -> None:
    scratch.output.write_text("no folder", encoding="utf-8")
    result = run(scratch, "diff", "scratch/1", "scratch/2", "--output", scratch.output / "changes.md")
    assert result.exit_code == 1 and "[unwritable]" in result.stderr


def test_what_is_no_text_goes_to_a_file_or_a_program_and_never_to_a_terminal(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["--root", str(scratch.root), "diff", "scratch/1", "scratch/2", "--format", "docx"]
    assert CliRunner().invoke(main, words).stdout_bytes.startswith(b"PK\3\4")
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2 and "--output" in result.stderr and result.stdout_bytes == b""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["scratch/1", "scratch/2", "--format", "markdwon"], "Did you mean “markdown”?"),
        (["scratch/1"], "--since"),
        (["--since", "main", "--format", "json"], "text or markdown"),
    ],
)
def test_wrong_usage_is_reported(scratch: Scratch, words: list[str], told: str) -> None:
    result = run(scratch, "diff", *words)
    assert result.exit_code == 2 and told in result.stderr


def test_since_a_commit_a_changed_clause_reports_the_revisions_that_use_it(committed: Scratch) -> None:
    assert since(committed, "--exit-code").stdout == "" and since(committed, "--exit-code").exit_code == 0
    committed.edit(CLAUSE, "The bodies meet every month.  {{ chair }} chairs.".replace("  ", " "), "The bodies meet every week. {{ chair }} chairs.")
    result = since(committed, "--exit-code")
    assert heads(result.stdout) == ["# scratch/1@main → scratch/1", "# scratch/2@main → scratch/2"] and result.exit_code == 1
    assert "<del>month</del><ins>week</ins>" in result.stdout.replace("every month", "month").replace("every week", "week")
    assert heads(since(committed, "scratch/2").stdout) == ["# scratch/2@main → scratch/2"]
    assert heads(since(committed, "other").stdout) == []


def test_since_a_commit_a_changed_revision_reports_itself_and_of_those_that_extend_it(committed: Scratch) -> None:
    committed.edit(OTHER, "The aims are other.", "The aims are others.")
    assert heads(since(committed).stdout) == ["# other/1@main → other/1"]
    committed.edit(REVISION, "chair: The Leader", "chair: The Mayor")
    text = run(committed, "diff", "--since", "main").stdout
    assert re.findall(r"^\S+ → (\S+):", text, re.M) == ["other/1", "scratch/1", "scratch/2"]
    assert run(committed, "diff", "--since", "main", "--stat").stdout.count("changed,") == 3


def test_since_a_commit_a_comment_of_a_file_changes_nothing(committed: Scratch) -> None:
    committed.edit(OTHER, "status: approved", "status: approved # as the board said")
    assert since(committed).stdout == ""


def test_since_a_commit_a_new_revision_is_compared_with_the_one_it_extends(committed: Scratch) -> None:
    committed.write("partnerships/scratch/3.yaml", 'extends: "2"\ndate: 2026-05\n')
    committed.write("partnerships/third/1.yaml", (committed.root / OTHER).read_text(encoding="utf-8"))
    (committed.root / NEXT).unlink()
    committed.edit("partnerships/scratch/3.yaml", '"2"', '"1"')
    assert heads(since(committed).stdout) == ["# scratch/1 → scratch/3", "# third/1", "# scratch/2"]


def test_since_a_commit_the_reports_fit_in_one_comment(committed: Scratch) -> None:
    for number in range(40):
        text = "\n\n".join(f"      Paragraph {n} of a long text for {number} that says much about little." for n in range(60))
        head = "title: T\nstatus: draft\npartnership: {name: Many}\nsections:\n  aims:\n    title: Aims\n    reason: R.\n    text: |\n"
        committed.write(f"partnerships/many/{number}.yaml", f"{head}{text}\n")
    git(committed, "add", "-A")
    git(committed, "commit", "-q", "-m", "second")
    for file in (committed.root / "partnerships/many").iterdir():
        file.write_text(file.read_text(encoding="utf-8").replace("much", "nothing"), encoding="utf-8")
    text = run(committed, "diff", "--since", "HEAD", "--format", "markdown").stdout
    assert len(heads(text)) == 40 and len(text) <= 65_536 and "left out" in text


def test_since_no_commit_is_a_problem_that_names_it(committed: Scratch) -> None:
    for commit in ("nope", "--output=x"):
        result = run(committed, "diff", f"--since={commit}")
        assert result.exit_code == 1 and "[unknown-commit]" in result.stderr


def test_diffs_writes_every_revision_against_the_one_it_extends(scratch: Scratch) -> None:
    result = run(scratch, "diffs", "--output", scratch.output)
    assert result.stdout.startswith("scratch/1 → scratch/2: ") and result.exit_code == 0
    suffixes = {writer(form).SUFFIX for form in redline_formats()}
    assert set(scratch.files()) == {f"scratch/1-to-2{suffix}" for suffix in suffixes}
    first = {path: path.stat().st_mtime_ns for path in scratch.output.rglob("*.*")}
    assert " 0 changed" in run(scratch, "diffs", "--output", scratch.output).stdout
    assert first == {path: path.stat().st_mtime_ns for path in scratch.output.rglob("*.*")}


def test_diffs_reports_a_revision_with_problems_and_writes_the_others(scratch: Scratch) -> None:
    scratch.write("partnerships/other/2.yaml", 'extends: "1"\nsectons: {}\n')
    result = run(scratch, "diffs", "--format", "markdown")
    assert result.exit_code == 1 and "other/2: not built" in result.stdout and "Did you mean" in result.stderr
    assert (scratch.root / "build/redlines/scratch/1-to-2.md").is_file()


# ---- the workflow ----


def steps() -> Sequence[dict[str, Any]]:
    (job,) = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def scripts() -> list[str]:
    return [step["run"] for step in steps() if "run" in step]


def test_the_workflow_may_do_no_more_than_read_and_comment() -> None:
    made = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert made["permissions"] == {} and made["jobs"]["report"]["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert "pull_request_target" not in WORKFLOW.read_text(encoding="utf-8")


def test_every_action_of_the_workflow_is_pinned() -> None:
    used = [step["uses"] for step in steps() if "uses" in step]
    assert used and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action) for action in used)


def test_no_script_of_the_workflow_holds_what_others_can_write() -> None:
    assert not [script for script in scripts() if "${{" in script]
    for script in scripts():
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_the_commands_of_the_workflow_are_real_and_make_its_report(committed: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    committed.edit(OTHER, "The aims are other.", "The aims are others.")
    git(committed, "commit", "-qam", "second")
    monkeypatch.chdir(committed.root)
    commands = [shlex.split(line) for script in scripts() for line in script.splitlines() if line.strip().startswith("docgen ")]
    assert commands
    for command in commands:
        result = CliRunner().invoke(main, command[1:])
        assert result.exit_code == 0, result.output
    assert heads((committed.root / "report.md").read_text(encoding="utf-8")) == ["# other/1@HEAD^1 → other/1"]


def test_make_knows_the_target_that_writes_redlines(tmp_path: Path) -> None:
    assert re.search(r"^diffs: .*## .*build/redlines/", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    CliRunner().invoke(main, ["init", str(tmp_path / "new")])
    made = subprocess.run(["make", "--no-print-directory", "-n", "diffs"], cwd=tmp_path / "new", capture_output=True, text=True, check=True).stdout
    assert made.rstrip().endswith(" diffs") and "diffs" in main.list_commands(click.Context(main))

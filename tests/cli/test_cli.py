"""The command line: what each command prints, its exit status, and how problems are reported."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from docgen.cli.main import main
from docgen.document.problems import Position, Problem
from docgen.sources.problem_report import report
from tests.scratch import CLAUSE, FILES, NEXT, REVISION, ROOT, Scratch, repository


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def command(*words: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "docgen", *map(str, words)], cwd=cwd, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT)}
    )


def build(scratch: Scratch, *words: str, before: tuple[str, ...] = ()) -> Result:
    return run("--root", scratch.root, *before, "build", "--output", scratch.output, *words)


def test_build_writes_every_format_of_every_revision(scratch: Scratch) -> None:
    result = build(scratch)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.partition(":")[0] for line in result.stdout.splitlines()[:-2]] == ["other/1", "scratch/1", "scratch/2"]
    assert {"scratch/scratch-1.docx", "scratch/scratch-1.html", "scratch/scratch-1.md", "scratch/scratch-1.json"} <= set(scratch.files())


def test_build_writes_the_formats_and_revisions_that_are_named(scratch: Scratch) -> None:
    result = build(scratch, "scratch/2", "other", "--format", "md", "--format", "json", "--format", "markdown")
    told = "1 value of substance comes from defaults (notice: 5 working days): docgen build scratch/2 other --defaults"
    assert result.stdout == f"scratch/2: 2 files, 2 changed\nother/1: 2 files, 2 changed\n{told}\n1 warning: docgen check scratch/2\n"
    assert set(scratch.files()) == {"scratch/scratch-2.md", "scratch/scratch-2.json", "other/other-1.md", "other/other-1.json"}


def test_build_says_that_nothing_changed(scratch: Scratch) -> None:
    build(scratch, "other", "--format", "md")
    assert build(scratch, "other", "--format", "md").stdout == "other/1: 1 file, 0 changed\n"


def test_build_writes_into_the_repository_if_no_folder_is_named(scratch: Scratch) -> None:
    run("--root", scratch.root, "build", "other", "--format", "json")
    assert (scratch.root / "build/other/other-1.json").is_file()


def test_a_revision_with_problems_is_not_built_and_the_rest_is(scratch: Scratch) -> None:
    scratch.edit(REVISION, "meetings/monthly@1", "meetings/montly@1")
    result = build(scratch, "--format", "md")
    assert result.exit_code == 1
    assert result.stdout == "other/1: 1 file, 1 changed\nscratch/1: not built\nscratch/2: not built\n"
    assert result.stderr == (
        f"{REVISION}:13:13: There is no clause “meetings/montly”. [unknown-clause]\n"
        "  13 |     clause: meetings/montly@1\n"
        "     |             ^\n"
        "  expected: a clause of the library\n"
        "  help: Did you mean “meetings/monthly”?\n"
    )


def test_problems_as_json_are_all_that_stands_on_standard_error(scratch: Scratch) -> None:
    scratch.edit(REVISION, "meetings/monthly@1", "meetings/montly@1")
    (told,) = json.loads(build(scratch, before=("--problems", "json")).stderr)
    assert told["position"] == {"file": REVISION, "line": 13, "column": 13}
    assert set(told) == {"position", "code", "seen", "expected", "advice", "severity"}


def test_problems_for_github_are_annotations_on_standard_output(scratch: Scratch) -> None:
    scratch.edit(REVISION, "meetings/monthly@1", "meetings/montly@1")
    result = build(scratch, before=("--problems", "github"))
    assert f"\n::error file={REVISION},line=13,col=13,title=unknown-clause::There is no clause “meetings/montly”. " in result.stdout
    assert result.stderr == ""


def test_annotations_escape_what_would_end_them() -> None:
    problem = Problem(Position("a,b:c%\n.yaml", 2, 3), "code", "50%\nof ::error::", "x", "y")
    assert report([problem], "github", ROOT) == "::error file=a%2Cb%3Ac%25%0A.yaml,line=2,col=3,title=code::50%25%0Aof ::error:: Expected: x. y"


def test_a_long_line_is_cut_and_the_mark_stands_under_the_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x" * 500 + "!" + "x" * 500, encoding="utf-8")
    _, line, mark = report([Problem(Position("a.yaml", 1, 501), "code", "Seen.")], "text", tmp_path).split("\n")
    assert line[mark.index("^")] == "!" and len(line) < 140


@pytest.mark.parametrize("file", ["../secret", "/etc/passwd", "missing.yaml"])
def test_no_line_is_shown_of_a_file_outside_the_repository_or_missing(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    assert report([Problem(Position(file), "code", "Seen.")], "text", tmp_path / "docs") == f"{file}:1:1: Seen. [code]"


def test_problems_are_reported_in_order_and_once_in_every_form() -> None:
    first, second = Problem(Position("a", 1), "a", "A."), Problem(Position("a", 2), "b", "B.")
    assert report([second, first, second], "text", ROOT) == "a:1:1: A. [a]\n\na:2:1: B. [b]"
    assert json.loads(report([second, first, second], "json", ROOT)) == [asdict(first), asdict(second)]


def test_list_shows_revisions_with_status_date_and_title(scratch: Scratch) -> None:
    rows = json.loads(run("--root", scratch.root, "list", "--json").stdout)
    assert rows[1] == {"revision": "scratch/1", "status": "Draft", "date": "May 2024", "title": "Agreement"}
    text = run("--root", scratch.root, "list").stdout.splitlines()
    assert text[0].split() == ["REVISION", "STATUS", "DATE", "TITLE"] and len(text) == len(rows) + 1


@pytest.mark.parametrize("words", [("list",), ("list", "--json"), ("clauses",), ("clauses", "--json")])
def test_lists_show_what_can_be_read_and_tell_the_rest(scratch: Scratch, words: tuple[str, ...]) -> None:
    scratch.edit(REVISION, "title: Agreement", "titel: Agreement")
    scratch.edit(CLAUSE, "summary:", "sumary:")
    result = run("--root", scratch.root, *words)
    assert result.exit_code == 1 and "Did you mean" in result.stderr
    assert ("other/1" in result.stdout) if "list" in words else ("yearly" in result.stdout)


def test_clauses_shows_kinds_names_versions_and_status(scratch: Scratch) -> None:
    rows = json.loads(run("--root", scratch.root, "clauses", "--json").stdout)
    assert rows[0] == {"kind": "meetings", "name": "monthly", "versions": "1", "status": "approved", "summary": "The bodies meet every month."}
    assert run("--root", scratch.root, "clauses").stdout.splitlines()[0].split() == ["KIND", "NAME", "VERSIONS", "STATUS", "SUMMARY"]


def test_show_says_what_a_clause_asks_for_and_says(scratch: Scratch) -> None:
    page = run("--root", scratch.root, "show", "meetings/monthly").stdout
    assert page.startswith("meetings/monthly@1  (approved)\n")
    assert "chair  (text; required)" in page and "notice  (duration; default 5 working days)" in page and "Papers are sent {{ notice }} before." in page


@pytest.mark.parametrize(("name", "code", "words"), [
    ("meetings/montly", "unknown-clause", "meetings/monthly"), ("meetings/monthly@2", "unknown-version", "1"), ("meetings/monthly@x", "unknown-version", "1"),
    ("../../etc/passwd", "unknown-clause", "docgen clauses"),
])  # fmt: skip
def test_show_of_a_clause_that_is_not_there_helps(scratch: Scratch, name: str, code: str, words: str) -> None:
    result = run("--root", scratch.root, "show", name)
    assert result.exit_code == 1 and f"[{code}]" in result.stderr and words in result.stderr


@pytest.mark.parametrize(("value", "lines"), [
    ("date", ["date = 2025-05", "  set at partnerships/scratch/2.yaml:2:7", "  before that 2024-05 at partnerships/scratch/1.yaml:4:7"]),
    ("meetings.chair", ["meetings.chair = The Leader", "  set at partnerships/scratch/1.yaml:15:14"]),
    ("meetings.notice", ["meetings.notice = 5 working days", "  the default of the clause meetings/monthly@1, at clauses/meetings/monthly/v1.md:16:14"]),
    ("parties.council", ["parties.council.name = Scratch Council", "  set at partnerships/scratch/1.yaml:6:19",
                         "parties.council.short = the Council", "  set at partnerships/scratch/1.yaml:6:43"]),
])  # fmt: skip
def test_explain_says_where_a_value_comes_from_through_extends_and_defaults(scratch: Scratch, value: str, lines: list[str]) -> None:
    assert run("--root", scratch.root, "explain", "scratch/2", value).stdout.splitlines() == lines


@pytest.mark.parametrize(
    ("value", "words"),
    [("meetngs.chair", "Did you mean “meetings”?"), ("meetings.chiar", "Did you mean “chair”?"), ("title.x", "a value of the file"), ("", "a key")],
)
def test_explain_of_a_value_that_is_not_there_helps(scratch: Scratch, value: str, words: str) -> None:
    result = run("--root", scratch.root, "explain", "scratch/2", value)
    assert result.exit_code == 1 and "[unknown-value]" in result.stderr and words in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("nothing",),
        ("build", "--format", "pdfx"),
        ("--problems", "xml", "list"),
        ("show",),
        ("explain", "a/b"),
        ("--root", "/nowhere", "list"),
        ("build", "--no"),
    ],
)
def test_wrong_usage_ends_with_status_two_and_says_so(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2 and "Usage:" in result.stderr


def test_an_output_that_is_a_file_is_wrong_usage(scratch: Scratch) -> None:
    scratch.output.write_text("x", encoding="utf-8")
    assert build(scratch).exit_code == 2


def test_a_format_that_is_misspelt_is_guessed(scratch: Scratch) -> None:
    assert "Did you mean “markdown”?" in build(scratch, "--format", "markdwn").stderr


def test_a_folder_without_a_repository_is_a_problem_with_advice(tmp_path: Path) -> None:
    result = command("list", cwd=tmp_path)
    assert result.returncode == 1 and "docgen init" in result.stderr and "Traceback" not in result.stderr


def test_the_version_is_reported_without_loading_what_only_documents_need() -> None:
    result = subprocess.run([sys.executable, "-X", "importtime", "-m", "docgen", "--version"], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in result.stderr.splitlines()}
    assert re.fullmatch(r"docgen, version \d+\.\d+\.\d+\n", result.stdout)
    assert "click" in loaded and not loaded & {"pydantic", "jinja2", "docx", "docxtpl", "typst", "babel", "yaml", "markdown_it", "lxml"}


def test_init_makes_a_repository_in_which_make_docs_works(tmp_path: Path) -> None:
    made = run("init", tmp_path / "new")
    assert made.stdout == f"Created {tmp_path / 'new'}.\nNext: cd {tmp_path / 'new'} && make docs\n"
    # As a new user runs it: nothing but what `init` left in the folder says where docgen is.
    environment = {"PATH": "/usr/bin:/bin:/usr/local/bin"}
    built = subprocess.run(["make", "docs"], cwd=tmp_path / "new", capture_output=True, text=True, check=False, env=environment)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "new/build/herefordshire/herefordshire-undated.docx").is_file()


def test_init_leaves_a_folder_that_holds_something_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "file", tmp_path / "file" / "below"):
        result = run("init", folder)
        assert result.exit_code == 1 and re.search(r"\[(not-empty|unwritable)\]", result.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_diff_says_first_what_a_board_asks_after(scratch: Scratch) -> None:
    scratch.edit(NEXT, "sections:\n", "sections:\n  meetings: {with: {notice: 10 working days}}\n")
    lines = run("--root", scratch.root, "diff", "scratch/1", "scratch/2").stdout.splitlines()
    assert lines[0].startswith("scratch/1 → scratch/2: ") and lines[1] == "Time limit"
    assert lines[2] == "  2.1 Papers (was 1.1): “5 working days” → “10 working days”"
    assert lines[3] == "      The answer to how long before a meeting its papers are sent changed."
    assert lines[4] == "        meetings.notice: 5 working days (default) → 10 working days (partnerships/scratch/2.yaml:4)"


def test_diff_has_the_exit_status_of_git(scratch: Scratch) -> None:
    assert run("--root", scratch.root, "diff", "scratch/1", "scratch/2").exit_code == 0
    assert run("--root", scratch.root, "diff", "scratch/1", "scratch/1", "--exit-code").exit_code == 0
    # The next revision has another date and order, which are not of substance.
    assert run("--root", scratch.root, "diff", "scratch/1", "scratch/2", "--exit-code").exit_code == 0
    scratch.write(NEXT, FILES[NEXT] + "  meetings:\n    with: {notice: 3 working days}\n")
    assert run("--root", scratch.root, "diff", "scratch/1", "scratch/2", "--exit-code").exit_code == 1
    assert run("--root", scratch.root, "diff", "scratch/1", "scratch/9").exit_code == 1
    assert run("--root", scratch.root, "diff", "scratch/1").exit_code == 2


def test_diff_as_json_is_what_its_schema_says() -> None:
    made = json.loads(run("--root", ROOT, "diff", "halton/2019", "halton/2020", "--format", "json").stdout)
    jsonschema.Draft202012Validator(json.loads((ROOT / "docs/redline.schema.json").read_text(encoding="utf-8"))).validate(made)
    assert made["changes"]


def test_diff_unified_is_a_diff_of_the_markdown_that_is_built(scratch: Scratch) -> None:
    scratch.build()
    made = run("--root", scratch.root, "diff", "scratch/1", "scratch/2", "--unified").stdout
    new = scratch.files()["scratch/scratch-2.md"].decode().splitlines()
    assert made.startswith("--- scratch/1.md\n+++ scratch/2.md\n@@")
    assert all(line[1:] in new for line in made.splitlines()[2:] if line[:1] == "+")


def test_diff_takes_a_revision_as_it_was_at_a_commit(scratch: Scratch) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(scratch.root), *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "first")
    scratch.edit(REVISION, "chair: The Leader", "chair: The Mayor")
    told = run("--root", scratch.root, "diff", "scratch/1@HEAD", "scratch/1").stdout
    assert "“The Leader” → “The Mayor”" in told and "meetings.chair: The Leader → The Mayor" in told
    for commit in ("nope", "--output=x", ""):
        assert run("--root", scratch.root, "diff", f"scratch/1@{commit}", "scratch/1@HEAD").exit_code == (1 if commit else 0)

"""What is behind: a later version that may be used, the gravest change on the way to it, and versions that were withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docgen.cli.main import main
from tests.scratch import CLAUSE, FILES, NEXT, REVISION, Scratch, repository


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


def version(scratch: Scratch, number: int, change: str = "", changes: str = "", status: str = "approved") -> None:
    """Write a further version of the clause."""
    head = "".join(f"{key}: {value}\n" for key, value in (("change", change), ("changes", changes)) if value)
    text = FILES[CLAUSE].replace("status: approved\n", f"status: {status}\n{head}")
    scratch.write(CLAUSE.replace("v1", f"v{number}"), text)


def run(scratch: Scratch, *words: str) -> Result:
    result = CliRunner().invoke(main, ["--root", str(scratch.root), "outdated", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def rows(scratch: Scratch, *words: str) -> list[dict[str, str]]:
    result = run(scratch, "--json", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    found: list[dict[str, str]] = json.loads(result.stdout)
    return found


def test_nothing_outdated_is_one_line(scratch: Scratch) -> None:
    result = run(scratch)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "Nothing is outdated.\n", "")
    assert rows(scratch) == []


def test_a_pin_that_an_older_revision_gives_is_reported_the_latest_revision(scratch: Scratch) -> None:
    version(scratch, 2, "minor", "Papers go out earlier.")
    assert rows(scratch) == [
        {
            "revision": "scratch/2",
            "section": "meetings",
            "pinned": "meetings/monthly@1",
            "status": "approved",
            "latest": "2",
            "change": "minor",
            "changes": "Papers go out earlier.",
        }
    ]
    assert [row["revision"] for row in rows(scratch, "scratch/1", "scratch")] == ["scratch/1", "scratch/2"]
    assert rows(scratch, "other") == []


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (("editorial", "minor"), "minor"),
        (("obligation", "editorial"), "obligation"),
        (("minor", ""), "unknown"),
        (("obligation", ""), "obligation"),
        (("",), "unknown"),
    ],
)
def test_of_several_versions_the_gravest_change_is_reported_and_all_their_sentences(scratch: Scratch, kinds: tuple[str, ...], told: str) -> None:
    for number, kind in enumerate(kinds, 2):
        version(scratch, number, kind, f"Sentence {number}.")
    (row,) = rows(scratch)
    assert row["change"] == told
    assert row["changes"] == " ".join(f"Sentence {number}." for number in range(2, 2 + len(kinds)))


def test_drafts_and_withdrawn_versions_are_none_to_take(scratch: Scratch) -> None:
    version(scratch, 2, "minor", "Better.")
    version(scratch, 3, "minor", "Best.", status="draft")
    version(scratch, 4, "minor", "No.", status="withdrawn")
    assert [row["latest"] for row in rows(scratch)] == ["2"]


def test_a_withdrawn_version_is_reported_even_without_another_to_take(scratch: Scratch) -> None:
    scratch.edit(REVISION, "meetings/monthly@1", "meetings/yearly@1")
    (row,) = rows(scratch)
    assert (row["pinned"], row["status"], row["latest"], row["change"]) == ("meetings/yearly@1", "withdrawn", "–", "–")


def test_what_cannot_be_read_is_a_problem_and_the_rest_is_listed(scratch: Scratch) -> None:
    version(scratch, 2, "minor", "Better.")
    scratch.edit(NEXT, "  aims:\n", "  extra:\n    clause: meetings/monthly@7\n  aims:\n")
    result = run(scratch)
    assert result.exit_code == 1 and "[unknown-version]" in result.stderr
    assert "meetings/monthly@1" in result.stdout
    assert run(scratch, "scrach").exit_code == 1

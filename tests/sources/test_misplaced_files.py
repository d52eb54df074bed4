"""Files with a name or in a folder where docgen reads nothing, and folders that cannot be read: each is told, and none is passed over."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.governance.checking.stray_files import stray_files
from docgen.partnership.repository import current
from tests.scratch import CLAUSE, FILES, OTHER, ROOT, Scratch, repository, run


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("loose.yaml", "misplaced-file", "partnerships/loose/1.yaml"),
        ("loose.yml", "misplaced-file", "partnerships/loose/1.yaml"),
        ("other/old/2019.yaml", "misplaced-file", "Move it to partnerships/other/."),
        ("other/a/b/2019.yml", "misplaced-file", "Move it to partnerships/other/."),
        ("other/2.yml", "bad-name", "“.yaml” at the end"),
        ("other/2.YAML", "bad-name", "“.yaml” at the end"),
        ("other/2.yaml.txt", "bad-name", "“.yaml” at the end"),
        ("other/Draft 2.yaml", "bad-name", "lower-case letters"),
    ],
)
@pytest.mark.parametrize("command", [("list",), ("check",), ("build", "--format", "json"), ("status",)])
def test_a_revision_in_the_wrong_place_is_told_and_the_others_are_read(scratch: Scratch, command: tuple[str, ...], name: str, code: str, words: str) -> None:
    scratch.write(f"partnerships/{name}", FILES[OTHER])
    result = run(scratch, *command)
    assert (result.exit_code, result.output.count(f"partnerships/{name}:1:1: ")) == (1, 1)
    assert f"[{code}]" in result.output and words in result.output
    assert command == ("check",) or "other/1" in result.stdout


def test_a_misplaced_file_is_never_the_latest_revision(scratch: Scratch) -> None:
    scratch.write("partnerships/scratch/z/z.yaml", FILES[OTHER])
    assert "scratch/2" in current(scratch.root)


@pytest.mark.parametrize("target", ["nowhere", "circle"])
def test_a_link_in_the_place_of_a_folder_that_leads_nowhere_is_told(scratch: Scratch, target: str) -> None:
    (scratch.root / "partnerships/circle").symlink_to(target)
    for command in (("list",), ("check",), ("build", "--format", "json")):
        result = run(scratch, *command)
        assert (result.exit_code, "partnerships/circle:1:1: " in result.output, "[unreadable-folder]" in result.output) == (1, True, True)


@pytest.mark.parametrize("name", ["2.yaml", "2.yml"])
def test_a_link_in_the_place_of_a_revision_that_leads_in_a_circle_ends_no_check(scratch: Scratch, name: str) -> None:
    (scratch.root / "partnerships/other" / name).symlink_to(name)
    result = run(scratch, "check")
    assert (result.exit_code, f"partnerships/other/{name}:1:1: " in result.output) == (1, True)


def test_a_folder_with_the_name_of_a_revision_ends_no_check(scratch: Scratch) -> None:
    (scratch.root / "partnerships/other/2.yaml").mkdir()
    assert "This is not a file. [unreadable]" in run(scratch, "check").output


@pytest.fixture
def locked(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The folders of this repository that nobody may list; the tests may run as a user who may read everything."""
    listed, closed = Path.iterdir, ("partnerships/other", "clauses/meetings/yearly")

    def denied(self: Path) -> Iterator[Path]:
        if any(self == scratch.root / folder for folder in closed):
            raise PermissionError(errno.EACCES, "Permission denied")
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", denied)
    yield closed[0]


def test_a_folder_that_nobody_may_read_is_told(scratch: Scratch, locked: str) -> None:
    result = run(scratch, "check")
    assert (result.exit_code, f"{locked}:1:1: This folder of a partnership cannot be read. [unreadable-folder]" in result.output) == (1, True)
    assert "clauses/meetings/yearly:1:1: This folder of clauses cannot be read. [unreadable-folder]" in result.output
    assert "permission" in result.output
    assert "scratch/1" in run(scratch, "list").stdout


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("clauses/loose.md", "misplaced-file"),
        ("clauses/meetings/v1.md", "misplaced-file"),
        ("clauses/meetings/monthly/V2.md", "misplaced-file"),
        ("clauses/meetings/monthly/v2.markdown", "misplaced-file"),
        ("clauses/meetings/monthly/v02.md", "misplaced-file"),
        ("clauses/Meetings Of All/monthly/v1.md", "misplaced-file"),
        ("clauses/laws.yaml", "misplaced-file"),
        ("clauses/law.yml", "misplaced-file"),
        ("clauses/approval.txt", "misplaced-file"),
        ("clauses/release.lock", "misplaced-file"),
        ("partnerships/other/approval.txt", "misplaced-file"),
        ("partnerships/other/Approvals.txt", "misplaced-file"),
        ("partnerships/other/0.lock", "released-removed"),
    ],
)
def test_a_file_that_docgen_would_pass_over_is_told_by_check(scratch: Scratch, name: str, code: str) -> None:
    scratch.write(name, "x")
    assert [(problem.position.file, problem.code) for problem in stray_files(scratch.root)] == [(name, code)]
    assert f"{name}:1:1: " in run(scratch, "check").output


@pytest.mark.parametrize(
    "name", ["README.md", "clauses/README.md", "clauses/meetings/notes.txt", "partnerships/README.md", "partnerships/other/map.png", CLAUSE]
)
def test_files_that_nobody_meant_for_docgen_are_left_alone(scratch: Scratch, name: str) -> None:
    if name != CLAUSE:
        scratch.write(name, "x")
    assert not list(stray_files(scratch.root)) and run(scratch, "list").exit_code == 0


def test_this_repository_has_no_stray_file() -> None:
    assert not list(stray_files(ROOT))

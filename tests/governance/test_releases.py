"""Releases: what is locked, that nobody can change it unnoticed, and what a file that comes back says of itself."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import Result

from docgen.document.problems import DocgenError
from docgen.formats.json.archive_form import FORMAT
from docgen.library import released_wording
from docgen.library.clauses import Library
from docgen.partnership import release_locks
from tests.judges import require
from tests.scratch import CLAUSE, REVISION, ROOT, Scratch, repository, run

LOCK = "partnerships/scratch/1.lock"
ARCHIVE = "partnerships/scratch/1.json"
FORMATS = ("docx", "html", "json", "md")


@pytest.fixture
def draft(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


@pytest.fixture
def scratch(draft: Scratch) -> Scratch:
    """With revision 1 approved and released, and its files in the output folder."""
    assert run(draft, "approve", "scratch/1", "--by", "Jo Doe, Chair", "--on", "2024-06-01").exit_code == 0
    assert run(draft, "release", "scratch/1").exit_code == 0
    assert run(draft, "build", "scratch/1", "--output", draft.output).exit_code == 0
    return draft


def file(scratch: Scratch, suffix: str) -> Path:
    return scratch.output / f"scratch/scratch-1.{suffix}"


def codes(result: Result) -> list[str]:
    return [line.rpartition("[")[2].rstrip("]") for line in result.output.splitlines() if line.endswith("]") and not line.startswith(" ")]


def test_a_lock_holds_digests_of_the_sources_the_clauses_and_the_outputs(scratch: Scratch) -> None:
    lock = release_locks.read(scratch.root, "scratch/1")
    assert set(lock.clauses) == {"meetings/monthly@1"}
    assert {REVISION, CLAUSE, "templates/mou/house.docx"} <= set(lock.sources)
    assert lock.outputs == {f"scratch-1.{suffix}": release_locks.digest(file(scratch, suffix).read_bytes()) for suffix in FORMATS}
    assert (scratch.root / ARCHIVE).read_bytes() == file(scratch, "json").read_bytes()
    assert lock.approvals[0].endswith("Jo Doe, Chair")
    assert json.loads((scratch.root / ARCHIVE).read_text(encoding="utf-8"))["docgen"] == FORMAT


def test_a_text_that_is_not_approved_is_not_released(draft: Scratch) -> None:
    result = run(draft, "release", "scratch/1")
    assert (result.exit_code, codes(result)) == (1, ["not-approved"])
    assert not (draft.root / LOCK).exists()
    assert not (draft.root / released_wording.FILE).exists()


def test_what_is_illustrative_is_not_sent_to_be_approved_in_vain(draft: Scratch) -> None:
    draft.edit(REVISION, "status: draft", "status: illustrative")
    result = run(draft, "release", "scratch/1")
    assert codes(result) == ["not-approved"]
    assert "docgen approve" not in result.stderr
    assert "set “status: approved”" in result.stderr


def test_a_revision_with_draft_clauses_is_not_released(draft: Scratch) -> None:
    draft.edit(CLAUSE, "status: approved", "status: draft")
    run(draft, "approve", "scratch/1", "--by", "Jo Doe, Chair")
    assert codes(run(draft, "release", "scratch/1")) == ["draft-clause"]


UNSIGNED = "  trust: {name: Scratch Trust}\n"
"""A party that does not sign, which is an error."""
SHARES = "      The parties share the costs: the Council pays 60% and the Trust pays 50%.\n"
"""Shares of 110 %, which are an error."""
REASON = "The trust  signs in May (its board meets then)."


@pytest.fixture
def wrong(draft: Scratch) -> Scratch:
    draft.edit(REVISION, "groups:\n", f"{UNSIGNED}groups:\n")
    return draft


def approve(scratch: Scratch, *words: str) -> Result:
    return run(scratch, "approve", "scratch/1", "--by", "Jo Doe, Chair", "--on", "2024-06-01", *words)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("groups:\n", f"{UNSIGNED}groups:\n", "P104 unsigned-party"),
        ("      The aims are plain.\n", SHARES, "D108 shares-not-whole"),
        ("The aims are plain.", "The aims are [insert aims].", "W102 left-over-mark"),
        ("    with:\n", "    override: {reason: A pilot., owner: Jo, until: 2020, text: It was so.}\n    with:\n", "expired-override"),
    ],
)
def test_what_check_calls_an_error_is_neither_approved_nor_released(draft: Scratch, old: str, new: str, code: str) -> None:
    draft.edit(REVISION, old, new)
    assert codes(run(draft, "check", "scratch/1")).count(code) == 1
    result = approve(draft)
    assert (result.exit_code, codes(result)) == (1, [code, "has-errors"])
    assert f"{REVISION}:" in result.stderr and "--with-errors" in result.stderr
    assert not (draft.root / "partnerships/scratch/approvals.txt").exists()
    assert approve(draft, "--with-errors", REASON).exit_code == 0
    result = run(draft, "release", "scratch/1")
    assert (result.exit_code, sorted(codes(result))) == (1, sorted([code, "has-errors"]))
    assert not (draft.root / LOCK).exists()


def test_the_reason_for_releasing_with_errors_stands_in_the_lock_and_is_told_with_it(wrong: Scratch) -> None:
    assert approve(wrong, "--with-errors", REASON).exit_code == 0
    assert run(wrong, "release", "scratch/1", "--with-errors", REASON).exit_code == 0
    reason = " ".join(REASON.split())
    lock = release_locks.read(wrong.root, "scratch/1")
    assert (lock.reason, len(lock.errors)) == (reason, 1)
    assert lock.errors[0].startswith(f"{REVISION}:") and "“Scratch Trust” is a party but does not sign." in lock.errors[0]
    assert lock.approvals[0].endswith(f"Jo Doe, Chair (with errors: {reason})")
    shown = run(wrong, "status", "scratch/1").stdout
    assert f"Jo Doe, Chair (with errors: {reason})" in shown and f"released with 1 error: {reason}" in shown
    run(wrong, "build", "scratch/1", "--output", wrong.output)
    for copy in (file(wrong, "md"), edited_copy(file(wrong, "md"), "plain", "clear")):
        verified = run(wrong, "verify", copy, "--of", "scratch/1").stdout
        assert f"scratch/1 was released with 1 error: {reason}\n  {lock.errors[0]}\n" in verified


@pytest.mark.parametrize("reason", ["", "  ", "\t\n", "a\u202eb"])
@pytest.mark.parametrize("command", [("approve", "scratch/1", "--by", "Jo Doe, Chair"), ("release", "scratch/1")])
def test_an_empty_reason_is_wrong_usage(wrong: Scratch, command: tuple[str, ...], reason: str) -> None:
    result = run(wrong, *command, "--with-errors", reason)
    assert (result.exit_code, "--with-errors" in result.stderr) == (2, True)


def test_a_reason_without_errors_is_not_recorded_and_warnings_stop_nothing(draft: Scratch) -> None:
    draft.edit(REVISION, "The aims are plain.", "The parties shall meet at the Town Hall to agree the aims, etc.")
    assert codes(run(draft, "check", "scratch/1")), "there are warnings"
    assert "not recorded" in approve(draft, "--with-errors", REASON).stdout
    assert "not recorded" in run(draft, "release", "scratch/1", "--with-errors", REASON).stdout
    lock = release_locks.read(draft.root, "scratch/1")
    assert (lock.reason, lock.errors) == ("", ()) and "with errors" not in lock.approvals[0]


def test_no_reason_excuses_a_text_that_nobody_approved(wrong: Scratch) -> None:
    assert codes(run(wrong, "release", "scratch/1", "--with-errors", REASON)) == ["not-approved"]


def test_a_section_is_approved_though_another_has_an_error(draft: Scratch) -> None:
    draft.edit(REVISION, "The aims are plain.", "The aims are [insert aims].")
    assert approve(draft, "--section", "meetings").exit_code == 0
    assert codes(approve(draft, "--section", "aims")) == ["W102 left-over-mark", "has-errors"]


def test_a_clause_with_an_error_is_not_approved_without_a_reason(draft: Scratch) -> None:
    draft.edit(CLAUSE, "{{ chair }} chairs.", "{{ chair }} chairs in [insert venue].")
    words = ("approve", "meetings/monthly@1", "--by", "Jo Doe, Lawyer", "--on", "2024-06-01")
    assert codes(run(draft, *words)) == ["W102 left-over-mark", "has-errors"]
    assert run(draft, *words, "--with-errors", REASON).exit_code == 0
    assert (
        (draft.root / "clauses/approvals.txt")
        .read_text(encoding="utf-8")
        .endswith("Jo Doe, Lawyer (with errors: The trust signs in May (its board meets then).)\n")
    )


def test_releasing_again_changes_nothing(scratch: Scratch) -> None:
    before = {path: path.read_bytes() for path in scratch.root.rglob("*") if path.is_file()}
    assert run(scratch, "release", "scratch/1").exit_code == 0
    assert {path: path.read_bytes() for path in scratch.root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        (REVISION, "The aims are plain.", "The aims are clear."),
        ("templates/mou/page.css", "--blue: #1f3864", "--blue: #000000"),
        (REVISION, "status: draft", "status: superseded"),
    ],
)
def test_a_released_revision_that_its_sources_no_longer_give_is_a_problem_and_is_not_built(scratch: Scratch, source: str, old: str, new: str) -> None:
    before = scratch.files()
    scratch.edit(source, old, new)
    checked, built = run(scratch, "check", "scratch/1"), run(scratch, "build", "scratch/1", "--output", scratch.output)
    assert codes(checked) == codes(built) == ["release-broken"]
    assert f"Changed since: {source}." in checked.stdout
    assert (checked.exit_code, built.exit_code) == (1, 1)
    assert scratch.files() == before


def test_what_does_not_show_may_change_after_a_release(scratch: Scratch) -> None:
    scratch.edit(REVISION, "title: Agreement", "# A remark\ntitle: Agreement")
    scratch.edit(CLAUSE, "use: Bodies that meet often.", "use: Bodies that meet very often.")
    result = run(scratch, "check")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("old", "new"), [("every month", "each month"), ("title: Meetings", "title: Our meetings"), ("default: 5 working days", "default: 7 working days")]
)
def test_an_edited_released_clause_is_reported_with_the_way_out(scratch: Scratch, old: str, new: str) -> None:
    path = scratch.root / CLAUSE
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 2), encoding="utf-8")
    result = run(scratch, "check", "other")
    assert codes(result) == ["released-edited"]
    assert CLAUSE in result.stdout
    assert "docgen clause bump meetings/monthly" in result.stdout


def test_a_released_clause_that_is_gone_is_reported(scratch: Scratch) -> None:
    (scratch.root / CLAUSE).unlink()
    assert "released-removed" in codes(run(scratch, "check", "other"))


def test_a_released_version_cannot_be_released_with_another_wording(scratch: Scratch) -> None:
    scratch.edit(CLAUSE, "{{ chair }} chairs.", "{{ chair }} will chair.")
    before = (scratch.root / released_wording.FILE).read_bytes()
    result = run(scratch, "clause", "release", "meetings/monthly")
    assert codes(result) == ["released-edited"]
    assert (scratch.root / released_wording.FILE).read_bytes() == before


def test_a_release_closes_its_approvals(scratch: Scratch) -> None:
    assert codes(run(scratch, "approve", "scratch/1", "--by", "Sam Roe, Clerk")) == ["released"]


def test_a_later_docgen_that_writes_other_bytes_for_the_same_document_breaks_no_release(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release_locks, "__version__", "99")
    scratch.edit("templates/mou/page.css", "--blue: #1f3864", "--blue: #000000")
    assert run(scratch, "check", "scratch/1").exit_code == 0
    scratch.edit(REVISION, "The aims are plain.", "The aims are clear.")
    assert codes(run(scratch, "check", "scratch/1")) == ["release-broken"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"revision": 1}',
        '{"revision": "scratch/1", "docgen": "1", "content": "", "approvals": "x", "sources": [], "clauses": {}, "outputs": {}}',
    ],
)
def test_a_lock_that_is_none_is_a_problem(scratch: Scratch, text: str) -> None:
    scratch.write(LOCK, text)
    with pytest.raises(DocgenError) as caught:
        release_locks.read(scratch.root, "scratch/1")
    assert [problem.code for problem in caught.value.problems] == ["bad-lock"]


def test_an_archive_that_was_edited_is_not_believed(scratch: Scratch) -> None:
    scratch.edit(ARCHIVE, "The aims are plain.", "The aims are clear.")
    page = file(scratch, "html")
    page.write_text(page.read_text(encoding="utf-8").replace("plain", "clear"), encoding="utf-8")
    assert codes(run(scratch, "verify", page)) == ["bad-archive"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_released_file_is_known_byte_for_byte(scratch: Scratch, suffix: str) -> None:
    result = run(scratch, "verify", file(scratch, suffix))
    assert (result.exit_code, result.stdout.split(" is ")[1]) == (0, f"scratch-1.{suffix} of scratch/1, byte for byte as released.\n")


def edited_copy(path: Path, old: str, new: str) -> Path:
    """A copy of a file with one piece of its words replaced."""
    copy = path.with_name(f"edited{path.suffix}")
    if path.suffix != ".docx":
        text = path.read_text(encoding="utf-8")
        assert old in text
        copy.write_text(text.replace(old, new), encoding="utf-8")
        return copy
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            target.writestr(entry, data.replace(old.encode(), new.encode()) if entry.filename == "word/document.xml" else data)
    return copy


@pytest.mark.parametrize("suffix", FORMATS)
def test_of_an_edited_copy_the_sections_that_differ_are_listed_and_no_others(scratch: Scratch, suffix: str) -> None:
    copy = edited_copy(file(scratch, suffix), "Papers are sent", "Papers are posted")
    result = run(scratch, "verify", copy, "--of", "scratch/1")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1:] == ["  1.1 Papers: changed"]


@pytest.mark.parametrize("suffix", ["docx", "html", "json"])
def test_a_file_says_itself_where_it_came_from(scratch: Scratch, suffix: str) -> None:
    result = run(scratch, "verify", edited_copy(file(scratch, suffix), "The aims are plain", "The aims are clear"))
    assert "an edited copy of scratch/1" in result.stdout
    assert result.stdout.splitlines()[1:] == ["  2 Aims: changed"]


def test_a_paragraph_that_is_taken_out_is_reported(scratch: Scratch) -> None:
    result = run(scratch, "verify", edited_copy(file(scratch, "md"), "The aims are plain.\n", ""), "--of", "scratch/1")
    assert result.stdout.splitlines()[1:] == ["  2 Aims: changed"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Some text.\n", "unknown-file"),
        (b"%PDF-1.7\n", "unknown-file"),
        (b"PK\3\4 no zip", "not-docx"),
        (b'{"docgen": 1', "not-json"),
        (b"", "unknown-file"),
        (b"\xff\xfe", "unknown-file"),
    ],
)
def test_a_file_that_nobody_knows_is_a_problem(scratch: Scratch, data: bytes, code: str) -> None:
    path = scratch.output / "strange"
    path.write_bytes(data)
    assert codes(run(scratch, "verify", path)) == [code]


def test_a_word_file_with_an_entity_bomb_is_refused(scratch: Scratch) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    made = io.BytesIO()
    with zipfile.ZipFile(file(scratch, "docx")) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            target.writestr(entry, bomb if entry.filename == "word/document.xml" else source.read(entry))
    path = scratch.output / "bomb.docx"
    path.write_bytes(made.getvalue())
    assert codes(run(scratch, "verify", path)) == ["unsafe-archive"]


def test_a_copy_that_another_program_saved_has_the_same_words(tmp_path: Path) -> None:
    """On a real document with lists, tables, fields and footnotes: that program moves bookmarks, and so section by section is not enough."""
    soffice = require("soffice")
    for part in ("clauses", "partnerships", "templates"):
        shutil.copytree(ROOT / part, tmp_path / part)
    real = Scratch(tmp_path, tmp_path / "out")
    assert run(real, "release", "halton/2019").exit_code == 0
    assert run(real, "build", "halton/2019", "--format", "docx", "--output", real.output).exit_code == 0
    made = real.output / "halton/halton-2019.docx"
    command = [
        soffice,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path / "saved"),
        str(made),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    result = run(real, "verify", tmp_path / "saved/halton-2019.docx")
    assert "has the words of halton/2019 as released" in result.stdout
    result = run(real, "verify", edited_copy(tmp_path / "saved/halton-2019.docx", "lowest level", "highest level"))
    assert result.stdout.splitlines()[1:] == ["  4.2 Dispute resolution and escalation process (dispute-resolution/three-tier@1): changed"]


def test_no_released_wording_of_this_repository_was_edited() -> None:
    assert not list(released_wording.edited(Library(ROOT)))

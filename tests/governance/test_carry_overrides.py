"""Overrides when their clause goes to another version: kept, merged, in conflict, or taken out because the clause now says the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docgen.cli.main import main
from docgen.composition.compose import compose
from docgen.document.tree import Paragraph, plain
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load
from tests.scratch import CLAUSE, NEXT, REVISION, Scratch, repository

SECOND = CLAUSE.replace("v1", "v2")
HEAD = (
    "---\ntitle: Meetings\nstatus: approved\nsummary: Meetings.\nuse: Any.\nlaw: {}\nparameters:\n  chair: {type: text, help: Who chairs., example: A}\n---\n"
)
OLD = "Meetings are monthly. {#often}\n\n{{ chair }} chairs. {#chair}\n\nPapers are sent. {#papers}\n\nMinutes are kept.\n"
NEW = OLD.replace("Papers are sent.", "Papers and an agenda are sent.")
FACTS = "      reason: We differ.   # as ever\n      owner: Head of Law\n      until: 2027-03\n"


def texts(text: str) -> str:
    return f"    override:   # agreed in May\n{FACTS}      text: |  # whole\n" + "".join(
        f"        {line}\n" if line else "\n" for line in text.rstrip("\n").split("\n")
    )


OURS = "Meetings are rare.\n\n{{ chair }} chairs.\n\nPapers are sent.\n\nMinutes are kept.\n"


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = repository(tmp_path)
    scratch.write(CLAUSE, HEAD + OLD)
    scratch.write(SECOND, HEAD.replace("law: {}", "law: {}\nchange: minor\nchanges: An agenda.") + NEW)
    return scratch


def override(scratch: Scratch, text: str) -> str:
    scratch.edit(REVISION, "    clause: meetings/monthly@1\n", f"    clause: meetings/monthly@1\n{text}")
    return read(scratch, REVISION)


def read(scratch: Scratch, file: str) -> str:
    return (scratch.root / file).read_text(encoding="utf-8")


def upgrade(scratch: Scratch, name: str = "scratch/1", *words: str) -> Result:
    result = CliRunner().invoke(main, ["--root", str(scratch.root), "upgrade", name, *(words or ("--yes",))])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 0, result.output
    return result


def said(scratch: Scratch, name: str = "scratch/1") -> list[str]:
    section = next(section for section in compose(load(scratch.root, name), Library(scratch.root)).sections if section.id == "meetings")
    return [plain(block.inlines) for block in section.blocks if isinstance(block, Paragraph)]


def test_what_each_side_changed_is_kept(scratch: Scratch) -> None:
    before = override(scratch, texts(OURS))
    upgrade(scratch)
    assert read(scratch, REVISION) == before.replace("monthly@1", "monthly@2").replace("Papers are sent.", "Papers and an agenda are sent.")
    assert said(scratch) == ["Meetings are rare.", "The Leader chairs.", "Papers and an agenda are sent.", "Minutes are kept."]


def test_an_override_that_says_what_the_new_version_says_is_taken_out(scratch: Scratch) -> None:
    override(scratch, texts(OURS.replace("are rare", "are monthly").replace("Papers are sent.", "Papers and an agenda are sent.")))
    upgrade(scratch)
    assert "override" not in read(scratch, REVISION) and "    clause: meetings/monthly@2\n    with:\n" in read(scratch, REVISION)


def test_what_both_changed_is_a_conflict_in_the_file_that_must_be_settled(scratch: Scratch) -> None:
    override(scratch, texts(OURS.replace("Papers are sent.", "No papers are sent.")))
    dry = upgrade(scratch, "scratch/1", "--dry-run")
    assert "warning: " in dry.stderr and "[override-conflict]" in dry.stderr and "<<<<<<<" not in read(scratch, REVISION)
    upgrade(scratch)
    marks = ["<<<<<<< override", "No papers are sent.", "=======", "Papers and an agenda are sent.", ">>>>>>> meetings/monthly@2"]
    assert "".join(f"        {line}\n" for line in marks) in read(scratch, REVISION)
    (problem,) = scratch.problems("scratch/1")
    line = read(scratch, REVISION).split("\n").index("        <<<<<<< override") + 1
    assert (problem.code, problem.position.line, problem.position.column) == ("unresolved-conflict", line, 9)
    assert f"{REVISION} (upgraded):{line}:9: " in dry.stderr


def paragraphs(**entries: str) -> str:
    return f"    override:\n{FACTS}      paragraphs:\n" + "".join(f"        {name}: {text}\n" for name, text in entries.items())


def test_a_paragraph_that_the_new_version_leaves_alone_is_kept_as_it_is(scratch: Scratch) -> None:
    before = override(scratch, paragraphs(often="Meetings are rare.   # yes"))
    upgrade(scratch)
    assert read(scratch, REVISION) == before.replace("monthly@1", "monthly@2")
    assert said(scratch)[:3:2] == ["Meetings are rare.", "Papers and an agenda are sent."]


def test_a_paragraph_that_says_what_the_new_version_says_is_taken_out_and_the_others_stay(scratch: Scratch) -> None:
    before = override(scratch, paragraphs(often="Meetings are rare.", papers="Papers and an agenda are sent."))
    upgrade(scratch)
    expected = before.replace("monthly@1", "monthly@2").replace("        papers: Papers and an agenda are sent.\n", "")
    assert read(scratch, REVISION) == expected
    scratch.edit(REVISION, "        often: Meetings are rare.\n", "        papers: Papers are sent.\n")
    upgrade(scratch, "scratch/1", "meetings/monthly@1", "--yes")
    assert "override" not in read(scratch, REVISION)


def test_a_paragraph_that_both_changed_is_a_conflict(scratch: Scratch) -> None:
    override(scratch, paragraphs(papers="No papers are sent."))
    assert "[override-conflict]" in upgrade(scratch).stderr
    assert "        papers: |\n          <<<<<<< override\n          No papers are sent.\n          =======\n" in read(scratch, REVISION)


def test_an_override_from_an_older_revision_is_merged_into_the_newer_one(scratch: Scratch) -> None:
    before = override(scratch, texts(OURS))
    upgrade(scratch, "scratch/2")
    assert read(scratch, REVISION) == before
    added = "  meetings:\n    clause: meetings/monthly@2\n    override:\n      text: |\n        Meetings are rare.\n"
    assert added in read(scratch, NEXT) and said(scratch, "scratch/2")[2] == "Papers and an agenda are sent."


def test_an_override_from_an_older_revision_ends_in_the_newer_one_that_does_not_need_it(scratch: Scratch) -> None:
    before = override(scratch, paragraphs(papers="Papers and an agenda are sent."))
    upgrade(scratch, "scratch/2")
    assert read(scratch, REVISION) == before
    assert "  meetings:\n    clause: meetings/monthly@2\n    override: null\n" in read(scratch, NEXT)
    assert not scratch.problems()


def test_an_anchor_that_the_new_version_does_not_have_stops_the_upgrade(scratch: Scratch) -> None:
    scratch.edit(SECOND, " {#papers}", " {#paper}")
    before = override(scratch, paragraphs(papers="None."))
    result = CliRunner().invoke(main, ["--root", str(scratch.root), "upgrade", "scratch/1", "--yes"])
    assert result.exit_code == 1 and "[unknown-anchor]" in result.stderr and "Did you mean “paper”?" in result.stderr
    assert read(scratch, REVISION) == before

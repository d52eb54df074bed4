"""New clauses and versions: files that are right as they are, and keep what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.governance.new_clause import next_version
from docgen.library.clauses import Library
from docgen.library.released_wording import wording_digest
from tests.scratch import CLAUSE, ROOT, Scratch, repository, run


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


def test_a_new_clause_is_a_draft_that_can_be_read(scratch: Scratch) -> None:
    result = run(scratch, "clause", "new", "funding/match", "--title", "Match: “funding” & more", "--summary", "Each matches, “yes”: all do.")
    assert result.stdout == "clauses/funding/match/v1.md\n"
    clause = Library(scratch.root).clause("funding/match", 1)
    assert (clause.front.title, clause.front.summary, clause.front.status) == ("Match: “funding” & more", "Each matches, “yes”: all do.", "draft")


def test_what_is_not_given_is_asked_for(scratch: Scratch) -> None:
    assert run(scratch, "clause", "new", "funding/match", input="Match funding\nEach matches.\n").exit_code == 0
    assert Library(scratch.root).clause("funding/match", 1).front.title == "Match funding"


@pytest.mark.parametrize(
    ("name", "code"),
    [("funding", "bad-name"), ("Funding/x", "bad-name"), ("../x/y", "bad-name"), ("a/../b", "bad-name"), ("meetings/monthly", "clause-exists")],
)
def test_a_name_that_cannot_be_is_refused(scratch: Scratch, name: str, code: str) -> None:
    result = run(scratch, "clause", "new", name, "--title", "T", "--summary", "S.")
    assert (result.exit_code, f"[{code}]" in result.stderr) == (1, True)


def test_the_next_version_is_a_draft_with_the_same_wording(scratch: Scratch) -> None:
    scratch.edit(CLAUSE, "status: approved\n", "# Who may use it\nstatus: approved\n# A remark\n")
    assert run(scratch, "clause", "bump", "meetings/monthly", "--change", "minor", "--why", "Papers: sent earlier.").exit_code == 0
    library = Library(scratch.root)
    old, new = library.clause("meetings/monthly", 1), library.clause("meetings/monthly", 2)
    assert wording_digest(old) == wording_digest(new)
    assert (new.front.status, new.front.change, new.front.changes) == ("draft", "minor", "Papers: sent earlier.")
    text = (scratch.root / "clauses/meetings/monthly/v2.md").read_text(encoding="utf-8")
    assert "# Who may use it\nstatus: draft\nchange: minor\n" in text
    assert "# A remark\n" in text


def test_a_version_after_that_says_its_own_change(scratch: Scratch) -> None:
    for why in ("The first.", "The second."):
        run(scratch, "clause", "bump", "meetings/monthly", "--change", "editorial", "--why", why)
    text = (scratch.root / "clauses/meetings/monthly/v3.md").read_text(encoding="utf-8")
    assert text.count("changes:") == text.count("change:") == 1
    assert "The second." in text


def test_every_clause_of_this_repository_can_be_bumped(tmp_path: Path) -> None:
    library = Library(ROOT)
    for id, versions in library.versions.items():
        path, data = next_version(ROOT, id, "editorial", "A test.")
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(data)
        (tmp_path / "clauses/law.yaml").write_bytes((ROOT / "clauses/law.yaml").read_bytes())
        assert wording_digest(Library(tmp_path).clause(id, versions[-1] + 1)) == wording_digest(library.clause(id, versions[-1]))


def test_a_clause_that_is_not_there_is_a_near_miss(scratch: Scratch) -> None:
    result = run(scratch, "clause", "bump", "meetings/montly", "--change", "minor", "--why", "W.")
    assert "Did you mean “meetings/monthly”?" in result.stderr

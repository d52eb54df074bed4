"""Approvals: what they cover, how they go stale, and that no document says Approved over a text that nobody approved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from docgen.composition.compose import compose
from docgen.composition.front_matter import approved_content
from docgen.document.problems import DocgenError
from docgen.document.tree import Document
from docgen.document.values import Date
from docgen.library.clauses import Library
from docgen.partnership import approvals, partnership_files
from tests.edits import edited
from tests.revisions import REVISIONS, ROOT, document
from tests.scratch import NEXT, REVISION, Scratch, repository, run


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


def approve(scratch: Scratch, name: str, by: str, *words: str) -> Result:
    return run(scratch, "approve", name, "--by", by, "--on", "2024-06-01", *words)


def composed(scratch: Scratch, name: str) -> Document:
    return compose(partnership_files.load(scratch.root, name), Library(scratch.root))


def status(scratch: Scratch, name: str = "scratch/1") -> tuple[str, str]:
    front = composed(scratch, name).front
    return front.status, front.watermark


def test_a_text_that_says_it_is_approved_and_is_not_is_marked_on_every_page(scratch: Scratch) -> None:
    scratch.edit(REVISION, "status: draft", "status: approved")
    assert status(scratch) == ("Awaiting approval", "NOT APPROVED")


def test_an_approved_text_says_so_and_names_who_approved_it(scratch: Scratch) -> None:
    assert approve(scratch, "scratch/1", "Jo  Doe, Chair").exit_code == 0
    front = composed(scratch, "scratch/1").front
    assert (front.status, front.watermark) == ("Approved", "")
    assert ("Approved by", "Jo Doe, Chair (1 June 2024)") in front.control


@pytest.mark.parametrize("declared", ["illustrative", "superseded"])
def test_what_is_illustrative_or_superseded_stays_so(scratch: Scratch, declared: str) -> None:
    scratch.edit(REVISION, "status: draft", f"status: {declared}")
    before = status(scratch)
    approve(scratch, "scratch/1", "Jo Doe, Chair")
    assert status(scratch) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The aims are plain.", "The aims are plain!"),
        ("chair: The Leader", "chair: the Leader"),
        ("title: Agreement", "title: An agreement"),
        ("2024-05", "2024-06"),
    ],
)
def test_one_other_word_leaves_the_approval_behind(scratch: Scratch, old: str, new: str) -> None:
    approve(scratch, "scratch/1", "Jo Doe, Chair")
    scratch.edit(REVISION, old, new)
    assert status(scratch) == ("Draft", "DRAFT")
    shown = run(scratch, "status", "scratch/1", "--strict")
    assert "text changed since approval" in shown.stdout
    assert shown.exit_code == 1
    scratch.edit(REVISION, new, old)
    assert status(scratch) == ("Approved", "")


@pytest.mark.parametrize(
    ("old", "new"),
    [("status: draft", "status: approved"), ("title: Agreement", "# a remark\ntitle: Agreement"), ("date: 2024-05", "numbering: none\ndate: 2024-05")],
)
def test_status_remarks_and_looks_leave_the_approval_as_it_is(scratch: Scratch, old: str, new: str) -> None:
    approve(scratch, "scratch/1", "Jo Doe, Chair")
    scratch.edit(REVISION, old, new)
    assert status(scratch) == ("Approved", "")


def test_all_who_must_approve_have_to(scratch: Scratch) -> None:
    scratch.edit(REVISION, "status: draft", "status: approved\napprovers: [Chair, Chief Executive]")
    approve(scratch, "scratch/1", "Al Poe, Chief Executive")
    assert status(scratch) == ("Awaiting approval", "NOT APPROVED")
    assert " Chair " in run(scratch, "status", "scratch/1").stdout
    approve(scratch, "scratch/1", "Sam Roe, chair")
    assert status(scratch) == ("Approved", "")


def test_an_approval_that_would_count_for_no_approver_is_refused(scratch: Scratch) -> None:
    scratch.edit(REVISION, "status: draft", "status: approved\napprovers: [Chair]")
    result = approve(scratch, "scratch/1", "Jo Doe, Vice-Chair")
    assert (result.exit_code, "[not-an-approver]" in result.stderr, "Did you mean “Chair”?" in result.stderr) == (1, True, True)
    assert approve(scratch, "scratch/1", "Jo Doe, Vice-Chair", "--section", "aims").exit_code == 0


@pytest.fixture
def two(scratch: Scratch) -> Scratch:
    """With two parties whose officers have the same post, both of whom must approve."""
    scratch.edit(REVISION, "short: the Council}\n", "short: the Council}\n  trust: {name: Scratch Trust, representative: Chief Executive}\n")
    scratch.edit(REVISION, "status: draft", f"status: approved\napprovers: [{COUNCIL}, {TRUST}]")
    scratch.edit(REVISION, "signatories:\n", f"signatories:\n  - {TRUST}\n")
    return scratch


COUNCIL, TRUST = "{party: council, post: Chief Executive}", "{party: trust, post: Chief Executive}"


def test_one_approval_does_not_count_for_two_parties(two: Scratch) -> None:
    result = approve(two, "scratch/1", "Jo Doe, Chief Executive")
    assert (result.exit_code, "[ambiguous-post]" in result.stderr) == (1, True)
    assert "--party and one of council, trust" in result.stderr
    assert approve(two, "scratch/1", "Jo Doe, Chief Executive", "--party", "council").exit_code == 0
    assert status(two) == ("Awaiting approval", "NOT APPROVED")
    assert "Chief Executive, Scratch Trust" in run(two, "status", "scratch/1").stdout
    assert approve(two, "scratch/1", "Jo Doe, Chief Executive", "--party", "trust").exit_code == 0, "one person may hold both posts"
    assert status(two) == ("Approved", "")


@pytest.mark.parametrize("by", ["Jo Doe, Chief Executive, Scratch Council", "Jo Doe, chief executive, the Council"])
def test_an_approval_may_name_its_party_in_words(two: Scratch, by: str) -> None:
    assert approve(two, "scratch/1", by).exit_code == 0
    (held,) = approvals.read(two.root, two.root / "partnerships/scratch")
    assert (held.party, held.by.casefold()) == ("council", "jo doe, chief executive")


def test_the_only_party_with_a_post_need_not_be_named_and_is_recorded(scratch: Scratch) -> None:
    result = approve(scratch, "scratch/1", "Jo Doe, Chief Executive")
    assert "approved by Jo Doe, Chief Executive, Scratch Council, in" in result.stdout
    (held,) = approvals.read(scratch.root, scratch.root / "partnerships/scratch")
    assert held.line.endswith(" council: Jo Doe, Chief Executive")
    assert ("Approved by", "Jo Doe, Chief Executive, Scratch Council (1 June 2024)") in composed(scratch, "scratch/1").front.control


@pytest.mark.parametrize(
    ("approvers", "code", "words"),
    [
        (f"[¦Chief Executive, {TRUST}]", "ambiguous-post", "{party: council, post: Chief Executive} or {party: trust, post: Chief Executive}"),
        ("[{party: ¦trst, post: Chief Executive}]", "unknown-party", "Did you mean “trust”?"),
        (f"[{TRUST}, ¦{TRUST}]", "duplicate-approver", "Chief Executive, Scratch Trust"),
        ("[Chair, ¦chair]", "duplicate-approver", "chair"),
        ("[{¦parti: trust, post: Chair}]", "unknown-key", "Did you mean “party”?"),
        ("[¦{party: trust}]", "missing-key", "post: …"),
        ("[¦[Chair]]", "wrong-type", "a mapping"),
    ],
)
def test_an_approver_of_whom_nobody_can_say_who_it_is_is_a_problem(two: Scratch, approvers: str, code: str, words: str) -> None:
    place = two.edit(REVISION, f"[{COUNCIL}, {TRUST}]", approvers)
    (problem,) = two.problems("scratch/1")
    assert (problem.position, problem.code) == (place, code)
    assert words in f"{problem.seen} {problem.expected} {problem.advice}"


def test_a_post_alone_is_read_where_only_one_party_has_it(two: Scratch) -> None:
    two.edit(REVISION, f"[{COUNCIL}, {TRUST}]", "[Chief Constable]")
    two.edit(REVISION, "  trust: {", "  police: {name: Scratch Police, delegate: Chief Constable}\n  trust: {")
    two.edit(REVISION, "signatories:\n", "signatories:\n  - {party: police, post: Chief Constable}\n")
    approve(two, "scratch/1", "Jo Doe, Chief Constable")
    assert status(two) == ("Approved", "")


@pytest.mark.parametrize(
    ("who", "code"), [("Jo Doe, Chief Executive", "ambiguous-post"), ("trst: Jo Doe, Chief Executive", "unknown-party"), ("trust: Jo Doe, Chief Executive", "")]
)
def test_a_line_that_does_not_say_for_whom_it_is_is_a_problem_at_its_line(two: Scratch, who: str, code: str) -> None:
    content = approved_content(partnership_files.load(two.root, "scratch/1"), composed(two, "scratch/1"))
    two.write("partnerships/scratch/approvals.txt", f"# old form\n2024-06-01 1 {content} {who}\n2024-05-01 1 {'0' * 64} Al Poe, Chief Executive\n")
    problems = two.problems("scratch/1")
    assert [(problem.code, problem.position.line) for problem in problems] == ([(code, 2)] if code else []), "an approval of an earlier text is left alone"


@pytest.mark.parametrize("by", ["Jo Doe", "Jo Doe,", ", Chair", " , ", "", "council: Jo Doe, Chief Executive", "Jo\u202e Doe, Chair"])
@pytest.mark.parametrize("command", [("approve", "scratch/1"), ("clause", "review", "meetings/monthly")])
def test_a_name_without_a_role_is_wrong_usage(scratch: Scratch, command: tuple[str, ...], by: str) -> None:
    result = run(scratch, *command, "--by", by)
    assert (result.exit_code, "--by" in result.stderr) == (2, True)
    assert not list(scratch.root.rglob("approvals.txt")) and not list(scratch.root.rglob("reviews.txt"))


def test_an_approval_of_one_revision_is_none_of_the_next(scratch: Scratch) -> None:
    approve(scratch, "scratch/1", "Jo Doe, Chair")
    assert status(scratch, "scratch/2") == ("Draft", "DRAFT")
    scratch.write(NEXT, 'extends: "1"\nstatus: approved\n')
    assert composed(scratch, "scratch/2").sections == composed(scratch, "scratch/1").sections
    assert status(scratch, "scratch/2") == ("Awaiting approval", "NOT APPROVED")


def test_a_section_and_a_clause_can_be_approved_alone(scratch: Scratch) -> None:
    assert "scratch/1#" not in approve(scratch, "scratch/1", "Jo Doe, Chair", "--section", "meetings").stdout
    assert approve(scratch, "meetings/monthly@1", "Jo Doe, Lawyer").exit_code == 0
    held = approvals.read(scratch.root, scratch.root / "partnerships/scratch")
    assert [approval.of for approval in held] == ["1#meetings"]
    assert [approval.of for approval in approvals.read(scratch.root, scratch.root / "clauses")] == ["meetings/monthly@1"]
    assert status(scratch) == ("Draft", "DRAFT")


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [("scratch/1", ("--section", "meeting"), "unknown-section"), ("scratch/9", (), "unknown-revision"), ("meetings/monthly@7", (), "unknown-version")],
)
def test_what_is_not_there_cannot_be_approved(scratch: Scratch, name: str, words: tuple[str, ...], code: str) -> None:
    result = approve(scratch, name, "Jo Doe, Chair", *words)
    assert (result.exit_code, f"[{code}]" in result.stderr) == (1, True)
    assert not (scratch.root / "partnerships/scratch/approvals.txt").exists()


def test_a_line_that_records_nothing_is_reported(scratch: Scratch) -> None:
    scratch.write("partnerships/scratch/approvals.txt", "# a remark\n\n2024-02-30 1 " + "0" * 64 + " Jo\nyes\n")
    with pytest.raises(DocgenError) as caught:
        partnership_files.load(scratch.root, "scratch/1")
    assert [(problem.code, problem.position.line) for problem in caught.value.problems] == [("bad-approval", 3), ("bad-approval", 4)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(name=st.sampled_from(REVISIONS), seed=st.integers(0, 10_000))
def test_any_edit_of_any_revision_changes_what_is_approved(name: str, seed: int) -> None:
    partnership, old = partnership_files.load(ROOT, name), document(name)
    new = edited(old, seed, 1).document
    # The edits are made in the tree, so the digests of the sections must be made again, as composing does.
    assume(new != old)
    digests = [approved_content(partnership, compose_again(source)) for source in (old, new)]
    assert digests[0] != digests[1]


def compose_again(source: Document) -> Document:
    from docgen.document.fingerprint import fingerprint

    sections = tuple(
        replace(section, origin=replace(section.origin, digest=fingerprint(section.title, section.blocks, section.sections))) if section.origin else section
        for section in source.sections
    )
    return replace(source, sections=sections)


def test_days_are_days() -> None:
    assert Date(2021, 6).is_past(Date(2021, 7, 1))
    assert not Date(2021, 6).is_past(Date(2021, 6, 30))
    assert Date(2021, 6, 29).is_past(Date(2021, 6, 30))
    assert not Date(2021).is_past(Date(2021, 12, 31))

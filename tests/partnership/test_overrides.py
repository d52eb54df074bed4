"""Texts in place of a clause's: what they may say, who answers for them and until when, where they are listed, and when they end."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from docgen.cli.main import main
from docgen.composition.compose import compose
from docgen.document.problems import Position, Problem
from docgen.document.tree import Document, plain, walk
from docgen.document.values import Date
from docgen.library.clauses import Library
from docgen.partnership.override_text import anchors
from docgen.partnership.overrides import expired, overrides
from docgen.partnership.partnership_files import load
from docgen.redlines.compare_revisions import compare
from tests.scratch import CLAUSE, HERE, NEXT, REVISION, Scratch, repository

BODY = """\
The bodies meet every month. {{ chair }} chairs. {#meeting}

{% if notice %}
- Papers are sent {{ notice }} before.
- Late papers wait. {#papers}
{% endif %}

| Body | Seats |
|---|---|
| Board | 5 | {#seats}

> Nothing is quoted. {#quoted}

Table: Months {#months}

| Month |
|---|
| May | {#table}
"""
FACTS = "      reason: The board meets rarely.\n      owner: Head of Law\n      until: 2027-03\n"
WHOLE = f"    override:\n{FACTS}      text: |\n        The board meets when {{{{ chair }}}} calls it.\n"
PART = f"    override:\n{FACTS}      paragraphs:\n        meeting: |\n          The board meets rarely.\n\n          {{{{ chair }}}} chairs it.\n"


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = repository(tmp_path)
    text = (scratch.root / CLAUSE).read_text(encoding="utf-8")
    scratch.write(CLAUSE, text[: text.index("---\nThe bodies") + 4] + BODY)
    scratch.edit(REVISION, " [](#meetings)", " full")
    return scratch


def override(scratch: Scratch, text: str) -> Position:
    return scratch.edit(REVISION, "    clause: meetings/monthly@1\n", "    clause: meetings/monthly@1\n" + text)


def composed(scratch: Scratch, name: str = "scratch/1") -> Document:
    return compose(load(scratch.root, name), Library(scratch.root))


def words(document: Document) -> list[str]:
    (meetings,) = (section for section in document.sections if section.id == "meetings")
    return [plain(node.inlines) for node in walk(meetings) if hasattr(node, "inlines") and type(node).__name__ in ("Paragraph", "Cell")]


def problem(scratch: Scratch) -> Problem:
    (found,) = scratch.problems("scratch/1")
    return found


def test_anchors_name_blocks_and_leave_no_trace_in_the_document(scratch: Scratch) -> None:
    assert list(anchors(Library(scratch.root).clause("meetings/monthly", 1).blocks)) == ["meeting", "papers", "seats", "quoted", "table"]
    with_anchors = composed(scratch)
    path = scratch.root / CLAUSE
    text = path.read_text(encoding="utf-8")
    for name in ("meeting", "papers", "seats", "quoted", "table"):
        text = text.replace(f" {{#{name}}}", "")
    path.write_text(text, encoding="utf-8")
    assert composed(scratch) == with_anchors and "{#" not in repr(with_anchors)


def test_the_text_of_a_named_block_is_kept_as_it_is_typed(scratch: Scratch) -> None:
    found = anchors(Library(scratch.root).clause("meetings/monthly", 1).blocks)
    assert found["papers"] == "- Papers are sent {{ notice }} before.\n- Late papers wait."


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (f"One. {HERE}{{#a}}\n\nTwo. {{#b}}\n{{# a comment #}}\n", ""),
        (f"One. {{#a}}\n\nTwo. {HERE}{{#a}}\n", "duplicate-id"),
        (f"One. {HERE}{{#A b}}\n", "bad-id"),
        (f"One {HERE}{{#a}}\nand two.\n", "anchor-place"),
        (f"- One {HERE}{{#a}}\n- and two.\n", "anchor-place"),
        (f"{HERE}{{#a}}\n", "anchor-place"),
        ("One \\{#a}\n", ""),
    ],
)
def test_an_anchor_stands_at_the_end_of_a_block_and_once(scratch: Scratch, typed: str, code: str) -> None:
    place = scratch.edit(CLAUSE, BODY, typed)
    found = scratch.problems("scratch/1")
    assert [(each.position, each.code) for each in found] == ([(place, code)] if code else [])


def test_an_override_gives_the_whole_text_with_the_values_of_the_clause(scratch: Scratch) -> None:
    override(scratch, WHOLE)
    document = composed(scratch)
    assert words(document) == ["The board meets when The Leader calls it."]
    origin = document.sections[0].origin
    assert origin and (origin.clause, origin.version, origin.reason) == ("meetings/monthly", 1, "The board meets rarely.")


def test_an_override_of_paragraphs_leaves_the_others(scratch: Scratch) -> None:
    before = words(composed(scratch))
    override(scratch, PART + "        papers: Papers are few.\n")
    assert words(composed(scratch)) == ["The board meets rarely.", "The Leader chairs it.", "Papers are few.", *before[3:]]


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        (WHOLE.replace("    override", f"    {HERE}override").replace("      reason: The board meets rarely.\n", ""), "missing-key", "“reason”"),
        (WHOLE.replace("    override", f"    {HERE}override").replace("      owner: Head of Law\n", ""), "missing-key", "“owner”"),
        (WHOLE.replace("    override", f"    {HERE}override").replace("      until: 2027-03\n", ""), "missing-key", "“until”"),
        (WHOLE.replace("2027-03", f"{HERE}soon"), "wrong-value", "2019-09"),
        (f"    {HERE}override:\n{FACTS}", "override-text", "text: |"),
        (WHOLE.replace("    override", f"    {HERE}override") + "      paragraphs: {meeting: Other.}\n", "override-text", "one of the two"),
        (PART.replace("meeting:", f"{HERE}meting:"), "unknown-anchor", "Did you mean “meeting”?"),
        (WHOLE.replace("{{ chair }}", f"{HERE}{{{{ chare }}}}"), "undefined-name", "Did you mean “chair”?"),
        (
            WHOLE.replace("The board meets when", f"{HERE}<<<<<<< override\n        The board meets when")
            + "        =======\n        All.\n        >>>>>>> a/b@2\n",
            "unresolved-conflict",
            "Keep",
        ),
    ],
)
def test_what_is_wrong_with_an_override_is_reported_at_its_place(scratch: Scratch, text: str, code: str, told: str) -> None:
    place = override(scratch, text)
    found = problem(scratch)
    assert found.code == code and told in found.seen + found.expected + found.advice
    if code == "missing-key":
        assert found.position.line == place.line + 1 or found.position == place
    else:
        assert found.position == place


def test_a_conflict_is_reported_in_any_text_once_for_each(scratch: Scratch) -> None:
    one = scratch.edit(CLAUSE, BODY, f"{HERE}<<<<<<< override\n\nA.\n=======\n\nB.\n>>>>>>> a/b@2\n\n{BODY}")
    two = scratch.edit(REVISION, "      The aims are plain.", f"      The aims are plain.\n      {HERE}=======")
    assert [(each.position, each.code) for each in scratch.problems("scratch/1")] == [(one, "unresolved-conflict"), (two, "unresolved-conflict")]


def test_an_override_without_a_clause_is_a_problem(scratch: Scratch) -> None:
    scratch.edit(REVISION, "    reason: The aims are ours alone.\n", f"    reason: The aims are ours alone.\n{WHOLE}")
    assert problem(scratch).code == "override-without-clause"


def test_a_later_revision_can_change_and_end_an_override(scratch: Scratch) -> None:
    override(scratch, WHOLE)
    scratch.edit(NEXT, "sections:\n", "sections:\n  meetings:\n    override: {until: 2028}\n")
    (found,) = overrides(load(scratch.root, "scratch/2"))
    assert (found.until, found.owner, found.section) == (Date(2028), "Head of Law", "meetings")
    scratch.edit(NEXT, "{until: 2028}", "null")
    assert not list(overrides(load(scratch.root, "scratch/2"))) and len(words(composed(scratch, "scratch/2"))) > 3


def test_build_tells_each_override_below_its_revision(scratch: Scratch) -> None:
    override(scratch, WHOLE)
    result = CliRunner().invoke(main, ["--root", str(scratch.root), "build", "scratch/1", "other", "--format", "json", "--output", str(scratch.output)])
    assert result.stdout == (
        "scratch/1: 1 file, 1 changed\n"
        "  override of meetings/monthly@1 in meetings until March 2027: The board meets rarely (Head of Law)\n"
        "other/1: 1 file, 1 changed\n"
    )


def test_overrides_stand_in_the_control_table_only_where_that_is_said(scratch: Scratch) -> None:
    override(scratch, WHOLE)
    assert "Own text" not in str(composed(scratch).front.control)
    scratch.edit(REVISION, "status: draft\n", "status: draft\noverrides_in_control: true\n")
    row = ("Own text in “meetings”", "In place of meetings/monthly@1 until March 2027: The board meets rarely (Head of Law)")
    assert composed(scratch).front.control[-1] == row


@pytest.mark.parametrize(
    ("until", "last", "after"),
    [
        ("2027-03", (2027, 3, 31), (2027, 4, 1)),
        ("2028-02", (2028, 2, 29), (2028, 3, 1)),
        ("2027", (2027, 12, 31), (2028, 1, 1)),
        ("2027-03-05", (2027, 3, 5), (2027, 3, 6)),
    ],
)
def test_an_override_has_expired_after_its_last_day(scratch: Scratch, until: str, last: tuple[int, int, int], after: tuple[int, int, int]) -> None:
    place = override(scratch, WHOLE.replace("until: 2027-03", f"until: {HERE}{until}"))
    partnership = load(scratch.root, "scratch/1")
    assert not list(expired(partnership, Date(*last)))
    (found,) = expired(partnership, Date(*after))
    assert (found.code, found.position) == ("expired-override", place)
    assert until in found.seen and "Head of Law" in found.advice


def causes(scratch: Scratch, change: str) -> set[tuple[str, str]]:
    scratch.write(NEXT, f'extends: "1"\nsections:\n  meetings:\n{change}')
    made = compare(scratch.root, "scratch/1", "scratch/2")
    return {(told.source, told.cause_kind) for change in made.redline.changes if change.section for told in [made.explanations[change.id]]}


def test_the_cause_of_a_change_is_the_override_that_made_it(scratch: Scratch) -> None:
    told = "override: The board meets rarely. (Head of Law, until March 2027)"
    assert causes(scratch, WHOLE) == {(f"{told} ({NEXT}:4)", "text")}
    override(scratch, WHOLE)
    where = f"({NEXT}:4)"
    assert causes(scratch, "    override: {until: 2028, text: The board never meets.}\n") == {
        (f"override: The board meets rarely. (Head of Law, until 2028) ({REVISION}:14)", "text")
    }, where
    assert causes(scratch, "    override: null\n") == {(told.replace("override:", "override taken out:") + f" ({REVISION}:14)", "text")}
    assert causes(scratch, "    override: {until: 2028}\n") == set()


def test_a_value_that_changed_in_an_override_is_the_value_s_doing(scratch: Scratch) -> None:
    override(scratch, WHOLE)
    assert {kind for _, kind in causes(scratch, "    with: {chair: The Mayor}\n")} == {"value"}

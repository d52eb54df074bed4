"""The values of substance that come from the defaults of clauses are told, and those that state nothing are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from docgen.cli.main import main
from docgen.composition.compose import composed
from docgen.library.clauses import Library
from docgen.partnership.default_values import Read, default_values
from docgen.partnership.partnership_files import load
from docgen.partnership.resolution import resolve
from tests.scratch import CLAUSE, HERE, REVISION, Scratch, repository

NOTICE = "    default: 5 working days\n"


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


def told(scratch: Scratch, name: str = "scratch/1") -> list[tuple[str, str, str]]:
    revision, read = resolve(load(scratch.root, name), Library(scratch.root)), Read()
    composed(revision, read=read)
    return [(value.section, value.parameter, value.value) for value in default_values(revision, read)]


def output(scratch: Scratch, *words: str) -> str:
    return CliRunner().invoke(main, ["--root", str(scratch.root), *words]).stdout


def add(scratch: Scratch, parameter: str, text: str) -> None:
    """Give the clause one more parameter, and a sentence with it."""
    scratch.edit(CLAUSE, NOTICE, f"{NOTICE}  more: {{help: What more there is., {parameter}}}\n")
    scratch.edit(CLAUSE, "month. {{ chair }} chairs.", f"month. {text} {{{{ chair }}}} chairs.")


def test_a_default_is_told_with_its_section_and_its_value(scratch: Scratch) -> None:
    assert told(scratch) == [("meetings", "notice", "5 working days")]


def test_a_value_that_the_file_states_is_not_told_even_if_it_is_that_of_the_default(scratch: Scratch) -> None:
    scratch.edit(REVISION, "chair: The Leader", "chair: The Leader\n      notice: 5 working days")
    assert told(scratch) == told(scratch, "scratch/2") == []


def test_a_value_that_a_later_revision_takes_back_is_told_of_that_revision(scratch: Scratch) -> None:
    scratch.edit(REVISION, "chair: The Leader", "chair: The Leader\n      notice: 3 days")
    scratch.edit("partnerships/scratch/2.yaml", "sections:\n", "sections:\n  meetings: {with: {notice: null}}\n")
    assert (told(scratch), told(scratch, "scratch/2")) == ([], [("meetings", "notice", "5 working days")])


@pytest.mark.parametrize(
    ("parameter", "text", "value"),
    [
        ("type: percent, example: 40, default: 50", "At least {{ more }} attend.", "50%"),
        ("type: money, example: 40, default: 1500", "Each pays {{ more }}.", "£1,500"),
        ("type: integer, example: 4, default: 0", "There are {{ more }} posts.", "0"),
        ("type: boolean, example: true, default: true", "{% if more %}Others may attend.{% endif %}", "yes"),
        ("type: boolean, example: true, default: 'yes'", "{% if more %}Others may attend.{% endif %}", "yes"),
        ("type: choice, options: [by post, by email], example: by post, default: by email", "Papers go {{ more }}.", "by email"),
        ("type: text, example: the clerk, default: the secretary", "Papers go to {{ more }}.", "the secretary"),
        ("type: list, example: [a], default: [the clerk, the chair]", "{% for one in more %}Papers go to {{ one }}. {% endfor %}", "the clerk and the chair"),
        ("type: markdown, example: a, default: 'the *clerk*'", "Papers go to {{ more }}.", "the *clerk*"),
    ],
)
def test_a_default_of_any_type_is_told_as_the_document_says_it(scratch: Scratch, parameter: str, text: str, value: str) -> None:
    add(scratch, parameter, text)
    assert ("meetings", "more", value) in told(scratch)


@pytest.mark.parametrize(
    ("parameter", "text"),
    [
        ("type: text, example: protocol, default: memorandum, form: true", "This {{ more }} says so."),
        ("type: text, example: the clerk, default: ''", "{% if more %}Papers go to {{ more }}.{% endif %}"),
        ("type: boolean, example: true, default: false", "{% if more %}Others may attend.{% endif %}"),
        ("type: boolean, example: true, default: 'no'", "{% if more %}Others may attend.{% endif %}"),
        ("type: text, example: the clerk, default: the secretary", "{% if false %}Papers go to {{ more }}.{% endif %}"),
        ("type: text, example: the clerk, default: the secretary", ""),
    ],
)
def test_a_form_of_words_and_what_adds_nothing_to_the_text_are_not_told(scratch: Scratch, parameter: str, text: str) -> None:
    add(scratch, parameter, text)
    assert [name for _, name, _ in told(scratch)] == ["notice"]


def test_a_default_in_a_paragraph_that_an_override_replaced_is_not_told(scratch: Scratch) -> None:
    override = "override: {reason: A test., owner: A, until: 2030-01-01, text: The bodies meet.}"
    scratch.edit(REVISION, "    with:\n      chair: The Leader", f"    with: {{chair: The Leader}}\n    {override}")
    assert told(scratch) == []


@pytest.mark.parametrize("parameter", ["type: duration, example: 5 days, default: 5 days", "type: boolean, example: true, default: true"])
def test_only_words_can_be_marked_as_a_form_of_words(scratch: Scratch, parameter: str) -> None:
    place = scratch.edit(CLAUSE, NOTICE, f"{NOTICE}  more: {{help: What more there is., {parameter}, form: {HERE}true}}\n")
    assert [(problem.code, problem.position) for problem in scratch.problems("scratch/1")] == [("wrong-value", place)]


def test_a_parameter_without_a_default_has_no_form(scratch: Scratch) -> None:
    place = scratch.edit(CLAUSE, "    example: the Leader\n", f"    example: the Leader\n    form: {HERE}true\n")
    assert [problem.position for problem in scratch.problems("scratch/1")] == [place]


def test_build_ends_with_one_line_before_that_of_the_findings_and_lists_all_if_asked(scratch: Scratch) -> None:
    line = output(scratch, "build", "scratch", "--format", "md").splitlines()[-2]
    assert line == "2 values of substance come from defaults (notice: 5 working days): docgen build scratch --defaults"
    rows = output(scratch, "build", "scratch", "--format", "md", "--defaults").splitlines()[-4:-1]
    assert [row.split() for row in rows] == [
        ["FILE", "SECTION", "PARAMETER", "DEFAULT", "CLAUSE"],
        ["partnerships/scratch/1.yaml:13", "meetings", "notice", "5", "working", "days", "meetings/monthly@1"],
        ["partnerships/scratch/2.yaml", "meetings", "notice", "5", "working", "days", "meetings/monthly@1"],
    ]


def test_what_was_approved_is_not_told_until_the_text_changes(scratch: Scratch) -> None:
    def warned() -> list[str]:
        found = json.loads(output(scratch, "--problems", "json", "check", "scratch/1", "--select", "C102"))
        return [problem["code"] for problem in found]

    assert warned() == ["C102 value-from-default"]
    assert CliRunner().invoke(main, ["--root", str(scratch.root), "approve", "scratch/1", "--by", "Jo Doe, Leader", "--on", "2024-05-01"]).exit_code == 0
    assert (warned(), "defaults" in output(scratch, "build", "scratch/1", "--format", "md")) == ([], False)
    scratch.edit(REVISION, "The Leader", "The Mayor")
    assert (warned(), "defaults" in output(scratch, "build", "scratch/1", "--format", "md")) == (["C102 value-from-default"], True)


def test_the_rule_stands_where_the_clause_is_named(scratch: Scratch) -> None:
    place = scratch.edit(REVISION, "clause: meetings/monthly@1", f"clause: {HERE}meetings/monthly@1")
    assert output(scratch, "check", "scratch/1", "--select", "C102").startswith(
        f"{place}: warning: The section “meetings” takes a value of substance from its default in “meetings/monthly@1”: notice: 5 working days. [C102 "
    )

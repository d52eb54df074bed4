"""The page of the rules is made from the rules; rules take linear time, and their messages and fixes are fit to use."""

from __future__ import annotations

import re
import time

import pytest
from click.testing import CliRunner

from docgen.checks import rulebook
from docgen.checks.draft import Draft
from docgen.checks.foreign_draft import of_text
from docgen.checks.rulebook import Rule
from docgen.cli.main import main
from tests.checks.test_rules import LAW, TODAY
from tests.revisions import ROOT

TIMED = [rule for rule in rulebook.rules() if rule.code[0] in "ACW"]


def test_the_page_of_the_rules_is_what_docgen_rules_prints() -> None:
    """`docgen rules --markdown > docs/rules.md` writes the page again."""
    printed = CliRunner().invoke(main, ["rules", "--markdown"]).output
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == printed == rulebook.reference()


def test_every_rule_has_a_section_on_the_page_and_every_example() -> None:
    page = rulebook.reference()
    assert re.findall(r"^### ([A-Z]\d{3}) ", page, re.M) == sorted(
        (rule.code for rule in rulebook.rules()), key=lambda code: (list(rulebook.FAMILIES).index(code[0].lower()), code)
    )
    assert page.count("```") == 2 * sum(len(rule.examples) for rule in rulebook.rules())


@pytest.fixture(scope="module")
def long() -> Draft:
    """A text of 2,000 sections with lists, links, brackets and hostile runs of one character."""
    part = "## Section {n}\n\nThe Board (and its groups) will;\n\n- meet (each quarter),\n- Keep it's register and/or [a “list”](#);\n- hear others\n\n"
    runs = " ".join(character * 5000 for character in "([‘'_-,.x")
    return of_text("".join(part.format(n=n) for n in range(2000)) + runs + "\n" + "a " * 5000 + "](" * 3000, "long.md", TODAY, LAW)


@pytest.mark.parametrize("rule", TIMED, ids=lambda rule: rule.code)
def test_a_rule_takes_time_in_proportion_to_the_text(rule: Rule, long: Draft) -> None:
    began = time.process_time()
    list(rule.problems(long))
    assert time.process_time() - began < 5


@pytest.mark.parametrize("rule", TIMED, ids=lambda rule: rule.code)
def test_a_message_is_a_sentence_with_curly_quotes_and_says_what_is_expected(rule: Rule, long: Draft) -> None:
    for problem, _ in list(rule.problems(long))[:50]:
        assert problem.seen.endswith((".", ".”", "?"))
        assert '"' not in problem.seen
        assert problem.expected or problem.advice


FIXES = (
    ("W105", "The Board meets in May,, June.", "The Board meets in May, June."),
    ("W106", "The Board meets , and reports.", "The Board meets, and reports."),
    ("W107", "The Board has it's seal.", "The Board has its seal."),
    ("W108", "The Childrens Board meets.", "The Children's Board meets."),
    ("W112", "The work will be lead by the Council.", "The work will be led by the Council."),
    ("W115", "The Board will favor openness.", "The Board will favour openness."),
    ("W116", "They organise and recognise, and scrutinize.", "They organise and recognise, and scrutinise."),
    ("W131", "They meet in order to agree.", "They meet to agree."),
)


@pytest.mark.parametrize(("code", "before", "after"), FIXES, ids=[code for code, _, _ in FIXES])
def test_a_rule_finds_nothing_after_its_fix(code: str, before: str, after: str) -> None:
    (rule,) = (rule for rule in rulebook.rules() if rule.code == code)
    ((_, fix),) = rule.problems(of_text(before, "before.md", TODAY, LAW))
    assert fix is not None
    assert before.replace(*fix) == after
    assert not list(rule.problems(of_text(after, "after.md", TODAY, LAW)))


def test_a_finding_has_the_place_of_its_word() -> None:
    (rule,) = (rule for rule in rulebook.rules() if rule.code == "W104")
    ((problem, _),) = rule.problems(of_text("One line.\n\nEach **agency** gives help k where asked.", "place.md", TODAY, LAW))
    assert (problem.position.line, problem.position.column) == (3, 28)

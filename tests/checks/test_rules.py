"""Every drafting rule finds something in its failing examples and nothing in its passing ones, and says what it finds and why."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from docgen.checks import rulebook
from docgen.checks.apply_fixes import apply
from docgen.checks.draft import Draft, of_document
from docgen.checks.foreign_draft import of_text
from docgen.checks.house_style_colours import of_sheet
from docgen.checks.revision_draft import draft_of
from docgen.checks.rulebook import FAMILIES, Example, Rule
from docgen.checks.run_rules import Found
from docgen.document.values import Date
from docgen.library.clauses import Library
from tests.facts import composed_with
from tests.revisions import REVISIONS, ROOT, document

TODAY = Date(2026, 11, 26)
LAW = Library(ROOT).law
EXAMPLES = [(rule, example) for rule in rulebook.rules() for example in rule.examples]
every_rule = pytest.mark.parametrize("rule", rulebook.rules(), ids=lambda rule: rule.code)


def draft(example: Example) -> Draft:
    if example.form == "page.css":
        return replace(of_text("", "page.css", TODAY, LAW), looks=tuple(of_sheet(example.text, "page.css")))
    if example.form == "facts":
        partnership, _ = composed_with(example.text)
        return replace(draft_of(partnership, Library(ROOT), TODAY), profiles=Library(ROOT).profiles)
    return of_text(example.text, "example.md", TODAY, LAW)


@every_rule
def test_a_rule_has_a_family_a_severity_a_reason_and_examples_of_both_kinds(rule: Rule) -> None:
    assert rule.code[0].lower() in FAMILIES
    assert re.fullmatch("[A-Z][0-9]{3}", rule.code)
    assert rule.severity in ("error", "warning")
    assert rule.summary.endswith(".")
    assert len(rule.why) > 40
    assert {example.fails for example in rule.examples} == {True, False}


@every_rule
def test_a_rule_finds_nothing_in_an_empty_text(rule: Rule) -> None:
    assert list(rule.problems(of_text("", "example.md", TODAY, LAW))) == []


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule.code}-{number}" for number, (rule, _) in enumerate(EXAMPLES)])
def test_a_failing_example_has_findings_and_a_passing_one_none(rule: Rule, example: Example) -> None:
    found = [problem for problem, _ in rule.problems(draft(example))]
    assert bool(found) is example.fails, found


@pytest.mark.parametrize("rule", [rule for rule in rulebook.rules() if rule.local], ids=lambda rule: rule.code)
def test_a_local_rule_finds_the_same_in_each_passage_alone(rule: Rule) -> None:
    drafts = [draft(example) for example in rule.examples] + [of_document(document(name), None, TODAY, LAW) for name in REVISIONS]
    for whole in drafts:
        alone = {found for passage in whole.passages for found in rule.problems(replace(whole, passages=(passage,)))}
        assert set(rule.problems(whole)) == alone


def fixed(text: str, rule: Rule) -> tuple[str, list[tuple[str, str]]]:
    """A text after one round of a rule's fixes, and the fixes that were applied."""
    lines = text.split("\n")
    done: list[tuple[str, str]] = []
    for problem, fix in sorted(rule.problems(of_text(text, "example.md", TODAY, LAW)), key=lambda row: row[0].position, reverse=True):
        before = "\n".join(lines)
        if fix:
            apply(lines, Found("", problem, fix))
        if "\n".join(lines) != before:
            done.append((" ".join(fix[0].split()), " ".join(fix[1].split())) if fix else ("", ""))
    return "\n".join(lines), done


@pytest.mark.parametrize(("rule", "example"), [row for row in EXAMPLES if row[1].fails and row[1].form == "text"], ids=lambda row: getattr(row, "code", ""))
def test_one_round_of_fixes_is_enough_and_changes_only_what_they_say(rule: Rule, example: Example) -> None:
    once, done = fixed(example.text, rule)
    again, more = fixed(once, rule)
    assert (again, more) == (once, [])
    removed, added = (Counter(re.findall(r"\w+", " ".join(words))) for words in zip(*done, strict=True)) if done else (Counter(), Counter())
    before, after = (Counter(re.findall(r"\w+", text)) for text in (example.text, once))
    assert before - after == removed - added
    assert after - before == added - removed


def test_codes_and_names_are_each_used_once() -> None:
    assert len({rule.code for rule in rulebook.rules()}) == len({rule.name for rule in rulebook.rules()}) == len(rulebook.rules())

"""A fault in a value is reported where the partnership file gives it, through loops, filters and `extends`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.checks.draft import Draft, Passage, of_document
from docgen.checks.foreign_draft import of_text
from docgen.checks.run_rules import Settings, run_rules
from docgen.document.problems import Position
from docgen.document.tree import Field, FieldBlock, Paragraph, Strong, Text
from docgen.document.values import Date
from docgen.library.clauses import Library
from docgen.partnership import partnership_files
from docgen.partnership.value_places import ValuePlaces
from tests import pair
from tests.facts import composed_with
from tests.revisions import REVISIONS, ROOT, document

TODAY = Date(2026, 11, 26)
LAW = Library(ROOT).law

FACTS = """\
parties:
  health: {name: Exshire Trust, short: the Trust}
sections:
  scope:
    title: Scope
    clause: introduction/scope@1
    with:
      subjects:
        - how to meet
        - how to part
  terms:
    title: Terms
    reason: An example.
    text: |
      The {{ parties.council.name }} and **{{ parties.police.name }}** meet.

      {{ parties.health }} joins {{ parties.health }}, of {{ parties | length | words }} parties.
"""


def draft(facts: str) -> Draft:
    partnership, made = composed_with(facts)
    return of_document(made, partnership, TODAY, LAW)


def place(made: Draft, words: str) -> Position:
    passage = next(passage for passage in made.passages if words in passage.text)
    return passage.at(passage.text.index(words))


def test_an_item_of_a_loop_is_found_by_its_words() -> None:
    assert place(draft(FACTS), "how to part") == Position("example.yaml", 10, 11)


def test_a_fact_is_found_by_its_name_in_the_file_that_a_revision_extends() -> None:
    assert place(draft(FACTS), "Exshire County Council and") == Position("base.yaml", 6, 19)
    assert place(draft(FACTS), "Exshire Police meet") == Position("base.yaml", 7, 18)


def test_a_body_is_found_under_its_full_name_however_it_is_shown() -> None:
    made = draft(FACTS)
    assert place(made, "Exshire Trust (") == place(made, "the Trust, of") == Position("example.yaml", 2, 18)


def test_of_two_that_say_the_same_each_is_found_by_its_name() -> None:
    facts = """\
parties: {council: {representative: Jo Doe}, police: {representative: Jo Doe}}
sections: {who: {title: Who, reason: An example., text: "For the police {{ parties.police.representative }} speaks."}}
"""
    assert place(draft(facts), "Jo Doe") == Position("example.yaml", 1, facts.rindex("Jo Doe", 0, 80) + 1)


def test_a_finding_in_a_value_of_each_of_two_partnerships_is_reported_twice() -> None:
    text = Passage("paragraph", "The color of it.", Position("clause.md", 3, 1))
    both = [of_text("", name, TODAY, LAW) for name in ("a", "b")]
    drafts = [replace(each, passages=(replace(text, values=((4, 9, Position(f"{each.name}.yaml", 2, 2)),)),)) for each in both]
    assert [each.problem.position.file for each in run_rules(drafts, Settings(("W115",))).found] == ["a.yaml", "b.yaml"]


def test_a_title_stands_where_the_file_gives_it() -> None:
    assert place(draft(FACTS), "Terms") == Position("example.yaml", 12, 12)


def test_what_follows_a_markdown_value_stands_in_its_clause_again() -> None:
    blocks = (FieldBlock("body", (Paragraph((Text("A value."),), position=Position("a.yaml", 3, 1)),)), pair.table(("Head",), ("A cell",)))
    section = replace(pair.section("aims", "One."), blocks=blocks, position=Position("a.md", 7, 1))
    made = of_document(pair.document("none", section), None, TODAY, LAW)
    assert (place(made, "A value."), place(made, "A cell")) == (Position("a.yaml", 3, 1), Position("a.md", 7, 1))


def test_the_words_around_a_value_stand_in_their_paragraph() -> None:
    made = draft(FACTS)
    assert place(made, " joins ").line == 17
    assert place(made, " meet.").line == 15


def test_what_an_expression_makes_of_a_value_that_is_no_text_stands_in_its_paragraph() -> None:
    assert place(draft(FACTS), "three parties").line == 17


def test_spaces_that_a_line_loses_move_no_value() -> None:
    partnership, _ = composed_with("title: A title\n")
    inlines = (Text("  The  "), Strong((Field("title", (Text("A title"),)),)), Text(" is "), Field("title", (Text("A title"),)))
    spans = list(ValuePlaces(partnership).spans(inlines, ""))
    assert [(start, end) for start, end, _ in spans] == [(7, 14), (18, 25)]


@pytest.mark.parametrize("name", REVISIONS)
def test_each_value_that_is_found_by_its_words_stands_there(name: str) -> None:
    partnership = partnership_files.load(ROOT, name)
    made = of_document(document(name), partnership, TODAY, LAW)
    found = []
    for passage in made.passages:
        for start, end, at in passage.values:
            words, line = passage.text[start:end], (ROOT / at.file).read_text().splitlines()[at.line - 1]
            assert words == words.strip()
            assert passage.at(start) == at
            found.append(words in line)
    # the others are dates, short forms and what is joined
    assert sum(found) >= 10

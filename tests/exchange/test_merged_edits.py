"""The answers of several partners together: what they agree on, what one of them wants, and where they want different things."""

from __future__ import annotations

from dataclasses import replace

from docgen.exchange.edits.edit_words import matter_in_words
from docgen.exchange.edits.merged_edits import merged_edits
from tests.exchange.answers import found, in_section, p, read, typed_over

HALTON = "halton/2020"
WEEKS = "every 4 weeks"
LEARNS = "A party that learns"


def test_answers_are_sorted_into_what_is_agreed_what_stands_alone_and_what_conflicts() -> None:
    document = read(HALTON)
    council = typed_over(document, {WEEKS: "every 5 weeks", LEARNS: "Any party that learns"})
    trust = typed_over(document, {WEEKS: "every 6 weeks", LEARNS: "Any party that learns"})
    police = in_section(document, "complaints", lambda section: replace(section, blocks=(*section.blocks, p("No complaint is lost."))))
    answers = {"Council": found(HALTON, council), "Trust": found(HALTON, trust), "Police": found(HALTON, police)}
    told = ["\n".join(matter_in_words(matter)) for matter in merged_edits(answers)]
    assert told == [
        "7 Successor bodies: agreed by Council, Trust\n  Council, Trust: “A” → “Any”",
        "8.6 Contextual Safeguarding Operational Group: different wishes of Council, Trust\n"
        "  Council: “every 4 weeks” → “every 5 weeks”\n  Trust: “every 4 weeks” → “every 6 weeks”",
        "9 Complaints: wanted by Police\n  Police: added: “No complaint is lost.”",
    ]


def test_edits_of_the_same_line_that_do_not_touch_stand_alone() -> None:
    document = read(HALTON)
    first, last = (
        typed_over(document, {LEARNS: "Any party that learns"}),
        typed_over(document, {"before the change takes effect": "before the change has effect"}),
    )
    matters = merged_edits({"Council": found(HALTON, first), "Trust": found(HALTON, last)})
    assert [matter.accord for matter in matters] == ["alone", "alone"]


def test_a_section_that_one_takes_out_and_another_edits_is_a_conflict() -> None:
    document = read(HALTON)
    gone = in_section(document, "successor-bodies", lambda section: None)
    kept = typed_over(document, {LEARNS: "Any party that learns"})
    (matter,) = merged_edits({"Council": found(HALTON, gone), "Trust": found(HALTON, kept)})
    assert (matter.accord, [wish.partner for wish in matter.wishes]) == ("conflict", ["Council", "Trust"])


def test_the_same_words_put_in_two_places_are_two_matters() -> None:
    document = read(HALTON)
    one = in_section(document, "complaints", lambda section: replace(section, blocks=(*section.blocks, p("It is so."))))
    other = in_section(document, "values", lambda section: replace(section, blocks=(*section.blocks, p("It is so."))))
    assert [matter.accord for matter in merged_edits({"Council": found(HALTON, one), "Trust": found(HALTON, other)})] == ["alone", "alone"]

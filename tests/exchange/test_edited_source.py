"""Words changed in the source of a text, and words restored to the fields that they came from."""

from __future__ import annotations

import pytest

from docgen.document.tree import Emphasis, Field, Reference, Strong, Term, Text, plain
from docgen.exchange.fitting.edited_source import with_words_changed
from docgen.exchange.fitting.restored_words import restored_line


@pytest.mark.parametrize(
    ("source", "old", "new", "made"),
    [
        (
            "Papers are sent {{ notice }} before.",
            "Papers are sent 5 days before.",
            "All papers are sent 5 days before.",
            "All papers are sent {{ notice }} before.",
        ),
        ("The **board** meets\nin {{ place }}.", "The board meets in Hale.", "The board always meets in Hale.", "The **board** always meets\nin {{ place }}."),
        (
            "{% if x %}Yes, the first. {% endif %}And more.",
            "Yes, the first. And more.",
            "Yes, the first. And much more.",
            "{% if x %}Yes, the first. {% endif %}And much more.",
        ),
        ("See [](#aims) and “it”.", "See section 2 and “it”.", "See section 2 or “it”.", "See [](#aims) or “it”."),
        ("The party's duty.", "The party’s duty.", "The party’s only duty.", "The party's only duty."),
        ("- one;\n- two;\n- three.", "one;\ntwo;\nthree.", "one;\nten;\nthree.", "- one;\n- ten;\n- three."),
        ("One. Two.", "One. Two.", "One. Two. Three.", "One. Two. Three."),
        ("One. Two.", "One. Two.", "Two.", "Two."),
        ("One two three", "One two three", "One three", "One three"),
    ],
)
def test_a_change_of_words_leaves_everything_else_in_the_source(source: str, old: str, new: str, made: str) -> None:
    assert with_words_changed(source, old, new) == made


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("Paid{% if now %} now{% endif %}.", "Paid now.", "Paid."),
        ("Sent before.", "Sent before.", "Sent *before*."),
        ("In {{ a }}{{ b }}.", "In three months.", "In two years."),
    ],
)
def test_a_change_that_meets_more_than_words_is_not_made_in_the_source(source: str, old: str, new: str) -> None:
    assert with_words_changed(source, old, new) is None


def test_unchanged_words_are_again_the_field_the_term_and_the_reference_that_they_were() -> None:
    years, council = Field("years", (Text("two"),)), Field("parties.council", (Term("council", "Exshire Council", "the Council", ending="’s"),))
    was = (Text("In "), years, Text(" years "), council, Text(" share ends; see "), Reference("aims", lead="section ", label="2"), Text("."))
    now = (Text("In two full years the Council’s "), Strong((Text("whole"),)), Text(" share ends; see section 2."))
    made = restored_line(was, now, lambda node: True)
    assert plain(made) == plain(now)
    assert [type(node) for node in made] == [Text, Field, Text, Field, Text, Strong, Text, Reference, Text]
    assert made[4] == Text("’s "), "the ending of a name stands after its field in a source"


def test_words_that_changed_stay_words() -> None:
    was = (Text("In "), Field("years", (Text("two"),)), Text(" years, or two months."))
    assert restored_line(was, (Text("In three years, or two months."),), lambda node: True) == (Text("In three years, or two months."),)
    assert restored_line(was, (Text("In two years."),), lambda node: False) == (Text("In two years."),)
    split = (Text("In "), Emphasis((Text("two"),)), Text(" years."))
    assert restored_line(was, split, lambda node: True)[1] == Emphasis((Field("years", (Text("two"),)),))


def test_words_that_replace_a_field_take_its_place_in_the_source() -> None:
    source = "Sent within {{ notice | words }} of the end, in {{ place }}."
    old, new = "Sent within three months of the end, in Hale.", "Sent within about four months of the end, in Hale."
    assert with_words_changed(source, old, new) == "Sent within about four months of the end, in {{ place }}."

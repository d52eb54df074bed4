"""The findings of changes: each where it should be, and nowhere else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from docgen.comparison.change_findings import findings, is_of_substance
from docgen.comparison.diff import diff
from docgen.comparison.redline_summary import change_in_words
from docgen.document.redline import Change
from docgen.document.tree import Cell, Document, Item, Link, List, Paragraph, Reference, Row, Section, Table, Text
from tests.comparison.sentences import found, found_between, paragraph, with_blocks
from tests.revisions import document as composed

Kind = Literal["inserted", "deleted", "replaced", "moved", "restyled"]


def change(old: str, new: str, kind: Kind | None = None) -> Change:
    made: Kind = kind or ("replaced" if old and new else "inserted" if new else "deleted")
    return Change(1, made, "words", "a", "1", "1", "A", old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("should", "must", ("duty strengthened",)),
        ("must", "may", ("duty weakened",)),
        ("will", "will not", ("duty reversed",)),
        ("not", "", ("duty reversed",)),
        ("", "They must publish it.", ("duty added",)),
        ("They will publish it.", "", ("duty removed",)),
        ("10 working days", "15 working days", ("time limit",)),
        ("every 6 weeks", "every 4 weeks", ("frequency",)),
        ("12%", "18%", ("sum or share",)),
        ("£68,500", "£70,000", ("sum or share",)),
        ("30 September 2019", "30 September 2020", ("date",)),
        ("Chief Superintendent", "Superintendent", ("named post or person",)),
        ("Children Act 1989", "Children Act 2004", ("legal citation",)),
        ("", "if the board agrees", ("condition added",)),
        ("subject to approval", "", ("condition removed",)),
        ("its staff", "its workforce", ()),
        ("Board", "board", ("cosmetic only",)),
        ("a, b", "a b", ()),
        ("a “b”", 'a "b"', ("cosmetic only",)),
        ("a  b", "a b", ("cosmetic only",)),
    ],
)
def test_a_finding_is_what_the_words_say(old: str, new: str, expected: tuple[str, ...]) -> None:
    assert findings(change(old, new)) == expected


def test_looks_and_order_are_no_substance_and_words_are() -> None:
    assert not is_of_substance(change("a", "a", "moved"), findings(change("a", "a", "moved")))
    assert not is_of_substance(change("a", "a", "restyled"), findings(change("a", "a", "restyled")))
    assert is_of_substance(change("a", "b"), findings(change("a", "b")))


SUM, LIMIT, DATE, OFTEN, LAW = ("sum or share",), ("time limit",), ("date",), ("frequency",), ("legal citation",)
STRONGER, WEAKER, TURNED, ADDED, REMOVED = (("duty " + name,) for name in ("strengthened", "weakened", "reversed", "added", "removed"))
POST, LOOKS = ("named post or person",), ("cosmetic only",)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # Sums and shares.
        ("The Council pays £52,250 each year.", "The Council pays £53,550 each year.", SUM),
        ("Its share is 12% of the cost.", "Its share is 22% of the cost.", SUM),
        ("The Council pays £500 a year.", "The Council pays €500 a year.", SUM),
        ("The fee is £1.50 a copy.", "The fee is £150 a copy.", SUM),
        ("It holds 2.5 of the shares.", "It holds 25 of the shares.", SUM),
        ("It costs 50,000 pounds in all.", "It costs 60,000 pounds in all.", SUM),
        ("It costs fifty thousand pounds in all.", "It costs sixty thousand pounds in all.", SUM),
        ("Each pays half of the cost.", "Each pays two thirds of the cost.", SUM),
        ("The share is 33.3% each.", "The share is 333% each.", SUM),
        ("They pay in the ratio 60:40.", "They pay in the ratio 60:50.", SUM),
        ("They pay up to £500 for it.", "They pay at least £500 for it.", SUM),
        ("The budget changes by −1.5% then.", "The budget changes by +1.5% then.", SUM),
        ("They pay in equal shares.", "They pay in shares.", SUM),
        ("It pays £1.5 million in all.", "It pays £1.5 billion in all.", SUM),
        ("It pays £500 per month for it.", "It pays £500 per year for it.", OFTEN),
        ("It pays £45,000 for it.", "It pays £45000 for it.", LOOKS),
        ("It pays 12% of it.", "It pays 12 per cent of it.", LOOKS),
        ("It pays 50% of it.", "It pays half of it.", LOOKS),
        # Periods.
        ("It replies within five working days.", "It replies within three working days.", LIMIT),
        ("It replies within five working days.", "It replies within five days.", LIMIT),
        ("It lasts for three years from then.", "It lasts for five years from then.", LIMIT),
        ("It lasts for twelve (12) months.", "It lasts for eighteen (18) months.", LIMIT),
        ("It has a three-year term.", "It has a two-year term.", LIMIT),
        ("It replies within ten days.", "It replies after ten days.", LIMIT),
        ("It replies within a month of it.", "It replies within a week of it.", LIMIT),
        ("It ends after a hundred and twenty days.", "It ends after a hundred and thirty days.", LIMIT),
        ("It replies within 3 working days.", "It replies within three working days.", LOOKS),
        ("It lasts for 12 months then.", "It lasts for one year then.", LOOKS),
        ("It replies promptly to all.", "It replies immediately to all.", LIMIT),
        # Dates.
        ("They meet in June at noon.", "They meet in July at noon.", DATE),
        ("From 1/2/2024 on.", "From 12/2024 on.", DATE),
        ("From 01/02/2024 on.", "From 1 February 2024 on.", LOOKS),
        ("It is for 2018/19 alone.", "It is for 2019/20 alone.", DATE),
        ("It is for 2018/19 alone.", "It is for 2018–19 alone.", LOOKS),
        ("It began on 30 September 2019 there.", "It began on 30 September 2020 there.", DATE),
        ("It began on 30 September 2019 there.", "It began on 30th September 2019 there.", LOOKS),
        ("It ends on 30 September 2019 there.", "It ends on 30 September 2020 there.", ("date", "time limit")),
        ("They meet on Monday there.", "They meet on Friday there.", DATE),
        ("It may meet, may vote and may not speak.", "It may meet, may vote and must not speak.", ()),
        # Frequency.
        ("They meet twice a year there.", "They meet four times a year there.", OFTEN),
        ("They meet every quarter there.", "They meet every month there.", OFTEN),
        ("They meet every quarter there.", "They meet four times a year there.", LOOKS),
        ("They meet quarterly in town.", "They meet monthly in town.", OFTEN),
        ("They meet every six weeks there.", "They meet every two weeks there.", OFTEN),
        ("They meet at least once a year.", "They meet at most once a year.", OFTEN),
        # Law.
        ("It follows section 11 of the Act.", "It follows section 16 of the Act.", LAW),
        ("See section 1.1 of the Act.", "See section 11 of the Act.", LAW),
        ("It follows the Children Act 1989 here.", "It follows the Children Act 2004 here.", LAW),
        ("It follows the Children Act 2004 here.", "It follows the Care Act 2014 here.", LAW),
        ("It follows Article 6 here.", "It follows Article 9 here.", LAW),
        ("It follows section 5 of this memorandum.", "It follows section 6 of this memorandum.", ()),
        # The force of a duty.
        ("The Board shall meet.", "The Board must meet.", ()),
        ("The Board must meet then.", "The Board will use reasonable endeavours to meet then.", WEAKER),
        ("The Board agrees to pay it.", "The Board intends to pay it.", WEAKER),
        ("The Board has to pay it.", "The Board can pay it.", WEAKER),
        ("The report is published.", "The report may be published.", WEAKER),
        ("The Board should meet.", "The Board must meet.", STRONGER),
        ("The Board may pay it.", "The Board must pay it.", STRONGER),
        ("The Board is expected to pay it.", "The Board is required to pay it.", STRONGER),
        ("The Board will publish it.", "The Board will not publish it.", TURNED),
        ("The Board must not publish it.", "The Board must publish it.", TURNED),
        ("The Board may publish it.", "The Board may not publish it.", TURNED),
        ("No member may vote twice.", "A member may vote twice.", TURNED),
        ("The Board agrees not to publish it.", "The Board agrees to publish it.", TURNED),
        ("It is under a statutory duty to pay.", "It is not under a statutory duty to pay.", REMOVED),
        ("The Board must pay it.", "The Board need not pay it.", REMOVED),
        ("The Board will write it.", "The Board will write it and publish it.", ADDED),
        ("The Board will write it, and will publish it.", "The Board will write it.", REMOVED),
        ("It depends on its being agreed that the board pays.", "It depends on its being known that the board pays.", ("condition",)),
        ("Limitation not Liability", "Limitation of Liability", ()),
        ("The Board agrees not to destroy the file.", "The Board agrees to keep the file.", ()),
        ("The term may be renewed.", "The term may be (but is not required to be) renewed.", ()),
        ("The Board may not vote.", "The Board may NOT vote.", LOOKS),
        ("A gift made by will is welcome.", "A gift made by deed is welcome.", ()),
        ("The Board must act “as it must” there.", "The Board must act “as it may” there.", ()),
        ("The report, which must be public, is short.", "The report, which may be public, is short.", WEAKER),
        ("The chair can call a meeting.", "The chair cannot call a meeting.", TURNED),
        ("The parties are to meet.", "The parties are free to meet.", WEAKER),
        # Conditions.
        ("Data may be shared if the parent agrees.", "Data may be shared.", ("condition removed",)),
        ("It lasts a while, unless all object.", "It lasts a while, if all object.", ("condition",)),
        ("It lasts if all of them agree.", "It lasts if most of them agree.", ("condition",)),
        # Posts and persons.
        ("The Director of Public Health signs it.", "The Director of Children’s Services signs it.", POST),
        ("Only the chair calls a meeting.", "The chair calls a meeting.", ()),
        ("The Chief Constable signs it.", "The Assistant Chief Constable signs it.", POST),
        ("It is signed by David Parr today.", "It is signed by Jane Smith today.", POST),
        ("Name: Andrew Davies", "Name: Andrew Davis", POST),
        ("Dr Ann Lee leads the work.", "Dr Ann Law leads the work.", POST),
        ("Once a day the Unit meets.", "Now and then the Unit meets.", OFTEN),
        ("The chair signs it.", "The deputy chair signs it.", POST),
        # Looks.
        ("They meet at  noon.", "They meet at noon.", LOOKS),
        ("The “Unit” meets.", 'The "Unit" meets.', LOOKS),
        ("The Unit’s work goes on.", "The Unit's work goes on.", LOOKS),
        ("The Council will re-sign the plan.", "The Council will resign the plan.", ()),
        ("The front-line staff meet.", "The frontline staff meet.", LOOKS),
        ("The organisation meets.", "The organization meets.", LOOKS),
        ("The Trust’s boards meet.", "The Trusts’ boards meet.", ()),
        ("The staff, who work at night, meet.", "The staff who work at night meet.", ()),
        ("They plan and/or meet.", "They plan and or meet.", ()),
    ],
)
def test_a_finding_is_what_the_sentence_says(old: str, new: str, expected: tuple[str, ...]) -> None:
    assert (found(old, new).labels, found(old, new).substance) == (expected, expected != LOOKS)
    if not {"added", "removed", "weakened", "strengthened"} & {word for label in expected for word in label.split()}:
        assert found(new, old).labels == expected


DEFINES = "This is between Anytown Council (“the Council”) and the Trust (each a “Party”, together “the Parties”)."


@pytest.mark.parametrize(("old", "new"), [("All the Parties meet.", "All the parties meet."), ("Then the Council meets.", "Then the council meets.")])
def test_a_defined_term_that_loses_its_capital_is_of_substance(old: str, new: str) -> None:
    assert found(old, new, DEFINES).labels == ("definition",)
    assert found(old, new).labels == LOOKS


def test_a_duty_that_passes_to_another_party_is_told() -> None:
    assert "party" in found("Then the Council will pay it.", "Then the Hospital will pay it.", DEFINES).labels


def test_an_item_under_must_is_a_duty() -> None:
    lead, one, two = paragraph("The Council must:"), Item((paragraph("chair the meetings;"),)), Item((paragraph("publish the minutes of each of them."),))
    before, after = with_blocks(lead, List(False, (one,))), with_blocks(lead, List(False, (one, two)))
    assert found_between(before, after).labels == ADDED
    assert found_between(after, before).labels == REMOVED
    what = replace(lead, inlines=(Text("The plan covers:"),))
    assert found_between(with_blocks(what, List(False, (one,))), with_blocks(what, List(False, (one, two)))).labels == ()


def linked(url: str, words: str = "here") -> Document:
    return with_blocks(Paragraph((Text("The plan can be read "), Link(url, (Text(words),)), Text("."))))


def test_a_link_that_leads_elsewhere_is_of_substance_and_both_addresses_are_told() -> None:
    redline = found_between(linked("https://a.example/1"), linked("https://a.example/2"))
    assert redline.substance
    assert [change_in_words(change) for change in redline.changes] == ["“here (https://a.example/1)” → “here (https://a.example/2)”"]
    assert redline.labels == ()


def test_a_reference_to_another_section_is_of_substance_but_one_to_the_same_under_another_id_is_no_change() -> None:
    def referring(target: str, *ids: str) -> Document:
        line = Paragraph((Text("See "), Reference(target, (Text("there"),)), Text(" for more.")))
        return with_blocks(
            line, sections=tuple(Section(id, (Text(title),), (paragraph(title * 9),)) for id, title in zip(ids, ("Money ", "Review "), strict=True))
        )

    assert found_between(referring("a", "a", "b"), referring("b", "a", "b")).substance
    assert not diff(referring("a", "a", "b"), referring("c", "c", "b")).changes


def table(*alignments: Any, cells: tuple[str, ...] = ("Council", "12%")) -> Document:
    heads, row = (
        Row(tuple(Cell((Text(head),)) for head in ("Partner", "Share", "Post")[: len(cells)])),
        Row(tuple(Cell((Text(cell),) if cell else ()) for cell in cells)),
    )
    return with_blocks(Table(heads, (row,), alignments))


def test_the_alignment_of_a_column_is_looks_and_an_emptied_cell_is_not() -> None:
    assert found_between(table("left", "left"), table("left", "right")).labels == LOOKS
    assert not found_between(table("left", "left"), table("left", "right")).substance
    assert found_between(table("left", "left"), table("left", "left", cells=("Council", ""))).labels == SUM
    wider = found_between(table("left", "left"), table("left", "left", "left", cells=("Council", "12%", "Chief")))
    assert {(change.kind, change.node) for change in wider.changes} >= {("altered", "table")}
    assert found_between(table("left", "left", cells=("Council", "-")), table("left", "left", cells=("Council", ""))).substance


def covered(date: str = "June 2019", **rows: str) -> Document:
    document = composed("herefordshire/undated")
    control = tuple((name.replace("_", " "), value) for name, value in rows.items())
    return replace(document, front=replace(document.front, date=date, control=control))


def test_a_revision_s_own_number_and_date_are_never_of_substance_and_other_facts_of_the_cover_are() -> None:
    assert not found_between(covered(Revision="1"), covered(Revision="2")).substance
    assert found_between(covered(Revision="1"), covered(Revision="2")).labels == ("own date or number",)
    own = found_between(covered("June 2019", Revision="2019", Date="June 2019"), covered("June 2020", Revision="2020", Date="June 2020"))
    assert not own.substance and len(own.changes) == 2
    assert found_between(covered("June 2019", Next_review="June 2019"), covered("June 2020", Next_review="June 2020")).substance
    assert found_between(covered(Revision="1", Version="1"), covered(Revision="2", Version="2")).substance
    assert found_between(covered(Status="Draft"), covered(Status="Approved")).substance


_NUMBERS = st.integers(2, 99)


@given(_NUMBERS, _NUMBERS, st.sampled_from(["£{} a year", "{}% of the cost", "€{},000 in all", "{} pounds"]))
def test_any_other_sum_is_told_and_is_never_looks(one: int, other: int, form: str) -> None:
    made = found(f"Then it pays {form.format(one)} for it.", f"Then it pays {form.format(other)} for it.")
    assert made.labels == (SUM if one != other else ())


@given(_NUMBERS, _NUMBERS, st.sampled_from(["working days", "days", "weeks", "months", "years"]))
def test_any_other_period_is_told_in_words_and_in_figures(one: int, other: int, unit: str) -> None:
    words = [num2words(number) for number in (one, other)]
    told = LIMIT if one != other else LOOKS
    assert found(f"It ends within {words[0]} {unit} of it.", f"It ends within {other} {unit} of it.").labels == told
    assert found(f"It ends within {words[0]} {unit} of it.", f"It ends within {words[1]} {unit} of it.").labels == (LIMIT if one != other else ())


@given(st.sampled_from("£€$%.,-/+(:"), st.sampled_from("£€$%.,-/+(:"))
def test_another_sign_in_a_figure_is_never_looks(one: str, other: str) -> None:
    if one != other:
        assert found(f"It is 1{one}50 in all.", f"It is 1{other}50 in all.").substance


LABELLED = json.loads(Path(__file__).with_name("labelled_edits.json").read_text(encoding="utf-8"))


def test_of_a_hundred_edits_that_a_lawyer_labelled_ninety_five_are_right_and_no_duty_or_looks_are_false() -> None:
    sections = composed("halton/2020").sections
    right = 0
    for edit in LABELLED:
        made = found_between(*(with_blocks(paragraph(edit[side]), sections=sections) for side in ("old", "new")))
        right += set(made.labels) == set(edit["labels"]) and made.substance == edit["substance"]
        false = {label for label in set(made.labels) - set(edit["labels"]) if label.startswith("duty") or label == "cosmetic only"}
        assert not false, edit
    assert len(LABELLED) == 100 and right >= 95

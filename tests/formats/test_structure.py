"""Lines of files become documents: headings, numbers, lists, tables and signature blocks, whether styled or only typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.document.problems import Position
from docgen.document.tree import Break, Note, Paragraph, Strong, Text
from docgen.formats.reading.file_text import FileText, Furniture, Grid, Line, Picture
from docgen.formats.reading.structure import Structured, structured
from docgen.formats.text.reader import file_text
from tests.read_outline import headings, outline, words_in, words_out


def read(text: str) -> Structured:
    return structured(file_text(text.encode(), "draft.txt"), "draft/1")


def shown(text: str, words: int = 3) -> list[str]:
    return outline(read(text).document, words)


def line(words: str, kind: str = "paragraph", level: int = 0, label: str = "", group: str = "", **more: object) -> Line:
    return Line((Text(words),), Position("f.docx"), kind, level, label, group, **more)  # type: ignore[arg-type]


def of(*parts: Line | Grid | Picture) -> Structured:
    return structured(FileText(parts), "f")


NUMBERED = """Memorandum of Understanding between the Riverside Family Board and the Riverside Board for the Safety of Children in the Borough

1. AIM

1.1 The aim of this memorandum is to say how the boards will work together.

2. PURPOSE OF THE BOARDS

2.1 Riverside Safety Board (RSB)

The board sees that bodies in the borough work together.

Its objectives are:

- to co-ordinate local work; and
- to see that it is effective

2.2 Riverside Family Board (RFB)

The board brings the courts together.

3. REVIEW

The boards review this every year.

4. SIGNATURES:

Independent Chair, Riverside Safety Board

Chair, Riverside Family Board
"""


def test_numbered_headings_are_found_with_those_below_them() -> None:
    made = read(NUMBERED)
    assert headings(made.document) == [
        "# 1 AIM",
        "# 2 PURPOSE OF THE BOARDS",
        "## 2.1 Riverside Safety Board (RSB)",
        "## 2.2 Riverside Family Board (RFB)",
        "# 3 REVIEW",
        "# 4 SIGNATURES:",
    ]
    assert made.document.scheme == "headings"
    assert made.document.front.title.startswith("Memorandum of Understanding between")


def test_a_paragraph_that_alone_has_a_number_keeps_it_as_words() -> None:
    assert shown(NUMBERED, 4)[1] == "1.1 The aim of"


UNNUMBERED = """Riverside and Hillside
Partnership for the Safety of Children

Memorandum of Understanding

Purpose of this Memorandum

The safety of children depends on bodies that work together well in every part of the two boroughs, all the time.

Membership

The members are:

- Riverside Council:
 - Housing
 - Schools
- Hillside Council
- **NHS Riverside**

They meet every month.

References

Children Act (1989) and Children Act (2004), London: The Stationery Office
Department for Education (2018) Working Together to Safeguard Children, London: The Stationery Office
"""


def test_headings_without_numbers_are_short_lines_above_text() -> None:
    made = read(UNNUMBERED)
    assert headings(made.document) == ["# Purpose of this Memorandum", "# Membership", "# References"]
    assert made.document.scheme == "none"
    front = made.document.front
    assert (front.title, front.subtitle) == ("Riverside and Hillside Partnership for the Safety of Children", "Memorandum of Understanding")


def test_items_are_nested_by_their_indents() -> None:
    assert shown(UNNUMBERED, 2)[4:11] == [
        "* Riverside Council:",
        "  * Housing",
        "  * Schools",
        "* Hillside Council",
        "* NHS Riverside",
        "They meet",
        "# References",
    ]


WITH_CONTENTS = """Riverside Partnership

Memorandum Of Understanding

JUNE 2019

Contents

1. Introduction and Context\t3
2. Values and Principles\t4
3. Endorsement ........ 17

1. Introduction and Context

What is the Riverside Partnership?

The partnership takes the place of the board. Its members decide what it does, and for how long it lasts in all.

Who are its members?

The members are the council and the trust. They name the relevant agencies and publish the list on their website.

2. Values and Principles

The principles are these:

1. Safety is the first consideration of all who decide anything at all about risk
2. Nobody can prevent every harm, and so a person is judged by how they decide
3. Good decisions are celebrated

3. Endorsement

We, the undersigned, endorse this memorandum and will work as it says from this day on.

Alex Smith
Chief Executive,
Riverside Council
"""


def test_the_contents_list_is_dropped_and_headings_below_numbered_ones_are_a_level_lower() -> None:
    made = read(WITH_CONTENTS)
    assert headings(made.document) == [
        "# 1 Introduction and Context",
        "## What is the Riverside Partnership?",
        "## Who are its members?",
        "# 2 Values and Principles",
        "# 3 Endorsement",
    ]
    assert [each.words.split()[0] for each in made.dropped if each.kind == "contents"] == ["Contents", "1.", "2.", "3."]
    assert (made.document.front.subtitle, made.document.front.date) == ("Memorandum Of Understanding", "JUNE 2019")


def test_a_numbered_list_is_no_run_of_headings() -> None:
    assert [text for text in shown(WITH_CONTENTS) if text[0].isdigit()] == ["1. Safety is the", "2. Nobody can prevent", "3. Good decisions are"]


def test_names_that_sign_are_no_headings() -> None:
    assert shown(WITH_CONTENTS, 9)[-1] == "Alex Smith Chief Executive, Riverside Council"


RUNNING = """Working arrangements between the Board and the Trust

This document sets out how the two bodies work with each other, and what each of them may expect of the other.

1 The Board

The Board will:

- hold the Trust to account, including:
 - a. by audit,
 - b. by visits, and
 - c. by questions.

Draft 1 Protocol

- publish a report

Draft 1 Protocol

- \u25c6 listen to children

2 The Trust

- lead

Draft 1 Protocol

- plan

4 Operational arrangements

In order to work well, both bodies meet. Each of them sends somebody who can decide on its behalf at once.
"""


def test_lines_that_a_page_left_between_items_are_dropped_and_told() -> None:
    made = read(RUNNING)
    assert [(each.kind, each.words) for each in made.dropped] == [("running line", "Draft 1 Protocol")] * 3
    assert outline(made.document, 3) == [
        "#",
        "This document sets",
        "# 1 The Board",
        "The Board will:",
        "* hold the Trust",
        "  1. by audit,",
        "  2. by visits, and",
        "  3. by questions.",
        "* publish a report",
        "* listen to children",
        "# 2 The Trust",
        "* lead",
        "* plan",
        "# 4 Operational arrangements",
        "In order to",
    ]


def test_a_number_that_docgen_will_count_otherwise_is_told() -> None:
    (warning,) = read(RUNNING).warnings
    assert (warning.code, warning.severity) == ("renumbered", "warning") and "“4”, which becomes “3”" in warning.seen


LEGAL = """Riverside Board

Partner Compact

(February 2017)

1. Introduction

- 1.1 The Compact sets out what partners will do, each by itself and together with the others.
- 1.2 The Board reviews it every year.

2. Commitments

- 2.1 The partners have agreed that they will:
 - take part;
 - send somebody who may decide.

2.2 Where somebody speaks for a profession, they should:

- be chosen by it.

Appendix 1

Functions of the board (Chapter 3)

Section 14 of the Act sets out these objectives, and the board keeps to them in all that it does or omits:

- (a) to co-ordinate; and
- (b) to be effective.

The board has these functions:

- 1(a) to develop policies on:
 - (i) thresholds;
 - (ii) training; and
 - (iii) recruitment.
"""


def test_numbered_paragraphs_make_the_scheme_and_appendices_are_appendices() -> None:
    made = read(LEGAL)
    assert made.document.scheme == "paragraphs" and made.document.front.date == "February 2017"
    assert outline(made.document, 2) == [
        "# 1 Introduction",
        "1.1 The Compact",
        "1.2 The Board",
        "# 2 Commitments",
        "2.1 The partners",
        "* take part;",
        "* send somebody",
        "2.2 Where somebody",
        "* be chosen",
        "+ Appendix 1 Functions of the board (Chapter 3)",
        "Section 14",
        "1. to co-ordinate;",
        "2. to be",
        "The board",
        "* 1(a) to",
        "  1. thresholds;",
        "  2. training; and",
        "  3. recruitment.",
    ]
    assert not made.warnings


SHAPES = (NUMBERED, UNNUMBERED, WITH_CONTENTS, RUNNING, LEGAL)


@pytest.mark.parametrize("text", SHAPES, ids=("numbered", "unnumbered", "contents", "running", "legal"))
def test_no_word_of_a_text_is_lost_or_made_up(text: str) -> None:
    lines = file_text(text.encode(), "draft.txt")
    assert words_out(structured(lines, "draft/1")) == words_in(lines)


LISTS: dict[str, tuple[str, list[str]]] = {
    "letters hold roman numbers": ("(a) one\n(i) two\n(ii) three\n(b) four", ["1. one", "  1. two", "  2. three", "2. four"]),
    "i after h and before j": ("\n".join(f"({sign}) {sign}" for sign in "abcdefghij"), [f"{n}. {sign}" for n, sign in enumerate("abcdefghij", 1)]),
    "i after h and before ii": (
        "\n".join(f"({sign}) {sign}" for sign in "abcdefgh") + "\n(i) x\n(ii) y",
        [*[f"{n}. {sign}" for n, sign in enumerate("abcdefgh", 1)], "  1. x", "  2. y"],
    ),
    "v in roman numbers": ("\n".join(f"({sign}) x" for sign in ("i", "ii", "iii", "iv", "v", "vi")), [f"{n}. x" for n in range(1, 7)]),
    "bullets in numbers": ("1. one:\n- two\n- three\n2. four", ["1. one:", "  * two", "  * three", "2. four"]),
    "another bullet": ("\u2022 one\no two\no three\n\u2022 four", ["* one", "  * two", "  * three", "* four"]),
    "labels aligned at their ends": ("  i. one\n ii. two\niii. three", ["1. one", "2. two", "3. three"]),
    "a list that skips": ("1. one\n2. two\n4. four", ["1. one", "2. two", "4. four"]),
    "a list that begins late": ("(c) one\n(d) two", ["(c) one", "(d) two"]),
    "one label alone": ("(a) one", ["(a) one"]),
    "initials": ("A. Smith\nB. Jones", ["A. Smith", "B. Jones"]),
    "a paragraph within a list": (
        "- one\n - two\n- three\n\nThey also keep:\n\n - four\n- five",
        ["* one", "  * two", "* three", "  They also keep:", "  * four", "* five"],
    ),
    "a sentence that a page broke": ("- one goes\n\non here.\n\n- two", ["* one goes", "  on here.", "* two"]),
}


@pytest.mark.parametrize("case", LISTS)
def test_typed_lists_are_nested_by_label_and_indent(case: str) -> None:
    text, expected = LISTS[case]
    assert shown(f"The board will do all of these things, and it will do them well:\n\n{text}\n\nIt will then report.", 9)[2:-1] == expected


@pytest.mark.parametrize("case", ["a list that skips", "a list that begins late"])
def test_a_list_that_docgen_would_number_anew_stays_words_and_is_told(case: str) -> None:
    text, _ = LISTS[case]
    made = read(f"The board will:\n\n{text}\n\nIt will then report.")
    assert [problem.code for problem in made.warnings] == ["typed-list"]
    assert not [label for label in made.labels if label.kind == "label"]


def test_a_shown_list_that_begins_late_keeps_its_labels_as_words() -> None:
    made = of(line("Duties", "heading", 1), line("third", "item", 1, "3.", "a"), line("fourth", "item", 1, "4.", "a"))
    assert outline(made.document) == ["# Duties", "3. third", "4. fourth"]


def test_shown_lists_follow_their_levels_and_go_on_within_items() -> None:
    items = [line("one", "item", 1, "1.", "a"), line("more", level=1), line("two", "item", 2, "\u2022", "b"), line("three", "item", 1, "2.", "a")]
    assert outline(of(line("Duties", "heading", 1), *items, line("after")).document) == ["# Duties", "1. one", "  more", "  * two", "2. three", "after"]


def test_numbers_typed_in_styled_headings_are_the_sections_numbers_and_years_are_not() -> None:
    texts = ("1 Aim", "1.1 Scope", "2. Money", "2019 accounts", "3 Rivers Board", "Appendix A: Maps")
    made = of(*[part for text in texts for part in (line(text, "heading", 2 if text.startswith("1.1") else 1), line("Words."))])
    assert headings(made.document) == ["# 1 Aim", "## 1.1 Scope", "# 2 Money", "# 2019 accounts", "# 3 Rivers Board", "+ Appendix A Maps"]


def test_a_shown_number_is_taken_as_it_is() -> None:
    made = of(line("Aim", "heading", 1, "1."), line("Words", label="1.1"), line("More", label="1.2"), line("Terms", "heading", 1, "Schedule 2"), line("Words"))
    assert outline(made.document) == ["# 1 Aim", "1.1 Words", "1.2 More", "+ Schedule 2 Terms", "Words"]


def test_a_text_without_headings_is_one_section_without_a_title() -> None:
    assert outline(of(line("The board meets every month."), line("It keeps minutes.")).document, 2) == ["#", "The board", "It keeps"]


def test_sections_have_ids_of_their_own() -> None:
    parts = [
        line("Funding & review", "heading", 1),
        line("x."),
        line("Funding: review", "heading", 1),
        line("y."),
        line("Aim", "heading", 1, section="purpose"),
    ]
    assert [section.id for section in of(*parts, line("z.", section="purpose")).document.sections] == ["funding-review", "funding-review-2", "purpose"]


def cell(*words: str) -> tuple[Line, ...]:
    return tuple(line(text) for text in words)


def test_tables_have_a_header_and_whole_rows_and_boxes_are_paragraphs() -> None:
    ragged = Grid(((cell("Body"), cell("Sum")), (cell("Council", "of Riverside"),)), Position("f"))
    inner = Grid(((cell("1"), cell("2")), (cell("3"), cell("4"))), Position("f"))
    outer = Grid(((cell("A"), cell("B")), ((inner,), cell("C"))), Position("f"))
    box = Grid(((cell("Address", "High Street"),),), Position("f"))
    made = of(line("Money", "heading", 1), line("Table 2: Shares"), ragged, outer, box)
    assert outline(made.document) == ["# Money", "| Body | Sum", "| Council of Riverside | ", "| A | B", "| 1 2 3 4 | C", "Address", "High Street"]
    assert [problem.code for problem in made.warnings] == ["nested-table"]
    assert made.document.sections[0].blocks[0].number == "Table 2"  # type: ignore[union-attr]


def line_of(*lines: str) -> Line:
    """One paragraph with a line break between the lines."""
    return Line(tuple(node for text in lines for node in (Text(text), Break()))[:-1], Position("f"))


SIGNED: dict[str, tuple[Line | Grid, ...]] = {
    "as Markdown has it": (
        line("Signed for and on behalf of the Council"),
        *[line(text, "item", 1, "", "a") for text in ("Signature:", "Name: Alex", "Post: Chair", "Date:")],
    ),
    "as Word has it": (
        line("Signed for and on behalf of the Council", style="SignatureParty"),
        *[line(text, style="SignatureLine") for text in ("Signature", "Name Alex", "Post Chair", "Date")],
    ),
    "with lines to sign on": tuple(
        line(text) for text in ("Signed for and on behalf of the Council:", "Signed ______", "Print name: Alex", "Position: Chair", "Date: ....")
    ),
    "in one paragraph": (line_of("Signed for and on behalf of the Council", "Signature: ____", "Name: Alex", "Post: Chair", "Date: ____"),),
    "as a table": (
        line("Signed for and on behalf of the Council"),
        Grid(
            tuple((cell(name), cell(*filter(None, [value]))) for name, value in (("Signed", ""), ("Name", "Alex"), ("Job title", "Chair"), ("Date", ""))),
            Position("f"),
        ),
    ),
}


@pytest.mark.parametrize("form", SIGNED)
def test_a_signature_block_is_known_in_many_forms(form: str) -> None:
    made = of(line("Signatures", "heading", 1), *SIGNED[form])
    assert outline(made.document) == ["# Signatures", "signed: Alex, Chair, the Council"]


UNSURE = (
    ("Signed for and on behalf of the Council", "Name: Alex", "Post: Chair"),
    ("Signed for and on behalf of the Council", "Signature:", "Name: Alex", "Date: 3 May 2019"),
    ("Signed on behalf of the Council", "Signature:", "Name: Alex", "Date:"),
)


@pytest.mark.parametrize("lines", UNSURE)
def test_what_is_not_surely_a_signature_block_stays_lines(lines: tuple[str, ...]) -> None:
    assert outline(of(line("Signatures", "heading", 1), *map(line, lines)).document, 9) == ["# Signatures", *lines]


def test_a_cover_is_read_where_its_styles_say_what_it_is() -> None:
    styles = (
        ("MOU", "Title"),
        ("Riverside", "Subtitle"),
        ("between", "CoverLabel"),
        ("Council", "CoverParty"),
        ("Trust", "CoverParty"),
        ("Draft", "CoverStatus"),
    )
    made = of(*[line(words, style=style) for words, style in styles], line("May 2019", style="CoverDate"), line("Aim", "heading", 1), line("x."))
    front = made.document.front
    assert (front.title, front.subtitle, front.parties, front.status, front.date) == ("MOU", "Riverside", ("Council", "Trust"), "Draft", "May 2019")
    assert [label.words for label in made.labels] == ["between"]


def test_a_single_heading_above_all_others_is_the_title() -> None:
    made = of(line("Memorandum", "heading", 1), line("Words above."), line("Aim", "heading", 2), line("x."), line("Money", "heading", 2), line("y."))
    assert made.document.front.title == "Memorandum" and headings(made.document) == ["#", "# Aim", "# Money"]


def test_notes_and_pictures_stay_where_they_are() -> None:
    note = Line((Text("The sum"), Note((Paragraph((Text("See the plan."),)),), 1), Text(" is due.")), Position("f"))
    made = of(line("Money", "heading", 1), note, Picture("A map", Position("f")), line("Figure 1: The borough"))
    (section,) = made.document.sections
    assert section.blocks[0].inlines == note.inlines  # type: ignore[union-attr]
    assert outline(made.document)[1:] == ["The sum is", "picture: A map"]


def test_the_mark_of_a_number_within_strong_words_goes_with_it() -> None:
    made = of(Line((Strong((Text("1. Aim"),)),), Position("f"), "heading", 1), line("x."))
    assert made.document.sections[0].number == "1" and headings(made.document) == ["# 1 Aim"]


WORDS = st.lists(
    st.sampled_from(["Council", "the", "pays", "Funding", "2019", "Table", "Appendix", "Date", "i", "1", "signed.", "review:", "of;"]), min_size=1, max_size=16
)
LABELS = ["", "1.", "2.", "3.", "(a)", "(b)", "(i)", "(ii)", "- ", "\u2022", "1.1", "2.1", "Appendix 1:", "- (a)", "1"]


@st.composite
def lines(draw: st.DrawFn) -> Line | Grid | Picture:
    words = " ".join(draw(WORDS))
    kind = draw(st.sampled_from(["paragraph", "paragraph", "paragraph", "item", "heading", "quote", "caption", "title", "contents"]))
    typed = draw(st.sampled_from(LABELS))
    shown = draw(st.sampled_from(["", "", "1.", "2.", "(a)", "\u2022", "1.1"])) if kind in ("item", "heading", "paragraph") else ""
    level = draw(st.integers(1, 3)) if kind in ("item", "heading") else draw(st.sampled_from([0, 0, 1]))
    if draw(st.integers(0, 9)) == 0:
        return Grid(((cell(words), cell("x")), (cell("y"),)), Position("f"), draw(st.integers(0, 1)))
    if draw(st.integers(0, 19)) == 0:
        return Picture(words, Position("f"))
    return line(f"{typed} {words}".strip(), kind, level, shown, draw(st.sampled_from(["", "a"])), indent=draw(st.sampled_from([0, 0, 2, 4])))


@settings(max_examples=150)
@given(st.lists(lines(), max_size=14))
def test_no_word_of_any_lines_is_lost_or_made_up(parts: list[Line | Grid | Picture]) -> None:
    text = FileText(tuple(parts), (Furniture("Page 1", "page number", Position("f")),))
    assert words_out(structured(text, "f")) == words_in(text)


HOSTILE: dict[str, Callable[[], str]] = {
    "many lines": lambda: "The board meets.\n\n" * 30_000,
    "a list that goes ever deeper": lambda: "\n".join(" " * n + "- x" for n in range(3_000)),
    "many items": lambda: "\n".join(f"{n}. x" for n in range(1, 20_000)),
    "labels of many shapes": lambda: "(a) x\n1) y\ni. z\n" * 5_000,
    "a line without an end": lambda: "word " * 200_000,
    "many equal headings": lambda: "1. Funding\n\nThe council pays.\n\n" * 5_000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_text_is_read_whole(case: str) -> None:
    lines = file_text(HOSTILE[case]().encode(), "f.txt")
    assert words_out(structured(lines, "f")) == words_in(lines)


@pytest.mark.parametrize("number", ["4.1A", "4A", "12.3B"])
def test_a_number_that_was_put_between_others_is_no_part_of_another(number: str) -> None:
    made = of(line("1. Purpose", "heading"), line("Words."), line(f"{number}. Payment on account", "heading"), line("More words."))
    assert any(f"{number}. Payment on account" in heading for heading in headings(made.document))

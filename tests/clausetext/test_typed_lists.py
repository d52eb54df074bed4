"""A list typed as in a letter becomes a list where nothing else can be meant; otherwise its first line is told, and prose is left alone."""

from __future__ import annotations

import pytest

from tests.sketch import FIRST_LINE, problems, sketch

LISTS = {
    "letters with a bracket": (
        "The Council will:\n\na) chair the meetings;\nb) keep the minutes; and\nc) publish them.",
        "p(The Council will:) ol(p(chair the meetings;); p(keep the minutes; and); p(publish them.))",
    ),
    "letters in brackets, right below their lead-in": ("It will:\n(a) chair;\n(b) keep\nthe minutes.", "p(It will:) ol(p(chair;); p(keep the minutes.))"),
    "Roman numbers": ("i. one;\nii. two;\niii. three;\niv. four.", "ol(p(one;); p(two;); p(three;); p(four.))"),
    "capital letters in brackets": ("(A) one;\n(B) two.", "ol(p(one;); p(two.))"),
    "numbers in brackets": ("(1) one;\n(2) two.", "ol(p(one;); p(two.))"),
    "with empty lines between": ("a) one;\n\nb) two.\n\nNext.", "ol(p(one;); p(two.)) p(Next.)"),
    "a list in a list, indented": ("(a) keep:\n    (i) minutes;\n    (ii) accounts; and\n(b) go.", "ol(p(keep:) ol(p(minutes;); p(accounts; and)); p(go.))"),
    "a list in a list, not indented": ("(a) keep:\n(i) minutes;\n(ii) accounts; and\n(b) go.", "ol(p(keep:) ol(p(minutes;); p(accounts; and)); p(go.))"),
    "letters past h": ("\n".join(f"({letter}) {letter};" for letter in "abcdefghij"), f"ol({'; '.join(f'p({letter};)' for letter in 'abcdefghij')})"),
    "bullets": ("It will:\n• chair\n•keep\n  ◦ minutes", "p(It will:) ul(p(chair); p(keep) ul(p(minutes)))"),
    "dashes": ("It will:\n\n– chair;\n– keep.", "p(It will:) ul(p(chair;); p(keep.))"),
    "fields and logic among the items": (
        "{% if parties %}\na) {{ parties.trust }};\n{% endif %}\nb) {% if terms %}x{% else %}y{% endif %}.",
        "ol(p(‹Riverside Trust›;); p(y.))",
    ),
    "in a quotation": ("> a) one;\n> b) two.", "quote(ol(p(one;); p(two.)))"),
    "two lists with a paragraph between": ("a) one;\nb) two.\n\nAnd:\n\na) three;\nb) four.", "ol(p(one;); p(two.)) p(And:) ol(p(three;); p(four.))"),
    "bullets below an initial, after another list": (
        "i. one;\nii. two.\n\nA. Jones signs.\n\n• chair\n• keep",
        "ol(p(one;); p(two.)) p(A. Jones signs.) ul(p(chair); p(keep))",
    ),
    "provisions of Acts beside it": ("a) as section 4(a) and 5 (b) say;\nb) two.", "ol(p(as section 4(a) and 5 (b) say;); p(two.))"),
}


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=name) for name, case in LISTS.items()])
def test_a_typed_list_becomes_a_list(text: str, expected: str) -> None:
    assert sketch(text) == expected


def test_the_items_of_a_typed_list_keep_their_places() -> None:
    (problem,) = problems("It will:\n\na) one;\nb) {{ nobody }}.")
    assert (problem.code, problem.position.line - FIRST_LINE, problem.position.column - 6) == ("undefined-name", 3, 4)


DOUBTS = {
    "initials": ("A. Smith;\nB. Jones.", 0, 1, "initials", r"A\."),
    "no space after a number": ("1.No space\n2.Two", 0, 1, "No space", r"1\."),
    "no space after one number": ("1.Introduction", 0, 1, "No space", r"1\."),
    "no space after a bracket": ("(a)chair\n(b)keep", 0, 1, "No space", r"\(a)"),
    "no space after a letter": ("It will:\na)chair\nb)keep", 1, 1, "No space", r"a\)"),
    "no space after a dash": ("-one\n-two", 0, 1, "No space", r"\-"),
    "no mark before the items": ("It will\na) chair\nb) keep", 1, 1, "No colon", r"a\)"),
    "the text refers to an item": ("It will:\n\n(a) chair;\n(b) act under (a).", 2, 1, "refers to “(a)”", r"\(a)"),
    "the text refers to an item in words": ("a) one;\nb) two.\n\nParagraph b applies; see paragraph b.", 0, 1, "refers to “paragraph b”", r"a\)"),
    "a missing letter": ("(a) one;\n(c) two.", 0, 1, "missing", r"\(a)"),
    "labels within items": ("- (a) one;\n- (b) two.", 0, 3, "labelled by hand as well", r"\(a)"),
    "a label in a loop": ("{% for p in parties %}\n(a) {{ p.name }};\n{% endfor %}", 1, 1, "loop", r"\(a)"),
}


@pytest.mark.parametrize(("text", "line", "column", "seen", "escape"), [pytest.param(*case, id=name) for name, case in DOUBTS.items()])
def test_a_list_that_may_be_something_else_is_told_at_its_first_label(text: str, line: int, column: int, seen: str, escape: str) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.position.line - FIRST_LINE, problem.position.column - 6) == ("typed-list", line, column)
    assert seen in problem.seen and problem.advice.endswith(escape) and ("1." in problem.expected or "“-”" in problem.expected)


@pytest.mark.parametrize("text", [r"\(a) one;" + "\n" + r"\(b) two.", "A\\. Smith;\nB\\. Jones.", "\\-one\n\\-two"])
def test_a_label_with_a_backslash_is_text(text: str) -> None:
    assert sketch(text).startswith("p(")


@pytest.mark.parametrize(
    "text",
    [
        "A. Smith chairs.",
        "(a) and (b) apply.",
        "i.e. the Board\nv. the Council",
        "as set out in sections\n(a) and\n(b) of the Act",
        "under section 4\n(a) or\n(b), whichever",
        "It has 2.5 of\n3.5 shares in\n1.x",
        "The Council – which leads\n– will chair.",
        "*One* is first.\n\n*Two* is second.",
        "E. coli; F. Bloggs",
        "a. m.",
        "(a)symmetric roles\n(s)he takes",
    ],
)
def test_prose_that_begins_with_a_label_is_a_paragraph(text: str) -> None:
    assert sketch(text) == " ".join(f"p({line})" for line in text.replace("\n\n", "¶").replace("\n", " ").split("¶")).replace("*One*", "One").replace(
        "*Two*", "Two"
    )

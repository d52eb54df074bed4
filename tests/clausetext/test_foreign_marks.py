"""Comments vanish from a text, and each mark that docgen would print as typed is a Problem at its place."""

from __future__ import annotations

import pytest

from tests.sketch import FIRST_LINE, problems, sketch, words

TABLE = "| A | B |\n|---|---|\n"

COMMENTS = {
    "at the end of a line": (
        "The Board keeps a register. <!-- ask Legal whether we may say this -->\nIt is open.",
        "p(The Board keeps a register. It is open.)",
    ),
    "on a line of its own between paragraphs": ("A.\n\n[//]: # (Do not publish this)\n\nB.", "p(A.) p(B.)"),
    "on lines of its own in a paragraph": ("One\n<!-- a\n\nb -->\ntwo.", "p(One two.)"),
    "between items": ("- a\n<!-- x -->\n- b", "ul(p(a); p(b))"),
    "between rows": (TABLE + "| 1 | 2 |\n<!-- x -->\n| 3 | 4 |", "table(A | B / 1 | 2 / 3 | 4)"),
    "before a mark": ("A <!-- x -->, b<!-- y -->.", "p(A, b.)"),
    "within words, and two on a line": ("A <!-- x --> b<!-- y -->c\n<!-- d --> <!-- e -->\nf.", "p(A bc f.)"),
    "with tags and other marks in it": ("A <!-- {{ nobody }} <br> ~~x~~ -->b.", "p(A b.)"),
    "as other editors write them": ('[comment]: <> (a)\n[_]: # "b"\n[note]: # (c\nd)\n[//]: # e\nF.', "p(F.)"),
    "escaped, or within a tag": (r"A \<!-- b --> {{ '<!-- c -->' }}.", "p(A <!-- b --> ‹<!-- c -->›.)"),
    "in a quotation": ("> A.\n> <!-- x -->\n> B.", "quote(p(A. B.))"),
    "a note that looks like one": ("A[^n].\n\n[^n]: <> (b)", "p(Anote1[p(<> (b))].)"),
}


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=name) for name, case in COMMENTS.items()])
def test_a_comment_vanishes(text: str, expected: str) -> None:
    assert sketch(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("A <!-- x --> {{ nobody }}.", 0, 14),
        ("A <!-- x\n\n y --> b {{ nobody }}.", 2, 10),
        ("<!-- a\nb -->\n\n- c\n<!-- d -->\n- e {{ nobody }}", 5, 5),
        ("[//]: # (a)\n{{ nobody }}", 1, 1),
    ],
)
def test_a_place_after_a_comment_is_that_in_the_file(text: str, line: int, column: int) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.position.line - FIRST_LINE, problem.position.column - 6) == ("undefined-name", line, column)


MARKS = {
    "an image": ("See ![Chart](chart.png).", 0, 5, "an image", "{{ structure }}"),
    "an image by name": ("See\n![Chart][c].", 1, 1, "an image", "{{ structure }}"),
    "struck-out words": ("a ~~b c~~", 0, 3, "struck-out", "redline"),
    "a line break": ("a<br>b", 0, 2, "“<br>” is HTML", "a backslash at the end"),
    "another tag": ('a <span class="x">b', 0, 3, "HTML", "the words alone"),
    "a closing tag": ("a **b**</B >", 0, 8, "HTML", "**words**"),
    "an entity": ("10&nbsp;days", 0, 3, "“&nbsp;”", "the character itself"),
    "an entity by number": ("a &#8211; b", 0, 3, "“&#8211;”", "the character itself"),
    "an entity in an address": ("[a](https://x.y/?a=1&amp;b=2)", 0, 21, "“&amp;”", "the character itself"),
    "an address in angle brackets": ("see <https://x.y/a>", 0, 5, "angle brackets", "[words](https://…)"),
    "a mail address in angle brackets": ("write to <mailto:a@x.uk>", 0, 10, "angle brackets", "[words](https://…)"),
    "code": ("the `Council` acts", 0, 5, "code", "without the backticks"),
    "a fence": ("A.\n\n```\n<br> ~~x~~\n```\n", 2, 1, "a fence", "paragraphs"),
    "a fence of colons": ("::: note\nA.", 0, 1, "a fence", "paragraphs"),
    "a setext heading": ("A.\n\nDates\n-----\n", 3, 1, "underline of a heading", "## Title {#id}"),
    "a setext heading of the first level": ("Dates\n=====\n\nA.", 1, 1, "underline of a heading", "## Title {#id}"),
    "a rule of stars": ("A.\n\n***\n\nB.", 2, 1, "line across the page", "headings divide"),
    "a rule of dashes": ("A.\n\n- - -\n\nB.", 2, 1, "line across the page", "headings divide"),
    "a rule of low lines": ("A.\n\n___\n\nB.", 2, 1, "line across the page", "headings divide"),
    "a task box": ("- a\n- [x] done", 1, 1, "box to tick", "without its box"),
    "a lowered figure": ("H~2~O", 0, 2, "lowered", "₂"),
    "a raised figure": ("10 m^2^", 0, 5, "raised", "²"),
    "highlighted words": ("a ==b== c", 0, 3, "highlighted", "**words**"),
    "emphasis with spaces": ("a ** b", 0, 3, "spaces on both sides", "**words**"),
    "a box": ("> [!NOTE]\n> a", 0, 3, "box", "words alone"),
    "a page break": ("A.\n\n\\newpage\n\nB.", 2, 1, "layout", "house style"),
    "a definition list": ("Term\n: meaning", 1, 1, "meaning of a term", "a table"),
    "the address of a link by name": ("[a][b].\n\n[b]: https://x.y", 2, 1, "link by name", "[words](https://…)"),
    "a heading without a space": ("##Title\n\nA.", 0, 1, "without a space", "## Title {#id}"),
    "numbers of paragraphs": ("A.\n\n1.1 The Council pays.\n\n1.2 The Trust pays.", 2, 1, "“1.1” is a number typed by hand", "without their numbers"),
    "numbers of paragraphs, line by line": ("2.3.1. The Council pays.\n2.3.2. The Trust pays.", 0, 1, "“2.3.1.” is a number", "without their numbers"),
    "in a cell": (TABLE + "| x | y<b>z |", 2, 8, "HTML", "**words**"),
    "in a note": ("A[^n].\n\n[^n]: b ~~c~~", 2, 9, "struck-out", "redline"),
    "after a tag on its line": ("{{ parties.trust.name }} ~~c~~", 0, 26, "struck-out", "redline"),
}


@pytest.mark.parametrize(("text", "line", "column", "seen", "expected"), [pytest.param(*case, id=name) for name, case in MARKS.items()])
def test_a_mark_that_would_be_printed_is_told_at_its_place(text: str, line: int, column: int, seen: str, expected: str) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.position.line - FIRST_LINE, problem.position.column - 6) == ("foreign-mark", line, column)
    assert seen in problem.seen and expected in problem.expected


@pytest.mark.parametrize(
    ("text", "column"),
    [("a <!-- b", 3), ("a <!-- b <!-- c --> d", 3)],
)
def test_a_comment_without_its_own_end_hides_nothing_in_silence(text: str, column: int) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.position.column - 6) == ("unclosed-comment", column)


@pytest.mark.parametrize(
    "text",
    [
        "If 5 < 6, a > b and x<y, AT&T, R&D; Q&A; stands for Research & Development.",
        "See https://x.y/~a~b/==c==?d=1&e=2 and www.x.y/_a_; it costs ~£5~ish, up to 2^n.",
        "A Person <a.person@x.gov.uk> leads [the work](<https://x.y/a b>).",
        "Great! [sic] and [x] and [] and [a]: b.",
        "Signed: ______ (name) * and ** note",
        "___________________",
        "It has\n1.1 shares of\n1.5 in all.",
        "1\\.1 The Council.\n1.2 The Trust.",
        "The 1990s' plan -- #1 of 3 -- = a + b == c.",
        r"\<br> \~~x~~ \&nbsp; \`a\` H\~2~O \==x== !\[a]",
    ],
)
def test_ordinary_prose_is_no_mark(text: str) -> None:
    if "**" in text:
        text = text.replace("**", r"\*\*")
    assert words(text)

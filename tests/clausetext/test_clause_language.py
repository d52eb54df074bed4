"""Every construct of docs/clauses.md means what the page says."""

from __future__ import annotations

import pytest

from tests.sketch import FIRST_LINE, document, problems, sketch, words

TABLE = "| A | B |\n|---|---|\n"

CASES = {
    "logic in a line chooses words": ("A{% if parties %} b{% elif groups %} c{% else %} d{% endif %}.", "p(A b.)"),
    "logic on its own lines chooses paragraphs": ("{% if parties %}\nA.\n\nB.\n{% else %}\nC.\n{% endif %}\nD.", "p(A.) p(B.) p(D.)"),
    "tags next to each other on a line": (
        "{% if parties %}{% for p in parties %}\n- {{ p.name }}\n{% endfor %}{% endif %}",
        "ul(p(‹Riverside Council›); p(‹Riverside Police›); p(‹Riverside Trust›))",
    ),
    "logic between items makes one list": ("- a\n{% if parties %}\n- b\n{% endif %}\n- c", "ul(p(a); p(b); p(c))"),
    "logic in lists three deep": (
        "1. a\n   {% for p in parties %}\n   1. {{ p.name }}\n      {% if p.role %}\n      1. deep\n      {% endif %}\n   {% endfor %}\n2. c",
        "ol(p(a) ol(p(‹Riverside Council›) ol(p(deep)); p(‹Riverside Police›); p(‹Riverside Trust›)); p(c))",
    ),
    "logic among rows": (
        TABLE + "{% for p in parties %}\n{% if p.role %}\n| {{ p.name }} | {{ p.role }} |\n{% else %}\n| {{ p.name }} | none |\n{% endif %}\n{% endfor %}",
        "table(A | B / ‹Riverside Council› | ‹lead› / ‹Riverside Police› | none / ‹Riverside Trust› | none)",
    ),
    "a row whose cells are logic": (
        TABLE + "| {% for p in parties %} | |\n| {{ p.name }} | x |\n| {% endfor %} | |",
        "table(A | B / ‹Riverside Council› | x / ‹Riverside Police› | x / ‹Riverside Trust› | x)",
    ),
    "logic around a table": ("{% if parties %}\n" + TABLE + "| 1 | 2 |\n{% endif %}\nZ.", "table(A | B / 1 | 2) p(Z.)"),
    "else after a table": ("{% if not parties %}\n" + TABLE + "| 1 | 2 |\n{% else %}\nNone.\n{% endif %}\nZ.", "p(None.) p(Z.)"),
    "a bar in a field in a table": (TABLE + "| {{ 'x|y' }} | {{ parties.council.name|upper }} |", "table(A | B / ‹x|y› | ‹RIVERSIDE COUNCIL›)"),
    "headings in both branches": ("{% if parties %}\n## A {#a}\n\nx\n{% else %}\n## B {#b}\n\ny\n{% endif %}", "1.1 A #one-a: p(x)"),
    "sub-sections by a heading in a loop": (
        "{% for g in groups %}\n## {{ g.name }} {#{{ g.id }}}\n\nText.\n{% endfor %}",
        "1.1 Partnership Board #one-board: p(Text.) 1.2 Executive #one-exec: p(Text.)",
    ),
    "loop.index, first and last": (
        "{% for p in parties %}{% if loop.first %}[{% endif %}{{ loop.index }}{% if loop.last %}]{% else %}, {% endif %}{% endfor %}",
        "p([‹1›, ‹2›, ‹3›])",
    ),
    "the end marks of a list": (
        "{% for p in parties %}\n- {{ p.name }}{% if loop.last %}.{% elif loop.before_last %}; and{% else %};{% endif %}\n{% endfor %}",
        "ul(p(‹Riverside Council›;); p(‹Riverside Police›; and); p(‹Riverside Trust›.))",
    ),
    "two variables with items": (
        "{% for id, g in groups|items %}{{ id }}: {{ g.name }}; {% endfor %}",
        "p(‹board›: ‹Partnership Board›; ‹exec›: ‹Executive›;)",
    ),
    "else of a loop": ("{% for t in terms %}x{% else %}none{% endfor %}", "p(none)"),
    "a loop over signatories": (
        "{% for s in signatories %}\n- {{ s.name|default('x') }}, {{ s.post }}\n{% endfor %}",
        "ul(p(‹A Person›, ‹Chief Executive›); p(‹x›, ‹Chief Constable›))",
    ),
    "a list alone": ("{{ parties|map(attribute='name') }}", "ul(p(‹Riverside Council›); p(‹Riverside Police›); p(‹Riverside Trust›))"),
    "a list in a sentence": ("{{ parties|map(attribute='name')|joined('or') }}.", "p(‹Riverside Council, Riverside Police or Riverside Trust›.)"),
    "signatories and structure": ("{{ signatories }}\n\n{{ structure }}", "fieldblock(signatures) fieldblock(figure)"),
    "abbreviations": (
        "The {{ groups.board }}.\n\n- {{ abbreviations }}",
        "p(The ‹Partnership Board (PB)›.) ul(fieldblock(table(Short form | Meaning / PB | Partnership Board)))",
    ),
    "a caption": (
        "Table: Of {{ parties.trust }} {#cap}\n\n" + TABLE + "| 1 | 2 |\n\nSee [](#cap).",
        "table(Table 1: Of Riverside Trust #cap A | B / 1 | 2) p(See Table 1.)",
    ),
    "footnotes of both kinds": ("A[^1] b^[In {{ date }}.].\n\n[^1]: One.\n\n    Two.", "p(Anote1[p(One.) p(Two.)] bnote2[p(In ‹June 2024›.)].)"),
    "nothing is left of an empty condition": (
        "A {% if terms %}x{% endif %}, b {% if terms %}y{% endif %} c {% if terms %}z{% endif %}.\n\n{% if terms %}x{% endif %}\n\n"
        "- {% if terms %}x{% endif %}\n- b\n\n> {% if terms %}x{% endif %}\n\nD^[{% if terms %}x{% endif %}].",
        "p(A, b c.) ul(p(b)) p(D.)",
    ),
    "an empty condition inside words in another language": ("a [{% if terms %}x{% endif %} b]{lang=cy} {% if terms %}[c]{lang=cy}{% endif %}.", "p(a cy(b).)"),
    "an empty condition inside emphasis": ("a **{% if terms %}x{% endif %} b** {% if terms %}**c**{% endif %}.", "p(a *b*.)"),
    "signs stay as typed": ("(c) -- ... ` <x> & ~ 5 < 6 AT&T R&D; [foo]: x", "p((c) -- ... ` <x> & ~ 5 < 6 AT&T R&D; [foo]: x)"),
    "a backslash makes text of a mark": (
        r"\`code\` \<b>b\</b> \&amp; !\[i](https://x.y) \<https://x.y> \~~s~~",
        "p(`code` <b>b</b> &amp; ![i](https://x.y) <https://x.y> ~~s~~)",
    ),
    "escaped braces": (r"\{\{ a \}\} \{{ b }} \{% c %}", "p({{ a }} {{ b }} {% c %})"),
    "spaces and tabs are single, fixed spaces stay": ("a  b\tc\u00a0d", "p(a b c\u00a0d)"),
    "a language": (
        'The [Deddf **{{ parties.trust.name }}** [x]]{lang=cy}, [a] [b]{ lang="ur" }{{ parties.trust.name }}'
        "{% if parties %}[c{% if terms %}d{% endif %}]{lang=fr-CA}{% endif %}.",
        "p(The cy(Deddf *‹Riverside Trust›* [x]), [a] ur(b)‹Riverside Trust›fr-CA(c).)",
    ),
    "a language over lines, in cells, notes and links": (
        TABLE + "| [a]{lang=cy} | x^[[n]{lang=cy}] |\n\n[one\ntwo]{lang=cy} [[three]{lang=cy}](https://x.y) [[four](https://x.y)]{lang=cy}",
        "table(A | B / cy(a) | xnote1[p(cy(n))]) p(cy(one two) three cy(four))",
    ),
    "brackets without braces beside them": (r"[a] {lang=cy} \[b\]{lang=cy} [c]\{lang=cy}", "p([a] {lang=cy} [b]{lang=cy} [c]{lang=cy})"),
    "breaks": ("a\\\nb  \nc", "p(a/b/c)"),
}


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=name) for name, case in CASES.items()])
def test_a_construct_gives_what_the_page_says(text: str, expected: str) -> None:
    assert sketch(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\"{{ parties.trust }}\" and '{{ parties.trust }}'", "“Riverside Trust” and ‘Riverside Trust’"),
        ("{{ parties.trust }}'s partners' duty", "Riverside Trust’s partners’ duty"),
        ("\"Unclosed, it's", "“Unclosed, it’s"),
    ],
)
def test_quotation_marks_are_set_curly(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("headings", "Section 1 says. In section 1, e.g. section 1, Appendix 1, as agreed."),
        ("paragraphs", "Section 1 says. In section 1, e.g. section 1, Appendix 1, as agreed."),
        ("none", "The section “One” says. In the section “One”, e.g. the section “One”, Appendix 1, as agreed."),
    ],
)
def test_references_follow_the_scheme_and_begin_sentences_with_a_capital(scheme: str, expected: str) -> None:
    assert words("[](#one) says. In [](#one), e.g. [](#one), [](#more), [as agreed](#one).", scheme) == expected


def test_a_reference_after_a_note_that_ends_a_sentence_begins_with_a_capital() -> None:
    assert words("It ends.^[n] [](#one) says.") == "It ends. Section 1 says."


def test_a_reference_may_take_its_target_from_a_field() -> None:
    assert words("[](#{{ 'one'|ref }}) and {{ 'one'|ref }}.") == "Section 1 and section 1."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ parties.council }} and {{ parties.council }}.", "Riverside Council (“the Council”) and the Council."),
        ("The {{ groups.board }}; the {{ groups.board }}.", "The Partnership Board (PB); the PB."),
        (
            "By {{ parties.council }}. {{ parties.council }} and the {{ parties.council }}.",
            "By Riverside Council (“the Council”). The Council and the Council.",
        ),
        ("{{ parties.council.name }}, {{ parties.council.short }}, {{ parties.trust }}.", "Riverside Council, the Council, Riverside Trust."),
        ("X [{{ parties.council }}]{lang=cy} and {{ parties.council }}.", "X Riverside Council (“the Council”) and the Council."),
        ("X^[For {{ parties.council }}.] and {{ parties.council }}.", "X and the Council."),
    ],
)
def test_a_term_is_introduced_once_and_minds_its_article(text: str, expected: str) -> None:
    assert words(text) == expected


def test_a_term_in_a_heading_shows_its_name_and_introduces_nothing() -> None:
    assert sketch("## {{ parties.council }} {#c}\n\nBy {{ parties.council }}.") == "1.1 Riverside Council #one-c: p(By ‹Riverside Council (“the Council”)›.)"


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("A.\n\nSee [](#one) and\n[the [best] one](#nope).", "broken-reference", 3, 1),
        (TABLE + "| x | [](#nope) |", "broken-reference", 2, 7),
        ("x ^[see [](#nope)]", "broken-reference", 0, 9),
        ("a [b](ftp://c)", "bad-link", 0, 3),
        (TABLE + "| 1 | 2 | 3 |", "table-cells", 2, 1),
        (TABLE + "| {% if parties %} | x |", "unbalanced", 2, 3),
        ("- ## A {#a}", "heading-place", 0, 1),
        ("## A {#A b}\n\nx", "bad-id", 0, 1),
        ("a [^9]", "unknown-note", 0, 3),
        ("a\n\n[^2]: lost", "unused-note", 2, 1),
        ("a [b]{lang=welsh}", "bad-language", 0, 3),
        (TABLE + "| x | **y [b]{lang={{ date }}}** |", "bad-language", 2, 11),
        ("a\n[b [c]]{lang=cy .d}", "bad-attribute", 1, 1),
        ("a [b]{}", "bad-attribute", 0, 3),
        ("a []{lang=cy}", "empty", 0, 3),
        ("a [b]{lang=cy", "unclosed-mark", 0, 3),
        ("{{ parties.council|upper }}", "expression", 0, 1),
        ("{{ parties.council ~ 1 }}", "expression", 0, 1),
        ("See {{ structure }}.", "not-shown", 0, 5),
        ("{% for a, b in parties %}x{% endfor %}", "bad-loop", 0, 1),
        ("{% if parties %}" * 40 + "x" + "{% endif %}" * 40, "too-deep", 0, 481),
    ],
)
def test_a_problem_points_at_the_very_place(text: str, code: str, line: int, column: int) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.position.line - FIRST_LINE, problem.position.column - 6) == (code, line, column)


def test_lines_that_end_as_on_windows_mean_the_same() -> None:
    text = "- a\n{% if parties %}\n- {{ parties.trust }}\n{% endif %}\n\nB\nc."
    assert document(text, newline="\r\n") == document(text)


@pytest.mark.parametrize(("text", "advice"), [("See {{ structure }}.", ""), ("See {{ partnership.area }}.", "Test it with {% if %} or give it a default.")])
def test_only_a_value_that_is_not_given_is_advised_a_default(text: str, advice: str) -> None:
    (problem,) = problems(text)
    assert problem.advice == advice


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\"a\" \'b\' \\'c'", "p(\"a\" 'b' \\‘c’)"),
        ("\\• a\n\n\\• b\n\n\\– c\n\n\\\\• d", "p(• a) p(• b) p(– c) p(\\• d)"),
        ("| A |\n|---|\n| a <br> b<br/>c \\<br> |", "table(A / a/b/c <br>)"),
        ("- | A |\n  |---|\n  | a<br>b |", "ul(table(A / a/b))"),
        ("Table: **A** b {#c}\n\n| A |\n|---|\n| a |", "table(Table 1: A b #c A / a)"),
    ],
)
def test_a_backslash_keeps_signs_as_they_are_and_a_cell_may_hold_a_line_break(text: str, expected: str) -> None:
    assert sketch(text) == expected

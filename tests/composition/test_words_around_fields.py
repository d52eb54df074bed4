"""The English around fields is right: endings, articles, lists, numbers that are 0, and nothing left empty."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from docgen.document.fingerprint import fingerprint
from docgen.document.tree import Document, Paragraph, Signatory, Term, plain, term_words, walk
from docgen.formats.json import reader, writer
from docgen.sources.files import HouseStyle
from tests.facts import composed_with
from tests.scratch import CLAUSE, REVISION, ROOT, repository
from tests.sketch import FIRST_LINE, document, problems, sketch, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{{ parties.council }}'s duty is to meet at {{ parties.council }}'s hall.",
            "Riverside Council’s (“the Council”) duty is to meet at the Council’s hall.",
        ),
        ("The {{ groups.board }}s' work is done. {{ groups.board }}s meet.", "The Partnership Boards’ (PBs) work is done. PBs meet."),
        ("Two {{ groups.board }}s meet.", "Two Partnership Boards (PBs) meet."),
        ("**{{ parties.council }}**'s hall.", "Riverside Council’s (“the Council”) hall."),
        ("By {{ parties.council }}. {{ parties.council }}'s hall.", "By Riverside Council (“the Council”). The Council’s hall."),
        ("‘{{ parties.council }}’ and '{{ parties.council }}' are names.", "‘Riverside Council (“the Council”)’ and ‘the Council’ are names."),
        ("{{ parties.council }}-led, {{ parties.police }}so.", "Riverside Council (“the Council”)-led, Riverside Police (“the Police”)so."),
        ("{{ [parties.council, parties.police] | joined }}'s halls.", "Riverside Council (“the Council”) and Riverside Police’s (“the Police”) halls."),
    ],
)
def test_an_ending_stands_where_it_belongs(text: str, expected: str) -> None:
    assert words(text) == expected


def test_a_name_in_s_takes_the_apostrophe_alone_in_the_possessive() -> None:
    trusts = Term("parties.trusts", "Exham Trusts", "the Trusts", "introduction", "", "’s")
    assert [term_words(replace(trusts, shown=shown)) for shown in ("introduction", "short")] == ["Exham Trusts’ (“the Trusts”)", "the Trusts’"]
    assert term_words(replace(trusts, name="Exham Trust", short="the Trust", shown="name")) == "Exham Trust’s"


def test_an_ending_in_a_heading_stands_after_the_name() -> None:
    assert sketch("## {{ parties.council }}'s hall {#a}\n\nA.") == "1.1 Riverside Council’s hall #one-a: p(A.)"


def test_an_archive_keeps_an_ending_and_a_term_without_one_keeps_its_fingerprint() -> None:
    made = document("{{ parties.council }}'s hall.")
    assert [node.ending for node in walk(made) if isinstance(node, Term)] == ["’s"]
    assert reader.read(writer.write(made, HouseStyle("mou", ROOT)), "a.json") == made
    assert fingerprint((Term("k", "Name", "N"),)) == "a59849cd468b6e151377b7973eba4b3e27958b71040cc4586388fdb0f0ea780f"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Chief Constable of Exshire", "It is for the Chief Constable of Exshire (“the Chief”) to act."),
        ("Police and Crime Commissioner for Exshire", "It is for the Police and Crime Commissioner for Exshire (“the Chief”) to act."),
        ("London Borough of Exham", "It is for the London Borough of Exham (“the Chief”) to act."),
        ("University of Exshire", "It is for the University of Exshire (“the Chief”) to act."),
        ("Exshire Police", "It is for Exshire Police (“the Chief”) to act."),
        ("City of Exham Council", "It is for City of Exham Council (“the Chief”) to act."),
        ("the Chief Constable of Exshire", "It is for the Chief Constable of Exshire (“the Chief”) to act."),
    ],
)
def test_a_title_of_office_gets_its_article_where_it_is_introduced_and_signed_for(name: str, expected: str) -> None:
    text = "It is for {{ parties.police }} to act.\n\n\n      {{ signatories }}"
    facts = f"parties: {{police: {{name: {name}, short: the Chief}}}}\nsections: {{aims: {{text: '{text}'}}}}"
    _, made = composed_with(facts)
    signed = [node.party for node in walk(made) if isinstance(node, Signatory)]
    assert _first_line(made) == expected
    assert signed == ["Exshire County Council", expected.partition("for ")[2].partition(" (")[0]]
    assert made.front.parties[1] == name


def _first_line(made: Document) -> str:
    (paragraph, *_) = made.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    return plain(paragraph.inlines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The {{ terms.chief }} acts.", "The Chief Constable of Exshire (“the Chief”) acts."),
        ("A {{ terms.chief }} acts.", "A Chief Constable of Exshire (“the Chief”) acts."),
        ("{{ terms.chief }}'s duty.", "The Chief Constable of Exshire’s (“the Chief”) duty."),
    ],
)
def test_an_article_is_not_doubled(text: str, expected: str) -> None:
    _, made = composed_with(f'terms: {{chief: {{name: Chief Constable of Exshire, short: the Chief}}}}\nsections: {{aims: {{text: "{text}"}}}}')
    assert _first_line(made) == expected


NAMES = "{{ parties | map(attribute='name') }}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"They are:\n\n{NAMES}", "p(They are:) ul(p(‹Riverside Council›;); p(‹Riverside Police›; and); p(‹Riverside Trust›.))"),
        (
            f"Any one of:\n\n{{% if parties %}}\n{NAMES}\n{{% endif %}}",
            "p(Any one of:) ul(p(‹Riverside Council›;); p(‹Riverside Police›; or); p(‹Riverside Trust›.))",
        ),
        ("They are:\n\n{{ ['one'] }}", "p(They are:) ul(p(‹one›.))"),
        ("They are:\n\n{{ ['It acts.', 'It meets.'] }}", "p(They are:) ul(p(‹It acts.›); p(‹It meets.›))"),
        ("They are:\n\n{{ ['one;', 'two'] }}", "p(They are:) ul(p(‹one;›); p(‹two›))"),
        ("They are:\n\n{{ ['https://x.y', 'a@b.uk'] }}", "p(They are:) ul(p(‹https://x.y›); p(‹a@b.uk›))"),
        (f"They meet.\n\n{NAMES}", "p(They meet.) ul(p(‹Riverside Council›); p(‹Riverside Police›); p(‹Riverside Trust›))"),
        ("They are:\n\n- a\n\n{{ ['b'] }}", "p(They are:) ul(p(a); p(‹b›))"),
        ("1. They are:\n\n   {{ ['a', 'b'] }}", "ol(p(They are:) ul(p(‹a›; and); p(‹b›.)))"),
    ],
)
def test_a_list_from_a_value_ends_its_items_as_lists_in_clauses_do(text: str, expected: str) -> None:
    assert sketch(text) == expected


@pytest.mark.parametrize(("type", "value"), [("integer", "0"), ("percent", "0"), ("money", "0"), ("duration", "0 days"), ("text", "0")])
def test_a_value_that_is_given_is_true_even_if_it_is_0(tmp_path: Path, type: str, value: str) -> None:
    scratch = repository(tmp_path)
    scratch.edit(
        CLAUSE,
        "  notice:\n    type: duration",
        f'  i:\n    type: {type}\n    help: A number.\n    example: "1 day"\n    default: ""\n  notice:\n    type: duration',
    )
    scratch.edit(CLAUSE, "{{ chair }} chairs.", "{% if i %}Given.{% endif %}{% if not i %}Not given.{% endif %} {{ chair }} chairs.")
    scratch.build("scratch/1")
    without = scratch.files()["scratch/scratch-1.md"].decode()
    scratch.edit(REVISION, "chair: The Leader", f"chair: The Leader\n      i: {value}")
    scratch.build("scratch/1")
    given = scratch.files()["scratch/scratch-1.md"].decode()
    assert "Not given." in without
    assert "Given." in given and "Not given" not in given


def test_a_whole_number_that_is_0_still_counts_as_0() -> None:
    assert words("{{ parties | length - 3 }}{% if terms | length %}x{% endif %} of {{ parties | length }}.") == "0 of 3."


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("A.\n\n| A |\n|---|\n{% for t in terms %}\n| {{ t }} |\n{% endfor %}", "empty-table", 2),
        ("A.\n\n| A |\n|---|", "empty-table", 2),
        ("## A {#a}\n\n{% if terms %}\nx\n{% endif %}\n\n## B {#b}\n\ny", "empty-section", 0),
        ("## A {#a}\n\n## B {#b}\n\ny", "empty-section", 0),
        ("Table: {% if terms %}x{% endif %} {#t}\n\n| A |\n|---|\n| 1 |", "empty-caption", 0),
        ("## {% if terms %}x{% endif %} {#a}\n\ny", "empty-heading", 0),
    ],
)
def test_what_logic_leaves_empty_is_told_at_its_place(text: str, code: str, line: int) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.position.line - FIRST_LINE) == (code, line)


def test_a_section_of_which_logic_leaves_nothing_is_told_at_its_key() -> None:
    (problem,) = problems("{% if terms %}\nx\n{% endif %}")
    assert (problem.code, problem.position.line, problem.position.column) == ("empty-section", FIRST_LINE - 4, 3)


def test_a_heading_above_an_empty_table_is_told_with_it() -> None:
    text = "## Duties {#duties}\n\n{% if false %}\nWords.\n{% endif %}\n\n| Body | Chair |\n|---|---|\n{% for g in [] %}\n| {{ g }} | x |\n{% endfor %}"
    assert {(problem.code, problem.position.line - FIRST_LINE) for problem in problems(text)} == {("empty-table", 6), ("empty-section", 0)}


def test_a_heading_above_a_sub_section_alone_is_complete() -> None:
    assert sketch("## A {#a}\n\n### B {#b}\n\nx").startswith("1.1 A #one-a")

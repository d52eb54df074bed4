"""A document that was read from a file becomes a partnership file that composes to the same document."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from docgen.document.problems import DocgenError
from docgen.document.tree import (
    Cell,
    ChartNode,
    Document,
    Figure,
    FrontMatter,
    Item,
    List,
    Note,
    Paragraph,
    Reference,
    Row,
    Section,
    Signatory,
    Signatures,
    Strong,
    Table,
    Text,
    plain,
    walk,
)
from docgen.exchange.import_document import Imported, imported
from docgen.exchange.read_chart import chart_in
from docgen.formats.json import reader
from docgen.formats.outputs import written
from docgen.formats.reading.as_read import as_read
from docgen.library.clauses import Library
from docgen.partnership.known_names import described
from docgen.sources.files import HouseStyle
from docgen.sources.yaml_tree import parse
from docgen.sources.yaml_tree import plain as values
from tests.revisions import REVISIONS, ROOT, made


def _without_status(document: Document) -> Document:
    """The document without what the import of a text cannot say: who approved it."""
    control = tuple(row for row in document.front.control if row[0] not in ("Status", "Approved by"))
    return replace(document, front=replace(document.front, status="", watermark="", control=control))


def _markdown(document: Document) -> str:
    return written(_without_status(document), HouseStyle("mou", ROOT), "markdown").decode()


def _ids(sections: tuple[Section, ...]) -> list[Any]:
    return [(section.id, section.number, section.appendix, _ids(section.sections)) for section in sections]


@cache
def _archived(name: str) -> Document:
    return reader.read(made(name, "json"), "a.json")


@pytest.mark.parametrize("name", REVISIONS)
@pytest.mark.parametrize("form", ["archive", "as read"])
def test_the_import_of_a_built_revision_composes_to_the_same_document(name: str, form: str) -> None:
    document = _archived(name)
    result = imported(document if form == "archive" else as_read(document), "a.json", name, Library(ROOT))
    assert as_read(_without_status(result.document)) == as_read(_without_status(document))
    assert _ids(result.document.sections) == _ids(document.sections)
    assert (result.lost, result.added, result.remarks) == ((), (), ())
    if form == "archive":
        assert _markdown(result.document) == _markdown(document)


FRONT = FrontMatter("Agreement", "", "Agreement", ("Exham Council",), "", "", "", "", ())


def _p(*words: Any) -> Paragraph:
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in words))


def _section(title: str, *blocks: Any, sections: tuple[Section, ...] = (), id: str = "", number: str = "") -> Section:
    return Section(id, (Text(title),) if title else (), tuple(_p(each) if isinstance(each, str) else each for each in blocks), sections, number=number)


def _imported(*sections: Section, front: FrontMatter = FRONT) -> Imported:
    return imported(Document("", "en-GB", "headings", "", front, sections), "a.docx", "exham/1", Library(ROOT))


def _words(document: Document) -> list[str]:
    return [plain(node.inlines) for section in document.sections for node in walk(section) if isinstance(node, Paragraph)]


def test_the_file_is_laid_out_as_a_person_would_write_it() -> None:
    front = replace(FRONT, title="Agreement: first", date="3 June 2019", parties=("Exham Council", "NHS Exham"), control=(("Owner", "Head of: Legal"),))
    signing = Signatures((Signatory("A Person", "Chief Executive", "Exham Council"), Signatory("", "Chair", "NHS Exham")))
    result = _imported(_section("Aims", "Words.", "More *words*.", sections=(_section("Detail", "x"),)), _section("Signatures", signing), front=front)
    assert (
        result.text
        == r"""title: "Agreement: first"
short_title: Agreement
partnership:
  name: "Agreement: first"
status: draft
date: 2019-06-03
numbering: headings

parties:
  council:
    name: Exham Council
  nhs_exham:
    name: NHS Exham
signatories:
  - {party: council, name: A Person, post: Chief Executive}
  - {party: nhs_exham, post: Chair}
control:
  Owner: "Head of: Legal"

sections:
  aims:
    title: Aims
    reason: Imported from a.docx.
    text: |
      Words.

      More \*words\*.

      ## Detail {#detail}

      x
  signatures:
    title: Signatures
    reason: Imported from a.docx.
    text: |
      {{ signatories }}
"""
    )


def _deep(words: str, *below: Any) -> List:
    return List(True, (Item((_p(words), *below)),))


DEEP = _deep("1", _deep("2", _deep("3", List(True, (Item((_p("4"),)), Item((_p("5"),)))))))
SHIFTED: dict[str, tuple[tuple[Section, ...], list[str], str]] = {
    "a heading without text": ((_section("A", "a"), _section("Empty"), _section("B", "b")), ["a", "Empty", "b"], "“Empty” has no text below it"),
    "an empty heading at the start": ((_section("Empty"), _section("B", "b")), ["Empty", "b"], "“Empty” has no text below it"),
    "a table of one row": ((_section("A", Table(Row((Cell((Text("x"),)), Cell((Text("y"),)))), (), ("left", "left"))),), ["x", "y"], "only one row"),
    "a list four levels deep": ((_section("A", DEEP),), ["1", "2", "3", "(A) 4", "(B) 5"], "three levels"),
    "a picture": ((_section("A", "a", Figure("", (Text("Map"),), "A map.", ())),), ["a", "Map"], "picture"),
    "a reference to nowhere": ((_section("A", _p("See ", Reference("gone", (), "section ", "9"), ".")),), ["See section 9."], "“gone”"),
    "a sign of one font": ((_section("A", "a\uf0b7b"),), ["a\ufffdb"], "U+F0B7"),
    "two signature blocks": (
        (_section("A", Signatures((Signatory("N", "P", "Exham Council"),))), _section("B", Signatures((Signatory("M", "Q", "Exham Council"),)))),
        [],
        "A signature block is a table",
    ),
}


@pytest.mark.parametrize("name", SHIFTED)
def test_what_the_sources_have_no_place_for_becomes_words_and_is_told(name: str) -> None:
    sections, expected, remark = SHIFTED[name]
    result = _imported(*sections)
    assert _words(result.document) == expected
    assert any(remark in each for each in result.remarks), result.remarks


def test_text_above_the_first_heading_stays_there_without_a_heading() -> None:
    result = _imported(replace(_section("", "Made between us."), id="opening"), _section("Aims", "See section 1.", number="1"))
    assert [(section.number, plain(section.title)) for section in result.document.sections] == [("", ""), ("1", "Aims")]
    assert 'opening:\n    title: ""\n' in result.text


def test_typed_references_become_live_only_where_they_name_a_section_of_the_file() -> None:
    text = "See section 2. And section 2 of the Children Act 2004, section 1 or section 2 of the Act, section 2.1, section 2(1) and section 9."
    text += " Section 2 says so."
    result = _imported(_section("A", text, number="1"), _section("B", "b", id="b", number="2"))
    references = [node for section in result.document.sections for node in walk(section) if isinstance(node, Reference)]
    assert [(node.target, node.lead, node.label) for node in references] == [("b", "section ", "2"), ("b", "Section ", "2")]
    assert _words(result.document)[0] == text


def test_a_number_that_docgen_would_count_otherwise_stays_as_it_was_typed() -> None:
    result = _imported(_section("A", "See section 5.", number="4"), _section("B", "b", number="5"))
    assert _words(result.document)[0] == "See section 5." and result.lost == ()


def test_quotation_marks_become_curly_and_ids_are_made_of_titles() -> None:
    aims = _section('The "aims" of the Board', 'A "word", 5\' 2".', _p(Strong((Text('"x'),)), 'y"'))
    result = _imported(aims, _section("2019 accounts", "b"), _section("2019 accounts", "c"))
    assert _words(result.document)[:2] == ["A “word”, 5' 2\".", "“xy”"]
    assert [section.id for section in result.document.sections] == ["aims-board", "section-2019-accounts", "section-2019-accounts-2"]


def test_notes_and_captioned_tables_are_kept() -> None:
    table = Table(Row((Cell((Text("H"),)),)), (Row((Cell((Text("x"),)),)),), ("left",), (Text("Costs"),))
    result = _imported(_section("A", _p("a", Note((_p("n"), _p("m")))), table))
    assert as_read(result.document).sections[0].blocks == (_p("a", Note((_p("n"), _p("m")))), table)


def test_a_chart_is_read_from_its_description() -> None:
    nodes = (
        ChartNode("board", "Board of Health and Care", ()),
        ChartNode("nhs", "NHS England", (), external=True),
        ChartNode("exec", "Executive", ("board", "nhs")),
    )
    made = chart_in(described(nodes))
    assert [(node.name, node.external) for node in made] == [("Board of Health and Care", False), ("Executive", False), ("NHS England", True)]
    assert described(made) == described(nodes)
    assert chart_in("A map of the borough.") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3 June 2019", "2019-06-03"), ("June 2019", "2019-06"), ("2019", "2019"), ("June 3, 2019", "2019-06-03"), ("31 April 2019", None), ("Spring 2019", None)],
)
def test_a_date_is_a_fact_only_if_it_exists(text: str, expected: str | None) -> None:
    data: Any = values(parse(_imported(_section("A", "a"), front=replace(FRONT, date=text)).text, ""))
    assert data.get("date") == expected
    assert data.get("control", {}).get("Date") == (None if expected else text)


def test_a_text_that_no_clause_can_hold_is_a_problem_at_its_place() -> None:
    deep: Any = _p("deepest")
    from docgen.document.tree import Quote

    for _ in range(10):
        deep = Quote((deep,))
    with pytest.raises(DocgenError, match="deepest"):
        _imported(_section("A", deep))

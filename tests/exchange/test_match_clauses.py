"""A section that says exactly what a clause says is that clause, with the values that make it say so; no other is."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest

from docgen.composition.compose import compose
from docgen.document.tree import Document, FrontMatter, Section, Term, Text, plain, walk
from docgen.exchange.import_document import imported
from docgen.exchange.importable import prepared
from docgen.exchange.introduced_names import with_terms
from docgen.exchange.matching.match_clauses import ClauseMatcher
from docgen.exchange.partnership_yaml import facts_data
from docgen.formats.json import reader
from docgen.formats.reading.as_read import as_read
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import from_text
from docgen.sources import yaml_tree
from tests.revisions import ROOT, made
from tests.sketch import document as composed

LEAST_MATCHED = {"croydon/2017-02": 14, "herefordshire/undated": 12, "oxfordshire/draft-1": 11, "halton/2019": 45, "hartlepool-stockton/2019": 9}


def _every(sections: tuple[Section, ...]) -> list[Section]:
    return [each for section in sections for each in (section, *_every(section.sections))]


@pytest.mark.parametrize("name", LEAST_MATCHED)
def test_nearly_all_sections_of_a_built_revision_are_found_to_be_their_clauses(name: str) -> None:
    document = prepared(reader.read(made(name, "json"), "a.json")).document
    matcher = ClauseMatcher(Library(ROOT), facts_data(document), name, document)
    matches = matcher.all(_every(document.sections))
    true = {each.id: f"{each.origin.clause}@{each.origin.version}" for each in _every(document.sections) if each.origin and each.origin.clause}
    found = {id: match.clause.name for id, match in matches.items() if id in true}
    assert len(found) >= LEAST_MATCHED[name]
    assert {id: (clause, true[id]) for id, clause in found.items() if clause != true[id]} == {}


CLAUSE = """\
---
title: Meetings of the {{ body }}
status: approved
summary: How a body meets.
use: Always.
law: {}
parameters:
  body: {type: group, help: Which., example: board}
  notice: {type: duration, help: How long., example: 5 working days}
  cost: {type: money, help: How much., example: £5, default: ""}
  share: {type: percent, help: Which share., example: "5", default: ""}
  from_day: {type: date, help: From when., example: 2019-01-01}
  topics: {type: list, help: What., example: [a]}
  duties: {type: list, of: markdown, help: What., example: [a]}
  open: {type: boolean, help: Whether., example: true}
  place: {type: choice, options: [town hall, library], help: Where., example: library}
  other: {type: section, help: Which., example: aims}
---
The {{ body }} meets in the {{ place }} from {{ from_day | date("month") }}, with {{ notice | words }} notice, on {{ topics | joined }}.
{% if open %}Everybody may come.{% else %}It meets in private.{% endif %} See {{ other }}.

{% if cost %}
Each meeting costs {{ cost }}{% if share %}, of which the parties bear {{ share }}{% endif %}.
{% endif %}

It will:

{% for duty in duties %}
- {{ duty }}{% if loop.last %}.{% elif loop.before_last %}; and{% else %};{% endif %}
{% endfor %}
"""
FRONT = FrontMatter("Agreement", "", "Agreement", ("Exham Council",), "", "", "", "", ())
TEXT = """\
The Exham Board meets in the library from June 2019, with fifteen working days notice, on money, staff and risk. It meets in private. See [](#one).

Each meeting costs £68,500, of which the parties bear 12.5%.

It will:

- meet;
- **talk** again; and
- act.
"""


def _library(folder: Path) -> Library:
    (folder / "clauses/meetings/board").mkdir(parents=True)
    (folder / "clauses/meetings/board/v1.md").write_text(CLAUSE, encoding="utf-8")
    return Library(folder)


def _document(text: str, title: str = "Meetings of the Exham Board") -> Document:
    """A document with a first section and one of this text, as a reader of files would give it."""
    blocks = composed(text).sections[0].blocks
    first = Section("one", (Text("Aims"),), composed("Be good.").sections[0].blocks, number="1")
    return as_read(Document("", "en-GB", "headings", "", FRONT, (first, Section("meetings", (Text(title),), blocks, number="2"))))


def _section(document: Document, library: Library) -> dict[str, Any]:
    result = imported(document, "a.docx", "exham/1", library)
    assert result.lost == result.added == ()
    data: Any = yaml_tree.plain(yaml_tree.parse(result.text, ""))
    return dict(data["sections"]["meetings"])


def test_the_values_of_every_type_are_read_from_the_words(tmp_path: Path) -> None:
    section = _section(_document(TEXT), _library(tmp_path))
    assert section == {
        "clause": "meetings/board@1",
        "with": {
            "body": "exham_board",
            "notice": "15 working days",
            "cost": "£68,500",
            "share": "12.5%",
            "from_day": "2019-06",
            "topics": ["money", "staff", "risk"],
            "duties": ["meet", "**talk** again", "act"],
            "open": "false",
            "place": "library",
            "other": "one",
        },
    }


def test_what_a_condition_leaves_out_is_not_given(tmp_path: Path) -> None:
    text = TEXT.replace("Each meeting costs £68,500, of which the parties bear 12.5%.\n\n", "").replace("It meets in private.", "Everybody may come.")
    section = _section(_document(text, "Board meetings"), _library(tmp_path))
    assert section["clause"] == "meetings/board@1" and section["title"] == "Board meetings"
    assert section["with"]["open"] == "true" and not {"cost", "share"} & section["with"].keys()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("meets in the", "gathers in the"),
        ("library", "pub"),
        ("fifteen working days", "some"),
        ("£68,500", "£68.5k"),
        ("June 2019", "summer"),
        ("- act.\n", "- act.\n\nAnd more.\n"),
        ("; and\n", ", and\n"),
        ("**talk**", "**talk**\n  - deeper\n"),
        ("It meets in private. ", ""),
    ],
)
def test_a_section_that_says_anything_else_is_local_text_with_its_likeness(old: str, new: str, tmp_path: Path) -> None:
    library = _library(tmp_path)
    result = imported(_document(TEXT.replace(old, new)), "a.docx", "exham/1", library)
    placed = {each.id: each for each in result.sections}["meetings"]
    assert placed.clause == "" and placed.near == "meetings/board@1" and 0.5 < placed.share < 1
    assert result.lost == result.added == ()


def test_a_clause_that_needs_another_one_is_local_text_without_it(tmp_path: Path) -> None:
    library = _library(tmp_path)
    path = tmp_path / "clauses/meetings/board/v1.md"
    path.write_text(CLAUSE.replace("law: {}", "law: {}\nrequires: [funding]"), encoding="utf-8")
    assert "text" in _section(_document(TEXT), library)


def _termed(*texts: str, parties: tuple[str, ...] = ("Exham Council",)) -> list[tuple[str, str]]:
    """The terms found in paragraphs, with how each is shown."""
    blocks = composed("\n\n".join(texts)).sections[0].blocks
    front = FrontMatter("Agreement", "", "Agreement", parties, "", "", "", "", ())
    document = with_terms(as_read(Document("", "en-GB", "none", "", front, (Section("a", (Text("A"),), blocks),))))
    return [(node.name, node.shown) for section in document.sections for node in walk(section) if isinstance(node, Term)]


def test_a_name_that_is_introduced_is_a_term_from_there_on() -> None:
    found = _termed(
        "Exham Council (“the Council”) sits with a Child Death Overview Panel (CDOP).", "The Council and the CDOP meet. The Council’s duty is to act."
    )
    council, panel = "Exham Council", "Child Death Overview Panel"
    assert found == [(council, "introduction"), (panel, "introduction"), (council, "short"), (panel, "short"), (council, "short")]


@pytest.mark.parametrize(
    "texts",
    [
        ("The CDOP meets.", "The Child Death Overview Panel (CDOP) reports."),  # used before it is introduced
        ("Working together (WT) helps.",),  # no name
    ],
)
def test_what_docgen_would_print_otherwise_stays_as_it_was_typed(texts: tuple[str, ...]) -> None:
    assert ("Child Death Overview Panel", "short") not in _termed(*texts)
    assert _termed(*texts[:1]) in ([], [("Child Death Overview Panel", "introduction")])


def test_the_words_stay_the_same_with_terms() -> None:
    text = "The work of Exham Council (“the Council”) is for all. The Council of Europe is another body; the Council helps."
    blocks = composed(textwrap.dedent(text)).sections[0].blocks
    document = as_read(Document("", "en-GB", "headings", "", FRONT, (Section("a", (Text("Aims"),), blocks),)))
    result = imported(document, "a.docx", "exham/1", Library(ROOT))
    assert "{{ parties.council }}" in result.text and "short: the Council" in result.text
    assert compose(from_text("exham/1", result.text), Library(ROOT)) == result.document
    shown = [plain(node.inlines) for section in result.document.sections for node in section.blocks if hasattr(node, "inlines")]
    assert shown == [text]


def test_what_a_search_cannot_see_is_refused_by_the_proof(tmp_path: Path) -> None:
    library = _library(tmp_path)
    path = tmp_path / "clauses/meetings/board/v1.md"
    head = CLAUSE.partition("parameters:")[0].replace("{{ body }}", "Board")
    text = "The Board talks on {{ topics | joined }}, and first on {{ topics | first }}."
    path.write_text(f"{head}parameters:\n  topics: {{type: list, help: What., example: [a]}}\n---\n{text}\n", encoding="utf-8")
    assert "text" in _section(_document("The Board talks on money and staff, and first on staff."), library)
    assert _section(_document("The Board talks on money and staff, and first on money."), library)["with"] == {"topics": ["money", "staff"]}


def test_a_name_to_which_docgen_would_add_a_word_is_no_term() -> None:
    assert _termed("It is led by Chief Constable of Exshire (“the Chief”).") == []
    assert _termed("It is led by the Chief Constable of Exshire (“the Chief”).") == [("Chief Constable of Exshire", "introduction")]

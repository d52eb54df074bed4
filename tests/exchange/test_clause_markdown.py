"""Blocks written in the language of clauses read as the same blocks, whatever their words hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from docgen.clausetext.clause_reader import read
from docgen.composition import bind_blocks
from docgen.composition.binding import Binding
from docgen.document.problems import DocgenError, Position
from docgen.document.tree import (
    Break,
    Cell,
    Emphasis,
    Field,
    FieldBlock,
    Figure,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Row,
    Section,
    Signatures,
    Strong,
    Table,
    Text,
    walk,
)
from docgen.exchange.clause_markdown import written
from docgen.exchange.read_back import flat, shape
from docgen.exchange.writable import writable, writable_section
from docgen.formats.printed_values import Language
from tests import samples
from tests.revisions import REVISIONS
from tests.revisions import document as revision


def _bound(text: str) -> tuple[Any, ...]:
    """The blocks that a text gives, filled in."""
    binding = Binding(Language("en-GB"), {}, bind_blocks.blocks)
    made = binding.blocks(read(text, lambda line, column: Position("t.md", line + 1, column + 1)), {})
    assert not binding.problems, binding.problems
    return made


def _is_bindable(block: Any) -> bool:
    """Whether no table lacks rows, and no chart or signature block, which need facts, is in the block."""
    return not any(isinstance(node, Figure | Signatures) or (isinstance(node, Table) and not node.rows) for node in walk(block))


BLOCKS = samples.blocks().map(lambda blocks: tuple(block for block in blocks if _is_bindable(block)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(BLOCKS)
def test_what_is_written_reads_as_the_same_blocks(blocks: tuple[Any, ...]) -> None:
    kept = writable(blocks)
    assert writable(kept) == kept
    assert shape(_bound(written(blocks))) == shape(kept)


@pytest.mark.parametrize("name", REVISIONS)
def test_every_section_of_the_repository_can_be_written_and_reads_as_the_same(name: str) -> None:
    for section in revision(name).sections:
        for each in (node for node in walk(section) if isinstance(node, Section)):
            shallow = tuple(child for child in each.sections if not any(grandchild.sections for grandchild in child.sections))
            kept = tuple(writable_section(child) for child in shallow)
            expected = shape(flat(writable(each.blocks), kept, each.id))
            assert shape(read(written(each.blocks, shallow, each.id), lambda line, column: Position("t.md"))) == expected


def _paragraph(*inlines: Any) -> Paragraph:
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in inlines))


def _item(*blocks: Any) -> Item:
    return Item(tuple(_paragraph(each) if isinstance(each, str) else each for each in blocks))


WRITTEN: dict[str, tuple[tuple[Any, ...], str]] = {
    "plain words": (
        (_paragraph("The Board meets monthly (or more often): 50% of its members, e.g. 3."),),
        "The Board meets monthly (or more often): 50% of its members, e.g. 3.\n",
    ),
    "an insertion in brackets": ((_paragraph("It meets at [insert venue]."),), "It meets at [insert venue].\n"),
    "a label typed by hand": ((_paragraph("(a) chair"), _paragraph("(b) keep")), "\\(a) chair\n\n\\(b) keep\n"),
    "a year at the start": ((_paragraph("2019. The year"),), "2019\\. The year\n"),
    "a bullet": ((_paragraph("• one"), _paragraph("– two")), "\\• one\n\n\\– two\n"),
    "a caption without a table": ((_paragraph("Table: none"),), '{{ "" }}Table: none\n'),
    "straight marks": ((_paragraph('5" and "x"'),), '5\\" and \\"x\\"\n'),
    "a line to fill in": ((_paragraph("Name: ________"),), "Name: ________\n"),
    "emphasis inside a word": ((_paragraph(Strong((Text("a."),)), "b"),), '**{{ "" }}a.{{ "" }}**b\n'),
    "emphasis in emphasis": ((_paragraph(Strong((Emphasis((Text("a"),)),))),), "**_a_**\n"),
    "a break": ((_paragraph("a", Break(), "1. b"),), "a\\\n1\\. b\n"),
    "a note in place": ((_paragraph("a", Note((_paragraph("b [c]"),)), "."),), "a^[b \\[c\\]].\n"),
    "a note of two paragraphs": ((_paragraph("a", Note((_paragraph("b"), _paragraph("c")))),), "a[^1]\n\n[^1]: b\n\n    c\n"),
    "lists": ((List(True, (_item("a", List(False, (_item("b"), _item("c")))), _item("d", "e"))),), "1. a\n   - b\n   - c\n2. d\n\n   e\n"),
    "a table": (
        (
            Table(
                Row((Cell((Text("A|B"),)), Cell(()))), (Row((Cell((Text("a"), Break(), Text("b"))), Cell((Text("1"),)))),), ("left", "right"), (Text("T"),), "t"
            ),
        ),
        "Table: T {#t}\n\n| A\\|B |  |\n|---|--:|\n| a<br>b | 1 |\n",
    ),
    "a quotation": ((Quote((_paragraph("a"), _paragraph("b"))), _paragraph("c")), "> a\n>\n> b\n\nc\n"),
    "a field": ((_paragraph("in ", Field("years", (Text("2 years"),))),), "in 2 years\n"),
    "an address that no clause may hold": ((_paragraph(Link("file:///c", (Text("words"),))),), "words\n"),
    "spaces at the ends of emphasis": ((_paragraph("a", Strong((Text(" b "),)), "c"),), "a **b** c\n"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_is_what_a_drafter_would_type(name: str) -> None:
    blocks, expected = WRITTEN[name]
    assert written(blocks) == expected


def test_fields_can_stay_fields() -> None:
    assert (
        written((_paragraph("in ", Field("years", (Text("2 years"),)), "."), FieldBlock("structure", ())), fields=True)
        == "in {{ years }}.\n\n{{ structure }}\n"
    )


def test_what_the_language_cannot_hold_is_a_problem_that_names_it() -> None:
    deep: Any = _paragraph("deepest")
    for _ in range(4):
        deep = List(False, (Item((deep,)),))
    with pytest.raises(DocgenError) as caught:
        written((deep,), place=Position("a.docx", 7))
    (problem,) = caught.value.problems
    assert (str(problem.position), problem.code) == ("a.docx:7:1", "unwritable")
    assert "deepest" in problem.seen and "4 levels deep" in problem.seen

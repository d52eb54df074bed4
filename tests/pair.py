"""Two small documents between which everything happens that a redline has a mark for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen.document.tree import Cell, Document, Item, List, Note, Paragraph, Reference, Row, Scheme, Section, Signatory, Signatures, Strong, Table, Text
from tests import samples

LONG = "The partners will meet every quarter to review how the arrangements work. They will publish what they decide within ten working days."


def p(*inlines: Any) -> Paragraph:
    return Paragraph(tuple(Text(inline) if isinstance(inline, str) else inline for inline in inlines))


def section(id: str, *blocks: Any) -> Section:
    return Section(id, (Text(id.title()),), tuple(p(block) if isinstance(block, str) else block for block in blocks))


def document(scheme: Scheme, *sections: Section) -> Document:
    front = replace(samples.everything().front, control=(), parties=("Us",), watermark="")
    return samples.numbered(Document("a/b", "en-GB", scheme, "mou", front, sections))


def items(ordered: bool, *texts: str) -> List:
    return List(ordered, tuple(Item((p(text),)) for text in texts))


def table(*rows: tuple[str, ...]) -> Table:
    made = [Row(tuple(Cell((Text(text),)) for text in row)) for row in rows]
    return Table(made[0], tuple(made[1:]), tuple("left" for _ in rows[0]))


def old(scheme: Scheme) -> Document:
    shares = table(("Partner", "Share"), ("Council", "12%"), ("Police", "8%"))
    return document(
        scheme,
        section("aims", LONG, p("They may act", Note((p("Or not."),)), " on ", Reference("review"), ".")),
        section("money", p("Each pays ", Strong((Text("12%"),)), " of the cost."), shares, Signatures((Signatory("A. Smith", "Chief", "Council"),))),
        section("review", "The board reviews this memorandum once in every year, and reports to all partners.", items(False, "by letter;", "in person.")),
    )


def new(scheme: Scheme) -> Document:
    head, _, tail = LONG.partition(" They")
    shares = table(("Partner", "Post", "Share"), ("Council", "Chief", "18%"))
    return document(
        scheme,
        section("aims", head, "They" + tail, p("They must act", Note((p("Or never."),)), " on ", Reference("review"), ".")),
        section("review", "The board reviews this memorandum once in every year, and reports to all partners.", items(True, "by letter;", "in person.")),
        section("money", p("Each pays 12% of the cost."), shares, Signatures((Signatory("", "Chief", "Council"),))),
    )

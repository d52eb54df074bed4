"""Documents for tests: one that holds every kind of node, and a Hypothesis strategy for hostile ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, Literal

from hypothesis import strategies as st

from docgen.document.tree import (
    Block,
    Break,
    Cell,
    ChartNode,
    Document,
    Emphasis,
    Field,
    FieldBlock,
    Figure,
    FrontMatter,
    Inline,
    Item,
    Link,
    List,
    Note,
    Origin,
    Paragraph,
    Quote,
    Reference,
    Row,
    Scheme,
    Section,
    Signatory,
    Signatures,
    Strong,
    Table,
    Term,
    Text,
    walk,
)
from tests.hostile import HOSTILE, bare_documents, blocks, figures, fronts, inlines, lists, paragraphs, tables, texts

__all__ = ["HOSTILE", "blocks", "documents", "everything", "figures", "fronts", "inlines", "lists", "mapped", "numbered", "paragraphs", "tables", "texts"]


def _p(*inlines: Inline | str, number: str = "") -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines), number)


def _item(*blocks: Block | str) -> Item:
    return Item(tuple(_p(b) if isinstance(b, str) else b for b in blocks))


def _row(*cells: str | Inline) -> Row:
    return Row(tuple(Cell((Text(c) if isinstance(c, str) else c,)) for c in cells))


def everything(scheme: Scheme = "headings") -> Document:
    """A document with every kind of node, lists three deep, every hostile text, forward and backward references, two-line reporting."""
    sections = (_PURPOSE, _GOVERNANCE, _FUNDING, _HOSTILE_SECTION, _SIGNING, _APPENDIX)
    return numbered(Document("riverside/2024", "en-GB", scheme, "plain", _FRONT, sections))


_FRONT = FrontMatter(
    title="Memorandum of Understanding: Riverside Health & Care <Partnership>",
    subtitle="Joint arrangements for children\u2019s services",
    short_title="Riverside MOU",
    parties=("Riverside Borough Council", "NHS Riverside & District", "“Voices” C.I.C. (*limited*)"),
    status="Illustrative draft",
    date="June 2024",
    timestamp="2024-06-01T00:00:00Z",
    watermark="DRAFT",
    control=(("Version", "2.0 (draft)"), ("Owner", "Governance team | Legal"), ("Next review", "30 September 2025")),
)

_COUNCIL = Term("parties.council", "Riverside Borough Council", "the Council", "introduction")
_PANEL = Term("groups.panel", "Child Death Overview Panel", "CDOP", "introduction")

_NOTE = Note((_p("Nothing here creates legal relations. See s. 4(1), e.g. for the ", Emphasis((Text("Act"),)), "."),))
_LINK = Link("https://example.org/a_(b)?c=d&e=f#g", (Text("the "), Strong((Text("secretary"),))))

_PURPOSE = Section(
    "purpose",
    (Text("Purpose"),),
    (
        _p("This memorandum is made between ", _COUNCIL, " and others. It replaces the one of 2019. See ", Reference("funding"), "."),
        _p("It is ", Strong((Text("not"),)), " a contract", _NOTE, "; it is an ", Emphasis((Text("agreement"),)), "."),
        _p("The ", _PANEL, " reviews deaths.", Break(), "Write to ", _LINK, " within ", Field("time_limit", (Text("10 working days"),)), "."),
        List(
            False,
            (
                _item("First bullet. It has two sentences."),
                _item("Second bullet:", List(False, (_item("nested;"), _item("nested twice:", List(False, (_item("deepest."),)))))),
            ),
        ),
    ),
    origin=Origin("purpose/plain", 2, "", "0" * 64),
)

_CHART = (
    ChartNode("board", "Partnership Board", ()),
    ChartNode("nhs", "NHS England", (), external=True),
    ChartNode("executive", "Executive", ("board",)),
    ChartNode("cdop", "Child Death Overview Panel", ("board", "nhs")),
    ChartNode("audit", "Audit & *Risk* Group", ("executive",)),
)
_DEEPEST = List(True, (_item("with consent;"), _item("in writing.")))
_TIERS = List(True, (_item("The officers meet."), _item("The chairs meet:", List(True, (_item("within five days;"), _item("or later:", _DEEPEST))))))

_GOVERNANCE = Section(
    "governance",
    (Text("Governance of "), replace(_COUNCIL, shown="name")),
    (
        _p("The bodies report as ", Reference("structure"), " shows."),
        Figure("structure", (Text("Reporting structure"),), "The Executive reports to the Board; the CDOP to the Board and to NHS England.", _CHART),
        FieldBlock("tiers", (_TIERS,)),
    ),
    (
        Section(
            "governance-chair",
            (Text("The chair"),),
            (_p("The chair serves for ", Field("years", (Text("2"),)), " years."),),
            (Section("governance-chair-vice", (Text("The vice-chair"),), (_p("As ", Reference("governance", (Text("agreed above"),)), "."),)),),
        ),
    ),
)

_SHARES = Table(
    _row("Partner", "Share", "Amount"),
    (_row("Council", "50%", "£68,500"), _row("NHS | ICB", "50%", Strong((Text("£68,500"),)))),
    ("left", "center", "right"),
    (Text("Contributions"),),
    "levels",
)

_FUNDING = Section(
    "funding",
    (Text("Funding"),),
    (
        _p("Contributions are in ", Reference("levels"), ", terms in ", Reference("terms"), ". ", replace(_COUNCIL, shown="short"), " holds them."),
        _SHARES,
        _p("Without a caption:"),
        Table(_row("One"), (_row("1"), _row("2")), ("left",)),
    ),
    origin=Origin("", 0, "The partners fund this in their own way.", "1" * 64),
)

_HOSTILE_SECTION = Section(
    "hostile-texts",
    (Text("What is typed & <shown> *as it is*"),),
    (
        *(_p(text) for text in HOSTILE),
        _p(Strong((Text(HOSTILE[2]), Emphasis((Text("in"),)))), "side", Emphasis((Text("word"),)), "s"),
        Quote((_p("A quotation. Of two sentences."), _p("And a second paragraph"), List(False, (_item("with a bullet."),)))),
        Table(_row(*HOSTILE[:3]), (_row(*HOSTILE[3:6]), _row(*HOSTILE[6:9])), ("left", "left", "left")),
        _p("A long note", Note((_p(HOSTILE[1]), List(True, (_item("one;"), _item("two.")))))),
        _p("Long: " + "supercalifragilistic " * 60 + "end."),
    ),
)

_SIGNATORIES = (
    Signatory("Alex *Smith*", "Chief Executive", "Riverside Borough Council"),
    Signatory("", "Accountable Officer", "NHS Riverside & District"),
)
_SIGNING = Section("signatures", (Text("Signatures"),), (Signatures(_SIGNATORIES),))

_APPENDIX = Section(
    "terms",
    (Text("Terms of reference"),),
    (
        _p("These terms bind the ", replace(_PANEL, shown="short"), ", as ", Reference("purpose"), " says."),
        List(True, (_item("Meet monthly.", _p("In public.")), _item("Report.", Quote((_p("Yearly."),)), List(False, (_item("to all"),))))),
    ),
    appendix=True,
)


def numbered(document: Document) -> Document:
    """The document with every computed number filled in: sections, paragraphs, tables, figures, notes, reference labels."""
    labels: dict[str, _Label] = {}
    main = [s for s in document.sections if not s.appendix]
    sections = tuple(
        _section(s, f"Appendix {i - len(main) + 1}" if s.appendix else str(i + 1), document.scheme, labels)
        for i, s in enumerate([*main, *(s for s in document.sections if s.appendix)])
    )
    counts = {Table: 0, Figure: 0, Note: 0}

    def number(node: Any) -> Any:
        kind = type(node)
        if kind not in counts or (kind is Table and not node.id):
            return node
        counts[kind] += 1
        if kind is Note:
            return replace(node, number=counts[kind])
        caption = f"{kind.__name__} {counts[kind]}"
        labels[node.id] = ("", caption, "caption")
        return replace(node, number=caption)

    def refer(node: Any) -> Any:
        if isinstance(node, Reference) and not node.inlines and node.target in labels:
            lead, label, by = labels[node.target]
            return replace(node, lead=lead, label=label, by=by)
        return node

    return _document(refer, _document(number, replace(document, sections=sections)))


_Label = tuple[str, str, Literal["number", "title", "caption"]]


def _document(change: Callable[[Any], Any], document: Document) -> Document:
    made = mapped(change, document)
    assert isinstance(made, Document)
    return made


def _section(section: Section, number: str, scheme: Scheme, labels: dict[str, _Label]) -> Section:
    title = "".join(t.text if isinstance(t, Text) else t.name for t in walk(section) if isinstance(t, Text | Term) and t in section.title)
    lead = "" if section.appendix else "section "
    labels[section.id] = (lead, f"“{title}”", "title") if scheme == "none" else (lead, number, "number")
    blocks, count = list(section.blocks), 0
    if scheme == "paragraphs" and not section.appendix:
        for i, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                count += 1
                blocks[i] = replace(block, number=f"{number}.{count}")
    subs = tuple(_section(sub, f"{number}.{count + i + 1}", scheme, labels) for i, sub in enumerate(section.sections))
    return replace(section, number="" if scheme == "none" else number, blocks=tuple(blocks), sections=subs)


def mapped(change: Callable[[Any], Any], node: Any) -> Any:
    """The node with `change` applied to it and to everything below it, in reading order."""
    node = change(node)
    changed: dict[str, Any] = {}
    for f in fields(node):
        value = getattr(node, f.name)
        if isinstance(value, tuple):
            changed[f.name] = tuple(mapped(change, child) if is_dataclass(child) else child for child in value)
        elif is_dataclass(value):
            changed[f.name] = mapped(change, value)
    return replace(node, **changed)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A normalised Document of hostile texts: ids are unique, references valid, numbers filled in."""
    # made of new nodes throughout: how Hypothesis would print the drawn ones takes time that is exponential in their depth
    return numbered(_identified(draw(bare_documents())))


def _identified(document: Document) -> Document:
    """The document with an id for every section, captioned table and figure, and references that point to them."""
    ids: list[str] = []

    def identify(node: Any) -> Any:
        if isinstance(node, Section | Figure) or (isinstance(node, Table) and node.caption):
            ids.append(f"{type(node).__name__.lower()}-{len(ids)}")
            return replace(node, id=ids[-1])
        return node

    def point(node: Any) -> Any:
        return replace(node, target=ids[int(node.target) % len(ids)]) if isinstance(node, Reference) else node

    return _document(point, _document(identify, document))

"""Documents for tests: one that holds every kind of node, and a Hypothesis strategy for hostile ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal

from hypothesis import strategies as st

from docgen.tree import (
    Alignment,
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

HOSTILE = (
    "&amp; &lt;b&gt; &#35; &nbsp; &copy",
    "<b>bold</b> <script>alert(1)</script> <!-- x --> <<a>> <?pi?> </w:t>",
    "*a* **b** _c_ __d__ ***e*** ~~f~~ ~~~ `g` ``` \\h \\\\ \\* $x$",
    "# not a heading",
    "1. not an item",
    "2) - + * not items",
    "- + * [ ] [x] > | --- === ***",
    "[a](b) ![c](d) [e][f] [^1] [^1]: [g]: h ^[i]",
    "| a | b | :-- | --: |",
    "{{ x }} {% if y %} {# z #} {{{{ ]]> %} }}",
    "“curly” \u2018quotes\u2019 \"straight\" 'quotes' \u2013 — … it\u2019s",
    "https://example.org/a_b*c?d=e&f=g#h. http://x.y www.example.org/_a_) a.b@c.d mailto:a@b.c ftp://x",
    "👩‍👩‍👧‍👦 🇬🇧 👍🏽 ❤️ \U0001d518\U0001d52b\U0001d526 𠜎",
    "العربية עברית \u200fabc\u200e فارسی",
    "日本語。中文\uff01ไทย ἄνθρωπος é ﬁ",
    "e.g. i.e. s. 4(1), ss. 5 No. 6 Dr A. B. Smith, St. Helens 2.1 etc. Yes. (No.) “So.” Then? Now! End.",
    "a\u00a0b\u2009c\u200bd\u00ade\ufefff",
    "C:\\dir\\file %20 a^b =1+1 @me #1 :smile: x~y~",
)
"""Texts that mean something in some format; all of them are words here."""


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
        List(False, (
            _item("First bullet. It has two sentences."),
            _item("Second bullet:", List(False, (_item("nested;"), _item("nested twice:", List(False, (_item("deepest."),)))))),
        )),
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
        Section("governance-chair", (Text("The chair"),), (_p("The chair serves for ", Field("years", (Text("2"),)), " years."),), (
            Section("governance-chair-vice", (Text("The vice-chair"),), (_p("As ", Reference("governance", (Text("agreed above"),)), "."),)),
        )),
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


_ALPHABET = st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
_MARKUP = (
    *"#*_`~<>[](){}|\\!&-+=.:;^$%@/'\"",
    *("1.", "2)", "**", "__", "~~", "](", "[^1]", "[x]", "&#9;", "&lt;", "<a>", "<!--", "www.a.bc", "http://a.bc", "a@b.cd"),
    *("e.g.", "No.", "word", "Word", "5"),
)
_PIECES = st.one_of(st.sampled_from(_MARKUP), st.sampled_from(HOSTILE), st.text(_ALPHABET, min_size=1, max_size=5))


@cache
def texts() -> st.SearchStrategy[str]:
    """A run of words, never empty, with no white space at its ends and no two spaces together; any printable character may occur."""
    joined = st.tuples(st.sampled_from(["", " "]), st.lists(_PIECES, min_size=1, max_size=4)).map(lambda made: made[0].join(made[1]))
    return joined.map(lambda text: " ".join(text.split()) or "blank")


@cache
def _words() -> st.SearchStrategy[Inline]:
    shown = st.sampled_from(["introduction", "short", "name"])
    term = st.builds(Term, key=st.just("terms.x"), name=texts(), short=st.one_of(st.just(""), texts()), shown=shown)
    text = texts().map(Text)
    return st.one_of(text, text, text, term, st.builds(Field, texts(), text.map(lambda made: (made,))))


def _joined(parts: list[tuple[Inline, str]]) -> tuple[Inline, ...]:
    """The inlines with their separators as text: no two Texts side by side, no space or Break at an end or beside a Break."""
    out: list[Inline] = []
    for index, (inline, separator) in enumerate(parts):
        if out and isinstance(inline, Text) and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + inline.text)
        elif not isinstance(inline, Note) or out:
            out.append(inline)
        if separator == "\n" and index + 1 < len(parts) and out and not isinstance(parts[index + 1][0], Note):
            out.append(Break())
        elif separator == " " and index + 1 < len(parts) and out:
            out.append(Text(" ")) if not isinstance(out[-1], Text) else out.__setitem__(-1, Text(out[-1].text + " "))
    return tuple(out) or (Text("blank"),)


@cache
def inlines(depth: int = 2, notes: bool = True, breaks: bool = True, links: bool = True, outside: str = "") -> st.SearchStrategy[tuple[Inline, ...]]:
    """The contents of a paragraph; `outside` names the kinds that may not be nested again."""
    options: list[st.SearchStrategy[Any]] = [_words(), _words()]
    if depth:
        emphasis = [kind for kind in (Strong, Emphasis) if kind.__name__ not in outside]
        options += [st.builds(kind, inlines(depth - 1, False, False, links, outside + kind.__name__)) for kind in emphasis]
    if depth and links:
        options.append(st.builds(Link, _urls(), inlines(depth - 1, False, False, False, outside)))
        options.append(st.builds(Reference, st.integers(0, 99).map(str), st.one_of(st.just(()), inlines(0, False, False, False))))
    if notes:
        options.append(st.builds(Note, st.lists(st.one_of(paragraphs(False), lists(0, False)), min_size=1, max_size=2).map(_apart)))
    separators = st.sampled_from(["", " ", " ", "\n"] if breaks else ["", " "])
    return st.lists(st.tuples(st.one_of(options), separators), min_size=1, max_size=3).map(_joined)


@cache
def _urls() -> st.SearchStrategy[str]:
    path = st.text(st.sampled_from("abcXYZ019-._~!$&'()*+,;=:@/%"), max_size=8).map(lambda made: made.replace("%", "%2F"))
    return st.one_of(path.map("https://example.org/{}".format), st.just("mailto:a.b@example.org"), path.map("https://example.org/?q={}#x".format))


@cache
def paragraphs(notes: bool = True) -> st.SearchStrategy[Paragraph]:
    return st.builds(Paragraph, inlines(notes=notes) if notes else inlines(1, False))


@cache
def lists(depth: int = 2, notes: bool = True) -> st.SearchStrategy[List]:
    below: list[st.SearchStrategy[Any]] = [paragraphs(notes), lists(depth - 1, notes)] if depth else [paragraphs(notes)]
    contents = st.tuples(paragraphs(notes), st.lists(st.one_of(below), max_size=1)).map(lambda pair: _apart([pair[0], *pair[1]]))
    return st.builds(List, st.booleans(), st.lists(st.builds(Item, contents), min_size=1, max_size=3).map(tuple))


def _apart(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without a list that follows a list of its kind."""
    out: list[Block] = []
    for block in blocks:
        if not (out and isinstance(block, List) and isinstance(out[-1], List) and block.ordered == out[-1].ordered):
            out.append(block)
    return tuple(out)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    row = st.lists(inlines(1, breaks=False).map(Cell), min_size=width, max_size=width).map(lambda made: Row(tuple(made)))
    sides: tuple[Alignment, ...] = ("left", "center", "right")
    alignments = tuple(draw(st.sampled_from(sides)) for _ in range(width))
    caption = draw(st.one_of(st.just(()), inlines(1, False, False)))
    return Table(draw(row), tuple(draw(row) for _ in range(draw(st.integers(0, 2)))), alignments, caption)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    nodes: list[ChartNode] = []
    for i in range(draw(st.integers(1, 5))):
        above = sorted(draw(st.sets(st.integers(0, i - 1), max_size=2))) if i else []
        nodes.append(ChartNode(f"n{i}", draw(texts()), tuple(f"n{j}" for j in above), draw(st.booleans())))
    return Figure("", draw(inlines(1, False, False)), draw(texts()), tuple(nodes))


@cache
def blocks(depth: int = 1) -> st.SearchStrategy[tuple[Block, ...]]:
    """What may stand in a section: every kind of block, with hostile texts."""
    person = st.builds(Signatory, st.one_of(st.just(""), texts()), texts(), texts())
    signing = st.builds(Signatures, st.lists(person, min_size=1, max_size=2).map(tuple))
    options: list[st.SearchStrategy[Any]] = [paragraphs(), paragraphs(), lists(), tables(), figures(), signing]
    if depth:
        options.append(st.builds(Quote, blocks(0)))
        options.append(st.builds(FieldBlock, texts(), st.one_of(paragraphs(), tables()).map(lambda made: (made,))))
    return st.lists(st.one_of(options), min_size=1, max_size=3).map(_apart)


@cache
def _sections(depth: int, appendix: bool = False) -> st.SearchStrategy[Section]:
    subs = st.lists(_sections(depth - 1), max_size=1).map(tuple) if depth else st.just(())
    origin = st.one_of(st.none(), st.builds(Origin, st.just("kind/name"), st.integers(1, 9), st.just(""), st.just("ab" * 32)))
    return st.builds(Section, st.just(""), inlines(1, False, False, False), blocks(), subs, st.just(appendix), origin)


@cache
def fronts() -> st.SearchStrategy[FrontMatter]:
    return st.builds(
        FrontMatter,
        title=texts(),
        subtitle=st.one_of(st.just(""), texts()),
        short_title=texts(),
        parties=st.lists(texts(), min_size=1, max_size=3).map(tuple),
        status=texts(),
        date=st.one_of(st.just(""), texts()),
        timestamp=st.just("2024-06-01T00:00:00Z"),
        watermark=st.just(""),
        control=st.lists(st.tuples(texts(), texts()), max_size=2).map(tuple),
    )


@cache
def documents() -> st.SearchStrategy[Document]:
    """A normalised Document of hostile texts: ids are unique, references valid, numbers filled in."""
    parts = st.tuples(st.lists(_sections(1), min_size=1, max_size=2), st.lists(_sections(0, True), max_size=1))
    sections = parts.map(lambda made: (*made[0], *made[1]))
    schemes: tuple[Scheme, ...] = ("none", "headings", "paragraphs")
    bare = st.builds(Document, st.just("hostile/2024"), st.just("en-GB"), st.sampled_from(schemes), st.just("plain"), fronts(), sections)
    return bare.map(_identified).map(numbered)


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

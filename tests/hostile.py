"""Hypothesis strategies for parts of documents in which every text may mean something in some format."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from hypothesis import strategies as st

from docgen.document.tree import (
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
    Foreign,
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
    return st.one_of(st.sampled_from(HOSTILE), joined).map(lambda text: " ".join(text.split()) or "blank")


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
        options.append(st.builds(Foreign, st.sampled_from(("cy", "fr-CA", "ur", "zh-Hant")), inlines(depth - 1, False, False, links, outside)))
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
def bare_documents() -> st.SearchStrategy[Document]:
    """Documents that still lack ids and numbers, and whose references name numbers for targets."""
    parts = st.tuples(st.lists(_sections(1), min_size=1, max_size=2), st.lists(_sections(0, True), max_size=1))
    sections = parts.map(lambda made: (*made[0], *made[1]))
    schemes: tuple[Scheme, ...] = ("none", "headings", "paragraphs")
    return st.builds(Document, st.just("hostile/2024"), st.just("en-GB"), st.sampled_from(schemes), st.just("plain"), fronts(), sections)

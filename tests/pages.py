"""What a page says, read back with the standard library's HTML parser, and what it should say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from typing import Any

from docgen.document.tree import (
    Break,
    Document,
    FieldBlock,
    Figure,
    List,
    Note,
    Paragraph,
    Quote,
    Reference,
    Section,
    Signatures,
    Table,
    Term,
    Text,
    term_words,
)

_FLOWS = frozenset(["a", "b", "em", "i", "span", "strong", "sup", "br", "img"])
_VOID = frozenset(["br", "img", "input", "meta", "link"])


class Page(HTMLParser):
    """`lines` are the texts of `<main>`, one for every block that holds words, in reading order."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag == "br":
            self.words += "\n"
        if tag not in _FLOWS:
            self.flush()
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "every element is closed where it was opened"
        if tag not in _FLOWS:
            self.flush()

    def handle_data(self, data: str) -> None:
        if "main" in self.open:
            self.words += data

    def flush(self) -> None:
        if self.words.strip():
            self.lines.append(self.words.strip())
        self.words = ""

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def ids(self) -> Counter[str]:
        return Counter(value for _, attributes in self.elements if (value := attributes.get("id")))


def nodes(value: Any) -> Iterator[Any]:
    """Every node in `value`, by whatever field it hangs on."""
    if isinstance(value, tuple):
        for child in value:
            yield from nodes(child)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from nodes(getattr(value, field.name))


def complete(document: Document) -> bool:
    """Whether every note is numbered and every reference has its target, as a composed document promises."""
    found = list(nodes(document))
    ids = {node.id for node in found if isinstance(node, Section | Table | Figure)}
    return all(n.number for n in found if isinstance(n, Note)) and all(n.target in ids for n in found if isinstance(n, Reference))


def words(inlines: tuple[Any, ...]) -> str:
    """The characters of the inlines, each exactly once; a note's mark is its number."""
    out = []
    for inline in inlines:
        match inline:
            case Text():
                out.append(inline.text)
            case Term():
                out.append(term_words(inline))
            case Break():
                out.append("\n")
            case Note():
                out.append(str(inline.number))
            case Reference(inlines=()):
                out.append(inline.lead + inline.label)
            case _:
                out.append(words(inline.inlines))
    return "".join(out)


def lines(document: Document) -> list[str]:
    """What a page of the document should say."""
    front = document.front
    out = [front.title, front.subtitle, "between", *front.parties, front.status, front.date]
    if front.control:
        out += ["Document control", *(cell for row in front.control for cell in row)]
    out.append("Contents")
    for section in document.sections:
        out.append(_heading(section))
        out += [_heading(sub) for sub in section.sections]
    for section in document.sections:
        out += _section(section)
    for note in sorted((n for n in nodes(document) if isinstance(n, Note)), key=lambda n: n.number):
        out += _blocks(note.blocks)
    return [line.strip() for line in out if line.strip()]


def _heading(section: Section) -> str:
    return " ".join(filter(None, [section.number, words(section.title)]))


def _section(section: Section) -> list[str]:
    return [_heading(section), *_blocks(section.blocks), *(line for sub in section.sections for line in _section(sub))]


def _blocks(blocks: tuple[Any, ...]) -> list[str]:
    return [line for block in blocks for line in _block(block)]


def _block(block: Any) -> list[str]:
    match block:
        case Paragraph():
            return [" ".join(filter(None, [block.number, words(block.inlines)]))]
        case List():
            return [line for item in block.items for line in _blocks(item.blocks)]
        case Quote() | FieldBlock():
            return _blocks(block.blocks)
        case Table():
            caption = f"{block.number}: {words(block.caption)}" if block.number else words(block.caption)
            return [caption, *(words(cell.inlines) for row in (block.header, *block.rows) for cell in row.cells)]
        case Figure():
            return [f"{block.number}: {words(block.caption)}"]
        case Signatures():
            return [line for s in block.signatories for line in (f"Signed for and on behalf of {s.party}", "Signature", "Name", s.name, "Post", s.post, "Date")]
    raise AssertionError(block)

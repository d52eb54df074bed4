"""Names that a text introduces with a short form, “Exham Council (“the Council”)” or “Child Death Overview Panel (CDOP)”, as terms.

A name becomes a term only if docgen would print it, at every place, as the text has it: the text is composed again to prove that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from docgen.composition.numbering import numbered
from docgen.composition.references import referred
from docgen.document.joined_inlines import joined_inlines
from docgen.document.tree import Cell, Document, Figure, Paragraph, Section, Table, Term, Text, plain, walk

Nodes = tuple[Any, ...]
_SHORT = re.compile(r" \((?:(?P<letters>[A-Z][A-Z0-9&-]+)|“(?P<words>[^“”()]{2,40})”)\)")
_WORD = r"(?:[A-Z][\w’&./-]*|[A-Z]&[A-Z])"
_NAME = re.compile(rf"{_WORD}(?:,? (?:of|and|for|the|on|in|to|&|with|{_WORD}))*$")
_SMALL = frozenset(["of", "and", "for", "the", "on", "in", "to", "&", "with"])
_ID = re.compile(r"[a-z][a-z0-9_]*")


def with_terms(document: Document) -> Document:
    """The document with such names as terms. One that already has terms is returned as it is."""
    every = [node for section in document.sections for node in walk(section)]
    if any(type(node) is Term for node in every):
        return document
    terms = _introduced(document, every)
    before = tuple(_lines(document.sections))
    while terms:
        made = replace(document, sections=_replaced(document.sections, terms))
        shown, _ = referred(*numbered(made.sections, made.scheme)[:2])
        wrong = {term.name for was, (line, named) in zip(before, _named_lines(shown), strict=True) if was != line for term in named}
        if not wrong:
            return made if any(type(node) is Term for section in made.sections for node in walk(section)) else document
        terms = [term for term in terms if term.name not in wrong]
    return document


def _introduced(document: Document, every: list[Any]) -> list[Term]:
    """The terms in the order in which the text introduces them, each name and each short form once."""
    charted = {node.name: node.id for figure in every if type(figure) is Figure for node in figure.chart}
    covers = (document.front.subtitle, document.front.title)
    known = sorted([*document.front.parties, *charted, document.front.subtitle], key=len, reverse=True)
    out: dict[str, Term] = {}
    for line in _lines(document.sections):
        for found in _SHORT.finditer(line):
            short = found["letters"] or found["words"]
            name = next((each for each in known if each and line[: found.start()].endswith(each)), "") or _name(line[: found.start()], found["letters"] or "")
            if name and name not in out and short not in (term.short for term in out.values()):
                taken = {term.key for term in out.values()}
                whole = name not in document.front.parties and any(re.match(rf"{re.escape(name)}(?!\w)", cover) for cover in covers)
                key = "partnership" if whole and "partnership" not in taken else charted.get(name) or _key(short, taken)
                out[name] = Term(key, name, short)
    return list(out.values())


def _name(before: str, letters: str) -> str:
    """The name at the end of a text: that which the letters abbreviate, or else all words with capitals."""
    found = _NAME.search(before)
    if not found:
        return ""
    words = found[0].split(" ")
    for start in range(len(words) - 1, -1, -1):
        initials = "".join(part[0] for word in words[start:] if word not in _SMALL for part in word.replace("-", " ").split())
        if letters and initials.upper() == letters.replace("&", "").replace("-", "") and words[start] not in _SMALL:
            return " ".join(words[start:])
    return "" if letters or words[0] in ("The", "This", "Each", "All") else found[0]


def _key(short: str, taken: set[str]) -> str:
    made = "_".join(re.findall(r"[a-z0-9]+", short.casefold().removeprefix("the ").replace("’", ""))) or "term"
    made = made if _ID.fullmatch(made) else f"t_{made}"
    return next(key for key in (made, *(f"{made}_{number}" for number in range(2, 1000))) if key not in taken)


def _replaced(sections: tuple[Section, ...], terms: list[Term]) -> tuple[Section, ...]:
    """The sections with each term from where it is introduced."""
    pending = {term.short: term for term in terms}
    open_terms: dict[str, Term] = {}
    return tuple(_in_order(section, pending, open_terms) for section in sections)


def _in_order(node: Any, pending: dict[str, Term], known: dict[str, Term]) -> Any:
    if type(node) is Section:
        blocks = tuple(_in_order(block, pending, known) for block in node.blocks)
        return replace(node, blocks=blocks, sections=tuple(_in_order(child, pending, known) for child in node.sections))
    if type(node) is Table:
        caption = _in_inlines(node.caption, pending, known)
        header = _in_order(node.header, pending, known)
        return replace(node, caption=caption, header=header, rows=tuple(_in_order(row, pending, known) for row in node.rows))
    below: dict[str, Any] = {}
    for each in fields(node):
        inner = getattr(node, each.name)
        if type(inner) is tuple and inner and is_dataclass(inner[0]):
            inlines = each.name in ("inlines", "caption")
            below[each.name] = _in_inlines(inner, pending, known) if inlines else tuple(_in_order(child, pending, known) for child in inner)
    return replace(node, **below) if below else node


def _in_inlines(inlines: Nodes, pending: dict[str, Term], known: dict[str, Term]) -> Nodes:
    out: list[Any] = []
    for node in inlines:
        out += _in_text(node.text, pending, known) if type(node) is Text else [_in_order(node, pending, known)]
    return joined_inlines(out)


def _in_text(text: str, pending: dict[str, Term], known: dict[str, Term]) -> list[Any]:
    """A text with its introductions, and with the short forms that were introduced before, as terms."""
    out: list[Any] = []
    at = 0
    for found in _SHORT.finditer(text):
        term = pending.get(found["letters"] or found["words"])
        if term and text[at : found.start()].endswith(term.name):
            start = found.start() - len(term.name)
            out += [*_shorts(text[at:start], known), replace(term, shown="introduction")]
            known[term.short] = pending.pop(term.short)
            at = found.end()
    return [*out, *_shorts(text[at:], known)]


def _shorts(text: str, known: dict[str, Term]) -> Iterator[Any]:
    if not known:
        yield Text(text)
        return
    forms = "|".join(re.escape(short) for short in sorted(known, key=len, reverse=True))
    capital = {short[0].upper() + short[1:]: short for short in known}
    every = f"{forms}|{'|'.join(re.escape(each) for each in capital)}"
    at = 0
    for found in re.finditer(rf"(?<![\w’-])(?:{every})(?![\w-])(?! \(|,? (?:of |for )?[A-Z][a-z])", text):
        yield Text(text[at : found.start()])
        yield known[found[0] if found[0] in known else capital[found[0]]]
        at = found.end()
    yield Text(text[at:])


def _lines(sections: Iterable[Section]) -> Iterator[str]:
    return (line for line, _ in _named_lines(sections))


def _named_lines(sections: Iterable[Section]) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """Each line of the sections in reading order, with the terms in it."""
    for section in sections:
        for node in (each for block in section.blocks for each in walk(block)):
            inlines = node.inlines if type(node) in (Paragraph, Cell) else node.caption if type(node) is Table else None
            if inlines is not None:
                yield plain(inlines), tuple(each for inline in inlines for each in walk(inline) if type(each) is Term)
        yield from _named_lines(section.sections)

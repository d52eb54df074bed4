"""Blocks in the form that clause Markdown can hold: values as plain words, single spaces, no mark of emphasis inside another of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from docgen.document.joined_inlines import joined_inlines
from docgen.document.tree import (
    Break,
    Cell,
    Emphasis,
    Field,
    FieldBlock,
    Foreign,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Reference,
    Row,
    Section,
    Strong,
    Table,
    Term,
    Text,
    term_words,
)

Nodes = tuple[Any, ...]
Kinds = tuple[type, ...]
_SPACES = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that no reader sees: controls, and those that turn the direction of the text."""
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S")
_HOLDERS = (Strong, Emphasis, Foreign, Link)


def writable(blocks: Iterable[Any], kept: Kinds = ()) -> Nodes:
    """The blocks in this form. Fields and terms become their words, unless they are of a kind that is to be `kept`. Words are kept, and so is their order."""
    out: list[Any] = []
    for block in blocks:
        for made in _block(block, kept):
            if type(made) is List and out and type(out[-1]) is List and out[-1].ordered == made.ordered:
                out[-1] = List(made.ordered, out[-1].items + made.items)
            else:
                out.append(made)
    return tuple(out)


def writable_section(section: Section, kept: Kinds = ()) -> Section:
    """The section and its sub-sections in this form, with titles on one line."""
    below = tuple(writable_section(child, kept) for child in section.sections)
    return replace(section, title=one_line(section.title, kept), blocks=writable(section.blocks, kept), sections=below)


def one_line(inlines: Nodes, kept: Kinds = ()) -> Nodes:
    """A title or caption in this form: a space for each line break."""
    return writable_line(_without_breaks(inlines), kept)


def writable_line(inlines: Iterable[Any], kept: Kinds = ()) -> Nodes:
    """A whole paragraph or cell in this form."""
    return _tidy(joined_inlines(_inlines(inlines, (), kept)))


def _block(block: Any, kept: Kinds) -> Nodes:
    match block:
        case Paragraph():
            words = writable_line(block.inlines, kept)
            return (Paragraph(words, block.number, block.position),) if words else ()
        case List():
            items = [Item(made) for item in block.items if (made := writable(item.blocks, kept))]
            return (List(block.ordered, tuple(items)),) if items else ()
        case Quote():
            made = writable(block.blocks, kept)
            return (Quote(made),) if made else ()
        case Table():
            return (_table(block, kept),)
        case FieldBlock() if Field not in kept:
            return writable(block.blocks, kept)
    return (block,)


def _table(table: Table, kept: Kinds) -> Table:
    rows = tuple(_row(row, kept) for row in table.rows)
    return replace(table, header=_row(table.header, kept), rows=rows, caption=one_line(table.caption, kept))


def _row(row: Row, kept: Kinds) -> Row:
    return Row(tuple(Cell(writable_line(cell.inlines, kept)) for cell in row.cells), row.position)


def _without_breaks(inlines: Nodes) -> Nodes:
    holders = (*_HOLDERS, Reference, Field)
    return tuple(
        Text(" ") if type(n) is Break else replace(n, inlines=_without_breaks(n.inlines)) if isinstance(n, holders) and n.inlines else n for n in inlines
    )


def _inlines(inlines: Iterable[Any], outside: tuple[type, ...], kept: Kinds) -> list[Any]:
    """The inlines, not yet joined; `outside` holds the kinds of the nodes that they are in."""
    out: list[Any] = []
    for node in inlines:
        match node:
            case Text(text):
                out.append(Text(_SPACES.sub(" ", _HIDDEN.sub("", text))))
            case Field() | Term() if type(node) in kept:
                out.append(node)
            case Field():
                out += _inlines(node.inlines, outside, kept)
            case Term():
                out.append(Text(_SPACES.sub(" ", term_words(node))))
            case Note():
                out += _note(node, outside, kept)
            case Reference():
                out += _reference(node, outside, kept)
            case Strong() | Emphasis() | Foreign() | Link():
                out += _holder(node, outside, kept)
            case _:
                out.append(node)
    return out


def _note(note: Note, outside: tuple[type, ...], kept: Kinds) -> list[Any]:
    """The note; a note inside another becomes words in brackets."""
    if Note not in outside:
        blocks = _noted(writable(note.blocks, kept))
        return [Note(blocks)] if blocks else []
    words = [inline for block in note.blocks if type(block) is Paragraph for inline in (Text(" "), *_inlines(block.inlines, outside, kept))]
    return [Text(" ("), *words[1:], Text(")")] if words else []


def _noted(blocks: Nodes) -> Nodes:
    """The blocks of a note, without notes in them."""
    out: list[Any] = []
    for block in blocks:
        if type(block) is Paragraph:
            block = replace(block, inlines=_tidy(joined_inlines(_inlines(block.inlines, (Note,), (Field, Term)))))
        out.append(block)
    return tuple(out)


def _reference(node: Reference, outside: tuple[type, ...], kept: Kinds) -> list[Any]:
    if Link in outside:
        return _inlines(node.inlines or (Text(node.lead + node.label),), outside, kept)
    if not node.inlines:
        return [node]
    before, inner, after = _hoisted(joined_inlines(_inlines(node.inlines, (*outside, Link), kept)))
    return [*before, *([replace(node, inlines=inner)] if inner else []), *after]


def _holder(node: Any, outside: tuple[type, ...], kept: Kinds) -> list[Any]:
    """The node with the spaces and breaks at its ends outside it; only what it holds, if it adds nothing there."""
    kind = type(node)
    needless = kind is Link and (Link in outside or not _ADDRESS.match(node.url))
    if needless or (kind in outside and kind is not Foreign):
        return _inlines(node.inlines, outside, kept)
    before, inner, after = _hoisted(joined_inlines(_inlines(node.inlines, (*outside, kind), kept)))
    return [*before, *([replace(node, inlines=inner)] if inner else []), *after]


def _hoisted(inlines: Nodes) -> tuple[list[Any], Nodes, list[Any]]:
    """The spaces and breaks before the first word, what stands between, and those after the last."""
    before: list[Any] = []
    after: list[Any] = []
    rest = list(inlines)
    while rest and (type(rest[0]) is Break or (type(rest[0]) is Text and rest[0].text[:1] in ("", " "))):
        first = rest.pop(0)
        before.append(first if type(first) is Break else Text(" "))
        if type(first) is Text and first.text.strip(" "):
            rest.insert(0, Text(first.text.lstrip(" ")))
    while rest and (type(rest[-1]) is Break or (type(rest[-1]) is Text and rest[-1].text[-1:] in ("", " "))):
        last = rest.pop()
        after.insert(0, last if type(last) is Break else Text(" "))
        if type(last) is Text and last.text.strip(" "):
            rest.append(Text(last.text.rstrip(" ")))
    return before, tuple(rest), after


def _tidy(inlines: Sequence[Any]) -> Nodes:
    """The inlines of a line with single spaces, none at the ends or beside a break, and no break at the ends."""
    made, _ = _spaced(inlines, True)
    return _ended(made)


def _spaced(inlines: Sequence[Any], after_space: bool) -> tuple[Nodes, bool]:
    out: list[Any] = []
    for node in inlines:
        kind = type(node)
        if kind is Text:
            text = _SPACES.sub(" ", node.text)
            text = text.lstrip(" ") if after_space else text
            if text:
                out.append(Text(text))
                after_space = text.endswith(" ")
        elif kind is Break:
            out = [*_without_space(out), node]
            after_space = True
        elif kind in (*_HOLDERS, Reference) and node.inlines:
            inner, after_space = _spaced(node.inlines, after_space)
            out += [replace(node, inlines=inner)] if inner else []
        else:
            out.append(node)
            after_space = False
    return joined_inlines(out), after_space


def _without_space(nodes: list[Any]) -> list[Any]:
    if nodes and type(nodes[-1]) is Text and nodes[-1].text.endswith(" "):
        text = nodes[-1].text.rstrip(" ")
        return [*nodes[:-1], *([Text(text)] if text else [])]
    return nodes


def _ended(inlines: Nodes) -> Nodes:
    """The inlines without breaks and spaces at the beginning and at the end."""
    nodes = list(inlines)
    while nodes and type(nodes[0]) is Break:
        nodes.pop(0)
    while nodes and (type(nodes[-1]) is Break or nodes[-1] != (_without_space(nodes[-1:]) or [None])[-1]):
        nodes = nodes[:-1] if type(nodes[-1]) is Break else _without_space(nodes)
    return tuple(nodes)

"""The archive form: the whole Document as JSON, except positions in sources, so that a revision can be read and compared years later.

`archive_form` describes the form and `reader` reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from json.encoder import encode_basestring
from operator import attrgetter
from types import NoneType
from typing import Any

from docgen.document.tree import Document, Field, Item, Paragraph, Section, Term, Text
from docgen.formats.json.archive_form import FORMAT, KINDS, archived_fields
from docgen.sources.files import HouseStyle

SUFFIX = ".json"


def write(document: Document, style: HouseStyle) -> bytes:
    """The document in UTF-8, one section a line, the same for every house style."""
    head = _VALUES[Document](replace(document, sections=()))
    # sections are the last field, here an empty array
    lines = ",\n".join([_VALUES[Section](section) for section in document.sections])
    return f'{{"docgen": {FORMAT}, {head[1:-2]}\n{lines}\n]}}\n'.encode("utf-8", "surrogatepass")


def _array(values: tuple[Any, ...]) -> str:
    if len(values) == 1:
        return f"[{_VALUES[type(values[0])](values[0])}]"
    return f"[{', '.join([_VALUES[type(value)](value) for value in values])}]"


def _node(kind: type) -> Callable[[Any], str]:
    """The encoder of a kind of node: an object with the name of the kind and each field that differs from its default."""
    start = f'{{"kind": "{kind.__name__}"'
    defaults = {f.name: f.default for f in fields(kind)}
    parts = [(f', "{name}": ', attrgetter(name), defaults[name]) for name in archived_fields(kind)]

    def encoded(node: Any) -> str:
        out = start
        for key, get, default in parts:
            value = get(node)
            if value != default:
                out += key + _VALUES[type(value)](value)
        return out + "}"

    return encoded


# most nodes are of these kinds; the encoders that `_node` makes would give the same, more slowly


def _text(text: Text) -> str:
    return f'{{"kind": "Text", "text": {encode_basestring(text.text)}}}'


def _field(node: Field) -> str:
    if len(node.inlines) == 1 and type(node.inlines[0]) is Text:
        text = encode_basestring(node.inlines[0].text)
        return f'{{"kind": "Field", "name": {encode_basestring(node.name)}, "inlines": [{{"kind": "Text", "text": {text}}}]}}'
    return f'{{"kind": "Field", "name": {encode_basestring(node.name)}, "inlines": {_array(node.inlines)}}}'


def _term(term: Term) -> str:
    key, name, short = encode_basestring(term.key), encode_basestring(term.name), encode_basestring(term.short)
    how = f', "shown": "{term.shown}"' if term.shown != "short" else ""
    text = f', "text": {encode_basestring(term.text)}' if term.text else ""
    ending = f', "ending": {encode_basestring(term.ending)}' if term.ending else ""
    return f'{{"kind": "Term", "key": {key}, "name": {name}, "short": {short}{how}{text}{ending}}}'


def _item(item: Item) -> str:
    return f'{{"kind": "Item", "blocks": {_array(item.blocks)}}}'


def _paragraph(paragraph: Paragraph) -> str:
    number = f', "number": {encode_basestring(paragraph.number)}' if paragraph.number else ""
    return f'{{"kind": "Paragraph", "inlines": {_array(paragraph.inlines)}{number}}}'


_VALUES: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    bool: {False: "false", True: "true"}.__getitem__,
    int: str,
    NoneType: {None: "null"}.__getitem__,
    tuple: _array,
    **{kind: _node(kind) for kind in KINDS.values()},
    Text: _text,
    Field: _field,
    Term: _term,
    Item: _item,
    Paragraph: _paragraph,
}
"""Encoders that write JSON directly: the json module would call back for every node, at twice the cost."""

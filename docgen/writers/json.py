"""The archive form: the Document as JSON, whole but for positions in sources, so that a revision can be read and compared years on.

`docgen.archive` describes the form and `docgen.readers.json` reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from json import JSONEncoder
from operator import attrgetter
from typing import Any

from docgen.archive import FORMAT, KINDS, kept
from docgen.files import HouseStyle
from docgen.tree import Document, Section

SUFFIX = ".json"


def write(document: Document, style: HouseStyle) -> bytes:
    """The document in UTF-8, a line for each section; every house style gives the same."""
    head = {"docgen": FORMAT, **_node(document)}
    sections: tuple[Section, ...] = head.pop("sections")
    lines = ",\n".join([_encode(section) for section in sections])
    return f'{_encode(head)[:-1]}, "sections": [\n{lines}\n]}}\n'.encode("utf-8", "surrogatepass")


def _getter(kind: type) -> Callable[[Any], dict[str, Any]]:
    names = kept(kind)
    name = kind.__name__
    defaults = {f.name: f.default for f in fields(kind)}
    if len(names) == 1:
        (only,) = names
        one = attrgetter(only)
        return lambda node: {"kind": name, only: one(node)}
    if not names:
        return lambda node: {"kind": name}
    every = attrgetter(*names)
    usual = tuple(defaults[n] for n in names)

    def as_dict(node: Any) -> dict[str, Any]:
        made = {"kind": name}
        for key, value, default in zip(names, every(node), usual, strict=True):
            if value != default:
                made[key] = value
        return made

    return as_dict


_GETTERS = {kind: _getter(kind) for kind in KINDS.values()}


def _node(node: Any) -> dict[str, Any]:
    """One level of the tree; the encoder asks again for the nodes in it, and takes tuples as arrays."""
    return _GETTERS[type(node)](node)


# a tree of frozen values cannot hold itself
_encode = JSONEncoder(ensure_ascii=False, default=_node, check_circular=False).encode

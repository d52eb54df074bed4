"""The archive form read back: JSON to the Document that was written, with its computed numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from docgen.document import tree
from docgen.document.archive import FORMAT, KINDS, archived_fields
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import Document

_ADVICE = "Write it again with `docgen build --format json`; nobody needs to edit it."


def read(data: bytes, name: str) -> Document:
    """The document in an archive file; `name` is shown in problems. DocgenError if this is no such file, or one of a later form."""
    place = Position(name)
    try:
        whole = json.loads(data.decode(), object_hook=_node)
    except UnicodeDecodeError:
        raise _problem(place, "not-utf8", "This archive is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise _problem(Position(name, error.lineno, error.colno), "not-json", f"This archive is not JSON: {error.msg}.") from None
    except RecursionError:
        raise _problem(place, "not-archive", "This archive is nested too deeply.") from None
    except ValueError:  # Python reads no number of more than some thousand digits
        raise _problem(place, "not-archive", "This archive holds too long a number.") from None
    except _Wrong as wrong:
        raise _problem(place, "not-archive", str(wrong)) from None
    if not isinstance(whole, Document):
        raise _problem(place, "not-archive", "This JSON is not an archive of docgen.")
    return whole


def _problem(place: Position, code: str, seen: str) -> DocgenError:
    return DocgenError([Problem(place, code, seen, f"an archive that docgen wrote, of form {FORMAT} or earlier", _ADVICE)])


class _Wrong(Exception):
    """What does not fit the form, as a sentence."""


def _node(found: dict[str, Any]) -> Any:
    """The node that an object stands for; its children are nodes already."""
    name = found.pop("kind", None)
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise _Wrong(f"An object of the kind {name!r} stands here.")
    if kind is Document:
        form = found.pop("docgen", None)
        if type(form) is not int or not 1 <= form <= FORMAT:
            raise _Wrong(f"This archive has the form {form!r}.")
    checks, needed = _form(kind)
    try:
        made = {key: checks[key](value) for key, value in found.items()}
    except KeyError as error:
        raise _Wrong(f"A {name} has no field {error.args[0]!r}.") from None
    except TypeError:
        raise _Wrong(f"A field of a {name} holds what it cannot hold: {', '.join(sorted(found))}.") from None
    if not needed <= made.keys():
        raise _Wrong(f"A {name} lacks {', '.join(sorted(needed - made.keys()))}.")
    return kind(**made)


Check = Callable[[Any], Any]
"""Gives the value of a field for what JSON has in its place, or raises TypeError."""


@cache
def _form(kind: type) -> tuple[dict[str, Check], frozenset[str]]:
    """The check of each field of a node, and the fields that must be there."""
    hints = get_type_hints(kind, vars(tree))
    names = archived_fields(kind)
    needed = frozenset(f.name for f in fields(kind) if f.default is MISSING and f.name in names)
    return {name: _check(hints[name]) for name in names}, needed


def _check(hint: Any) -> Check:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple and inner[-1] is Ellipsis:
        return _each(_check(inner[0]), _classes(inner[0]))
    if origin is tuple:
        return _exactly(tuple(_check(part) for part in inner))
    if origin is Literal:
        return _among(inner)
    return _one_of(_classes(hint))


def _classes(hint: Any) -> frozenset[type]:
    """The classes of a union, or the one class; empty where a value is more than a class tells."""
    parts = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return frozenset(NoneType if part is None else part for part in parts if part is None or (isinstance(part, type) and not get_args(part)))


def _each(check: Check, classes: frozenset[type]) -> Check:
    def all_of(value: Any) -> Any:
        if type(value) is not list:
            raise TypeError
        if classes:
            if not classes.issuperset(map(type, value)):
                raise TypeError
            return tuple(value)
        return tuple([check(each) for each in value])

    return all_of


def _exactly(checks: tuple[Check, ...]) -> Check:
    def row(value: Any) -> Any:
        if type(value) is not list or len(value) != len(checks):
            raise TypeError
        return tuple(check(each) for check, each in zip(checks, value, strict=True))

    return row


def _among(values: tuple[Any, ...]) -> Check:
    def literal(value: Any) -> Any:
        if not isinstance(value, str) or value not in values:
            raise TypeError
        return value

    return literal


def _one_of(classes: frozenset[type]) -> Check:
    def plain(value: Any) -> Any:
        if type(value) not in classes:
            raise TypeError
        return value

    return plain

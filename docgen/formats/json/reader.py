"""Read the archive form: JSON back to the Document that was written, with its computed numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from docgen.document import tree
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import Document
from docgen.formats.json.archive_form import FORMAT, KINDS, archived_fields

_ADVICE = "Write it again with `docgen build --format json`; do not edit it."


def read(data: bytes, name: str) -> Document:
    """The document in an archive file; problems show `name`. Raises DocgenError if it is not an archive, or of a later form."""
    place = Position(name)
    try:
        whole = json.loads(data.decode(), object_hook=_node)
    except UnicodeDecodeError:
        raise _problem(place, "not-utf8", "This archive is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise _problem(Position(name, error.lineno, error.colno), "not-json", f"This archive is not JSON: {error.msg}.") from None
    except RecursionError:
        raise _problem(place, "not-archive", "This archive is nested too deeply.") from None
    except ValueError:  # Python refuses numbers of several thousand digits
        raise _problem(place, "not-archive", "This archive contains too long a number.") from None
    except _BadNode as error:
        raise _problem(place, "not-archive", str(error)) from None
    if not isinstance(whole, Document):
        raise _problem(place, "not-archive", "This JSON is not an archive of docgen.")
    return whole


def _problem(place: Position, code: str, seen: str) -> DocgenError:
    return DocgenError([Problem(place, code, seen, f"an archive that docgen wrote, of form {FORMAT} or earlier", _ADVICE)])


class _BadNode(Exception):
    """A node that does not fit the form; the message is a sentence."""


def _node(entries: dict[str, Any]) -> Any:
    """The node for a JSON object whose children are nodes already. Raises _BadNode."""
    name = entries.pop("kind", None)
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise _BadNode(f"This archive has an object of the kind {name!r}.")
    if kind is Document:
        form = entries.pop("docgen", None)
        if type(form) is not int or not 1 <= form <= FORMAT:
            raise _BadNode(f"This archive has the form {form!r}.")
    checks, needed = _form(kind)
    try:
        values = {key: checks[key](value) for key, value in entries.items()}
    except KeyError as error:
        raise _BadNode(f"A {name} has no field {error.args[0]!r}.") from None
    except TypeError:
        raise _BadNode(f"A field of a {name} has a value that it cannot hold: {', '.join(sorted(entries))}.") from None
    if not needed <= values.keys():
        raise _BadNode(f"A {name} lacks {', '.join(sorted(needed - values.keys()))}.")
    return kind(**values)


Check = Callable[[Any], Any]
"""Turns the JSON value of a field into the value of the node, or raises TypeError."""


@cache
def _form(kind: type) -> tuple[dict[str, Check], frozenset[str]]:
    """The check for each field of a node, and the fields that are required."""
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
    """The classes of a union, or the only class; empty if the class alone does not decide."""
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

"""Jinja's sandbox with nothing to call: facts can be looked up, compared and formatted with a closed list of filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2 import nodes as syntax
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.sandbox import SandboxedEnvironment

from docgen.document.frozen_dataclass import dataclass
from docgen.document.values import Date, Duration, Money, Percent, Target, Whole

BORROWED = ("length", "first", "last", "sort", "list")
LAZY = ("unique", "map", "select", "reject", "selectattr", "rejectattr")
FOR_TEXT = ("upper", "lower", "capitalize", "trim")
"""Jinja's own filters: as they are, made to return lists, and made to accept only text."""

LARGEST_INTEGER = 10**15


class Absent(Undefined):
    """A fact that the schema defines but the file leaves out: false in a condition, empty in a loop, an error when shown."""

    __slots__ = ()

    def __str__(self) -> str:
        return str(self._fail_with_undefined_error())


@dataclass(frozen=True, slots=True)
class Formatted:
    """A value with the form that a filter chose for it: `date("month")`, `words`, `joined("or")`, `number`."""

    value: Any
    form: str
    choice: str = ""


class _Code(CodeGenerator):
    """Jinja's code, except that `~` does not show values as Python writes them."""

    def visit_Concat(self, node: syntax.Concat, frame: Frame) -> None:
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Sandbox(SandboxedEnvironment):
    """Looks facts up before attributes, so that a fact may have any name."""

    code_generator_class = _Code
    intercepted_binops = frozenset(["*", "**", "%", "+", "-", "/", "//"])

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not attr.startswith("_") and not callable(value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if not isinstance(obj, (str, list, tuple)):
            try:
                return obj[attribute]
            except (LookupError, TypeError):
                pass
        return super().getattr(obj, attribute)

    def joined(self, parts: tuple[Any, ...]) -> str:
        """The result of `~`."""
        return "".join(str(part) if type(part) in (int, Whole) else _text("~", part) for part in parts)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        for side in (left, right):
            if isinstance(side, Undefined):
                str(side)  # raises UndefinedError
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if operator == "**" or not numbers or max(abs(left), abs(right)) > LARGEST_INTEGER:
            raise SecurityError(f"“{operator}” needs numbers of a sensible size")
        return super().call_binop(context, operator, left, right)


def _formatter(kinds: tuple[type, ...], form: str, expected: str) -> Callable[..., Formatted]:
    """A filter that chooses a form for values of some types."""

    def formatted(value: Any, choice: Any = "") -> Formatted:
        if isinstance(value, bool) or not isinstance(value, kinds) or (isinstance(value, int) and abs(value) > LARGEST_INTEGER):
            raise SecurityError(f"the filter “{form}” needs {expected}")
        if not isinstance(choice, str):
            raise SecurityError(f"the filter “{form}” needs a word in quotes in its brackets")
        return Formatted(value, form, choice)

    return formatted


def _text(filter: str, value: Any) -> str:
    if isinstance(value, Undefined):
        str(value)  # raises UndefinedError
    if not isinstance(value, str):
        raise SecurityError(f"“{filter}” needs text")
    return value


def _for_text(name: str) -> Callable[..., str]:
    return lambda value: str(FILTERS[name](_text(name, value)))


def _as_list(name: str) -> Callable[..., list[Any]]:
    @wraps(FILTERS[name])
    def as_list(*arguments: Any, **options: Any) -> list[Any]:
        return list(FILTERS[name](*arguments, **options))

    return as_list


def _items(value: Any) -> list[tuple[str, Any]]:
    """The key and value pairs of a row, or of bodies by id."""
    entries = getattr(value, "entries", value)
    if isinstance(entries, Undefined):
        return list(entries)
    if not isinstance(entries, Mapping):
        raise SecurityError("the filter “items” needs parties, groups, terms, dates or a row of a table")
    return list(entries.items())


def _default(value: Any, default: Any = "") -> Any:
    return default if isinstance(value, Undefined) or value in ("", None) else value


def _joined(value: Any, choice: str = "") -> Formatted:
    """A list, or the parties, groups or terms of a file, to be joined."""
    items = list(value) if isinstance(value, Iterable) and not isinstance(value, (str, Mapping)) else value
    return _LIST(items, choice)


_LIST = _formatter((list,), "joined", "a list")


def _ref(value: Any) -> Target:
    return value if isinstance(value, Target) else Target(_text("ref", value).removeprefix("#"))


FILTERS_BY_NAME: Mapping[str, Callable[..., Any]] = {
    **{name: FILTERS[name] for name in BORROWED},
    **{name: _as_list(name) for name in LAZY},
    **{name: _for_text(name) for name in FOR_TEXT},
    "items": _items,
    "date": _formatter((Date,), "date", "a date"),
    "money": _formatter((Money,), "money", "an amount of money"),
    "number": _formatter((int,), "number", "a whole number"),
    "percent": _formatter((Percent,), "percent", "a percentage"),
    "words": _formatter((int, Duration), "words", "a whole number or a duration"),
    "joined": _joined,
    "ref": _ref,
    "default": _default,
}


SANDBOX = Sandbox(undefined=StrictUndefined)
SANDBOX.filters = dict(FILTERS_BY_NAME)
SANDBOX.globals = {}

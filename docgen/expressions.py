"""Expressions of clause text: Jinja's syntax, parsed and compiled in its sandbox, closed to everything but looking facts up.

Clauses may come from another organisation, so no function can be called, filters are a closed list, and operators that make
much from little (`"x" * 10**9`) are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from docgen.problems import DocgenError, Position, Problem, did_you_mean
from docgen.values import Date, Duration, Money, Percent, Target

BORROWED = ("length", "first", "last", "sort", "unique", "map", "select", "reject", "selectattr", "rejectattr", "list", "upper", "lower",
            "capitalize", "trim", "items")
"""The filters that are Jinja's own."""

LARGEST_INTEGER = 10**15


class Absent(Undefined):
    """A fact that the schema knows and the file does not give: false in a condition, nothing in a loop, an error when shown."""

    __slots__ = ()

    def __str__(self) -> str:
        return str(self._fail_with_undefined_error())


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with a way of showing it chosen by a filter: `date("month")`, `words`, `joined("or")`, `number`."""

    value: Any
    form: str
    choice: str = ""


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox with nothing in it to call."""

    intercepted_binops = frozenset(["*", "**", "%", "+", "-", "/", "//"])

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not attr.startswith("_") and not callable(value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        for side in (left, right):
            if isinstance(side, Undefined):
                str(side)
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if operator == "**" or not numbers or max(abs(left), abs(right)) > LARGEST_INTEGER:
            raise SecurityError(f"“{operator}” is for numbers of a sensible size")
        return super().call_binop(context, operator, left, right)


def _chosen(kinds: tuple[type, ...], form: str, expected: str) -> Callable[..., Shown]:
    def chosen(value: Any, choice: str = "") -> Shown:
        if isinstance(value, bool) or not isinstance(value, kinds):
            raise SecurityError(f"the filter “{form}” needs {expected}")
        return Shown(value, form, choice)

    return chosen


def _default(value: Any, otherwise: Any = "") -> Any:
    return otherwise if isinstance(value, Undefined) or value in ("", None) else value


def _ref(value: Any) -> Target:
    return value if isinstance(value, Target) else Target(str(value))


FILTERS_BY_NAME: Mapping[str, Callable[..., Any]] = {
    **{name: FILTERS[name] for name in BORROWED},
    "date": _chosen((Date,), "date", "a date"),
    "money": _chosen((Money,), "money", "an amount of money"),
    "number": _chosen((int,), "number", "a whole number"),
    "percent": _chosen((Percent,), "percent", "a percentage"),
    "words": _chosen((int, Duration), "words", "a whole number or a duration"),
    "joined": _chosen((list, tuple), "joined", "a list"),
    "ref": _ref,
    "default": _default,
}


def _sandbox() -> Sandbox:
    environment = Sandbox(undefined=StrictUndefined)
    environment.filters = dict(FILTERS_BY_NAME)
    environment.globals = {}
    return environment


SANDBOX = _sandbox()


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression at its place. `names` are the names it looks up, `path` its parts if it is only a dotted name."""

    source: str
    position: Position
    names: frozenset[str]
    path: tuple[str, ...]

    def value(self, scope: Mapping[str, Any]) -> Any:
        """What the expression gives for the names in `scope`. DocgenError if that cannot be worked out; may be `Absent`."""
        try:
            value = self._look_up(scope) if self.path else _compiled(self.source)(scope)
            if isinstance(value, Undefined) and not isinstance(value, Absent):
                str(value)
        except UndefinedError as error:
            raise DocgenError([Problem(self.position, "undefined-name", f"In “{self.source}”, {_lower(str(error.message))}.",
                                       "a name that the clause or the partnership file gives")]) from None
        except Exception as error:
            raise DocgenError([Problem(self.position, "expression", f"“{self.source}” cannot be worked out: {_lower(str(error))}.")]) from None
        return value

    def _look_up(self, scope: Mapping[str, Any]) -> Any:
        first, *rest = self.path
        value = scope[first] if first in scope else SANDBOX.undefined(name=first)
        for name in rest:
            value = SANDBOX.getattr(value, name)
        return value


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def expression(source: str, position: Position) -> Expression:
    """Read an expression. DocgenError for bad syntax, an unknown filter or a call."""
    try:
        names, path = _parsed(source)
    except DocgenError as error:
        raise DocgenError([Problem(position, p.code, p.seen, p.expected, p.advice) for p in error.problems]) from None
    return Expression(source, position, names, path)


class _Lookup(Context):
    """A context that only looks names up; Jinja's own copies every name for every expression, which took half of composing."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self.environment, self.eval_ctx = SANDBOX, _EVALUATION
        self.parent: Any = names
        self.vars: dict[str, Any] = {}
        self.exported_vars: set[str] = set()
        self.globals_keys: set[str] = set()
        self.blocks: dict[str, Any] = {}
        self.name = None


_EVALUATION = nodes.EvalContext(SANDBOX)


@lru_cache(maxsize=4096)
def _compiled(source: str) -> Callable[[Mapping[str, Any]], Any]:
    render = SANDBOX.from_string("{% set value = (" + source + ") %}").root_render_func

    def value(scope: Mapping[str, Any]) -> Any:
        context = _Lookup(scope)
        for _ in render(context):
            pass
        return context.vars["value"]

    return value


@lru_cache(maxsize=4096)
def _parsed(source: str) -> tuple[frozenset[str], tuple[str, ...]]:
    nowhere = Position("")
    try:
        template = SANDBOX.parse("{{" + source + "}}")
    except TemplateSyntaxError as error:
        raise DocgenError([Problem(nowhere, "expression-syntax", f"“{source}” is no expression: {_lower(str(error.message))}.",
                                   "an expression such as `time_limit` or `parties.council.name`")]) from None
    problems = [
        Problem(nowhere, "unknown-filter", f"There is no filter “{used.name}”.", "one of the filters of docs/clauses.md", did_you_mean(used.name, FILTERS_BY_NAME))
        for used in template.find_all(nodes.Filter) if used.name not in FILTERS_BY_NAME
    ]
    problems += [
        Problem(nowhere, "unknown-test", f"There is no test “{used.name}”.", "a test of Jinja such as `defined`", did_you_mean(used.name, SANDBOX.tests))
        for used in template.find_all(nodes.Test) if used.name not in SANDBOX.tests
    ]
    if any(template.find_all(nodes.Call)):
        problems.append(Problem(nowhere, "call", f"“{source}” calls a function.", "names, filters and comparisons only", "Use a filter."))
    if problems:
        raise DocgenError(problems)
    output = template.body[0]
    found = output.nodes[0] if isinstance(output, nodes.Output) and len(template.body) == 1 and len(output.nodes) == 1 else None
    if found is None or isinstance(found, nodes.TemplateData):
        raise DocgenError([Problem(nowhere, "expression-syntax", f"“{source}” is no single expression.")])
    return frozenset(name.name for name in template.find_all(nodes.Name) if name.ctx == "load"), _path(found)


def _path(node: nodes.Node) -> tuple[str, ...]:
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr) and (before := _path(node.node)):
        return (*before, node.attr)
    return ()


def undefined(expressions: Iterable[tuple[Expression, frozenset[str]]], known: Iterable[str]) -> list[Problem]:
    """A Problem for each name that an expression looks up and nobody gives; each expression comes with the loop variables around it."""
    known = frozenset(known)
    return [
        Problem(e.position, "undefined-name", f"Nothing has the name “{name}”.", "a parameter of the clause or a name of docs/clauses.md",
                did_you_mean(name, known | local))
        for e, local in expressions for name in sorted(e.names - known - local)
    ]

"""Expressions in clauses: Jinja's syntax, parsed and compiled in its sandbox, which can do nothing but look facts up.

Clauses may come from another organisation, so no function can be called, filters are a closed list, and operators that could
build huge values (`"x" * 10**9`) are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Template, TemplateSyntaxError, Undefined, UndefinedError, nodes
from jinja2.runtime import Context

from docgen.clausetext.sandbox import FILTERS_BY_NAME, SANDBOX, Absent, Formatted
from docgen.document.forbidden_characters import code_point, invisible
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean

_NO_ATTRIBUTE = re.compile(r"has no attribute '?(\w+)")
"""How Jinja reports an unknown attribute, with the class of a Python object before it."""
LONGEST = 500
"""The most characters in an expression; nobody could read a longer one."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression in a source. `names` are the names it looks up; `path` holds its parts if it is just a dotted name."""

    source: str
    position: Position
    names: frozenset[str]
    path: tuple[str, ...]

    def value(self, scope: Mapping[str, Any]) -> Any:
        """The value of the expression for the names in `scope`; may be `Absent`. Raises DocgenError if it cannot be evaluated."""
        try:
            path = self.path
            if not path:
                return _checked(_compiled(self.source)(scope))
            # a dotted name can skip Jinja
            value = scope[path[0]] if path[0] in scope else SANDBOX.undefined(name=path[0])
            for name in path[1:]:
                value = SANDBOX.getattr(value, name)
            return _ensure_defined(value) if isinstance(value, Undefined) else value
        except UndefinedError as error:
            missing = [_undefined_name(self.position, name, frozenset(scope)) for name in sorted(self.names) if name not in scope]
            attribute = _NO_ATTRIBUTE.search(str(error.message))
            seen = f"In “{self.source}”, {f'there is no “{attribute[1]}”' if attribute else _lower(str(error.message))}."
            raise DocgenError(missing or [Problem(self.position, "undefined-name", seen, "a name that the clause or the partnership file defines")]) from None
        except Exception as error:
            seen, expected = f"“{self.source}” cannot be evaluated: {_lower(str(error))}.", "names, filters and comparisons, as docs/clauses.md describes them"
            advice = "Use a parameter of the clause for the calculation or choice."
            raise DocgenError([Problem(self.position, "expression", seen, expected, advice)]) from None


def _checked(value: Any) -> Any:
    """The value of an expression with filters. Raises UndefinedError if it, or one of its items, is undefined."""
    inner = value.value if isinstance(value, Formatted) else value
    for item in inner if isinstance(inner, (list, tuple)) else ():
        _ensure_defined(item)
    return _ensure_defined(value)


def _ensure_defined(value: Any) -> Any:
    if isinstance(value, Undefined) and not isinstance(value, Absent):
        str(value)  # raises UndefinedError
    return value


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def expression(source: str, position: Position) -> Expression:
    """Parse an expression. Raises DocgenError for bad syntax, an unknown filter or a call."""
    try:
        names, path, _ = _parsed(source)
    except DocgenError as error:
        raise DocgenError([Problem(position, p.code, p.seen, p.expected, p.advice) for p in error.problems]) from None
    return Expression(source, position, names, path)


class _Lookup(Context):
    """A context that only looks names up; Jinja's own copies every name for every expression, which took half the time of composing."""

    environment, eval_ctx, name = SANDBOX, nodes.EvalContext(SANDBOX), None

    def __init__(self, names: Mapping[str, Any]) -> None:
        self.parent: Any = names
        self.vars: dict[str, Any] = {}
        self.exported_vars: set[str] = set()


@lru_cache(maxsize=4096)
def _compiled(source: str) -> Callable[[Mapping[str, Any]], Any]:
    tree = _parsed(source)[2]
    assert tree is not None
    program = nodes.Template([nodes.Assign(nodes.Name("value", "store"), tree, lineno=1)], lineno=1)
    program.set_environment(SANDBOX)
    render = Template.from_code(SANDBOX, SANDBOX.compile(program), {}).root_render_func

    def value(scope: Mapping[str, Any]) -> Any:
        context = _Lookup(scope)
        for _ in render(context):
            pass
        return context.vars["value"]

    return value


_NOWHERE = Position("")
_DOTTED = re.compile(r"[a-z_][a-z0-9_]{0,60}(\.[a-z_][a-z0-9_]{0,60}){0,4}")
"""Most expressions; Jinja's parser would give the same result a hundred times as slowly."""
_RESERVED = frozenset(["and", "else", "false", "if", "in", "is", "none", "not", "or", "true"])


@lru_cache(maxsize=4096)
def _parsed(source: str) -> tuple[frozenset[str], tuple[str, ...], nodes.Expr | None]:
    """The names that an expression looks up, its parts if it is just a dotted name, and otherwise its syntax tree."""
    if _DOTTED.fullmatch(source) and _RESERVED.isdisjoint(path := tuple(source.split("."))):
        return frozenset(path[:1]), path, None
    if len(source) > LONGEST:
        raise DocgenError([_bad_syntax(f"This expression has {len(source):,} characters.", f"at most {LONGEST:,} characters")])
    try:
        template = SANDBOX.parse("{{" + source + "}}")
        problems = list(_unsupported(source, template))
        output = template.body[0]
        tree = output.nodes[0] if isinstance(output, nodes.Output) and len(template.body) == 1 and len(output.nodes) == 1 else None
        if not problems and (tree is None or isinstance(tree, nodes.TemplateData)):
            problems.append(_bad_syntax(f"“{source}” is not a single expression."))
        if not problems and tree is not None:
            return frozenset(name.name for name in template.find_all(nodes.Name) if name.ctx == "load"), _path(tree), tree
    except TemplateSyntaxError as error:
        problems = [_bad_syntax(f"“{source}” is not an expression: {_lower(str(error.message))}.")]
    except (RecursionError, ValueError, OverflowError):
        problems = [_bad_syntax("This expression has too many brackets or too long a number.")]
    raise DocgenError(problems)


def _bad_syntax(seen: str, expected: str = "an expression such as `time_limit` or `parties.council.name`") -> Problem:
    return Problem(_NOWHERE, "expression-syntax", seen, expected)


def _unsupported(source: str, template: nodes.Template) -> Iterator[Problem]:
    """A Problem for each thing that Jinja accepts and docgen does not."""
    for text in template.find_all(nodes.Const):
        if isinstance(text.value, str) and (places := invisible(text.value)):
            seen = f"“{source}” gives the invisible character {code_point(text.value[places[0]])}."
            yield Problem(_NOWHERE, "control-character", seen, "text that can be read")
    for used in template.find_all(nodes.Filter):
        if used.name not in FILTERS_BY_NAME:
            near = did_you_mean(used.name, FILTERS_BY_NAME)
            yield Problem(_NOWHERE, "unknown-filter", f"There is no filter “{used.name}”.", "one of the filters in docs/clauses.md", near)
    for test in template.find_all(nodes.Test):
        if test.name not in SANDBOX.tests:
            near = did_you_mean(test.name, SANDBOX.tests)
            yield Problem(_NOWHERE, "unknown-test", f"There is no test “{test.name}”.", "one of Jinja's tests, such as `defined`", near)
    if any(template.find_all(nodes.Call)):
        yield Problem(_NOWHERE, "call", f"“{source}” calls a function.", "names, filters and comparisons only", "Use a filter.")


def _path(node: nodes.Node) -> tuple[str, ...]:
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr) and (before := _path(node.node)):
        return (*before, node.attr)
    return ()


def undefined(expressions: Iterable[tuple[Expression, frozenset[str]]], known: Iterable[str]) -> list[Problem]:
    """A Problem for each name that an expression looks up but that is not defined; each expression comes with the loop variables around it."""
    known = frozenset(known)
    return [_undefined_name(e.position, name, known | local) for e, local in expressions for name in sorted(e.names - known - local)]


def _undefined_name(position: Position, name: str, known: frozenset[str]) -> Problem:
    near = did_you_mean(name, known)
    return Problem(position, "undefined-name", f"The name “{name}” is not defined.", "a parameter of the clause or a name from docs/clauses.md", near)

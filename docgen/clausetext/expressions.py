"""Expressions of clause text: Jinja's syntax, parsed and compiled in its sandbox, closed to everything but looking facts up.

Clauses may come from another organisation, so no function can be called, filters are a closed list, and operators that make
much from little (`"x" * 10**9`) are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Template, TemplateSyntaxError, Undefined, UndefinedError, nodes
from jinja2.runtime import Context

from docgen.clausetext.sandbox import FILTERS_BY_NAME, SANDBOX, Absent, Shown
from docgen.document.characters import code_point, invisible
from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean

LONGEST = 500
"""No expression that a person can read has more characters."""


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
            path = self.path
            if not path:
                return _settled(_compiled(self.source)(scope))
            # a dotted name needs no detour through Jinja
            value = scope[path[0]] if path[0] in scope else SANDBOX.undefined(name=path[0])
            for name in path[1:]:
                value = SANDBOX.getattr(value, name)
            return _defined(value) if isinstance(value, Undefined) else value
        except UndefinedError as error:
            missing = [_unknown(self.position, name, frozenset(scope)) for name in sorted(self.names) if name not in scope]
            seen = f"In “{self.source}”, {_lower(str(error.message))}."
            raise DocgenError(missing or [Problem(self.position, "undefined-name", seen, "a name that the clause or the partnership file gives")]) from None
        except Exception as error:
            seen = f"“{self.source}” cannot be worked out: {_lower(str(error))}."
            raise DocgenError(
                [
                    Problem(
                        self.position,
                        "expression",
                        seen,
                        "names, filters and comparisons, as docs/clauses.md has them",
                        "Leave the sum or the choice to a parameter of the clause.",
                    )
                ]
            ) from None


def _settled(value: Any) -> Any:
    """The value of an expression with filters: neither it nor one of its items may be undefined."""
    inner = value.value if isinstance(value, Shown) else value
    for item in inner if isinstance(inner, (list, tuple)) else ():
        _defined(item)
    return _defined(value)


def _defined(value: Any) -> Any:
    if isinstance(value, Undefined) and not isinstance(value, Absent):
        str(value)
    return value


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def expression(source: str, position: Position) -> Expression:
    """Read an expression. DocgenError for bad syntax, an unknown filter or a call."""
    try:
        names, path, _ = _parsed(source)
    except DocgenError as error:
        raise DocgenError([Problem(position, p.code, p.seen, p.expected, p.advice) for p in error.problems]) from None
    return Expression(source, position, names, path)


class _Lookup(Context):
    """A context that only looks names up; Jinja's own copies every name for every expression, which took half of composing."""

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
"""Most expressions: Jinja's parser would say the same of them, in a hundred times as long."""
_RESERVED = frozenset(["and", "else", "false", "if", "in", "is", "none", "not", "or", "true"])
_EXPECTED = "an expression such as `time_limit` or `parties.council.name`"


def _wrong(code: str, *words: str) -> Problem:
    return Problem(_NOWHERE, code, *words)


@lru_cache(maxsize=4096)
def _parsed(source: str) -> tuple[frozenset[str], tuple[str, ...], nodes.Expr | None]:
    """The names that an expression looks up, its parts if it is only a dotted name, and else its syntax tree."""
    if _DOTTED.fullmatch(source) and _RESERVED.isdisjoint(path := tuple(source.split("."))):
        return frozenset(path[:1]), path, None
    if len(source) > LONGEST:
        raise DocgenError([_wrong("expression-syntax", f"An expression of {len(source):,} characters stands here.", f"at most {LONGEST:,} characters")])
    try:
        template = SANDBOX.parse("{{" + source + "}}")
        problems = list(_refused(source, template))
        output = template.body[0]
        found = output.nodes[0] if isinstance(output, nodes.Output) and len(template.body) == 1 and len(output.nodes) == 1 else None
        if not problems and (found is None or isinstance(found, nodes.TemplateData)):
            problems.append(_wrong("expression-syntax", f"“{source}” is no single expression.", _EXPECTED))
        if not problems and found is not None:
            return frozenset(name.name for name in template.find_all(nodes.Name) if name.ctx == "load"), _path(found), found
    except TemplateSyntaxError as error:
        problems = [_wrong("expression-syntax", f"“{source}” is no expression: {_lower(str(error.message))}.", _EXPECTED)]
    except (RecursionError, ValueError, OverflowError):
        problems = [_wrong("expression-syntax", "This expression holds too many brackets or too long a number.", _EXPECTED)]
    raise DocgenError(problems)


def _refused(source: str, template: nodes.Template) -> Iterator[Problem]:
    """What Jinja would take and docgen does not."""
    for text in template.find_all(nodes.Const):
        if isinstance(text.value, str) and (strange := invisible(text.value)):
            yield _wrong(
                "control-character", f"“{source}” makes the character {code_point(text.value[strange[0]])}, which nobody can see.", "text that can be read"
            )
    for used in template.find_all(nodes.Filter):
        if used.name not in FILTERS_BY_NAME:
            near = did_you_mean(used.name, FILTERS_BY_NAME)
            yield _wrong("unknown-filter", f"There is no filter “{used.name}”.", "one of the filters of docs/clauses.md", near)
    for test in template.find_all(nodes.Test):
        if test.name not in SANDBOX.tests:
            yield _wrong("unknown-test", f"There is no test “{test.name}”.", "a test of Jinja such as `defined`", did_you_mean(test.name, SANDBOX.tests))
    if any(template.find_all(nodes.Call)):
        yield _wrong("call", f"“{source}” calls a function.", "names, filters and comparisons only", "Use a filter.")


def _path(node: nodes.Node) -> tuple[str, ...]:
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr) and (before := _path(node.node)):
        return (*before, node.attr)
    return ()


def undefined(expressions: Iterable[tuple[Expression, frozenset[str]]], known: Iterable[str]) -> list[Problem]:
    """A Problem for each name that an expression looks up and nobody gives; each expression comes with the loop variables around it."""
    known = frozenset(known)
    return [_unknown(e.position, name, known | local) for e, local in expressions for name in sorted(e.names - known - local)]


def _unknown(position: Position, name: str, known: frozenset[str]) -> Problem:
    near = did_you_mean(name, known)
    return Problem(position, "undefined-name", f"Nothing has the name “{name}”.", "a parameter of the clause or a name of docs/clauses.md", near)

"""Imports point one way, only the command line prints, and no module or function is too long to hold in the head."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LAYERS: dict[str, tuple[str, ...]] = {
    "data": ("characters", "frozen", "languages", "problems", "redline*", "tree", "values"),
    "tools": (
        "archive", "drawing", "expressions", "facts", "files", "filling", "findings", "fingerprint", "looks", "merging", "ooxml.*", "registry", "reporting",
        "sandbox", "sarif", "schema", "sharing", "showing", "spacing", "spelling.*", "summary", "template", "yaml*",
    ),
    "readers and writers": ("readers.*", "writers.*"),
    "sources": (
        "approvals", "basis", "clauses", "config", "frontmatter", "given", "law", "locks", "overrides", "params.*", "pins", "placement", "profiles", "released",
        "revision", "superseded",
    ),
    "steps": (
        "annual", "bind*", "carrying", "causes*", "compose*", "diff*", "draft", "linting", "passes.*", "plaintext", "recognising", "rulebook", "rules.*",
        "varying",
    ),
    "build": (
        "adopting", "aligning", "approving", "browsing", "build", "catalogue", "checking", "checkpage", "commenting", "comparing", "coverage", "drafting",
        "exampling", "explain*", "fixing", "grouping", "impact", "jsonschema", "matrix", "outdated", "redlining", "releasing", "standing", "starter",
        "suggesting", "telling", "upgrading", "usage", "verifying",
    ),
    "command line": ("__main__", "cli", "commands.*", "options", "terminal"),
}  # fmt: skip
"""The layers from the lowest up, and the modules in each; a module imports from its own layer and those below it."""

LONGEST_MODULE, LONGEST_FUNCTION = 300, 40


def _module(path: Path) -> str:
    """The name below `docgen`, a package's own module under `__init__`."""
    return ".".join(path.relative_to(ROOT / "docgen").with_suffix("").parts)


MODULES = {_module(path): path for path in sorted((ROOT / "docgen").rglob("*.py")) if "starter_files" not in path.parts}
NAMED = {name: path for name, path in MODULES.items() if name != "__init__"}
every_module = pytest.mark.parametrize("module", NAMED)


@cache
def _parsed(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that is carried out: what stands under `if TYPE_CHECKING` is not."""
    yield tree
    typing = isinstance(tree, ast.If) and "TYPE_CHECKING" in ast.unparse(tree.test)
    for child in tree.orelse if isinstance(tree, ast.If) and typing else ast.iter_child_nodes(tree):
        yield from _nodes(child)


def _imports(module: str) -> set[str]:
    """The modules of docgen that a module imports, at its top or within its functions."""
    found: set[str] = set()
    for node in _nodes(_parsed(module)):
        if isinstance(node, ast.Import):
            found |= {_resolved(alias.name) for alias in node.names if alias.name.split(".")[0] == "docgen"}
        elif isinstance(node, ast.ImportFrom) and node.level:
            found.add("relative import")
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "docgen":
            found |= {_resolved(f"{node.module}.{alias.name}") for alias in node.names}
    return found - {"__init__"}


def _resolved(name: str) -> str:
    """The module that `docgen.a.b` names, where `b` may be a name in `docgen.a`."""
    below = name.removeprefix("docgen").removeprefix(".")
    while below and below not in MODULES and f"{below}.__init__" not in MODULES:
        below = below.rpartition(".")[0]
    return below if below in MODULES else f"{below}.__init__" if below else "__init__"


def _layers(module: str) -> list[int]:
    return [number for number, patterns in enumerate(LAYERS.values()) if any(fnmatchcase(module, pattern) for pattern in patterns)]


@every_module
def test_every_module_stands_in_exactly_one_layer(module: str) -> None:
    assert len(_layers(module)) == 1, f"place {module} in LAYERS"


@every_module
def test_a_module_imports_nothing_from_a_layer_above_its_own(module: str) -> None:
    (own,) = _layers(module)
    above = sorted(other for other in _imports(module) if _layers(other)[0] > own)
    assert not above, f"{module} imports {', '.join(above)}"


@every_module
def test_readers_and_writers_know_nothing_of_each_other(module: str) -> None:
    other = {"readers": "writers.", "writers": "readers."}.get(module.partition(".")[0])
    assert other is None or not [name for name in _imports(module) if name.startswith(other)]


def test_no_modules_import_each_other_in_a_circle() -> None:
    list(TopologicalSorter({module: _imports(module) for module in MODULES}).static_order())


def test_the_checks_of_imports_see_imports_within_functions_and_not_those_for_types() -> None:
    assert "build" in _imports("commands.build")
    assert "clauses" not in _imports("params.text")


@every_module
def test_only_the_command_line_prints(module: str) -> None:
    calls = [ast.unparse(node.func) for node in ast.walk(_parsed(module)) if isinstance(node, ast.Call)]
    printing = [call for call in calls if call in ("print", "click.echo", "click.secho") or call.startswith(("sys.stdout.", "sys.stderr.write", "logging."))]
    assert not printing or _layers(module) == [len(LAYERS) - 1]


@every_module
def test_a_module_is_not_too_long(module: str) -> None:
    length = len(MODULES[module].read_text(encoding="utf-8").splitlines())
    assert length <= LONGEST_MODULE


@every_module
def test_a_function_is_not_too_long(module: str) -> None:
    functions = [node for node in ast.walk(_parsed(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {node.name: length for node in functions if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION}
    assert not long

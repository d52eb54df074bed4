"""The layout of the package: rooms in one order, imports that point one way, and nothing too long to hold in the head."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "docgen"

ROOMS = (
    "document",
    "sources",
    "comparison",
    "formats",
    "clausetext",
    "library",
    "partnership",
    "composition",
    "redlines",
    "checks",
    "governance",
    "exchange",
    "cli",
)
"""The rooms from the lowest up; a module imports from its own room and those before it."""

AT_THE_TOP = {"__init__", "__main__"}
REGISTRIES = ("library.parameters", "checks.rules", "cli.commands")
"""Folders whose modules have the names that users type."""
OF_EVERY_FORMAT = {"writer", "redline_writer", "reader", "returned"}
"""What a module is called in the folder of each format that has one."""
SHARED = "reading"
"""The folder of what the readers of all formats share; it is no format."""
WITHOUT_YAML = ("document", "comparison", "formats", "composition")

LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_INTRODUCTION, MOST_MODULES = 300, 40, 5, 21


def modules(package: Path) -> dict[str, Path]:
    """The modules by their names below the package, a folder's own under `folder.__init__`."""
    paths = [path for path in sorted(package.rglob("*.py")) if "starter_files" not in path.parts]
    return {".".join(path.relative_to(package).with_suffix("").parts): path for path in paths}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(package: Path) -> dict[str, set[str]]:
    """For each module the modules of the package that it imports: at its top, within its functions, or for types alone."""
    found = modules(package)
    return {name: {_resolved(package.name, target, found) for target in _targets(parsed(path), package.name)} - {name} for name, path in found.items()}


def _targets(tree: ast.Module, package: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == package)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports name their room in full"
            if node.module and node.module.split(".")[0] == package:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(rf"{package}(\.\w+)+", node.value):
            # The name of a module, to be imported while docgen runs.
            yield node.value


def _resolved(package: str, target: str, found: Iterable[str]) -> str:
    """The module that `docgen.a.b` names, where `b` may be a name in `docgen.a`."""
    below = target.removeprefix(package).removeprefix(".")
    while below and below not in found and f"{below}.__init__" not in found:
        below = below.rpartition(".")[0]
    return below if below in found else f"{below}.__init__".removeprefix(".")


def room(module: str) -> str:
    return module.partition(".")[0]


def strays(package: Path) -> list[str]:
    """Modules and folders that stand in no room."""
    tops = {room(module) for module in modules(package)} | {path.name for path in package.iterdir() if path.is_dir() and path.name != "__pycache__"}
    return sorted(tops - set(ROOMS) - AT_THE_TOP - {"starter_files"})


def upward(package: Path) -> list[str]:
    """Imports from a room above the module's own, or by a room from the top."""
    rank = {name: number for number, name in enumerate(ROOMS)}
    return [
        f"{module} imports {other}"
        for module, others in imports(package).items()
        for other in sorted(others)
        if room(module) in rank and other != "__init__" and rank.get(room(other), len(ROOMS)) > rank[room(module)]
    ]


def circle(package: Path) -> list[str]:
    """Modules that import each other in a circle, if there are any."""
    try:
        TopologicalSorter(imports(package)).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def yaml_in(package: Path, rooms: Iterable[str]) -> list[str]:
    """Imports of YAML by modules of these rooms."""
    ours = [f"{module} imports {other}" for module, others in imports(package).items() for other in others if room(module) in rooms and "yaml" in other]
    theirs = [f"{module} imports yaml" for module, path in modules(package).items() if room(module) in rooms and any(_targets(parsed(path), "yaml"))]
    return sorted([*ours, *theirs])


MODULES = modules(PACKAGE)
every_module = pytest.mark.parametrize("module", MODULES)
every_room = pytest.mark.parametrize("name", ROOMS)


def test_every_module_is_in_a_room() -> None:
    assert not strays(PACKAGE)
    assert {room(module) for module in MODULES} == {*ROOMS, *AT_THE_TOP}


def test_nothing_is_imported_from_a_room_above() -> None:
    assert not upward(PACKAGE)


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert not circle(PACKAGE)


def test_no_rooms_import_each_other_in_a_circle() -> None:
    rooms: dict[str, set[str]] = {name: set() for name in ROOMS}
    for module, others in imports(PACKAGE).items():
        rooms.get(room(module), set()).update({room(other) for other in others} & set(ROOMS) - {room(module)})
    TopologicalSorter(rooms).prepare()


def test_composing_and_writing_know_no_yaml() -> None:
    assert not yaml_in(PACKAGE, WITHOUT_YAML)


Check = Callable[[Path], list[str]]
FAULTS: dict[str, tuple[dict[str, str], Check, list[str]]] = {
    "an upward import": (
        {"sources/files.py": "def read():\n    from docgen.library import clauses\n", "library/clauses.py": ""},
        upward,
        ["sources.files imports library.clauses"],
    ),
    "an upward import by name": (
        {"sources/registry.py": 'import importlib\n\nimportlib.import_module("docgen.library.clauses")\n', "library/clauses.py": ""},
        upward,
        ["sources.registry imports library.clauses"],
    ),
    "a module at the top": ({"helpers.py": ""}, strays, ["helpers"]),
    "a folder that is no room": ({"plugins/pdf.py": ""}, strays, ["plugins"]),
    "a circle of two modules": (
        {"checks/draft.py": "import docgen.checks.rulebook\n", "checks/rulebook.py": "if TYPE_CHECKING:\n    from docgen.checks.draft import Draft\n"},
        lambda package: sorted(set(circle(package))),
        ["checks.draft", "checks.rulebook"],
    ),
    "YAML in composition": (
        {"composition/compose.py": "from docgen.sources import yaml_tree\n", "sources/yaml_tree.py": "", "composition/build.py": "from yaml import parse\n"},
        lambda package: yaml_in(package, WITHOUT_YAML),
        ["composition.build imports yaml", "composition.compose imports sources.yaml_tree"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_of_layout_is_found(fault: str, tmp_path: Path) -> None:
    files, check, expected = FAULTS[fault]
    for name, text in files.items():
        path = tmp_path / "docgen" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert check(tmp_path / "docgen") == expected


def test_a_format_imports_no_other_format_and_what_they_share_imports_none() -> None:
    folders = {module.split(".")[1] for module in MODULES if module.startswith("formats.") and module.count(".") > 1} - {SHARED}
    for module, others in imports(PACKAGE).items():
        own = module.split(".")[1] if room(module) == "formats" else ""
        crossing = [other for other in others if own and room(other) == "formats" and other.split(".")[1] in folders - {own}]
        assert not crossing, f"{module} imports {crossing}"


@every_room
def test_a_room_says_in_five_lines_what_it_is_for(name: str) -> None:
    introduction = ast.get_docstring(parsed(MODULES[f"{name}.__init__"])) or ""
    assert introduction and len(introduction.splitlines()) <= LONGEST_INTRODUCTION
    assert len(parsed(MODULES[f"{name}.__init__"]).body) == 1, "a room's own module holds no code"


def test_a_room_with_many_modules_has_folders() -> None:
    folders = Counter(module.rpartition(".")[0] for module in MODULES)
    assert not {folder: count for folder, count in folders.items() if count > MOST_MODULES and folder not in REGISTRIES}


def test_no_two_modules_have_one_name() -> None:
    names: dict[str, str] = {}
    for module in MODULES:
        folder, _, name = module.rpartition(".")
        if folder not in REGISTRIES and name not in OF_EVERY_FORMAT | AT_THE_TOP:
            assert name not in names, f"{names[name]} and {module}"
            names[name] = module


def test_tests_lie_in_folders_of_the_same_names() -> None:
    folders = {path.parent.relative_to(ROOT / "tests").as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    assert folders == {".", *ROOMS}


def test_the_map_of_the_architecture_is_the_order_of_rooms() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == ROOMS


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_module_that_a_page_names_is_there(page: str) -> None:
    named = re.findall(rf"`(?:docgen/)?((?:{'|'.join(ROOMS)})/[\w/]*)(?:\.py)?`", (ROOT / page).read_text(encoding="utf-8"))
    assert len(named) > 10
    assert not [name for name in named if not (PACKAGE / name).is_dir() and not (PACKAGE / f"{name}.py").is_file()]


@every_module
def test_only_the_command_line_prints(module: str) -> None:
    calls = [ast.unparse(node.func) for node in ast.walk(parsed(MODULES[module])) if isinstance(node, ast.Call)]
    printing = [call for call in calls if call in ("print", "click.echo", "click.secho") or call.startswith(("sys.stdout.", "sys.stderr.write", "logging."))]
    assert not printing or room(module) == "cli"


@every_module
def test_a_module_is_not_too_long(module: str) -> None:
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@every_module
def test_a_function_is_not_too_long(module: str) -> None:
    functions = [node for node in ast.walk(parsed(MODULES[module])) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {node.name: length for node in functions if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION}
    assert not long

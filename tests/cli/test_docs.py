"""The documentation says what is true: every command and option is there, the examples are real, and so are the parameter types."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from docgen.clausetext.sandbox import FILTERS_BY_NAME
from docgen.cli.main import main
from docgen.formats.outputs import formats
from docgen.library.clauses import GLOBALS, FrontMatterModel
from docgen.partnership.revision import Revision
from docgen.sources import registry
from tests.scratch import ROOT

CLI = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
CLAUSES = (ROOT / "docs/clauses.md").read_text(encoding="utf-8")
PARTNERSHIPS = (ROOT / "docs/partnerships.md").read_text(encoding="utf-8")


def _commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its words, those in groups too."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield from _commands(command, f"{before}{name} ") if isinstance(command, click.Group) else [(f"{before}{name}", command)]


COMMANDS = dict(_commands(main))
WRITING = ("approve", "clause", "import", "release", "review", "verify")
"""Commands whose examples change the repository, or need one that was changed: those of a section run one after the other in a copy."""
SECTIONS = {part.partition("\n")[0]: part for part in re.split(r"^## ", CLI, flags=re.M)[1:]}


def _examples(text: str) -> list[str]:
    return [example for block in re.findall(r"```console\n(.*?)```", text, re.S) for example in re.split(r"^\$ docgen ", block, flags=re.M)[1:]]


EXAMPLES = [example for name, part in SECTIONS.items() if not set(name.split()) & set(WRITING) for example in _examples(part)]


def _section(command: str) -> str:
    return SECTIONS[f"docgen {command}"]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented_with_an_example(command: str) -> None:
    assert f"$ docgen {command}" in _section(command)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_of_a_command_is_documented_and_no_other(command: str) -> None:
    options = {name for option in COMMANDS[command].params if isinstance(option, click.Option) for name in option.opts}
    assert set(re.findall(r"(?:^\| |, )`(--?[a-z-]+)(?: [A-Z/]+)?`(?= \||, `-)", _section(command), re.M)) == options


def test_every_option_for_all_commands_is_documented() -> None:
    found = set(re.findall(r"`(--?[a-z]+)(?: [a-zA-Z]+)?`", SECTIONS["For every command"]))
    assert found >= {name for option in main.params for name in option.opts} | {"-h", "--help"}
    forms = next(option for option in main.params if option.name == "problems").type
    assert isinstance(forms, click.Choice)
    assert all(f"`--problems {form}`" in CLI for form in forms.choices)


def test_every_format_is_documented() -> None:
    assert all(f"`{name}`" in _section("build") for name in formats())


_FOLDERS = ("build", "catalogue", "diffs", "report", "vary")
"""The commands that write to a folder."""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example).partition("\n")[0])
def test_an_example_is_what_the_command_prints(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = shlex.split(example.partition("\n")[0])
    if "--since" in words and not (ROOT / ".git").exists():
        pytest.skip("the sources are no checkout of git")
    if words[0] in _FOLDERS:
        words += ["--output", str(tmp_path)]
    if "--output" in words and words[0] not in _FOLDERS:
        words[words.index("--output") + 1] = str(tmp_path / "file")
    monkeypatch.chdir(tmp_path if words[0] == "init" else ROOT)
    _compare(words, example)


@pytest.mark.parametrize("command", [command for command in sorted(COMMANDS) if command.split()[0] in WRITING])
def test_examples_that_write_are_what_the_commands_print_one_after_the_other(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("clauses", "partnerships", "templates"):
        shutil.copytree(ROOT / part, tmp_path / part)
    monkeypatch.chdir(tmp_path)
    for example in _examples(_section(command)):
        _compare(shlex.split(example.partition("\n")[0]), example)


def test_the_walkthrough_of_the_readme_is_what_the_commands_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("clauses", "partnerships", "templates"):
        shutil.copytree(ROOT / part, tmp_path / part)
    monkeypatch.chdir(tmp_path)
    (walk,) = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    for step in re.split(r"^\$ ", walk, flags=re.M)[1:]:
        command, *words = shlex.split(step.partition("\n")[0])
        if command == "docgen":
            result = CliRunner().invoke(main, words, prog_name="docgen")
            assert (result.exit_code, result.output) == (0, step.partition("\n")[2])
        else:
            subprocess.run([command, *words], check=True)


def _compare(words: list[str], example: str) -> None:
    output = example.partition("\n")[2]
    result = CliRunner().invoke(main, words, prog_name="docgen")
    assert result.exit_code == 0, result.output
    lines = [re.escape(line).replace("…", ".*") for line in output.rstrip("\n").split("\n")]
    pattern = "\n".join(lines).replace("\n.*\n", "\n(?:.*\n)*").removesuffix("\n.*")
    assert re.match(pattern, result.stdout), result.stdout


@pytest.mark.parametrize("type", registry.names("library.parameters"))
def test_every_parameter_type_is_documented(type: str) -> None:
    assert re.search(rf"^\|[^|]*`{type}`", CLAUSES, re.M)


def test_every_name_and_filter_of_the_clause_language_is_documented() -> None:
    missing = [name for name in (*GLOBALS, *FILTERS_BY_NAME) if not re.search(rf"`{name}\b", CLAUSES)]
    assert not missing


def test_every_key_of_a_clause_and_of_a_partnership_file_is_documented() -> None:
    assert not [key for key in FrontMatterModel.model_fields if f"`{key}`" not in CLAUSES]
    assert not [key for key in Revision.model_fields if not re.search(rf"^{key}:|`{key}[:`]", PARTNERSHIPS, re.M)]

"""The documentation says what is true: every command and option is there, the examples are real, and so are the parameter types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from docgen import registry
from docgen.clauses import GLOBALS, FrontMatterModel
from docgen.cli import main
from docgen.config import Revision
from docgen.sandbox import FILTERS_BY_NAME
from tests.scratch import ROOT

CLI = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
CLAUSES = (ROOT / "docs/clauses.md").read_text(encoding="utf-8")
PARTNERSHIPS = (ROOT / "docs/partnerships.md").read_text(encoding="utf-8")


def _commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Each command by its words, and after a group the commands in it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


COMMANDS = dict(_commands(main))
SECTIONS = {part.partition("\n")[0]: part for part in re.split(r"^## ", CLI, flags=re.M)[1:]}
EXAMPLES = [example for block in re.findall(r"```console\n(.*?)```", CLI, re.S) for example in re.split(r"^\$ docgen ", block, flags=re.M)[1:]]


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
    assert all(f"`{name}`" in _section("build") for name in registry.names("writers"))


_FOLDERS = ("build", "catalogue", "diffs", "report", "vary")
"""The commands that write to a folder."""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example).partition("\n")[0])
def test_an_example_is_what_the_command_prints(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command, _, output = example.partition("\n")
    words = command.split()
    if "--since" in words and not (ROOT / ".git").exists():
        pytest.skip("the sources are no checkout of git")
    if words[0] in _FOLDERS:
        words += ["--output", str(tmp_path)]
    if "--output" in words and words[0] not in _FOLDERS:
        words[words.index("--output") + 1] = str(tmp_path / "file")
    monkeypatch.chdir(tmp_path if words[0] == "init" else ROOT)
    result = CliRunner().invoke(main, words, prog_name="docgen")
    assert result.exit_code == 0, result.output
    lines = [re.escape(line).replace("…", ".*") for line in output.rstrip("\n").split("\n")]
    pattern = "\n".join(lines).replace("\n.*\n", "\n(?:.*\n)*").removesuffix("\n.*")
    assert re.match(pattern, result.stdout), result.stdout


@pytest.mark.parametrize("type", registry.names("params"))
def test_every_parameter_type_is_documented(type: str) -> None:
    assert re.search(rf"^\|[^|]*`{type}`", CLAUSES, re.M)


def test_every_name_and_filter_of_the_clause_language_is_documented() -> None:
    missing = [name for name in (*GLOBALS, *FILTERS_BY_NAME) if not re.search(rf"`{name}\b", CLAUSES)]
    assert not missing


def test_every_key_of_a_clause_and_of_a_partnership_file_is_documented() -> None:
    assert not [key for key in FrontMatterModel.model_fields if f"`{key}`" not in CLAUSES]
    assert not [key for key in Revision.model_fields if not re.search(rf"^{key}:|`{key}[:`]", PARTNERSHIPS, re.M)]

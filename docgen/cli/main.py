"""The command line. Each command is a file in `commands/`; it and everything it needs are imported only when the command runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from docgen import __version__
from docgen.cli import terminal
from docgen.sources.registry import entry, names


class _Commands(click.Group):
    """The commands in `commands/`. A DocgenError is reported as problems, with exit status 1."""

    def invoke(self, context: click.Context) -> Any:
        from docgen.document.problems import DocgenError

        try:
            return super().invoke(context)
        except DocgenError as error:
            terminal.report(context, error.problems)

    def list_commands(self, context: click.Context) -> list[str]:
        return [name.rstrip("_").replace("_", "-") for name in names("cli.commands")]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(context):
            return None
        # A module cannot have the name of a Python keyword: that of `docgen import` is import_.
        module = next(each for each in names("cli.commands") if each.rstrip("_") == name.replace("-", "_"))
        found: click.Command = entry("cli.commands", module).command
        found.name = name
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="docgen")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The docs repository; by default the one that holds this folder.")
@click.option("--problems", type=click.Choice(["text", "json", "github"]), default="text", help="Report problems as text, JSON or GitHub annotations.")
@click.pass_context
def main(context: click.Context, root: Path | None, problems: str) -> None:
    """Compose memoranda of understanding from versioned clauses and the facts of a partnership.

    Exit status: 0 for success, 1 if problems were found, 2 for wrong usage.
    """
    context.obj = (root, problems)

"""The command `docgen check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen import terminal

if TYPE_CHECKING:
    from docgen.values import Date


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION]]...")
@terminal.on("The day on which time limits and law are judged.")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], day: Date) -> None:
    """Say what is wrong with some revisions, or with all and the library, and write nothing.

    Exit status 1 for errors; warnings alone leave it at 0.
    """
    from docgen.checking import check

    problems = check(terminal.root(context), names, day)
    errors = sum(problem.severity == "error" for problem in set(problems))
    warnings = len(set(problems)) - errors
    click.echo(f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}")
    terminal.tell(context, problems)

"""The command `docgen coverage`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import terminal

if TYPE_CHECKING:
    from docgen.document.values import Date


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION]]...")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@terminal.day_option("The day for which names of law are read.")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], as_json: bool, day: Date) -> None:
    """Show what guidance asks of some revisions, or of the latest of each partnership, and which sections answer; gaps first."""
    from docgen.checks import coverage

    found, without, problems = coverage.coverage(terminal.root(context), names, day)
    click.echo(coverage.as_json(found) if as_json else coverage.text(found, without))
    terminal.report(context, problems)

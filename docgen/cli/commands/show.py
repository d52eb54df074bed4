"""The command `docgen show`."""

from __future__ import annotations

import click

from docgen.cli import terminal
from docgen.document.values import Date


@click.command()
@click.argument("clause", metavar="KIND/NAME[@VERSION]")
@terminal.day_option("Use the law as at this day.")
@click.pass_context
def command(context: click.Context, clause: str, day: Date) -> None:
    """Show a clause: its text, parameters and notes."""
    from docgen.governance.listings import clause_page

    click.echo(clause_page(terminal.root(context), clause, day))

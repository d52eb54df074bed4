"""The command `docgen show`."""

from __future__ import annotations

import click

from docgen.cli import terminal


@click.command()
@click.argument("clause", metavar="KIND/NAME[@VERSION]")
@click.pass_context
def command(context: click.Context, clause: str) -> None:
    """Show a clause: its text, parameters and notes."""
    from docgen.governance.listings import clause_page

    click.echo(clause_page(terminal.root(context), clause))

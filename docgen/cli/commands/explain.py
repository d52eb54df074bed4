"""The command `docgen explain`."""

from __future__ import annotations

import click

from docgen.cli import terminal


@click.command()
@click.argument("revision", metavar="PARTNERSHIP/REVISION")
@click.argument("value", metavar="SECTION.PARAMETER")
@click.pass_context
def command(context: click.Context, revision: str, value: str) -> None:
    """Show which file and line set a value such as funding.years."""
    from docgen.partnership.explain_value import explain

    click.echo(explain(terminal.root(context), revision, value))

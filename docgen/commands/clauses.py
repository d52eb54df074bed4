"""The command `docgen clauses`."""

from __future__ import annotations

import click

from docgen import terminal


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """List the clauses of the library."""
    from docgen.catalogue import clauses as rows_of

    rows, problems = rows_of(terminal.root(context))
    terminal.table(("KIND", "NAME", "VERSIONS", "STATUS", "SUMMARY"), rows, as_json)
    terminal.tell(context, problems)

"""The command `docgen clauses`."""

from __future__ import annotations

import click

from docgen.cli import terminal
from docgen.document.values import Date


@click.command()
@terminal.json_option
@click.option("--suspect", is_flag=True, help="List only clauses whose law or guidance was replaced and that have not been reviewed since.")
@terminal.day_option("Use the law as at this day.")
@click.pass_context
def command(context: click.Context, as_json: bool, suspect: bool, day: Date) -> None:
    """List the clauses of the library."""
    from docgen.governance import listings
    from docgen.governance.suspect_clauses import SUSPECT

    rows, problems = listings.clauses(terminal.root(context), day)
    rows = [row for row in rows if row[3].endswith(SUSPECT)] if suspect else rows
    terminal.table(("KIND", "NAME", "VERSIONS", "STATUS", "SUMMARY"), rows, as_json)
    terminal.report(context, problems)

"""The command `docgen clauses`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import terminal

if TYPE_CHECKING:
    from docgen.document.values import Date


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--suspect", is_flag=True, help="Only clauses that rest on law or guidance which has been replaced, and that nobody has reviewed since.")
@terminal.day_option("The day on which law is judged.")
@click.pass_context
def command(context: click.Context, as_json: bool, suspect: bool, day: Date) -> None:
    """List the clauses of the library."""
    from docgen.governance.listings import SUSPECT
    from docgen.governance.listings import clauses as rows_of

    rows, problems = rows_of(terminal.root(context), day)
    rows = [row for row in rows if row[3].endswith(SUSPECT)] if suspect else rows
    terminal.table(("KIND", "NAME", "VERSIONS", "STATUS", "SUMMARY"), rows, as_json)
    terminal.report(context, problems)

"""The command `docgen status`."""

from __future__ import annotations

import click

from docgen.cli import terminal
from docgen.document.values import Date


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION]]...")
@click.option("--strict", is_flag=True, help="Exit with status 1 if an approval is outstanding or stale, or a review is overdue.")
@terminal.json_option
@terminal.day_option("Find overdue reviews as at this day.")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], strict: bool, as_json: bool, day: Date) -> None:
    """Show the status, approvals and next review of each revision."""
    from docgen.governance.status import HEADS, status_report

    found = status_report(terminal.root(context), names, day)
    terminal.table(HEADS, found.rows, as_json)
    terminal.report(context, found.problems)
    if strict and found.waiting:
        context.exit(1)

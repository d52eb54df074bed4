"""The command `docgen status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import terminal

if TYPE_CHECKING:
    from docgen.document.values import Date


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION]]...")
@click.option("--strict", is_flag=True, help="Exit with 1 if an approval is outstanding or stale, or a review overdue.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@terminal.day_option("The day on which reviews are judged.")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], strict: bool, as_json: bool, day: Date) -> None:
    """Show how each revision stands: status, approvals, who has still to approve, when the next review is due."""
    from docgen.governance.status import HEADS, status_report

    found = status_report(terminal.root(context), names, day)
    terminal.table(HEADS, found.rows, as_json)
    terminal.report(context, found.problems)
    if strict and found.waiting:
        context.exit(1)

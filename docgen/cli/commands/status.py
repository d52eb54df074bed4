"""The command `docgen status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import terminal
from docgen.document.values import Date

if TYPE_CHECKING:
    from docgen.governance.status import RevisionStatus

HEADS = ("REVISION", "STATUS", "APPROVED BY", "STALE", "STILL TO APPROVE", "NEXT REVIEW", "MARKS")


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION]]...")
@click.option("--strict", is_flag=True, help="Exit with status 1 if an approval is outstanding or stale, or a review is overdue.")
@terminal.json_option
@terminal.day_option("Find overdue reviews as at this day.")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], strict: bool, as_json: bool, day: Date) -> None:
    """Show the status, approvals and next review of each revision."""
    from docgen.governance.status import statuses

    found, problems = statuses(terminal.root(context), names, day)
    terminal.table(HEADS, [_row(each) for each in found], as_json)
    terminal.report(context, problems)
    if strict and any(each.marks for each in found):
        context.exit(1)


def _row(each: RevisionStatus) -> list[str]:
    """The cells under HEADS."""
    state, marks = each.approvals, [*each.marks, *filter(None, [each.released])]
    by, stale = "; ".join(each.approved_by), "; ".join(each.stale_by)
    return [each.revision, each.status, *(cell or "–" for cell in (by, stale, "; ".join(state.missing), each.next_review, ", ".join(marks)))]

"""The command `docgen approve`."""

from __future__ import annotations

import click

from docgen.cli import terminal
from docgen.document.values import Date


@click.command()
@click.argument("name", metavar="PARTNERSHIP[/REVISION] | CLAUSE@VERSION")
@terminal.by_option("Who approves: the name, a comma and the role.")
@click.option("--party", default="", metavar="ID", help="The party whose officer approves; needed only if two parties have the post.")
@click.option("--section", default="", metavar="ID", help="Approve only this section of the revision.")
@terminal.with_errors_option
@terminal.day_option("The day of the approval.")
@click.pass_context
def command(context: click.Context, name: str, by: str, party: str, section: str, reason: str | None, day: Date) -> None:
    """Record who approves the text as it is now.

    Adds a line to approvals.txt, next to the revisions or in clauses/. If the text changes, the approval becomes stale.
    A text with errors is not approved, unless you give the reason.
    """
    from docgen.governance.approve import approve
    from docgen.sources import files

    root = terminal.root(context)
    if party and "@" in name:
        raise click.UsageError("A clause belongs to no party: leave out --party.")
    made = approve(root, name, by, day, section, party, reason or "")
    files.write_together([made.file])
    click.echo(f"{made.approval.of} ({made.approval.digest[:12]}…) approved by {made.who}, in {files.relative_name(root, made.file[0])}")
    terminal.report_excuse(reason, bool(made.approval.errors))

"""The command `docgen approve`."""

from __future__ import annotations

import click

from docgen.cli import terminal
from docgen.document.values import Date


@click.command()
@click.argument("name", metavar="PARTNERSHIP[/REVISION] | CLAUSE@VERSION")
@click.option("--by", required=True, metavar="NAME, ROLE", help="Who approves: the name, a comma and the role.")
@click.option("--section", default="", metavar="ID", help="Approve only this section of the revision.")
@terminal.day_option("The day of the approval.")
@click.pass_context
def command(context: click.Context, name: str, by: str, section: str, day: Date) -> None:
    """Record who approves the text as it is now.

    Adds a line to approvals.txt, next to the revisions or in clauses/. If the text changes, the approval becomes stale.
    """
    from docgen.governance.approve import approve
    from docgen.sources import files

    root = terminal.root(context)
    approval, file = approve(root, name, by, day, section)
    files.write_together([file])
    click.echo(f"{approval.of} ({approval.digest[:12]}…) approved by {approval.by}, in {files.relative_name(root, file[0])}")

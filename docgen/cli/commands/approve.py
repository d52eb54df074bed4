"""The command `docgen approve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import terminal

if TYPE_CHECKING:
    from docgen.document.values import Date


@click.command()
@click.argument("name", metavar="PARTNERSHIP[/REVISION] | CLAUSE@VERSION")
@click.option("--by", required=True, metavar="NAME, ROLE", help="Who approves, with the role after the name.")
@click.option("--section", default="", metavar="ID", help="Approve one section of the revision alone.")
@terminal.day_option("The day of the approval.")
@click.pass_context
def command(context: click.Context, name: str, by: str, section: str, day: Date) -> None:
    """Record who approves the text as it is now. Another text leaves the approval behind.

    A line is added to approvals.txt beside the revisions, or in clauses/.
    """
    from docgen.governance.approve import approve
    from docgen.sources import files

    root = terminal.root(context)
    approval, file = approve(root, name, by, day, section)
    files.write_together([file])
    click.echo(f"{approval.of} ({approval.digest[:12]}…) approved by {approval.by}, in {files.relative_name(root, file[0])}")

"""The command `docgen list`."""

from __future__ import annotations

import click

from docgen.cli import terminal


@click.command()
@terminal.json_option
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """List partnerships and revisions, with status and date."""
    from docgen.governance.listings import revisions

    rows, problems = revisions(terminal.root(context))
    terminal.table(("REVISION", "STATUS", "DATE", "TITLE"), rows, as_json)
    terminal.report(context, problems)

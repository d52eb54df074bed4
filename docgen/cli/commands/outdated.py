"""The command `docgen outdated`."""

from __future__ import annotations

import click

from docgen.cli import terminal


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION]]...")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], as_json: bool) -> None:
    """List the clauses that have a later version than the latest revision of a partnership takes, or that were withdrawn."""
    from docgen.governance.outdated import rows as rows_of

    rows, problems = rows_of(terminal.root(context), names)
    if rows or as_json:
        terminal.table(("REVISION", "SECTION", "PINNED", "STATUS", "LATEST", "CHANGE", "CHANGES"), rows, as_json)
    elif not problems:
        click.echo("Nothing is outdated.")
    terminal.report(context, problems)

"""The command `docgen where-used`."""

from __future__ import annotations

import click

from docgen.cli import terminal


@click.command()
@click.argument("clause", metavar="KIND/NAME[@VERSION]")
@terminal.json_option
@click.pass_context
def command(context: click.Context, clause: str, as_json: bool) -> None:
    """List the sections that use a clause, in all revisions."""
    from docgen.governance import where_used

    uses, problems = where_used.where_used(terminal.root(context), clause)
    if as_json:
        click.echo(where_used.as_json(uses))
    elif uses:
        rows = [(u.pin.revision, "yes" if u.latest else "", u.pin.section, str(u.pin.version), f"{u.pin.position.file}:{u.pin.position.line}") for u in uses]
        terminal.table(("REVISION", "LATEST", "SECTION", "VERSION", "PLACE"), rows, False)
    else:
        click.echo(f"No revision uses {clause}.")
    terminal.report(context, problems)

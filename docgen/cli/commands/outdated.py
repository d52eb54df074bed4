"""The command `docgen outdated`."""

from __future__ import annotations

import click

from docgen.cli import terminal


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION]]...")
@terminal.json_option
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], as_json: bool) -> None:
    """List clauses in use that are outdated or withdrawn.

    A clause is outdated if it has a later version. Looks at the latest revision of each partnership, or at the revisions you name.
    """
    from docgen.governance import outdated

    rows, problems = outdated.rows(terminal.root(context), names)
    if rows or as_json:
        terminal.table(("REVISION", "SECTION", "PINNED", "STATUS", "LATEST", "CHANGE", "CHANGES"), rows, as_json)
    elif not problems:
        click.echo("Nothing is outdated.")
    terminal.report(context, problems)

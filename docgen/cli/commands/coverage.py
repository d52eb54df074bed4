"""The command `docgen coverage`."""

from __future__ import annotations

import click

from docgen.cli import terminal
from docgen.document.values import Date


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION]]...")
@terminal.json_option
@terminal.day_option("Read references to law as at this day.")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], as_json: bool, day: Date) -> None:
    """Show which sections answer what guidance asks, and the gaps.

    Covers the revisions you name; without names, the latest of each partnership.
    """
    from docgen.checks import guidance_coverage

    found, without, problems = guidance_coverage.coverage(terminal.root(context), names, day)
    click.echo(guidance_coverage.as_json(found) if as_json else guidance_coverage.text(found, without))
    terminal.report(context, problems)

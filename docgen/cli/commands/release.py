"""The command `docgen release`."""

from __future__ import annotations

import click

from docgen.cli import terminal
from docgen.document.values import Date


@click.command()
@click.argument("name", metavar="PARTNERSHIP[/REVISION]")
@terminal.with_errors_option
@terminal.day_option("Check time limits and law as at this day.")
@click.pass_context
def command(context: click.Context, name: str, reason: str | None, day: Date) -> None:
    """Release an approved revision and lock its text.

    Locks its sources, clauses and documents, and writes the lock and the archived document next to it. The wording of its clauses is released too.
    A text with errors is not released, unless you give the reason.
    """
    from docgen.governance import release
    from docgen.library.clauses import Library
    from docgen.sources import files

    root = terminal.root(context)
    locked = release.release(root, name, Library(root), day, reason or "")
    files.write_together(locked)
    for path, _ in locked:
        click.echo(files.relative_name(root, path))
    if not locked:
        click.echo(f"{name} is already released, and its sources still produce what was released.")
    terminal.report_excuse(reason, bool(locked) and b'\n "reason": ' in locked[0][1])

"""The command `docgen release`."""

from __future__ import annotations

import click

from docgen.cli import terminal


@click.command()
@click.argument("name", metavar="PARTNERSHIP[/REVISION]")
@click.pass_context
def command(context: click.Context, name: str) -> None:
    """Release an approved revision and lock its text.

    Locks its sources, clauses and documents, and writes the lock and the archived document next to it. The wording of its clauses is released too.
    """
    from docgen.governance import release
    from docgen.library.clauses import Library
    from docgen.sources import files

    root = terminal.root(context)
    locked = release.release(root, name, Library(root))
    files.write_together(locked)
    for path, _ in locked:
        click.echo(files.relative_name(root, path))
    if not locked:
        click.echo(f"{name} is already released, and its sources still produce what was released.")

"""The command `docgen release`."""

from __future__ import annotations

import click

from docgen.cli import terminal


@click.command()
@click.argument("name", metavar="PARTNERSHIP[/REVISION]")
@click.pass_context
def command(context: click.Context, name: str) -> None:
    """Release an approved revision: its document, its sources and its clauses are locked.

    The lock and the archived document stand beside the revision. From then on the wording of its clause versions is released too.
    """
    from docgen.governance import release
    from docgen.library.clauses import Library
    from docgen.sources import files

    root = terminal.root(context)
    made = release.release(root, name, Library(root))
    files.write_together(made)
    for path, _ in made:
        click.echo(files.relative_name(root, path))
    if not made:
        click.echo(f"{name} is released already, and gives what was released.")

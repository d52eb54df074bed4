"""The command `docgen catalogue`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli import terminal


@click.command()
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to; build/catalogue/ in the repository by default.")
@click.pass_context
def command(context: click.Context, output: Path | None) -> None:
    """Write the library as pages to browse: an index to search, and a page for each clause with its examples, versions and uses."""
    import gc

    gc.disable()
    from docgen.governance.catalogue_pages import catalogue
    from docgen.sources.files import write_together

    root = terminal.root(context)
    output = (output or root / "build" / "catalogue").resolve()
    made, problems = catalogue(root, output)
    changed = sum(write_together(made))
    gc.freeze()
    click.echo(f"{output / 'index.html'}: {len(made) - 1} clauses, {changed} files changed")
    terminal.report(context, problems)

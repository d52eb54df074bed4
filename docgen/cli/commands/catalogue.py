"""The command `docgen catalogue`."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from docgen.cli import terminal
from docgen.document.values import Date


@click.command()
@terminal.folder_option("build/catalogue/")
@terminal.day_option("Use the law as at this day.")
@click.pass_context
def command(context: click.Context, output: Path | None, day: Date) -> None:
    """Write web pages to browse and search the clause library.

    There is an index, and a page for each clause with its examples, its versions and where it is used.
    """
    gc.disable()
    from docgen.governance.catalogue_pages import catalogue
    from docgen.sources.files import write_together

    root = terminal.root(context)
    output = (output or root / "build" / "catalogue").resolve()
    pages, problems = catalogue(root, output, day)
    changed = sum(write_together(pages))
    gc.freeze()
    click.echo(f"{output / 'index.html'}: {len(pages) - 1} clauses, {changed} files changed")
    terminal.report(context, problems)

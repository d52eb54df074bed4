"""The command `docgen matrix`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from docgen.cli import terminal


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "csv", "html"]), default="text", help="text (the default), csv, or html (a web page).")
@terminal.file_option
@click.pass_context
def command(context: click.Context, form: str, output: Path | None) -> None:
    """Show which clauses each partnership has, in a table.

    Covers the latest revision of each, with a row for each kind of clause.
    """
    from docgen.governance import clause_matrix
    from docgen.governance.where_used import default_style

    root = terminal.root(context)
    cells, problems = clause_matrix.matrix(root)
    if form == "html":
        data = clause_matrix.as_html(cells, default_style(root))
    elif form == "csv":
        data = clause_matrix.as_csv(cells).encode()
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() and not output else None
        data = f"{clause_matrix.text(cells, width)}\n".encode()
    terminal.write(output, data)
    terminal.report(context, problems)

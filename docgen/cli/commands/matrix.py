"""The command `docgen matrix`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from docgen.cli import terminal


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "csv", "html"]), default="text", help="text for the terminal (by default), csv, or html, a page.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="The file to write to; standard output by default.")
@click.pass_context
def command(context: click.Context, form: str, output: Path | None) -> None:
    """Show which clause of each kind each partnership has, in its latest revision."""
    from docgen.governance import matrix
    from docgen.governance.where_used import default_style

    root = terminal.root(context)
    made, problems = matrix.matrix(root)
    if form == "html":
        data = matrix.as_html(made, default_style(root))
    elif form == "csv":
        data = matrix.as_csv(made).encode()
    else:
        wide = shutil.get_terminal_size().columns if sys.stdout.isatty() and not output else None
        data = f"{matrix.text(made, wide)}\n".encode()
    terminal.write(output, data)
    terminal.report(context, problems)

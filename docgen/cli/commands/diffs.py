"""The command `docgen diffs`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli import terminal


@click.command()
@terminal.formats_option("A format of docgen diff; repeat for more. By default docx, html and markdown.")
@terminal.folder_option("build/redlines/")
@click.pass_context
def command(context: click.Context, formats: tuple[str, ...], output: Path | None) -> None:
    """Write the redline of each revision against the one it extends."""
    from docgen.cli import options
    from docgen.formats.outputs import redline_formats
    from docgen.redlines.redline_files import write_all

    root = terminal.root(context)
    written = list(write_all(root, options.redline_formats(formats) or redline_formats(), output or root / "build" / "redlines"))
    terminal.report_built(context, written)
    if not written:
        click.echo("No revision extends another.")

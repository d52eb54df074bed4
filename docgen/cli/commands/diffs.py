"""The command `docgen diffs`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli import terminal


@click.command()
@click.option("--format", "formats", multiple=True, metavar="FORMAT", help="A format of redlines, as for diff; repeat for more. All for readers by default.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to; build/redlines/ in the repository by default.")
@click.pass_context
def command(context: click.Context, formats: tuple[str, ...], output: Path | None) -> None:
    """Write the redline of every revision against the one that it extends."""
    from docgen.cli import options
    from docgen.formats.outputs import redline_formats
    from docgen.redlines.redline_files import write_all

    root = terminal.root(context)
    made = write_all(root, options.redline_formats(formats) or redline_formats(), output or root / "build" / "redlines")
    terminal.report_built(context, made)

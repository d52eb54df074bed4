"""The command `docgen vary`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli import terminal


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--format", "formats", multiple=True, metavar="FORMAT", help="An output format, as for build; repeat for more. Word, HTML and Markdown by default."
)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to; build/ in the repository by default.")
@click.pass_context
def command(context: click.Context, old: str, new: str, formats: tuple[str, ...], output: Path | None) -> None:
    """Write the instrument of variation: numbered amendments that make the text of NEW of that of OLD."""
    from docgen.redlines.compare_revisions import compare
    from docgen.redlines.variation import instrument

    root = terminal.root(context)
    redline = compare(root, old, new).redline
    terminal.write_document(root, instrument(redline.was, redline.now), formats, output)

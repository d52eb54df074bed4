"""The command `docgen vary`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli import terminal


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@terminal.formats_option("A format such as docx, html, md or json; repeat for more. By default Word, HTML and Markdown.")
@terminal.folder_option("build/")
@click.pass_context
def command(context: click.Context, old: str, new: str, formats: tuple[str, ...], output: Path | None) -> None:
    """Write the instrument of variation from OLD to NEW.

    Its numbered amendments turn the text of OLD into that of NEW.
    """
    from docgen.redlines.compare_revisions import compare
    from docgen.redlines.variation import instrument

    root = terminal.root(context)
    redline = compare(root, old, new).redline
    terminal.write_document(root, instrument(redline.was, redline.now), formats, output)

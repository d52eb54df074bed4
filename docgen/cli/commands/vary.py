"""The command `docgen vary`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli import terminal

if TYPE_CHECKING:
    from docgen.document.values import Date


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@terminal.formats_option("A format such as docx, html, md or json; repeat for more. By default Word, HTML and Markdown.")
@terminal.folder_option("build/")
@click.option("--effective", metavar="DAY", type=terminal.Day(), help="The day on which the variation takes effect; by default that of the last signature.")
@click.pass_context
def command(context: click.Context, old: str, new: str, formats: tuple[str, ...], output: Path | None, effective: Date | None) -> None:
    """Write the instrument of variation from OLD to NEW.

    Its numbered amendments turn the text of OLD into that of NEW. Each run proves that: it applies them to OLD, and writes nothing unless they make NEW.
    """
    from docgen.formats.printed_values import Language
    from docgen.redlines.compare_revisions import compare
    from docgen.redlines.variation.instrument import instrument

    root = terminal.root(context)
    redline = compare(root, old, new).redline
    day = Language(redline.now.language).date(effective) if effective else ""
    terminal.write_document(root, instrument(redline.was, redline.now, day), formats, output)

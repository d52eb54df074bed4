"""The command `docgen impact`."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from docgen.cli import terminal


@click.command()
@click.argument("clause", metavar="KIND/NAME[@VERSION]")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="text (the default), json, or html (a web page).")
@terminal.file_option
@click.pass_context
def command(context: click.Context, clause: str, form: str, output: Path | None) -> None:
    """Show what adopting a clause version would change.

    Covers the latest revision of every partnership that uses another version of the clause.
    """
    # A run is short: collecting garbage would take 10% of it.
    gc.disable()
    from docgen.governance import impact_report
    from docgen.governance.impact import impact
    from docgen.governance.where_used import default_style

    root = terminal.root(context)
    found = impact(root, clause, pages=form == "html")
    texts = {"text": impact_report.text, "json": impact_report.as_json}
    terminal.write(output, f"{texts[form](found)}\n".encode() if form in texts else impact_report.as_html(found, default_style(root)))
    gc.freeze()
    terminal.report(context, found.unread)

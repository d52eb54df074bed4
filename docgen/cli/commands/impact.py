"""The command `docgen impact`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli import terminal


@click.command()
@click.argument("clause", metavar="KIND/NAME[@VERSION]")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="text for the terminal (by default), json, or html, a page."
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="The file to write to; standard output by default.")
@click.pass_context
def command(context: click.Context, clause: str, form: str, output: Path | None) -> None:
    """Say what adopting a clause version would change in every partnership that has another."""
    import gc

    # One short run: collecting garbage would cost a tenth of it.
    gc.disable()
    from docgen.governance import impact_report
    from docgen.governance.impact import impact
    from docgen.governance.where_used import default_style

    root = terminal.root(context)
    made = impact(root, clause, pages=form == "html")
    tell = {"text": impact_report.text, "json": impact_report.as_json}
    terminal.write(output, f"{tell[form](made)}\n".encode() if form in tell else impact_report.as_html(made, default_style(root)))
    gc.freeze()
    terminal.report(context, made.unread)

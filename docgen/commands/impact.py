"""The command `docgen impact`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen import terminal


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
    from docgen import telling
    from docgen.impact import impact
    from docgen.usage import house

    root = terminal.root(context)
    made = impact(root, clause, pages=form == "html")
    tell = {"text": telling.text, "json": telling.as_json}
    terminal.write(output, f"{tell[form](made)}\n".encode() if form in tell else telling.as_html(made, house(root)))
    gc.freeze()
    terminal.tell(context, made.unread)

"""The command `docgen report`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli import terminal


@click.command()
@click.argument("name", metavar="PARTNERSHIP[/REVISION]")
@click.option("--since", required=True, metavar="REVISION", help="The revision that the board saw last.")
@click.option(
    "--format", "formats", multiple=True, metavar="FORMAT", help="An output format, as for build; repeat for more. Word, HTML and Markdown by default."
)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to; build/ in the repository by default.")
@click.pass_context
def command(context: click.Context, name: str, since: str, formats: tuple[str, ...], output: Path | None) -> None:
    """Write the annual report for the board: what changed and why, what partners must do differently, who approved, what is due next."""
    from docgen.redlines.annual_report import annual_report
    from docgen.redlines.compare_revisions import compare

    root = terminal.root(context)
    made = compare(root, since if "/" in since else f"{name.partition('/')[0]}/{since}", name)
    terminal.write_document(root, annual_report(made.redline, made.explanations), formats, output)

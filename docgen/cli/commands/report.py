"""The command `docgen report`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli import terminal


@click.command()
@click.argument("name", metavar="PARTNERSHIP[/REVISION]")
@click.option("--since", required=True, metavar="REVISION", help="The revision that the board last saw.")
@terminal.formats_option("A format such as docx, html, md or json; repeat for more. By default Word, HTML and Markdown.")
@terminal.folder_option("build/")
@click.pass_context
def command(context: click.Context, name: str, since: str, formats: tuple[str, ...], output: Path | None) -> None:
    """Write the annual report for the board.

    It begins with a page of sentences: what is new, what ended, who changed, what each partner must now do, and what is due. Every change by section follows.
    """
    from docgen.redlines.annual_report import annual_report
    from docgen.redlines.compare_revisions import compare

    root = terminal.root(context)
    comparison = compare(root, since if "/" in since else f"{name.partition('/')[0]}/{since}", name)
    terminal.write_document(root, annual_report(comparison.redline, comparison.explanations), formats, output)

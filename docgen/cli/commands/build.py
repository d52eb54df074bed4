"""The command `docgen build`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli import terminal

if TYPE_CHECKING:
    from docgen.document.problems import Problem
    from docgen.document.values import Date


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION]]...")
@click.option(
    "--format", "formats", multiple=True, metavar="FORMAT", help="An output format (docx, html, markdown or md, json); repeat for more. All by default."
)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to; build/ in the repository by default.")
@click.option("--comments", is_flag=True, help="Write a Word file of each revision with what the drafting rules find as comments, and nothing else.")
@terminal.day_option("With --comments, the day on which time limits and law are judged.")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], formats: tuple[str, ...], output: Path | None, comments: bool, day: Date) -> None:
    """Write the documents of some revisions, or of all."""
    import gc

    # One short run: collecting garbage, while importing too, would cost a twentieth of it.
    gc.disable()
    from docgen.cli import options
    from docgen.composition.build import build as run
    from docgen.partnership.repository import chosen

    root = terminal.root(context)
    chosen_names = chosen(root, names)
    output = output or root / "build"
    if comments:
        _comment(context, root, chosen_names, output, day)
        return
    made = run(root, chosen_names, options.formats(formats), output)
    if sys.stderr.isatty():
        with click.progressbar(made, length=len(chosen_names), label="Building", file=sys.stderr, item_show_func=lambda b: b.id if b else "") as bar:
            results = list(bar)
    else:
        results = list(made)
    # Python would go through everything once more before it leaves.
    gc.freeze()
    terminal.report_built(context, results)


def _comment(context: click.Context, root: Path, names: Sequence[str], output: Path, day: Date) -> None:
    from docgen.checks.run_rules import settings
    from docgen.checks.word_comments import commented_file
    from docgen.document.problems import DocgenError
    from docgen.formats.outputs import path_of
    from docgen.sources.files import write_together

    problems: list[Problem] = []
    for name in names:
        try:
            data = commented_file(root, name, day, settings(root))
        except DocgenError as error:
            problems += error.problems
            continue
        path = path_of(output, f"{name}-commented", "docx")
        write_together([(path, data)])
        click.echo(path)
    terminal.report(context, problems)

"""The command `docgen build`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli import terminal
from docgen.document.problems import DocgenError, Problem
from docgen.document.values import Date

if TYPE_CHECKING:
    from docgen.composition.build import Built
    from docgen.document.problems import Position


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION]]...")
@terminal.formats_option("A format such as docx, html, md or json; repeat for more. By default all.")
@terminal.folder_option("build/")
@click.option("--comments", is_flag=True, help="Only write a Word file of each revision with the findings of the drafting rules as comments.")
@click.option("--quiet", "-q", is_flag=True, help="Print only problems, and do not run the drafting rules.")
@click.option("--defaults", is_flag=True, help="List every value of substance that comes from a clause's default, and where to state it.")
@terminal.day_option("Check time limits and law as at this day.")
@click.pass_context
def command(
    context: click.Context, names: tuple[str, ...], formats: tuple[str, ...], output: Path | None, comments: bool, quiet: bool, defaults: bool, day: Date
) -> None:
    """Write the documents of all revisions, or of those you name.

    The last lines say which of their values come from defaults, and how much docgen check finds in them.
    """
    # A run is short: collecting garbage would take 5% of it, imports included.
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
    built = run(root, chosen_names, options.formats(formats), output)
    if sys.stderr.isatty() and not quiet:
        with click.progressbar(built, length=len(chosen_names), label="Building", file=sys.stderr, item_show_func=lambda b: b.id if b else "") as bar:
            results = list(bar)
    else:
        results = list(built)
    from docgen.governance.checking import build_findings

    endings = () if quiet else (_from_defaults(results, names, defaults), build_findings.line(root, results, output, day))
    # Otherwise Python would visit every object again on exit.
    gc.freeze()
    terminal.report_built(context, results, quiet, endings)


_SHOWN = 3
"""The number of values named in the line about defaults."""


def _from_defaults(results: Sequence[Built], names: Sequence[str], every: bool) -> str:
    """The values of substance that come from defaults: one line for those not yet approved or released, or a table of all; "" if there are none."""
    from docgen.sources import problem_report

    found = [(result.id, value) for result in results for value in result.defaults if every or not result.settled]
    if every:
        rows = [(_own_place(id, value.position), value.section, value.parameter, value.value, value.clause) for id, value in found]
        return problem_report.table(("FILE", "SECTION", "PARAMETER", "DEFAULT", "CLAUSE"), rows, as_json=False)
    if not found:
        return ""
    shown = ", ".join(dict.fromkeys(value.short.replace("_", " ") for _, value in found[:_SHOWN])) + (", …" if len(found) > _SHOWN else "")
    counted = f"{len(found)} values of substance come" if len(found) > 1 else "1 value of substance comes"
    return f"{counted} from defaults ({shown}): {' '.join(['docgen build', *names])} --defaults"


def _own_place(id: str, place: Position) -> str:
    """The file of a revision, where it states its values; with the line, if it is this file that names the clause."""
    file = f"partnerships/{id}.yaml"
    return f"{file}:{place.line}" if place.file == file else file


def _comment(context: click.Context, root: Path, names: Sequence[str], output: Path, day: Date) -> None:
    """Write the Word file with comments for each revision."""
    from docgen.checks.run_rules import settings
    from docgen.checks.word_comments import commented_file
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

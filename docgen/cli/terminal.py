"""What commands share: finding the repository, reporting results and problems, writing output, and common options."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from docgen.composition.build import Built
    from docgen.document.problems import Problem
    from docgen.document.tree import Document
    from docgen.document.values import Date


def root(context: click.Context) -> Path:
    """The docs repository given with `--root`, or the one that holds this folder. Raises DocgenError if there is none."""
    from docgen.partnership.repository import find_root

    named: Path | None = context.obj[0]
    return named.resolve() if named else find_root(Path.cwd())


def interactive() -> bool:
    """Whether questions can be asked at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def report(context: click.Context, problems: Iterable[Problem]) -> None:
    """Report the problems, if any, and exit with status 1 if one of them is an error."""
    problems = tuple(problems)
    show_problems(context, problems)
    if any(problem.severity == "error" for problem in problems):
        context.exit(1)


def show_problems(context: click.Context, problems: Iterable[Problem]) -> None:
    """Report the problems, if any, in the form given with `--problems`."""
    from docgen.sources import problem_report

    problems, form = tuple(problems), problem_form(context)
    if problems:
        click.echo(problem_report.report(problems, form, (context.obj and context.obj[0]) or _root_or_here()), err=form != "github")


def problem_form(context: click.Context) -> str:
    """The form given with `--problems`."""
    return str(context.obj[1]) if context.obj else "text"


def _root_or_here() -> Path:
    from docgen.document.problems import DocgenError
    from docgen.partnership.repository import find_root

    try:
        return find_root(Path.cwd())
    except DocgenError:
        return Path.cwd()


def report_built(context: click.Context, results: Iterable[Built], ending: Callable[[], None] = lambda: None) -> None:
    """Print each revision with the number of files that changed and its notes, then the `ending`, and report the problems of all."""
    problems: list[Problem] = []
    for result in results:
        problems.extend(result.problems)
        count, changed = len(result.files), sum(new for _, new in result.files)
        click.echo(f"{result.id}: " + (f"{count} file{'s' if count != 1 else ''}, {changed} changed" if result.files else "not built"))
        for note in result.notes:
            click.echo(f"  {note}")
    ending()
    report(context, problems)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], as_json: bool) -> None:
    """Print rows under their column headings, or as JSON."""
    from docgen.sources import problem_report

    click.echo(problem_report.table(heads, rows, as_json))


def write_document(root: Path, document: Document, formats: Sequence[str], output: Path | None) -> None:
    """Write a report or an instrument of variation, by default as Word, HTML and Markdown into `build/`, and print each path."""
    from docgen.cli import options
    from docgen.formats.outputs import path_of, written
    from docgen.sources.files import HouseStyle, write_together

    style = HouseStyle(document.style, root)
    wanted = options.formats(formats or ("docx", "html", "markdown"))
    files = [(path_of(output or root / "build", document.id, form), written(document, style, form)) for form in wanted]
    for (path, _), changed in zip(files, write_together(files), strict=True):
        click.echo(f"{path}{'' if changed else ' (unchanged)'}")


def write(output: Path | None, data: bytes) -> None:
    """Write to a file, all or nothing, or to standard output. Raises UsageError for binary data on a terminal."""
    if output:
        from docgen.sources.files import write_together

        write_together([(output, data)])
    elif b"\0" in data and sys.stdout.isatty():
        raise click.UsageError("A terminal cannot show this format. Name a file with --output.")
    else:
        click.echo(data, nl=False)


class Day(click.ParamType[Any]):
    """A day such as 2026-11-26, parsed to a `Date`."""

    name = "DAY"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Date:
        from docgen.document.values import Date, date

        if isinstance(value, Date):
            return value
        try:
            day = date(str(value))
        except ValueError:
            day = None
        if day is None or not day.day:
            self.fail(f"“{value}” is not a day. Write it as 2026-11-26.", param, ctx)
        return day


def today() -> str:
    """Today in ISO 8601. Nothing else reads the clock."""
    from datetime import date

    return date.today().isoformat()


def day_option(help: str) -> Callable[[Any], Any]:
    """The option `--on DAY`, by default today."""
    return click.option("--on", "day", type=Day(), default=today, show_default="today", help=help)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
file_option = click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="The file to write to; standard output by default.")


def folder_option(default: str) -> Callable[[Any], Any]:
    """The option `--output FOLDER`; `default` is the folder in the repository that the command uses without it."""
    return click.option("--output", type=click.Path(file_okay=False, path_type=Path), help=f"The folder to write to; {default} in the repository by default.")


def formats_option(help: str) -> Callable[[Any], Any]:
    """The option `--format FORMAT`, which can be repeated."""
    return click.option("--format", "formats", multiple=True, metavar="FORMAT", help=help)

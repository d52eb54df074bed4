"""What commands share: the repository they work on, and how they tell what they did, what they found and what is wrong."""

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
    """The docs repository that was named, or the one around this folder; DocgenError if there is none."""
    from docgen.partnership.repository import find_root

    named: Path | None = context.obj[0]
    return named.resolve() if named else find_root(Path.cwd())


def interactive() -> bool:
    """Whether a person is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def report(context: click.Context, problems: Iterable[Problem]) -> None:
    """Tell the problems, if there are any, and then leave with status 1 if one of them is an error."""
    problems = tuple(problems)
    show_problems(context, problems)
    if any(problem.severity == "error" for problem in problems):
        context.exit(1)


def show_problems(context: click.Context, problems: Iterable[Problem]) -> None:
    """Tell the problems, if there are any, in the form that `--problems` names."""
    from docgen.sources.problem_report import report

    problems, form = tuple(problems), problem_form(context)
    if problems:
        click.echo(report(problems, form, (context.obj and context.obj[0]) or _root_or_here()), err=form != "github")


def problem_form(context: click.Context) -> str:
    """The form that `--problems` names."""
    return str(context.obj[1]) if context.obj else "text"


def _root_or_here() -> Path:
    from docgen.document.problems import DocgenError
    from docgen.partnership.repository import find_root

    try:
        return find_root(Path.cwd())
    except DocgenError:
        return Path.cwd()


def report_built(context: click.Context, results: Iterable[Built]) -> None:
    """Tell each revision with how many of its files changed and its notes, then the problems of all."""
    problems: list[Problem] = []
    for result in results:
        problems.extend(result.problems)
        changed = sum(new for _, new in result.files)
        click.echo(f"{result.id}: " + (f"{len(result.files)} file{'s' if len(result.files) != 1 else ''}, {changed} changed" if result.files else "not built"))
        for note in result.notes:
            click.echo(f"  {note}")
    report(context, problems)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], as_json: bool) -> None:
    """Print rows under their heads, or as JSON."""
    from docgen.sources.problem_report import table as made

    click.echo(made(heads, rows, as_json))


def write_document(root: Path, document: Document, formats: Sequence[str], output: Path | None) -> None:
    """Write a document that was made of others."""
    from docgen.cli import options
    from docgen.formats.outputs import path_of, written
    from docgen.sources.files import HouseStyle, write_together

    style = HouseStyle(document.style, root)
    wanted = options.formats(formats or ("docx", "html", "markdown"))
    files = [(path_of(output or root / "build", document.id, form), written(document, style, form)) for form in wanted]
    for (path, _), changed in zip(files, write_together(files), strict=True):
        click.echo(f"{path}{'' if changed else ' (unchanged)'}")


def write(output: Path | None, data: bytes) -> None:
    """Write to a file, whole or not at all, or to standard output. UsageError for bytes that are no text on a terminal."""
    if output:
        from docgen.sources.files import write_together

        write_together([(output, data)])
    elif b"\0" in data and sys.stdout.isatty():
        raise click.UsageError("This format is no text for a terminal. Name a file with --output.")
    else:
        click.echo(data, nl=False)


class Day(click.ParamType[Any]):
    """A day as 2026-11-26, as a `Date`."""

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
            self.fail(f"“{value}” is no day such as 2026-11-26.", param, ctx)
        return day


def today() -> str:
    """The day that the clock shows, ISO 8601: the one place where it is read."""
    from datetime import date

    return date.today().isoformat()


def day_option(help: str) -> Callable[[Any], Any]:
    """The option `--on DAY`, today if it is left out."""
    return click.option("--on", "day", type=Day(), default=today, show_default="today", help=help)

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


def report_built(context: click.Context, results: Iterable[Built], quiet: bool = False, endings: Sequence[str] = ()) -> None:
    """Print each revision with the number of files that changed and its notes, and the `endings`, unless it is to be `quiet`; then report all problems."""
    problems: list[Problem] = []
    for result in results:
        problems.extend(result.problems)
        if quiet:
            continue
        count, changed = len(result.files), sum(new for _, new in result.files)
        click.echo(f"{result.id}: " + (f"{count} file{'s' if count != 1 else ''}, {changed} changed" if result.files else "not built"))
        for note in result.notes:
            click.echo(f"  {note}")
    for line in filter(None, endings):
        click.echo(line)
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


class NameAndRole(click.ParamType[Any]):
    """Who approves or reviews, such as "Jo Doe, Chief Executive", with single spaces."""

    name = "NAME, ROLE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from docgen.partnership.approvals import PARTY

        name, _, role = (" ".join(part.split()) for part in str(value).partition(","))
        if not name or not role:
            self.fail(f'“{value}” does not give a name and a role. Write them with a comma between them: --by "Jo Doe, Chief Executive".', param, ctx)
        if PARTY.match(name):
            self.fail(f"“{value}” begins with a party. Name the party with --party, and begin with the name.", param, ctx)
        return _visible(self, f"{name}, {role}", param, ctx)


class Reason(click.ParamType[Any]):
    """Words on one line, with single spaces."""

    name = "REASON"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not (reason := " ".join(str(value).split())):
            self.fail("The reason is empty. Say why the errors are accepted, for those who read it later.", param, ctx)
        return _visible(self, reason, param, ctx)


def _visible(type: click.ParamType[Any], text: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
    """The text, which must have no invisible character, because files that have one cannot be read."""
    from docgen.document.forbidden_characters import code_point, invisible

    if hidden := invisible(text):
        type.fail(f"There is an invisible character in it, {code_point(text[hidden[0]])}. Type it again.", param, ctx)
    return text


with_errors_option = click.option(
    "--with-errors", "reason", type=Reason(), default=None, metavar="REASON", help="Go on in spite of errors that docgen check finds; the reason is recorded."
)


def report_excuse(reason: str | None, recorded: bool) -> None:
    """Say so if a reason for errors was given and there are none."""
    if reason and not recorded:
        click.echo("There are no errors, so the reason was not recorded.")


def by_option(help: str) -> Callable[[Any], Any]:
    """The option `--by "NAME, ROLE"`."""
    return click.option("--by", required=True, type=NameAndRole(), metavar="NAME, ROLE", help=help)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
file_option = click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="The file to write to; standard output by default.")


def folder_option(default: str) -> Callable[[Any], Any]:
    """The option `--output FOLDER`; `default` is the folder in the repository that the command uses without it."""
    return click.option("--output", type=click.Path(file_okay=False, path_type=Path), help=f"The folder to write to; {default} in the repository by default.")


def formats_option(help: str) -> Callable[[Any], Any]:
    """The option `--format FORMAT`, which can be repeated."""
    return click.option("--format", "formats", multiple=True, metavar="FORMAT", help=help)

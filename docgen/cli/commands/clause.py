"""The command `docgen clause`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli import terminal
from docgen.document.values import Date


@click.group()
def command() -> None:
    """Start, change, release and review clauses of the library."""


@command.command()
@click.argument("clause", metavar="KIND/NAME")
@click.option("--title", prompt="Title", help="The heading of the clause.")
@click.option("--summary", prompt="Summary, in one sentence", help="What the clause does, in one sentence.")
@click.pass_context
def new(context: click.Context, clause: str, title: str, summary: str) -> None:
    """Start a clause: its first version, as a draft to edit."""
    from docgen.governance.new_clause import new_clause

    root = terminal.root(context)
    _write(root, new_clause(root, clause, title, summary))


@command.command()
@click.argument("clause", metavar="KIND/NAME")
@click.option("--change", type=click.Choice(["editorial", "minor", "obligation"]), prompt="Kind of change", help="The kind of change from the version before.")
@click.option("--why", prompt="What changes, and why", help="What changes and why, in one sentence.")
@click.pass_context
def bump(context: click.Context, clause: str, change: str, why: str) -> None:
    """Start the next version of a clause from its latest text."""
    from docgen.governance.new_clause import next_version

    root = terminal.root(context)
    _write(root, next_version(root, clause, change, why))


@command.command()
@click.argument("clauses", nargs=-1, required=True, metavar="KIND/NAME[@VERSION]...")
@click.pass_context
def release(context: click.Context, clauses: tuple[str, ...]) -> None:
    """Release approved clause versions.

    Their wording never changes after that. Without a version, releases the latest one. Releasing a revision releases its clauses too.
    """
    from docgen.library.clauses import Library
    from docgen.library.released_wording import with_named

    root = terminal.root(context)
    _write(root, with_named(Library(root), clauses))


@command.command()
@click.argument("clause", metavar="KIND/NAME[@VERSION]")
@terminal.by_option("Who reviewed it: the name, a comma and the role.")
@terminal.day_option("The day of the review.")
@click.pass_context
def review(context: click.Context, clause: str, by: str, day: Date) -> None:
    """Record that a suspect clause still fits the law in force now."""
    from docgen.governance.suspect_clauses import reviewed
    from docgen.sources import files

    root = terminal.root(context)
    reviews, file = reviewed(root, clause, by, day)
    files.write_together([file])
    for entry in reviews:
        click.echo(f"{entry.of} reviewed by {entry.by}, in {files.relative_name(root, file[0])}")


@command.command()
@click.argument("number", required=False, type=click.IntRange(min=1))
@click.option("--write", "name", metavar="KIND/NAME", help="Write the draft for group NUMBER as version 1 of this clause.")
@click.pass_context
def suggest(context: click.Context, number: int | None, name: str | None) -> None:
    """Find local text that could become a clause, and draft one.

    Finds text that several partnerships share, or that is close to an existing clause. With NUMBER, only that group is shown.
    """
    from docgen.governance import suggest_clauses
    from docgen.governance.similar_text import groups
    from docgen.sources import files

    root = terminal.root(context)
    found, problems = groups(root)
    if name and not number:
        raise click.UsageError("Say which group to write: docgen clause suggest NUMBER --write KIND/NAME.")
    if number and number > len(found):
        raise click.BadParameter(f"The groups are numbered 1 to {len(found)}." if found else "There are no suggestions.", param_hint="NUMBER")
    if name and number:
        click.echo(f"Wrote {files.relative_name(root, suggest_clauses.write(root, found[number - 1], name))}.")
    else:
        click.echo("\n".join(suggest_clauses.report(found, number or 0)).rstrip() if found else "No local text is shared by partnerships or nearly a clause.")
    terminal.report(context, problems)


def _write(root: Path, file: tuple[Path, bytes]) -> None:
    from docgen.sources import files

    (changed,) = files.write_together([file])
    click.echo(f"{files.relative_name(root, file[0])}{'' if changed else ' (unchanged)'}")

"""The command `docgen clause`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli import terminal
from docgen.cli.commands import _clause_suggest

if TYPE_CHECKING:
    from docgen.document.values import Date

CHANGES = ("editorial", "minor", "obligation")


@click.group()
def command() -> None:
    """Begin, change, release and review the clauses of the library."""


command.add_command(_clause_suggest.command)


@command.command()
@click.argument("clause", metavar="KIND/NAME")
@click.option("--title", prompt="Title", help="The heading over the clause.")
@click.option("--summary", prompt="Summary, in one sentence", help="What the clause does, in one sentence.")
@click.pass_context
def new(context: click.Context, clause: str, title: str, summary: str) -> None:
    """Begin a clause: its first version, as a draft to be edited."""
    from docgen.governance.new_clause import new_clause as made

    root = terminal.root(context)
    _write(root, made(root, clause, title, summary))


@command.command()
@click.argument("clause", metavar="KIND/NAME")
@click.option("--change", type=click.Choice(CHANGES), prompt="Kind of change", help="What the new version does to the one before.")
@click.option("--why", prompt="What changes, and why", help="What changes and why, in one sentence.")
@click.pass_context
def bump(context: click.Context, clause: str, change: str, why: str) -> None:
    """Begin the next version of a clause, as a draft with the text of the latest."""
    from docgen.governance.new_clause import next_version as made

    root = terminal.root(context)
    _write(root, made(root, clause, change, why))


@command.command()
@click.argument("clauses", nargs=-1, required=True, metavar="KIND/NAME[@VERSION]...")
@click.pass_context
def release(context: click.Context, clauses: tuple[str, ...]) -> None:
    """Release approved clause versions, the latest if none is named: their wording never changes again.

    Releasing a revision releases its clauses too.
    """
    from docgen.library.clauses import Library
    from docgen.library.released_wording import with_named

    root = terminal.root(context)
    _write(root, with_named(Library(root), clauses))


@command.command()
@click.argument("clause", metavar="KIND/NAME[@VERSION]")
@click.option("--by", required=True, metavar="NAME, ROLE", help="Who reviewed it, with the role after the name.")
@terminal.day_option("The day of the review.")
@click.pass_context
def review(context: click.Context, clause: str, by: str, day: Date) -> None:
    """Record that a suspect clause was read against the law in force now, and still serves."""
    from docgen.governance.suspect_clauses import reviewed
    from docgen.sources import files

    root = terminal.root(context)
    made, file = reviewed(root, clause, by, day)
    files.write_together([file])
    for one in made:
        click.echo(f"{one.of} reviewed by {one.by}, in {files.relative_name(root, file[0])}")


def _write(root: Path, file: tuple[Path, bytes]) -> None:
    from docgen.sources import files

    (changed,) = files.write_together([file])
    click.echo(f"{files.relative_name(root, file[0])}{'' if changed else ' (unchanged)'}")

"""The command `docgen clause suggest`."""

from __future__ import annotations

import click

from docgen.cli import terminal


@click.command("suggest")
@click.argument("number", required=False, type=click.IntRange(min=1))
@click.option("--write", "name", metavar="KIND/NAME", help="Write the draft for group NUMBER as version 1 of this clause.")
@click.pass_context
def command(context: click.Context, number: int | None, name: str | None) -> None:
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

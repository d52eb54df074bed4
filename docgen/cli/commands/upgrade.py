"""The command `docgen upgrade`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli import terminal

if TYPE_CHECKING:
    from docgen.governance.upgrade import Plan, Question, Upgrade


@click.command()
@click.argument("name", metavar="PARTNERSHIP[/REVISION]")
@click.argument("clauses", nargs=-1, metavar="[CLAUSE[@VERSION]]...")
@click.option("--set", "given", multiple=True, metavar="SECTION.PARAMETER=VALUE", help="A value, as YAML, that a new version asks for; repeat for more.")
@click.option("--drop", "dropped", multiple=True, metavar="SECTION.PARAMETER", help="A parameter to leave out that a new version no longer has; repeatable.")
@click.option("--yes", is_flag=True, help="Write the file without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@click.pass_context
def command(context: click.Context, name: str, clauses: tuple[str, ...], given: tuple[str, ...], dropped: tuple[str, ...], yes: bool, dry_run: bool) -> None:
    """Move a revision, the latest of a partnership if none is named, to later versions of its clauses: of those named, or of all that are behind.

    Only the versions change in its file, and the values that they ask for are added. What that does to the document is shown first.
    """
    from docgen.governance import upgrade
    from docgen.sources.files import write_together

    root = terminal.root(context)
    plan = upgrade.plan_upgrade(root, name, clauses, given, dropped)
    if not plan.moves:
        click.echo(f"{plan.partnership.id}: nothing to upgrade.")
        return
    made = upgrade.upgrade(root, plan, _asked(plan) if terminal.interactive() else {})
    _show(root, made)
    terminal.report(context, made.warnings)
    if dry_run:
        click.echo("Nothing was written: this was a dry run.")
    elif yes or (terminal.interactive() and click.confirm("Write this?")):
        write_together([(made.path, made.data)])
        click.echo(f"Written: {made.path.relative_to(root).as_posix()}")
    else:
        click.echo("Nothing was written." + ("" if terminal.interactive() else " Add --yes to write it."))


def _asked(plan: Plan) -> dict[str, Any]:
    """What a person answers to the questions of a plan."""
    return {question.name: _answer(plan, question) for question in plan.questions}


def _answer(plan: Plan, question: Question) -> Any:
    from docgen.document.problems import DocgenError
    from docgen.governance import upgrade

    def read(typed: str) -> Any:
        try:
            return upgrade.parse_answer(plan.partnership, question, typed)
        except DocgenError as error:
            raise click.UsageError(" ".join(f"{problem.seen} It takes {problem.expected}." for problem in error.problems)) from None

    click.echo(f"{question.move.to.name} needs a value. {question.parameter.help} For example: {question.example}")
    return click.prompt(question.name, value_proc=read)


def _show(root: Path, made: Upgrade) -> None:
    """The moves, and what they do to the document."""
    from docgen.cli import options
    from docgen.governance import upgrade
    from docgen.redlines.redline_files import written_redline

    click.echo(f"{made.plan.partnership.id}:")
    for move in made.plan.moves:
        click.echo(f"  {move}")
    for heir in upgrade.revisions_extending(root, made.plan.partnership.id):
        click.echo(f"{heir} extends it, and changes too where it names no version of its own.")
    if made.comparison is None:
        click.echo("What it does to the document cannot be shown: as it is now, the revision cannot be composed.")
        return
    for line in written_redline(root, made.comparison, "text").splitlines(keepends=True)[1:] or [b"The document says the same as before.\n"]:
        click.echo(options.styled_line(line), nl=False)

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
@click.option("--set", "given", multiple=True, metavar="SECTION.PARAMETER=VALUE", help="A value, as YAML, that a new version needs; repeat for more.")
@click.option("--drop", "dropped", multiple=True, metavar="SECTION.PARAMETER", help="Remove a parameter that a new version no longer has; repeat for more.")
@click.option("--yes", is_flag=True, help="Write the file without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would change, without writing anything.")
@click.pass_context
def command(context: click.Context, name: str, clauses: tuple[str, ...], given: tuple[str, ...], dropped: tuple[str, ...], yes: bool, dry_run: bool) -> None:
    """Move a revision to later versions of its clauses.

    Without a revision, takes the latest of the partnership; without clauses, every clause that is behind.
    Shows the effect on the document first. In the file, only the versions change, and any values that they need are added.
    """
    from docgen.governance import upgrade
    from docgen.sources.files import write_together

    root = terminal.root(context)
    plan = upgrade.plan_upgrade(root, name, clauses, given, dropped)
    if not plan.moves:
        click.echo(f"{plan.partnership.id}: nothing to upgrade.")
        return
    upgraded = upgrade.upgrade(root, plan, {question.name: _ask(plan, question) for question in plan.questions} if terminal.interactive() else {})
    _show(root, upgraded)
    terminal.report(context, upgraded.warnings)
    if dry_run:
        click.echo("Nothing was written: this was a dry run.")
    elif yes or (terminal.interactive() and click.confirm("Write this?")):
        write_together([(upgraded.path, upgraded.data)])
        click.echo(f"Written: {upgraded.path.relative_to(root).as_posix()}")
    else:
        click.echo("Nothing was written." + ("" if terminal.interactive() else " Add --yes to write it."))


def _ask(plan: Plan, question: Question) -> Any:
    """The value that a person types for a parameter of a new version."""
    from docgen.document.problems import DocgenError
    from docgen.governance import upgrade

    def parse(answer: str) -> Any:
        try:
            return upgrade.parse_answer(plan.partnership, question, answer)
        except DocgenError as error:
            raise click.UsageError(" ".join(f"{problem.seen} It takes {problem.expected}." for problem in error.problems)) from None

    click.echo(f"{question.move.to.name} needs a value. {question.parameter.help} For example: {question.example}")
    return click.prompt(question.name, value_proc=parse)


def _show(root: Path, upgraded: Upgrade) -> None:
    """Print the new versions, and their effect on the document."""
    from docgen.cli import options
    from docgen.governance import upgrade
    from docgen.redlines.written_redlines import written_redline

    click.echo(f"{upgraded.plan.partnership.id}:")
    for move in upgraded.plan.moves:
        click.echo(f"  {move}")
    for revision in upgrade.revisions_extending(root, upgraded.plan.partnership.id):
        click.echo(f"{revision} extends it, and changes too where it names no version of its own.")
    if upgraded.comparison is None:
        click.echo("The effect on the document cannot be shown, because the revision as it is now cannot be composed.")
        return
    for line in written_redline(root, upgraded.comparison, "text").splitlines(keepends=True)[1:] or [b"The document says the same as before.\n"]:
        click.echo(options.styled_line(line), nl=False)

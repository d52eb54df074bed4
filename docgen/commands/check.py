"""The command `docgen check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen import terminal

if TYPE_CHECKING:
    from docgen.linting import Found
    from docgen.values import Date


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION] | FILE]...")
@click.option("--select", multiple=True, metavar="RULES", help="Run these rules: codes, beginnings of codes, names or ALL, with commas between.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Run all but these rules.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), help="How findings are told; as --problems says by default.")
@click.option("--statistics", is_flag=True, help="Tell how often each rule found something, and nothing else.")
@click.option("--fix", is_flag=True, help="Put safe fixes into the sources.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option("--baseline", type=click.Path(dir_okay=False, path_type=Path), help="Tell only what this file of known findings does not hold.")
@click.option("--write-baseline", is_flag=True, help="Write all findings into the file that --baseline names.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@terminal.on("The day on which time limits and law are judged.")
@click.pass_context
def command(
    context: click.Context, /, names: tuple[str, ...], day: Date, baseline: Path | None, write_baseline: bool, fix: bool, diff: bool, **told: object
) -> None:
    """Say what is wrong with some revisions or texts, or with all and the library: what stops a build, and what the drafting rules find.

    Exit status 1 for errors; warnings alone leave it at 0.
    """
    from docgen import files, fixing, linting
    from docgen.checking import check

    root = terminal.root(context)
    select, ignore = (tuple(word for words in _words(told[key]) for word in words.split(",")) for key in ("select", "ignore"))
    found = check(root, names, day, linting.settings(root, select, ignore))
    if write_baseline:
        if baseline is None:
            raise click.UsageError("Name the file with --baseline.")
        files.write_together([(baseline, linting.baseline(found))])
        click.echo(f"{baseline}: {len(found)} finding{'' if len(found) == 1 else 's'}")
        return
    if baseline:
        path = baseline.resolve()
        found = linting.new(found, files.read_text(path.parent, path))
    if fix or diff:
        made = fixing.fixed(root, found)
        click.echo(fixing.differences(root, made), nl=False)
        if fix:
            files.write_together(made)
            found = check(root, names, day, linting.settings(root, select, ignore))
    _tell(context, found, str(told["form"] or ""), bool(told["statistics"]), bool(told["exit_zero"]))


def _words(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _tell(context: click.Context, found: list[Found], form: str, statistics: bool, exit_zero: bool) -> None:
    from docgen import linting, rulebook, sarif

    problems = [each.problem for each in found]
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if form == "sarif":
        click.echo(sarif.sarif(problems, {rule.code: rule.summary for rule in rulebook.rules()}))
    elif statistics:
        terminal.table(("COUNT", "CODE", "RULE"), [(*row, "")[:3] for row in linting.statistics(found)], False)
    else:
        click.echo(f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}")
        terminal.show(context, problems, form)
    if errors and not exit_zero:
        context.exit(1)

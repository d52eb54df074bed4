"""The command `docgen check`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli import terminal

if TYPE_CHECKING:
    from docgen.checks.run_rules import Found
    from docgen.document.problems import Problem


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION] | FILE]...")
@click.option("--select", multiple=True, metavar="RULES", help="Run these rules: codes, beginnings of codes, names or ALL, with commas between.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Run all but these rules.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif", "html"]), help="How findings are told; as --problems says by default.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="The file to write to; standard output by default.")
@click.option("--statistics", is_flag=True, help="Tell how often each rule found something, and nothing else.")
@click.option("--fix", is_flag=True, help="Put safe fixes into the sources.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option("--baseline", type=click.Path(dir_okay=False, path_type=Path), help="Tell only what this file of known findings does not hold.")
@click.option("--write-baseline", is_flag=True, help="Write all findings into the file that --baseline names.")
@click.option("--watch", is_flag=True, help="Check again whenever a source changes, until Ctrl+C.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@terminal.day_option("The day on which time limits and law are judged.")
@click.pass_context
def command(context: click.Context, /, names: tuple[str, ...], **options: Any) -> None:
    """Say what is wrong with some revisions or texts, or with all and the library: what stops a build, and what the drafting rules find.

    Exit status 1 for errors; warnings alone leave it at 0.
    """
    import gc

    if not options["watch"]:
        # One short run: collecting garbage, while importing too, would cost a twentieth of it.
        gc.disable()
    root = _root(context, names)
    if options["write_baseline"] and not options["baseline"]:
        raise click.UsageError("Name the file with --baseline.")
    if options["watch"]:
        _watch(context, root, names, options)
        return
    errors = _once(context, root, names, options)
    if errors and not options["exit_zero"]:
        context.exit(1)


def _root(context: click.Context, names: Sequence[str]) -> Path:
    """The docs repository; for texts outside one, that which comes with docgen, whose register of law they are judged by."""
    from docgen.document.problems import DocgenError
    from docgen.governance import starter
    from docgen.governance.check_repository import TEXTS

    try:
        return terminal.root(context)
    except DocgenError:
        if names and all(Path(name).suffix in TEXTS for name in names):
            return starter.shipped()
        raise


def _watch(context: click.Context, root: Path, names: Sequence[str], options: dict[str, Any]) -> None:
    from watchfiles import watch

    from docgen.document.problems import DocgenError

    watched = [path for path in (root / "clauses", root / "partnerships", root / "docgen.toml", *(Path(name).resolve() for name in names)) if path.exists()]
    for _ in chain([()], watch(*watched, raise_interrupt=False)):
        click.clear()
        try:
            _once(context, root, names, options)
        except DocgenError as error:
            terminal.show_problems(context, error.problems)


def _once(context: click.Context, root: Path, names: Sequence[str], options: dict[str, Any]) -> int:
    """Check, put fixes in, and tell what is left; how many errors are among it."""
    from docgen.checks import apply_fixes, run_rules
    from docgen.governance.check_repository import check
    from docgen.sources import files

    select, ignore = ([word for words in options[key] for word in words.split(",")] for key in ("select", "ignore"))
    settings = run_rules.settings(root, select, ignore)
    ignored: list[Found] = []
    found = check(root, names, options["day"], settings, ignored)
    if options["write_baseline"]:
        files.write_together([(options["baseline"], run_rules.baseline(found))])
        click.echo(f"{options['baseline']}: {len(found)} finding{'' if len(found) == 1 else 's'}")
        return 0
    if options["fix"] or options["diff"]:
        made = apply_fixes.fixed_files(root, found)
        click.echo(apply_fixes.differences(root, made), nl=False)
        if options["fix"]:
            files.write_together(made)
            ignored = []
            found = check(root, names, options["day"], settings, ignored)
    if options["baseline"]:
        path = options["baseline"].resolve()
        found = run_rules.not_in_baseline(found, files.read_text(path.parent, path))
    _tell(context, root, found, ignored, options)
    return sum(each.problem.severity == "error" for each in found)


def _tell(context: click.Context, root: Path, found: list[Found], ignored: list[Found], options: dict[str, Any]) -> None:
    from docgen.checks import rulebook, run_rules

    problems, form = list(dict.fromkeys(each.problem for each in found)), options["form"] or ""
    why = {rule.code: rule.summary for rule in rulebook.rules()}
    if form == "sarif":
        from docgen.sources.sarif import sarif

        terminal.write(options["output"], f"{sarif(problems, why)}\n".encode())
    elif form == "html":
        from docgen.checks.findings_page import page
        from docgen.governance.where_used import default_style

        terminal.write(options["output"], page(found, ignored, why, root, options["output"], default_style(root)))
    elif options["statistics"]:
        terminal.table(("COUNT", "CODE", "RULE"), [(*row, "")[:3] for row in run_rules.statistics(found)], False)
        if ignored:
            counts = ", ".join(f"{row[1]} {row[0]} time{'' if row[0] == '1' else 's'}" for row in run_rules.statistics(ignored))
            click.echo(f"Ignored with a reason: {counts}.")
    else:
        terminal.write(options["output"], _listed(problems, form or terminal.problem_form(context), root).encode())


def _listed(problems: list[Problem], form: str, root: Path) -> str:
    """The findings and how many there are; as JSON nothing else."""
    from docgen.sources.problem_report import report

    told = f"{report(problems, form, root)}\n" if problems or form == "json" else ""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    return told if form == "json" else f"{told}{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}\n"

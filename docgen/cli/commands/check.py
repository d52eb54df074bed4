"""The command `docgen check`."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli import terminal
from docgen.document.message_words import number_of

if TYPE_CHECKING:
    from docgen.checks.run_rules import Found
    from docgen.document.problems import Problem


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION] | FILE]...")
@click.option("--select", multiple=True, metavar="RULES", help="Run only these rules: codes, prefixes of codes, names or ALL, separated by commas.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Do not run these rules.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif", "html"]), help="How to report findings; by default as --problems says.")
@terminal.file_option
@click.option("--statistics", is_flag=True, help="Only count the findings of each rule.")
@click.option("--fix", is_flag=True, help="Apply safe fixes to the sources.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, without writing anything.")
@click.option("--baseline", type=click.Path(dir_okay=False, path_type=Path), help="Report only findings that are not in this file.")
@click.option("--write-baseline", is_flag=True, help="Write all findings to the --baseline file.")
@click.option("--watch", is_flag=True, help="Check again whenever a source changes, until Ctrl+C.")
@click.option("--exit-zero", is_flag=True, help="Exit with status 0 even if there are errors.")
@terminal.day_option("Check time limits and law as at this day.")
@click.pass_context
def command(context: click.Context, /, names: tuple[str, ...], **options: Any) -> None:
    """Report errors and drafting problems in revisions and texts.

    Checks what you name; without names, all revisions and the library. Reports what would stop a build and what the drafting rules find.
    Exit status 1 for errors; warnings alone leave it at 0.
    """
    if not options["watch"]:
        # A run is short: collecting garbage would take 5% of it, imports included.
        gc.disable()
    root = _root(context, names)
    if options["write_baseline"] and not options["baseline"]:
        raise click.UsageError("Name the file with --baseline.")
    if options["watch"]:
        _watch(context, root, names, options)
        return
    if _check_once(context, root, names, options) and not options["exit_zero"]:
        context.exit(1)


def _root(context: click.Context, names: Sequence[str]) -> Path:
    """The docs repository. Texts outside one are checked against the register of law that comes with docgen."""
    from docgen.document.problems import DocgenError
    from docgen.governance.checking.check_repository import is_text
    from docgen.partnership.repository import shipped

    try:
        return terminal.root(context)
    except DocgenError:
        if names and all(is_text(name) for name in names):
            return shipped()
        raise


def _watch(context: click.Context, root: Path, names: Sequence[str], options: dict[str, Any]) -> None:
    from watchfiles import watch

    from docgen.document.problems import DocgenError

    watched = [path for path in (root / "clauses", root / "partnerships", root / "docgen.toml", *(Path(name).resolve() for name in names)) if path.exists()]
    for _ in chain([()], watch(*watched, raise_interrupt=False)):
        click.clear()
        try:
            _check_once(context, root, names, options)
        except DocgenError as error:
            terminal.show_problems(context, error.problems)


def _check_once(context: click.Context, root: Path, names: Sequence[str], options: dict[str, Any]) -> int:
    """Check, apply fixes, and report what is left. Returns the number of errors."""
    from docgen.checks import apply_fixes, run_rules
    from docgen.governance.checking.check_repository import check
    from docgen.sources import files

    select, ignore = ([word for words in options[key] for word in words.split(",")] for key in ("select", "ignore"))
    settings = run_rules.settings(root, select, ignore)
    ignored: list[Found] = []
    found = check(root, names, options["day"], settings, ignored)
    if options["write_baseline"]:
        files.write_together([(options["baseline"], run_rules.baseline(found))])
        click.echo(f"{options['baseline']}: {number_of(len(found), 'finding')}")
        return 0
    if options["fix"] or options["diff"]:
        fixed = apply_fixes.fixed_files(root, found)
        click.echo(apply_fixes.differences(root, fixed), nl=False)
        if options["fix"]:
            files.write_together(fixed)
            ignored = []
            found = check(root, names, options["day"], settings, ignored)
    if options["baseline"]:
        path = options["baseline"].resolve()
        found = run_rules.not_in_baseline(found, files.read_text(path.parent, path))
    _report(context, root, found, ignored, options)
    return sum(finding.problem.severity == "error" for finding in found)


def _report(context: click.Context, root: Path, found: list[Found], ignored: list[Found], options: dict[str, Any]) -> None:
    from docgen.checks import rulebook, run_rules

    problems, form = list(dict.fromkeys(finding.problem for finding in found)), options["form"] or ""
    summaries = {rule.code: rule.summary for rule in rulebook.rules()}
    if form == "sarif":
        from docgen.sources.sarif import sarif

        terminal.write(options["output"], f"{sarif(problems, summaries)}\n".encode())
    elif form == "html":
        from docgen.checks.findings_page import page
        from docgen.governance.where_used import default_style

        terminal.write(options["output"], page(found, ignored, summaries, root, options["output"], default_style(root)))
    elif options["statistics"]:
        terminal.table(("COUNT", "CODE", "RULE"), [(*row, "")[:3] for row in run_rules.statistics(found)], False)
        if ignored:
            counts = ", ".join(f"{row[1]} {row[0]} time{'' if row[0] == '1' else 's'}" for row in run_rules.statistics(ignored))
            click.echo(f"Ignored with a reason: {counts}.")
    else:
        terminal.write(options["output"], _with_counts(problems, form or terminal.problem_form(context), root).encode())


def _with_counts(problems: list[Problem], form: str, root: Path) -> str:
    """The findings and, unless the form is JSON, how many there are."""
    from docgen.sources.problem_report import report

    findings = f"{report(problems, form, root)}\n" if problems or form == "json" else ""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    return findings if form == "json" else f"{findings}{number_of(errors, 'error')}, {number_of(warnings, 'warning')}\n"

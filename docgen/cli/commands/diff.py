"""The command `docgen diff`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from docgen.cli import terminal


@click.command()
@click.argument("names", nargs=-1, metavar="OLD NEW")
@click.option("--since", metavar="COMMIT", help="Say what changed since a commit of git: in all revisions, or in those named instead of OLD and NEW.")
@click.option("--format", "form", default="text", metavar="FORMAT", help="text for the terminal (by default), json for programs, markdown for a pull request.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="The file to write to; standard output by default.")
@click.option("--stat", "form", flag_value="stat", help="How many words came and went, section by section, as git's --stat has it.")
@click.option("--unified", "form", flag_value="unified", help="A plain line-by-line diff of the composed Markdown.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when there is a change of substance.")
@click.option("--causes", type=click.Choice(["comments", "authors", "off"]), default="comments", help="Where a Word redline says why: in comments by default.")
@click.option("--track-numbers", is_flag=True, help="Mark the numbers in a Word redline's contents and cross-references too, which Word renews (F9).")
@click.pass_context
def command(context: click.Context, /, names: tuple[str, ...], since: str | None, form: str, output: Path | None, exit_code: bool, **word: Any) -> None:
    """Say what changed from OLD to NEW, where it went, and why.

    OLD and NEW are revisions (halton/2019), revisions at a commit of git (halton/2019@main; halton@v1 is its latest revision there), or
    JSON archives that `docgen build` wrote.
    """
    from docgen.cli import options
    from docgen.redlines import compare_revisions, redline_files

    root = terminal.root(context)
    form = form if form in ("stat", "unified") else options.redline_formats([form])[0]
    if since is None and len(names) != 2:
        raise click.UsageError("Name two revisions, OLD and NEW, or a commit with --since.")
    if since is not None and form not in redline_files.MANY:
        raise click.BadParameter("With --since it is text or markdown: the others hold one redline.", param_hint="--format")
    if since is not None:
        found = compare_revisions.since(root, since, names)
        data = redline_files.written_together(root, found, form)
    else:
        found = compare_revisions.Since((compare_revisions.compare(root, *names),))
        data = redline_files.written_redline(root, found.changed[0], form, **(word if form == "docx" else {}))
    if form == "text" and not output:
        for line in data.splitlines(keepends=True):
            click.echo(options.styled_line(line), nl=False)
    else:
        terminal.write(output, data)
    if exit_code and found.of_substance:
        context.exit(1)

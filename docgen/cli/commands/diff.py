"""The command `docgen diff`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from docgen.cli import terminal


@click.command()
@click.argument("names", nargs=-1, metavar="OLD NEW")
@click.option("--since", metavar="COMMIT", help="Show what changed since a git commit, in all revisions or in those you name.")
@click.option("--format", "form", default="text", metavar="FORMAT", help="text (the default), json, markdown, html, or docx with tracked changes.")
@terminal.file_option
@click.option("--stat", "form", flag_value="stat", help="Count the words inserted and deleted in each section, like git's --stat.")
@click.option("--unified", "form", flag_value="unified", help="Show a plain line-by-line diff of the Markdown output.")
@click.option("--exit-code", is_flag=True, help="Exit with status 1 if there is a change of substance.")
@click.option("--causes", type=click.Choice(["comments", "authors", "off"]), default="comments", show_default=True, help="Where a Word redline gives causes.")
@click.option("--track-numbers", is_flag=True, help="Also mark changed numbers in the contents and cross-references of a Word redline.")
@click.pass_context
def command(context: click.Context, /, names: tuple[str, ...], since: str | None, form: str, output: Path | None, exit_code: bool, **word_options: Any) -> None:
    """Show what changed from OLD to NEW, where it moved, and why.

    OLD and NEW are revisions (halton/2019), revisions at a git commit (halton/2019@main; halton@v1 is the latest revision at v1), or
    JSON archives that `docgen build` wrote.
    """
    from docgen.cli import options
    from docgen.redlines import compare_revisions, redline_files

    root = terminal.root(context)
    form = form if form in ("stat", "unified") else options.redline_formats([form])[0]
    if since is None and len(names) != 2:
        raise click.UsageError("Name two revisions, OLD and NEW, or give a commit with --since.")
    if since is not None and form not in redline_files.MANY:
        raise click.BadParameter("With --since, use text or markdown: the other formats hold one redline.", param_hint="--format")
    if since is not None:
        found = compare_revisions.since(root, since, names)
        data = redline_files.written_together(root, found, form)
    else:
        found = compare_revisions.Since((compare_revisions.compare(root, *names),))
        data = redline_files.written_redline(root, found.changed[0], form, **(word_options if form == "docx" else {}))
    if form == "text" and not output:
        for line in data.splitlines(keepends=True):
            click.echo(options.styled_line(line), nl=False)
    else:
        terminal.write(output, data)
    if exit_code and found.of_substance:
        context.exit(1)

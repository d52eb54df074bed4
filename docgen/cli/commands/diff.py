"""The command `docgen diff`."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli import terminal

if TYPE_CHECKING:
    from docgen.redlines.compare_revisions import Comparison, Named, Since

_WORD_OF_REVISIONS = ("causes", "track_numbers")
_WORD = ("moves", "author")


@click.command()
@click.argument("names", nargs=-1, metavar="OLD NEW")
@click.option("--since", metavar="COMMIT", help="Show what changed since a git commit, in all revisions or in those you name.")
@click.option("--format", "form", default="text", metavar="FORMAT", help="text (the default), json, markdown, html, or docx with tracked changes.")
@terminal.file_option
@click.option("--stat", "form", flag_value="stat", help="Count the words inserted and deleted in each section, like git's --stat.")
@click.option("--unified", "form", flag_value="unified", help="Show a plain line-by-line diff of the Markdown output.")
@click.option("--exit-code", is_flag=True, help="Exit with status 1 if there is a change of substance.")
@click.option("--changes", type=click.Choice(["accept", "reject"]), help="What becomes of tracked changes that OLD and NEW hold themselves.")
@click.option(
    "--moves",
    type=click.Choice(["moves", "plain"]),
    default="moves",
    show_default=True,
    help="Moves in a Word redline, or deletions and insertions (plain).",
)
@click.option("--formatting", is_flag=True, help="For two Word files: also mark words and paragraphs that only look different.")
@click.option("--author", default="docgen", show_default=True, metavar="NAME", help="The author of the changes in a Word redline.")
@click.option("--causes", type=click.Choice(["comments", "authors", "off"]), default="comments", show_default=True, help="Where a Word redline gives causes.")
@click.option("--track-numbers", is_flag=True, help="Also mark changed numbers in the contents and cross-references of a Word redline.")
@click.pass_context
def command(context: click.Context, /, names: tuple[str, ...], since: str | None, form: str, output: Path | None, exit_code: bool, **chosen: Any) -> None:
    """Show what changed from OLD to NEW, where it moved, and why.

    OLD and NEW are revisions (halton/2019), revisions at a git commit (halton/2019@main; halton@v1 is the latest revision at v1), or
    files: Word, OpenDocument, PDF, Markdown, HTML, text, or JSON archives that `docgen build` wrote. For two Word files, --format docx
    gives NEW itself with tracked changes.
    """
    # A run is short: collecting garbage would take a tenth of it.
    gc.disable()
    from docgen.cli import options

    form = form if form in ("stat", "unified") else options.redline_formats([form])[0]
    if since is None and len(names) != 2:
        raise click.UsageError("Name two revisions or files, OLD and NEW, or give a commit with --since.")
    found = _since(context, since, names, form, output) if since is not None else _pair(context, names, form, output, exit_code, chosen)
    if exit_code and found is not None and found.of_substance:
        context.exit(1)


def _since(context: click.Context, since: str, names: tuple[str, ...], form: str, output: Path | None) -> Since:
    from docgen.redlines import compare_revisions, redline_files

    if form not in redline_files.MANY:
        raise click.BadParameter("With --since, use text or markdown: the other formats hold one redline.", param_hint="--format")
    _refuse(context, ("changes", "formatting", *_WORD, *_WORD_OF_REVISIONS), "a redline of OLD and NEW, not for --since")
    root = terminal.root(context)
    found = compare_revisions.since(root, since, names)
    _show(form, output, redline_files.written_together(root, found, form))
    return found


def _pair(context: click.Context, names: tuple[str, ...], form: str, output: Path | None, exit_code: bool, chosen: dict[str, Any]) -> Since | None:
    """Show one redline. Returns what was compared, if the exit status depends on it."""
    from docgen.redlines import compare_revisions, redline_files

    old, new = _opened(names)
    both_files = not isinstance(old, str) and not isinstance(new, str)
    root = _root(context, both_files)
    if form == "docx" and not isinstance(old, str) and not isinstance(new, str) and old.kind == new.kind == "docx":
        from docgen.redlines.marked_files import marked_file

        _refuse(context, _WORD_OF_REVISIONS, "redlines of revisions")
        made = marked_file(old, new, chosen["author"], chosen["moves"], chosen["formatting"], chosen["changes"])
        _tell(made.left_out)
        _show(form, output, made.data)
        return _since_of(compare_revisions.compare(root, old, new, changes=chosen["changes"])) if exit_code else None
    _refuse(context, ("formatting",), "two Word files and --format docx")
    if form != "docx":
        _refuse(context, (*_WORD, *_WORD_OF_REVISIONS), "--format docx")
    if isinstance(old, str) and isinstance(new, str):
        _refuse(context, ("changes",), "files")
    comparison = compare_revisions.compare(root, old, new, changes=chosen["changes"])
    _tell(comparison.notes)
    word = {name: chosen[name] for name in (*_WORD, *_WORD_OF_REVISIONS)} if form == "docx" else {}
    _show(form, output, redline_files.written_redline(root, comparison, form, **word))
    return _since_of(comparison)


def _since_of(comparison: Comparison) -> Since:
    from docgen.redlines.compare_revisions import Since

    return Since((comparison,))


def _opened(names: tuple[str, ...]) -> tuple[Named, Named]:
    """The names of revisions, and the files, opened. Raises DocgenError with the problems of both."""
    from docgen.document.problems import DocgenError, Problem, collecting
    from docgen.redlines.compared_files import is_file, opened

    problems: list[Problem] = []
    found: list[Named] = []
    for name in names:
        with collecting(problems):
            found.append(opened(name) if is_file(name) else name)
    if problems:
        raise DocgenError(problems)
    return found[0], found[1]


def _root(context: click.Context, both_files: bool) -> Path:
    """The docs repository. Two files need none: outside one they are shown in the house style that comes with docgen."""
    from docgen.document.problems import DocgenError
    from docgen.partnership.repository import shipped

    try:
        return terminal.root(context)
    except DocgenError:
        if both_files:
            return shipped()
        raise


def _refuse(context: click.Context, names: tuple[str, ...], what: str) -> None:
    """Raise UsageError if somebody gave an option that has no meaning here: it is only for `what`."""
    given = [name for name in names if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE]
    if given:
        raise click.UsageError(f"--{given[0].replace('_', '-')} is for {what}.")


def _tell(notes: tuple[str, ...]) -> None:
    for note in notes:
        click.echo(note, err=True)


def _show(form: str, output: Path | None, data: bytes) -> None:
    """Write a redline to its file, or print it: the summary in colours."""
    from docgen.cli import options

    if form == "text" and not output:
        for line in data.splitlines(keepends=True):
            click.echo(options.styled_line(line), nl=False)
    else:
        terminal.write(output, data)

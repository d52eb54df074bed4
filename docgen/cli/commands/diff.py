"""The command `docgen diff`."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli import terminal

if TYPE_CHECKING:
    from docgen.formats.read_file import Settling
    from docgen.redlines.compare_revisions import Named
    from docgen.redlines.compared_files import ComparedFile
    from docgen.redlines.explained_redline import Comparison

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
    of_substance = _since(context, since, names, form, output) if since is not None else _pair(context, names, form, output, exit_code, chosen)
    if exit_code and of_substance:
        context.exit(1)


def _since(context: click.Context, since: str, names: tuple[str, ...], form: str, output: Path | None) -> bool:
    """Show what changed since a commit. Returns whether anything of substance did."""
    from docgen.redlines import compare_revisions, redline_files
    from docgen.redlines.written_redlines import MANY

    if form not in MANY:
        raise click.BadParameter("With --since, use text or markdown: the other formats hold one redline.", param_hint="--format")
    _refuse(context, ("changes", "formatting", *_WORD, *_WORD_OF_REVISIONS), "a redline of OLD and NEW, not for --since")
    root = terminal.root(context)
    found = compare_revisions.since(root, since, names)
    _show(form, output, redline_files.written_together(root, found, form))
    return found.of_substance


def _pair(context: click.Context, names: tuple[str, ...], form: str, output: Path | None, exit_code: bool, chosen: dict[str, Any]) -> bool:
    """Show one redline. Returns whether anything of substance changed; for a redline of two Word files only if `exit_code` asks for it."""
    from docgen.redlines.written_redlines import written_redline

    old, new = _opened(names)
    root = _root(context, not isinstance(old, str) and not isinstance(new, str))
    if form == "docx" and not isinstance(old, str) and not isinstance(new, str) and old.kind == new.kind == "docx":
        _refuse(context, _WORD_OF_REVISIONS, "redlines of revisions")
        _show_marked(old, new, form, output, chosen)
        return exit_code and _compared(root, old, new, chosen["changes"]).of_substance
    _refuse(context, ("formatting",), "two Word files and --format docx")
    if form != "docx":
        _refuse(context, (*_WORD, *_WORD_OF_REVISIONS), "--format docx")
    if isinstance(old, str) and isinstance(new, str):
        _refuse(context, ("changes",), "files")
    comparison = _compared(root, old, new, chosen["changes"])
    _tell(comparison.notes)
    word = {name: chosen[name] for name in (*_WORD, *_WORD_OF_REVISIONS)} if form == "docx" else {}
    _show(form, output, written_redline(root, comparison, form, **word))
    return comparison.of_substance


def _show_marked(old: ComparedFile, new: ComparedFile, form: str, output: Path | None, chosen: dict[str, Any]) -> None:
    from docgen.redlines.marked_files import marked_file

    made = marked_file(old, new, chosen["author"], chosen["moves"], chosen["formatting"], chosen["changes"])
    _tell(made.left_out)
    _show(form, output, made.data)


def _compared(root: Path, old: Named, new: Named, changes: Settling | None) -> Comparison:
    """The comparison; that of two files needs no sources, and does not read what reads them."""
    if not isinstance(old, str) and not isinstance(new, str) and "json" not in (old.kind, new.kind):
        from docgen.redlines.compare_sides import compare_files

        return compare_files(old, new, root, changes)
    from docgen.redlines.compare_revisions import compare

    return compare(root, old, new, changes=changes)


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

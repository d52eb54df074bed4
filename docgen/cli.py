"""The command line: the only module that prints. Every import beyond click waits for the command that needs it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen import __version__

if TYPE_CHECKING:
    from docgen.build import Built
    from docgen.problems import Problem
    from docgen.tree import Document


class _Family(click.Group):
    """Commands whose one error family is told as problems, with exit status 1."""

    def invoke(self, context: click.Context) -> Any:
        from docgen.problems import DocgenError

        try:
            return super().invoke(context)
        except DocgenError as error:
            _tell(error.problems, context.params.get("problems", "text"), context.params.get("root"))
            context.exit(1)


@click.group(cls=_Family, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="docgen")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The docs repository; by default the one around this folder.")
@click.option(
    "--problems",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How problems are told: text and json on standard error, github on standard output.",
)
@click.pass_context
def main(context: click.Context, root: Path | None, problems: str) -> None:
    """Compose memoranda of understanding from versioned clauses and the facts of a partnership.

    Exit status: 0 done, 1 problems found, 2 wrong usage.
    """
    context.obj = (root, problems)


def _tell(problems: Iterable[Problem], form: str, root: Path | None) -> None:
    from docgen.reporting import report

    told = report(problems, form, root or _root_or_here())
    click.echo(told, err=form != "github")


def _root_or_here() -> Path:
    from docgen.build import find_root
    from docgen.problems import DocgenError

    try:
        return find_root(Path.cwd())
    except DocgenError:
        return Path.cwd()


def _root(context: click.Context) -> Path:
    from docgen.build import find_root

    root: Path | None = context.obj[0]
    return root.resolve() if root else find_root(Path.cwd())


@main.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION]]...")
@click.option(
    "--format", "formats", multiple=True, metavar="FORMAT", help="An output format (docx, html, markdown or md, json); repeat for more. All by default."
)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to; build/ in the repository by default.")
@click.pass_context
def build(context: click.Context, names: tuple[str, ...], formats: tuple[str, ...], output: Path | None) -> None:
    """Write the documents of some revisions, or of all."""
    import gc

    # One short run: collecting garbage, while importing too, would cost a twentieth of it.
    gc.disable()
    from docgen import options
    from docgen.build import build as run
    from docgen.build import chosen

    root = _root(context)
    chosen_names = chosen(root, names)
    output = output or root / "build"
    made = run(root, chosen_names, options.formats(formats), output)
    if sys.stderr.isatty():
        with click.progressbar(made, length=len(chosen_names), label="Building", file=sys.stderr, item_show_func=lambda b: b.id if b else "") as bar:
            results = list(bar)
    else:
        results = list(made)
    # Python would go through everything once more before it leaves.
    gc.freeze()
    _tell_built(context, root, results)


def _tell_built(context: click.Context, root: Path, results: Iterable[Built]) -> None:
    problems: list[Problem] = []
    for result in results:
        problems.extend(result.problems)
        changed = sum(new for _, new in result.files)
        click.echo(f"{result.id}: " + (f"{len(result.files)} file{'s' if len(result.files) != 1 else ''}, {changed} changed" if result.files else "not built"))
    if problems:
        _tell(problems, context.obj[1], root)
        context.exit(1)


@main.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:
    """List partnerships and revisions, with status and date."""
    from docgen.catalogue import revisions

    rows, problems = revisions(_root(context))
    _table(("REVISION", "STATUS", "DATE", "TITLE"), rows, as_json)
    if problems:
        _tell(problems, context.obj[1], _root(context))
        context.exit(1)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def clauses(context: click.Context, as_json: bool) -> None:
    """List the clauses of the library."""
    from docgen.catalogue import clauses as rows_of

    rows, problems = rows_of(_root(context))
    _table(("KIND", "NAME", "VERSIONS", "STATUS", "SUMMARY"), rows, as_json)
    if problems:
        _tell(problems, context.obj[1], _root(context))
        context.exit(1)


@main.command()
@click.argument("clause", metavar="KIND/NAME[@VERSION]")
@click.pass_context
def show(context: click.Context, clause: str) -> None:
    """Show a clause: its text, parameters and notes."""
    from docgen.catalogue import page

    click.echo(page(_root(context), clause))


@main.command()
@click.argument("revision", metavar="PARTNERSHIP/REVISION")
@click.argument("value", metavar="SECTION.PARAMETER")
@click.pass_context
def explain(context: click.Context, revision: str, value: str) -> None:
    """Say which file and line set a value, such as `funding.years` or `parties.council.name`."""
    from docgen.explain import explained

    click.echo(explained(_root(context), revision, value))


@main.command()
@click.pass_context
def schema(context: click.Context) -> None:
    """Print the JSON Schema of partnership files, with the parameters of the library's clauses."""
    from docgen.jsonschema import schema as made

    click.echo(json.dumps(made(_root(context)), ensure_ascii=False, indent=2))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a working docs repository in FOLDER: Makefile, starter library, house style and one example."""
    from docgen.starter import start

    for line in start(folder):
        click.echo(line)


@main.command()
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
def diff(context: click.Context, /, names: tuple[str, ...], since: str | None, form: str, output: Path | None, exit_code: bool, **word: Any) -> None:
    """Say what changed from OLD to NEW, where it went, and why.

    OLD and NEW are revisions (halton/2019), revisions at a commit of git (halton/2019@main; halton@v1 is its latest revision there), or
    JSON archives that `docgen build` wrote.
    """
    from docgen import comparing, options, redlining

    root = _root(context)
    form = form if form in ("stat", "unified") else options.redline_formats([form])[0]
    if since is None and len(names) != 2:
        raise click.UsageError("Name two revisions, OLD and NEW, or a commit with --since.")
    if since is not None and form not in redlining.MANY:
        raise click.BadParameter("With --since it is text or markdown: the others hold one redline.", param_hint="--format")
    found = comparing.since(root, since, names) if since is not None else comparing.Since((comparing.compared(root, *names),))
    data = redlining.together(root, found, form) if since is not None else redlining.redlined(root, found.changed[0], form, **(word if form == "docx" else {}))
    if output:
        from docgen.files import write_together

        write_together([(output, data)])
    elif b"\0" in data and sys.stdout.isatty():
        raise click.UsageError("This format is no text for a terminal. Name a file with --output.")
    else:
        for line in data.splitlines(keepends=True) if form == "text" else [data]:
            click.echo(options.painted(line) if form == "text" else line, nl=False)
    if exit_code and found.of_substance:
        context.exit(1)


@main.command()
@click.option("--format", "formats", multiple=True, metavar="FORMAT", help="A format of redlines, as for diff; repeat for more. All for readers by default.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to; build/redlines/ in the repository by default.")
@click.pass_context
def diffs(context: click.Context, formats: tuple[str, ...], output: Path | None) -> None:
    """Write the redline of every revision against the one that it extends."""
    from docgen import options
    from docgen.redlining import every
    from docgen.registry import redlines

    root = _root(context)
    made = every(root, options.redline_formats(formats) or redlines(), output or root / "build" / "redlines")
    _tell_built(context, root, made)


@main.command()
@click.argument("name", metavar="PARTNERSHIP[/REVISION]")
@click.option("--since", required=True, metavar="REVISION", help="The revision that the board saw last.")
@click.option(
    "--format", "formats", multiple=True, metavar="FORMAT", help="An output format, as for build; repeat for more. Word, HTML and Markdown by default."
)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to; build/ in the repository by default.")
@click.pass_context
def report(context: click.Context, name: str, since: str, formats: tuple[str, ...], output: Path | None) -> None:
    """Write the annual report for the board: what changed and why, what partners must do differently, who approved, what is due next."""
    from docgen.annual import annual
    from docgen.comparing import compared

    root = _root(context)
    made = compared(root, since if "/" in since else f"{name.partition('/')[0]}/{since}", name)
    _put(root, annual(made.redline, made.told), formats, output)


@main.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--format", "formats", multiple=True, metavar="FORMAT", help="An output format, as for build; repeat for more. Word, HTML and Markdown by default."
)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to; build/ in the repository by default.")
@click.pass_context
def vary(context: click.Context, old: str, new: str, formats: tuple[str, ...], output: Path | None) -> None:
    """Write the instrument of variation: numbered amendments that make the text of NEW of that of OLD."""
    from docgen.comparing import compared
    from docgen.varying import instrument

    root = _root(context)
    redline = compared(root, old, new).redline
    _put(root, instrument(redline.was, redline.now), formats, output)


def _put(root: Path, document: Document, formats: Sequence[str], output: Path | None) -> None:
    """Write a document that was made of others."""
    from docgen import options
    from docgen.build import path_of, written
    from docgen.files import HouseStyle, write_together

    style = HouseStyle(document.style, root)
    wanted = options.formats(formats or ("docx", "html", "markdown"))
    files = [(path_of(output or root / "build", document.id, form), written(document, style, form)) for form in wanted]
    for (path, _), changed in zip(files, write_together(files), strict=True):
        click.echo(f"{path}{'' if changed else ' (unchanged)'}")


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], as_json: bool) -> None:
    from docgen.reporting import table

    click.echo(table(heads, rows, as_json))

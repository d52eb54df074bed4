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
    from docgen.problems import Problem
    from docgen.redline import Redline
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
    from docgen.build import build as run
    from docgen.build import chosen

    root = _root(context)
    chosen_names = chosen(root, names)
    output = output or root / "build"
    problems: list[Problem] = []
    made = run(root, chosen_names, _formats(formats), output)
    if sys.stderr.isatty():
        with click.progressbar(made, length=len(chosen_names), label="Building", file=sys.stderr, item_show_func=lambda b: b.id if b else "") as bar:
            results = list(bar)
    else:
        results = list(made)
    for result in results:
        problems.extend(result.problems)
        changed = sum(new for _, new in result.files)
        click.echo(f"{result.id}: " + (f"{len(result.files)} file{'s' if len(result.files) != 1 else ''}, {changed} changed" if result.files else "not built"))
    # Python would go through everything once more before it leaves.
    gc.freeze()
    if problems:
        _tell(problems, context.obj[1], root)
        context.exit(1)


def _formats(wanted: Sequence[str]) -> tuple[str, ...]:
    from docgen.problems import did_you_mean
    from docgen.registry import entry, names

    suffixes = {entry("writers", name).SUFFIX.lstrip("."): name for name in names("writers")} if wanted else {}
    for word in wanted:
        if word not in suffixes and word not in names("writers"):
            raise click.BadParameter(f"There is no format “{word}”. {did_you_mean(word, [*suffixes, *names('writers')])}", param_hint="--format")
    return tuple(dict.fromkeys(suffixes.get(word, word) for word in wanted)) or names("writers")


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
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="A summary for the terminal, or JSON for programs.")
@click.option("--stat", is_flag=True, help="How many words came and went, section by section, as git's --stat has it.")
@click.option("--unified", is_flag=True, help="A plain line-by-line diff of the composed Markdown.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when there is a change of substance.")
@click.pass_context
def diff(context: click.Context, old: str, new: str, form: str, stat: bool, unified: bool, exit_code: bool) -> None:
    """Say what changed from OLD to NEW, where it went, and why.

    OLD and NEW are revisions (halton/2019), revisions at a commit of git (halton/2019@main; halton@v1 is its latest revision there), or
    JSON archives that `docgen build` wrote.
    """
    from docgen import summary
    from docgen.comparing import compared
    from docgen.findings import is_of_substance

    made = compared(_root(context), old, new)
    if unified:
        click.echo(_unified(_root(context), made.redline), nl=False)
    elif stat:
        for line in summary.statistics(made.redline):
            click.echo(line)
    elif form == "json":
        click.echo(summary.as_json(made.redline, made.told))
    else:
        for role, line in summary.lines(made.redline, made.told):
            click.secho(line, fg="cyan" if role == "group" else None, bold=role in ("head", "group"), dim=role == "cause")
    if exit_code and any(is_of_substance(change, made.told[change.id].findings) for change in made.redline.changes):
        context.exit(1)


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
    from docgen.redline import accepted
    from docgen.varying import instrument

    root = _root(context)
    redline = compared(root, old, new).redline
    _put(root, instrument(redline.was, accepted(redline)), formats, output)


def _put(root: Path, document: Document, formats: Sequence[str], output: Path | None) -> None:
    """Write a document that was made of others."""
    from docgen.build import path_of, written
    from docgen.files import HouseStyle, write_together

    style = HouseStyle(document.style, root)
    wanted = _formats(formats or ("docx", "html", "markdown"))
    files = [(path_of(output or root / "build", document.id, form), written(document, style, form)) for form in wanted]
    for (path, _), changed in zip(files, write_together(files), strict=True):
        click.echo(f"{path}{'' if changed else ' (unchanged)'}")


def _unified(root: Path, redline: Redline) -> str:
    from difflib import unified_diff

    from docgen.build import written
    from docgen.files import HouseStyle
    from docgen.redline import accepted

    def composed(document: Document) -> list[str]:
        return written(document, HouseStyle(document.style, root), "markdown").decode().splitlines(keepends=True)

    return "".join(unified_diff(composed(redline.was), composed(accepted(redline)), f"{redline.was.id}.md", f"{redline.document.id}.md"))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], as_json: bool) -> None:
    if as_json:
        keys = [head.lower() for head in heads]
        click.echo(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
        return
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    for row in (heads, *rows):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())

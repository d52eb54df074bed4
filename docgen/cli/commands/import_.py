"""The command `docgen import`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli import terminal

if TYPE_CHECKING:
    from docgen.exchange.import_file import NewRevision

_MOST_WORDS = 12


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", metavar="PARTNERSHIP/REVISION", help="The name of the new revision, for one FILE; by default made of its title and date.")
@click.option("--changes", type=click.Choice(["accept", "reject", "keep"]), help="What becomes of tracked changes; keep writes the old and the proposed text.")
@click.option("--suggest-library", is_flag=True, help="Then show what local text could become clauses, as docgen clause suggest does.")
@click.option("--dry-run", is_flag=True, help="Show the result, without writing anything.")
@click.pass_context
def command(context: click.Context, sources: tuple[Path, ...], name: str | None, changes: Any, suggest_library: bool, dry_run: bool) -> None:
    """Make revisions of files that docgen did not make.

    Reads Word, OpenDocument, Markdown, HTML, text, PDF with text, and JSON of docgen. Each section that says exactly what a clause of the library says
    becomes that clause with its values; the others become local text. The report accounts for every word.
    """
    from docgen.document.problems import DocgenError, Problem, collecting
    from docgen.exchange.import_file import new_revisions
    from docgen.sources import files

    if name and len(sources) > 1:
        raise click.UsageError("--name is for one FILE.")
    root = terminal.root(context)
    problems: list[Problem] = []
    made: list[NewRevision] = []
    for source in sources:
        with collecting(problems):
            made += new_revisions(root, source.read_bytes(), source.name, name or "", changes)
    paths = [new.path for new in made]
    if doubled := next((path for path, count in Counter(paths).items() if count > 1), None):
        raise click.UsageError(f"Two files would become {files.relative_name(root, doubled)}. Import them one by one, with --name.")
    for new in made:
        click.echo("\n".join(_report(new)))
    if problems:
        raise DocgenError(problems)
    if dry_run:
        click.echo("Nothing was written: this was a dry run.")
        return
    files.write_together([(new.path, new.made.text.encode()) for new in made])
    for path in paths:
        click.echo(f"Written: {files.relative_name(root, path)}")
    if suggest_library:
        _suggest(context, root)


def _report(new: NewRevision) -> Iterator[str]:
    """What became of the words and sections of a file, and what to look at."""
    made = new.made
    clauses = sum(1 for placed in made.sections if placed.clause)
    yield f"{made.id}: {len(made.sections)} sections with text, {clauses} of them clauses of the library"
    for placed in made.sections:
        title = placed.title or "(no heading)"
        if placed.clause:
            yield f"  {placed.id}: {placed.clause}"
        elif placed.near:
            yield f"  {placed.id}: local text “{title}”; {int(placed.share * 100)} % like {placed.near}"
        else:
            yield f"  {placed.id}: local text “{title}”"
    left_out = Counter(each.kind for each in new.source.dropped)
    count = sum(len(each.words.split()) for each in new.source.dropped)
    kinds = ", ".join(f"{number} × {kind}" for kind, number in left_out.items())
    yield f"  {made.words + count} words read: {made.words - len(made.lost)} are in the new revision" + (f", {count} left out ({kinds})" if count else "")
    if made.lost:
        yield f"  not in the new revision: {_some(made.lost)}"
    if made.added:
        yield f"  only in the new revision: {_some(made.added)}"
    yield from (f"  look at: {remark}" for remark in (*made.remarks, *(f"{each.position}: {each.seen}" for each in new.source.warnings)))


def _some(words: tuple[str, ...]) -> str:
    more = f" and {len(words) - _MOST_WORDS} more" if len(words) > _MOST_WORDS else ""
    return ", ".join(words[:_MOST_WORDS]) + more


def _suggest(context: click.Context, root: Path) -> None:
    from docgen.governance import suggest_clauses
    from docgen.governance.similar_text import groups

    found, problems = groups(root)
    click.echo("\n".join(suggest_clauses.report(found)).rstrip() if found else "No local text is shared by partnerships or nearly a clause.")
    terminal.report(context, problems)

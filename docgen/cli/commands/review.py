"""The command `docgen review`."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from docgen.cli import terminal

if TYPE_CHECKING:
    from docgen.exchange.edits.edit import Edit
    from docgen.exchange.fitting.entry_changes import Answer
    from docgen.exchange.returned.apply_review import Reviewed
    from docgen.exchange.returned.returned_draft import Returned

_ALL = "all"


class Asked(NamedTuple):
    """The options of the command line."""

    of: str
    accept: tuple[str, ...]
    reject: tuple[str, ...]
    propose: tuple[str, ...]
    ask: bool
    local: bool
    owner: str | None
    until: str | None
    output: Path | None
    page: Path | None
    as_json: bool
    stats: bool


@click.command()
@click.argument("sources", nargs=-1, metavar="RETURNED.docx...", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--of", default="", metavar="PARTNERSHIP/REVISION", help="The revision that the files came from, if they do not say.")
@click.option("--accept", multiple=True, metavar="ID", help="Accept an edit by its id, or all; repeat for more.")
@click.option("--reject", multiple=True, metavar="ID", help="Reject an edit by its id, or all others; repeat for more.")
@click.option("--propose", multiple=True, metavar="ID", help="Draft the next version of the clause with the words of an edit; repeat for more.")
@click.option("--apply", "ask", is_flag=True, help="Ask about each edit that --accept and --reject do not name, then write the accepted ones.")
@click.option("--local", is_flag=True, help="Keep other wording of a clause as text of the partnership, not as an override with an end.")
@click.option("--owner", metavar="WHO", help="Who is responsible for overrides; by default the author of the edits.")
@click.option("--until", metavar="DATE", help="When overrides end, such as 2027-03; by default at the next review.")
@terminal.folder_option("build/")
@click.option("--page", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Also write a web page: what came back beside what was sent.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--stats", is_flag=True, help="Without files: show which clauses partners keep changing, over all reviews on record.")
@click.pass_context
def command(context: click.Context, /, sources: tuple[Path, ...], **options: Any) -> None:
    """Show what partners changed in Word files of docgen, tracked or not, and put what you accept into the sources.

    Edits that became values are values again; other wording becomes an override with who wanted it. The new Word file is compared with the
    returned one, and what it does not say is listed.
    """
    # A run is short: collecting garbage would take a third of it.
    gc.disable()
    from docgen.exchange.returned.returned_draft import read_returned
    from docgen.sources import files

    root, sources, asked = terminal.root(context), tuple(source.resolve() for source in sources), Asked(**options)
    if asked.stats:
        _statistics(root, asked.as_json)
        return
    if not sources:
        raise click.UsageError("Name the Word files that came back, or use --stats.")
    with ExitStack() as stack:
        read = [files.read(source.parent, source, files.LARGEST_DOCUMENT) for source in sources]
        returned = [read_returned(root, data, source.name, asked.of, stack) for data, source in zip(read, sources, strict=True)]
        _show(returned, read, asked.as_json)
        if asked.page:
            from docgen.exchange.returned.review_page import review_page

            terminal.write(asked.page, review_page(root, returned))
        if asked.propose:
            _propose(root, returned, asked)
        if asked.ask or asked.accept:
            chosen = [(each, _accepted(each, asked, len(returned) > 1)) for each in returned]
            answers = [(each, ids, _answer(each, ids, asked)) for each, ids in chosen]
            _write(context, root, answers, read, asked)


def _statistics(root: Path, as_json: bool) -> None:
    from docgen.exchange.returned.review_record import every_review
    from docgen.exchange.returned.review_statistics import HEADS, statistics, statistics_table

    terminal.table(HEADS, list(statistics_table(statistics(every_review(root)))), as_json)


def _show(returned: Sequence[Returned], read: Sequence[bytes], as_json: bool) -> None:
    """Print the report on each file, and what they raise together."""
    import json

    from docgen.exchange.edits.edit_words import matter_in_words
    from docgen.exchange.edits.merged_edits import merged_edits
    from docgen.exchange.returned import review_record
    from docgen.exchange.returned.review_words import review_in_words

    if len({each.build.base.partnership.id for each in returned}) > 1:
        raise click.UsageError("These files came from different revisions. Review those of one revision together.")
    if as_json:
        made = [review_record.review(each, data) for each, data in zip(returned, read, strict=True)]
        click.echo(json.dumps({"reviews": made}, ensure_ascii=False, indent=2))
        return
    for each in returned:
        click.echo("\n".join(review_in_words(each)))
        click.echo()
    if len(returned) > 1:
        matters = merged_edits({each.file: each.found for each in returned})
        click.echo("\n".join(line for matter in matters for line in matter_in_words(matter)))


def _accepted(returned: Returned, asked: Asked, several: bool) -> list[str]:
    """The ids of the accepted edits, asked for at a terminal where the options do not say. With several files, ids may begin with the name of the file."""
    from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
    from docgen.exchange.returned.apply_review import choices

    edits = choices(returned)
    known = {f"{returned.file}:{edit.id}" if several else edit.id: edit for edit in edits}
    known |= {edit.id: edit for edit in returned.found.edits}
    if unknown := [
        id for id in (*asked.accept, *asked.reject) if id != _ALL and id not in known and not (several and ":" in id and not id.startswith(returned.file))
    ]:
        problems = [Problem(Position(returned.file), "unknown-edit", f"There is no edit “{id}”.", "an id as listed", did_you_mean(id, known)) for id in unknown]
        raise DocgenError(problems)
    taken, refused = ({known[id].id for id in ids if id in known} for ids in (asked.accept, asked.reject))
    out = []
    for edit in edits:
        wanted = edit.id in taken or (_ALL in asked.accept and edit.id not in refused)
        open = asked.ask and not wanted and edit.id not in refused and _ALL not in asked.reject
        if wanted or (open and _ask(edit)):
            out.append(edit.id)
    return out


def _ask(edit: Edit) -> bool:
    from docgen.exchange.edits.edit_words import edit_in_words

    if not terminal.interactive():
        raise click.UsageError(f"Say with --accept or --reject what becomes of {edit.id}: there is no terminal to ask at.")
    click.echo("\n".join(edit_in_words(edit)))
    return click.confirm("Accept this?")


def _answer(returned: Returned, ids: Sequence[str], asked: Asked) -> Answer:
    """Who wanted the edits, as overrides say it."""
    from docgen.document import values
    from docgen.exchange.fitting.entry_changes import Answer
    from docgen.exchange.returned.review_words import UNKNOWN, said_on
    from docgen.formats.printed_values import Language

    authors = list(dict.fromkeys(name for how in returned.how.values() for name in how.authors if name not in UNKNOWN))
    language = Language(returned.build.base.document.language)
    day = max((how.day for how in returned.how.values()), default="")
    who = language.joined(authors) if authors else returned.file
    due = returned.build.base.partnership.revision.review.next
    if asked.until:
        try:
            values.date(asked.until)
        except ValueError:
            raise click.BadParameter(f"“{asked.until}” is not {values.DATE_EXPECTED}.", param_hint="--until") from None
    overriding = any(edit.id in ids and edit.clause and edit.sort != "value" for edit in returned.found.edits)
    if overriding and not asked.local and not asked.until and due is None:
        raise click.UsageError("Say with --until when overrides end, or keep other wording with --local: the revision has no next review.")
    return Answer(who, said_on(day, language), asked.owner or who, asked.until or (str(due) if due else ""), asked.local)


def _propose(root: Path, returned: Sequence[Returned], asked: Asked) -> None:
    from docgen.exchange.edits.library_proposal import proposed
    from docgen.sources.files import relative_name, write_together

    if len(returned) > 1:
        raise click.UsageError("Propose edits of one file at a time.")
    (one,) = returned
    made = proposed(root, one.build.base, one.found, asked.propose, _answer(one, asked.propose, asked))
    write_together(list(made.items()))
    for path in made:
        click.echo(f"Drafted: {relative_name(root, path)}")


def _write(context: click.Context, root: Path, answers: Sequence[tuple[Returned, list[str], Answer]], read: Sequence[bytes], asked: Asked) -> None:
    """Write the sources, the Word file and the record of the reviews, all or none."""
    from docgen.exchange.returned import review_record
    from docgen.exchange.returned.apply_review import reviewed
    from docgen.formats.outputs import path_of
    from docgen.sources.files import relative_name, write_together

    accepted = [answer for answer in answers if answer[1]]
    if not accepted:
        click.echo("Nothing was accepted, and nothing was written.", err=asked.as_json)
        return
    made = reviewed(root, accepted)
    word = path_of(asked.output or root / "build", answers[0][0].build.base.partnership.id, "docx")
    records = [review_record.review(one, data, ids, _others(one, ids)) for (one, ids, _), data in zip(answers, read, strict=True)]
    record = review_record.with_reviews(root, records)
    write_together([(made.path, made.text.encode()), (word, made.word), record])
    for path in (made.path, word, record[0]):
        click.echo(f"Written: {relative_name(root, path)}", err=asked.as_json)
    click.echo("\n".join(_proof(made)), err=asked.as_json)
    if made.left:
        context.exit(1)


def _others(returned: Returned, accepted: Sequence[str]) -> set[str]:
    """The edits that could have been accepted and were not."""
    from docgen.exchange.returned.apply_review import choices

    return {edit.id for edit in choices(returned)} - set(accepted)


def _proof(made: Reviewed) -> list[str]:
    from docgen.document.message_words import cut

    out = [f"The same value shows in “{each.section}” too, and now reads “{cut(each.new, 120)}”." for each in made.elsewhere]
    if made.merged:
        out.append("The sources had changed since the file was sent, or several files were accepted: the changes are merged. Read the new Word file.")
    if not made.left:
        return [*out, "Proved: the new Word file says what the returned file says with these edits, and nothing else changed."]
    out.append("The new Word file does not say all that was accepted:")
    return [*out, *(f"  {change.section or 'cover'}: “{cut(change.old, 120)}” should read “{cut(change.new, 120)}”" for change in made.left)]

"""A returned file told in words, as a drafter reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.document.message_words import cut, number_of
from docgen.document.values import Date
from docgen.exchange.edits.edit import APPLIED, Edit
from docgen.exchange.edits.edit_words import SORTS, counted, edit_in_words
from docgen.exchange.fitting.changed_lines import changed_lines
from docgen.exchange.fitting.lines_of_nodes import NOTE
from docgen.exchange.returned.how_made import HowMade
from docgen.exchange.returned.returned_draft import PlacedComment, Returned, RunningLine
from docgen.formats.docx.reading.read_comments import Comment
from docgen.formats.printed_values import Language

_RUNNING = {"header": "Header", "footer": "Footer", "watermark": "Watermark"}
_LONGEST = 160
_AROUND = 50
"""How many characters are shown on each side of a change of words."""
UNKNOWN = ("", "Unknown Author")
"""What programs write who do not know who edits."""


def review_in_words(returned: Returned) -> list[str]:
    """The build, how many edits there are, each edit at its place with who made it and whether it was tracked, running lines, comments."""
    language = Language(returned.build.base.document.language)
    told = [edit for edit in returned.found.edits if edit.sort in SORTS]
    out = [f"{returned.file}", f"  {returned.build.sure}", *(f"  {line}" for line in totals(returned, told, language))]
    out += [f"  {warning.seen}{f' {warning.advice}' if warning.advice else ''}" for warning in returned.warnings]
    place, around = None, _surroundings(returned)
    for edit in told:
        if edit.place != place:
            out += ["", edit.place]
            place = edit.place
        first, *rest = edit_in_words(edit)
        near = [f"      In: {around[id]}" for id in edit.changes[:1] if edit.node == "words" and id in around]
        out += [f"  {first}", *(f"  {line}" for line in rest), *near, f"      {made_in_words(returned.how[edit.id], language)}"]
    out += _running(returned)
    out += [line for n, comment in enumerate(returned.comments) for line in _comment(comment, language, first=n == 0)]
    quiet = counted(returned.found.edits)
    return [*out, *(["", *quiet] if quiet else [])]


def _surroundings(returned: Returned) -> dict[int, str]:
    """The words around each change of words, by its id: '…arrangements [will continue → end], and the safeguarding…'."""
    out: dict[int, str] = {}
    for line in changed_lines(returned.found.redline):
        for piece in line.pieces:
            before, after = line.old[: piece.start], line.old[piece.end :]
            start, end = _from_word(before), _to_word(after)
            change = f"[{line.old[piece.start : piece.end].strip() or '+'} → {piece.new.strip() or '–'}]"
            spaces = (
                " " * (line.old[piece.start : piece.end] or piece.new).startswith(" "),
                " " * (line.old[piece.start : piece.end] or piece.new).endswith(" "),
            )
            shown = f"{start}{spaces[0]}{change}{spaces[1]}{end}".replace(NOTE, "")
            out.setdefault(piece.change, f"“{shown}”" if len(shown) > len(change) else "")
    return {id: words for id, words in out.items() if words}


def _from_word(text: str) -> str:
    return text if len(text) <= _AROUND else f"…{text[-_AROUND:].partition(' ')[2]}"


def _to_word(text: str) -> str:
    return text if len(text) <= _AROUND else f"{text[:_AROUND].rpartition(' ')[0]}…"


def totals(returned: Returned, told: Sequence[Edit], language: Language) -> Iterator[str]:
    """How many edits were tracked, by whom, and how many were not; and how many have no place in the sources."""
    how = [returned.how[edit.id] for edit in told]
    if not told and not returned.running:
        yield "Nothing was changed."
        return
    hidden = sum(each.tracked == "untracked" for each in how)
    partly = sum(each.tracked == "partly" for each in how)
    authors = list(dict.fromkeys(author for each in how for author in each.authors if author not in UNKNOWN))
    by = f" by {language.joined(authors)}" if authors else ""
    counts = ((len(told) - hidden - partly, f"tracked{by}"), (hidden, "NOT tracked"), (partly, "tracked only in part"))
    parts = [f"{number_of(count, 'edit')} {what}" for count, what in counts if count]
    yield f"{'; '.join(parts)}." if parts else "Only headers, footers or the watermark were changed."
    if unplaced := sum(edit.sort not in APPLIED for edit in told):
        yield f"{number_of(unplaced, 'edit')} cannot be placed in the sources."


def made_in_words(how: HowMade, language: Language) -> str:
    """'Tracked by Jo Doe on 3 May 2026', 'NOT TRACKED'."""
    if how.tracked == "untracked":
        return "NOT TRACKED"
    authors = [author for author in how.authors if author not in UNKNOWN]
    who = f" by {language.joined(authors)}" if authors else ""
    return f"Tracked{' in part' if how.tracked == 'partly' else ''}{who}{_on(how.day, language)}"


def said_on(day: str, language: Language) -> str:
    """The day in words, or "" if it is none: '3 May 2026'. Some programs write local time as if it were universal, so the time is not told."""
    return _on(day, language).removeprefix(" on ")


def _on(day: str, language: Language) -> str:
    """' on 3 May 2026'. Only the day: some programs write local time as if it were universal."""
    parts = day[:10].split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        return ""
    year, month, date = map(int, parts)
    return f" on {language.date(Date(year, month, date))}" if 0 < month < 13 and 0 < date < 32 else ""


def _running(returned: Returned) -> Iterator[str]:
    if returned.running:
        yield from ("", "Headers, footers and watermark (docgen writes these from the house style: change them there)")
    yield from (f"  {line}" for line in running_in_words(returned.running))


def running_in_words(lines: Sequence[RunningLine]) -> Iterator[str]:
    """Each header, footer or watermark that differs: 'Header: “Draft” → “Final”'."""
    for line in lines:
        change = f"“{cut(line.old, _LONGEST)}” → “{cut(line.new, _LONGEST)}”" if line.old and line.new else ""
        one = f"added: “{cut(line.new, _LONGEST)}”" if line.new else f"removed: “{cut(line.old, _LONGEST)}”"
        yield f"{_RUNNING[line.kind]}: {change or one}"


def _comment(placed: PlacedComment, language: Language, first: bool) -> Iterator[str]:
    if first:
        yield from ("", "Comments")
    comment = placed.comment
    words, said = cut(" ".join(comment.words.split()), _LONGEST), comment_said(comment, language)
    yield f"    {said} replied: {words}" if comment.reply_to else f"  {said}, {comment_place(placed)}{' (resolved)' if comment.resolved else ''}: {words}"


def comment_said(comment: Comment, language: Language) -> str:
    """Who made a comment, and on which day: 'Jo Doe on 3 May 2026'."""
    return f"{'Somebody' if comment.author in UNKNOWN else comment.author}{_on(comment.date, language)}"


def comment_place(placed: PlacedComment) -> str:
    """Where a comment stands: 'on “six months” in 4 Ending'."""
    on = f"on “{cut(placed.comment.on, _LONGEST)}” " if placed.comment.on else ""
    return f"{on}in {placed.place or 'the cover'}"

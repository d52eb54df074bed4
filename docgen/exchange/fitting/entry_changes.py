"""What changes in the entry of one section, so that it reads as wanted: its title, its text, or an override of its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docgen.clausetext.anchors import unanchored
from docgen.document.frozen_dataclass import dataclass
from docgen.document.tree import Section, plain
from docgen.exchange.fitting.rewritten_text import Rewritten, TextPair, rewritten, run_of, same_run
from docgen.exchange.fitting.source_chunks import Scope
from docgen.exchange.fitting.wanted_sections import Wanted
from docgen.formats.reading.as_read import inlines_as_read
from docgen.library.clauses import Clause
from docgen.partnership import resolution
from docgen.partnership.override_text import anchors
from docgen.partnership.resolution import Resolved

Change = tuple[tuple[str, ...], Any]
"""A key below the entry, and its new value; None takes it out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who wants the changes, and how wording that differs from a clause is kept: until when and by whom, or as `local` text of the partnership."""

    author: str
    day: str
    owner: str
    until: str
    local: bool = False

    @property
    def reason(self) -> str:
        return f"Returned by {self.author} on {self.day}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A section as the sources give it: resolved, and composed with the sub-sections that its text holds."""

    resolved: resolution.Section
    composed: Section
    in_text: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """What every entry of a revision shares: the revision, and the ids that a reference may lead to when all is done."""

    revision: Resolved
    ids: frozenset[str]


def entry_changes(entry: Entry, wanted: Wanted, sides: Sides, answer: Answer, level: int = 0) -> list[Change]:
    """The changes of an entry; none if it reads as wanted already. Raises DocgenError if its text cannot be written."""
    out: list[Change] = []
    if inlines_as_read(entry.composed.title) != wanted.section.title:
        out.append((("title",), plain(wanted.section.title)))
    was, now = run_of(entry.composed, entry.in_text), run_of(wanted.section, wanted.in_text)
    source = source_of(entry.resolved)
    pair = TextPair(source, was, now, scope_of(entry.resolved, sides.revision), sides.ids)
    if same_run(was, now) and not pair.is_lost:
        return out
    if not now:
        # A heading with nothing below it is refused, so its text stays, and is told.
        return [*out, *(_without_text(entry, wanted) if wanted.below else ())]
    local = not entry.resolved.clause or answer.local
    if local and entry.resolved.clause:
        pair = TextPair(source, was, now, Scope(pair.scope.language, pair.scope.names, {}), sides.ids)
    made = next(rewritten(pair, level))
    return [*out, *(_local(entry, made, wanted, answer) if local else _override(entry, made, pair, answer))]


def new_entry(wanted: Wanted, sides: Sides, answer: Answer) -> dict[str, Any]:
    """The entry of a section that only the wanted document has: local text."""
    now = run_of(wanted.section, wanted.in_text)
    revision = sides.revision
    out: dict[str, Any] = {"title": plain(wanted.section.title)}
    if now:
        pair = TextPair("", (), now, Scope(revision.partnership.revision.language, revision.names, {}), sides.ids)
        out |= {"reason": answer.reason, "text": next(rewritten(pair, 2)).text}
    return out


def scope_of(section: resolution.Section, revision: Resolved) -> Scope:
    return Scope(revision.partnership.revision.language, revision.names, section.values)


def source_of(section: resolution.Section) -> str:
    """The Markdown of a section: its own text, that of its override, or that of its clause with the paragraphs of its override."""
    facts, clause = section.facts, section.clause
    if not clause:
        return facts.text or ""
    if not facts.override:
        return clause.text
    if facts.override.text is not None:
        return facts.override.text
    return _with_paragraphs(clause, facts.override.paragraphs)


def _with_paragraphs(clause: Clause, paragraphs: dict[str, str]) -> str:
    """The text of a clause with other text in the place of its anchored blocks."""
    text = clause.text
    for name, was in anchors(clause.blocks).items():
        if name in paragraphs:
            mark = re.compile(re.escape(was.rstrip()) + rf"[ \t]*\{{#{re.escape(name)}\}}")
            new = f"{paragraphs[name].strip(chr(10))} {{#{name}}}"
            text = mark.sub(lambda _, new=new: new, text, count=1)  # type: ignore[misc]
    return text


def _without_text(entry: Entry, wanted: Wanted) -> Iterator[Change]:
    """Takes out what gives text."""
    facts = entry.resolved.facts
    for key, value in (("clause", facts.clause), ("with", facts.with_), ("override", facts.override), ("text", facts.text), ("reason", facts.reason)):
        if value:
            yield (key,), None
    if not facts.title:
        yield ("title",), plain(wanted.section.title)


def _local(entry: Entry, made: Rewritten, wanted: Wanted, answer: Answer) -> Iterator[Change]:
    facts = entry.resolved.facts
    for key, value in (("clause", facts.clause), ("with", facts.with_), ("override", facts.override)):
        if value:
            yield (key,), None
    if not facts.title:
        yield ("title",), plain(wanted.section.title)
    if not facts.reason:
        yield ("reason",), answer.reason
    yield ("text",), unanchored(made.text)


def _override(entry: Entry, made: Rewritten, pair: TextPair, answer: Answer) -> Iterator[Change]:
    """An override of the blocks that changed, by their anchors, if no other text changed; else of the whole text."""
    override = entry.resolved.facts.override
    if not override:
        texts: dict[str, Any] = {"paragraphs": {name: f"{unanchored(text)}\n" for name, text in made.anchored}} if made.anchored else {}
        yield ("override",), {"reason": answer.reason, "owner": answer.owner, "until": answer.until, **(texts or {"text": unanchored(made.text)})}
        return
    yield ("override", "reason"), f"{override.reason.rstrip('.')}. {answer.reason}"
    if override.text is None and made.anchored and _are_blocks(entry.resolved.clause, made):
        for name, text in made.anchored:
            yield ("override", "paragraphs", name), f"{unanchored(text)}\n"
        return
    if override.text is None:
        yield ("override", "paragraphs"), None
    yield ("override", "text"), unanchored(made.text)


def _are_blocks(clause: Clause | None, made: Rewritten) -> bool:
    return clause is not None and all(name in anchors(clause.blocks) for name, _ in made.anchored)

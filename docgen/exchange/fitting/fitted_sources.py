"""The own file of a revision, changed so that the revision composes to a wanted document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from pathlib import Path as FilePath

from docgen.composition.compose import Cache, composed
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError
from docgen.document.tree import Document, Figure, Section, Table, walk
from docgen.exchange.fitting.entry_changes import Answer, Change, Entry, Sides, entry_changes, new_entry
from docgen.exchange.fitting.placed_entries import Placing, files_of
from docgen.exchange.fitting.rewritten_text import run_of, same_run
from docgen.exchange.fitting.wanted_sections import Wanted, entries, every, ids_in, owners, wanted_sections
from docgen.exchange.fitting.what_follows import proved
from docgen.formats.reading.as_read import as_read, inlines_as_read
from docgen.library.clauses import Library
from docgen.partnership import partnership_files, resolution
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.resolution import Resolved, resolve
from docgen.partnership.revision import Revision
from docgen.sources import files
from docgen.sources.yaml_edit import edited

_MOST_TRIES = 4
_LAST = 2
"""The level at which a text is written with nothing but words."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A revision as its sources are: its own file, what it resolves to, its document, and the sections that this was made of."""

    partnership: Partnership
    text: str
    revision: Resolved
    document: Document
    bound: Cache = field(default_factory=dict, compare=False, repr=False)


def composed_revision(root: FilePath, partnership: Partnership, library: Library) -> Composed:
    """The revision as its files are. Raises DocgenError with every problem in it."""
    revision, bound = resolve(partnership, library), dict[resolution.Section, Section]()
    return Composed(partnership, files.read_text(root, root / partnership.chain[0].position.file), revision, composed(revision, cache=bound), bound)


def with_own_text(base: Composed, text: str, library: Library) -> Composed:
    """The revision with another text of its own file. Raises DocgenError with every problem that would cause."""
    partnership = partnership_files.rewritten(base.partnership, text)
    revision = resolve(partnership, library)
    return Composed(partnership, text, revision, composed(revision))


def tried_text(base: Composed, text: str, library: Library) -> Document:
    """The document of the revision with another text of its own file; what only other places in the file would change is not made anew.

    Raises DocgenError if the revision cannot be composed with it.
    """
    partnership = partnership_files.rewritten(base.partnership, text)
    same = _without_sections(partnership) == _without_sections(base.partnership)
    return composed(resolve(partnership, library, base.revision if same else None), cache=dict(base.bound) if same else None)


def _without_sections(partnership: Partnership) -> Revision:
    return partnership.revision.model_copy(update={"sections": {}, "appendices": {}})


def fitted(base: Composed, wanted: Document, library: Library, answer: Answer) -> Composed:
    """The revision with its own file changed until it reads as wanted, or as nearly as it can.

    What changes in a text is tried in the source first, and written anew, in the end with nothing but words, only where that does not
    give the wanted words. Raises DocgenError if no change gives a document at all.
    """
    wanted = without_empty(wanted, as_read(base.document))
    levels: dict[str, int] = {}
    best: Composed | None = None
    failed: DocgenError | None = None
    for _ in range(_MOST_TRIES):
        changed: set[str] = set()
        try:
            made = with_own_text(base, _text(base, wanted, answer, levels, changed), library)
        except DocgenError as error:
            failed, wrong = error, changed
        else:
            best, wrong = made, {id for id in _differing(made, wanted) if id in changed}
        raised = {id: min(levels.get(id, 0) + 1, _LAST) for id in wrong}
        if all(levels.get(id, 0) == level for id, level in raised.items()):
            break
        levels |= raised
    if best is None:
        assert failed is not None
        raise failed
    return best


def without_empty(wanted: Document, was: Document) -> Document:
    """The wanted document with the old text of each section that would be left with nothing below its heading, and without new headings of that kind.

    A heading without text is refused everywhere, so that such a change can only be told.
    """
    before = {part.id: part for part in walk(was) if isinstance(part, Section)}

    def filled(section: Section) -> Section | None:
        below = tuple(made for child in section.sections if (made := filled(child)))
        if section.blocks or below:
            return section if below == section.sections else replace(section, sections=below)
        blocks = before[section.id].blocks if section.id in before else ()
        return replace(section, blocks=blocks, sections=()) if blocks else None

    return replace(wanted, sections=tuple(made for section in wanted.sections if (made := filled(section))))


def _text(base: Composed, wanted: Document, answer: Answer, levels: dict[str, int], changed: set[str]) -> str:
    known = entries(base.partnership.revision)
    plan = wanted_sections(wanted, known, owners(base.document, known))
    here = {entry.resolved.id: entry for entry in _entries(base, known)}
    sides = Sides(base.revision, frozenset(_targets(base.document, wanted)))
    contents: dict[str, list[Change]] = {}
    added = {}
    for entry in every(plan):
        if entry.id not in known:
            added[entry.id] = new_entry(entry, sides, answer)
        elif changes := entry_changes(here[entry.id], entry, sides, answer, levels.get(entry.id, 0)):
            contents[entry.id] = changes
            changed.add(entry.id)
    own = files_of(base.partnership)
    edits = Placing(own, known, contents, added).edits(plan)
    return edited(base.text, own.own.position.file, edits) if edits else base.text


def _entries(base: Composed, known: dict[str, tuple[str, ...]]) -> Iterator[Entry]:
    sections = {part.id: part for part in walk(base.document) if isinstance(part, Section)}
    for section in resolution.walk(base.revision.sections):
        made = sections[section.id]
        yield Entry(section, made, tuple(child for child in made.sections if child.id not in known))


def _targets(document: Document, wanted: Document) -> Iterator[str]:
    """The ids that references may lead to: the sections that are wanted, and tables and figures."""
    yield from ids_in(wanted)
    yield from (part.id for part in walk(document) if isinstance(part, Table | Figure) and part.id)


def _differing(made: Composed, wanted: Document) -> Iterator[str]:
    """The entries whose text or title does not read as wanted, other than in what docgen works out by itself."""
    known = entries(made.partnership.revision)
    own = {entry.resolved.id: entry for entry in _entries(made, known)}
    left = {change.section for change in proved(made.document, wanted).left}
    for entry in every(wanted_sections(wanted, known, owners(made.document, known))) if left else ():
        ids = {entry.id, *(part.id for child in entry.in_text for part in walk(child) if isinstance(part, Section))}
        if entry.id not in own or (ids & left and _differs(own[entry.id], entry)):
            yield entry.id


def _differs(entry: Entry, wanted: Wanted) -> bool:
    if inlines_as_read(entry.composed.title) != wanted.section.title:
        return True
    return not same_run(run_of(entry.composed, entry.in_text), run_of(wanted.section, wanted.in_text))

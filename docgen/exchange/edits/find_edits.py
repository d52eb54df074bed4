"""The edits that a partner made in a composed revision, each with its sort."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from docgen.comparison.diff import diff
from docgen.comparison.words.node_words import words
from docgen.document.change_of_kind import LAYOUT_ALONE, MADE_APPENDIX, MADE_SECTION, SECTION_LOWERED, SECTION_RAISED
from docgen.document.redline import Change, Redline, marks, sides
from docgen.document.tree import Document, Field, FieldBlock, Row, Section, Term, walk
from docgen.exchange.edits.cover_edits import Fact, facts_of
from docgen.exchange.edits.edit import Edit, Found, Sort
from docgen.exchange.edits.field_values import FieldValues
from docgen.exchange.edits.signatory_edits import signatory_edits
from docgen.exchange.fitting.changed_lines import ChangedLine, Piece, Spot, Spots, changed_lines
from docgen.exchange.fitting.fitted_sources import Composed
from docgen.exchange.fitting.what_follows import changes_that_follow, is_autocorrect, spot_of
from docgen.formats.reading.as_read import as_read
from docgen.library.clauses import Library
from docgen.partnership import resolution
from docgen.sources import yaml_tree

_OF_STRUCTURE = (SECTION_LOWERED, SECTION_RAISED, MADE_APPENDIX, MADE_SECTION, "heading", "paragraph made a heading", "heading made a paragraph")

_NOT_SIGNED = "Who signs for which party cannot be told from these words: change the list of signatories in the file."
_EMPTIED = "Nothing would be left below this heading, and docgen prints no heading without text: take the section out, or say what it is to hold."
_SENTENCE = re.compile(r"[.:;!?]")


def found_edits(base: Composed, returned: Document, library: Library) -> Found:
    """The edits from a composed revision to the document that came back, which is in the form of `as_read`."""
    redline = diff(as_read(base.document), returned)
    finding = _Finding(base, redline, library)
    return Found(redline, returned, tuple(_numbered(finding.edits())))


class _Finding:
    def __init__(self, base: Composed, redline: Redline, library: Library) -> None:
        self.base, self.redline = base, redline
        self.lines = tuple(changed_lines(redline))
        self.spots = Spots(base.document)
        self.following = set(changes_that_follow(base.document, self.lines))
        self.values = FieldValues(base, redline, self.lines, self.spots, library)
        self.clauses = {section.id: section.clause.name for section in resolution.walk(base.revision.sections) if section.clause}
        self.emptied = {part.id for part in walk(redline.now) if isinstance(part, Section) and not part.blocks and not part.sections}
        self.rows = dict(_rows(redline))

    def edits(self) -> list[Edit]:
        by_id = {change.id: change for change in self.redline.changes}
        values = [self._with_changes(edit, by_id) for edit in (*self._values(by_id), *signatory_edits(self.base, self.redline))]
        taken = {id for edit in values for id in edit.changes}
        refused = self.values.refused
        rest = [self._edit(change, refused.get(change.id, "")) for change in self.redline.changes if change.id not in taken]
        return sorted([*values, *rest], key=lambda edit: edit.changes[0])

    def _values(self, by_id: dict[int, Change]) -> Iterator[Edit]:
        """The edits of values: of fields, of lists that values give, and of facts on the cover."""
        touched: dict[int, list[tuple[ChangedLine, Piece]]] = defaultdict(list)
        for line in self.lines:
            for piece in line.pieces:
                touched[piece.change].append((line, piece))
        inside: dict[int, list[tuple[ChangedLine, Spot]]] = {}
        for id, places in touched.items():
            if id in self.following or is_autocorrect(by_id[id]) or by_id[id].kind not in ("replaced", "inserted", "deleted"):
                continue
            spots = [(line, self._field(line, piece)) for line, piece in places]
            if all(spot for _, spot in spots):
                inside[id] = [(line, spot) for line, spot in spots if spot]
        yield from _together([*self._with_lists(list(self.values.fields(inside))), *self._facts()])

    def _with_lists(self, fields: list[Edit]) -> Iterator[Edit]:
        """The edits of fields, and those of lists with more changes than in the words of items: these take the edits of their items with them."""
        for edit in self.values.lists(self.following | {change.id for change in self.redline.changes if is_autocorrect(change)}):
            others = {id for field in fields if field.path[: len(edit.path)] != edit.path for id in field.changes}
            items = {id for field in fields if field.path[: len(edit.path)] == edit.path for id in field.changes}
            own = tuple(id for id in edit.changes if id not in others)
            if set(own) - items:
                fields = [field for field in fields if field.path[: len(edit.path)] != edit.path]
                yield replace(edit, changes=tuple(sorted({*own, *items})))
        yield from fields

    def _facts(self) -> Iterator[Edit]:
        """The edits of facts on the cover; several changes may show one fact."""
        shown: dict[tuple[str, ...], tuple[str | None, list[int]]] = {}
        for change in self.redline.changes:
            for fact in self._facts_of(change) if not change.section else ():
                if not fact.why and not self._has(fact.path, fact.value):
                    shown.setdefault(fact.path, (fact.value, []))[1].append(change.id)
        for path, (value, ids) in shown.items():
            yield self.values.fact(tuple(ids), path, value)

    def _facts_of(self, change: Change) -> list[Fact]:
        fronts = self.redline.was.front, self.redline.now.front
        return facts_of(change, self.rows.get(change.id), fronts, self.base.partnership.revision)

    def _has(self, path: tuple[str, ...], value: str | None) -> bool:
        """Whether the file has the value already."""
        node = yaml_tree.at(self.base.partnership.source, path)
        return (yaml_tree.plain(node) if node is not None else None) == value

    def _field(self, line: ChangedLine, piece: Piece) -> Spot | None:
        fields = tuple(spot for spot in self.spots.at(line.section, line.old) if type(spot.node) in (Field, FieldBlock, Term))
        return spot_of(line, piece, fields) or next((spot for spot in fields if _lengthens(line, piece, spot)), None)

    def _with_changes(self, edit: Edit, by_id: dict[int, Change]) -> Edit:
        """The edit with its place, and the words of its changes if it has none."""
        first = by_id[edit.changes[0]]
        old, new = edit.old or first.old, edit.new or first.new
        return replace(edit, section=first.section, place=_place(first), clause=self._clause(first.section), old=old, new=new)

    def _clause(self, section: str) -> str:
        return self.clauses.get(section) or self.clauses.get(self.values.owner.get(section, ""), "")

    def _edit(self, change: Change, told: str) -> Edit:
        sort = self._sort(change)
        if change.section in self.emptied and change.kind in ("deleted", "inserted"):
            sort, told = "unplaced", _EMPTIED
        elif sort == "unplaced":
            told = next((fact.why for fact in self._facts_of(change) if fact.why), told) if not change.section else _NOT_SIGNED
        return Edit("", sort, change.section, _place(change), self._clause(change.section), _node(change), change.old, change.new, (change.id,), told=told)

    def _sort(self, change: Change) -> Sort:
        if is_autocorrect(change):
            return "autocorrect"
        if change.id in self.following:
            return "reference"
        if not change.section:
            return "unplaced"
        if change.node in ("section", "signatory", "signatures") and change.node != "section":
            return "unplaced"
        if change.node in _OF_STRUCTURE or change.node == "section" or change.node.endswith("sections"):
            return "structure"
        if change.kind == "restyled" or change.node in LAYOUT_ALONE:
            return "layout"
        return "wording"


def _together(edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits, with those that give one value the same new text as one: it is taken or refused everywhere."""
    groups: dict[tuple[tuple[str, ...], str], list[Edit]] = defaultdict(list)
    for edit in edits:
        groups[edit.path, repr(edit.value)].append(edit)
    for group in groups.values():
        first = min(group, key=lambda edit: edit.changes[0])
        yield replace(first, changes=tuple(sorted(id for edit in group for id in edit.changes)))


def _lengthens(line: ChangedLine, piece: Piece, spot: Spot) -> bool:
    """Whether words put at the edge of a field belong to it: to a name or title that begins with a capital, or to a line that is nothing else."""
    near = line.around(spot.start, spot.end)
    if piece.start != piece.end or not near[0] <= piece.start <= near[1] or spot.start < piece.start < spot.end:
        return False
    words, field = piece.new.strip(), line.old[spot.start : spot.end]
    whole = not (line.old[: spot.start] + line.old[spot.end :]).strip()
    return whole or (words[:1].isupper() and field[:1].isupper() and not _SENTENCE.search(words))


def _node(change: Change) -> str:
    return f"{change.node} moved" if change.kind == "moved" else change.node


def _place(change: Change) -> str:
    return f"{change.number} {change.title}".strip() if change.section else "Cover"


def _rows(redline: Redline) -> Iterator[tuple[int, tuple[str, str]]]:
    """The new name and text of each changed row of the document control, by the id of its change; no text if the row went."""
    for node in redline.cover.control:
        nodes: tuple[Any, ...] = (node,) if type(node) is Row else (sides(node)[1] or sides(node)[0])
        for row in nodes:
            gone = type(node) is not Row and not sides(node)[1]
            found = words(row.cells[:1]), "" if gone else words(row.cells[1:])
            for mark in marks((node,)):
                yield mark.change, found


def _numbered(edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits, each with an id: its section and a number in it."""
    count: Counter[str] = Counter()
    for edit in edits:
        name = edit.section or "cover"
        count[name] += 1
        yield replace(edit, id=f"{name}.{count[name]}")

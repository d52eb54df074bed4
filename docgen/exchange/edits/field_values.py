"""The changed words of fields, read as values; and the revision composed with each, to see that it prints them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.message_words import cut
from docgen.document.redline import Redline
from docgen.document.tree import FieldBlock
from docgen.exchange.edits.edit import Edit
from docgen.exchange.edits.typed_values import Kind, Refused, Typed, typed_items, typed_value
from docgen.exchange.edits.value_lists import ChangedList, changed_lists, items_for
from docgen.exchange.edits.value_sources import Source, put_items, put_value, sources_of
from docgen.exchange.edits.value_trials import Trial, Trials, line_like
from docgen.exchange.fitting.changed_lines import ChangedLine, Spot, Spots
from docgen.exchange.fitting.edited_source import with_words_changed
from docgen.exchange.fitting.fitted_sources import Composed
from docgen.exchange.fitting.lines_of_nodes import characters, lines_of
from docgen.exchange.fitting.placed_entries import files_of
from docgen.exchange.fitting.restored_words import atoms
from docgen.exchange.fitting.wanted_sections import entries, owners
from docgen.formats.printed_values import Language
from docgen.library.clauses import Library
from docgen.partnership import resolution
from docgen.sources import yaml_tree
from docgen.sources.yaml_edit import Edit as FileEdit
from docgen.sources.yaml_edit import Put

_PRINTED = ("money", "date", "duration", "percent", "integer")
"""The types whose words docgen prints in its own form."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A value that words were read as: where it goes, and what it changes in the document."""

    source: Source
    value: Any
    trial: Trial
    told: str
    old: str
    new: str


class FieldValues:
    """Works the values out. `refused` says for each change of a field why it is no value."""

    def __init__(self, base: Composed, redline: Redline, lines: Sequence[ChangedLine], spots: Spots, library: Library) -> None:
        self.base, self.redline, self.lines, self.spots, self.library = base, redline, lines, spots, library
        self.files = files_of(base.partnership)
        self.paths = entries(base.partnership.revision)
        self.owner = owners(base.document, self.paths)
        self.language = Language(base.partnership.revision.language)
        self.front = [change for change in redline.changes if not change.section]
        self.refused: dict[int, str] = {}
        self.trials = Trials(base, spots, lines, self.front, library)

    def fields(self, inside: Mapping[int, Sequence[tuple[ChangedLine, Spot]]]) -> Iterator[Edit]:
        """An edit for each value that the changed words of fields give; the changes by their ids, each with its lines and fields."""
        self.trials.share(edits for places in inside.values() for line, spot in places if (edits := self._likely(line, spot)))
        read: dict[tuple[str, ...], list[tuple[int, _Reading]]] = defaultdict(list)
        for id, places in inside.items():
            found = [self._reading(id, line, spot) for line, spot in places]
            if all(found) and len({(each.source.path, repr(each.value)) for each in found if each}) == 1 and found[0]:
                read[found[0].source.path].append((id, found[0]))
        for group in read.values():
            if len({repr(reading.value) for _, reading in group}) > 1:
                texts = " and ".join(f"“{cut(str(reading.value))}”" for _, reading in group)
                self.refused |= {id: f"The same value became {texts} in different places." for id, _ in group}
                continue
            (_, first), ids = group[0], tuple(id for id, _ in group)
            made = self._edit(ids, first.source.path, first.value, first.trial, first.told)
            yield replace(made, old=first.old, new=first.new)

    def lists(self, skipped: Collection[int]) -> Iterator[Edit]:
        """An edit for each list of a value whose items changed, apart from the changes `skipped`."""
        for changed in changed_lists(self.redline, self.base.document, skipped):
            entry = self._entry(changed.section)
            for source in self._list_sources(changed, entry):
                if source.kind.type == "list" and (made := self._list(changed, source)):
                    yield made
                    break

    def _list_sources(self, changed: ChangedList, entry: str) -> Iterator[Source]:
        """The lists of the file that may give a list: by the name of its field, or where a loop gives each item, by the items."""
        if changed.field.name:
            yield from sources_of(Spot(0, 0, changed.field, changed.section), "", entry, self.base.revision, self.paths)
            return
        paths = [self._item_path(item, changed.section, entry) for item in changed.field.blocks[0].items]  # type: ignore[union-attr]
        if paths and [path[-1:] for path in paths] == [(str(at),) for at in range(len(paths))] and len({path[:-1] for path in paths}) == 1:
            path = paths[0][:-1]
            yield Source(path, Kind("list", self._items_are(path, entry)))

    def _item_path(self, item: Any, section: str, entry: str) -> tuple[str, ...]:
        """The path of the value that the first field of an item shows; () if it shows none of a list."""
        line = next(lines_of(item), ())
        for start, end, node in atoms(line):
            for source in sources_of(Spot(start, end, node, section), characters((node,)), entry, self.base.revision, self.paths):
                if source.path[-1].isdecimal():
                    return source.path
        return ()

    def _items_are(self, path: tuple[str, ...], entry: str) -> str:
        """The type of the items of a list: that of the parameter, or text for a fact."""
        section = next((each for each in resolution.walk(self.base.revision.sections) if each.id == entry), None)
        found = section.clause.parameters.get(path[-1]) if section and section.clause and "with" in path else None
        return found.of if found else "text"

    def _list(self, changed: ChangedList, source: Source) -> Edit | None:
        node = yaml_tree.at(self.files.merged, source.path)
        items = items_for(changed, yaml_tree.plain(node) if node else [], source.kind.old == "markdown")
        if items is None:
            return None
        trial = self.trials.alone(put_items(self.files, source.path, items))
        return self._edit(tuple(sorted(changed.changes)), source.path, items, trial, "", True) if trial else None

    def fact(self, ids: tuple[int, ...], path: tuple[str, ...], value: str | None) -> Edit:
        """The edit of a fact on the cover."""
        trial = self.trials.alone([Put(path, value)]) if value is not None else None
        return self._edit(ids, path, value, trial, "")

    def _edit(self, ids: tuple[int, ...], path: tuple[str, ...], value: Any, trial: Trial | None, told: str, is_list: bool = False) -> Edit:
        found = self.trials.elsewhere(trial, self._put(path, value), self._sections(path)) if trial else ()
        if is_list:
            own = {line.old for line in self.lines}
            found = tuple(each for each in found if each.old not in own)
        return Edit("", "value", "", "", "", _name(path), "", "", ids, path, value, told, found)

    def _reading(self, id: int, line: ChangedLine, spot: Spot) -> _Reading | None:
        """The value that the words of a field now give; None, with the reason noted, if they give none."""
        words = line.new(*_edges(line, spot)).strip()
        why = ""
        for source in sources_of(spot, line.old[spot.start : spot.end], self._entry(spot.section), self.base.revision, self.paths):
            value = self._value(source, line, spot, words)
            if isinstance(value, Refused):
                why = why or value.why
                continue
            for trial in self.trials.of(self._put(source.path, value)):
                printed = line_like(trial.lines, line.section, line.old)
                told = self._told(source.kind, line, spot, printed) if printed else None
                if told is not None:
                    return _Reading(source, value, trial, told, line.old[spot.start : spot.end], words)
        self.refused.setdefault(id, why)
        return None

    def _likely(self, line: ChangedLine, spot: Spot) -> list[FileEdit]:
        """The edits that give a parameter the words that its field now has. Other values are tried alone, for their fields may show several."""
        source = next(sources_of(spot, "", self._entry(spot.section), self.base.revision, self.paths), None)
        if source is None or "with" not in source.path:
            return []
        value = self._value(source, line, spot, line.new(*_edges(line, spot)).strip())
        return [] if isinstance(value, Refused) else self._put(source.path, value)

    def _sections(self, path: tuple[str, ...]) -> Container[str] | None:
        """The sections that a value can show in: for a parameter, its entry and the headings in its text; None for all."""
        if "with" not in path:
            return None
        entry = path[path.index("with") - 1]
        return {entry, *(section for section, owner in self.owner.items() if owner == entry)}

    def _entry(self, section: str) -> str:
        """The entry of the file whose text holds a section."""
        return section if section in self.paths else self.owner.get(section, "")

    def _put(self, path: tuple[str, ...], value: Any) -> list[FileEdit]:
        return put_items(self.files, path, value) if isinstance(value, list) else put_value(self.files, path, value)

    def _value(self, source: Source, line: ChangedLine, spot: Spot, words: str) -> Any:
        """The value, as the file will have it; or why there is none."""
        kind = source.kind
        if type(spot.node) is FieldBlock and kind.type == "list":
            return Refused("")
        if kind.type == "list":
            return self._listed(source, words)
        old = line.old[spot.start : spot.end]
        if kind.type == "markdown":
            made = with_words_changed(kind.old, old, words)
            return made if made else Refused(f"“{cut(words)}” does not fit the text of the value.")
        if kind.type == "text" and source.path[-1] in ("name", "short") and kind.old not in (old, words):
            # A name shown with its short form, or in a longer form of words.
            return _inner(old, words, kind.old)
        read = typed_value(words, kind, self.language)
        return read.text if isinstance(read, Typed) else read

    def _listed(self, source: Source, words: str) -> Any:
        node = yaml_tree.at(self.files.merged, source.path)
        old = yaml_tree.plain(node) if node else []
        items = typed_items(words, old, self.language) if all(isinstance(item, str) for item in old) else None
        return items if items else Refused(f"Where each item of “{cut(words)}” ends cannot be said for certain.")

    def _told(self, kind: Kind, line: ChangedLine, spot: Spot, printed: ChangedLine) -> str | None:
        """What a person must know of how the value is printed: "" if it reads as it was written, None if it does not say that at all."""
        edges = _edges(line, spot)
        pieces = tuple(piece for piece in line.pieces if edges[0] <= piece.start and piece.end <= edges[1])
        wanted = ChangedLine(line.section, line.old, pieces).new(0, len(line.old))
        made = printed.new(0, len(printed.old))
        if made == wanted:
            return ""
        if kind.type not in _PRINTED:
            return None
        start, rest = spot.start, len(line.old) - spot.end
        return f"It will be printed as “{cut(made[start : len(made) - rest])}”."


def _edges(line: ChangedLine, spot: Spot) -> tuple[int, int]:
    """Where a field begins and ends, with the spaces at its edges at which words were put in."""
    near = line.around(spot.start, spot.end)
    put = [piece.start for piece in line.pieces if piece.start == piece.end and near[0] <= piece.start <= near[1]]
    beside = [at for at in put if abs(at - spot.start) <= 1 or abs(at - spot.end) <= 1]
    return min([spot.start, *(at for at in beside if at < spot.start)]), max([spot.end, *(at for at in beside if at > spot.end)])


def _inner(old: str, words: str, value: str) -> Any:
    """What a value became that stands in longer words, of which the rest stayed."""
    at = old.find(value)
    if at < 0:
        return Refused("")
    before, after = old[:at], old[at + len(value) :]
    if words.startswith(before) and words.endswith(after) and len(words) > len(before) + len(after):
        return words[len(before) : len(words) - len(after)]
    return Refused("")


def _name(path: tuple[str, ...]) -> str:
    """What a value is called: “funding.years”, “parties.council.name”."""
    steps = [*path]
    if "with" in steps:
        at = steps.index("with")
        steps = [steps[at - 1], *steps[at + 1 :]]
    return ".".join(steps)

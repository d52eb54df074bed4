"""The edits of a partnership file that put entries of sections where they are wanted: removed, added, moved, under another section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.exchange.fitting.entry_changes import Change
from docgen.exchange.fitting.wanted_sections import Path, Wanted, every
from docgen.partnership.partnership_files import Partnership
from docgen.sources import merge_patch, yaml_tree
from docgen.sources.yaml_edit import Drop, Edit, Put

_PLACES = ("after", "before")


@dataclass(frozen=True, slots=True)
class Files:
    """The own file of a revision, and what the files that it extends give together."""

    own: yaml_tree.Mapping
    below: yaml_tree.Node | None
    merged: yaml_tree.Mapping


def files_of(partnership: Partnership) -> Files:
    """The files of a revision as edits need them."""
    others: list[yaml_tree.Node] = list(reversed(partnership.chain[1:]))
    return Files(partnership.chain[0], reduce(merge_patch.merged, others) if others else None, partnership.source)


def set_value(files: Files, path: Path, value: Any) -> Iterator[Edit]:
    """The edits that give the value at a path, or take it out if it is None."""
    own, below = yaml_tree.at(files.own, path), files.below and yaml_tree.at(files.below, path)
    if value is not None:
        yield Put(path, value)
    elif below is not None:
        yield Put(path, None)
    elif own is not None:
        yield Drop(path)


class Placing:
    """Works out the edits. `contents` holds what changes in each entry that stays, and `added` the content of each that is new."""

    def __init__(self, files: Files, known: Mapping[str, Path], contents: Mapping[str, Sequence[Change]], added: Mapping[str, dict[str, Any]]) -> None:
        self.files, self.known, self.contents, self.added = files, known, contents, added

    def edits(self, wanted: Sequence[Wanted]) -> list[Edit]:
        """All edits, in an order in which each finds what it needs."""
        kept = {entry.id for entry in every(wanted) if self.known.get(entry.id) == entry.path}
        gone = [path for id, path in self.known.items() if id not in kept]
        tops = [path for path in gone if not any(path[: len(other)] == other and path != other for other in gone)]
        out: list[Edit] = [edit for entry in every(wanted) if entry.id in kept for edit in self._content(entry)]
        out += [edit for path in tops for edit in set_value(self.files, path, None)]
        for key in ("sections", "appendices"):
            out += self._placed((), key, [entry for entry in wanted if entry.path[0] == key])
        return out

    def _content(self, entry: Wanted) -> Iterator[Edit]:
        for keys, value in self.contents.get(entry.id, ()):
            yield from set_value(self.files, (*entry.path, *keys), value)

    def _placed(self, above: Path, key: str, wanted: list[Wanted]) -> list[Edit]:
        """The edits that bring the entries below a section in order."""
        path = (*above, key)
        staying = [entry for entry in wanted if self.known.get(entry.id) == entry.path]
        out: list[Edit] = []
        if wanted and not staying and not isinstance(yaml_tree.at(self.files.own, path), yaml_tree.Mapping):
            out.append(Put(path, {entry.id: self._whole(entry) for entry in wanted}))
        elif not self._is_in_order(path, [entry.id for entry in wanted], {entry.id for entry in staying}):
            out += self._ordered(path, wanted, {entry.id for entry in staying})
        for entry in staying:
            out += self._placed(entry.path, "sections", list(entry.below))
        return out

    def _is_in_order(self, path: Path, wanted: list[str], staying: set[str]) -> bool:
        """Whether the files give the siblings in the wanted order, and none of them is placed beside one that goes."""
        if wanted != [name for name in _names(self.files.merged, path) if name in staying]:
            return False
        places = (yaml_tree.at(self.files.own, (*path, name, word)) for name in staying for word in _PLACES)
        return all(place is None or yaml_tree.plain(place) in wanted for place in places)

    def _ordered(self, path: Path, wanted: list[Wanted], staying: set[str]) -> list[Edit]:
        """The edits for siblings: each that the files give in another order is put after the one before it that has its place, or before the one after it.

        Places are taken in the order of the own file, in which what is put into a mapping comes first.
        """
        own, below = _names(self.files.own, path), _names(self.files.below, path)
        natural = [*below, *(name for name in own if name not in below)]
        order = [entry.id for entry in wanted]
        stable = {name for name in _in_order(order, natural) if name in staying}
        movers = [*(name for name in order if name not in own and name not in stable), *(name for name in own if name in order and name not in stable)]
        settled, places = set(stable), {}
        for name in movers:
            at = order.index(name)
            before = next((other for other in reversed(order[:at]) if other in settled), "")
            after = next((other for other in order[at:] if other in settled), "")
            places[name] = {"after": before} if before else {"before": after} if after else {}
            settled.add(name)
        # What is put into a mapping becomes its first entry, so the last is put first.
        return [edit for entry in reversed(wanted) for edit in self._put(entry, places.get(entry.id, {}))]

    def _put(self, entry: Wanted, place: dict[str, str]) -> Iterator[Edit]:
        if self.known.get(entry.id) != entry.path:
            yield Put(entry.path, {**place, **self._whole(entry)})
            return
        for word in _PLACES:
            found = yaml_tree.at(self.files.own, (*entry.path, word))
            if word in place and (found is None or yaml_tree.plain(found) != place[word]):
                yield Put((*entry.path, word), place[word])
            elif word not in place and found is not None:
                yield Drop((*entry.path, word))

    def _whole(self, entry: Wanted) -> dict[str, Any]:
        """The content of an entry that is new at its place, with those below it."""
        if entry.id in self.added:
            content = dict(self.added[entry.id])
        else:
            node = yaml_tree.at(self.files.merged, self.known[entry.id])
            plain = yaml_tree.plain(node) if node is not None else {}
            content = {key: value for key, value in plain.items() if key not in (*_PLACES, "sections")}
            for keys, value in self.contents.get(entry.id, ()):
                content = _changed(content, keys, value)
        below = {child.id: self._whole(child) for child in entry.below}
        return {**content, **({"sections": below} if below else {})}


def _changed(content: Any, keys: Path, value: Any) -> Any:
    first, *rest = keys
    inner = _changed(content.get(first) or {}, tuple(rest), value) if rest else value
    return {key: old for key, old in {**content, first: inner}.items() if old is not None}


def _names(node: yaml_tree.Node | None, path: Path) -> list[str]:
    """The keys of the mapping at a path that have values, in order."""
    found = yaml_tree.at(node, path) if node else None
    if not isinstance(found, yaml_tree.Mapping):
        return []
    return [name for name, value in found.entries.items() if not (isinstance(value, yaml_tree.Scalar) and value.text is None)]


def _in_order(wanted: Sequence[str], names: Sequence[str]) -> list[str]:
    """The most names that stand in the wanted order already."""
    order = {name: at for at, name in enumerate(names)}
    kept = [name for name in wanted if name in order]
    return [kept[at] for at in _longest_rising([order[name] for name in kept])]


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The indices of a longest rising run of numbers."""
    best: list[list[int]] = []
    for at, number in enumerate(numbers):
        runs = [run for run in best if numbers[run[-1]] < number]
        best.append([*max(runs, key=len, default=[]), at])
    return max(best, key=len, default=[])

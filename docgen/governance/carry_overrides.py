"""Overrides carried to another version of their clause, keeping the changes of both the partnership and the new version."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from docgen.clausetext.anchors import unanchored
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position
from docgen.library.clauses import Clause
from docgen.partnership.override_text import anchors
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import Pin
from docgen.sources import merge_patch, yaml_tree
from docgen.sources.three_way_merge import as_local, in_text, merge, paragraphs
from docgen.sources.yaml_edit import Drop, Edit, Put
from docgen.sources.yaml_models import mapping


@dataclass(frozen=True, slots=True)
class Carried:
    """The edit that carries one text of an override; and the same with the override's side of each conflict, so that it can be composed."""

    edit: Edit
    settled: Edit

    @property
    def conflict(self) -> bool:
        return self.edit != self.settled


def carry(partnership: Partnership, pin: Pin, old: Clause, new: Clause) -> Iterator[Carried]:
    """The edits that carry a section's override to a new version of its clause; none if it can stay as it is.

    A text that merely repeats the new version is removed. An anchor that the new version lacks is left for composing to report.
    """
    path = (*pin.path, "override")
    override = mapping(yaml_tree.at(partnership.source, path))
    text, own = override.entries.get("text"), mapping(override.entries.get("paragraphs"))
    before, after = anchors(old.blocks), anchors(new.blocks)
    sources = {(*path, "paragraphs", name): (before[name], node, after[name]) for name, node in own.entries.items() if name in before and name in after}
    if text is not None:
        sources[*path, "text"] = (unanchored(old.text), text, unanchored(new.text))
    removed = 0
    carried: list[Carried] = []
    for place, (base, node, theirs) in sources.items():
        local, latest = paragraphs((node.text or "") if isinstance(node, yaml_tree.Scalar) else ""), paragraphs(theirs)
        merged = merge(paragraphs(base), local, latest)
        if merged == latest:
            removed += 1
            carried.extend(Carried(edit, edit) for edit in edits_to_remove(partnership, place))
        elif merged != local:
            carried.append(Carried(Put(place, in_text(merged, new.name)), Put(place, as_local(merged))))
    if removed and removed == (text is not None) + len(own.entries):
        carried = [Carried(edit, edit) for edit in edits_to_remove(partnership, path)]
    yield from carried


def edits_to_remove(partnership: Partnership, path: tuple[str, ...]) -> Iterator[Edit]:
    """The edits of a revision's own file that remove a value from the revision, whichever file gives it."""
    empty: yaml_tree.Node = yaml_tree.Mapping({}, {}, Position(""))
    inherited = reduce(merge_patch.merged, reversed(partnership.chain[1:]), empty)
    if yaml_tree.at(inherited, path) is not None:
        yield Put(path, None)
    elif yaml_tree.at(partnership.chain[0], path) is not None:
        yield Drop(path)

"""Overrides carried to another version of their clause: what the partnership changed is kept, and so is what the new version changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from docgen.clausetext.anchors import unanchored
from docgen.document.frozen import dataclass
from docgen.document.problems import Position
from docgen.library.clauses import Clause
from docgen.partnership.override_text import anchors
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import Pin
from docgen.sources import yaml_tree
from docgen.sources.three_way_merge import as_local, in_text, merge, paragraphs
from docgen.sources.yaml_edit import Drop, Edit, Put
from docgen.sources.yaml_models import mapping


@dataclass(frozen=True, slots=True)
class Carried:
    """The edit that carries one text of an override, and the same with the override's side of each conflict, which can be composed."""

    edit: Edit
    settled: Edit

    @property
    def conflict(self) -> bool:
        return self.edit != self.settled


def carry(partnership: Partnership, pin: Pin, old: Clause, new: Clause) -> Iterator[Carried]:
    """What becomes of the override of a section when its clause goes from one version to another; nothing if it stays as it is.

    A text that says no more than the new version is taken out. An anchor that the new version does not have is left to composing to tell.
    """
    path = (*pin.path, "override")
    override = mapping(yaml_tree.at(partnership.source, path))
    text, own = override.entries.get("text"), mapping(override.entries.get("paragraphs"))
    before, after = anchors(old.blocks), anchors(new.blocks)
    sources = {(*path, "paragraphs", name): (before[name], node, after[name]) for name, node in own.entries.items() if name in before and name in after}
    if text is not None:
        sources[*path, "text"] = (unanchored(old.text), text, unanchored(new.text))
    gone = 0
    made: list[Carried] = []
    for place, (base, node, theirs) in sources.items():
        local, latest = (paragraphs(said) for said in ((node.text or "") if isinstance(node, yaml_tree.Scalar) else "", theirs))
        merged = merge(paragraphs(base), local, latest)
        if merged == latest:
            gone += 1
            made.extend(Carried(edit, edit) for edit in edits_to_remove(partnership, place))
        elif merged != local:
            made.append(Carried(Put(place, in_text(merged, new.name)), Put(place, as_local(merged))))
    if gone and gone == (text is not None) + len(own.entries):
        made = [Carried(edit, edit) for edit in edits_to_remove(partnership, path)]
    yield from made


def edits_to_remove(partnership: Partnership, path: tuple[str, ...]) -> Iterator[Edit]:
    """The edits of a revision's own file that take a value out of the revision, wherever it is given."""
    nothing: yaml_tree.Node = yaml_tree.Mapping({}, {}, Position(""))
    older = reduce(yaml_tree.merged, reversed(partnership.chain[1:]), nothing)
    if yaml_tree.at(older, path) is not None:
        yield Put(path, None)
    elif yaml_tree.at(partnership.chain[0], path) is not None:
        yield Drop(path)

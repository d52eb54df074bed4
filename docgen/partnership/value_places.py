"""Finds the place in a partnership file of words that a document shows, so that a problem in a value is reported at the value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docgen.document.problems import Position
from docgen.document.quotation_marks import straightened
from docgen.document.tree import Field, Note, Reference, Term, Text, plain
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.revision import walk_sections
from docgen.sources import yaml_tree

_BODIES = ("partnership", "parties", "groups", "terms")
_OF_SECTIONS = ("sections", "appendices")
_PATH = re.compile(r"[\w.]*")
Span = tuple[int, int, Position]
"""The start and end of a value in a text, and the place that gives it."""


class ValuePlaces:
    """The values of a partnership file by name and by words; the parameters of a section come before the facts of the revision."""

    def __init__(self, partnership: Partnership) -> None:
        self.source = partnership.source
        entries = self.source.entries
        # Titles repeat the names of bodies, so they come after them.
        keys = [*(key for key in _BODIES if key in entries), *(key for key in entries if key not in (*_BODIES, *_OF_SECTIONS))]
        self.facts = _by_words(yaml_tree.Mapping({key: entries[key] for key in keys}, {}, self.source.position))
        self.parameters: dict[str, tuple[yaml_tree.Node, dict[str, Position]]] = {}
        self.titles: dict[str, Position] = {}
        """The titles of sections, by their ids."""
        for path, _ in walk_sections(partnership.revision):
            node, title = (yaml_tree.at(self.source, (*path, key)) for key in ("with", "title"))
            if node is not None:
                self.parameters[path[-1]] = node, _by_words(node)
            if title is not None:
                self.titles[path[-1]] = title.position

    def spans(self, inlines: tuple[Any, ...], section: str) -> Iterator[Span]:
        """The values in the plain text of inlines whose places are known. Inside a value, the innermost counts."""
        yield from self._spans(inlines, section, 0)

    def _spans(self, inlines: tuple[Any, ...], section: str, start: int) -> Iterator[Span]:
        for node in inlines:
            end = start + len(plain((node,)))
            if type(node) is Field and (place := self._place(node, section)):
                yield start, end, place
            elif type(node) not in (Text, Term, Note) and not (type(node) is Reference and not node.inlines):
                yield from self._spans(getattr(node, "inlines", ()), section, start)
            start = end

    def _place(self, node: Field, section: str) -> Position | None:
        """Looked up by the body it names, its own name, its words, or the name that begins the expression, in that order."""
        of_section, words = self.parameters.get(section, (self.source, {}))
        if len(node.inlines) == 1 and type(node.inlines[0]) is Term:
            return self.facts.get(straightened(node.inlines[0].name))
        path = _PATH.findall(node.name)[0]
        found = yaml_tree.at(of_section, path.split(".")) or yaml_tree.at(self.source, path.split("."))
        shown = straightened(plain(node.inlines))
        if path == node.name and isinstance(found, yaml_tree.Scalar) and straightened(found.text or "") == shown:
            return found.position
        if place := None if shown.isdecimal() else words.get(shown) or self.facts.get(shown):
            return place
        return None if found is None or isinstance(found, yaml_tree.Mapping) else found.position


def _by_words(node: yaml_tree.Node) -> dict[str, Position]:
    """The place of each text below a node, with straight quotation marks; the first place if a text is repeated."""
    out: dict[str, Position] = {}
    for leaf in _scalars(node):
        out.setdefault(straightened(leaf.text or ""), leaf.position)
    return out


def _scalars(node: yaml_tree.Node) -> Iterator[yaml_tree.Scalar]:
    match node:
        case yaml_tree.Scalar():
            yield node
        case yaml_tree.Sequence(items=items):
            for item in items:
                yield from _scalars(item)
        case yaml_tree.Mapping(entries=entries):
            for child in entries.values():
                yield from _scalars(child)

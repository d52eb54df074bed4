"""The links of a draft, in a composed document or in a text that nobody composed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.problems import Position
from docgen.tree import Link, Paragraph, Section, plain, walk

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]{0,300})\]\((?P<to>[^)\s]{0,2000})[^)]{0,200}\)")


def links(draft: Draft) -> Iterator[tuple[Position, str, str]]:
    """Each link: its place, its words and where it leads."""
    if draft.document:
        place = Position(draft.name)
        for node in walk(draft.document):
            if isinstance(node, Section | Paragraph):
                place = node.position or place
            elif isinstance(node, Link):
                yield place, plain(node.inlines), node.url
        return
    for passage in draft.passages:
        for found in _LINK.finditer(passage.text):
            yield passage.at(found.start()), found["words"], found["to"]

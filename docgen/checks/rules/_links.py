"""The links of a draft, in a composed document or in another text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rules._placed import placed
from docgen.document.problems import Position
from docgen.document.tree import Link, plain

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]{0,300})\]\((?P<to>[^)\s]{0,2000})[^)]{0,200}\)")


def links(draft: Draft) -> Iterator[tuple[Position, str, str]]:
    """The place, words and address of each link."""
    yield from ((place, plain(node.inlines), node.url) for node, place, _ in placed(draft) if isinstance(node, Link))
    for passage in () if draft.document else draft.passages:
        for found in _LINK.finditer(passage.text):
            yield passage.at(found.start()), found["words"], found["to"]

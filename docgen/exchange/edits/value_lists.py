"""Lists that a value gives, and the items that a partner wants in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.redline import BELOW, MARKS, Altered, Redline, marks, resolved, sides
from docgen.document.tree import Document, FieldBlock, List, Section, walk
from docgen.exchange.escaped_words import escaped
from docgen.exchange.fitting.edited_source import with_words_changed
from docgen.exchange.fitting.lines_of_nodes import text_of
from docgen.exchange.fitting.what_follows import typed
from docgen.exchange.fitting.word_pairs import paired
from docgen.formats.reading.as_read import blocks_as_read

Nodes = tuple[Any, ...]
_END = re.compile(r"(?:; (?:and|or)|[;.,])$")


@dataclass(frozen=True, slots=True)
class ChangedList:
    """A list that a field gives, as it is and as it is wanted, and the changes of the redline that are in it and nowhere else.

    A list of the text itself, whose items a loop may give, is in a field without a name.
    """

    section: str
    field: FieldBlock
    now: List
    changes: frozenset[int]


def changed_lists(redline: Redline, document: Document, skipped: Collection[int]) -> Iterator[ChangedList]:
    """The lists of values of the composed document in which the redline has changes other than those `skipped`."""
    fields: dict[tuple[str, int], FieldBlock] = {}
    for section in (part for part in walk(document) if isinstance(part, Section)):
        for at, block in enumerate(section.blocks):
            if isinstance(block, List):
                fields[section.id, at] = FieldBlock("", (block,))
            elif isinstance(block, FieldBlock) and len(block.blocks) == 1 and isinstance(block.blocks[0], List):
                fields[section.id, at] = block
    for where, node in _lists(redline.document.sections, ""):
        ids = frozenset(mark.change for mark in marks(node)) - frozenset(skipped)
        was = [field for (id, _), field in fields.items() if id == where]
        now = resolved((node,), lambda mark: sides(mark)[mark.change not in skipped])
        if not ids or len(now) != 1 or not isinstance(now[0], List):
            continue
        pairs = paired([text_of(field.blocks) for field in was], [text_of(now)], 0.3)
        if 0 in pairs:
            yield ChangedList(where, was[pairs[0]], now[0], ids)


def _lists(nodes: Nodes, section: str) -> Iterator[tuple[str, List]]:
    for node in nodes:
        node = node.node if type(node) is Altered else node
        if type(node) is List:
            yield section, node
        elif type(node) not in MARKS:
            here = node.id if type(node) is Section else section
            for name in BELOW.get(type(node), ()):
                below = getattr(node, name)
                if type(below) is tuple and name in ("blocks", "sections"):
                    yield from _lists(below, here)


def items_for(changed: ChangedList, source: Sequence[Any], markdown: bool) -> list[str] | None:
    """The items of the value as they must be typed for the wanted list; None if the list holds more than a line of text in each item."""
    (shown,) = blocks_as_read(changed.field.blocks)
    if len(shown.items) != len(source) or not all(isinstance(item, str) for item in source) or not all(_is_line(item) for item in changed.now.items):
        return None
    old, new = [text_of(item.blocks) for item in shown.items], [text_of(item.blocks) for item in changed.now.items]
    if not all(_shows(text_of(item.blocks), value) for item, value in zip(shown.items, source, strict=True)):
        return None
    ended = not any(_END.search(item.strip()) for item in source)
    if ended:
        old, new = [_END.sub("", item) for item in old], [_END.sub("", item) for item in new]
    pairs = paired(old, new)
    out = []
    for at, words in enumerate(new):
        before = pairs.get(at, -1)
        if before >= 0 and old[before] == words:
            out.append(source[before])
            continue
        kept = with_words_changed(source[before], old[before], words) if before >= 0 and markdown else None
        out.append(kept if kept is not None else escaped(words) if markdown else words)
    return out if all(item.strip() for item in out) and out else None


def _shows(words: str, value: str) -> bool:
    """Whether an item shows its value and nothing more; where the value has fields or marks, its words need not be the same."""
    return any(sign in value for sign in "{[*_") or typed(_END.sub("", words)) == typed(_END.sub("", value.strip()))


def _is_line(item: Any) -> bool:
    return len(item.blocks) == 1 and hasattr(item.blocks[0], "inlines")

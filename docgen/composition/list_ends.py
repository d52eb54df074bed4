"""The marks at the ends of a list's items, where a value gives the list and a sentence leads into it: “;”, “; and”, “.”, as clauses have them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from docgen.document.tree import Item, List, Paragraph, Text, plain

_ENDED = re.compile(r"[.,;:!?]\W*$|[;,] (?:and|or)$|(?:://|@)\S+$")
"""How an item ends that has its own mark, or an address, which no mark may touch."""
_ANY = re.compile(r"\b(?:any|one|either|some) (?:or more )?of\b[^.;]*:\W*$", re.IGNORECASE)
"""A lead-in after which the last two items are joined by “or”."""


def with_ends(made: List, above: Any) -> List:
    """The list with a mark after each item, if the paragraph above it ends in a colon. A list with nested blocks, or with a mark of its own, is as it is."""
    if type(above) is not Paragraph or not (lead := plain(above.inlines)).rstrip().endswith(":"):
        return made
    lines = [item.blocks[0] for item in made.items if len(item.blocks) == 1 and type(item.blocks[0]) is Paragraph]
    if len(lines) < len(made.items) or any(_ENDED.search(plain(line.inlines)) for line in lines):
        return made
    joint = "or" if _ANY.search(lead) else "and"
    ends = [*[";"] * (len(lines) - 2), *([f"; {joint}"] if len(lines) > 1 else []), "."]
    return List(made.ordered, tuple(Item((replace(line, inlines=(*line.inlines, Text(end))),)) for line, end in zip(lines, ends, strict=True)))

"""The archive form of a Document: what its JSON holds, for the writer and the reader of it.

Each node is an object whose "kind" names its class; its other keys are the class's fields. A field that is left out has its
default. So a later edition can add fields and still read what an earlier one wrote.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from docgen.document.tree import BLOCKS, INLINES, PARTS

FORMAT = 1
"""The number of this form, at the head of every file; it rises when an older reader would misread a newer file."""

KINDS: dict[str, type] = {kind.__name__: kind for kind in (*INLINES, *BLOCKS, *PARTS)}


@cache
def archived_fields(kind: type) -> tuple[str, ...]:
    """The fields of a node that are archived: all but its position in a source file, which says nothing of the document."""
    return tuple(f.name for f in fields(kind) if f.name != "position")

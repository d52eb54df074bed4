"""The archive form of a Document, which the JSON writer and reader share.

Each node is an object whose "kind" names its class; the other keys are the class's fields. A missing field has its default, so
later versions can add fields and still read older files.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from docgen.document.tree import BLOCKS, INLINES, PARTS

FORMAT = 1
"""The version of this form, at the head of every file. It rises when an older reader would misread a newer file."""

KINDS: dict[str, type] = {kind.__name__: kind for kind in (*INLINES, *BLOCKS, *PARTS)}


@cache
def archived_fields(kind: type) -> tuple[str, ...]:
    """The fields of a node that are archived: all but its position in a source file and its level in a redline, which are no part of a document."""
    return tuple(f.name for f in fields(kind) if f.name not in ("position", "level"))

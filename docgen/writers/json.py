"""The archive form: the Document as JSON, whole but for positions in sources, so that a revision can be read and compared years on.

Each node is an object whose "kind" names its class; the rest of its keys are the class's fields. Fields that hold their defaults
are left out. `docgen.readers.json` reads it back.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import cache
from typing import Any

from docgen.files import HouseStyle
from docgen.tree import Document

SUFFIX = ".json"

FORMAT = 1
"""The number of this form; a reader refuses a higher one."""

LEFT_OUT = frozenset({"position"})
"""Fields that say where in its sources a document comes from, not what it is."""


def write(document: Document, style: HouseStyle) -> bytes:
    """The document in UTF-8, a line for each section; every house style gives the same."""
    tree = _encoder(Document)(document)
    sections = tree.pop("sections")
    head = json.dumps({"docgen": FORMAT, **tree}, ensure_ascii=False)
    lines = ",\n".join([json.dumps(section, ensure_ascii=False) for section in sections])
    return f'{head[:-1]}, "sections": [\n{lines}\n]}}\n'.encode()

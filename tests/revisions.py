"""The revisions of this repository, composed and written once for all tests of a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from docgen import config
from docgen.build import written
from docgen.clauses import Library
from docgen.compose import compose
from docgen.files import HouseStyle
from docgen.tree import Document

ROOT = Path(__file__).parents[1]
REVISIONS = tuple(config.revisions(ROOT))


@cache
def _library() -> Library:
    return Library(ROOT)


@cache
def document(name: str) -> Document:
    return compose(config.load(ROOT, name), _library())


@cache
def made(name: str, format: str) -> bytes:
    return written(document(name), HouseStyle(document(name).style, ROOT), format)

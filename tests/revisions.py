"""The revisions of this repository, composed and written once for all tests of a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from docgen.composition.compose import compose
from docgen.document.tree import Document
from docgen.formats.outputs import written
from docgen.library.clauses import Library
from docgen.partnership import partnership_files, repository
from docgen.sources.files import HouseStyle

ROOT = Path(__file__).parents[1]
REVISIONS = tuple(repository.revisions(ROOT))


@cache
def _library() -> Library:
    return Library(ROOT)


@cache
def document(name: str) -> Document:
    return compose(partnership_files.load(ROOT, name), _library())


@cache
def made(name: str, format: str) -> bytes:
    return written(document(name), HouseStyle(document(name).style, ROOT), format)

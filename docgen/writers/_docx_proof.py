"""The proof of a redline: read back, it gives both texts as clean files have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.ooxml import resolving
from docgen.problems import DocgenError, Position, Problem
from docgen.redline import Redline
from docgen.tree import Document, Section
from docgen.writers import _docx_body as body
from docgen.writers import docx
from docgen.writers._docx_house import Shell, filled
from docgen.writers._docx_writing import Writing

_AROUND = 60


def prove(redline: Redline, frame: Shell, pieces: Iterable[tuple[str, str]], writing: Writing, fields: bool) -> None:
    """DocgenError unless the redline gives the new document accepted and the old one rejected, the results of fields too or not.

    `pieces` are the sections at the top as written. Each begins with the id of the section if it has no mark: what the writer of clean
    files alone has written is proved by its place.
    """
    pieces = list(pieces)
    unmarked = {id for id, _ in pieces if id}
    problems = []
    for document, accept in ((redline.now, True), (redline.was, False)):
        clean_frame = filled(writing.house, document.front)
        found = [id or resolving.text(xml, accept, writing.notes, writing.house.first_note, fields) for id, xml in pieces]
        expected = [section.id if section.id in unmarked else _clean(document, section, writing, fields) for section in document.sections]
        pairs = [("\n".join(filter(None, found)), "\n".join(filter(None, expected)))]
        pairs += [(resolving.text(marked, accept), resolving.text(plain, True)) for marked, plain in zip(_pieces(frame), _pieces(clean_frame), strict=True)]
        problems += [_unproved(document, accept, *pair) for pair in pairs if pair[0] != pair[1]]
    if problems:
        raise DocgenError(problems)


def _clean(document: Document, section: Section, writing: Writing, fields: bool) -> str:
    """The words of a section in a clean file."""
    clean = Writing(writing.house, writing.style, 0)
    body.section(section, 0, docx.place(document, section, writing.house), clean)
    return resolving.text("".join(clean.out), True, clean.notes, writing.house.first_note, fields)


def _pieces(frame: Shell) -> Iterator[str]:
    yield from (frame.before, frame.between, frame.after)


def _unproved(document: Document, accept: bool, found: str, expected: str) -> Problem:
    at = next((i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), min(len(found), len(expected)))
    seen, wanted = (text[max(at - 20, 0) : at + _AROUND].replace("\n", " ¶ ") for text in (found, expected))
    return Problem(
        Position(document.id),
        "unproved-redline",
        f"With all changes {'accepted' if accept else 'rejected'} the Word redline says “{seen}”.",
        f"“{wanted}”, as in {document.id}",
        "No file was written. This is a fault of docgen: please report it with both revisions.",
    )

"""Whether a file is what was released, byte for byte; and if it was edited, in which sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import Indel

from docgen.comparison.compare_words import touching_joined
from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.document.tree import Document, Section, plain, walk
from docgen.formats import returned_file
from docgen.formats.docx.body import CLAUSE
from docgen.formats.docx.ooxml.runs import bookmark
from docgen.formats.json import reader as archive
from docgen.formats.outputs import written
from docgen.formats.returned_file import Lines, ReturnedFile
from docgen.governance.release import released_document
from docgen.partnership import release_locks
from docgen.partnership.release_locks import Lock
from docgen.sources.files import HouseStyle


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is true of a file. `output` names the released file that it is byte for byte, or is "".

    `differences` holds what differs from the release otherwise, a line each.
    """

    revision: str
    output: str
    differences: tuple[str, ...] = ()
    tracked: bool = False


def verify_file(root: Path, data: bytes, name: str, of: str = "") -> Verdict:
    """What a file is. `of` names the revision it came from, for a file that does not say so. DocgenError if nobody can tell."""
    known = {lock.revision: lock for lock in release_locks.locks(root)}
    digest = release_locks.digest(data)
    for lock in known.values():
        for output, promised in lock.outputs.items():
            if promised == digest and of in ("", lock.revision):
                return Verdict(lock.revision, output)
    format = _format(data)
    if format == "pdf":
        raise DocgenError(
            [Problem(Position(name), "unknown-file", "No release has this PDF, and an edited PDF cannot be compared.", "the Word file it was made of")]
        )
    back = _read(data, name, format)
    revision = of or back.revision
    if revision not in known:
        raise DocgenError([_unknown(name, revision, known)])
    document = released_document(root, known[revision])
    ours = _read(written(document, HouseStyle(document.style, root), format), name, format)
    return Verdict(revision, "", tuple(_differences(document, format, ours.lines, back.lines)), back.tracked)


def _unknown(name: str, revision: str, known: dict[str, Lock]) -> Problem:
    seen = (
        f"This file says that it is “{revision}”, which is not released." if revision else "No release has this file, and it does not say where it came from."
    )
    expected = f"a file of a released revision: {', '.join(known)}" if known else "a file of a released revision, and none is released yet"
    return Problem(Position(name), "unknown-file", seen, expected, did_you_mean(revision, known) or "Name the revision it came from with --of.")


def _format(data: bytes) -> str:
    start = data[:200].lstrip().lower()
    if data.startswith(b"PK"):
        return "docx"
    if start.startswith(b"%pdf"):
        return "pdf"
    return "html" if start.startswith((b"<!doctype html", b"<html")) else "json" if start.startswith(b"{") else "markdown"


def _read(data: bytes, name: str, format: str) -> ReturnedFile:
    match format:
        case "docx":
            return returned_file.docx(data, name, CLAUSE)
        case "html":
            return returned_file.html(data)
        case "markdown":
            return returned_file.markdown(data)
    document = archive.read(data, name)
    lines = [("", repr(document.front)), *((section.id, repr((section.title, section.blocks))) for section in _sections(document))]
    return ReturnedFile(document.id, tuple(lines))


def _sections(document: Document) -> Iterator[Section]:
    yield from (node for section in document.sections for node in walk(section) if isinstance(node, Section))


def _differences(document: Document, format: str, ours: Lines, theirs: Lines) -> Iterator[str]:
    """A line for each section of the release whose lines are changed or missing, or have new ones after them, in its order.

    A line belongs to the section that the release has it in: programs lose and move the marks of sections.
    """
    names = {bookmark(CLAUSE, s.id) if format == "docx" else s.id: s for s in _sections(document)}
    ids: dict[str, int] = {}
    a, b = ([ids.setdefault(line, len(ids)) for _, line in lines] for lines in (ours, theirs))
    gone: Counter[str] = Counter()
    come: Counter[str] = Counter()
    for i0, i1, j0, j1 in touching_joined(
        [(step.src_start, step.src_end, step.dest_start, step.dest_end) for step in Indel.opcodes(a, b) if step.tag != "equal"]
    ):
        gone.update(mark for mark, _ in ours[i0:i1])
        come[ours[i0 if i0 < i1 else max(i0 - 1, 0)][0]] += j1 - j0
    whole = Counter(mark for mark, _ in ours)
    for mark, lines in whole.items():
        if gone[mark] or come[mark]:
            yield f"{_called(names.get(mark))}: {'removed' if gone[mark] == lines and not come[mark] else 'changed'}"


def _called(section: Section | None) -> str:
    if section is None:
        return "Cover and contents"
    origin = section.origin
    clause = f" ({origin.clause}@{origin.version})" if origin and origin.clause else ""
    return f"{section.number} {plain(section.title)}".strip() + clause

"""Whether a file is byte for byte what was released; and if not, which sections differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import Indel

from docgen.comparison.words.compare_words import touching_joined
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.document.tree import Section, plain, walk
from docgen.formats.outputs import format_of, returned, written
from docgen.formats.returned_file import Lines
from docgen.governance.release import released_document
from docgen.partnership import release_locks
from docgen.partnership.release_locks import Lock
from docgen.sources.files import HouseStyle


@dataclass(frozen=True, slots=True)
class Verdict:
    """`output` names the released file that a file equals byte for byte, or is ""; `differences` has a line for each section that differs otherwise."""

    revision: str
    output: str
    differences: tuple[str, ...] = ()
    tracked: bool = False
    released: str = "released"
    """As `Lock.in_words` says, with the errors that were accepted."""
    errors: tuple[str, ...] = ()


def verify_file(root: Path, data: bytes, name: str, of: str = "") -> Verdict:
    """Compares a file with its release. `of` names the revision it came from, for a file that does not. Raises DocgenError if no release can be found."""
    known = {lock.revision: lock for lock in release_locks.locks(root)}
    digest = release_locks.digest(data)
    for lock in known.values():
        for output, released_digest in lock.outputs.items():
            if released_digest == digest and of in ("", lock.revision):
                return Verdict(lock.revision, output, released=lock.in_words, errors=lock.errors)
    format = format_of(data)
    if not format:
        seen = "No release has this PDF, and an edited PDF cannot be compared."
        raise DocgenError([Problem(Position(name), "unknown-file", seen, "the Word file it was made from")])
    reader = returned(format)
    file = reader.read(data, name)
    revision = of or file.revision
    if revision not in known:
        raise DocgenError([_unknown(name, revision, known)])
    document = released_document(root, known[revision])
    released = reader.read(written(document, HouseStyle(document.style, root), format), name)
    sections = {reader.mark(node.id): node for section in document.sections for node in walk(section) if isinstance(node, Section)}
    lock = known[revision]
    return Verdict(revision, "", tuple(_differences(sections, released.lines, file.lines)), file.tracked, lock.in_words, lock.errors)


def _unknown(name: str, revision: str, known: dict[str, Lock]) -> Problem:
    seen = f"This file names “{revision}”, which is not released." if revision else "No release has this file, and it does not name its revision."
    expected = f"a file of a released revision: {', '.join(known)}" if known else "a file of a released revision, and none is released yet"
    advice = did_you_mean(revision, known) or ("Name the revision it came from with --of." if known else "")
    return Problem(Position(name), "unknown-file", seen, expected, advice)


def _differences(sections: dict[str, Section], released: Lines, now: Lines) -> Iterator[str]:
    """A line for each section, by its mark, in which lines of the release were changed, removed or added, in its order.

    A line belongs to the section it has in the release, because programs lose and move the bookmarks of sections.
    """
    ids: dict[str, int] = {}
    a, b = ([ids.setdefault(line, len(ids)) for _, line in lines] for lines in (released, now))
    deleted: Counter[str] = Counter()
    inserted: Counter[str] = Counter()
    spans = [(step.src_start, step.src_end, step.dest_start, step.dest_end) for step in Indel.opcodes(a, b) if step.tag != "equal"]
    for i0, i1, j0, j1 in touching_joined(spans):
        deleted.update(mark for mark, _ in released[i0:i1])
        inserted[released[i0 if i0 < i1 else max(i0 - 1, 0)][0]] += j1 - j0
    for mark, count in Counter(mark for mark, _ in released).items():
        if deleted[mark] or inserted[mark]:
            yield f"{_described(sections.get(mark))}: {'removed' if deleted[mark] == count and not inserted[mark] else 'changed'}"


def _described(section: Section | None) -> str:
    if section is None:
        return "Cover and contents"
    origin = section.origin
    clause = f" ({origin.clause}@{origin.version})" if origin and origin.clause else ""
    return f"{section.number} {plain(section.title)}".strip() + clause

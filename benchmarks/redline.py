"""`make bench`: time, words marked and memory for redlines of a revision, and of about 35,000 and 60,000 words, with known edits."""

from __future__ import annotations

import resource
import sys
import time
import timeit
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.large_texts import measured_sizes
from benchmarks.redline_peers import compared, lines
from docgen.comparison.diff import diff
from docgen.composition.compose import compose
from docgen.document.redline import Moved, marks
from docgen.document.tree import Document, Section
from docgen.formats.docx import redline_writer as docx_redline
from docgen.formats.outputs import written
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load
from docgen.partnership.repository import find_root, revisions
from docgen.sources.files import HouseStyle
from tests.edits import edited
from tests.foreign import with_ids_by_place
from tests.tracked_words import tracked
from tests.wording import words_of

ROOT = find_root(Path(__file__).parent)
EDITS, SEED = 84, 5
SHORT, SHORT_EDITS = "halton/2020", 21


def long_document(words: int) -> Document:
    """A document of at least `words` words, repeated from the sections of all revisions under new ids."""
    library = Library(ROOT)
    documents = [compose(load(ROOT, name), library) for name in revisions(ROOT)]
    sections: list[Section] = []
    count = turn = 0
    while count < words:
        # New nodes too: an edit of a node that is in two places would count as two edits.
        document = with_ids_by_place(documents[turn % len(documents)], f"turn-{turn}")
        sections += [replace(section, appendix=False) for section in document.sections]
        count += len(words_of(document))
        turn += 1
    return replace(documents[0], sections=tuple(sections))


def quickest(work: Callable[[], object], runs: int = 5) -> float:
    """The shortest CPU time of `runs` runs, in seconds."""
    return min(timeit.repeat(work, "import gc; gc.enable()", time.process_time, number=1, repeat=runs))


def main() -> None:
    _short_pair()
    for words in (35_000, 60_000):
        old = long_document(words)
        style = HouseStyle(old.style, ROOT)
        made = edited(old, SEED, EDITS)
        redline = diff(old, made.document)
        moved = sum(type(mark) is Moved and mark.end == "to" for mark in marks(redline.document.sections))
        file = docx_redline.write(redline, {}, style)
        print(f"{len(words_of(old)):,} words, {EDITS} edits of {made.words} words, {len(made.moved)} sections moved")
        marked, whole = (tracked(file, contents).marked for contents in (False, True))
        print(f"  {len(redline.changes)} changes, {moved} moves; {marked} words marked in the text, {marked / made.words:.2f} of those edited")
        print(f"  {whole - marked} words marked in the contents list, whose entries follow the sections that moved")
        compare, write = quickest(partial(diff, old, made.document)), quickest(partial(docx_redline.write, redline, {}, style))
        print(f"  from two documents to a proved redline {compare + write:6.3f} s CPU ({compare:.3f} to compare, {write:.3f} to write and prove)")
        print(f"  the new document as a clean file       {quickest(partial(written, made.document, style, 'docx')):6.3f} s CPU")
        print(f"  most memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        if words == 35_000:
            _side_by_side(old, made.document, style)
    print("No cliff: texts that share little, or nothing but their form")
    for name, size, seconds, memory, changes, moves in measured_sizes():
        print(f"  {name:44} {size:6,} {seconds:6.2f} s CPU {memory:4.0f} MB more {changes:6,} changes {moves:6,} moves")
    print(f"Python {sys.version.split()[0]}")


def _short_pair() -> None:
    old = compose(load(ROOT, SHORT), Library(ROOT))
    made = edited(old, SEED, SHORT_EDITS)
    print(f"{SHORT}: {len(words_of(old)):,} words, {SHORT_EDITS} edits of {made.words} words, {len(made.moved)} sections moved")
    _side_by_side(old, made.document, HouseStyle(old.style, ROOT))


def _side_by_side(old: Document, new: Document, style: HouseStyle) -> None:
    documents = {"docgen": (old, new), "docgen, no ids in common": (with_ids_by_place(old, "old"), with_ids_by_place(new, "new"))}
    with TemporaryDirectory() as folder:
        (Path(folder) / "old.docx").write_bytes(written(old, style, "docx"))
        (Path(folder) / "new.docx").write_bytes(written(new, style, "docx"))
        print("\n".join(lines(list(compared(Path(folder), documents)))))


if __name__ == "__main__":
    main()

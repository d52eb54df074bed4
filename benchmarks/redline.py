"""`make bench`: diffs of about 35,000 and 60,000 words with 84 known edits: how long, how many words marked, how much memory."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import partial
from pathlib import Path

from docgen.build import find_root, written
from docgen.clauses import Library
from docgen.compose import compose
from docgen.config import load, revisions
from docgen.diff import diff
from docgen.files import HouseStyle
from docgen.redline import Deleted, Inserted, marks
from docgen.tree import Document, Section

ROOT = find_root(Path(__file__).parent)
EDITS, SEED = 84, 5


def long_document(words: int) -> Document:
    """The sections of all revisions, again and again under ids of their own, until there are so many words."""
    from tests.wording import words_of

    library = Library(ROOT)
    documents = [compose(load(ROOT, name), library) for name in revisions(ROOT)]
    sections: list[Section] = []
    count = turn = 0
    while count < words:
        # copies: an edit of a node that stands in two places would be two edits
        document = deepcopy(documents[turn % len(documents)])
        sections += [replace(_named(section, turn), appendix=False) for section in document.sections]
        count += len(words_of(document))
        turn += 1
    return replace(documents[0], sections=tuple(sections))


def _named(section: Section, turn: int) -> Section:
    return replace(section, id=f"{section.id}-{turn}", sections=tuple(_named(child, turn) for child in section.sections))


def quickest(work: Callable[[], object], runs: int = 5) -> float:
    """The least CPU time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    from tests.edits import edited
    from tests.wording import words_of

    for words in (35_000, 60_000):
        old = long_document(words)
        made = edited(old, SEED, EDITS)
        redline = diff(old, made.document)
        marked = sum(len(words_of(mark.nodes)) for mark in marks(redline.document.sections) if type(mark) in (Inserted, Deleted))
        print(f"{len(words_of(old)):,} words, {EDITS} edits of {made.words} words: {len(redline.changes)} changes, {marked} words marked")
        print(f"  diff            {quickest(partial(diff, old, made.document)):6.3f} s CPU")
        print(f"  write the new   {quickest(partial(written, made.document, HouseStyle(old.style, ROOT), 'docx')):6.3f} s CPU")
    print(f"  most memory     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB; Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()

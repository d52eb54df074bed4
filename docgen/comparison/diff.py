"""The difference of two Documents as a Redline. Sections are matched by their ids, blocks and words by likeness.

The order of the steps, and their limits, follow from measurements of eleven programs that compare documents.
"""

from __future__ import annotations

from dataclasses import replace

from docgen.comparison.change_numbers import numbered_changes
from docgen.comparison.changed_facts import changed_facts
from docgen.comparison.compare_covers import compare_covers
from docgen.comparison.compare_sections import compare_sections
from docgen.comparison.moved_sentences import with_moved_sentences
from docgen.comparison.moves import with_moves
from docgen.document.redline import Redline, normal
from docgen.document.tree import Document


def diff(old: Document, new: Document) -> Redline:
    """The new document, with marks for what changed from the old one; its laws are in `docgen.document.redline`."""
    was, now = normal(old), normal(new)
    compared, vocabulary = compare_sections(was, now)
    sections = with_moved_sentences(with_moves(compared, vocabulary), was, now)
    cover = replace(compare_covers(was.front, now.front), facts=changed_facts(was, now))
    return numbered_changes(was, now, cover, sections, vocabulary.new_ids)

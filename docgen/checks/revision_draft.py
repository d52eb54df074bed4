"""A revision as a draft for the drafting rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docgen.checks.draft import Draft, of_document
from docgen.composition.compose import composed
from docgen.composition.front_matter import is_approved
from docgen.document.problems import Problem
from docgen.document.values import Date
from docgen.library.clauses import Library
from docgen.partnership import release_locks
from docgen.partnership.default_values import Read, default_values
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.resolution import resolve


def draft_of(partnership: Partnership, library: Library, day: Date, known: Sequence[Problem] = ()) -> Draft:
    """The draft of a revision. Raises DocgenError with the problems `known` before, and with those that stop it from being composed."""
    revision, read = resolve(partnership, library), Read()
    document = composed(revision, known, read=read)
    # The values of a text that was approved or released are those of its parties, wherever they came from.
    settled = is_approved(document) or release_locks.is_released(library.root, partnership.id)
    defaults = () if settled else default_values(revision, read)
    return replace(of_document(document, partnership, day, library.law, library.root), defaults=defaults)

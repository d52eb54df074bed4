"""A small partnership whose facts a piece of YAML changes, composed in memory."""

from __future__ import annotations

from docgen.composition.compose import compose
from docgen.document.problems import DocgenError, Problem
from docgen.document.tree import Document
from docgen.library.clauses import Library
from docgen.partnership import partnership_files
from docgen.partnership.partnership_files import Partnership
from docgen.sources import yaml_tree
from tests.revisions import ROOT

BASE = """\
title: Memorandum of Understanding
partnership: {name: Exshire Safeguarding Partnership}
status: draft
date: 2026-06
parties:
  council: {name: Exshire County Council, short: the Council}
  police: {name: Exshire Police, short: the Police}
groups:
  executive: {name: Executive Group}
signatories:
  - {party: council, post: Chief Executive}
  - {party: police, post: Chief Constable}
sections:
  aims:
    title: Aims
    reason: An example.
    text: |
      The parties will work together.
"""


def composed_with(text: str) -> tuple[Partnership, Document]:
    """The base changed by a piece of YAML, as a revision that extends it."""
    problems: list[Problem] = []
    chain = (yaml_tree.parse(text, "example.yaml", problems), yaml_tree.parse(BASE, "base.yaml", problems))
    partnership = partnership_files._merged("example/1", chain, (), problems)
    if problems:
        raise DocgenError(problems)
    return partnership, compose(partnership, Library(ROOT))

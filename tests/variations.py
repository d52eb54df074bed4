"""Documents to vary, with the numbers that composition gives them, and what an instrument says of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen.composition.numbering import numbered
from docgen.composition.references import referred
from docgen.document.redline import normal
from docgen.document.tree import Document, Paragraph
from docgen.redlines.variation.amendment_words import Group, in_words
from docgen.redlines.variation.paper import on_paper
from docgen.redlines.variation.plan_amendments import proved_amendments
from tests import pair
from tests.edits import edited
from tests.revisions import REVISIONS, document
from tests.samples import mapped
from tests.structure import restructured


def renumbered(made: Document) -> Document:
    """A document with the numbers, references and first uses of terms that it has when it is composed."""
    bare: Document = mapped(lambda node: replace(node, number="") if type(node) is Paragraph and node.number else node, normal(made))
    sections, labels, _ = numbered(bare.sections, bare.scheme)
    return replace(bare, sections=referred(sections, labels)[0])


def script(seed: int) -> tuple[Document, Document]:
    """A revision of this repository, and the revision after a random edit script: of words, of structure, or of both."""
    was = document(REVISIONS[seed % len(REVISIONS)])
    now = restructured(was, seed, 1 + seed % 6) if seed % 3 else was
    return was, renumbered(edited(renumbered(now), seed, 1 + seed % 12).document if seed % 3 != 1 else now)


def of(*blocks: Any, scheme: Any = "headings") -> Document:
    return renumbered(pair.document(scheme, pair.section("aims", *blocks)))


def told(was: Document, now: Document) -> tuple[Group, ...]:
    """The amendments in words, proved."""
    return in_words(proved_amendments(was, now), on_paper(was).titles)


def sentences(was: Document, now: Document) -> list[str]:
    """Each amendment as one line, with what it quotes."""
    out = []
    for group in told(was, now):
        for each in group.told:
            quoted = " / ".join(" | ".join((line.number, *line.cells)).removeprefix(" | ") for line in each.lines)
            out.append(f"{group.lead}, {each.words}{quoted}" if group.lead else f"{each.words}{quoted}")
    return out

"""The front matter of two documents compared."""

from __future__ import annotations

from docgen.comparison.compare_blocks import compare_blocks, compare_inlines
from docgen.comparison.words.likeness import Vocabulary
from docgen.document.redline import Cover, Nodes
from docgen.document.tree import Cell, FrontMatter, Paragraph, Row, Text


def compare_covers(old: FrontMatter, new: FrontMatter) -> Cover:
    """The facts of the new cover, with marks."""
    vocabulary = Vocabulary()

    def line(name: str) -> Nodes:
        return compare_inlines(_line(getattr(old, name)), _line(getattr(new, name)), vocabulary)

    parties = compare_blocks(_parties(old), _parties(new), vocabulary)
    control = compare_blocks(_control(old), _control(new), vocabulary)
    return Cover(line("title"), line("subtitle"), line("short_title"), line("status"), line("date"), parties, control)


def _line(text: str) -> Nodes:
    return (Text(text),) if text else ()


def _parties(front: FrontMatter) -> Nodes:
    return tuple(Paragraph(_line(party)) for party in front.parties)


def _control(front: FrontMatter) -> Nodes:
    return tuple(Row((Cell(_line(name)), Cell(_line(value)))) for name, value in front.control)

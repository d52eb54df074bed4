"""The front matter of two documents made one with marks."""

from __future__ import annotations

from docgen.comparison.compare_blocks import compare_blocks, merged_line_of
from docgen.comparison.likeness import Reading
from docgen.document.redline import Cover, Nodes
from docgen.document.tree import Cell, FrontMatter, Paragraph, Row, Text


def compare_covers(old: FrontMatter, new: FrontMatter) -> Cover:
    """The facts of the new cover with marks."""
    reading = Reading()

    def line(name: str) -> Nodes:
        return merged_line_of(_line(getattr(old, name)), _line(getattr(new, name)), reading)

    return Cover(
        line("title"),
        line("subtitle"),
        line("short_title"),
        line("status"),
        line("date"),
        compare_blocks(_parties(old), _parties(new), reading),
        compare_blocks(_control(old), _control(new), reading),
    )


def _line(text: str) -> Nodes:
    return (Text(text),) if text else ()


def _parties(front: FrontMatter) -> Nodes:
    return tuple(Paragraph(_line(party)) for party in front.parties)


def _control(front: FrontMatter) -> Nodes:
    return tuple(Row((Cell(_line(name)), Cell(_line(value)))) for name, value in front.control)

"""Random answers to a composed revision, the same for the same seed: what people do to words, lists, tables, notes, titles and sections."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docgen.document.redline import BELOW, normal
from docgen.document.tree import Cell, Document, Emphasis, Item, List, Note, Paragraph, Row, Section, Strong, Table, Text, walk
from tests.edits import edited

_WORDS = ("the", "partners", "review", "each", "annual", "report", "and", "agree", "how", "children", "are", "heard", "by", "every", "board", "member")
Chance = random.Random
Made = Callable[[Any], tuple[Any, ...]]
Fits = Callable[[Any], bool]


def answered(document: Document, seed: int, count: int) -> Document:
    """The document after some random edits."""
    chance = random.Random(seed)
    for step in range(count):
        words_alone = chance.random() < 0.4
        document = normal(edited(document, seed * 100 + step, 1).document if words_alone else chance.choice(_KINDS)(document, chance))
    return document


def _sentence(chance: Chance) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(8)).capitalize() + "."


def _with(node: Any, old: Any, new: tuple[Any, ...]) -> Any:
    """The tree with other nodes in the place of the very node `old`."""
    changed: dict[str, Any] = {}
    for name in BELOW.get(type(node), ()):
        below = getattr(node, name)
        if type(below) is tuple:
            made = tuple(part for child in below for part in (new if child is old else (_with(child, old, new),)))
        else:
            made = new[0] if below is old else _with(below, old, new)
        if made != below or made is not below:
            changed[name] = made
    return replace(node, **changed) if changed else node


def _one(document: Document, chance: Chance, kind: type, fits: Fits = lambda node: True) -> Any:
    found = [node for node in walk(document) if type(node) is kind and fits(node)]
    return chance.choice(found) if found else None


def _changed(
    document: Document, chance: Chance, kind: type, change: Callable[[Any], tuple[Any, ...]], fits: Callable[[Any], bool] = lambda node: True
) -> Document:
    node = _one(document, chance, kind, fits)
    made = document if node is None else _with(document, node, change(node))
    assert isinstance(made, Document)
    return made


def _item_more(document: Document, chance: Chance) -> Document:
    def longer(node: List) -> tuple[Any, ...]:
        at = chance.randrange(len(node.items) + 1)
        return (replace(node, items=(*node.items[:at], Item((Paragraph((Text(_sentence(chance)),)),)), *node.items[at:])),)

    return _changed(document, chance, List, longer)


def _item_less(document: Document, chance: Chance) -> Document:
    def shorter(node: List) -> tuple[Any, ...]:
        at = chance.randrange(len(node.items))
        return (replace(node, items=(*node.items[:at], *node.items[at + 1 :])),)

    return _changed(document, chance, List, shorter, lambda node: len(node.items) > 1)


def _items_swapped(document: Document, chance: Chance) -> Document:
    return _changed(document, chance, List, lambda node: (replace(node, items=(*node.items[1:], node.items[0])),), lambda node: len(node.items) > 2)


def _cell(document: Document, chance: Chance) -> Document:
    return _changed(document, chance, Cell, lambda node: (Cell((Text(_sentence(chance)),)),))


def _row(document: Document, chance: Chance) -> Document:
    def longer(node: Table) -> tuple[Any, ...]:
        cells = tuple(Cell((Text(f"{_sentence(chance)}"),)) for _ in node.header.cells)
        return (replace(node, rows=(*node.rows, Row(cells))),)

    return _changed(document, chance, Table, longer)


def _column(document: Document, chance: Chance) -> Document:
    def narrower(node: Table) -> tuple[Any, ...]:
        rows = tuple(replace(row, cells=row.cells[:-1]) for row in node.rows)
        return (replace(node, header=replace(node.header, cells=node.header.cells[:-1]), rows=rows, alignments=node.alignments[:-1]),)

    return _changed(document, chance, Table, narrower, lambda node: len(node.header.cells) > 2)


def _note(document: Document, chance: Chance) -> Document:
    new = Note((Paragraph((Text(_sentence(chance)),)),))
    return _changed(document, chance, Paragraph, lambda node: (replace(node, inlines=(*node.inlines, new)),))


def _style(document: Document, chance: Chance) -> Document:
    holder = chance.choice((Strong, Emphasis))
    return _changed(document, chance, Paragraph, lambda node: (replace(node, inlines=(holder((Text(_sentence(chance)),)), Text(" "), *node.inlines)),))


def _joined(document: Document, chance: Chance) -> Document:
    """Two paragraphs made one."""

    def fits(section: Section) -> bool:
        return any(type(a) is Paragraph is type(b) for a, b in zip(section.blocks, section.blocks[1:], strict=False))

    def change(section: Section) -> tuple[Any, ...]:
        blocks = section.blocks
        at = next(at for at in range(len(blocks) - 1) if type(blocks[at]) is Paragraph is type(blocks[at + 1]))
        first: Any = blocks[at]
        second: Any = blocks[at + 1]
        return (replace(section, blocks=(*blocks[:at], replace(first, inlines=(*first.inlines, Text(" "), *second.inlines)), *blocks[at + 2 :])),)

    return _changed(document, chance, Section, change, fits)


def _title(document: Document, chance: Chance) -> Document:
    return _changed(document, chance, Section, lambda node: (replace(node, title=(Text(_sentence(chance)[:-1]),)),))


def _section_more(document: Document, chance: Chance) -> Document:
    new = Section(f"new-{chance.randrange(10**9)}", (Text(_sentence(chance)[:-1]),), (Paragraph((Text(_sentence(chance)),)),))
    at = chance.randrange(len([section for section in document.sections if not section.appendix]) + 1)
    return replace(document, sections=(*document.sections[:at], new, *document.sections[at:]))


def _section_less(document: Document, chance: Chance) -> Document:
    leaves = [section for section in document.sections if not section.sections]
    return _changed(document, chance, Section, lambda node: (), lambda node: any(node is leaf for leaf in leaves)) if len(leaves) > 1 else document


_KINDS = (_item_more, _item_less, _items_swapped, _cell, _row, _column, _note, _style, _joined, _title, _section_more, _section_less)

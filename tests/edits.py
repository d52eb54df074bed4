"""Random edits of real documents, each known: what a drafter does between two revisions, and how many words it touches."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from docgen.document.tree import Document, FieldBlock, Item, List, Paragraph, Quote, Row, Section, Table, Text, plain

_NEW = "partners review annual funding for each board member and report within ten working days to the chair of every group"


@dataclass(frozen=True, slots=True)
class Edited:
    """A document after edits, the most words that the edits touched, and the ids of the sections that they moved."""

    document: Document
    words: int
    moved: tuple[str, ...]


def edited(document: Document, seed: int, count: int) -> Edited:
    """The document after `count` random edits; the same for the same seed."""
    chance = random.Random(seed)
    words, moved = 0, []
    for _ in range(count):
        edit = chance.choice((_reword, _reword, _reword, _insert, _delete, _split, _move_section, _row_gone))
        document, touched, section = edit(document, chance)
        words += touched
        moved += [section] if section else []
    return Edited(document, words, tuple(moved))


Made = tuple[Document, int, str]


def _paragraphs(node: Any, found: list[Paragraph]) -> list[Paragraph]:
    match node:
        case Paragraph():
            found.append(node)
        case Section():
            for part in (*node.blocks, *node.sections):
                _paragraphs(part, found)
        case List():
            for item in node.items:
                _paragraphs(item, found)
        case Item() | Quote() | FieldBlock():
            for child in node.blocks:
                _paragraphs(child, found)
    return found


def _replaced(node: Any, old: Any, new: tuple[Any, ...]) -> Any:
    """The tree with `new` in the place of the very node `old`."""
    changed: dict[str, Any] = {}
    for name in ("blocks", "sections", "items", "rows"):
        below = getattr(node, name, None)
        if below:
            made = tuple(part for child in below for part in (new if child is old else (_replaced(child, old, new),)))
            if len(made) != len(below) or any(a is not b for a, b in zip(made, below, strict=True)):
                changed[name] = made
    return replace(node, **changed) if changed else node


def _one(document: Document, chance: random.Random, fit: Callable[[Paragraph], bool]) -> Paragraph | None:
    found = [p for section in document.sections for p in _paragraphs(section, []) if fit(p)]
    return chance.choice(found) if found else None


def _long_text(paragraph: Paragraph) -> int:
    """The index of an inline that is a text of some words; -1 if there is none."""
    return next((i for i, inline in enumerate(paragraph.inlines) if isinstance(inline, Text) and len(inline.text.split()) > 3), -1)


def _in_text(document: Document, chance: random.Random, change: Callable[[list[str]], int]) -> Made:
    paragraph = _one(document, chance, lambda p: _long_text(p) >= 0)
    if paragraph is None:
        return document, 0, ""
    at = _long_text(paragraph)
    text = paragraph.inlines[at]
    assert isinstance(text, Text)
    words = text.text.split(" ")
    touched = change(words)
    inlines = (*paragraph.inlines[:at], Text(" ".join(words)), *paragraph.inlines[at + 1 :])
    return _replaced(document, paragraph, (replace(paragraph, inlines=inlines),)), touched, ""


def _reword(document: Document, chance: random.Random) -> Made:
    def change(words: list[str]) -> int:
        at = chance.randrange(1, len(words) - 1)
        gone = words[at : at + chance.randrange(3)]
        come = chance.sample(_NEW.split(), chance.randrange(4))
        words[at : at + len(gone)] = come
        return len(gone) + len(come)

    return _in_text(document, chance, change)


def _insert(document: Document, chance: random.Random) -> Made:
    paragraph = _one(document, chance, lambda p: True)
    words = [chance.choice(_NEW.split()) for _ in range(12)]
    new = Paragraph((Text(" ".join(words).capitalize() + "."),))
    return (_replaced(document, paragraph, (paragraph, new)), 13, "") if paragraph else (document, 0, "")


def _delete(document: Document, chance: random.Random) -> Made:
    section = chance.choice(document.sections)
    gone = [block for block in section.blocks if isinstance(block, Paragraph)]
    if not gone:
        return document, 0, ""
    block = chance.choice(gone)
    return _replaced(document, block, ()), len(plain(block.inlines).split()) + 2, ""


def _split(document: Document, chance: random.Random) -> Made:
    paragraph = _one(document, chance, lambda p: any(isinstance(i, Text) and ". " in i.text for i in p.inlines))
    if paragraph is None:
        return document, 0, ""
    at = next(i for i, inline in enumerate(paragraph.inlines) if isinstance(inline, Text) and ". " in inline.text)
    text = paragraph.inlines[at]
    assert isinstance(text, Text)
    head, _, tail = text.text.partition(". ")
    parts = (*paragraph.inlines[:at], Text(head + ".")), (*((Text(tail),) if tail else ()), *paragraph.inlines[at + 1 :])
    return _replaced(document, paragraph, tuple(Paragraph(part) for part in parts if part)), 0, ""


def _move_section(document: Document, chance: random.Random) -> Made:
    sections = [s for s in document.sections if not s.appendix]
    if len(sections) < 3:
        return document, 0, ""
    moved = sections.pop(chance.randrange(len(sections)))
    sections.insert(chance.randrange(len(sections) + 1), moved)
    return replace(document, sections=(*sections, *(s for s in document.sections if s.appendix))), 0, moved.id


def _row_gone(document: Document, chance: random.Random) -> Made:
    tables = [block for section in document.sections for block in section.blocks if isinstance(block, Table) and len(block.rows) > 2]
    if not tables:
        return document, 0, ""
    table = chance.choice(tables)
    row = chance.choice(table.rows)
    assert isinstance(row, Row)
    return _replaced(document, row, ()), sum(len(plain(cell.inlines).split()) + 1 for cell in row.cells), ""

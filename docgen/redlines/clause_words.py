"""Which words of a change stand in the text of a clause, and which conditions of the clause they depend on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.document.redline import BELOW, Altered, Deleted, Inserted, Moved, Redline, Restyled
from docgen.document.tree import Field, FieldBlock, Paragraph, Reference, Term, Text

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"\{%-?\s*(?P<tag>\w+)\s*(?P<what>.*?)\s*-?%\}|\{\{.*?\}\}", re.DOTALL)
_NAME = re.compile(r"(?<![\w.\"'])[a-z_][a-z0-9_]*")
_LOOP = re.compile(r"\{%-?\s*for\s+([a-z_]\w*)\s+in\s+([a-z_]\w*)")
_FEWEST = 4
"""The fewest words that show where in a text they stand."""
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words of a change that no value gave, as runs between values: those that went, and those that came."""

    old: tuple[Words, ...] = ()
    new: tuple[Words, ...] = ()


def own_words(redline: Redline) -> dict[int, OwnWords]:
    """The words of each change that stand in the text of its clause, by the id of the change. One that is missing has none."""
    found: dict[tuple[int, bool], list[list[str]]] = {}
    for change, is_new, text in _runs(redline.document.sections, None):
        runs = found.setdefault((change, is_new), [[]])
        if text is None:
            runs.append([])
        else:
            runs[-1].append(text)
    sides = {key: tuple(words for run in runs if (words := _words("".join(run)))) for key, runs in found.items()}
    return {id: OwnWords(sides.get((id, False), ()), sides.get((id, True), ())) for id, _ in sides}


def _runs(nodes: Sequence[Any], mark: tuple[int, bool] | None) -> Iterator[tuple[int, bool, str | None]]:
    """The texts within marks, with the id and the side of their change; None where a value or another line comes between."""
    for node in nodes:
        kind = type(node)
        if kind in (Inserted, Deleted, Moved):
            yield from _runs(node.nodes, (node.change, kind is Inserted or (kind is Moved and node.end == "to")))
        elif kind is Altered:
            yield from _runs((node.node,), mark)
        elif kind is Restyled:
            continue
        elif kind is Text:
            if mark:
                yield *mark, node.text
        elif kind in (Field, FieldBlock, Term, Reference):
            if mark:
                yield *mark, None
        else:
            if mark and kind is Paragraph:
                yield *mark, None
            for name in BELOW.get(kind, ()):
                below = getattr(node, name)
                yield from _runs(below if type(below) is tuple else (below,), mark)


def comes_from_text(own: OwnWords, old: str, new: str) -> bool:
    """Whether the text of the clause made the change: it has words, and not all that went are still in the new text or all that came in the old."""
    if own.old == own.new:
        return False
    return not (all(_stands_in(words, new) for words in own.old) and all(_stands_in(words, old) for words in own.new))


def _stands_in(words: Words, text: str) -> bool:
    """Whether a text has the words; a few words alone must be all that stands between two tags."""
    found = [piece for piece, _ in _pieces(text) if _within(words, piece)]
    return bool(found) and (len(words) >= _FEWEST or words in found)


def conditions(own: OwnWords, text: str) -> frozenset[str]:
    """The names in the conditions and loops of a clause around the words."""
    return frozenset(name for piece, names in _pieces(text) for words in (*own.old, *own.new) if _within(words, piece) for name in names)


def loops(text: str) -> dict[str, str]:
    """What each name of a loop in a clause goes over: {"subject": "subjects"}."""
    return dict(_LOOP.findall(text))


def _pieces(text: str) -> Iterator[tuple[Words, frozenset[str]]]:
    """The words between the tags of a clause's text, with the names in the conditions around them."""
    around: list[frozenset[str]] = []
    at = 0
    for tag in _TAG.finditer(text):
        if words := _words(text[at : tag.start()]):
            yield words, frozenset().union(*around)
        at = tag.end()
        names = frozenset(_NAME.findall(tag["what"] or ""))
        if tag["tag"] in ("if", "for"):
            around.append(names)
        elif tag["tag"] == "elif" and around:
            around[-1] |= names
        elif tag["tag"] in ("endif", "endfor") and around:
            around.pop()
    if words := _words(text[at:]):
        yield words, frozenset().union(*around)


def _within(words: Words, piece: Words) -> bool:
    return any(piece[at : at + len(words)] == words for at in range(len(piece) - len(words) + 1))


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.casefold()))

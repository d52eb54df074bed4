"""Finds the line and column of words of a composed text in the source that gave them, by comparing the two word by word."""

from __future__ import annotations

import re
from bisect import bisect_right
from difflib import SequenceMatcher
from pathlib import Path

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position
from docgen.sources import files

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\W_]*")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\]\([^)\s]*\)|\]\{lang=[^{}]*\}|(?<= )\{#[\w-]+\}|\[\^[^\]\s]+\]|\\[nrt]")
"""What no reader sees: Jinja's tags, addresses, marks of languages and notes, ids, and the line ends of quoted values in YAML."""
_SHOWING = ("{{", "](")
"""The tags that words are put in the place of."""
_ENDS = re.compile(r"\s*(?:[-*+]\s|1[.)]\s|#{1,6}\s|\||>|\{%[^{}]*%\}\s*$)")
"""A line that ends the paragraph before it: an item, a heading, a row, a quotation, or logic alone."""
_NUMBERED = re.compile(r"\s*\d{1,9}[.)]\s")
_BAR = re.compile(r"(?<!\\)\|")
_TYPED = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "…": "..."}
"""How marks that docgen curls or joins may be typed."""
_CONTEXT = 5
"""How many words on each side are compared for a word that the source has once and a loop repeats."""
_MOST = 4_000_000
"""The greatest product of two numbers of words that are compared; no paragraph that a person writes comes near it."""


class SourceLines:
    """The source files of a repository, each read once when one of its places is asked for; without a root there are none."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root
        self.files: dict[str, tuple[str, ...]] = {}
        self.pieces: dict[tuple[Position, bool], _Piece | None] = {}
        self.aligned: dict[tuple[Position, bool, str], _Aligned] = {}

    def place(self, composed: str, offset: int, start: Position, row: bool = False) -> Position:
        """The place of a character of composed words whose source begins at `start`, or `start` if that cannot be said.

        The source is a paragraph, a value, or in a `row` a cell. Words that a tag gave are where the tag is.
        """
        piece = self._piece(start, row)
        if piece is None:
            return start
        key = (start, row, composed)
        if key not in self.aligned:
            self.aligned[key] = _aligned(piece, composed)
        at = self.aligned[key].offset(offset)
        return start if at is None else piece.place(start.file, at)

    def cell(self, row: Position, index: int) -> Position:
        """The place of the words of a cell, counted from 0, in the row that begins at `row`."""
        lines = self._lines(row.file)
        if row.line > len(lines):
            return row
        line = _blank(lines[row.line - 1])
        bars = [found.start() for found in _BAR.finditer(line)]
        edges = bars if line[row.column - 1 :].startswith("|") else [row.column - 2, *bars]
        if index >= len(edges):
            return row
        at = edges[index] + 1
        words = lines[row.line - 1][at:]
        return Position(row.file, row.line, at + len(words) - len(words.lstrip()) + 1)

    def _piece(self, start: Position, row: bool) -> _Piece | None:
        if (start, row) not in self.pieces:
            self.pieces[start, row] = _piece(self._lines(start.file), start, row)
        return self.pieces[start, row]

    def _lines(self, file: str) -> tuple[str, ...]:
        if file not in self.files:
            try:
                self.files[file] = tuple(files.read_text(self.root, self.root / file).split("\n")) if self.root else ()
            except DocgenError:
                self.files[file] = ()
        return self.files[file]


def _blank(text: str) -> str:
    return _TAG.sub(lambda found: " " * len(found[0]), text)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a source file: its text with tags made blank, the offsets of the tags that show words, and the line and column where each line begins."""

    text: str
    tags: tuple[int, ...]
    starts: tuple[int, ...]
    begins: tuple[tuple[int, int], ...]

    def place(self, file: str, at: int) -> Position:
        index = bisect_right(self.starts, at) - 1
        line, column = self.begins[index]
        return Position(file, line, column + at - self.starts[index])


def _piece(lines: tuple[str, ...], start: Position, row: bool) -> _Piece | None:
    """The source that begins at a place; None if the file has no such place."""
    if not 0 < start.line <= len(lines) or not lines[start.line - 1][start.column - 1 :].strip():
        return None
    rows = [(start.line, start.column, lines[start.line - 1][start.column - 1 :])]
    if row:
        number, column, text = rows[0]
        bar = _BAR.search(_blank(text))
        rows = [(number, column, text[: bar.start()] if bar else text)]
    else:
        end = _end(lines, start)
        rows += [(number + 1, 1, lines[number]) for number in range(start.line, end)]
    offsets, at = [], 0
    for _, _, text in rows:
        offsets.append(at)
        at += len(text) + 1
    text = "\n".join(text for _, _, text in rows)
    tags = tuple(found.start() for found in _TAG.finditer(text) if found[0].startswith(_SHOWING))
    return _Piece(_blank(text), tags, tuple(offsets), tuple((number, column) for number, column, _ in rows))


def _end(lines: tuple[str, ...], start: Position) -> int:
    """The number of lines up to the end of the paragraph, or of the value in YAML, that begins at a place."""
    first = lines[start.line - 1]
    indent = len(first) - len(first.lstrip())
    is_yaml = start.file.endswith((".yaml", ".yml"))
    is_value = bool(first[: start.column - 1].strip())
    for number in range(start.line, len(lines)):
        line = lines[number]
        own = len(line) - len(line.lstrip())
        in_value = own > indent or not line.strip()
        in_paragraph = bool(line.strip()) and not _begins_another(line, first) and not (is_yaml and own < indent)
        if not (in_value if is_value else in_paragraph):
            return number
    return len(lines)


def continues(above: str, line: str) -> bool:
    """Whether a line continues the paragraph that the line above is part of."""
    indents = [len(each) - len(each.lstrip()) for each in (above, line)]
    return bool(above.strip() and line.strip()) and not _ENDS.match(line) and not _NUMBERED.match(line) and indents[0] >= indents[1]


def _begins_another(line: str, first: str) -> bool:
    quoted = line.lstrip().startswith(">") and first.lstrip().startswith(">")
    return (bool(_ENDS.match(line)) and not quoted) or bool(_NUMBERED.match(line) and _NUMBERED.match(first))


@dataclass(frozen=True, slots=True)
class _Aligned:
    """Composed words and their source, each word with its offset; `matches` holds the index in `source` of each of the `words`, or -1."""

    composed: str
    piece: _Piece
    words: tuple[tuple[str, int], ...]
    source: tuple[tuple[str, int], ...]
    matches: tuple[int, ...]

    def offset(self, offset: int) -> int | None:
        """The offset in the source of a character of the composed words; None if nothing near it was found."""
        index = bisect_right(self.words, offset, key=lambda row: row[1]) - 1
        if index < 0:
            return self._before(offset)
        word, start = self.words[index]
        found = self.matches[index]
        found = found if found >= 0 else self._repeated(index)
        if found < 0:
            return self._tag(index)
        at = self.source[found][1]
        return at + offset - start if offset < start + len(word) else self._after(at + len(word), offset, start + len(word))

    def _before(self, offset: int) -> int | None:
        """Of a mark before the first word."""
        if not self.words or self.matches[0] < 0:
            return None
        at = self.source[self.matches[0]][1]
        mark = self.composed[offset : offset + 1]
        found = max(self.piece.text.rfind(form, 0, at) for form in (mark, _TYPED.get(mark, mark)))
        return found if found >= 0 else at

    def _after(self, end: int, offset: int, composed_end: int) -> int:
        """Of a mark or a space after a word: where the source has the same one, or else as far from the word."""
        gap = _GAP.match(self.piece.text, end)
        between, mark = gap[0] if gap else "", self.composed[offset : offset + 1]
        found = next((at for form in (mark, _TYPED.get(mark, mark)) if (at := between.find(form)) >= 0), -1)
        return end + (found if found >= 0 else min(offset - composed_end, max(len(between) - 1, 0)))

    def _repeated(self, index: int) -> int:
        """The index in the source of a word that a loop shows again: that with the most of its neighbours; -1 if none has one."""
        best = (0, -1)
        for at, (word, _) in enumerate(self.source):
            if word == self.words[index][0]:
                best = max(best, (self._alike(index, at, 1) + self._alike(index, at, -1), at), key=lambda row: row[0])
        return best[1]

    def _alike(self, index: int, at: int, step: int) -> int:
        count = 0
        for far in range(step, step * (_CONTEXT + 1), step):
            if not (0 <= index + far < len(self.words) and 0 <= at + far < len(self.source) and self.words[index + far][0] == self.source[at + far][0]):
                break
            count += 1
        return count

    def _tag(self, index: int) -> int | None:
        """Of a word that a tag gave: the first tag after the last word before it that was found."""
        earlier = next((at for at in reversed(self.matches[:index]) if at >= 0), -1)
        later = next((at for at in self.matches[index:] if at >= 0), -1)
        end = self.source[earlier][1] + len(self.source[earlier][0]) if earlier >= 0 else 0
        stop = self.source[later][1] if later >= 0 else len(self.piece.text)
        if tag := next((str(at) for at in self.piece.tags if end <= at < stop), ""):
            return int(tag)
        return end if earlier >= 0 else stop if later >= 0 else None


def _aligned(piece: _Piece, composed: str) -> _Aligned:
    words, source = (tuple((found[0], found.start()) for found in _WORD.finditer(text)) for text in (composed, piece.text))
    matches = [-1] * len(words)
    if len(words) * len(source) <= _MOST:
        for here, there, size in SequenceMatcher(None, [word for word, _ in words], [word for word, _ in source], autojunk=False).get_matching_blocks():
            matches[here : here + size] = range(there, there + size)
    return _Aligned(composed, piece, words, source, tuple(matches))

"""Similar texts aligned word by word: the words that they share, and where they differ the words of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from docgen.document.frozen_dataclass import dataclass

_TOKEN = re.compile(r"(\s*)((?:\{\{.*?\}\}|\{%.*?%\}|\S)+)", re.S)
_BEGINS_LINE = re.compile(r"[-*+|#>]|\d+[.)]|\[\^|\{%|Table:")
_ENDS_LINE = ("%}", "|", "\\")
_AFTER, _BEFORE = ",.;:!?)”", "(“"


@dataclass(frozen=True, slots=True)
class Token:
    """A word with what comes before it: nothing, a space, or a line end with the indent of the next line."""

    before: str
    word: str

    @property
    def key(self) -> str:
        return (self.before if "\n" in self.before else "") + self.word


@dataclass(frozen=True, slots=True)
class Differing:
    """A place where the texts differ: the words of each text."""

    values: tuple[str, ...]


Part = str | Differing


def tokens(text: str) -> list[Token]:
    """The words of a Markdown text. A line end that only wraps a paragraph counts as a space."""
    out: list[Token] = []
    for before, word in _TOKEN.findall(text.strip()):
        out.append(Token(_space(before, out[-1].word if out else "", word), word))
    return out


def _space(before: str, last: str, word: str) -> str:
    if "\n" not in before:
        return before and " "
    if before.count("\n") == 1 and not last.endswith(_ENDS_LINE) and not _BEGINS_LINE.match(word):
        return " "
    return "\n" * min(2, before.count("\n")) + before.rpartition("\n")[2]


def joined(words: Sequence[Token]) -> str:
    """The text of some tokens, without what comes before the first."""
    return _text(words).lstrip()


def aligned(texts: Sequence[str]) -> list[Part] | None:
    """The first text as shared pieces and places where the texts differ; None if they differ in more than words within lines."""
    first, *others = [tokens(text) for text in texts]
    matches = [_matches(first, other) for other in others]
    parts: list[Part] = []
    at = 0
    for start, end in _spans(first, others, matches):
        rows = [first[start:end], *(_counterpart(other, match, start, end) for other, match in zip(others, matches, strict=True))]
        if any("\n" in token.before for row in rows for token in row[1:]) or len({row[0].before for row in rows}) > 1:
            return None
        before, values, after = _trimmed([joined(row) for row in rows])
        parts += [_text(first[at:start]) + first[start].before + before, Differing(values), after]
        at = end
    parts.append(_text(first[at:]))
    return [part for part in parts if part]


def _matches(first: list[Token], other: list[Token]) -> dict[int, int]:
    """The index in the other text of each token of the first that a shortest edit keeps."""
    edit = Indel.opcodes([token.key for token in first], [token.key for token in other])
    return {op.src_start + step: op.dest_start + step for op in edit if op.tag == "equal" for step in range(op.src_end - op.src_start)}


def _spans(first: list[Token], others: list[list[Token]], matches: list[dict[int, int]]) -> list[tuple[int, int]]:
    """The spans of the first text where texts differ, each with a word in every text: a span that is empty in one grows by the word before it."""
    kept = [all(at in match for match in matches) for at in range(len(first))]
    pairs = list(zip(others, matches, strict=True))
    while True:
        empty = [(start, end) for start, end in _gaps(kept) if not all(_counterpart(*pair, start, end) for pair in pairs)]
        empty += [
            (at, at)
            for at in range(len(first) + 1)
            if (not at or kept[at - 1]) and (at == len(first) or kept[at]) and any(_counterpart(*pair, at, at) for pair in pairs)
        ]
        if not empty:
            return _gaps(kept)
        for start, end in empty:
            kept[start - 1 if start else min(end, len(first) - 1)] = False
        if not any(kept):
            return _gaps(kept)


def _gaps(kept: list[bool]) -> list[tuple[int, int]]:
    """The runs of tokens that are not kept."""
    out: list[tuple[int, int]] = []
    for at, is_kept in enumerate(kept):
        if not is_kept and out and out[-1][1] == at:
            out[-1] = out[-1][0], at + 1
        elif not is_kept:
            out.append((at, at + 1))
    return out


def _counterpart(other: list[Token], match: dict[int, int], start: int, end: int) -> list[Token]:
    """The tokens of another text between the counterparts of the words just before and after a span of the first."""
    return other[match[start - 1] + 1 if start else 0 : match.get(end, len(other))]


def _text(words: Sequence[Token]) -> str:
    return "".join(token.before + token.word for token in words)


def _trimmed(values: list[str]) -> tuple[str, tuple[str, ...], str]:
    """The punctuation that all values begin with, the values without it, and the punctuation that all end with."""
    before = after = ""
    while len({value[:1] for value in values}) == 1 and values[0][:1] in _BEFORE and all(len(value) > 1 for value in values):
        before, values = before + values[0][:1], [value[1:] for value in values]
    while len({value[-1:] for value in values}) == 1 and values[0][-1:] in _AFTER and all(len(value) > 1 for value in values):
        after, values = values[0][-1:] + after, [value[:-1] for value in values]
    return before, tuple(values), after

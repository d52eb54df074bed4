"""Changes of words made in the source of a text, so that its fields, its logic and its layout stay as they are."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from docgen.clausetext.jinja_tags import TAGS
from docgen.document.quotation_marks import straightened
from docgen.exchange.escaped_words import escaped
from docgen.exchange.fitting.word_pairs import Word, words_in

_UNSEEN = re.compile(rf"{TAGS}|\]\([^)\s]*\)|\]\{{lang=[^{{}}]*\}}|(?<= )\{{#[\w-]+\}}|\[\^[^\]\s]+\]:?|\*+|(?<=\n)[ \t]*(?:[-+]|\d+[.)])[ \t]|^[-+][ \t]")
"""What stands in a source and is no word of the text: tags, addresses, ids, marks of notes, of emphasis and of items."""
_TAGGED = re.compile(r"(\s*)\{\{[^{}]*\}\}(\s*)")
_TO_ESCAPE = re.compile(r"[^\w\s.,;:()/£%’‘“”–—-]")


def with_words_changed(source: str, old: str, new: str) -> str | None:
    """The source of the composed text `old`, changed so that it reads as `new`; None if a change meets more in it than words.

    It is only tried: whoever asks must read the result again.
    """
    masked = _UNSEEN.sub(lambda found: " " * len(found[0]), source)
    a, b, s = words_in(old), words_in(new), words_in(masked)
    places = _places(a, s)
    out = source
    for tag, i, end_i, j, end_j in reversed(SequenceMatcher(None, _texts(a), _texts(b), autojunk=False).get_opcodes()):
        if tag == "equal":
            continue
        i, end_i, j, end_j = _whole_fields(places, (i, end_i, j, end_j), len(a), len(b))
        found = _region(places, s, a, i, end_i)
        if found is None:
            return None
        if field := _TAGGED.fullmatch(source[found[0] : found[1]]):
            # Words of a field that are no value take the place of the field.
            now = _between(b, new, j, end_j, False, False)
            if not now or _TO_ESCAPE.search(now) or _between(a, old, i, end_i, False, False) in ("", now):
                return None
            out = out[: found[0]] + field[1] + escaped(now) + field[2] + out[found[1] :]
            continue
        start, end, before, after = found
        was, now = _between(a, old, i, end_i, before, after), _between(b, new, j, end_j, before, after)
        made = _filled(source[start:end], masked[start:end], was, now)
        if made is None:
            return None
        out = out[:start] + made + out[end:]
    return out


def _whole_fields(places: dict[int, int], span: tuple[int, int, int, int], old: int, new: int) -> tuple[int, int, int, int]:
    """The words that changed, with those beside them that the source does not have: they are of the same field."""
    i, end_i, j, end_j = span
    if end_i == i or all(at in places for at in range(i, end_i)):
        return span
    while i and j and i - 1 not in places:
        i, j = i - 1, j - 1
    while end_i < old and end_j < new and end_i not in places:
        end_i, end_j = end_i + 1, end_j + 1
    return i, end_i, j, end_j


def _texts(words: list[Word]) -> list[str]:
    return [straightened(word.text) for word in words]


def _places(composed: list[Word], source: list[Word]) -> dict[int, int]:
    """The index in the source of each composed word that it has."""
    blocks = SequenceMatcher(None, _texts(composed), _texts(source), autojunk=False).get_matching_blocks()
    return {i + step: j + step for i, j, size in blocks for step in range(size)}


def _region(places: dict[int, int], source: list[Word], words: list[Word], i: int, end: int) -> tuple[int, int, bool, bool] | None:
    """The part of the source that holds the words from `i` to `end`, and whether it holds the spaces before and after them too."""
    before, after = places.get(i - 1), places.get(end)
    first, last = (places.get(i), places.get(end - 1)) if end > i else (None, None)
    start = source[before].end if before is not None else source[first].start if first is not None else None
    stop = source[after].start if after is not None else source[last].end if last is not None else None
    if start is None and not i:
        start = stop  # words put in before the first
    if stop is None and end == len(words):
        stop = start
    return (start, stop, before is not None, after is not None) if start is not None and stop is not None and start <= stop else None


def _between(words: list[Word], text: str, i: int, end: int, before: bool, after: bool) -> str:
    """The words from `i` to `end`, with the spaces before and after them where those count."""
    if not words:
        return text
    start = words[i - 1].end if i and (before or i == end) else words[i].start if i < len(words) else len(text)
    stop = words[end].start if end < len(words) and (after or i == end) else words[end - 1].end if end else start
    return text[start : max(start, stop)]


def _filled(piece: str, masked: str, was: str, now: str) -> str | None:
    """A piece of the source with new words in the place of the old ones; None if it holds more than them, or the new words are no plain words."""
    if _TO_ESCAPE.search(now.replace("\n", " ")) or straightened(masked).split() != straightened(was).split():
        return None
    if was.strip():
        start, end = len(masked) - len(masked.lstrip()), len(masked.rstrip())
        if masked[start:end] != piece[start:end] or (now.strip() and "\n" in now.strip()):
            return None
        head, tail = piece[:start], piece[end:]
        if not now.strip():
            return None if (head + tail).strip() else _spaces(head + tail, now)
        return _edge(head, was, now, 0) + escaped(now.strip()) + _edge(tail, was, now, -1)
    if "\n" in was + now:
        parts = now.split("\n")
        return parts[0].rstrip(" ") + piece + parts[1].lstrip(" ") if was.count("\n") == 1 == now.count("\n") else None
    if not piece.strip() or not now.strip():
        return escaped(now) if now.strip() else _spaces(piece, now)
    return piece[:-1] + escaped(now) if piece[-1:].isspace() and now[:1].isspace() and now[-1:].isspace() else None


def _spaces(source: str, wanted: str) -> str:
    """White space as the source has it, if any is wanted."""
    return (source[:1] or wanted) if wanted else ""


def _edge(part: str, was: str, now: str, at: int) -> str:
    """What stands before or after the words in the source; without its spaces, or with one, where the new words differ in that."""
    had, has = (was[:1].isspace(), now[:1].isspace()) if at == 0 else (was[-1:].isspace(), now[-1:].isspace())
    return part if had == has else part.strip(" ") if had else f"{part} " if at == 0 else f" {part}"

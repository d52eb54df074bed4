"""Where two lines differ, in whole phrases: a name is not cut, near changes are one, and a sentence that mostly changed is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docgen.comparison.sentence_ends import ends_sentence, sentence_ends
from docgen.comparison.words.compare_words import STOP, differing_spans

Texts = Sequence[str]
_NEAR = 2
"""Changes with no more words between them are one phrase."""
MOST = 0.5
"""Where a greater share of the words of a sentence changed, the sentence is one phrase."""
_FARTHEST = 4
"""By how many pieces what came or went may slide."""
_MOST_PHRASES = 2
"""A sentence with more changes is one phrase."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of pieces in the old line, from `start` to `end`, and what became of it in the new line, from `to_start` to `to_end`."""

    start: int
    end: int
    to_start: int
    to_end: int

    def widened(self, left: int, right: int) -> Phrase:
        """The phrase with so many of the pieces on either side, which are equal in both lines."""
        return Phrase(self.start - left, self.end + right, self.to_start - left, self.to_end + right)


def phrases(a: Texts, b: Texts) -> tuple[Phrase, ...]:
    """The phrases in which the new pieces `b` differ from the old ones."""
    ids: dict[str, int] = {}
    lines = [[ids.setdefault(text, len(ids)) for text in side] for side in (a, b)]
    found = [Phrase(*span) for span in differing_spans(lines[0], lines[1], list(b))]
    found = [_slid(phrase, a, b) for phrase in found]
    found = _apart([_with_name(phrase, a, b) for phrase in found])
    found = _joined(found, lambda before, after: _is_near(a[before.end : after.start]))
    sentences = tuple(_sentences(a))
    for sentence in sentences:
        found = _with_sentence(found, sentence, a, b)
    return tuple(_apart([_squared(phrase, a, b) for phrase in found]))


def count(texts: Iterable[str]) -> int:
    """How many words there are in pieces; a whole value, such as a post, is one thing and counts as one word."""
    return sum(any(map(str.isalnum, text)) for text in texts)


def _joined(found: list[Phrase], are_one: Callable[[Phrase, Phrase], bool]) -> list[Phrase]:
    out: list[Phrase] = []
    for phrase in found:
        if out and are_one(out[-1], phrase):
            out[-1] = replace(out[-1], end=phrase.end, to_end=phrase.to_end)
        else:
            out.append(phrase)
    return out


def _apart(found: list[Phrase]) -> list[Phrase]:
    """The phrases, those that overlap or meet made one."""
    return _joined(found, lambda before, after: after.start <= before.end or after.to_start <= before.to_end)


def _is_near(between: Texts) -> bool:
    return count(between) <= _NEAR and not any(ends_sentence(text) or text in (";", ":") for text in between)


def _slid(phrase: Phrase, a: Texts, b: Texts) -> Phrase:
    """What came or went, begun with its joining word where it would end with one: “in public”, not “public in”."""
    side, start, end = (b, phrase.to_start, phrase.to_end) if phrase.start == phrase.end else (a, phrase.start, phrase.end)
    if phrase.start < phrase.end and phrase.to_start < phrase.to_end:
        return phrase
    for back in range(_FARTHEST + 1):
        last = next((text for text in reversed(side[start - back : end - back]) if text != " "), "")
        if last and not STOP.fullmatch(last.lower()):
            return Phrase(phrase.start - back, phrase.end - back, phrase.to_start - back, phrase.to_end - back)
        if start <= back or side[start - back - 1] != side[end - back - 1]:
            break
    return phrase


def _squared(phrase: Phrase, a: Texts, b: Texts) -> Phrase:
    """The phrase with the word beside it where one side has a space at that end and the other has none."""
    old, new = a[phrase.start : phrase.end], b[phrase.to_start : phrase.to_end]
    if not "".join(old).strip() or not "".join(new).strip():
        return phrase
    left = min(phrase.start, phrase.to_start, 1) if (old[0] == " ") != (new[0] == " ") else 0
    right = min(len(a) - phrase.end, len(b) - phrase.to_end, 1) if (old[-1] == " ") != (new[-1] == " ") else 0
    return phrase.widened(left, right)


def _with_name(phrase: Phrase, a: Texts, b: Texts) -> Phrase:
    """The phrase with the rest of a name, words with capitals, that it would cut."""
    old, new = ([text for text in side if text != " "] for side in (a[phrase.start : phrase.end], b[phrase.to_start : phrase.to_end]))
    left = right = 0
    if any(side and _is_name(side[0]) for side in (old, new)):
        left = _names(a[: phrase.start][::-1])
    if any(side and _is_name(side[-1]) for side in (old, new)):
        right = _names(a[phrase.end :])
    # What was equal on one side may be less on the other where another change is near.
    left = min(left, phrase.to_start)
    right = min(right, len(b) - phrase.to_end)
    if a[phrase.start - left : phrase.start] != b[phrase.to_start - left : phrase.to_start]:
        left = 0
    if a[phrase.end : phrase.end + right] != b[phrase.to_end : phrase.to_end + right]:
        right = 0
    return phrase.widened(left, right)


def _is_name(text: str) -> bool:
    return text[:1].isupper() and not STOP.fullmatch(text.lower())


def _names(beside: Texts) -> int:
    """How many pieces from the first on are words with capitals, and the spaces between them."""
    taken = 0
    for at, text in enumerate(beside):
        if text != " " and not _is_name(text):
            break
        taken = at + 1 if text != " " else taken
    # The first word of a sentence has a capital whatever it is.
    begins = all(text == " " for text in beside[taken:][:1]) and all(text == " " or ends_sentence(text) for text in beside[taken:][:2])
    return 0 if begins and count(beside[:taken]) == 1 else taken


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int


def _sentences(a: Texts) -> Iterator[_Sentence]:
    """The sentences of a line, without the spaces between them."""
    text, places, at = "".join(a), [], 0
    for piece in a:
        places.append(at)
        at += len(piece)
    ends = [*sentence_ends(text), len(text)]
    start = 0
    for end in sorted(set(ends)):
        last = sum(place < end for place in places)
        first = start + (start < len(a) and a[start] == " ")
        if first < last:
            yield _Sentence(first, last)
        start = last


def _with_sentence(found: list[Phrase], sentence: _Sentence, a: Texts, b: Texts) -> list[Phrase]:
    """The phrases, those in the sentence made one with all of it where they change most of it, or break it."""
    inside = [at for at, phrase in enumerate(found) if _is_in(phrase, sentence)]
    if not inside:
        return found
    first, last = found[inside[0]], found[inside[-1]]
    old: list[str] = []
    new: list[str] = []
    for at in inside:
        old += a[max(found[at].start, sentence.start) : min(found[at].end, sentence.end)]
        new += b[found[at].to_start : found[at].to_end]
    whole = count(a[sentence.start : sentence.end])
    kept = whole - count(old)
    many = len(inside) > _MOST_PHRASES or count(old) > MOST * whole or (count(new) > MOST * (kept + count(new)) and count(old) > 0)
    if not many and not any(_breaks(found[at], sentence, a, b) for at in inside):
        return found
    left, right = max(0, first.start - sentence.start), max(0, sentence.end - last.end)
    one = Phrase(first.start - left, last.end + right, first.to_start - left, last.to_end + right)
    return _apart([*found[: inside[0]], one, *found[inside[-1] + 1 :]])


def _is_in(phrase: Phrase, sentence: _Sentence) -> bool:
    """Whether a phrase has a piece of a sentence, or comes between two of its pieces."""
    if phrase.start == phrase.end:
        return sentence.start < phrase.start < sentence.end
    return phrase.start < sentence.end and phrase.end > sentence.start


def _breaks(phrase: Phrase, sentence: _Sentence, a: Texts, b: Texts) -> bool:
    """Whether a phrase runs over the end of a sentence, on either side, without being whole sentences."""
    sides = "".join(a[phrase.start : phrase.end]).strip(), "".join(b[phrase.to_start : phrase.to_end]).strip()
    runs_over = any(0 < end < len(side) for side in sides for end in sentence_ends(side))
    at_start = phrase.start <= sentence.start
    at_end = all(not side or ends_sentence(side) for side in sides)
    return runs_over and not (at_start and at_end)

"""The edits that make one line of another, each quoting words that stand once in the line or saying which are meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from docgen.document.problems import DocgenError
from docgen.redlines.variation.amendments import LAST, How, Place, Words
from docgen.redlines.variation.apply_amendments import amended, occurrences, renumbered
from docgen.redlines.variation.line_pieces import Piece, words_of
from docgen.redlines.variation.paper import Name
from docgen.redlines.variation.phrases import MOST, Phrase, count, phrases

Texts = Sequence[str]
_NOWHERE = Place(Name(""))
_SHORT = 6
"""A line of no more words is not substituted as a whole because a large share of it changed."""
_REACH = 4
"""By how many words a quotation may grow to be the only one."""
_LONG = 24
"""A quotation of more words is given by its first and last words."""
_ENDS = 5


def word_changes(old: Sequence[Piece], new: Sequence[Piece], numbers: Mapping[str, str]) -> tuple[Words, ...] | None:
    """The edits that make the new line of the old one, or None if most of the line changed. `numbers` are the new labels of cross-references.

    Their place is for the caller to fill in.
    """
    wanted, was = words_of(new), words_of(old)
    if amended(old, (), numbers) == wanted:
        return ()
    if not was or not wanted:
        return (Words(_NOWHERE, "fill", new=wanted),) if wanted else (Words(_NOWHERE, "omit", was),)
    a = [renumbered(piece.text, numbers) if piece.reference else piece.text for piece in old]
    b = [piece.text for piece in new]
    found = phrases(a, b)
    if count(a) > _SHORT and count(chain(*(a[phrase.start : phrase.end] for phrase in found))) > MOST * count(a):
        return None
    texts = [piece.text for piece in old]
    free = _free(found, len(a))
    edits = tuple(_edit(texts, b, phrase, *room) for phrase, room in zip(found, free, strict=True))
    if _makes(old, edits, numbers, wanted):
        return edits
    whole = (Words(_NOWHERE, "substitute", was, wanted),)
    return whole if count(a) <= _SHORT and _makes(old, whole, numbers, wanted) else None


def _makes(old: Sequence[Piece], edits: tuple[Words, ...], numbers: Mapping[str, str], wanted: str) -> bool:
    try:
        return amended(old, edits, numbers) == wanted
    except DocgenError:
        return False


def _free(found: Sequence[Phrase], length: int) -> Iterator[tuple[int, int]]:
    """How many pieces before and after each phrase no other phrase takes; what is between two is shared out."""
    for at, phrase in enumerate(found):
        left = phrase.start - found[at - 1].end if at else phrase.start
        right = found[at + 1].start - phrase.end if at + 1 < len(found) else length - phrase.end
        yield (left // 2 if at else left), (right // 2 if at + 1 < len(found) else right)


def _edit(a: Texts, b: Texts, phrase: Phrase, left: int, right: int) -> Words:
    """The edit for a phrase, which may quote so many pieces before and after it."""
    line = "".join(a)
    old, new = "".join(a[phrase.start : phrase.end]).strip(), "".join(b[phrase.to_start : phrase.to_end]).strip()
    if not old:
        return _insertion(a, new, phrase, left, right)
    how: How = "substitute" if new else "omit"
    if len(list(occurrences(line, old))) == 1:
        return _told_by_its_ends(line, how, old, new)
    if line.endswith(old) and not "".join(a[phrase.end :]).strip():
        return Words(_NOWHERE, how, old, new, LAST)
    for before, after in _widths(a, phrase, left, right):
        wide = phrase.widened(before, after)
        quoted = "".join(a[wide.start : wide.end]).strip()
        if len(list(occurrences(line, quoted))) == 1:
            return Words(_NOWHERE, "substitute", quoted, "".join(b[wide.to_start : wide.to_end]).strip())
    start = len("".join(a[: phrase.start])) + ("".join(a[phrase.start : phrase.end]).find(old))
    return Words(_NOWHERE, how, old, new, 1 + sum(place < start for place in occurrences(line, old)))


def _told_by_its_ends(line: str, how: How, old: str, new: str) -> Words:
    """The edit, which gives a long quotation by its first and last words where these are enough."""
    words, start = old.split(" "), line.index(old)
    if len(words) > _LONG:
        first, last = " ".join(words[:_ENDS]), " ".join(words[-_ENDS:])
        after = next((place for place in occurrences(line, last) if place >= start + len(first)), -1)
        if len(list(occurrences(line, first))) == 1 and after + len(last) == start + len(old):
            return Words(_NOWHERE, how, first, new, until=last)
    return Words(_NOWHERE, how, old, new)


def _widths(a: Texts, phrase: Phrase, left: int, right: int) -> Iterator[tuple[int, int]]:
    """By how many pieces to quote more on either side, the least first."""
    befores, afters = list(_words_away(a[phrase.start - left : phrase.start][::-1])), list(_words_away(a[phrase.end : phrase.end + right]))
    for reach in range(1, _REACH + 1):
        yield from ((0, after) for after in afters[reach - 1 : reach])
        yield from ((before, 0) for before in befores[reach - 1 : reach])
    yield from ((before, after) for before, after in zip(befores, afters, strict=False))


def _words_away(beside: Texts) -> Iterator[int]:
    """How many pieces make one word beside a phrase, two, and so on."""
    taken = 0
    for at, text in enumerate(beside, 1):
        if text != " ":
            taken += 1
            yield at
            if taken == _REACH:
                return


def _insertion(a: Texts, new: str, phrase: Phrase, left: int, right: int) -> Words:
    line = "".join(a)
    if not "".join(a[phrase.end :]).strip():
        return Words(_NOWHERE, "end", new=new)
    if not "".join(a[: phrase.start]).strip():
        return Words(_NOWHERE, "beginning", new=new)
    for width in _words_away(a[phrase.start - left : phrase.start][::-1]):
        anchor = "".join(a[phrase.start - width : phrase.start]).strip()
        if any(map(str.isalnum, anchor)) and len(list(occurrences(line, anchor))) == 1:
            return Words(_NOWHERE, "after", anchor, new)
    for width in _words_away(a[phrase.end : phrase.end + right]):
        anchor = "".join(a[phrase.end : phrase.end + width]).strip()
        if any(map(str.isalnum, anchor)) and len(list(occurrences(line, anchor))) == 1:
            return Words(_NOWHERE, "before", anchor, new)
    start = max(0, phrase.start - 3)
    anchor = "".join(a[start : phrase.start]).strip()
    place = len("".join(a[:start])) + "".join(a[start : phrase.start]).find(anchor)
    return Words(_NOWHERE, "after", anchor, new, 1 + sum(each < place for each in occurrences(line, anchor)))

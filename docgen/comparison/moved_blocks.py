"""Which deleted blocks were inserted elsewhere. Each is compared with a few blocks that share its words, not with all."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from docgen.comparison.sequence_alignment import likeness, shared_by_shorter
from docgen.comparison.splits_and_joins import line_of, with_splits_and_joins
from docgen.comparison.words.likeness import Vocabulary
from docgen.comparison.words.rare_words import RareWords
from docgen.document.redline import BELOW, Altered, Deleted, Inserted, Moved
from docgen.document.tree import FieldBlock, Figure, Item, List, Paragraph, Quote, Section, Table

Nodes = tuple[Any, ...]
Words = tuple[int, ...]
Move = tuple[Nodes, Nodes]
"""A block in its old place, and in its new place; or on one side the neighbours that it was split into, or joined from."""
CONTAINERS = (Section, List, Item, FieldBlock)
"""What contains blocks or items that can move by themselves."""
LINES = ("inlines", "title", "caption")
_MOVABLE = (Paragraph, List, Item, Table, Figure, Quote, FieldBlock)
_FEWEST_WORDS = 5
"""A block of fewer words moves only with a neighbour."""
_LIKENESS = 0.7
_AS_LIKE = 0.9
_MOST_LIKELY = 5
"""With how many inserted blocks a deleted one is compared."""
_MOST_PARTS = 6
"""How many neighbours on either side of a part are read for the others."""
_SHARED_BY_PART = 0.8
"""The share of the words of a part that are in the whole, in the same order."""


class _Side:
    """The blocks in deletions, or those in insertions: in reading order, with their neighbours, and with those that moved already."""

    def __init__(self, nodes: Nodes, mark: type) -> None:
        found = list(_in_marks(nodes, mark))
        self.blocks = [block for block, _ in found]
        self.places = {id(block): place for place, block in enumerate(self.blocks)}
        self.before = {id(block): before for block, before in found if before is not None}
        self.after = {id(before): block for block, before in found if before is not None}
        self.taken: set[int] = set()

    def is_free(self, block: Any) -> bool:
        return self.taken.isdisjoint(_all_ids(block))


class MovedBlocks:
    """The blocks that moved between two places of a redline without moves. What was matched in its place never moved, and no move contains another."""

    def __init__(self, nodes: Nodes, vocabulary: Vocabulary) -> None:
        self.nodes, self.vocabulary = nodes, vocabulary
        self.old, self.new = _Side(nodes, Deleted), _Side(nodes, Inserted)
        self.moves: list[Move] = []
        if self.old.blocks and self.new.blocks:
            self._find_equal()
            self._find_parts()
            self._find_alike()
            self._add_neighbours()
        self.moves.sort(key=lambda move: self.new.places[id(move[1][0])])

    def continues(self, move: Move, last: Move | None) -> bool:
        """Whether the two blocks of a move follow those of the last one, in both places."""
        return last is not None and self.old.before.get(id(move[0][0])) is last[0][-1] and self.new.before.get(id(move[1][0])) is last[1][-1]

    def _find_equal(self) -> None:
        """Blocks with the same words: of several, the one that goes on with the move before, else the first."""
        places: dict[Any, deque[Any]] = {}
        for new in self.new.blocks:
            places.setdefault((type(new), self.vocabulary.words(new)), deque()).append(new)
        for old in self._movable():
            words = self.vocabulary.words(old)
            found = places.get((type(old), words), deque())
            while found and not self.new.is_free(found[0]):
                found.popleft()
            next_new = self._next_of_last(old)
            if next_new is not None and self.vocabulary.words(next_new) == words:
                self._take((old,), (next_new,))
            elif found and words not in self._kept_set:
                self._take((old,), (found.popleft(),))

    def _find_parts(self) -> None:
        """Paragraphs and items that were split or joined on the way."""
        for ones, others in ((self.old, self.new), (self.new, self.old)):
            free = [block for block in others.blocks if others.is_free(block) and line_of(block)]
            index = RareWords([self.vocabulary.words(block) for block in free])
            for one in ones.blocks:
                words = self.vocabulary.words(one)
                if len(words) < _FEWEST_WORDS or not ones.is_free(one) or not line_of(one):
                    continue
                seeds = [free[place] for place in index.likely(words, _MOST_LIKELY)]
                found = (self._parts(one, seed, others) for seed in seeds if type(seed) is type(one) and self._is_part(seed, one))
                if (parts := next(filter(None, found), ())) and not self._is_form(words, 1.0):
                    self._take(*((one,), parts) if ones is self.old else (parts, (one,)))

    def _is_part(self, part: Any, whole: Any) -> bool:
        a, b = self.vocabulary.words(part), self.vocabulary.words(whole)
        return len(a) < len(b) and shared_by_shorter(a, b) >= _SHARED_BY_PART

    def _parts(self, whole: Any, seed: Any, side: _Side) -> Nodes:
        """The free neighbours around a part that are together the same text as a whole; none if there are no such."""
        near: deque[Any] = deque([seed] if side.is_free(seed) else [])
        for beside, add in ((side.before, near.appendleft), (side.after, near.append)):
            block = beside.get(id(seed))
            for _ in range(_MOST_PARTS if near else 0):
                if block is None or not side.is_free(block):
                    break
                add(block)
                block = beside.get(id(block))
        match = next(iter(with_splits_and_joins([], (whole,), tuple(near), self.vocabulary)), None)
        return tuple(near)[match.start_new : match.end_new] if match else ()

    def _find_alike(self) -> None:
        free: dict[type, list[Any]] = {}
        for new in self.new.blocks:
            if self.new.is_free(new):
                free.setdefault(type(new), []).append(new)
        indices = {kind: RareWords([self.vocabulary.words(new) for new in news]) for kind, news in free.items()}
        near = 0
        for old in self._movable():
            if type(old) not in free:
                continue
            words, news = self.vocabulary.words(old), free[type(old)]
            likely = [place for place in indices[type(old)].likely(words, _MOST_LIKELY, near) if self.new.is_free(news[place])]
            alike, place = max(((likeness(words, self.vocabulary.words(news[place]), _LIKENESS), -place) for place in likely), default=(0.0, 0))
            if alike and not self._is_form(words, alike):
                self._take((old,), (news[-place],))
                near = 1 - place

    def _add_neighbours(self) -> None:
        """Equal blocks of few words beside one that moved, which moved with it."""
        for before in (False, True):
            in_old, in_new = (self.old.before, self.new.before) if before else (self.old.after, self.new.after)
            for move in tuple(self.moves):
                old, new = in_old.get(id(move[0][-1 + before])), in_new.get(id(move[1][-1 + before]))
                while old is not None and new is not None and self.old.is_free(old) and self.new.is_free(new) and self._are_equal(old, new):
                    self._take((old,), (new,))
                    old, new = in_old.get(id(old)), in_new.get(id(new))

    def _movable(self) -> Iterator[Any]:
        """The deleted blocks that can still move by themselves."""
        return (old for old in self.old.blocks if len(self.vocabulary.words(old)) >= _FEWEST_WORDS and self.old.is_free(old))

    def _next_of_last(self, old: Any) -> Any:
        """The free block, of the kind of an old one, that goes on with the last move; None if the old one does not go on with it."""
        if not self.moves or self.old.before.get(id(old)) is not self.moves[-1][0][-1]:
            return None
        new = self.new.after.get(id(self.moves[-1][1][-1]))
        return new if type(new) is type(old) and self.new.is_free(new) else None

    def _are_equal(self, old: Any, new: Any) -> bool:
        return type(old) is type(new) and self.vocabulary.key(old) == self.vocabulary.key(new)

    def _take(self, old: Nodes, new: Nodes) -> None:
        self.moves.append((old, new))
        for side, blocks in ((self.old, old), (self.new, new)):
            for block in blocks:
                side.taken |= _all_ids(block)

    def _is_form(self, words: Words, alike: float) -> bool:
        """Whether a deleted block is nearly as like one that stayed: a form of words that a document repeats does not move."""
        texts, index = self._kept_texts, self._kept_index
        return any(likeness(words, texts[place], _AS_LIKE * alike) for place in index.likely(words, _MOST_LIKELY))

    @cached_property
    def _kept_texts(self) -> list[Words]:
        return list(dict.fromkeys(self.vocabulary.words(block) for block in _kept(self.nodes)))

    @cached_property
    def _kept_set(self) -> frozenset[Words]:
        return frozenset(self._kept_texts)

    @cached_property
    def _kept_index(self) -> RareWords:
        return RareWords(self._kept_texts)


def _kept(nodes: Nodes) -> Iterator[Any]:
    """The blocks and items outside marks of deletion, insertion and moves."""
    for node in nodes:
        kind = type(node)
        if kind in _MOVABLE:
            yield node
        if kind is Altered:
            yield from _kept((node.node,))
        elif kind in CONTAINERS or kind is Quote:
            for name in BELOW[kind]:
                yield from _kept(getattr(node, name)) if name not in LINES else ()


def _in_marks(nodes: Nodes, mark: type, inside: bool = False) -> Iterator[tuple[Any, Any]]:
    """The blocks and items in marks of a kind, each before its contents, and with the neighbour before it, or None."""
    before: Any = None
    for node in nodes:
        is_mark = type(node) is mark
        for child in node.nodes if is_mark else (node,):
            movable = (inside or is_mark) and type(child) in _MOVABLE
            if movable:
                yield child, before
            before = child if movable else None
            yield from _below(child, mark, inside or is_mark)


def _below(node: Any, mark: type, inside: bool) -> Iterator[tuple[Any, Any]]:
    kind = type(node)
    if kind is Altered:
        yield from _in_marks((node.node,), mark)
    elif kind is Moved and node.end == "to":
        yield from _in_marks(node.nodes, mark)
    elif kind not in (Inserted, Deleted, Moved) and (not inside or kind in CONTAINERS):
        for name in BELOW.get(kind, ()):
            below = getattr(node, name)
            if type(below) is tuple and name not in LINES:
                yield from _in_marks(below, mark, inside)


def _all_ids(node: Any) -> set[int]:
    """The ids of the node object and of all movable ones inside it, which move together."""
    out = {id(node)} if type(node) in _MOVABLE else set()
    for name in BELOW.get(type(node), ()):
        below = getattr(node, name)
        for child in below if type(below) is tuple else (below,):
            out |= _all_ids(child)
    return out

"""Words that came back unchanged are again the fields, references and terms that they were composed from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from docgen.document.joined_inlines import joined_inlines
from docgen.document.tree import Break, Emphasis, Field, Foreign, Link, Note, Reference, Strong, Term, Text
from docgen.exchange.fitting.lines_of_nodes import characters, inner_line, lines_of, notes_in, text_of, with_lines
from docgen.exchange.fitting.word_pairs import equal_words, paired, words_in

Nodes = tuple[Any, ...]
Keeps = Callable[[Any], bool]
"""Whether a field, reference or term may stand in the new text."""
_HOLDERS = (Strong, Emphasis, Foreign, Link)


def restored(was: Any, now: Any, keeps: Keeps) -> Any:
    """The block `now`, as it was read, with the fields, references and terms of `was` in the place of their unchanged words."""
    old, new = list(lines_of(was)), list(lines_of(now))
    pairs = paired([characters(line) for line in old], [characters(line) for line in new])
    count = iter(range(len(new)))

    def change(line: Nodes) -> Nodes:
        at = pairs.get(next(count), -1)
        return restored_line(old[at], line, keeps) if at >= 0 else line

    return with_lines(now, change)


def restored_line(was: Nodes, now: Nodes, keeps: Keeps) -> Nodes:
    """The line `now` with what `was` holds put back where its words are unchanged."""
    old, new = characters(was), characters(now)
    ends = _matching_places(old, new)
    found = []
    for start, end, node in atoms(was):
        a, b = ends[0].get(start), ends[1].get(end)
        if a is not None and b is not None and new[a:b] == old[start:end] and a < b and keeps(node):
            found.append((a, b, node))
    return joined_inlines(list(_carved(_with_notes(was, now, keeps), found, 0)))


def _matching_places(old: str, new: str) -> tuple[dict[int, int], dict[int, int]]:
    """Where each word of the old line that the new one has begins there, and where it ends."""
    a, b = words_in(old), words_in(new)
    pairs = list(equal_words([word.text for word in a], [word.text for word in b]))
    return {a[i].start: b[j].start for i, j in pairs}, {a[i].end: b[j].end for i, j in pairs}


def atoms(inlines: Nodes, start: int = 0) -> Iterator[tuple[int, int, Any]]:
    """The outermost fields, references and terms of a line, each with the place of its words."""
    for node in inlines:
        end = start + len(characters((node,)))
        if type(node) in (Field, Reference, Term):
            yield start, end, node
        elif type(node) in _HOLDERS:
            yield from atoms(node.inlines, start)
        start = end


def _carved(inlines: Nodes, found: list[tuple[int, int, Any]], start: int) -> Iterator[Any]:
    """The inlines with each node found in the place of its words, if they stand in one text."""
    for node in inlines:
        end = start + len(characters((node,)))
        if type(node) is Text:
            at = start
            for a, b, put in found:
                if at <= a and b <= end:
                    yield Text(node.text[at - start : a - start])
                    yield from _without_ending(put)
                    at = b
            yield Text(node.text[at - start :])
        elif type(node) in (Break, Note):
            yield node
        else:
            yield replace(node, inlines=joined_inlines(list(_carved(node.inlines, found, start))))
        start = end


def _without_ending(node: Any) -> Nodes:
    """A field or term, and the ending of its possessive as the words that a source has after it."""
    last = node
    while type(last) is Field and last.inlines:
        last = last.inlines[-1]
    if type(last) is not Term or not last.ending:
        return (node,)
    return _bare(node), Text(last.ending)


def _bare(node: Any) -> Any:
    return replace(node, ending="") if type(node) is Term else replace(node, inlines=(*node.inlines[:-1], _bare(node.inlines[-1])))


def _with_notes(was: Nodes, now: Nodes, keeps: Keeps) -> Nodes:
    """The line with its notes restored from the notes that they are most like."""
    old, new = list(notes_in(was)), list(notes_in(now))
    if not old or not new:
        return now
    pairs = paired([text_of(note.blocks) for note in old], [text_of(note.blocks) for note in new], 0.2)
    made = iter([restored(old[pairs[at]], note, keeps) if at in pairs else note for at, note in enumerate(new)])
    return _notes_replaced(now, made)


def _notes_replaced(inlines: Nodes, made: Iterator[Note]) -> Nodes:
    out: list[Any] = []
    for node in inlines:
        inner = inner_line(node)
        out.append(next(made) if type(node) is Note else replace(node, inlines=_notes_replaced(inner, made)) if inner else node)
    return tuple(out)


def without(node: Any, drops: Keeps) -> Any:
    """The node with the fields, references and terms that `drops` names as plain words."""
    return with_lines(node, lambda line: joined_inlines(list(_dissolved(line, drops))))


def _dissolved(inlines: Nodes, drops: Keeps) -> Iterator[Any]:
    for node in inlines:
        if type(node) in (Field, Reference, Term) and drops(node):
            if type(node) is Field or inner_line(node):
                yield from _dissolved(node.inlines, drops)
            else:
                yield Text(characters((node,)))
        elif type(node) is Note:
            yield replace(node, blocks=tuple(without(block, drops) for block in node.blocks))
        elif inner := inner_line(node):
            yield replace(node, inlines=joined_inlines(list(_dissolved(inner, drops))))
        else:
            yield node

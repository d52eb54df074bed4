"""Whether the edits of a returned file were tracked, and who made them.

Programs split, join and double tracked changes, and some write moves as deletions: so what was tracked is worked out from the three texts (as sent,
as returned with all tracked changes rejected, and with all accepted), and the tracked changes themselves only say who made it and when.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from docgen.comparison.diff import diff
from docgen.document.frozen_dataclass import dataclass
from docgen.document.redline import Change, Redline
from docgen.document.tree import Document
from docgen.exchange.edits.edit import Edit, Found
from docgen.exchange.edits.value_trials import differing
from docgen.exchange.fitting.changed_lines import changed_lines
from docgen.exchange.returned.paragraph_sections import sections_of
from docgen.formats.docx.reading.word_file import Tracked, WordFile

_NEW, _OLD = ("ins", "moveTo"), ("del", "moveFrom")
_Key = tuple[str, str, str, str, str]
_LEAST = 2
"""Fewer letters than this say nothing about whose they are."""


@dataclass(frozen=True, slots=True)
class HowMade:
    """How an edit was made: with tracked changes, without, or in part; and who made what was tracked, with the last day of it ("2026-05-03", or "")."""

    tracked: Literal["tracked", "untracked", "partly"]
    authors: tuple[str, ...] = ()
    day: str = ""


def how_made(found: Found, word: WordFile, old: Document) -> Mapping[str, HowMade]:
    """How each edit was made, by its id; `old` is the returned text with all tracked changes rejected, in the form of `as_read`."""
    untracked = diff(*differing(found.redline.was, old))
    quiet = {_key(change) for change in untracked.changes}
    touched = _lines(untracked)
    changes = {change.id: change for change in found.redline.changes}
    sections = sections_of(word, found.wanted)
    return {edit.id: _how([changes[id] for id in edit.changes], edit, quiet, touched, word, sections) for edit in found.edits}


def _how(changes: list[Change], edit: Edit, quiet: set[_Key], touched: set[tuple[str, str]], word: WordFile, sections: Mapping[int, str]) -> HowMade:
    kinds = [_key(change) in quiet for change in changes]
    if all(kinds):
        return HowMade("untracked")
    marks = list(_marks(changes, edit, word.tracked, sections))
    authors = tuple(dict.fromkeys(mark.edit.author for mark in marks if mark.edit.author))
    day = max((mark.edit.date[:10] for mark in marks), default="")
    beside = touched and (not marks or any((change.section, change.old) in touched for change in changes))
    return HowMade("partly" if any(kinds) or beside else "tracked", authors, day)


def _key(change: Change) -> _Key:
    return change.section, change.kind, change.node, change.old, change.new


def _marks(changes: Iterable[Change], edit: Edit, tracked: Iterable[Tracked], sections: Mapping[int, str]) -> Iterable[Tracked]:
    """The tracked changes that an edit consists of: those of its section whose words are among its own, or else those of its section."""
    changes = list(changes)
    new, old = (" ".join(getattr(change, side) for change in changes) for side in ("new", "old"))
    near = [mark for mark in tracked if sections.get(mark.paragraph, "") == edit.section] or list(tracked)
    found = []
    for mark in near:
        words = mark.words.strip()
        letters = sum(map(str.isalnum, words))
        if letters >= _LEAST and ((mark.edit.kind in _NEW and _shares(words, new)) or (mark.edit.kind in _OLD and _shares(words, old))):
            found.append(mark)
    return found or near


def _shares(words: str, text: str) -> bool:
    """Whether one of the two holds the other."""
    text = text.strip()
    return words in text or (len(text) >= _LEAST and text in words)


def _lines(redline: Redline) -> set[tuple[str, str]]:
    """The sections and old words of the lines that a redline changes in part."""
    return {(line.section, line.old) for line in changed_lines(redline)}

"""What docgen works out by itself, and is no edit: numbers in references, the form of a name at its first use, quotation marks, spaces, the approvals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from docgen.comparison.diff import diff
from docgen.document.frozen_dataclass import dataclass
from docgen.document.redline import Change
from docgen.document.tree import Document, Reference, Term
from docgen.exchange.fitting.changed_lines import ChangedLine, Piece, Spot, Spots, changed_lines
from docgen.formats.reading.as_read import as_read

_LABEL = re.compile(r"(?:the )?(?:section |paragraph |appendix |table |figure |schedule |part )?(?:[A-Z]?\d+(?:\.\d+)*|“[^”]*”)", re.IGNORECASE)
_BROKEN = re.compile(r"Error[:!] Reference source not found\.?", re.IGNORECASE)
"""What LibreOffice and Word show for a reference to what was deleted."""
_ARTICLE = re.compile(r"^the ", re.IGNORECASE)
_LIKE = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "\u00a0": " "})
_THIN = re.compile("[\u200b-\u200d\u00ad\u2060\ufeff]")
_DOTS = re.compile(r"…|\. \. \.")
_OF_APPROVALS = ("status", "watermark")


def typed(text: str) -> str:
    """The text without what a program changes while somebody types: curly or straight quotation marks, kinds of dashes, spaces and hyphens."""
    plain = _DOTS.sub("...", _THIN.sub("", text)).translate(_LIKE)
    return " ".join(re.sub(r"-{2,}", "-", re.sub(r"[\u2000-\u200a\u202f\u3000]", " ", plain)).split())


def is_autocorrect(change: Change) -> bool:
    """Whether both sides of a change are the same but for what a program changes by itself."""
    return change.kind in ("replaced", "inserted", "deleted") and change.old != change.new and typed(change.old) == typed(change.new)


def spot_of(line: ChangedLine, piece: Piece, spots: tuple[Spot, ...]) -> Spot | None:
    """The smallest spot that holds a piece; None if the piece is not inside one. Spaces at the ends of the piece may be outside."""
    old = line.old[piece.start : piece.end]
    start, end = piece.start + len(old) - len(old.lstrip()), piece.end - len(old) + len(old.rstrip())
    if start >= end:
        start = end = piece.start
        return next((spot for spot in spots if spot.start < start < spot.end), None)
    return next((spot for spot in spots if spot.start <= start and end <= spot.end), None)


def is_label(spot: Spot, line: ChangedLine) -> bool:
    """Whether a reference still shows a number or a title, another one perhaps, or that its program found none."""
    if type(spot.node) is not Reference or spot.node.inlines:
        return False
    shown = line.new(spot.start, spot.end).strip()
    return bool(_LABEL.fullmatch(shown) or _BROKEN.fullmatch(shown.removeprefix(spot.node.lead)))


def is_form_of_name(spot: Spot, line: ChangedLine) -> bool:
    """Whether the words at a term are the same term in another of its forms: its name, its short form, or both where it is introduced."""
    return type(spot.node) is Term and _is_form(spot.node, line.new(spot.start, spot.end))


def _without_article(text: str) -> str:
    return _ARTICLE.sub("", text.strip()).casefold()


def _forms(term: Term) -> Iterator[str]:
    for ending in ("", term.ending):
        yield term.name + ending
        yield term.short + ending
        for short in (term.short, f"“{term.short}”"):
            yield f"{term.name}{ending} ({short})"


@dataclass(frozen=True, slots=True)
class Proof:
    """How a document that was composed from changed sources differs from the one that was wanted: what is `left`, and what `follows` by itself."""

    left: tuple[Change, ...]
    follows: tuple[Change, ...]


def proved(made: Document, wanted: Document) -> Proof:
    """How a composed document differs from the wanted one, which is in the form of `as_read`."""
    redline = diff(as_read(made), wanted)
    following = set(changes_that_follow(made, tuple(changed_lines(redline))))
    left: list[Change] = []
    follows: list[Change] = []
    for change in redline.changes:
        of_approvals = not change.section and (change.node in _OF_APPROVALS or (change.node == "row" and change.new.startswith("Approved by")))
        (follows if change.id in following or is_autocorrect(change) or of_approvals else left).append(change)
    return Proof(tuple(left), tuple(follows))


def changes_that_follow(composed: Document, lines: tuple[ChangedLine, ...]) -> Iterator[int]:
    """The ids of the changes that are only in numbers of references and in forms of names; `lines` are those changed from the composed document."""
    spots = Spots(composed)
    followed: dict[int, bool] = {}
    for line, piece in chain.from_iterable(((line, piece) for piece in line.pieces) for line in lines):
        found = spots.at(line.section, line.old)
        spot = spot_of(line, piece, found)
        own = spot is not None and (is_label(spot, line) or is_form_of_name(spot, line))
        followed[piece.change] = followed.get(piece.change, True) and (own or _beside_name(line, piece, found))
    return (change for change, own in followed.items() if own)


def _beside_name(line: ChangedLine, piece: Piece, spots: tuple[Spot, ...]) -> bool:
    """Whether a piece at the edge of a term makes it another of its forms."""
    for spot in spots:
        start, end = line.around(spot.start, spot.end)
        if type(spot.node) is Term and start <= piece.start and piece.end <= end:
            around = line.old[start : spot.start], line.old[spot.end : end]
            if all(not part.strip() or _ARTICLE.fullmatch(part.lstrip()) for part in around) and _is_form(spot.node, line.new(start, end)):
                return True
    return False


def _is_form(term: Term, words: str) -> bool:
    return _without_article(words) in {_without_article(form) for form in _forms(term)}

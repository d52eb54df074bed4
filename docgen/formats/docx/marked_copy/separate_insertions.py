"""An insertion that ends one paragraph and one that begins the next, kept apart by their dates, in a tree (`ooxml/insertions_apart` says why)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.formats.docx.marked_copy import word_names as n
from docgen.formats.docx.marked_copy.editable_file import Element
from docgen.formats.docx.ooxml.insertions_apart import later_than

_CAME = (n.INS, n.MOVE_TO)
_SILENT = frozenset([n.P_PR, *map(n.w, ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr"))])


def separate_insertions(root: Element, date: str) -> None:
    """Give the second of each two such insertions another minute than the first. `date` is that of all changes; without one nothing is changed."""
    if not date:
        return
    later = later_than(date)
    for before in root.iter(n.P):
        after = before.getnext()
        while after is not None and after.tag in _SILENT:
            after = after.getnext()
        if after is None or after.tag != n.P or _came(before):
            continue
        last, first = _edge(before, -1), _edge(after, 0)
        if last is not None and first is not None and last.get(n.DATE) == first.get(n.DATE):
            for each in _at_start(after):
                each.set(n.DATE, later if last.get(n.DATE) == date else date)


def _came(p: Element) -> bool:
    """Whether the end of a paragraph was inserted."""
    mark = p.find(f"{n.P_PR}/{n.R_PR}")
    return mark is not None and any(child.tag in _CAME for child in mark)


def _edge(p: Element, at: int) -> Element | None:
    """The insertion with which a paragraph begins (0) or ends (-1)."""
    shown = [child for child in p if child.tag not in _SILENT]
    return shown[at] if shown and shown[at].tag in _CAME else None


def _at_start(p: Element) -> Iterator[Element]:
    """The insertions with which a paragraph begins, one after the other."""
    for child in p:
        if child.tag in _CAME:
            yield child
        elif child.tag not in _SILENT:
            return

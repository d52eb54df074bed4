"""What changed in the format of paragraphs and runs whose words stayed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, cast

from lxml import etree

from docgen.formats.docx.marked_copy import word_names as n
from docgen.formats.docx.marked_copy.changed_words import Change
from docgen.formats.docx.marked_copy.editable_file import EditableFile, Element
from docgen.formats.docx.marked_copy.marks import format_only
from docgen.formats.docx.marked_copy.old_content import OldContent
from docgen.formats.docx.marked_copy.word_lines import Leaf, Line
from docgen.formats.docx.reading.word_styles import Styles

_NO_LOOK = frozenset(map(n.w, ("lang", "noProof", "rPrChange", "pPrChange", "ins", "del", "moveFrom", "moveTo")))

Told = tuple[Any, ...]


class Restyled(NamedTuple):
    """Characters [start, end) of a new line whose run had other properties, those of the old `run`."""

    start: int
    end: int
    run: Element


class Formats:
    """Compares formats of the old file with those of the new one."""

    def __init__(self, content: OldContent, looks: bool) -> None:
        self.content, self.looks = content, looks
        self._styles = [_styles(content.old), _styles(content.new)]
        self._runs: dict[bytes, Told] = {}

    def was(self, old: Line, new: Line, exactly: bool) -> Element | None:
        """The old properties of a paragraph, as a w:pPr, if they are to be shown; None if not.

        A heading that was none, or a list item of another level, always counts; with `exactly`, and where looks are shown, so does any difference.
        """
        before, after = old.p.find(n.P_PR), new.p.find(n.P_PR)
        if not (exactly or self.looks) and _kind(before, self._styles[0]) == _kind(after, self._styles[1]):
            return None
        made = self.content.properties(before)
        if made is None:
            made = etree.Element(n.P_PR)
        return None if _told(format_only(made)) == _told(format_only(after)) else made

    def restyled(self, old: Sequence[Line], new: Line, start: int, changes: Sequence[Change]) -> list[Restyled]:
        """Where the looks of words that stayed in a new line changed; the line begins at `start` among all new lines."""
        if not self.looks:
            return []
        out: list[Restyled] = []
        before = list(_placed(old))
        at = 0
        for leaf in new.leaves:
            for change in changes:
                first, last = max(change.j0, start + leaf.start), min(change.j1, start + leaf.end)
                if change.kind != "kept" or first >= last or leaf.run is None:
                    continue
                shift = change.i0 - change.j0
                while at < len(before) and before[at][0] + before[at][1].end - before[at][1].start <= first + shift:
                    at += 1
                for place, was in before[at:]:
                    if place >= last + shift:
                        break
                    if was.run is not None and self._look(was.run, True) != self._look(leaf.run, False):
                        end = place + was.end - was.start
                        out.append(Restyled(max(first, place - shift) - start, min(last, end - shift) - start, was.run))
        return out

    def _look(self, run: Element, old: bool) -> Told:
        properties = run.find(n.R_PR)
        if properties is None:
            return ()
        if not old:
            return _told(properties)
        key = etree.tostring(properties)
        if key not in self._runs:
            self._runs[key] = _told(cast(Element, self.content.properties(properties)))
        return self._runs[key]


def _placed(lines: Sequence[Line]) -> Iterator[tuple[int, Leaf]]:
    at = 0
    for line in lines:
        for leaf in line.leaves:
            yield at + leaf.start, leaf
        at += len(line.text) + 1


def _told(properties: Iterable[Element]) -> Told:
    """Properties as a value that is equal for equal ones, whatever their order and their prefixes."""
    return tuple(sorted((str(each.tag), tuple(sorted(each.items())), _told(each)) for each in properties if each.tag not in _NO_LOOK))


def _styles(file: EditableFile) -> Styles:
    part = file.name_of("styles")
    return Styles(file.root(part) if part else None)


def _kind(properties: Element | None, styles: Styles) -> tuple[str, str]:
    """The level of a heading, and that of a list item."""
    if properties is None:
        return "", ""
    style = level = ""
    number: str | None = None
    for child in properties:
        if child.tag == n.P_STYLE:
            style = styles.usual(child.get(n.VAL, ""))
        elif child.tag == n.NUM_PR:
            values = {each.tag: each.get(n.VAL, "") for each in child}
            number, level = values.get(n.NUM_ID), values.get(n.LEVEL, "0")
    if style.startswith("heading"):
        return style, ""
    if number is not None:
        return "", "" if number == "0" else f"item {level}"
    return "", "styled" if style.startswith(("list bullet", "list number")) else ""

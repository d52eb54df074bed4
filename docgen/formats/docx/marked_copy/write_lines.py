"""Changed paragraphs of the new file, with marks for what the old ones had."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from docgen.formats.docx.marked_copy import word_names as n
from docgen.formats.docx.marked_copy.changed_formats import Formats, Restyled
from docgen.formats.docx.marked_copy.changed_words import Change
from docgen.formats.docx.marked_copy.cut_runs import Stretch, neighbours, run_like, stretches
from docgen.formats.docx.marked_copy.editable_file import Element
from docgen.formats.docx.marked_copy.marks import Marks
from docgen.formats.docx.marked_copy.old_content import OldContent
from docgen.formats.docx.marked_copy.word_lines import Line

_CUT = "{docgen}cut"
"""Stands in a paragraph where the old text ended one."""


class LineWriter:
    """Writes marks into the paragraphs of one part; `part` names it in the old file and in the new one."""

    def __init__(self, marks: Marks, content: OldContent, part: tuple[str, str], formats: Formats) -> None:
        self.marks, self.content, self.part, self.formats = marks, content, part, formats

    def group(self, old: Sequence[Line], new: Sequence[Line], changes: Sequence[Change], outcome: str = "kept") -> None:
        """Mark the changes in new lines. At the new end of a move the outcome is "to": what stayed is moved text, and nothing is deleted."""
        old_starts, new_starts = _starts(old), _starts(new)
        for index, (line, start) in enumerate(zip(new, new_starts, strict=True)):
            end = start + len(line.text)
            local = [each for each in (_within(change, start, end) for change in changes) if each is not None]
            ends = index < len(new) - 1 and any(change.kind == "ins" and change.j0 <= end < change.j1 for change in changes)
            kept = "moveTo" if outcome == "to" else ""
            restyled = self.formats.restyled(old, line, start, local) if not kept else []
            if kept or restyled or any(change.kind != "kept" for change in local):
                self._line(line, start, local, old, old_starts, kept, restyled)
            if outcome == "to" or ends:
                self.marks.paragraph_mark(line.p, kept or "ins")
        if outcome == "kept":
            self._formats(old, new, changes)
        self.marks.counts["ins"] += sum(change.kind == "ins" for change in changes)
        self.marks.counts["del"] += sum(change.kind == "del" for change in changes)

    def _formats(self, old: Sequence[Line], new: Sequence[Line], changes: Sequence[Change]) -> None:
        """Show the old format of each paragraph whose end stayed."""
        old_ends, new_ends = ([start + len(line.text) for line, start in zip(lines, _starts(lines), strict=True)] for lines in (old, new))
        kept = {new_ends[-1]: old_ends[-1]}
        for change in changes:
            if change.kind == "kept":
                kept |= {at: change.i0 + at - change.j0 for at in new_ends[:-1] if change.j0 <= at < change.j1}
        for line, end in zip(new, new_ends, strict=True):
            before = old[old_ends.index(kept[end])] if end in kept else None
            was = self.formats.was(before, line, len(old) != len(new)) if before is not None else None
            if was is not None:
                self.marks.old_paragraph_format(line.p, was)

    def _line(
        self, line: Line, start: int, changes: Sequence[Change], old: Sequence[Line], old_starts: Sequence[int], kept: str, restyled: Sequence[Restyled]
    ) -> None:
        whole = not restyled and len(changes) == 1 and changes[0].kind != "del" and changes[0][3:] == (start, start + len(line.text))
        if whole:
            self._wrap_all(line.p, kept if changes[0].kind == "kept" else "ins")
            return
        borders = {at - start for change in changes for at in (change.j0, change.j1)} | {at for each in restyled for at in each[:2]}
        pieces = stretches(line, borders)
        for first, last, run in restyled:
            for piece in pieces:
                if first <= piece.start and piece.end <= last and len(piece.nodes) == 1 and piece.nodes[0].tag == n.RUN:
                    self.marks.old_run_format(piece.nodes[0], self.content.properties(run.find(n.R_PR)))
        for change in changes:
            if change.kind == "del" and not kept:
                self._place(line, pieces, change.j0 - start, self._deleted(old, old_starts, change))
        for change in changes:
            kind = "ins" if change.kind == "ins" else kept if change.kind == "kept" else ""
            if kind:
                self._wrap([each for each in pieces if change.j0 - start <= each.start and each.end <= change.j1 - start], kind)
        self._split(line, old)

    def _wrap(self, pieces: Sequence[Stretch], kind: str) -> None:
        nodes = [node for piece in pieces for each in piece.nodes for node in ([each] if each.tag != n.SIMPLE_FIELD else as_runs(each))]
        for group in neighbours([node for node in nodes if node.tag == n.RUN or str(node.tag).startswith(f"{{{n.MATH}}}")]):
            self.marks.around(kind, group)
        for node in nodes:
            if node.tag != n.RUN and not str(node.tag).startswith(f"{{{n.MATH}}}"):
                for group in neighbours(run_like(node)):
                    self.marks.around(kind, group)

    def _deleted(self, old: Sequence[Line], starts: Sequence[int], change: Change) -> list[Element]:
        """What the old lines had there: deletions, links with deletions, and a cut at each end of a paragraph."""
        out: list[Element] = []
        for index, (line, start) in enumerate(zip(old, starts, strict=True)):
            end = start + len(line.text)
            if change.i0 < end and start < change.i1:
                out += self.marked(self.content.content(line, change.i0 - start, change.i1 - start, self.part, "del"), "del")
            if change.i0 <= end < change.i1:
                out.append(etree.Element(_CUT, {"line": str(index)}))
        return out

    def marked(self, nodes: Sequence[Element], kind: str) -> list[Element]:
        """Runs and links with the runs in elements for their change."""
        out: list[Element] = []
        for node in nodes:
            if node.tag == n.HYPERLINK:
                mark = self.marks.element(kind)
                mark.extend(list(node))
                node.append(mark)
                out.append(node)
            elif out and out[-1].tag == n.w(kind):
                out[-1].append(node)
            else:
                out.append(self.marks.element(kind))
                out[-1].append(node)
        return out

    def _place(self, line: Line, pieces: Sequence[Stretch], at: int, nodes: Sequence[Element]) -> None:
        """Put deleted text before the character at a place."""
        before = next((piece for piece in reversed(pieces) if piece.end <= at), None)
        after = next((piece for piece in pieces if piece.start >= at), None)
        if before is None and after is None:
            line.p.extend(nodes)
            return
        cuts = any(node.tag == _CUT for node in nodes)
        linked = any(node.tag == n.HYPERLINK for node in nodes)
        if before is not None:
            anchor = before.nodes[-1]
            inside = anchor.getparent() is not line.p
            if inside and (cuts or linked or after is None or after.nodes[0].getparent() is not anchor.getparent()):
                anchor = self._outermost(anchor, line.p, after.nodes[0] if after is not None else None)
            for node in reversed(nodes):
                anchor.addnext(node)
        else:
            assert after is not None
            anchor = _top(after.nodes[0], line.p)
            for node in nodes:
                anchor.addprevious(node)

    def _outermost(self, anchor: Element, p: Element, after: Element | None) -> Element:
        """The child of a paragraph that holds an element; if it holds the next one too, it is cut in two between them."""
        top = _top(anchor, p)
        if after is None or _top(after, p) is not top:
            return top
        while (parent := anchor.getparent()) is not p and parent is not None:
            second = etree.Element(parent.tag, {str(name): str(value) for name, value in parent.attrib.items()})
            second.extend(list(anchor.itersiblings()))
            parent.addnext(second)
            anchor = parent
        return anchor

    def _split(self, line: Line, old: Sequence[Line]) -> None:
        """End a paragraph at each cut, with the format of the old one and a deleted mark."""
        for cut in list(line.p.iterchildren(_CUT)):
            head = self.content.paragraph(old[int(cut.get("line", "0"))])
            head.extend([node for node in cut.itersiblings(preceding=True) if node.tag != n.P_PR][::-1])
            line.p.remove(cut)
            line.p.addprevious(head)
            self.marks.paragraph_mark(head, "del")

    def whole(self, p: Element, kind: str) -> None:
        """Mark a whole paragraph."""
        self._wrap_all(p, kind)
        self.marks.paragraph_mark(p, kind)

    def _wrap_all(self, p: Element, kind: str) -> None:
        for field in list(p.iter(n.SIMPLE_FIELD)):
            as_runs(field)
        for group in neighbours(run_like(p)):
            self.marks.around(kind, group)

    def deleted(self, line: Line) -> Element:
        """A copy of an old paragraph, deleted."""
        p = self.content.paragraph(line)
        p.extend(self.marked(self.content.content(line, 0, len(line.text), self.part, "del"), "del"))
        self.marks.paragraph_mark(p, "del")
        return p

    def moved_away(self, old: Sequence[Line], changes: Sequence[Change]) -> list[Element]:
        """Copies of old paragraphs as they stood before a move, with what was deleted on the way."""
        out: list[Element] = []
        for line, start in zip(old, _starts(old), strict=True):
            p = self.content.paragraph(line)
            for change in changes:
                first, last = max(change.i0 - start, 0), min(change.i1 - start, len(line.text))
                if first < last and change.kind != "ins":
                    kind = "moveFrom" if change.kind == "kept" else "del"
                    p.extend(self.marked(self.content.content(line, first, last, self.part, kind), kind))
            self.marks.paragraph_mark(p, "moveFrom")
            out.append(p)
        return out


def _starts(lines: Sequence[Line]) -> list[int]:
    out, at = [], 0
    for line in lines:
        out.append(at)
        at += len(line.text) + 1
    return out


def _within(change: Change, start: int, end: int) -> Change | None:
    """The part of a change in one new line; a deletion belongs to the line that it stands in or, between two, to the first."""
    if change.kind == "del":
        return change if start <= change.j0 <= end else None
    j0, j1 = max(change.j0, start), min(change.j1, end)
    return Change(change.kind, change.i0, change.i1, j0, j1) if j0 < j1 else None


def _top(node: Element, p: Element) -> Element:
    """The child of a paragraph that is, or holds, an element."""
    while (parent := node.getparent()) is not p:
        assert parent is not None
        node = parent
    return node


def as_runs(field: Element) -> list[Element]:
    """The runs of a simple field as those of a field with a code, in its place: w:ins holds no w:fldSimple (17.13.5.18)."""

    def char(kind: str) -> Element:
        run = etree.Element(n.RUN)
        etree.SubElement(run, n.FIELD_CHAR, {n.w("fldCharType"): kind})
        return run

    code = etree.Element(n.RUN)
    instruction = etree.SubElement(code, n.CODE, {n.SPACE: "preserve"})
    instruction.text = field.get(n.w("instr"), "")
    runs = [char("begin"), code, char("separate"), *run_like(field), char("end")]
    for run in runs:
        field.addprevious(run)
    parent = field.getparent()
    assert parent is not None
    parent.remove(field)
    return runs

"""A changed numbering scheme, another level, or a section that became an appendix, as tracked changes: what the old document numbered or placed
otherwise keeps its old properties.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docgen.document.headings import Heading
from docgen.document.redline import MARKS, Altered, Nodes, Redline, sides
from docgen.document.tree import Document, FieldBlock, Paragraph, Section
from docgen.formats.docx import writer as docx
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.reason_comments import AUTHOR
from docgen.formats.docx.tracked.tracked_headings import is_other_heading
from docgen.formats.docx.write_marks import RedlineState
from docgen.formats.docx.writing_state import Place

Write = Callable[[Any, Place], str]


def numbered(redline: Redline) -> Document:
    """The new document, with a scheme that numbers headings if the old or the new one does: the file must hold the lists of both."""
    return redline.now if redline.now.scheme != "none" else replace(redline.now, scheme=redline.was.scheme)


def section_xml(node: Any, redline: Redline, levels: OldLevels, state: RedlineState, write: Write) -> str:
    """The XML of a top-level section or mark. Rejecting its changes gives the numbers and indents that it had by the old scheme, level, or as an appendix."""
    now = _section(node)
    was = replace(now, appendix=levels.in_appendix(now))
    place = _place(redline.now, now, redline, state)
    if redline.was.scheme == redline.now.scheme and was.appendix == now.appendix and not (levels.changed and redline.was.scheme == "paragraphs"):
        return write(node, place)
    start = len(state.notes)
    new = write(node, place)
    after = len(state.notes)
    kept: list[str] = []

    def as_it_was() -> str:
        xml = write(_numbered_by(node, redline.was, levels), _place(redline.was, was, redline, state))
        kept.extend(state.notes[after:])
        return xml

    old = state.dry_run(as_it_was)
    state.stamp.author = AUTHOR
    pairs = zip(state.notes[start:after], kept, strict=True)
    state.notes[start:after] = [track_changes.with_old_properties(note, before, state.stamp) for note, before in pairs]
    return track_changes.with_old_properties(new, old, state.stamp)


class OldLevels:
    """At which depth of the old document each paragraph of a redline's sections stood: 1 below a top-level heading, 0 in an appendix."""

    def __init__(self, sections: Nodes) -> None:
        self.changed = False
        """Whether any heading came, went, or changed its level or kind, so that paragraphs below it may be at another depth."""
        self._depths: dict[int, int] = {}
        self._appendices: dict[int, bool] = {}
        self._depth, self._in_appendix = 0, False
        self._visit(sections, 1)

    def of(self, paragraph: Paragraph) -> int:
        return self._depths.get(id(paragraph), 0)

    def in_appendix(self, section: Section) -> bool:
        """Whether a section stood in an appendix, or was one; for a new section, whether it is one."""
        return self._appendices.get(id(section), section.appendix)

    def _visit(self, nodes: Nodes, depth: int) -> None:
        for node in nodes:
            mark, node, was = node, node.node if type(node) is Altered else node, node.was if type(node) is Altered else node
            kind = type(node)
            self.changed |= type(mark) is Altered and is_other_heading(mark)
            if kind in MARKS:
                self._visit(sides(node)[0], depth)
            elif kind is Section:
                if type(was) is Section:
                    self._enter(was, was.level or depth)
                self._appendices[id(node)] = self._in_appendix
                self._visit(node.blocks, depth)
                self._visit(node.sections, (node.level or depth) + 1)
            elif kind is Heading or type(was) is Heading:
                self.changed = True
                self._enter(was.section, was.depth)
            elif kind is FieldBlock:
                self._visit(node.blocks, depth)
            elif kind is Paragraph:
                self._depths[id(node)] = 0 if self._in_appendix else self._depth

    def _enter(self, heading: Section, depth: int) -> None:
        self._depth, self._in_appendix = depth, heading.appendix if depth == 1 else self._in_appendix


def _section(node: Any) -> Section:
    """The section in a mark."""
    while not isinstance(node, Section):
        node = node.node if type(node) is Altered else node.nodes[0]
    return node


def _place(document: Document, section: Section, redline: Redline, state: RedlineState) -> Place:
    """The place of a section of one of the documents, in a file that numbers headings if either document does."""
    place = docx.place(document, section, state.house)
    if redline.was.scheme == redline.now.scheme or "none" not in (redline.was.scheme, redline.now.scheme):
        return place
    # LibreOffice brings no list back that only the style of a heading names.
    return place._replace(headings=0 if document.scheme == "none" else state.house.headings if document is redline.was else -1)


def _numbered_by(node: Any, document: Document, levels: OldLevels) -> Any:
    """The node with numbers on the paragraphs that the scheme of the document numbers, and on no other. Only their depth counts: Word counts for itself."""
    kind = type(node)
    if kind is Paragraph:
        depth = levels.of(node) if document.scheme == "paragraphs" else 0
        return replace(node, number="0" + ".0" * depth if depth else "")
    if kind is Altered:
        inner = node.node
        if type(inner) is Section is type(node.was):
            inner = replace(inner, appendix=node.was.appendix, number=node.was.number)
        numbered = _numbered_by(inner, document, levels)
        return numbered if type(inner) is Section is type(node.was) and not node.was.level else replace(node, node=numbered)
    names = ("blocks", "sections") if kind is Section else ("nodes",) if kind in MARKS else ("blocks",) if kind is FieldBlock else ()
    return replace(node, **{name: tuple(_numbered_by(each, document, levels) for each in getattr(node, name)) for name in names}) if names else node

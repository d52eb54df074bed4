"""A changed numbering scheme, or a section that became an appendix, as tracked changes: what the old document numbered or placed otherwise keeps
its old properties.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docgen.document.redline import MARKS, Altered, Redline
from docgen.document.tree import Document, FieldBlock, Paragraph, Section
from docgen.formats.docx import writer as docx
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.write_marks import RedlineState
from docgen.formats.docx.writing_state import Place

Write = Callable[[Any, Place], str]


def numbered(redline: Redline) -> Document:
    """The new document, with a scheme that numbers headings if the old or the new one does: the file must hold the lists of both."""
    return redline.now if redline.now.scheme != "none" else replace(redline.now, scheme=redline.was.scheme)


def section_xml(node: Any, redline: Redline, state: RedlineState, write: Write) -> str:
    """The XML of a top-level section or mark. Rejecting its changes gives the numbers and indents that it had by the old scheme, or as an appendix."""
    was, now = _section(node, False), _section(node, True)
    place = _place(redline.now, now, redline, state)
    if redline.was.scheme == redline.now.scheme and was.appendix == now.appendix:
        return write(node, place)
    start = len(state.notes)
    new = write(node, place)
    after = len(state.notes)
    kept: list[str] = []

    def as_it_was() -> str:
        xml = write(_numbered_by(node, redline.was), _place(redline.was, was, redline, state))
        kept.extend(state.notes[after:])
        return xml

    old = state.dry_run(as_it_was)
    state.stamp.author = state.revision
    pairs = zip(state.notes[start:after], kept, strict=True)
    state.notes[start:after] = [track_changes.with_old_properties(note, before, state.stamp) for note, before in pairs]
    return track_changes.with_old_properties(new, old, state.stamp)


def _section(node: Any, new: bool) -> Section:
    """The section in a mark, as it was or as it is."""
    while not isinstance(node, Section):
        node = (node.node if new else node.was) if type(node) is Altered else node.nodes[0]
    return node


def _place(document: Document, section: Section, redline: Redline, state: RedlineState) -> Place:
    """The place of a section of one of the documents, in a file that numbers headings if either document does."""
    place = docx.place(document, section, state.house)
    if redline.was.scheme == redline.now.scheme or "none" not in (redline.was.scheme, redline.now.scheme):
        return place
    # LibreOffice brings no list back that only the style of a heading names.
    return place._replace(headings=0 if document.scheme == "none" else state.house.headings if document is redline.was else -1)


def _numbered_by(node: Any, document: Document, depth: int = 0, appendix: bool = False) -> Any:
    """The node with numbers on the paragraphs that the scheme of the document numbers, and on no other. Only their depth counts: Word counts for itself."""
    kind = type(node)
    if kind is Paragraph:
        return replace(node, number="0" + ".0" * depth if document.scheme == "paragraphs" and not appendix else "")
    if kind is Altered and type(node.was) is Section:
        return _numbered_by(replace(node.node, appendix=node.was.appendix, number=node.was.number), document, depth, appendix)
    if kind is Altered:
        return replace(node, node=_numbered_by(node.node, document, depth, appendix))
    if kind is Section:
        below = {"blocks": (node.blocks, depth + 1), "sections": (node.sections, depth + 1)}
        return replace(node, **{name: tuple(_numbered_by(each, document, level, node.appendix) for each in nodes) for name, (nodes, level) in below.items()})
    name = "nodes" if kind in MARKS else "blocks" if kind is FieldBlock else ""
    return replace(node, **{name: tuple(_numbered_by(each, document, depth, appendix) for each in getattr(node, name))}) if name else node

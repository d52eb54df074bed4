"""Word: the new document in the house style with tracked changes, which accepted give its text, and rejected that of the old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.files import HouseStyle
from docgen.ooxml import package, relations, shell, tracking
from docgen.redline import Redline, Told
from docgen.tree import Section
from docgen.writers import _docx_body as body
from docgen.writers import _docx_marked_table as tables
from docgen.writers import _docx_marks as marking
from docgen.writers import docx
from docgen.writers._docx_house import filled, house
from docgen.writers._docx_marked_cover import frame
from docgen.writers._docx_marked_numbers import entries, labels
from docgen.writers._docx_moves import unmixed
from docgen.writers._docx_proof import prove
from docgen.writers._docx_writing import Writing

SUFFIX = ".docx"
MARKS = marking.MARKS

_COMMENTS = "word/comments.xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"

marking.join()
tables.join()


def write(redline: Redline, told: Mapping[int, Told], style: HouseStyle, causes: marking.Causes = "comments", track_numbers: bool = False) -> bytes:
    """The redline as a .docx.

    The numbers in cross-references and the contents are fields, which Word fills anew (F9), and show the new ones without a mark. With
    `track_numbers` they are marked too, so that the old text comes back to the letter before its fields are updated.
    DocgenError for everything that is wrong with the style's house.docx, and if the file does not hold both texts.
    """
    looks = house(style.read("house.docx"), style.place("house.docx"))
    clean = filled(looks, redline.now.front)
    writing = marking.Redlining(Writing(looks, style, clean.first_bookmark), redline, told, causes)
    if track_numbers:
        writing.labels = labels(redline.was)
    shown = frame(looks, redline, clean, writing)
    pieces = list(_pieces(redline, writing))
    prove(redline, shown, pieces, writing, track_numbers)
    writing.out = [xml for _, xml in pieces]
    contents = docx.contents(entries(redline, writing) if track_numbers else docx.entries(redline.now, looks).values())
    text = docx.text(shown, contents, writing)
    parts = docx.parts(redline.now, text, writing) | {part.name: part for part in shown.parts}
    styles = package.unpack(parts[docx.STYLES]).decode()
    parts[docx.STYLES] = package.pack(docx.STYLES, tracking.with_removed_styles(styles, text, writing.numbered))
    if writing.comments:
        parts |= _with_comments(parts, writing)
    return package.write(parts.values())


def _pieces(redline: Redline, writing: marking.Redlining) -> Iterator[tuple[str, str]]:
    """The sections at the top as written, each with its id if it has no mark."""
    clean = {section.id: section for section in redline.now.sections}
    for node in unmixed(redline.document.sections):
        section = _section(node)
        body.SECTIONS[type(node)](node, 0, docx.place(redline.now, section, writing.house), writing)
        yield section.id if clean.get(section.id) is node else "", tracking.parted("".join(writing.out), writing.stamp)
        writing.out.clear()


def _section(node: object) -> Section:
    """The section that a mark holds."""
    while not isinstance(node, Section):
        node = node.node if hasattr(node, "node") else node.nodes[0] if hasattr(node, "nodes") else None
    return node


def _with_comments(parts: Mapping[str, package.Part], writing: marking.Redlining) -> dict[str, package.Part]:
    """The parts that tell of comments."""
    notes = [(id, author, lines) for id, (author, lines) in enumerate(writing.comments.values())]
    types = package.unpack(parts[package.CONTENT_TYPES]).decode()
    links = package.unpack(parts[shell.DOCUMENT_RELATIONS]).decode()
    link = relations.relation(f"rId{relations.free_id(links)}", relations.COMMENTS, "comments.xml")
    texts = {
        package.CONTENT_TYPES: relations.with_types(types, {}, {f"/{_COMMENTS}": _COMMENTS_TYPE}),
        shell.DOCUMENT_RELATIONS: relations.with_relations(links, [link]),
        _COMMENTS: tracking.comments(notes, writing.stamp.date),
    }
    return {name: package.pack(name, text) for name, text in texts.items()}

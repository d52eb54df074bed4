"""Documents in Word: the house style's file filled with the front matter, and the body written into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from docgen.document.tree import Document, FrontMatter, Section, plain
from docgen.formats.docx import body, provenance
from docgen.formats.docx.house_style_file import CONTENTS, CONTINUED, House, Shell, filled_shell, read_house
from docgen.formats.docx.ooxml import block_xml as ml
from docgen.formats.docx.ooxml import numbering_part as numbering
from docgen.formats.docx.ooxml import package, properties_parts, relationships, runs, shell, styles
from docgen.formats.docx.writing_state import Place, State
from docgen.formats.list_labels import first_level
from docgen.formats.safe_archive import MOST_PARTS
from docgen.sources.files import HouseStyle

SUFFIX = ".docx"

_DATA = "application/vnd.openxmlformats-officedocument"
_NOTES, _NOTE_RELATIONS, _CUSTOM, _APP = "word/footnotes.xml", "word/_rels/footnotes.xml.rels", "docProps/custom.xml", "docProps/app.xml"
_CORE, _SETTINGS, _STYLES, _NUMBERING = "docProps/core.xml", "word/settings.xml", "word/styles.xml", "word/numbering.xml"


def write(document: Document, style: HouseStyle) -> bytes:
    """The document as a .docx. Raises DocgenError with every problem in the style's house.docx."""
    house = read_house(style.read("house.docx"), style.place("house.docx"))
    frame = filled_shell(house, document.front)
    state = State(house, style, frame.first_bookmark, body.WRITERS)
    for section in document.sections:
        body.section(section, 0, place(document, section, house), state)
    return package.write(parts(document, text(frame, contents(entries(document, house).values()), state), state).values())


def text(frame: Shell, contents: str, state: State) -> str:
    """The document part, once the sections are written."""
    if state.after_table:
        # Word always ends a document with a paragraph; after a table, readers could not place the cursor without one.
        state.out.append(f"{ml.start(state.house.paragraph['body text'])}{ml.PARAGRAPH_END}")
    return "".join([frame.before, contents, frame.between, *state.out, frame.after])


def parts(document: Document, text: str, state: State) -> dict[str, package.Part]:
    """All parts by name, in their order in the file."""
    varying = {part.name: part for part in _varying(document, state, state.house)}
    varying[shell.DOCUMENT] = package.pack(shell.DOCUMENT, text)
    return _fixed(state.house, document.front, document.id, document.language) | varying


def place(document: Document, section: Section, house: House) -> Place:
    """The place of the blocks of a top-level section."""
    indent = int(document.scheme == "paragraphs" and not section.appendix)
    style = house.paragraph[CONTINUED[0] if indent else "body text"]
    outline = house.appendices if section.appendix else house.headings
    return Place(style, ml.starts(style), base=indent, indent=indent, label=first_level(document, section), outline=outline)


def entries(document: Document, house: House) -> dict[str, str]:
    """The paragraphs of the contents list by section id, without page numbers, which only layout knows."""
    outer, inner = (ml.start(house.paragraph[role]) for role in CONTENTS)
    out: dict[str, str] = {}
    for section in document.sections:
        if section.title:
            out[section.id] = f"{outer}{_entry(section)}{ml.PARAGRAPH_END}"
        for child in section.sections:
            out[child.id] = f"{inner}{_entry(child)}{ml.PARAGRAPH_END}"
    return out


def contents(entries: Iterable[str]) -> str:
    """The contents list: the entries as the result of a field."""
    text = "".join(entries)
    at = text.find(ml.PROPERTIES_END) + len(ml.PROPERTIES_END)
    field = runs.field_start('TOC \\o "1-2" \\h \\z \\u')
    return f"{text[:at]}{field}{text[at : -len(ml.PARAGRAPH_END)]}{runs.FIELD_END}{ml.PARAGRAPH_END}" if text else ""


def _entry(node: Section) -> str:
    """A section's entry in the contents list, linked."""
    number = f"{runs.run(node.number)}{runs.TAB}" if node.number else ""
    return f"{runs.jump_start(runs.bookmark(provenance.REF, node.id))}{number}{runs.run(plain(node.title))}{runs.LINK_END}"


def _varying(document: Document, state: State, house: House) -> Iterator[package.Part]:
    """The parts that depend on the body, except the document part itself."""
    yield _numbering(house, tuple(state.lists), document.scheme == "none")
    if state.notes:
        yield package.pack(_NOTES, ml.footnotes(house.text.get(_NOTES, ""), state.notes))
    if state.note_links:
        yield package.pack(_NOTE_RELATIONS, relationships.with_relations(relationships.EMPTY, _links(state.note_links)))
    if state.links or state.media:
        images = [relationships.relation(f"image{n}", relationships.IMAGE, f"media/docgen{n}.png") for n in state.media.values()]
        yield package.pack(shell.DOCUMENT_RELATIONS, relationships.with_relations(_relations(house), [*_links(state.links), *images]))
    for data, n in state.media.items():
        yield _picture(data, n)
    yield package.pack(_data_names(house)[0], provenance.written(document))


def _links(links: dict[str, int]) -> list[str]:
    return [relationships.relation(f"link{n}", relationships.HYPERLINK, target, external=True) for target, n in links.items()]


@lru_cache(maxsize=64)
def _fixed(house: House, front: FrontMatter, revision: str, language: str) -> dict[str, package.Part]:
    """The parts that do not depend on the body, with empty ones for those that do, in their order in the file."""
    frame: Shell = filled_shell(house, front)
    core = frame.core | {"dc:title": front.title, "dc:language": language, "dc:identifier": revision, "cp:contentStatus": front.status}
    item, item_properties, item_relations = _data_names(house)
    link = relationships.relation("rId1", relationships.CUSTOM_XML_PROPERTIES, item_properties.rpartition("/")[2])
    texts = {
        package.CONTENT_TYPES: _types(house),
        package.ROOT_RELATIONS: _root_relations(house),
        shell.DOCUMENT: "",
        shell.DOCUMENT_RELATIONS: _relations(house),
        _STYLES: styles.with_language(house.text[_STYLES], language),
        _NUMBERING: "",
        _SETTINGS: styles.settings_language(house.text[_SETTINGS], language),
        _NOTES: ml.footnotes(house.text.get(_NOTES, ""), ()),
        _CORE: properties_parts.core(core, front.timestamp),
        _APP: properties_parts.extended("docgen"),
        _CUSTOM: properties_parts.custom({"revision": revision, "status": front.status}),
        item: "",
        item_properties: properties_parts.data_properties(provenance.NAMESPACE),
        item_relations: relationships.with_relations(relationships.EMPTY, [link]),
    }
    parts = {name: package.pack(name, text) for name, text in texts.items()}
    return parts | {name: part for name, part in house.parts.items() if name not in parts} | {part.name: part for part in frame.parts}


@lru_cache(maxsize=64)
def _numbering(house: House, lists: tuple[numbering.Instance, ...], silent: bool) -> package.Part:
    return package.pack(_NUMBERING, numbering.part(house.numbering, lists, silent))


@lru_cache(maxsize=64)
def _picture(data: bytes, number: int) -> package.Part:
    return package.stored(f"word/media/docgen{number}.png", data)


@lru_cache(maxsize=16)
def _data_names(house: House) -> tuple[str, str, str]:
    """The names of the custom XML part, its properties and its relationships, with the first number free in the house file."""
    n = next(n for n in range(1, MOST_PARTS) if f"customXml/item{n}.xml" not in house.parts)
    return f"customXml/item{n}.xml", f"customXml/itemProps{n}.xml", f"customXml/_rels/item{n}.xml.rels"


@lru_cache(maxsize=16)
def _relations(house: House) -> str:
    """The relationships of the document part that do not depend on the body."""
    xml = house.text[shell.DOCUMENT_RELATIONS]
    free = relationships.free_id(xml)
    rows = [relationships.relation(f"rId{free}", relationships.CUSTOM_XML, f"../{_data_names(house)[0]}")]
    if _NOTES not in house.parts:
        rows.append(relationships.relation(f"rId{free + 1}", relationships.FOOTNOTES, "footnotes.xml"))
    return relationships.with_relations(xml, rows)


def _root_relations(house: House) -> str:
    xml = relationships.without(house.text[package.ROOT_RELATIONS], (relationships.EXTENDED, relationships.CUSTOM))
    free = relationships.free_id(xml)
    kinds = ((relationships.EXTENDED, _APP), (relationships.CUSTOM, _CUSTOM))
    return relationships.with_relations(xml, [relationships.relation(f"rId{n}", kind, target) for n, (kind, target) in enumerate(kinds, free)])


def _types(house: House) -> str:
    item_properties = _data_names(house)[1]
    overrides = {
        f"/{_NOTES}": f"{_DATA}.wordprocessingml.footnotes+xml",
        f"/{_APP}": f"{_DATA}.extended-properties+xml",
        f"/{_CUSTOM}": f"{_DATA}.custom-properties+xml",
        f"/{item_properties}": f"{_DATA}.customXmlProperties+xml",
    }
    return relationships.with_types(house.text[package.CONTENT_TYPES], {"png": "image/png", "xml": "application/xml"}, overrides)

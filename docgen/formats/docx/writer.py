"""Word: the house style's file, filled with the front matter, with the text written into it as WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from docgen.document.tree import Document, FrontMatter, Origin, Section, plain
from docgen.formats.docx import body
from docgen.formats.docx.house_file import CONTENTS, CONTINUED, House, Shell, filled_shell, house
from docgen.formats.docx.ooxml import block_xml as ml
from docgen.formats.docx.ooxml import numbering_part as counting
from docgen.formats.docx.ooxml import package, properties_parts, relationships, runs, shell, styles
from docgen.formats.docx.writing_state import Place, Writing
from docgen.formats.list_labels import first_level
from docgen.sources.files import HouseStyle

SUFFIX = ".docx"
PROVENANCE = "urn:docgen:provenance:1"
"""The namespace of the custom XML part that tells which clause each section comes from."""

_DATA = "application/vnd.openxmlformats-officedocument"
_NOTES, _NOTE_RELATIONS, _CUSTOM, _APP = "word/footnotes.xml", "word/_rels/footnotes.xml.rels", "docProps/custom.xml", "docProps/app.xml"
_CORE, _SETTINGS, _STYLES, _NUMBERING = "docProps/core.xml", "word/settings.xml", "word/styles.xml", "word/numbering.xml"


def write(document: Document, style: HouseStyle) -> bytes:
    """The document as a .docx; DocgenError for everything that is wrong with the style's house.docx."""
    looks = house(style.read("house.docx"), style.place("house.docx"))
    frame = filled_shell(looks, document.front)
    writing = Writing(looks, style, frame.first_bookmark, body.KINDS)
    for section in document.sections:
        body.section(section, 0, place(document, section, looks), writing)
    return package.write(parts(document, text(frame, contents(entries(document, looks).values()), writing), writing).values())


def text(frame: Shell, contents: str, writing: Writing) -> str:
    """The document part, when the sections are written."""
    if writing.after_table:
        # A table at the end would leave the reader no place after it; Word itself always ends a text with a paragraph.
        writing.out.append(f"{ml.start(writing.house.paragraph['body text'])}{ml.PARAGRAPH_END}")
    return "".join([frame.before, contents, frame.between, *writing.out, frame.after])


def parts(document: Document, text: str, writing: Writing) -> dict[str, package.Part]:
    """All parts by name, in their order in the file."""
    made = {part.name: part for part in _written(document, writing, writing.house)}
    made[shell.DOCUMENT] = package.pack(shell.DOCUMENT, text)
    return _fixed(writing.house, document.front, document.id, document.language) | made


def place(document: Document, section: Section, looks: House) -> Place:
    """Where the blocks of a section at the top stand."""
    indent = int(document.scheme == "paragraphs" and not section.appendix)
    style = looks.paragraph[CONTINUED[0] if indent else "body text"]
    outline = looks.appendices if section.appendix else looks.headings
    return Place(style, ml.starts(style), base=indent, indent=indent, label=first_level(document, section), outline=outline)


def entries(document: Document, looks: House) -> dict[str, str]:
    """The paragraphs of the contents, without page numbers, which only layout knows, by the ids of their sections."""
    outer, inner = (ml.start(looks.paragraph[role]) for role in CONTENTS)
    out: dict[str, str] = {}
    for section in document.sections:
        out[section.id] = f"{outer}{_entry(section)}{ml.PARAGRAPH_END}"
        for child in section.sections:
            out[child.id] = f"{inner}{_entry(child)}{ml.PARAGRAPH_END}"
    return out


def contents(entries: Iterable[str]) -> str:
    """The contents: the entries as the result of a field."""
    text = "".join(entries)
    at = text.find(ml.PROPERTIES_END) + len(ml.PROPERTIES_END)
    field = runs.field_start('TOC \\o "1-2" \\h \\z \\u')
    return f"{text[:at]}{field}{text[at : -len(ml.PARAGRAPH_END)]}{runs.FIELD_END}{ml.PARAGRAPH_END}" if text else ""


def _entry(node: Section) -> str:
    """A section's entry in the contents, linked."""
    number = f"{runs.run(node.number)}{runs.TAB}" if node.number else ""
    return f"{runs.jump_start(runs.bookmark(body.REF, node.id))}{number}{runs.run(plain(node.title))}{runs.LINK_END}"


def _written(document: Document, writing: Writing, looks: House) -> Iterator[package.Part]:
    """The parts that depend on the text, but for the document itself."""
    yield _numbering(looks, tuple(writing.lists), document.scheme == "none")
    if writing.notes:
        yield package.pack(_NOTES, ml.footnotes(looks.text.get(_NOTES, ""), writing.notes))
    if writing.note_links:
        yield package.pack(_NOTE_RELATIONS, relationships.with_relations(relationships.EMPTY, _links(writing.note_links)))
    if writing.links or writing.media:
        images = [relationships.relation(f"image{n}", relationships.IMAGE, f"media/docgen{n}.png") for n in writing.media.values()]
        yield package.pack(shell.DOCUMENT_RELATIONS, relationships.with_relations(_relations(looks), [*_links(writing.links), *images]))
    for data, n in writing.media.items():
        yield _picture(data, n)
    yield package.pack(_data_names(looks)[0], _provenance(document))


def _links(links: dict[str, int]) -> list[str]:
    return [relationships.relation(f"link{n}", relationships.HYPERLINK, target, external=True) for target, n in links.items()]


def _provenance(document: Document) -> str:
    """Which clause and version, or local text for what reason, each section of the text has come from."""
    rows: list[str] = []

    def add(section: Section) -> None:
        rows.append(_told(section.id, section.origin))
        for child in section.sections:
            add(child)

    for section in document.sections:
        add(section)
    return properties_parts.data(PROVENANCE, "provenance", {"revision": document.id}, rows)


@lru_cache(maxsize=65_536)
def _told(id: str, origin: Origin | None) -> str:
    """What is told of one section; the same clause stands in many revisions."""
    its = origin or Origin()
    values = {"clause": its.clause, "version": str(its.version or ""), "digest": its.digest, "reason": its.reason}
    return properties_parts.row("section", {"id": id, "bookmark": runs.bookmark(body.CLAUSE, id), **values})


@lru_cache(maxsize=64)
def _fixed(looks: House, front: FrontMatter, revision: str, language: str) -> dict[str, package.Part]:
    """The parts that stand whatever the text is, in their order in the file."""
    frame: Shell = filled_shell(looks, front)
    core = frame.core | {"dc:title": front.title, "dc:language": language, "dc:identifier": revision, "cp:contentStatus": front.status}
    item, item_properties, item_relations = _data_names(looks)
    told = relationships.relation("rId1", relationships.CUSTOM_XML_PROPERTIES, item_properties.rpartition("/")[2])
    texts = {
        package.CONTENT_TYPES: _types(looks),
        package.ROOT_RELATIONS: _root_relations(looks),
        shell.DOCUMENT: "",
        shell.DOCUMENT_RELATIONS: _relations(looks),
        _STYLES: styles.with_language(looks.text[_STYLES], language),
        _NUMBERING: "",
        _SETTINGS: styles.settings_language(looks.text[_SETTINGS], language),
        _NOTES: ml.footnotes(looks.text.get(_NOTES, ""), ()),
        _CORE: properties_parts.core(core, front.timestamp),
        _APP: properties_parts.extended("docgen"),
        _CUSTOM: properties_parts.custom({"revision": revision, "status": front.status}),
        item: "",
        item_properties: properties_parts.data_properties(PROVENANCE),
        item_relations: relationships.with_relations(relationships.EMPTY, [told]),
    }
    made = {name: package.pack(name, text) for name, text in texts.items()}
    return made | {name: part for name, part in looks.parts.items() if name not in made} | {part.name: part for part in frame.parts}


@lru_cache(maxsize=64)
def _numbering(looks: House, lists: tuple[counting.Instance, ...], silent: bool) -> package.Part:
    return package.pack(_NUMBERING, counting.part(looks.numbering, lists, silent))


@lru_cache(maxsize=64)
def _picture(data: bytes, number: int) -> package.Part:
    return package.stored(f"word/media/docgen{number}.png", data)


@lru_cache(maxsize=16)
def _data_names(looks: House) -> tuple[str, str, str]:
    """The names of the custom XML part, its properties and its relationships: the first that the house file leaves free."""
    n = next(n for n in range(1, package.MOST_PARTS) if f"customXml/item{n}.xml" not in looks.parts)
    return f"customXml/item{n}.xml", f"customXml/itemProps{n}.xml", f"customXml/_rels/item{n}.xml.rels"


@lru_cache(maxsize=16)
def _relations(looks: House) -> str:
    """The relationships of the document that stand whatever the text is."""
    xml = looks.text[shell.DOCUMENT_RELATIONS]
    free = relationships.free_id(xml)
    rows = [relationships.relation(f"rId{free}", relationships.CUSTOM_XML, f"../{_data_names(looks)[0]}")]
    if _NOTES not in looks.parts:
        rows.append(relationships.relation(f"rId{free + 1}", relationships.FOOTNOTES, "footnotes.xml"))
    return relationships.with_relations(xml, rows)


def _root_relations(looks: House) -> str:
    xml = relationships.without(looks.text[package.ROOT_RELATIONS], (relationships.EXTENDED, relationships.CUSTOM))
    free = relationships.free_id(xml)
    kinds = ((relationships.EXTENDED, _APP), (relationships.CUSTOM, _CUSTOM))
    return relationships.with_relations(xml, [relationships.relation(f"rId{n}", kind, target) for n, (kind, target) in enumerate(kinds, free)])


def _types(looks: House) -> str:
    item_properties = _data_names(looks)[1]
    overrides = {
        f"/{_NOTES}": f"{_DATA}.wordprocessingml.footnotes+xml",
        f"/{_APP}": f"{_DATA}.extended-properties+xml",
        f"/{_CUSTOM}": f"{_DATA}.custom-properties+xml",
        f"/{item_properties}": f"{_DATA}.customXmlProperties+xml",
    }
    return relationships.with_types(looks.text[package.CONTENT_TYPES], {"png": "image/png", "xml": "application/xml"}, overrides)

"""The parts of a house file that go into documents: what it may not hold is refused by name, and what documents do not need is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from lxml import etree

from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.docx.ooxml import package, relationships
from docgen.formats.docx.ooxml.house_content import left_out, refused_content, unsettled_edits, usual_form
from docgen.formats.docx.ooxml.house_content.word_parts import AS_SAVED, Relationship, called, relations, tree
from docgen.formats.docx.ooxml.markup import DECLARATION, R, W, attribute

DOCUMENT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_EMPTY_CORE = f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
_OVERRIDE = re.compile(r'<Override\b[^>]*?PartName="/([^"]*)"[^>]*?(?:/>|></Override>)\s*')
_ROW = re.compile(r"<Relationship\b[^>]*?(?:/>|></Relationship>)\s*")
_ID = re.compile(r'\bId="([^"]*)"')
_MARKED = ("officeDocument", "header", "footer", "footnotes", "endnotes", "settings", "styles", "numbering", "fontTable")
"""The kinds of part that hold WordprocessingML."""
_Row = Relationship
_SAVE_AGAIN = "Open it in Word, save it, and try again."


def house_parts(data: bytes, needed: Iterable[str], file: str) -> dict[str, package.Part]:
    """The parts that go into documents, by name. Raises DocgenError, placed in `file`, with everything that the file lacks or may not hold."""
    parts = package.read(data, file)
    if problems := list(_undecodable(parts, file)):
        raise DocgenError(problems)
    types = package.unpack(parts[package.CONTENT_TYPES]).decode()
    root, document = (package.unpack(parts[name]) if name in parts else b"" for name in (package.ROOT_RELATIONS, DOCUMENT))
    if problems := list(refused_content.kind_of_file(types, root, document, file)):
        raise DocgenError(problems)
    parts.setdefault(CORE, package.pack(CORE, _EMPTY_CORE))
    rows = list(_reached(parts, file))
    kinds = {DOCUMENT: "officeDocument", **{row.target: row.kind for row in rows if not row.external}}
    # A part that nothing refers to is not read by Word, and docgen leaves it out.
    package.check_needed({name: part for name, part in parts.items() if name in kinds or not name.startswith("word/") or "/_rels/" in name}, file, needed)
    trees = {name: tree(parts, name, file) for name, kind in kinds.items() if kind in _MARKED and name in parts}
    if problems := [*_problems(parts, rows, kinds, trees, file)]:
        raise DocgenError(problems)
    return _kept(parts, rows, kinds, trees, types)


def _undecodable(parts: Mapping[str, package.Part], file: str) -> Iterator[Problem]:
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                package.unpack(part).decode()
            except UnicodeDecodeError as error:
                yield Problem(Position(file), "broken-part", f"The part “{name}” of the Word file cannot be read: {error}.", AS_SAVED, _SAVE_AGAIN)


def _reached(parts: Mapping[str, package.Part], file: str) -> Iterator[_Row]:
    """The relationships of the document part, and of the parts that they lead to, except those that are left out."""
    seen, pending = {DOCUMENT}, [DOCUMENT]
    while pending:
        for row in relations(parts, pending.pop(), file):
            if row.kind not in left_out.KINDS:
                yield row
                if not row.external and row.target in parts and row.target not in seen and row.kind not in refused_content.KINDS:
                    seen.add(row.target)
                    pending.append(row.target)


def _problems(
    parts: Mapping[str, package.Part], rows: list[_Row], kinds: Mapping[str, str], trees: Mapping[str, etree._Element], file: str
) -> Iterator[Problem]:
    broken = partial(Problem, Position(file), "broken-part", expected=AS_SAVED, advice=_SAVE_AGAIN)
    for row in rows:
        yield from refused_content.relationship(row, kinds[row.source], file)
        if not row.external and row.target not in parts and row.kind not in refused_content.KINDS:
            yield broken(seen=f"In {called(row.source, kinds[row.source])} of the Word file there is a part “{row.target}” that does not exist.")
    for name, root in trees.items():
        if root.nsmap.get("w") != W:
            yield broken(seen=f"The part “{name}” of the Word file is not written as Word writes it.")
        yield from unsettled_edits.tracked_changes(root, name, kinds[name], file)
        yield from refused_content.elements(root, name, kinds[name], file)
    for row in relations(parts, DOCUMENT, file):
        if row.kind == unsettled_edits.COMMENTS and row.target in parts:
            yield from unsettled_edits.comments(tree(parts, row.target, file), trees, file)


def _kept(
    parts: Mapping[str, package.Part], rows: list[_Row], kinds: Mapping[str, str], trees: Mapping[str, etree._Element], types: str
) -> dict[str, package.Part]:
    """The parts in their order in the file; those that need no change are as they were."""
    ids = {name: {row.id for row in rows if row.source == name} for name in kinds}
    shapes = usual_form.shape_types(trees.values())
    out: dict[str, package.Part] = {}
    for name, part in parts.items():
        source = re.sub(r"_rels/([^/]*)\.rels\Z", r"\1", name)
        if name in trees:
            out[name] = _trimmed(part, trees[name], trees[STYLES], shapes)
        elif name in kinds or name == CORE:
            out[name] = part
        elif source != name and ids.get(source):
            out[name] = _with_rows(part, ids[source])
    root = [relationships.relation("rId1", f"{R}/officeDocument", DOCUMENT), relationships.relation("rId2", _CORE_KIND, CORE)]
    texts = {package.CONTENT_TYPES: _types(types, out), package.ROOT_RELATIONS: relationships.with_relations(relationships.EMPTY, root)}
    return {name: package.pack(name, text) for name, text in texts.items()} | out


def _trimmed(part: package.Part, root: etree._Element, styles: etree._Element, shapes: Mapping[str, etree._Element]) -> package.Part:
    changed = [left_out.trim(root), usual_form.section_breaks_apart(root, styles), usual_form.put_right(root), usual_form.with_shape_types(root, shapes)]
    return package.pack(part.name, DECLARATION + etree.tostring(root, encoding="unicode")) if any(changed) else part


def _with_rows(part: package.Part, kept: set[str]) -> package.Part:
    """A relationships part with only the rows of these ids."""
    xml = package.unpack(part).decode()
    new = _ROW.sub(lambda row: row[0] if (id := _ID.search(row[0])) and attribute(id[1]) in map(attribute, kept) else "", xml)
    return part if new == xml else package.pack(part.name, new)


def _types(xml: str, kept: Mapping[str, package.Part]) -> str:
    """The content types of the parts that are kept. A template becomes a document."""
    xml = _OVERRIDE.sub(lambda row: row[0] if row[1] in kept else "", xml).replace(refused_content.TEMPLATE_TYPE, refused_content.DOCUMENT_TYPE)
    return relationships.with_types(xml, {}, {f"/{CORE}": _CORE_TYPE})

"""What no Word file that docgen writes may hold: macros, objects and links to other files. Readers' programs would run or fetch it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from docgen.document.problems import Position, Problem
from docgen.formats.docx.ooxml.house_content.word_parts import Relationship, called, words_near
from docgen.formats.docx.ooxml.markup import W

STRICT = b"http://purl.oclc.org/ooxml/"
"""The start of the namespaces of ISO/IEC 29500 Strict."""
MACRO_TYPES = re.compile(r"macroEnabled", re.IGNORECASE)
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE_TYPE = DOCUMENT_TYPE.replace("document.main", "template.main")
_OVERRIDE, _ATTRIBUTE = re.compile(r"<Override\b[^>]*>"), re.compile(r'(\w+)="([^"]*)"')
_W = f"{{{W}}}"
_VML = "{urn:schemas-microsoft-com:vml}"
_MACROS = ("macros", "a Word file without macros", "In Word, choose File > Save As and the type “Word Document (*.docx)”, which has none.")
_OBJECT = ("an embedded object", "text and pictures", "In Word, cut the object and paste it as a picture (Paste Special).")
_IMPORTED = ("text of another file, which Word reads in when it opens the document", "text in the file itself", "Open it in Word, save it, and try again.")
_LINKED = ("a link to a file stored elsewhere", "everything in the file itself", "Put it into the file: in Word, choose File > Info > Edit Links to Files.")
_PICTURE = ("a linked picture", "pictures in the file itself", "In Word, delete the picture and insert it again with “Insert”, not “Link to File”.")
KINDS = {
    **dict.fromkeys(("vbaProject", "wordVbaData"), _MACROS),
    **dict.fromkeys(("oleObject", "package", "control", "activeXControlBinary"), _OBJECT),
    **dict.fromkeys(("aFChunk", "subDocument"), _IMPORTED),
    **dict.fromkeys(("video", "audio", "media"), ("a film or a sound", "text and pictures", "Delete it.")),
}
_INK = ("handwriting in ink", "text and pictures", "In Word, cut the drawing and paste it as a picture.")
_FETCHING = ("DDE", "DDEAUTO", "LINK", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE", "RD")
_MERGING = ("MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF", "ADDRESSBLOCK", "GREETINGLINE")
_ASKING = ("ASK", "FILLIN", "MACROBUTTON", "DOCVARIABLE")
_FIELDS = {
    **dict.fromkeys(_FETCHING, "fetches content from elsewhere"),
    **dict.fromkeys(_MERGING, "belongs to a mail merge"),
    **dict.fromkeys(_ASKING, "asks the reader, runs a macro or needs a variable"),
}
_ADDRESS = re.compile(r"(?:https?|ftp|mailto|tel):", re.IGNORECASE)


def relationship(row: Relationship, kind: str, file: str) -> Iterator[Problem]:
    """A Problem if the part of that kind refers to something that no file may hold, or to another file; links to web pages may stay."""
    if row.external and row.kind == "hyperlink":
        if not _ADDRESS.match(row.target) and not row.target.startswith("#"):
            found = (f"a link to “{row.target}”, which other people cannot open", "a link to a web page or an e-mail address", "Change the link, or remove it.")
            yield _problem(found, row.source, kind, file)
    elif row.kind in KINDS:
        yield _problem(KINDS[row.kind], row.source, kind, file)
    elif row.external:
        what, expected, advice = _PICTURE if row.kind == "image" else _LINKED
        yield _problem((f"{what}, “{row.target}”", expected, advice), row.source, kind, file)


def elements(tree: etree._Element, name: str, kind: str, file: str) -> Iterator[Problem]:
    """A Problem for each element and field of a part that no file may hold."""
    if next(tree.iter(f"{_W}contentPart"), None) is not None:
        yield _problem(_INK, name, kind, file)
    for picture in tree.iter(f"{_VML}imagedata", f"{_VML}fill", f"{_VML}stroke"):
        if source := picture.get("src", ""):
            yield _problem((f"{_PICTURE[0]}, “{source}”", *_PICTURE[1:]), name, kind, file)
    for code, node in _codes(tree):
        word = next(iter(code.split()), "").upper()
        if word in _FIELDS:
            words = words_near(node)
            what = f"a field “{' '.join(code.split())}”, which {_FIELDS[word]}{f', at “{words}”' if words else ''}"
            advice = "In Word, click the field and press Ctrl+Shift+F9 to keep its words, or delete it."
            yield _problem((what, "fields such as page numbers, which need nothing else", advice), name, kind, file)


def _codes(tree: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The instruction of each field, with the element in which it begins (ECMA-376 Part 1, 17.16)."""
    open_fields: list[tuple[list[str], etree._Element]] = []
    for node in tree.iter(f"{_W}fldSimple", f"{_W}fldChar", f"{_W}instrText"):
        if node.tag == f"{_W}fldSimple":
            yield node.get(f"{_W}instr", ""), node
        elif node.tag == f"{_W}instrText":
            if open_fields:
                open_fields[-1][0].append(node.text or "")
        elif node.get(f"{_W}fldCharType") == "begin":
            open_fields.append(([], node))
        elif node.get(f"{_W}fldCharType") == "end" and open_fields:
            code, start = open_fields.pop()
            yield "".join(code), start


def kind_of_file(types: str, root: bytes, document: bytes, file: str) -> Iterator[Problem]:
    """A Problem if the content types say that the file holds macros or no Word document, or the namespaces that it is a Strict one."""
    place = Position(file)
    if MACRO_TYPES.search(types):
        yield Problem(place, "refused-content", "This Word file is of a type that holds macros (.docm or .dotm).", *_MACROS[1:])
    if STRICT in root or STRICT in document:
        seen, advice = "This is a “Strict Open XML Document”.", "In Word, choose File > Save As and the type “Word Document (*.docx)”, not the Strict one."
        yield Problem(place, "strict-docx", seen, "a .docx file of the usual type", advice)
    rows = [dict(_ATTRIBUTE.findall(row)) for row in _OVERRIDE.findall(types)]
    main = next((row.get("ContentType", "") for row in rows if row.get("PartName") == "/word/document.xml"), "")
    if main not in (DOCUMENT_TYPE, TEMPLATE_TYPE) and not MACRO_TYPES.search(types):
        seen = f"This file says that its text is of the type “{main}”, which is not that of a Word document."
        yield Problem(place, "not-docx", seen, "a .docx file", "Save it from Word as a Word document (.docx).")


def _problem(found: tuple[str, str, str], name: str, kind: str, file: str) -> Problem:
    what, expected, advice = found
    return Problem(Position(file), "refused-content", f"In {called(name, kind)} of the Word file there is {what}.", expected, advice)

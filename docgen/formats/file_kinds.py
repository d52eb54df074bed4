"""What kind of file some bytes are: those that docgen reads, and those that it names and refuses."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from docgen.document.problems import DocgenError, Position, Problem

_OTHERS = {
    b"\xd0\xcf\x11\xe0": "a file with a password, or of Word 97 to 2003 (.doc)",
    b"{\\rtf": "a rich text file (.rtf)",
    b"%PDF": "a PDF",
    b"<?xml": "an XML file",
    b"<html": "a web page",
    b"<!DOCTYPE": "a web page",
}
"""What files that people rename to .docx are, by how they begin."""
_PICTURES = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"BM": "BMP"}
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html|<head|<body)", re.IGNORECASE | re.DOTALL)
_MARKED = re.compile(rb"^#{1,6} +\S", re.MULTILINE)
_READ = "Word (.docx, .docm, .dotx), OpenDocument (.odt), PDF, web pages (.html), Markdown (.md), text (.txt) or archives (.json)"
_BY_SUFFIX = {"md": "markdown", "markdown": "markdown", "html": "html", "htm": "html", "xhtml": "html", "json": "json"}
_ZIPS = {"xl/workbook.xml": "an Excel workbook", "ppt/presentation.xml": "a PowerPoint presentation", "META-INF/container.xml": "an e-book (EPUB)"}
_OPEN = b"application/vnd.oasis.opendocument"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def other_kind(data: bytes) -> str:
    """What a file is that its name calls a Word file, as a noun with its article; "" if it may be one."""
    return next((kind for start, kind in _OTHERS.items() if data.startswith(start)), "")


def kind_of(data: bytes, name: str) -> str:
    """The folder of the format that reads a file: its content decides, and its name only where that is text. Raises DocgenError if none does."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"PK"):
        return _of_zip(data, name)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise refusal(name, "not-readable", f"This is {other_kind(head)}.", _advice(head))
    if b"\0" in head and not head.startswith(_UTF_16):
        raise _binary(head, name)
    suffix = PurePath(name).suffix.lstrip(".").lower()
    if _HTML.match(head) or suffix in ("html", "htm", "xhtml"):
        return "html"
    if head.lstrip().startswith(b"{") and suffix in ("json", ""):
        return "json"
    return _BY_SUFFIX.get(suffix) or ("markdown" if len(_MARKED.findall(data)) > 1 else "text")


def _binary(head: bytes, name: str) -> DocgenError:
    if picture := next((kind for start, kind in _PICTURES.items() if head.startswith(start)), ""):
        advice = "Make a PDF with text of it first, with a program for text recognition (OCR)."
        return refusal(name, "not-text", f"This is a picture ({picture}), which holds no text.", advice)
    return refusal(name, "not-text", "This is no kind of file that docgen reads.", "Save the document in one of these formats.")


def _of_zip(data: bytes, name: str) -> str:
    """Which of the formats that are zips a file is."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100] if "mimetype" in names and archive.getinfo("mimetype").file_size < 200 else b""
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise refusal(name, "not-readable", f"This file is damaged: {error}.", "Save it again from the program that made it.") from None
    if kind.startswith(_OPEN + b".text"):
        return "odt"
    other = "an OpenDocument file that is no text" if kind.startswith(_OPEN) else next((words for part, words in _ZIPS.items() if part in names), "")
    if other:
        raise refusal(name, "not-readable", f"This is {other}.", "Save its text as a Word document (.docx).")
    if "[Content_Types].xml" not in names:
        raise refusal(name, "not-readable", "This is a zip archive, not a document.", "Take the document out of it first.")
    return "docx"


def _advice(head: bytes) -> str:
    if head.startswith(b"{"):
        return "Open it in Word or LibreOffice and save it as a Word document (.docx)."
    return "Take the password off, or open it in Word or LibreOffice, and save it as a Word document (.docx)."


def refusal(name: str, code: str, seen: str, advice: str) -> DocgenError:
    """The error for a file that docgen does not read."""
    return DocgenError([Problem(Position(name), code, seen, _READ, advice)])

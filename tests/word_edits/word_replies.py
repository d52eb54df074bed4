"""A reply to a comment, as Word writes it: LibreOffice 7.4 has replies on its screen, but writes none into a Word file."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

_DOCUMENT, _COMMENTS, _EXTENDED = "word/document.xml", "word/comments.xml", "word/commentsExtended.xml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_DATE = "2026-12-01T09:30:00Z"


def with_reply(docx: bytes, comment: str, words: str, author: str) -> bytes:
    """The file with a reply to the comment that says `comment`, at the same place; it is part of the thread in [MS-DOCX] 2.5.2."""
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    comments = parts[_COMMENTS].decode()
    asked = next(found for found in re.finditer(r'<w:comment [^>]*?w:id="(\d+)".*?</w:comment>', comments, re.DOTALL) if f">{escape(comment)}<" in found[0])
    paragraph = re.findall(r'w14:paraId="(\w+)"', asked[0])[-1]
    number, mark = 1 + max(map(int, re.findall(r'<w:comment [^>]*?w:id="(\d+)"', comments))), "0D0C0B0A"
    reply = (
        f'<w:comment w:id="{number}" w:author="{escape(author)}" w:date="{_DATE}" w:initials="">'
        f'<w:p w14:paraId="{mark}"><w:r><w:t>{escape(words)}</w:t></w:r></w:p></w:comment>'
    )
    parts[_COMMENTS] = comments.replace("</w:comments>", f"{reply}</w:comments>").encode()
    parts[_DOCUMENT] = _marked(parts[_DOCUMENT].decode(), asked[1], number).encode()
    entry = f'<w15:commentEx w15:paraId="{mark}" w15:paraIdParent="{paragraph}" w15:done="0"/>'
    _thread(parts, paragraph, entry)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def _marked(document: str, asked: str, number: int) -> str:
    for kind in ("RangeStart", "RangeEnd"):
        document = document.replace(f'<w:comment{kind} w:id="{asked}"/>', f'<w:comment{kind} w:id="{asked}"/><w:comment{kind} w:id="{number}"/>')
    mark = '<w:r><w:commentReference w:id="{}"/></w:r>'
    return document.replace(mark.format(asked), mark.format(asked) + mark.format(number))


def _thread(parts: dict[str, bytes], paragraph: str, entry: str) -> None:
    """Add an entry to the threads of the file, which has none where no comment is resolved."""
    if _EXTENDED in parts:
        parts[_EXTENDED] = parts[_EXTENDED].replace(b"</w15:commentsEx>", f"{entry}</w15:commentsEx>".encode())
        return
    asked = f'<w15:commentEx w15:paraId="{paragraph}" w15:done="0"/>'
    parts[_EXTENDED] = f'<?xml version="1.0" encoding="UTF-8"?><w15:commentsEx xmlns:w15="{_W15}">{asked}{entry}</w15:commentsEx>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    parts[types] = parts[types].replace(b"</Types>", f'<Override PartName="/{_EXTENDED}" ContentType="{kind}"/></Types>'.encode())
    relation = '<Relationship Id="threads" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/>'
    parts[relations] = parts[relations].replace(b"</Relationships>", f"{relation}</Relationships>".encode())

"""Small Word files made by hand, of only the parts that a test is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS = {"header1": "hdr", "footer1": "ftr", "commentsExtended": "commentsEx"}
_KINDS = {"header1": "header", "footer1": "footer"}
_PREFIX = {"commentsExtended": "w15"}


def word_file(body: str, main: str = "word/document.xml", kind: str = "document", **parts: str) -> bytes:
    """A Word file with that body, and with parts such as `styles`, `numbering`, `footnotes` and `header1`, each the XML within its root element.

    `kind` is the kind of the file in its content type ("template" for .dotx).
    """
    folder, _, name = main.rpartition("/")
    xml = {main: f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"}
    links, types = [], [f'<Override PartName="/{main}" ContentType="{_TYPE}.{kind}.main+xml"/>']
    for number, (part, inner) in enumerate(parts.items(), 1):
        root = f"{_PREFIX.get(part, 'w')}:{_ROOTS.get(part, part)}"
        xml[f"{folder}/{part}.xml"] = f"<{root} {SPACES}>{inner}</{root}>"
        links.append(f'<Relationship Id="rId{number}" Type="{_OFFICE}/{_KINDS.get(part, part)}" Target="{part}.xml"/>')
        types.append(f'<Override PartName="/{folder}/{part}.xml" ContentType="{_TYPE}.{_KINDS.get(part, part)}+xml"/>')
    xml[f"{folder}/_rels/{name}.rels"] = f'<Relationships xmlns="{_RELATIONS}">{"".join(links)}</Relationships>'
    xml["_rels/.rels"] = f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{main}"/></Relationships>'
    defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    defaults += '<Default Extension="xml" ContentType="application/xml"/>'
    content = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{"".join(types)}</Types>'
    return zipped({"[Content_Types].xml": content, **xml})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def run(text: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    """A paragraph of runs, or of a plain text."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner if inner.startswith('<') or not inner else run(inner)}</w:p>"


def mark(kind: str, inner: str = "", author: str = "Ann", date: str = "2026-03-04T05:06:07Z") -> str:
    """A tracked change round runs, or, empty, among properties."""
    start = f'<w:{kind} w:id="1" w:author="{author}" w:date="{date}"'
    return f"{start}>{inner}</w:{kind}>" if inner else f"{start}/>"


def field(code: str, result: str, begin: str = "") -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{char('begin')}<w:r><w:instrText> {code} </w:instrText></w:r>{begin}{char('separate')}{run(result)}{char('end')}"

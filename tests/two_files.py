"""Small Word files written by hand, and a redline of two of them read with lxml alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from docgen.formats.docx.marked_copy.marked_copy import MarkedCopy, marked_copy
from tests.wordfile import W, settled

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>'
)
_KINDS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "header": "hdr"}
_PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DATE = "2026-01-02T03:04:05Z"


@dataclass(frozen=True)
class File:
    """A Word file: what is in its body, its styles, and in other parts; `related` holds type, target and mode of further relationships by id."""

    body: str
    styles: str = STYLES
    parts: dict[str, str] = field(default_factory=dict)
    related: dict[str, tuple[str, str]] = field(default_factory=dict)
    binary: dict[str, bytes] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        named = {"styles": self.styles, **self.parts}
        types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_PLAIN}.{name}+xml"/>' for name in named)
        base = "http://schemas.openxmlformats.org"
        relations = "".join(f'<Relationship Id="{name}" Type="{base}/officeDocument/2006/relationships/{name}" Target="{name}.xml"/>' for name in named)
        for id, (kind, target) in self.related.items():
            mode = ' TargetMode="External"' if "://" in target else ""
            relations += f'<Relationship Id="{id}" Type="{base}/officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/>'
        package = f'xmlns="{base}/package/2006'
        out = BytesIO()
        with ZipFile(out, "w") as archive:
            archive.writestr(
                "[Content_Types].xml",
                f'<Types {package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
                f'<Override PartName="/word/document.xml" ContentType="{_PLAIN}.document.main+xml"/>{types}</Types>',
            )
            main = f'<Relationship Id="r1" Type="{base}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
            archive.writestr("_rels/.rels", f'<Relationships {package}/relationships">{main}</Relationships>')
            archive.writestr("word/_rels/document.xml.rels", f'<Relationships {package}/relationships">{relations}</Relationships>')
            archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{self.body}</w:body></w:document>")
            for name, content in named.items():
                archive.writestr(f"word/{name}.xml", f"<w:{_KINDS[name]} {NAMESPACES}>{content}</w:{_KINDS[name]}>")
            for name, data in self.binary.items():
                archive.writestr(f"word/{name}", data)
        return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of a text, or of finished runs."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells with one paragraph each."""
    columns = "<w:gridCol/>" * len(rows[0])
    made = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def redline(old: File | str, new: File | str, **options: Any) -> Read:
    """The redline of two files, or of two bodies."""
    before, after = (file if isinstance(file, File) else File(file) for file in (old, new))
    return Read(marked_copy(before.data, after.data, ("old.docx", "new.docx"), "Ann", DATE, **options))


class Read:
    """A redline, and what it gives when all is accepted or rejected."""

    def __init__(self, made: MarkedCopy) -> None:
        self.made = made
        self.main = part(made.data, "word/document.xml")
        self.xml = etree.tostring(self.main).decode()

    def accepted(self, name: str = "word/document.xml") -> list[str]:
        return lines(part(settled(self.made.data, True), name))

    def rejected(self, name: str = "word/document.xml") -> list[str]:
        return lines(part(settled(self.made.data, False), name))

    def words(self, kind: str) -> list[str]:
        """The text of each insertion, deletion or end of a move."""
        found = ("".join(text.text or "" for text in node.iter(f"{W}t", f"{W}delText")) for node in self.main.iter(f"{W}{kind}"))
        return [text for text in found if text]


def part(data: bytes, name: str) -> Any:
    with ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def lines(root: Any) -> list[str]:
    """The words of each paragraph that has any."""
    return [text for p in root.iter(f"{W}p") if (text := "".join(node.text or "" for node in p.iter(f"{W}t") if _of(node) is p)).strip()]


def _of(text: Any) -> Any:
    return next(text.iterancestors(f"{W}p"))

"""One small Word file that holds each kind of tracked change, comment, note, field and number once, with words that nothing else has."""

from __future__ import annotations

import io
import zipfile
from itertools import count

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPEN = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{{}} xmlns:w="{_W}" xmlns:r="{_REL}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "footnotes", "comments")

_ids = count(100)


def _stamp() -> str:
    return f'w:id="{next(_ids)}" w:author="A" w:date="2024-01-01T00:00:00Z"'


def _run(words: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def _tracked(kind: str, words: str) -> str:
    return f"<w:{kind} {_stamp()}>{_run(words, 'delText' if kind == 'del' else 't')}</w:{kind}>"


def _paragraph(inner: str, style: str = "", mark: str = "") -> str:
    tracked = f"<w:rPr><w:{mark} {_stamp()}/></w:rPr>" if mark else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{tracked}</w:pPr>{inner}</w:p>"


def _row(words: str, mark: str = "") -> str:
    inner = _tracked(mark, words) if mark else _run(words)
    cell = f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{_paragraph(inner, mark=mark)}</w:tc>'
    return f"<w:tr>{f'<w:trPr><w:{mark} {_stamp()}/></w:trPr>' if mark else ''}{cell}</w:tr>"


def _range(kind: str, name: str, inner: str) -> str:
    number = next(_ids)
    start = f'<w:{kind}RangeStart w:id="{number}" w:name="{name}" w:author="A" w:date="2024-01-01T00:00:00Z"/>'
    return f'{start}{inner}<w:{kind}RangeEnd w:id="{number}"/>'


def _field(instruction: str, result: str) -> str:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}{_run(f' {instruction} ', 'instrText')}{middle}{_run(result)}{end}"


def _moved(kind: str, name: str, words: str) -> str:
    return _range(kind, name, _paragraph(_tracked(kind, words), mark=kind))


def _control(inner: str, tag: str) -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{next(_ids)}"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def _text_box() -> str:
    shape = '<v:shape type="#_x0000_t202" style="width:200pt;height:40pt"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>'
    return f'<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml">{shape.format(_paragraph(_run("Boxwords")))}</w:pict></w:r>'


def _commented(words: str) -> str:
    starts, ends = ("".join(f'<w:commentRange{kind} w:id="{id}"/>' for id in (1, 2)) for kind in ("Start", "End"))
    return starts + _run(words) + ends + "".join(f'<w:r><w:commentReference w:id="{id}"/></w:r>' for id in (1, 2))


def _body() -> str:
    lines = [
        _paragraph('<w:bookmarkStart w:id="1" w:name="_Ref_parties"/>' + _run("Parties") + '<w:bookmarkEnd w:id="1"/>', "Heading1"),
        _paragraph(_run("Headed"), "Heading2"),
        _paragraph(_run("Itemone"), "Item"),
        _paragraph(_run("Itemtwo"), "Item"),
        _paragraph(_run("Plain ") + _tracked("ins", "Insertedwords") + _run(" and ") + _tracked("del", "Deletedwords") + _run(" here.")),
        _paragraph(_tracked("ins", "Insertedparagraph"), mark="ins"),
        _paragraph(_tracked("del", "Deletedparagraph"), mark="del"),
        _paragraph(_run("Splitone "), mark="del"),
        _paragraph(_run("Splittwo")),
        _paragraph(_run("Oldplace")),
        _moved("moveFrom", "m1", "Movedparagraph"),
        _paragraph(_run("Afterold")),
        _paragraph(_run("Newplace")),
        _moved("moveTo", "m1", "Movedparagraph"),
        _paragraph(_run("Afternew")),
        _paragraph(_run("Oldwords ") + _range("moveFrom", "m2", _tracked("moveFrom", "Movedwords")) + _run(" endold.")),
        _paragraph(_run("Newwords ") + _range("moveTo", "m2", _tracked("moveTo", "Movedwords")) + _run(" endnew.")),
        _paragraph(_commented("Commented")),
        _paragraph(_run("Noted") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        _paragraph(
            _run("See ")
            + _field(r"REF _Ref_parties \r \h", "Refresult")
            + _run(" and ")
            + f'<w:fldSimple w:instr=" DOCPROPERTY X ">{_run("Simpleresult")}</w:fldSimple>'
        ),
        _control(_paragraph(_run("Blockcontrol")), "block"),
        _paragraph(_run("A ") + _control(_run("Inlinecontrol"), "inline")),
        _paragraph(_run("Boxholder") + _text_box()),
    ]
    table = '<w:tbl><w:tblPr><w:tblW w:w="4000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>{}</w:tbl>'
    rows = _row("Keptrow") + _row("Insertedrow", "ins") + _row("Deletedrow", "del")
    margins = "".join(
        f' w:{side}="{size}"'
        for side, size in (("top", 1440), ("right", 1440), ("bottom", 1440), ("left", 1440), ("header", 708), ("footer", 708), ("gutter", 0))
    )
    page = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar{margins}/></w:sectPr>'
    return "<w:body>" + "".join(lines) + table.format(rows) + _paragraph(_run("Last")) + page + "</w:body>"


def _level(level: int, form: str, text: str, style: str = "") -> str:
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{bound}<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'


def _style(id: str, name: str, properties: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>{f"<w:pPr>{properties}</w:pPr>" if properties else ""}</w:style>'


def _numbered(num: int, level: int, outline: str = "") -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>{outline}'


def _parts() -> dict[str, str]:
    lists = [_level(0, "decimal", "%1", "Heading1") + _level(1, "decimal", "%1.%2", "Heading2"), _level(0, "lowerLetter", "(%1)", "Item")]
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>' for id, levels in enumerate(lists, 1)
    )
    numbering += "".join(f'<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>' for id in (1, 2))
    heads = "".join(_style(f"Heading{n}", f"heading {n}", _numbered(1, n - 1, f'<w:outlineLvl w:val="{n - 1}"/>')) for n in (1, 2))
    notes = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for id, kind in enumerate(("separator", "continuationSeparator"))
    )
    note = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{_run(" Notewords")}</w:p></w:footnote>'
    comment = '<w:comment w:id="{0}" w:author="{1}" w:date="2024-01-01T00:00:00Z"><w:p w14:paraId="{2}"><w:r><w:t>{3}</w:t></w:r></w:p></w:comment>'
    return {
        "document": _body(),
        "styles": '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        + heads
        + _style("Item", "Item", _numbered(2, 0)),
        "numbering": numbering,
        "footnotes": notes + note,
        "comments": comment.format(1, "A", "00000001", "Commentwords") + comment.format(2, "B", "00000002", "Replywords"),
    }


def kitchen() -> bytes:
    """The file: valid in the schema of ECMA-376 (transitional), with the reply to a comment in a thread as Word writes it."""
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
        + "".join(f'<Override PartName="/word/{part}.xml" ContentType="{_TYPES}.{part}+xml"/>' for part in (*_PARTS, "commentsExtended"))
        + "</Types>",
        "_rels/.rels": _relations((("officeDocument", "word/document.xml"),)),
        "word/_rels/document.xml.rels": _relations(tuple((part, f"{part}.xml") for part in (*_PARTS, "commentsExtended"))),
        "word/commentsExtended.xml": '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>',
    }
    for part, inner in _parts().items():
        files[f"word/{part}.xml"] = _OPEN.format(part) + inner + f"</w:{part}>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            file.writestr(name, text)
    return out.getvalue()


def _relations(targets: tuple[tuple[str, str], ...]) -> str:
    threads = "http://schemas.microsoft.com/office/2011/relationships"
    rows = "".join(
        f'<Relationship Id="r{id}" Type="{threads if kind == "commentsExtended" else _REL}/{kind}" Target="{target}"/>'
        for id, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'

"""`make house`: rebuild templates/mou/house.docx, the house style of Word files.

You can also edit the file in Word. The markers in double braces show where the facts, the contents and the body go.
"""

from __future__ import annotations

from pathlib import Path

from docgen.formats.docx.ooxml import package, relationships
from docgen.formats.docx.ooxml.markup import DECLARATION, R, W
from tools.house_looks import WIDTH, numbering, style_id, styles

TARGET = Path(__file__).resolve().parent.parent / "templates" / "mou" / "house.docx"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
MARGINS = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1588" w:right="1418" w:bottom="1418" w:left="1418" w:header="737" w:footer="624" w:gutter="0"/>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(style: str, inner: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{properties}</w:pPr>{inner}</w:p>'


def block(style: str, *texts: str) -> list[str]:
    return [paragraph(style, run(text)) for text in texts]


def field(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def section(references: str, last: bool = False) -> str:
    """The properties of a section, in the paragraph that ends it unless it is the last."""
    properties = f'<w:sectPr>{references}<w:type w:val="nextPage"/>{MARGINS}</w:sectPr>'
    return properties if last else paragraph("Section Break", "", properties)


def row(cells: tuple[str, str], header: bool = False) -> str:
    properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>"
    widths = (2835, WIDTH - 2835)
    styled = zip(("Table Heading", "Table Text"), widths, cells, strict=True)
    made = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(style, run(cell))}</w:tc>' for style, width, cell in styled]
    return f"<w:tr>{properties}{''.join(made)}</w:tr>"


def control_table() -> str:
    """The document-control table. Its first row is marked as a header, because accessibility rules require one in every table."""
    shown = ("{{ row[0] }}", "{{ row[1] }}")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="HouseTable"/><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0080" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="2835"/><w:gridCol w:w="{WIDTH - 2835}"/></w:tblGrid>'
        + row(("{%tr for row in control[:1] %}", ""))
        + row(shown, header=True)
        + row(("{%tr endfor %}", ""))
        + row(("{%tr for row in control[1:] %}", ""))
        + row(shown)
        + row(("{%tr endfor %}", ""))
        + "</w:tbl>"
    )


def document() -> str:
    """word/document.xml: cover, document control, contents, body."""
    cover = [
        paragraph("Title", run("{{ title }}")),
        *block("Subtitle", "{%p if subtitle %}", "{{ subtitle }}", "{%p endif %}"),
        *block("Cover Label", "{%p if parties %}", "between", "{%p endif %}"),
        *block("Cover Party", "{%p for party in parties %}", "{{ party }}", "{%p endfor %}"),
        *block("Cover Status", "{%p if status %}", "{{ status }}", "{%p endif %}"),
        *block("Cover Date", "{%p if date %}", "{{ date }}", "{%p endif %}"),
        section('<w:headerReference w:type="default" r:id="rId11"/>'),
    ]
    front = [
        *block("Front Heading", "{%p if control %}", "Document control"),
        control_table(),
        paragraph("Front Heading", run("{%p endif %}")),
        paragraph("TOC Heading", run("Contents")),
        paragraph("TOC 1", run("{{ contents }}")),
        section('<w:headerReference w:type="default" r:id="rId12"/><w:footerReference w:type="default" r:id="rId13"/>'),
    ]
    body = [paragraph("Body Text", run("{{ body }}")), section("", last=True)]
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join([*cover, *front, *body])}</w:body></w:document>"


WORD_ART = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
    '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
    '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>'
    '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)


def watermark(id: int) -> str:
    """WordArt across the page, as made by Word's Design > Watermark, with the name that Word uses to find and remove it."""
    place = "".join(f"mso-position-{way}:center;mso-position-{way}-relative:margin;" for way in ("horizontal", "vertical"))
    look = f"position:absolute;margin-left:0;margin-top:0;width:468pt;height:117pt;rotation:315;z-index:-251658752;{place}"
    shape = (
        f'<v:shape id="PowerPlusWaterMarkObject{id}" o:spid="_x0000_s{2048 + id}" type="#_x0000_t136" alt="" style="{look}" '
        'o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
        '<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="{{ watermark }}"/></v:shape>'
    )
    return run("{%r if watermark %}") + f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{WORD_ART}{shape}</w:pict></w:r>" + run("{%r endif %}")


def header(inner: str, style: str) -> str:
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{paragraph(style, inner)}</w:hdr>"


def footer() -> str:
    inner = "<w:r><w:tab/></w:r>" + run("Page ") + field("PAGE") + run(" of ") + field("NUMPAGES")
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{paragraph('footer', inner)}</w:ftr>"


def settings() -> str:
    as_word_2013 = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    uri = "http://schemas.microsoft.com/office/word"
    compat = "".join(f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in as_word_2013.items())
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def footnotes() -> str:
    marks = ((-1, "separator"), (0, "continuationSeparator"))
    notes = "".join(f'<w:footnote w:type="{kind}" w:id="{id}">{paragraph("footnote text", f"<w:r><w:{kind}/></w:r>")}</w:footnote>' for id, kind in marks)
    return f"{DECLARATION}<w:footnotes {NAMESPACES}>{notes}</w:footnotes>"


def fonts() -> str:
    return (
        f'{DECLARATION}<w:fonts xmlns:w="{W}"><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def core() -> str:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>{{ title }}</dc:title><dc:subject>{{ subtitle }}</dc:subject><dc:creator>{{ parties | join('; ') }}</dc:creator></cp:coreProperties>"
    )


PARTS = {
    "document.xml": ("document.main", "officeDocument", document),
    "styles.xml": ("styles", "styles", styles),
    "numbering.xml": ("numbering", "numbering", numbering),
    "settings.xml": ("settings", "settings", settings),
    "fontTable.xml": ("fontTable", "fontTable", fonts),
    "footnotes.xml": ("footnotes", "footnotes", footnotes),
    "header1.xml": ("header", "header", lambda: header(watermark(1), "Cover Header")),
    "header2.xml": ("header", "header", lambda: header(run("{{ short_title }}") + "<w:r><w:tab/></w:r>" + run("{{ status }}") + watermark(2), "header")),
    "footer1.xml": ("footer", "footer", footer),
}
IDS = {"header1.xml": "rId11", "header2.xml": "rId12", "footer1.xml": "rId13"}


def parts() -> dict[str, str]:
    """The parts of the house style's file, by their names."""
    empty = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'
    kinds = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    overrides = {f"/word/{name}": f"{TYPES}.{kind}+xml" for name, (kind, _, _) in PARTS.items()}
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    root = [relationships.relation("rId1", f"{R}/officeDocument", "word/document.xml"), relationships.relation("rId2", CORE_PROPERTIES, "docProps/core.xml")]
    links = [
        relationships.relation(IDS.get(name, f"rId{i}"), f"{R}/{kind}", name) for i, (name, (_, kind, _)) in enumerate(PARTS.items()) if name != "document.xml"
    ]
    made = {
        "[Content_Types].xml": relationships.with_types(DECLARATION + empty, kinds, overrides),
        "_rels/.rels": relationships.with_relations(relationships.EMPTY, root),
        "word/_rels/document.xml.rels": relationships.with_relations(relationships.EMPTY, links),
        "docProps/core.xml": core(),
    }
    return made | {f"word/{name}": make() for name, (_, _, make) in PARTS.items()}


def main() -> None:
    TARGET.write_bytes(package.write(package.pack(name, text) for name, text in parts().items()))


if __name__ == "__main__":
    main()

"""The styles and the numbering of templates/mou/house.docx. Sizes are in twentieths of a point, those of letters in half-points."""

from __future__ import annotations

from docgen.ooxml.markup import DECLARATION, W

NAVY, GREY, RULE, SHADE = "1F3864", "595959", "8EA9DB", "DEEAF6"
STEP = 794
"""One step of indentation, 1.4 cm: the text of numbered paragraphs, and of lists, lies on multiples of it."""
WIDTH = 9070
"""The width of the text, between margins of 2.5 cm on A4."""

BOLD = "<w:b/><w:bCs/>"
KEEP = "<w:keepNext/>"
TOGETHER = "<w:keepNext/><w:keepLines/>"


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def colour(rgb: str) -> str:
    return f'<w:color w:val="{rgb}"/>'


def space(before: int, after: int, line: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"' + (f' w:line="{line}" w:lineRule="auto"/>' if line else "/>")


def indent(left: int, hanging: int = 0, right: int = 0) -> str:
    return f'<w:ind w:left="{left}"' + (f' w:right="{right}"' if right else "") + (f' w:hanging="{hanging}"/>' if hanging else "/>")


def tabs(*stops: tuple[str, int, str]) -> str:
    return "<w:tabs>" + "".join(f'<w:tab w:val="{kind}"' + (f' w:leader="{leader}"' if leader else "") + f' w:pos="{at}"/>' for kind, at, leader in stops) + "</w:tabs>"


def border(side: str, eighths: int, rgb: str, gap: int) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{eighths}" w:space="{gap}" w:color="{rgb}"/></w:pBdr>'


def number(num: int, level: int) -> str:
    return "<w:numPr>" + (f'<w:ilvl w:val="{level}"/>' if level else "") + f'<w:numId w:val="{num}"/></w:numPr>'


HEADINGS, APPENDICES, BULLETS, ORDERED = 1, 2, 3, 4
"""The numIds of the four lists."""

# name, based on, next, paragraph properties, run properties
PARAGRAPHS: list[tuple[str, str, str, str, str]] = [
    ("Body Text", "Normal", "", space(0, 160), ""),
    ("Title", "Normal", "Subtitle", KEEP + border("bottom", 18, NAVY, 14) + space(2600, 280, 240), BOLD + colour(NAVY) + size(64)),
    ("Subtitle", "Normal", "Body Text", space(0, 900, 264), colour(NAVY) + size(36)),
    ("Cover Label", "Normal", "Cover Party", KEEP + space(0, 160), colour(GREY) + size(24)),
    ("Cover Party", "Normal", "", "<w:keepLines/>" + space(0, 120), BOLD + size(26)),
    ("Cover Status", "Normal", "Cover Date", border("top", 6, RULE, 10) + space(1100, 40), BOLD + colour(NAVY) + size(24)),
    ("Cover Date", "Normal", "", space(0, 40), size(24)),
    ("Section Break", "Normal", "", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', size(2)),
    ("Front Heading", "Normal", "Body Text", TOGETHER + space(0, 240, 240), BOLD + colour(NAVY) + size(32)),
    ("TOC Heading", "Front Heading", "Body Text", "<w:pageBreakBefore/>", ""),
    ("TOC 1", "Normal", "", tabs(("left", 567, ""), ("left", 1361, ""), ("right", WIDTH, "dot")) + space(100, 40) + indent(567, 567, 567), BOLD),
    ("TOC 2", "Normal", "", tabs(("left", 1361, ""), ("right", WIDTH, "dot")) + space(0, 20) + indent(1361, 794, 567), size(21)),
    ("heading 1", "Normal", "Body Text", TOGETHER + number(HEADINGS, 0) + space(440, 160, 252) + '<w:outlineLvl w:val="0"/>', BOLD + colour(NAVY) + size(30)),
    ("heading 2", "Normal", "Body Text", TOGETHER + number(HEADINGS, 1) + space(280, 120, 252) + '<w:outlineLvl w:val="1"/>', BOLD + colour(NAVY) + size(25)),
    ("heading 3", "Normal", "Body Text", TOGETHER + number(HEADINGS, 2) + space(240, 100, 252) + '<w:outlineLvl w:val="2"/>', BOLD + colour(NAVY)),
    ("heading 4", "Normal", "Body Text", TOGETHER + number(HEADINGS, 3) + space(200, 100) + '<w:outlineLvl w:val="3"/>', BOLD + "<w:i/><w:iCs/>" + colour(NAVY)),
    ("heading 5", "Normal", "Body Text", TOGETHER + number(HEADINGS, 4) + space(200, 100) + '<w:outlineLvl w:val="4"/>', colour(NAVY)),
    ("heading 6", "Normal", "Body Text", TOGETHER + number(HEADINGS, 5) + space(200, 100) + '<w:outlineLvl w:val="5"/>', "<w:i/><w:iCs/>" + colour(NAVY)),
    ("Numbered Paragraph", "Body Text", "", "", ""),
    *((f"List Bullet{n}", "Normal", "", number(BULLETS, i) + space(0, 100), "") for i, n in enumerate(("", " 2", " 3", " 4", " 5"))),
    *((f"List Number{n}", "Normal", "", number(ORDERED, i) + space(0, 100), "") for i, n in enumerate(("", " 2", " 3", " 4", " 5"))),
    *((f"List Continue{n}", "Normal", "", space(0, 100) + indent(STEP * (i + 1)), "") for i, n in enumerate(("", " 2", " 3", " 4", " 5"))),
    ("Quote", "Normal", "Body Text", border("left", 18, RULE, 12) + space(40, 160) + indent(567, 0, 567), "<w:i/><w:iCs/>"),
    ("caption", "Normal", "Body Text", "<w:keepLines/>" + space(160, 140), BOLD + colour(NAVY) + size(20)),
    ("Figure", "Normal", "caption", KEEP + space(160, 40, 240) + '<w:jc w:val="center"/>', ""),
    ("Table Text", "Normal", "", space(50, 50, 252), size(20)),
    ("Table Heading", "Table Text", "Table Text", KEEP, BOLD + colour(NAVY)),
    ("Signature Party", "Normal", "Signature Line", TOGETHER + space(480, 200), BOLD),
    ("Signature Line", "Normal", "", TOGETHER + tabs(("left", 1701, ""), ("left", 7938, "underscore")) + space(220, 0), ""),
    ("Signature Date", "Signature Line", "Signature Party", '<w:keepNext w:val="0"/>' + space(220, 360), ""),
    ("footnote text", "Normal", "", space(0, 40, 240), size(18)),
    ("header", "Normal", "", border("bottom", 4, RULE, 6) + tabs(("right", WIDTH, "")), colour(GREY) + size(18)),
    ("footer", "Normal", "", border("top", 4, RULE, 6) + tabs(("right", WIDTH, "")), colour(GREY) + size(18)),
    ("Cover Header", "Normal", "", "", colour(GREY) + size(18)),
]

CHARACTERS: list[tuple[str, str]] = [
    ("footnote reference", '<w:vertAlign w:val="superscript"/>'),
    ("Hyperlink", '<w:color w:val="0B4F9E"/><w:u w:val="single"/>'),
]


def style_id(name: str) -> str:
    """The id that Word gives a style of that name: "Heading1" for "heading 1"."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def _based(name: str) -> str:
    return f'<w:basedOn w:val="{style_id(name)}"/>'


def _paragraph(name: str, based: str, following: str, ppr: str, rpr: str) -> str:
    following = f'<w:next w:val="{style_id(following)}"/>' if following else ""
    custom = "" if name[0].islower() or name.startswith(("List", "TOC")) or name in ("Title", "Subtitle", "Body Text", "Quote") else ' w:customStyle="1"'
    look = (f"<w:pPr>{ppr}</w:pPr>" if ppr else "") + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
    return f'<w:style w:type="paragraph"{custom} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>{_based(based)}{following}<w:qFormat/>{look}</w:style>'


def _table_styles() -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    borders = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    margins = '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    shade = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr>'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        f'<w:style w:type="table" w:customStyle="1" w:styleId="HouseTable"><w:name w:val="House Table"/>{_based("Table Normal")}<w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow">{shade}</w:tblStylePr><w:tblStylePr w:type="firstCol">{shade}</w:tblStylePr></w:style>'
    )


def styles() -> str:
    """word/styles.xml"""
    fonts = '<w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    lists = "".join(
        f'<w:style w:type="numbering" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/><w:pPr>{number(num, 0)}</w:pPr></w:style>'
        for name, num in (("Appendix List", APPENDICES),)
    )
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size(22)}<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        + "".join(_paragraph(*row) for row in PARAGRAPHS)
        + "".join(
            f'<w:style w:type="character" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>{_based("Default Paragraph Font")}<w:rPr>{rpr}</w:rPr></w:style>'
            for name, rpr in CHARACTERS
        )
        + _table_styles()
        + lists
        + "</w:styles>"
    )


def _level(index: int, format: str, text: str, ppr: str, style: str = "", rpr: str = "") -> str:
    linked = f'<w:pStyle w:val="{style_id(style)}"/>' if style else ""
    look = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{linked}<w:suff w:val="tab"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{ppr}</w:pPr>{look}</w:lvl>"
    )


def _decimals(count: int) -> str:
    return ".".join(f"%{i + 1}" for i in range(count))


def _definition(num: int, levels: list[str], style: str = "") -> str:
    linked = f'<w:styleLink w:val="{style}"/>' if style else ""
    return (
        f'<w:abstractNum w:abstractNumId="{num}"><w:nsid w:val="5D0C6E0{num}"/><w:multiLevelType w:val="multilevel"/><w:tmpl w:val="5D0C7E0{num}"/>{linked}{"".join(levels)}</w:abstractNum>'
    )


def numbering() -> str:
    """word/numbering.xml"""
    hanging = [STEP, STEP, 964, 1134, 1304, 1474, 1644, 1814, 1984]
    headings = [_level(i, "decimal", _decimals(i + 1), indent(hanging[i], hanging[i]), f"heading {i + 1}" if i < 6 else "") for i in range(9)]
    first = _level(0, "decimal", "Appendix %1", tabs(("left", 1871, "")) + indent(1871, 1871))
    appendices = [first, *(_level(i, "decimal", "A" + _decimals(i + 1), indent(hanging[i], hanging[i])) for i in range(1, 9))]
    bullet = [("\u2022", 397), ("\u2013", 397), ("\u25aa", 397)]
    bullets = [
        _level(i, "bullet", bullet[i % 3][0], indent(STEP * (i + 1), 397), f"List Bullet{'' if i == 0 else f' {i + 1}'}" if i < 5 else "", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:hint="default"/>')
        for i in range(9)
    ]
    formats = [("decimal", "%{}."), ("lowerLetter", "(%{})"), ("lowerRoman", "(%{})"), ("upperLetter", "(%{})")]
    ordered = [
        _level(i, formats[i % 4][0], formats[i % 4][1].format(i + 1), indent(STEP * (i + 1), 567), f"List Number{'' if i == 0 else f' {i + 1}'}" if i < 5 else "")
        for i in range(9)
    ]
    lists = [(HEADINGS, headings, ""), (APPENDICES, appendices, "AppendixList"), (BULLETS, bullets, ""), (ORDERED, ordered, "")]
    return (
        f'{DECLARATION}<w:numbering xmlns:w="{W}">'
        + "".join(_definition(*row) for row in lists)
        + "".join(f'<w:num w:numId="{num}"><w:abstractNumId w:val="{num}"/></w:num>' for num, _, _ in lists)
        + "</w:numbering>"
    )

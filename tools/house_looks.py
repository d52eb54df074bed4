"""The styles and the numbering of templates/mou/house.docx. Lengths are in twentieths of a point, font sizes in half-points."""

from __future__ import annotations

from docgen.formats.docx.ooxml.markup import DECLARATION, W

NAVY, GREY, RULE, SHADE = "1F3864", "595959", "8EA9DB", "DEEAF6"
STEP = 850
"""One step of indentation, 1.5 cm: numbered paragraphs and lists are indented by multiples of it."""
WIDTH = 9070
"""The width of the text on A4, with margins of 2.5 cm."""

BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
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
    made = [f'<w:tab w:val="{kind}"' + (f' w:leader="{leader}"' if leader else "") + f' w:pos="{at}"/>' for kind, at, leader in stops]
    return f"<w:tabs>{''.join(made)}</w:tabs>"


def border(side: str, eighths: int, rgb: str, gap: int) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{eighths}" w:space="{gap}" w:color="{rgb}"/></w:pBdr>'


def number(num: int, level: int) -> str:
    return "<w:numPr>" + (f'<w:ilvl w:val="{level}"/>' if level else "") + f'<w:numId w:val="{num}"/></w:numPr>'


HEADINGS, APPENDICES, BULLETS, ORDERED = 1, 2, 3, 4
"""The numIds of the four lists."""

SUFFIXES = ("", " 2", " 3", " 4", " 5")
"""The suffixes of Word's list style names, by level."""


def heading(level: int, before: int, after: int) -> str:
    return f'{TOGETHER}{number(HEADINGS, level)}{space(before, after, 252)}<w:outlineLvl w:val="{level}"/>'


def list_style(name: str, level: int) -> str:
    """The style of a level of a list, or "": Word has styles for five levels."""
    return name + SUFFIXES[level] if level < len(SUFFIXES) else ""


# name, based on, next, paragraph properties, run properties
PARAGRAPHS: list[tuple[str, str, str, str, str]] = [
    ("Body Text", "Normal", "", space(0, 160), ""),
    ("Title", "Normal", "Subtitle", KEEP + border("bottom", 18, NAVY, 14) + space(3000, 280, 240), BOLD + colour(NAVY) + size(64)),
    ("Subtitle", "Normal", "Body Text", space(0, 900, 264), colour(NAVY) + size(36)),
    ("Cover Label", "Normal", "Cover Party", KEEP + space(0, 160), colour(GREY) + size(24)),
    ("Cover Party", "Normal", "", "<w:keepLines/>" + space(0, 120), BOLD + size(26)),
    ("Cover Status", "Normal", "Cover Date", border("top", 6, RULE, 10) + space(1500, 40), BOLD + colour(NAVY) + size(24)),
    ("Cover Date", "Normal", "", space(0, 40), size(24)),
    ("Section Break", "Normal", "", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', size(2)),
    ("Front Heading", "Normal", "Body Text", TOGETHER + space(0, 240, 240), BOLD + colour(NAVY) + size(32)),
    ("TOC Heading", "Front Heading", "Body Text", space(440, 160, 240), ""),
    ("TOC 1", "Normal", "", tabs(("left", 567, ""), ("left", 1361, ""), ("right", WIDTH, "dot")) + space(80, 20, 240) + indent(567, 567, 567), BOLD),
    ("TOC 2", "Normal", "", tabs(("left", 1361, ""), ("right", WIDTH, "dot")) + space(0, 20, 240) + indent(1361, 794, 567), size(21)),
    ("heading 1", "Normal", "Body Text", heading(0, 400, 160), BOLD + colour(NAVY) + size(30)),
    ("heading 2", "Normal", "Body Text", heading(1, 280, 120), BOLD + colour(NAVY) + size(25)),
    ("heading 3", "Normal", "Body Text", heading(2, 240, 100), BOLD + colour(NAVY)),
    ("heading 4", "Normal", "Body Text", heading(3, 200, 100), BOLD + ITALIC + colour(NAVY)),
    ("heading 5", "Normal", "Body Text", heading(4, 200, 100), colour(NAVY)),
    ("heading 6", "Normal", "Body Text", heading(5, 200, 100), ITALIC + colour(NAVY)),
    ("Numbered Paragraph", "Body Text", "", "", ""),
    *((f"List Bullet{n}", "Normal", "", number(BULLETS, i) + space(0, 120), "") for i, n in enumerate(SUFFIXES)),
    *((f"List Number{n}", "Normal", "", number(ORDERED, i) + space(0, 120), "") for i, n in enumerate(SUFFIXES)),
    *((f"List Continue{n}", "Normal", "", space(0, 120) + indent(STEP * (i + 1)), "") for i, n in enumerate(SUFFIXES)),
    ("Quote", "Normal", "Body Text", border("left", 18, RULE, 12) + space(40, 160) + indent(567, 0, 567), ITALIC),
    ("caption", "Normal", "Body Text", "<w:keepLines/>" + space(160, 140), BOLD + colour(NAVY) + size(20)),
    ("Figure", "Normal", "caption", KEEP + space(160, 40, 240), ""),
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
    """The id that Word gives a style: "Heading1" for "heading 1"."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def _based(name: str) -> str:
    return f'<w:basedOn w:val="{style_id(name)}"/>'


def _paragraph(name: str, based: str, following: str, ppr: str, rpr: str) -> str:
    following = f'<w:next w:val="{style_id(following)}"/>' if following else ""
    custom = "" if name[0].islower() or name.startswith(("List", "TOC")) or name in ("Title", "Subtitle", "Body Text", "Quote") else ' w:customStyle="1"'
    look = (f"<w:pPr>{ppr}</w:pPr>" if ppr else "") + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
    return f'<w:style w:type="paragraph"{custom} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>{_based(based)}{following}<w:qFormat/>{look}</w:style>'


def _cell_margins(top: int, side: int) -> str:
    sides = (("top", top), ("left", side), ("bottom", top), ("right", side))
    made = [f'<w:{name} w:w="{width}" w:type="dxa"/>' for name, width in sides]
    return f"<w:tblCellMar>{''.join(made)}</w:tblCellMar>"


def _table_styles() -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    borders = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    shade = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr>'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        f'<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_cell_margins(0, 108)}</w:tblPr></w:style>'
        f'<w:style w:type="table" w:customStyle="1" w:styleId="HouseTable"><w:name w:val="House Table"/>{_based("Table Normal")}<w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders>{_cell_margins(20, 108)}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow">{shade}</w:tblStylePr><w:tblStylePr w:type="firstCol">{shade}</w:tblStylePr></w:style>'
    )


def _default(kind: str, name: str, more: str) -> str:
    return f'<w:style w:type="{kind}" w:default="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>{more}</w:style>'


def styles() -> str:
    """word/styles.xml"""
    fonts = '<w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    characters = "".join(
        f'<w:style w:type="character" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>{_based("Default Paragraph Font")}<w:rPr>{rpr}</w:rPr></w:style>'
        for name, rpr in CHARACTERS
    )
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults>'
        f'<w:rPrDefault><w:rPr>{fonts}{size(22)}<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        + _default("paragraph", "Normal", "<w:qFormat/>")
        + _default("character", "Default Paragraph Font", '<w:uiPriority w:val="1"/><w:semiHidden/>')
        + _default("numbering", "No List", '<w:uiPriority w:val="99"/><w:semiHidden/>')
        + "".join(_paragraph(*row) for row in PARAGRAPHS)
        + characters
        + _table_styles()
        + '<w:style w:type="numbering" w:customStyle="1" w:styleId="AppendixList"><w:name w:val="Appendix List"/>'
        + f"<w:pPr>{number(APPENDICES, 0)}</w:pPr></w:style></w:styles>"
    )


def _level(index: int, format: str, text: str, ppr: str, style: str = "", rpr: str = "") -> str:
    linked = f'<w:pStyle w:val="{style_id(style)}"/>' if style else ""
    look = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{linked}<w:suff w:val="tab"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{ppr}</w:pPr>{look}</w:lvl>'
    )


def _decimals(count: int) -> str:
    return ".".join(f"%{i + 1}" for i in range(count))


def _definition(num: int, levels: list[str], style: str = "") -> str:
    linked = f'<w:styleLink w:val="{style}"/>' if style else ""
    return (
        f'<w:abstractNum w:abstractNumId="{num}"><w:nsid w:val="5D0C6E0{num}"/><w:multiLevelType w:val="multilevel"/><w:tmpl w:val="5D0C7E0{num}"/>'
        f"{linked}{''.join(levels)}</w:abstractNum>"
    )


def numbering() -> str:
    """word/numbering.xml"""
    hanging = [STEP, STEP, STEP, 1134, 1304, 1474, 1644, 1814, 1984]
    headings = [_level(i, "decimal", _decimals(i + 1), indent(hanging[i], hanging[i]), f"heading {i + 1}" if i < 6 else "") for i in range(9)]
    first = _level(0, "decimal", "Appendix %1", tabs(("left", 1871, "")) + indent(1871, 1871))
    appendices = [first, *(_level(i, "decimal", "A" + _decimals(i + 1), indent(hanging[i], hanging[i])) for i in range(1, 9))]
    arial = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:hint="default"/>'
    bullets = [_level(i, "bullet", "\u2022\u2013\u25aa"[i % 3], indent(STEP * (i + 1), 397), list_style("List Bullet", i), arial) for i in range(9)]
    formats = (("decimal", "%{}."), ("lowerLetter", "(%{})"), ("lowerRoman", "(%{})"), ("upperLetter", "(%{})"))
    labels = [(format, text.format(i + 1)) for i, (format, text) in enumerate([*formats, *formats, formats[0]])]
    ordered = [_level(i, *label, indent(STEP * (i + 1), 567), list_style("List Number", i)) for i, label in enumerate(labels)]
    lists = [(HEADINGS, headings, ""), (APPENDICES, appendices, "AppendixList"), (BULLETS, bullets, ""), (ORDERED, ordered, "")]
    return (
        f'{DECLARATION}<w:numbering xmlns:w="{W}">'
        + "".join(_definition(*row) for row in lists)
        + "".join(f'<w:num w:numId="{num}"><w:abstractNumId w:val="{num}"/></w:num>' for num, _, _ in lists)
        + "</w:numbering>"
    )

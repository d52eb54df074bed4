"""Paragraphs, tables and the parts that hold them (ECMA-376 Part 1, 17.3.1, 17.4, 17.11)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from docgen.formats.docx.ooxml.markup import DECLARATION, R, W, attribute

_AFTER_BIDI = re.compile(r"<w:(?:spacing|ind|jc) |</w:pPr>")
"""What follows w:bidi in the properties of a paragraph that `start` makes."""
PROPERTIES_END, PARAGRAPH_END = "</w:pPr>", "</w:p>"
Starts = Mapping[tuple[bool, bool], str]
GAP_AFTER_TABLE = 200
"""Space, in twentieths of a point, above a paragraph that follows a table: tables have no space of their own."""


@lru_cache(maxsize=65_536)
def start(
    style: str, keep: bool = False, num: int = -1, level: int = 0, after_table: bool = False, left: int = 0, align: str = "", new_page: bool = False
) -> str:
    """The start of a paragraph in a style; `num` -1 leaves the style's own number, `left` 0 its own indent."""
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>' if num >= 0 else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}{"<w:pageBreakBefore/>" if new_page else ""}{numbered}'
        + (f'<w:spacing w:before="{GAP_AFTER_TABLE}"/>' if after_table else "")
        + (f'<w:ind w:left="{left}"/>' if left else "")
        + (f'<w:jc w:val="{align}"/>' if align and align != "left" else "")
        + "</w:pPr>"
    )


@lru_cache(maxsize=4_096)
def right_to_left(start: str) -> str:
    """The start of a paragraph, made one that runs from right to left (17.3.1.6). Word then means the other side by a right edge (17.3.1.13)."""
    return _AFTER_BIDI.sub(r"<w:bidi/>\g<0>", start, count=1).replace('<w:jc w:val="right"/>', '<w:jc w:val="left"/>')


@lru_cache(maxsize=65_536)
def starts(style: str, num: int = -1, level: int = 0, left: int = 0) -> Starts:
    """The starts of paragraphs in a style, by whether they are kept with the next one, and whether they follow a table."""
    return {(keep, after): start(style, keep, num, level, after, left) for keep in (False, True) for after in (False, True)}


def table(style: str, widths: Sequence[int], header: Sequence[str], rows: Sequence[Sequence[str]], description: str) -> str:
    """A table of finished paragraphs; its header row is repeated on every page, and no row is broken across pages.

    tblHeader and cantSplit have no attributes: Transitional validators accept no other form. `description` is for readers who cannot
    see the table (17.4.46). There is no tblCaption: it would be read out, or shown, in addition to the caption in the body.
    """
    open_cells = [cell_start(width) for width in widths]
    head, *rest = [[f"{opening}{cell}</w:tc>" for opening, cell in zip(open_cells, cells, strict=True)] for cells in (header, *rows)]
    return f"{table_start(style, widths, description)}{row(head, header=True)}{''.join([row(cells) for cells in rest])}</w:tbl>"


def table_start(style: str, widths: Sequence[int], description: str) -> str:
    """The start of a table."""
    described = f'<w:tblDescription w:val="{attribute(description)}"/>' if description else ""
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{described}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def row(cells: Sequence[str], header: bool = False) -> str:
    """A row of finished cells."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{''.join(cells)}</w:tr>"


def cell_start(width: int) -> str:
    """The start of a cell."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'


def column_sizes(texts: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The longest text and the longest word of each column, in characters; `texts` are those of the cells, row by row."""
    return [(max(map(len, column)), max((len(word) for text in column for word in text.split()), default=0)) for column in zip(*texts, strict=True)]


_LETTER, _PADDING = 125, 240
"""The width of a letter of table text, and that of the space beside it in a cell, in twentieths of a point: rather too much than too little."""


def widths(total: int, columns: Sequence[tuple[int, int]]) -> list[int]:
    """Column widths that add up to `total`, from `column_sizes`; no word is broken if the longest words of all columns fit side by side."""
    wanted = [max(word, min(text, 45), 4) + 3 for text, word in columns]
    least = [word * _LETTER + _PADDING for _, word in columns]
    fixed: dict[int, int] = {}
    while sum(least) <= total:
        left, whole = total - sum(fixed.values()), sum(share for at, share in enumerate(wanted) if at not in fixed)
        narrow = {at: least[at] for at, share in enumerate(wanted) if at not in fixed and left * share // whole < least[at]}
        if not narrow:
            break
        fixed |= narrow
    left, whole = total - sum(fixed.values()), sum(share for at, share in enumerate(wanted) if at not in fixed)
    out = [fixed[at] if at in fixed else left * share // whole for at, share in enumerate(wanted)]
    out[-1] += total - sum(out)
    return out


def footnotes(xml: str, notes: Sequence[str]) -> str:
    """A footnotes part with `notes` added after its own, which are the separators; see `first_note`."""
    if not xml:
        marks = ((-1, "separator"), (0, "continuationSeparator"))
        kept = "".join(f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>' for id, kind in marks)
        xml = f'{DECLARATION}<w:footnotes xmlns:w="{W}">{kept}</w:footnotes>'
    head, close, tail = with_namespaces(xml).rpartition("</w:footnotes>")
    added = [f'<w:footnote w:id="{id}">{note}</w:footnote>' for id, note in enumerate(notes, first_note(xml))]
    return head + "".join(added) + close + tail


def first_note(xml: str) -> int:
    """The id of the first note that `footnotes` adds to a part."""
    return max([int(id) for id in re.findall(r'<w:footnote\b[^>]*?w:id="(-?\d+)"', xml)], default=0) + 1


def with_namespaces(xml: str) -> str:
    """The part with the prefix of relationships declared on its root."""
    return xml if f'xmlns:r="{R}"' in xml else re.sub(r"(<w:\w+)", rf'\1 xmlns:r="{R}"', xml, count=1)

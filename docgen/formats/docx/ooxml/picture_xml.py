"""Inline pictures (ECMA-376 Part 1, 20.4.2.8)."""

from __future__ import annotations

from docgen.formats.docx.ooxml.markup import attribute

EMU_PER_POINT = 12_700
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def picture(relation: str, number: int, alt: str, width: float, height: float, widest: int) -> str:
    """A run with the picture of a relationship; sizes in points, scaled down if wider than `widest` twentieths of a point."""
    scale = min(1.0, widest / 20 / width) if width else 1.0
    x, y = round(width * scale * EMU_PER_POINT), round(height * scale * EMU_PER_POINT)
    name = f'id="{number}" name="Picture {number}" descr="{attribute(alt)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{x}" cy="{y}"/>'
        f'<wp:docPr {name}/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}">'
        f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{x}" cy="{y}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )

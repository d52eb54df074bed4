"""Structure charts drawn with Typst: the same bytes on every machine, because they use only the house style's fonts."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import ChartNode
from docgen.sources.files import HouseStyle

if TYPE_CHECKING:
    import typst

Chart = tuple[ChartNode, ...]

PIXELS_PER_INCH = 150.0
_UNBROKEN = re.compile(r"\S{24}")
_GLYPH_ID = re.compile(r'"(#?)(g[0-9A-F]{16,})"')
_DEFAULTS = (' fill-rule="nonzero"', ' stroke-linecap="butt"', ' stroke-linejoin="miter"', ' stroke-miterlimit="4"')
_SIZE = re.compile(rb'<svg [^>]*?width="([\d.]+)pt" height="([\d.]+)pt"')


def outline(chart: Chart) -> tuple[tuple[int, ChartNode], ...]:
    """Every body once, with its depth (0 at the top), followed by the bodies that report to it, in the order of `chart`.

    A body that reports to several goes under the first of them in the chart; a ring of bodies that report to each other is a tree of its own.
    """
    known = {node.id for node in chart}
    below: dict[str, list[ChartNode]] = {}
    for node in chart:
        above = next((i for i in node.reports_to if i in known and i != node.id), "")
        below.setdefault(above, []).append(node)
    lines: dict[str, tuple[int, ChartNode]] = {}
    for top in (*below.get("", ()), *chart):
        waiting = [(0, top)]
        while waiting:
            depth, node = waiting.pop()
            if node.id not in lines:
                lines[node.id] = depth, node
                waiting += [(depth + 1, child) for child in reversed(below.get(node.id, ()))]
    return tuple(lines.values())


@lru_cache(maxsize=64)
def svg(chart: Chart, style: HouseStyle) -> bytes:
    """The chart as SVG; letters are outlines, so that it needs no fonts to be shown."""
    return _compact(_draw(chart, style, "svg").decode()).encode()


@lru_cache(maxsize=64)
def png(chart: Chart, style: HouseStyle) -> bytes:
    """The chart as PNG, at PIXELS_PER_INCH of its `size`."""
    return _draw(chart, style, "png")


@lru_cache(maxsize=64)
def size(chart: Chart, style: HouseStyle) -> tuple[float, float]:
    """The width and height of the picture in points; never wider than the text of an A4 page, 482 points."""
    match = _SIZE.match(svg(chart, style))
    assert match, "Typst begins an SVG with its size in points"
    return float(match[1]), float(match[2])


def _compact(svg: str) -> str:
    """The same picture in fewer bytes: with short ids, and without attributes that repeat the defaults of SVG 1.1 (11.3, 11.4)."""
    for default in _DEFAULTS:
        svg = svg.replace(default, "")
    short: dict[str, str] = {}
    return _GLYPH_ID.sub(lambda match: f'"{match[1]}{short.setdefault(match[2], f"g{len(short)}")}"', svg)


def rows(chart: Chart) -> list[dict[str, object]]:
    """The input of the Typst source, one box a row; `above` is the first row that it reports to, `also` are the others.

    Names can break after every 24 letters without a space, so that they stay in their boxes; regular expressions would be slow in Typst.
    """
    lines = outline(chart)
    place = {node.id: row for row, (_, node) in enumerate(lines)}
    boxes: list[dict[str, object]] = []
    last: list[int] = []
    for row, (depth, node) in enumerate(lines):
        above = last[depth - 1] if depth else None
        also = [place[i] for i in dict.fromkeys(node.reports_to) if i in place and place[i] not in (row, above)]
        name = _UNBROKEN.sub("\\g<0>\u200b", node.name)
        boxes.append({"name": name, "depth": depth, "above": above, "also": also, "external": node.external})
        last[depth:] = [row]
    return boxes


def _draw(chart: Chart, style: HouseStyle, format: Literal["png", "svg"]) -> bytes:
    source, compiler = style.read("structure.typ"), _compiler(style.folder / "fonts")
    try:
        drawn = compiler.compile(source, format=format, ppi=PIXELS_PER_INCH, sys_inputs={"rows": json.dumps(rows(chart))})
    except RuntimeError as error:
        raise _bad_template(style, f"This chart cannot be drawn: {error}.") from None
    if not isinstance(drawn, bytes):
        raise _bad_template(style, "This chart takes more than one page.")
    return drawn


def _bad_template(style: HouseStyle, seen: str) -> DocgenError:
    return DocgenError([Problem(Position(style.place("structure.typ")), "bad-template", seen, "Typst that draws the given rows on one page")])


@lru_cache(maxsize=8)
def _compiler(fonts: Path) -> typst.Compiler:
    """A compiler that keeps the fonts loaded. Typst is imported late, because that takes longer than writing a document."""
    import typst

    only_ours = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    return typst.Compiler(root=fonts, font_paths=only_ours, ignore_system_fonts=True)

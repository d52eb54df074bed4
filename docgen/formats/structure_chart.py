"""Structure charts drawn with Typst: the same bytes on every machine, because only the house style's fonts are used."""

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
    """Every body once, with its depth (0 at the top), each followed by those that report to it, in the order of `chart`.

    A body that reports to several stands under the first of them that is in the chart; one that is in a ring of bodies that report
    to each other, and so under nobody at the top, starts a tree of its own.
    """
    known = {node.id for node in chart}
    below: dict[str, list[ChartNode]] = {}
    for node in chart:
        above = next((i for i in node.reports_to if i in known and i != node.id), "")
        below.setdefault(above, []).append(node)
    lines: list[tuple[int, ChartNode]] = []
    seen: set[str] = set()
    for top in (*below.get("", ()), *chart):
        waiting = [(0, top)]
        while waiting:
            depth, node = waiting.pop()
            if node.id not in seen:
                seen.add(node.id)
                lines.append((depth, node))
                waiting += [(depth + 1, child) for child in reversed(below.get(node.id, ()))]
    return tuple(lines)


@lru_cache(maxsize=64)
def svg(chart: Chart, style: HouseStyle) -> bytes:
    """The chart as a vector picture; letters are outlines, so that it needs no font where it is shown."""
    return _compact(_draw(chart, style, "svg").decode()).encode()


@lru_cache(maxsize=64)
def png(chart: Chart, style: HouseStyle) -> bytes:
    """The chart in pixels, at PIXELS_PER_INCH of its `size`."""
    return _draw(chart, style, "png")


@lru_cache(maxsize=64)
def size(chart: Chart, style: HouseStyle) -> tuple[float, float]:
    """Width and height of the picture in points; never wider than the text of an A4 page, 482 points."""
    match = _SIZE.match(svg(chart, style))
    assert match, "Typst begins an SVG with its size in points"
    return float(match[1]), float(match[2])


def _compact(svg: str) -> str:
    """The same picture in fewer bytes: short ids, and no attribute that says what SVG 1.1 assumes (11.3, 11.4)."""
    for default in _DEFAULTS:
        svg = svg.replace(default, "")
    short: dict[str, str] = {}
    return _GLYPH_ID.sub(lambda match: f'"{match[1]}{short.setdefault(match[2], f"g{len(short)}")}"', svg)


def rows(chart: Chart) -> list[dict[str, object]]:
    """What the Typst source is given: a box a row; `above` and `also` are the rows it reports to, first and further.

    A name has a place to break in every 24 letters without a space, so that it stays in its box. (Regular expressions take
    Typst longer than all the rest of a chart.)
    """
    lines = outline(chart)
    place = {node.id: row for row, (_, node) in enumerate(lines)}
    found: list[dict[str, object]] = []
    last: list[int] = []
    for row, (depth, node) in enumerate(lines):
        above = last[depth - 1] if depth else None
        also = [place[i] for i in dict.fromkeys(node.reports_to) if i in place and place[i] not in (row, above)]
        name = _UNBROKEN.sub("\\g<0>\u200b", node.name)
        found.append({"name": name, "depth": depth, "above": above, "also": also, "external": node.external})
        last[depth:] = [row]
    return found


def _draw(chart: Chart, style: HouseStyle, format: Literal["png", "svg"]) -> bytes:
    source, compiler = style.read("structure.typ"), _compiler(style.folder / "fonts")
    try:
        drawn = compiler.compile(source, format=format, ppi=PIXELS_PER_INCH, sys_inputs={"rows": json.dumps(rows(chart))})
    except RuntimeError as error:
        raise _undrawn(style, f"This chart cannot be drawn: {error}.") from None
    if not isinstance(drawn, bytes):
        raise _undrawn(style, "This chart takes more than one page.")
    return drawn


def _undrawn(style: HouseStyle, seen: str) -> DocgenError:
    return DocgenError([Problem(Position(style.place("structure.typ")), "bad-template", seen, "Typst that draws the rows it is given, on one page")])


@lru_cache(maxsize=8)
def _compiler(fonts: Path) -> typst.Compiler:
    """Keeps the fonts read. Imported late: loading Typst takes longer than writing a document."""
    import typst

    only_ours = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    return typst.Compiler(root=fonts, font_paths=only_ours, ignore_system_fonts=True)

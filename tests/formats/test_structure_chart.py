"""Structure charts: the tree they show, where their boxes lie, and that they are the same everywhere."""

from __future__ import annotations

import hashlib
import os
import re
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.document.tree import ChartNode, Figure, walk
from docgen.formats import structure_chart
from docgen.sources.files import HouseStyle
from tests import samples

ROOT = Path(__file__).parents[2]
STYLE = HouseStyle("mou", ROOT)
CHART = next(node for node in walk(samples.everything()) if isinstance(node, Figure)).chart

_BOX = re.compile(r'stroke-width="0.9"[^>]*?(?: transform="translate\(([\d.]+) ([\d.]+)\)")? d="M 0 0m [\d.]+ 0h ([\d.]+)c[^v]*v ([\d.]+)c')
_LINE = re.compile(r'<g transform="matrix\(1 0 0 -1 ([\d.]+) ([\d.]+)\)">(.*?)</g>', re.DOTALL)


def _chart(*nodes: tuple[str, str]) -> structure_chart.Chart:
    return tuple(ChartNode(id, id.upper(), tuple(above.split())) for id, above in nodes)


def _lines(chart: structure_chart.Chart) -> list[str]:
    return ["." * depth + node.id for depth, node in structure_chart.outline(chart)]


def test_outline_puts_bodies_under_the_first_they_report_to() -> None:
    chart = _chart(("sub", "mid top"), ("top", ""), ("other", ""), ("mid", "top"), ("late", "other sub"))
    assert _lines(chart) == ["top", ".mid", "..sub", "other", ".late"]


def test_outline_keeps_rings_strangers_and_those_who_report_to_themselves() -> None:
    assert _lines(_chart(("a", "b"), ("b", "a"), ("c", "c"), ("d", "gone"))) == ["c", "d", "a", ".b"]


def test_rows_hold_further_reporting_lines() -> None:
    chart = _chart(("top", ""), ("a", "top"), ("b", "top a gone b"))
    assert [(row["above"], row["also"]) for row in structure_chart.rows(chart)] == [(None, []), (0, []), (0, [1])]


def test_rows_of_a_ring_keep_the_line_that_closes_it() -> None:
    assert [(row["above"], row["also"]) for row in structure_chart.rows(_chart(("a", "b"), ("b", "a")))] == [(None, [1]), (0, [])]


def test_picture_is_a_drawing_and_nothing_else() -> None:
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(structure_chart.svg(CHART, STYLE)).iter()}
    assert tags <= {"svg", "g", "path", "use", "defs", "symbol"}


def test_sizes_agree() -> None:
    width, height = structure_chart.size(CHART, STYLE)
    pixels = struct.unpack(">II", structure_chart.png(CHART, STYLE)[16:24])
    assert 100 < width <= 482
    assert all(abs(p - points * structure_chart.PIXELS_PER_INCH / 72) <= 1 for p, points in zip(pixels, (width, height), strict=True))


def test_names_are_data() -> None:
    name = '#panic("x") *a* $y$ @z \\ // /* <b> `c` = d'
    picture = structure_chart.svg((ChartNode("a", name, ()),), STYLE).decode()
    assert picture.count("<use ") == len(name.replace(" ", ""))


def test_no_body_makes_an_empty_picture() -> None:
    assert structure_chart.svg((), STYLE).startswith(b"<svg ")


def test_same_bytes_in_another_process_folder_zone_and_hash_seed(tmp_path: Path) -> None:
    code = """
import hashlib
from tests.formats.test_structure_chart import CHART, STYLE, structure_chart
print(hashlib.sha256(structure_chart.svg(CHART, STYLE) + structure_chart.png(CHART, STYLE)).hexdigest())
"""
    elsewhere = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "FONTCONFIG_FILE": "/dev/null"}
    there = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=elsewhere, capture_output=True, text=True, check=True).stdout.strip()
    assert there == hashlib.sha256(structure_chart.svg(CHART, STYLE) + structure_chart.png(CHART, STYLE)).hexdigest()


@st.composite
def charts(draw: st.DrawFn) -> structure_chart.Chart:
    count = draw(st.integers(1, 25))
    words = st.sampled_from(["Board", "Safeguarding", "&", "Multi-Agency", "#x", "W" * 90, "*a*", "Group", "for", "Sub-Committee"])
    return tuple(
        ChartNode(
            str(i),
            " ".join(draw(st.lists(words, min_size=1, max_size=12))),
            tuple(map(str, draw(st.lists(st.integers(0, count - 1), max_size=3, unique=True)))) if i else (),
            draw(st.booleans()),
        )
        for i in range(count)
    )


@settings(max_examples=60, deadline=None)
@given(charts())
def test_boxes_lie_apart_inside_the_page_and_hold_their_words(chart: structure_chart.Chart) -> None:
    picture = structure_chart.svg(chart, STYLE).decode()
    width, height = structure_chart.size(chart, STYLE)
    places = list(_BOX.finditer(picture))[: len(chart)]
    boxes = [(float(m[1] or 0), float(m[2] or 0), float(m[3]) + 3, float(m[4]) + 3) for m in places]
    assert len(boxes) == len(chart)
    assert width <= 482
    ends = [m.start() for m in places[1:]] + [len(picture)]
    for index, ((x, y, w, h), place, end) in enumerate(zip(boxes, places, ends, strict=True)):
        assert x >= 0 and y >= 0 and x + w <= width and y + h <= height
        assert all(y + h < below or below + more < y for _, below, _, more in boxes[index + 1 :])
        if index < len(boxes) - 1:
            for left, base, glyphs in _LINE.findall(picture[place.end() : end]):
                assert y < float(base) < y + h
                assert x < float(left) and float(left) + max(map(float, re.findall(r' x="([\d.]+)"', glyphs))) < x + w - 8

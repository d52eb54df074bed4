"""What the functions that write web pages share: where a node is written, and what is written by a table."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from docgen.document.frozen import dataclass
from docgen.document.tree import Field, Inline
from docgen.formats import structure_chart
from docgen.formats.html.escaped_text import escaped
from docgen.sources.files import HouseStyle

SCALE = 1.2 / 0.75
"""CSS pixels to a point of a chart: a pixel is three quarters of a point (CSS Values 4, 6.2), and pages are read at arm's length."""

ORDERED = ("<ol>", '<ol type="a" class="letters">', '<ol type="i" class="romans">', '<ol type="A" class="capitals">')


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document a node is written: `level` is that of the next ordered list's labels, `linked` is true inside a link.

    Footnotes met on the way are put into `notes`, under their numbers, and pictures into `pictures`, under what stands in their place
    until the page is whole: copied about with it, they would cost more than all its words.
    """

    style: HouseStyle
    inlines: Functions
    blocks: Functions
    notes: dict[int, str]
    pictures: dict[bytes, bytes]
    first: int = 0
    level: int = 0
    linked: bool = False


Functions = Mapping[type, Callable[[Any, Place], str]]
"""A function for each kind of node."""


def with_pictures(page: str, place: Place) -> bytes:
    """The page in UTF-8 with its pictures in it."""
    made = page.encode()
    for mark, picture in place.pictures.items():
        made = made.replace(mark, picture)
    return made


_INSIDE = re.compile(r' id="| href="#')


def prefixed(piece: str, prefix: str) -> str:
    """A piece of a page with every id, and every link to one, beginning with `prefix`.

    A quotation mark of the text is escaped, and so what is found here is an attribute.
    """
    return _INSIDE.sub(lambda found: found[0] + prefix, piece)


def inlines_of(inlines: tuple[Inline, ...], place: Place) -> str:
    out = ""
    kinds = place.inlines
    for inline in inlines:
        if type(inline) is Field and len(inline.inlines) == 1:
            inline = inline.inlines[0]
        out += kinds[type(inline)](inline, place)
    return out


def blocks_of(blocks: tuple[Any, ...], place: Place) -> str:
    out = ""
    kinds = place.blocks
    for block in blocks:
        out += kinds[type(block)](block, place)
    return out


def caption_of(number: str, caption: tuple[Inline, ...], place: Place) -> str:
    """'Table 1: Contributions', or what there is of it."""
    label = f'<span class="number">{escaped(number)}:</span> ' if number else ""
    return label + inlines_of(caption, place)


def image(chart: structure_chart.Chart, alt: str, place: Place) -> str:
    """The picture of a chart; its data are in `place.pictures`."""
    width, height = structure_chart.size(chart, place.style)
    # no text of the document can say this: its quotation marks are escaped
    mark = f'src="picture {len(place.pictures)}"'
    place.pictures[mark.encode()] = _picture(chart, place.style)
    return f'<img {mark} alt="{escaped(alt)}" width="{width * SCALE:.0f}" height="{height * SCALE:.0f}">'


@lru_cache(maxsize=64)
def _picture(chart: structure_chart.Chart, style: HouseStyle) -> bytes:
    return b'src="data:image/svg+xml;base64,%b"' % b64encode(structure_chart.svg(chart, style))

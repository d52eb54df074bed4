"""What the functions that write web pages share: the place of a node, and the tables that dispatch on its kind."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.tree import Field, Inline
from docgen.document.writing_direction import runs_right_to_left
from docgen.formats import structure_chart
from docgen.formats.html.escaped_text import escaped
from docgen.sources.files import HouseStyle

SCALE = 1.2 / 0.75
"""CSS pixels per point of a chart: a pixel is three quarters of a point (CSS Values 4, 6.2), and pages are read at arm's length."""

ORDERED = ("<ol>", '<ol type="a" class="letters">', '<ol type="i" class="romans">', '<ol type="A" class="capitals">')
CLASSES = ("", "letters", "romans", "capitals")
"""The class of each of the ordered lists."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place where a node is written. `level` is the label level of the next ordered list; `linked` is true inside a link.

    The functions add footnotes to `notes`, by number, and pictures to `pictures`, by the placeholder that marks each until the page is complete:
    copying pictures along with the text would cost more than all its words.
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
"""The function that writes each kind of node."""


def with_pictures(page: str, place: Place) -> bytes:
    """The page in UTF-8, with each placeholder replaced by its picture."""
    data = page.encode()
    for placeholder, picture in place.pictures.items():
        data = data.replace(placeholder, picture)
    return data


_ID_OR_LINK = re.compile(r' id="| href="#')


def prefixed(piece: str, prefix: str) -> str:
    """A piece of a page with `prefix` added to every id and every link to one. Quotation marks in the text are escaped, so only attributes match."""
    return _ID_OR_LINK.sub(lambda match: match[0] + prefix, piece)


def direction(*lines: tuple[Any, ...]) -> str:
    """The attribute of an element whose lines all run from right to left, else ""."""
    return ' dir="rtl"' if lines and all(map(runs_right_to_left, lines)) else ""


def direction_of_list(items: tuple[Any, ...]) -> str:
    """The attribute of a list whose items all begin from right to left, so that their bullets or numbers are on the right; else ""."""
    firsts = [item.blocks[0] if item.blocks else None for item in items]
    return direction(*[getattr(first, "inlines", ()) for first in firsts])


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
    """'Table 1: Contributions', or either part alone."""
    label = f'<span class="number">{escaped(number)}:</span> ' if number else ""
    return label + inlines_of(caption, place)


def image(chart: structure_chart.Chart, alt: str, place: Place) -> str:
    """The image element of a chart, with a placeholder for its data, which goes to `place.pictures`; of a picture that only its words show, these."""
    if not chart:
        return f"<p>{escaped(alt)}</p>"
    width, height = structure_chart.size(chart, place.style)
    # text cannot match: its quotation marks are escaped
    placeholder = f'src="picture {len(place.pictures)}"'
    place.pictures[placeholder.encode()] = _picture(chart, place.style)
    return f'<img {placeholder} alt="{escaped(alt)}" width="{width * SCALE:.0f}" height="{height * SCALE:.0f}">'


@lru_cache(maxsize=64)
def _picture(chart: structure_chart.Chart, style: HouseStyle) -> bytes:
    return b'src="data:image/svg+xml;base64,%b"' % b64encode(structure_chart.svg(chart, style))

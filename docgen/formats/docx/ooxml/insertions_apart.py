"""An insertion that ends one paragraph and one that begins the next, kept apart by their dates.

LibreOffice joins two such insertions of one author that are less than a minute apart. Rejecting them then takes the end of the first paragraph too.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_APART = timedelta(minutes=2)
_FORM = "%Y-%m-%dT%H:%M:%SZ"
_NEXT = re.compile(
    r"</w:(?:ins|moveTo)></w:p>(?:<w:bookmark[^>]*/>)*<w:p(?: [^>]*)?>(?:<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)?(?:<w:bookmark[^>]*/>)*"
    r'(?P<mark><w:(?:ins|moveTo) [^>]*?w:date=")(?P<date>[^"]*)"',
    re.DOTALL,
)
_CAME = re.compile(r"<w:p(?: [^>]*)?><w:pPr>(?:(?!</w:pPr>).)*?<w:rPr>(?:(?!</w:rPr>).)*?<w:(?:ins|moveTo) ", re.DOTALL)


def later_than(date: str) -> str:
    """The time of the second of two such insertions. `date` is a time in UTC (ISO 8601)."""
    return (datetime.strptime(date, _FORM) + _APART).strftime(_FORM)


def insertions_apart(xml: str, date: str) -> str:
    """The paragraphs, with another time for the second of each two such insertions. `date` is that of all changes; without one nothing is changed."""
    out: list[str] = []
    at = 0
    moved: set[int] = set()
    for found in _NEXT.finditer(xml) if date else ():
        start = max(xml.rfind("<w:p>", 0, found.start()), xml.rfind("<w:p ", 0, found.start()))
        last = max(xml.rfind(f"<w:{kind} ", start, found.start()) for kind in ("ins", "moveTo"))
        if last in moved or found["date"] != date or _CAME.match(xml, start):
            continue
        moved.add(found.start("mark"))
        out += [xml[at : found.start("date")], later_than(date)]
        at = found.end("date")
    return "".join([*out, xml[at:]])

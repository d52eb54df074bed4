"""Returned Markdown files, section by section."""

from __future__ import annotations

import re

from docgen.formats.returned_file import ReturnedFile

_ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


def recognises(data: bytes) -> bool:
    """Never: any text that no other format recognises may be Markdown."""
    return False


def read(data: bytes, name: str) -> ReturnedFile:
    """The file, whose sections begin at their anchors. It does not name its revision."""
    section, lines = "", []
    for line in data.decode(errors="replace").splitlines():
        if anchor := _ANCHOR.fullmatch(line.strip()):
            section = anchor[1]
        elif line.strip():
            lines.append((section, " ".join(line.split())))
    return ReturnedFile("", tuple(lines))


def mark(id: str) -> str:
    """The name of a section's anchor."""
    return id

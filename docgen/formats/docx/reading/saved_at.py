"""When a Word file was last saved, as its core properties say (ECMA-376 Part 2, 8.3)."""

from __future__ import annotations

import re
from datetime import datetime

from docgen.formats.docx.reading.word_package import WordPackage

NO_TIME = "1980-01-01T00:00:00Z"
"""What a zip says of a part without a time."""
_NAMES = tuple(f"{{http://purl.org/dc/terms/}}{name}" for name in ("modified", "created"))
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def saved_at(data: bytes, file: str) -> str:
    """The time in UTC, ISO 8601; `NO_TIME` if the file tells none that Word would take. Raises DocgenError if it is not a Word file, or unsafe."""
    package = WordPackage(data, file)
    roots = [package.root(part) for part in package.of_package("core-properties")]
    told = (text for name in _NAMES for root in roots if (text := (root.findtext(name) or "").strip()))
    return next((text for text in told if _is_time(text)), NO_TIME)


def _is_time(text: str) -> bool:
    try:
        return bool(_TIME.fullmatch(text)) and bool(datetime.fromisoformat(text))
    except ValueError:
        return False

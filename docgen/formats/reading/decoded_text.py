"""Bytes as text, whatever program wrote them."""

from __future__ import annotations

from docgen.document.problems import DocgenError, Position, Problem


def decoded(data: bytes, name: str) -> str:
    """The text in UTF-8 or UTF-16, or else in Windows-1252, with line feeds at its line ends. Raises DocgenError if it is no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _unified(data.decode(encoding, errors="replace"))
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise DocgenError([Problem(Position(name), "not-text", "This is not a text: it has bytes that no text has.", "a text in UTF-8", "Save it as UTF-8.")])
    return _unified(text)


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\ufeff", "")

"""Plain text as XML."""

from __future__ import annotations

import re

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEXT_TEXT = '<w:t xml:space="preserve">'
_TAB = f"</w:t><w:tab/>{_NEXT_TEXT}"
_BREAK = f"</w:t><w:br/>{_NEXT_TEXT}"


def legal(text: str) -> str:
    """The text with every character that XML 1.0 (2.2, Char) cannot hold replaced by U+FFFD, so that each loss shows."""
    return _ILLEGAL.sub("\ufffd", text) if _ILLEGAL.search(text) else text


def escape(text: str) -> str:
    """The content of a w:t. Tabs and line breaks become elements (ECMA-376 Part 1, 17.3.3.31 and 17.3.3.1)."""
    text = legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r\n", "\n").replace("\t", _TAB).replace("\n", _BREAK).replace("\r", _BREAK)


def content(text: str) -> str:
    """The content of an element that is not a run: white space is kept."""
    return legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def attribute(text: str) -> str:
    """The value of a double-quoted attribute, with white space escaped so that it survives normalisation (XML 1.0, 3.3.3)."""
    return content(text).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


def element(name: str, attributes: dict[str, str], inner: str = "") -> str:
    """An element around finished XML; the values of its attributes are plain text."""
    written = "".join([f' {key}="{attribute(value)}"' for key, value in attributes.items()])
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"

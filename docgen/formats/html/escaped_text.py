"""Plain text in a web page: between tags, in an attribute, in an address and in a style sheet."""

from __future__ import annotations

import re

_SAFE_URL = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_NOT_IN_URL = re.compile(r'[\s"<>\\^`{|}]')


def escaped(text: str) -> str:
    """The text, escaped for use between tags or in a quoted attribute."""
    # four searches for single characters take half the time of one regular expression
    if "&" in text or "<" in text or ">" in text or '"' in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text


def address(url: str) -> str:
    """The address, escaped for a quoted attribute; "" unless it is a web, mail or telephone address."""
    if not _SAFE_URL.match(url):
        return ""
    return escaped(_NOT_IN_URL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url))


def css_string(text: str) -> str:
    """A CSS string for a style element, with every character that means something in CSS or HTML escaped (CSS Syntax 3, 4.3.7)."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'

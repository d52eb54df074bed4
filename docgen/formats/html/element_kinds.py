"""What an element of a web page is: seen or not, part of the text or around it, and what it says of its words."""

from __future__ import annotations

import re
from typing import Any

from docgen.formats.reading.marked_words import Marks

BLOCK_TAGS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
        "header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul ",
    )
)
"""The elements that stand on lines of their own."""
_SILENT = frozenset(["head", "script", "style", "template", "noscript", "svg", "math", "object", "iframe", "select", "textarea", "title", "colgroup"])
_FURNITURE = {"nav": "navigation", "header": "header", "footer": "footer"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_STRONG, _EMPHASIS = frozenset(["strong", "b"]), frozenset(["em", "i", "cite", "dfn", "var"])
_BACK = re.compile(r"\b(?:back|anchor|footnote-back|sdfootnotesym|footnote-?backref)\b")
_STYLES = {"subtitle": "Subtitle", "between": "CoverLabel", "status": "CoverStatus", "date": "CoverDate", "title": "Title"}
_LINKED = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_HEADING = re.compile("h[1-6]")


def is_unseen(element: Any) -> bool:
    """Whether no reader of the page sees the words of an element."""
    return not isinstance(element.tag, str) or element.tag in _SILENT or element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def is_back(element: Any) -> bool:
    """Whether an element only leads back from a note, or to a heading."""
    if element.get("role") == "doc-backlink":
        return True
    return element.tag == "a" and bool(_BACK.search(element.get("class") or "")) and (element.get("href") or "").startswith("#")


def kind_around(element: Any) -> str:
    """What an element is that stands around the text: "navigation", "contents", "header"; "" if it is part of the text."""
    classes = (element.get("class") or "").split()
    if element.tag == "a" and "skip" in classes:
        return "navigation"
    if "watermark" in classes:
        return "watermark"
    if element.get("role") == "doc-toc" or (element.tag == "nav" and (set(classes) & {"contents", "toc"} or element.get("id") == "TOC")):
        return "contents"
    if element.tag in _FURNITURE and (element.tag == "nav" or next(element.iter("h1", "h2", "h3"), None) is None):
        return _FURNITURE[element.tag]
    return ""


def style_of(element: Any) -> str:
    """The usual name of the style of a line on a cover; "" elsewhere."""
    parent = element.getparent()
    if parent is None:
        return ""
    classes = (parent.get("class") or "").split()
    if "parties" in classes:
        return "CoverParty"
    if "cover" not in classes and parent.get("id") != "title-block-header":
        return ""
    return "Title" if element.tag == "h1" else next((_STYLES[name] for name in (element.get("class") or "").split() if name in _STYLES), "")


def marks_in(element: Any, marks: Marks, language: str) -> Marks:
    """The marks of the words in an element."""
    style, tag = element.get("style") or "", element.tag
    own = (element.get("lang") or "").strip()
    if own and tag not in ("html", "body"):
        marks = marks._replace(language="" if own.split("-")[0].lower() == language.split("-")[0].lower() else own)
    if tag in _STRONG or _BOLD.search(style):
        marks = marks._replace(strong=not _HEADING.fullmatch(tag))
    if tag in _EMPHASIS or _ITALIC.search(style):
        marks = marks._replace(emphasised=True)
    if tag == "a" and _LINKED.match(element.get("href") or ""):
        marks = marks._replace(url=element.get("href"))
    return marks

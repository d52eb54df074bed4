"""The words of a line of Markdown, with their marks, as inlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from typing import Any

from docgen.document.tree import Break, Text
from docgen.formats.reading.marked_words import Marks, held

_SPAN = re.compile(r'<span\b[^>]*\blang="([^"]*)"', re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAGS = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis"}
_ELEMENT = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)")


def inlines_of(tokens: Sequence[Any], note: Callable[[str, int], Any]) -> tuple[Any, ...]:
    """The inlines of the tokens of a line; `note` gives a footnote by its label and number."""
    words: list[tuple[Any, Marks]] = []
    marks = [Marks()]
    opened: list[str] = []
    for token in tokens:
        last = marks[-1]
        match token.type:
            case "text" | "code_inline" | "text_special":
                words.append((Text(token.content), last))
            case "softbreak":
                words.append((Text(" "), last))
            case "hardbreak":
                words.append((Break(), last))
            case "strong_open":
                marks.append(last._replace(strong=True))
            case "em_open":
                marks.append(last._replace(emphasised=True))
            case "link_open":
                marks.append(last._replace(url=_target(token)))
            case "strong_close" | "em_close" | "link_close":
                marks.pop()
            case "image":
                words.append((Text(token.content), last))
            case "footnote_ref":
                words.append((note(token.meta["label"], token.meta["id"] + 1), last))
            case "html_inline":
                _html(token.content, words, marks, opened)
    return held(words)


def _target(token: Any) -> str:
    """The address of a link out of the document; "" for one within it, and for an address that is its own words."""
    url = str(token.attrs.get("href", ""))
    return "" if url.startswith("#") or token.info == "auto" else url


def _html(tag: str, words: list[tuple[Any, Marks]], marks: list[Marks], opened: list[str]) -> None:
    """Follow an HTML tag: those that docgen writes have their meaning, others none."""
    if _BREAK.fullmatch(tag):
        words.append((Break(), marks[-1]))
        return
    found = _ELEMENT.match(tag)
    if not found or tag.endswith("/>"):
        return
    name = found["name"].lower()
    if found["close"]:
        if opened and opened[-1] == name:
            opened.pop()
            marks.pop()
        return
    if name in _TAGS or name == "span":
        last = marks[-1]
        language = unescape(span[1]) if (span := _SPAN.match(tag)) else last.language
        kind = _TAGS.get(name)
        opened.append(name)
        marks.append(last._replace(strong=last.strong or kind == "strong", emphasised=last.emphasised or kind == "emphasis", language=language))


def shown_alone(tokens: Sequence[Any]) -> str | None:
    """The alternative text of the picture that is alone in a paragraph; None if words stand there."""
    pictures = [token for token in tokens if token.type == "image"]
    others = [token for token in tokens if token.type not in ("image", "softbreak") and token.content.strip()]
    return str(pictures[0].content) if len(pictures) == 1 and not others else None

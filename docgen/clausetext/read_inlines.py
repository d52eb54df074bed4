"""Markdown within a line: words, emphasis, links, notes and fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from docgen.clausetext.jinja_tags import LINK, LINK_MARK, MARK
from docgen.clausetext.nested_logic import nested
from docgen.clausetext.reading_state import Reading
from docgen.clausetext.template import Jump, Output
from docgen.document.languages import is_tag, probable_tag
from docgen.document.problems import Position
from docgen.document.tree import Break, Emphasis, Foreign, Link, Note, Strong, Text

_ID = re.compile(r"\s*\{#([^{}]*)\}\s*$")
_SPACES = re.compile(r"[ \t]+")
_OPENING_QUOTE = re.compile(r"(?<![^\s([])\"")
_LANGUAGE = re.compile(r"lang=(\"?)([^\s\"]*)\1")
_UNCLOSED = re.compile(rf"\{{{LINK_MARK.pattern}\s*lang\b[^}}]*$")
_ADDRESS = re.compile(r"(?:https?://|mailto:).")


def inlines(reading: Reading, token: Any) -> tuple[Any, ...]:
    """The inlines of an inline token."""
    return _until(reading, iter(token.children), "", reading.position(token))


def _until(reading: Reading, tokens: Iterator[Any], closing: str, position: Position) -> tuple[Any, ...]:
    """The inlines up to the token `closing`. `position` is where their paragraph begins."""
    flat: list[Any] = []
    for token in tokens:
        if token.type == closing:
            break
        flat.extend(_INLINES[token.type](reading, token, tokens, position))
    return nested(_joined(flat), reading.problems)


def _joined(flat: list[Any]) -> list[Any]:
    """Neighbouring texts made one, with single spaces."""
    out: list[Any] = []
    for node in flat:
        if isinstance(node, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(_SPACES.sub(" ", out[-1].text + node.text))
        else:
            out.append(node)
    return out


def _text(reading: Reading, token: Any, tokens: Iterator[Any], position: Position) -> list[Any]:
    text = token.content
    if LINK in text:
        if found := _UNCLOSED.search(text):
            reading.wrong(reading.links[int(found[1])], "unclosed-mark", "The brace after these words in brackets is not closed.", "[words]{lang=cy}")
        text = LINK_MARK.sub("", text)
    return split_at_tags(reading, text)


def split_at_tags(reading: Reading, text: str) -> list[Any]:
    """Text split at its marks: Text, Output and logic tags."""
    out: list[Any] = []
    for i, part in enumerate(MARK.split(_curly(text))):
        if i % 2:
            tag = reading.tags[int(part)]
            out.append(Output(tag.expression) if tag.word == "output" and tag.expression else tag)
        elif part:
            out.append(Text(_SPACES.sub(" ", part)))
    return out


def _curly(text: str) -> str:
    """The quotation marks that have no partner; markdown-it has set the others. A mark after a digit may mean inches."""
    if '"' not in text and "'" not in text:
        return text
    return re.sub(r"(?<!\d)\"", "”", _OPENING_QUOTE.sub("“", text)).replace("'", "’")


def _strong(reading: Reading, token: Any, tokens: Iterator[Any], position: Position) -> list[Any]:
    return [Strong(_until(reading, tokens, "strong_close", position))]


def _emphasis(reading: Reading, token: Any, tokens: Iterator[Any], position: Position) -> list[Any]:
    return [Emphasis(_until(reading, tokens, "em_close", position))]


def _link(reading: Reading, token: Any, tokens: Iterator[Any], position: Position) -> list[Any]:
    words = _until(reading, tokens, "link_close", position)
    url = token.attrs["href"]
    if found := LINK_MARK.match(url):
        url, position = LINK_MARK.sub("", url), reading.links[int(found[1])]
    if url.startswith("#"):
        return [Jump(tuple(split_at_tags(reading, url[1:])), words, position)]
    if MARK.search(url) or not _ADDRESS.match(url):
        expected = "an address that begins with https:// or mailto:, or #id for a cross-reference"
        reading.wrong(position, "bad-link", f"This links to “{MARK.sub('…', url)}”.", expected)
    if not words:
        reading.wrong(position, "bad-link", f"The link to “{url}” has no words.", "[words](address)")
    return [Link(url, words)]


def _foreign(reading: Reading, token: Any, tokens: Iterator[Any], position: Position) -> list[Any]:
    words = _until(reading, tokens, "span_close", position)
    held = LINK_MARK.split(token.content)
    place, attributes = reading.links[int(held[1])], MARK.sub("…", held[2]).strip()
    found = _LANGUAGE.fullmatch(attributes)
    if not found:
        seen, advice = f"“{attributes}” stands in braces after words in brackets.", r"Write \[ if the brackets are meant as text."
        reading.wrong(place, "bad-attribute", seen, "[words]{lang=cy}, which says that the words are Welsh, and no other attribute", advice)
    elif not is_tag(found[2]):
        advice = f"Write {tag}." if (tag := probable_tag(found[2])) else ""
        reading.wrong(place, "bad-language", f"“{found[2]}” is the tag of no language.", "a BCP 47 tag, such as cy for Welsh or ur for Urdu", advice)
    elif not words:
        reading.wrong(place, "empty", "There are no words here whose language could be marked.", "[words]{lang=cy}")
    return [Foreign(found[2], words)] if found else []


def _note(reading: Reading, token: Any, tokens: Iterator[Any], position: Position) -> list[Any]:
    if reading.in_note:
        reading.wrong(position, "note-in-note", "A note stands in a note.", "notes in the text alone")
    return [Note(reading.notes.get(token.meta["id"], ()))]


_INLINES: dict[str, Callable[[Reading, Any, Iterator[Any], Position], list[Any]]] = {
    "text": _text,
    "softbreak": lambda reading, token, tokens, position: [Text(" ")],
    "hardbreak": lambda reading, token, tokens, position: [Break()],
    "strong_open": _strong,
    "em_open": _emphasis,
    "link_open": _link,
    "span_open": _foreign,
    "footnote_ref": _note,
    "footnote_anchor": lambda reading, token, tokens, position: [],
}


def without_id(inlines: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The inlines without the `{#id}` at their end, and the id with its fields."""
    source = "".join(n.text if isinstance(n, Text) else f"\ue002{i}\ue002" for i, n in enumerate(inlines))
    found = _ID.search(source)
    if not found:
        return inlines, ()
    both = [
        [Text(part) if not i % 2 else inlines[int(part)] for i, part in enumerate(piece.split("\ue002")) if part]
        for piece in (source[: found.start()], found[1])
    ]
    return tuple(both[0]), tuple(both[1])

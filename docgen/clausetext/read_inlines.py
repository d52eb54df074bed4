"""Inline Markdown: words, emphasis, links, notes and fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from docgen.clausetext.jinja_tags import FEET, INCHES, LINK, LINK_MARK, MARK
from docgen.clausetext.read_logic import nested
from docgen.clausetext.reading_state import ReadingState
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


def inlines(state: ReadingState, token: Any) -> tuple[Any, ...]:
    """The inlines of an inline token."""
    return _until(state, iter(token.children), "", state.position(token))


def _until(state: ReadingState, tokens: Iterator[Any], closing: str, position: Position) -> tuple[Any, ...]:
    """The inlines up to the token `closing`; `position` is the start of their paragraph."""
    flat: list[Any] = []
    for token in tokens:
        if token.type == closing:
            break
        flat.extend(_INLINES[token.type](state, token, tokens, position))
    return nested(_joined(flat), state.problems)


def _joined(flat: list[Any]) -> list[Any]:
    """The nodes with neighbouring texts joined, with single spaces."""
    out: list[Any] = []
    for node in flat:
        if isinstance(node, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(_SPACES.sub(" ", out[-1].text + node.text))
        else:
            out.append(node)
    return out


def _text(state: ReadingState, token: Any, tokens: Iterator[Any], position: Position) -> list[Any]:
    text = token.content
    if LINK in text:
        if match := _UNCLOSED.search(text):
            state.add_problem(state.links[int(match[1])], "unclosed-mark", "The brace after these words in brackets is not closed.", "[words]{lang=cy}")
        text = LINK_MARK.sub("", text)
    return split_at_tags(state, text)


def split_at_tags(state: ReadingState, text: str) -> list[Any]:
    """Text split at its marks: Text, Output and logic tags."""
    out: list[Any] = []
    for i, part in enumerate(MARK.split(_curly(text))):
        if i % 2:
            tag = state.tags[int(part)]
            out.append(Output(tag.expression) if tag.word == "output" and tag.expression else tag)
        elif part:
            out.append(Text(_SPACES.sub(" ", part)))
    return out


def _curly(text: str) -> str:
    """The text with its unpaired quotation marks curled; markdown-it has curled the pairs. A mark after a digit may mean inches."""
    if '"' in text or "'" in text:
        text = re.sub(r"(?<!\d)\"", "”", _OPENING_QUOTE.sub("“", text)).replace("'", "’")
    return straight(text)


def straight(text: str) -> str:
    """The text with the quotation marks of feet, inches and addresses that the parser did not see."""
    return text.replace(FEET, "'").replace(INCHES, '"')


def _emphasis(state: ReadingState, token: Any, tokens: Iterator[Any], position: Position) -> list[Any]:
    kind = Strong if token.type == "strong_open" else Emphasis
    return [kind(_until(state, tokens, token.type.replace("open", "close"), position))]


def _link(state: ReadingState, token: Any, tokens: Iterator[Any], position: Position) -> list[Any]:
    words = _until(state, tokens, "link_close", position)
    url = straight(token.attrs["href"])
    if match := LINK_MARK.match(url):
        url, position = LINK_MARK.sub("", url), state.links[int(match[1])]
    if url.startswith("#"):
        return [Jump(tuple(split_at_tags(state, url[1:])), words, position)]
    if MARK.search(url) or not _ADDRESS.match(url):
        expected = "an address that begins with https:// or mailto:, or #id for a cross-reference"
        state.add_problem(position, "bad-link", f"This links to “{MARK.sub('…', url)}”.", expected)
    if not words:
        state.add_problem(position, "bad-link", f"The link to “{url}” has no words.", "[words](address)")
    return [Link(url, words)]


def _foreign(state: ReadingState, token: Any, tokens: Iterator[Any], position: Position) -> list[Any]:
    words = _until(state, tokens, "span_close", position)
    _, link, braces, *_ = LINK_MARK.split(token.content)
    place, attributes = state.links[int(link)], MARK.sub("…", braces).strip()
    match = _LANGUAGE.fullmatch(attributes)
    if not match:
        seen, advice = f"The words in brackets have “{attributes}” in braces after them.", r"Write \[ if the brackets are meant as text."
        state.add_problem(place, "bad-attribute", seen, "[words]{lang=cy}, which says that the words are Welsh, and no other attribute", advice)
        return []
    if not is_tag(match[2]):
        advice = f"Write {tag}." if (tag := probable_tag(match[2])) else ""
        state.add_problem(place, "bad-language", f"“{match[2]}” is not the tag of a language.", "a BCP 47 tag, such as cy for Welsh or ur for Urdu", advice)
    elif not words:
        state.add_problem(place, "empty", "These brackets hold no words whose language could be marked.", "[words]{lang=cy}")
    return [Foreign(match[2], words)]


def _note(state: ReadingState, token: Any, tokens: Iterator[Any], position: Position) -> list[Any]:
    if state.in_note:
        state.add_problem(position, "note-in-note", "This note is inside another note.", "notes only in the text")
    return [Note(state.notes.get(token.meta["id"], ()))]


_INLINES: dict[str, Callable[[ReadingState, Any, Iterator[Any], Position], list[Any]]] = {
    "text": _text,
    "softbreak": lambda state, token, tokens, position: [Text(" ")],
    "hardbreak": lambda state, token, tokens, position: [Break()],
    "strong_open": _emphasis,
    "em_open": _emphasis,
    "link_open": _link,
    "span_open": _foreign,
    "footnote_ref": _note,
    "footnote_anchor": lambda state, token, tokens, position: [],
}


def without_id(inlines: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The inlines without the `{#id}` at their end, and the inlines of the id."""
    source = "".join(n.text if isinstance(n, Text) else f"\ue002{i}\ue002" for i, n in enumerate(inlines))
    match = _ID.search(source)
    if not match:
        return inlines, ()
    before, id = (
        tuple(Text(part) if not i % 2 else inlines[int(part)] for i, part in enumerate(piece.split("\ue002")) if part)
        for piece in (source[: match.start()], match[1])
    )
    return before, id

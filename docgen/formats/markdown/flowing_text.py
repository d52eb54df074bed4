"""Flowing text as Markdown: words with marks for markup become the lines of a paragraph, a heading or a table cell.

Words are escaped only once a whole paragraph is known, because the meaning of a character depends on its neighbours. Until then
control characters mark the markup; no document contains them (XML 1.0, 2.2 forbids them).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from docgen.formats.markdown.escape import escaped, line, special
from docgen.formats.markdown.sentences import broken

STRONG, STRONG_END, EMPHASIS, EMPHASIS_END, BREAK, RAW, RAW_END = "\x01\x02\x03\x04\x05\x06\x07"
"""RAW and RAW_END enclose markup that is written unchanged."""

LINK = f"{RAW}[{RAW_END}"

_PIECE = re.compile(r"([\x01-\x05\n]|\x06[^\x07]*\x07)")
_ENCLOSED = re.compile(r"\x06[^\x07]*\x07")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_INDENT = re.compile(r"\n(?=[^\n])")
_SPACES = re.compile(" {2,}")
_AROUND_BREAK = re.compile(r" *\x05 *")
_TAGS = {STRONG: ("**", "<strong>"), STRONG_END: ("**", "</strong>"), EMPHASIS: ("_", "<em>"), EMPHASIS_END: ("_", "</em>")}


def words(text: str) -> str:
    """The text without control characters and line ends."""
    return text if text.isprintable() else _CONTROL.sub(" ", text)


def marked(mark: str, inside: str, end: str) -> str:
    """`inside`, marked as strong or emphasised; marks of the same kind inside it are dropped."""
    if mark in inside:
        inside = inside.replace(mark, "").replace(end, "")
    return f"{mark}{inside}{end}" if inside else ""


def link(target: str, inside: str) -> str:
    """`inside`, marked as a link; a link inside it becomes plain words (CommonMark 6.3)."""
    if LINK in inside:
        inside = re.sub(r"\x06(?:\[|\]\([^\x07]*)\x07", "", inside)
    return f"{LINK}{inside}{RAW}]({target}){RAW_END}"


def element(name: str, inside: str, attributes: str = "") -> str:
    """`inside` in an HTML element, which GitHub keeps; "" if `inside` is empty."""
    return f"{RAW}<{name}{attributes}>{RAW_END}{inside}{RAW}</{name}>{RAW_END}" if inside else ""


@lru_cache(maxsize=4096)
def paragraph(text: str) -> str:
    """The text of a paragraph, one sentence a line."""
    text = _escaped(broken(_tidied(text)), "\\\n")
    if "\n" not in text:
        return line(text)
    return "\n".join([line(part.strip()) for part in text.split("\n")])


def unbroken(text: str) -> str:
    """A paragraph on one line, for comments on GitHub, where every line end is a break."""
    return "\n".join([line(part.strip()) for part in _single(text, "\\\n").split("\n")])


def heading(text: str) -> str:
    """A heading on one line, without an end that looks like a closing sequence (CommonMark 4.2)."""
    text = _single(text, " ")
    return text[:-1] + "\\#" if text.endswith("#") else text


def cell(text: str) -> str:
    """A table cell on one line, with every `|` escaped (GFM 4.10)."""
    return _single(text, "<br />").replace("|", "\\|")


def _single(text: str, line_break: str) -> str:
    return _escaped(_tidied(text), line_break)


def _escaped(text: str, line_break: str) -> str:
    if RAW in text:
        bare = _ENCLOSED.sub("", text)
        if not special(bare) and f"!{RAW}" not in text:
            return text.replace(RAW, "").replace(RAW_END, "")
    elif not special(text):
        return text
    return _rendered(text, line_break)


def _tidied(text: str) -> str:
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if BREAK in text:
        text = _AROUND_BREAK.sub(BREAK, text).strip(BREAK)
    return text.strip()


def _rendered(text: str, line_break: str) -> str:
    pieces = [piece for piece in _PIECE.split(text) if piece]
    out: list[str] = []
    linked = False
    for at, piece in enumerate(pieces):
        first = piece[0]
        if first > RAW_END and first != "\n":
            following = pieces[at + 1] if at + 1 < len(pieces) else ""
            out.append(escaped(piece, linked, following == LINK))
        elif first == RAW:
            linked = piece == LINK or (linked and not piece.startswith(f"{RAW}]("))
            out.append(piece[1:-1])
        elif first == BREAK:
            out.append(line_break)
        else:
            out.append(piece)
    if STRONG in text or EMPHASIS in text:
        _emphasise(out)
    return "".join(out)


def _emphasise(pieces: list[str]) -> None:
    """Replace each mark of emphasis by asterisks or an underscore if parsers will see emphasis there, otherwise by an HTML tag."""
    opened: list[int] = []
    for at, piece in enumerate(pieces):
        if piece in (STRONG, EMPHASIS):
            opened.append(at)
        elif piece in (STRONG_END, EMPHASIS_END):
            start = opened.pop()
            kind = 0 if _delimits(pieces, start, at) else 1
            pieces[start], pieces[at] = _TAGS[pieces[start]][kind], _TAGS[piece][kind]


def _delimits(pieces: list[str], start: int, end: int) -> bool:
    """True if delimiters at both places flank their words by the rules of every edition (CommonMark 6.2)."""
    mark, inside = pieces[start], "".join(pieces[start + 1 : end])
    before = "".join(pieces[:start])[-1:] or "\n"
    after = "".join(pieces[end + 1 :])[:1] or "\n"
    return _flanks(mark, before, inside[:1]) and _flanks(mark, after, inside[-1:])


def _flanks(mark: str, outside: str, inside: str) -> bool:
    if not inside or inside.isspace() or outside in (mark, _TAGS[mark][0][0]):
        return False
    return _kind(outside) in ("space", "mark") or (mark == STRONG and _kind(inside) == "word")


def _kind(character: str) -> str:
    """The class of a character in the flanking rules: a non-ASCII symbol is punctuation only in newer editions, so it is neither."""
    if character.isspace():
        return "space"
    if character < " " or (character < "\x7f" and not character.isalnum()):
        return "mark"
    category = unicodedata.category(character)
    return {"P": "mark", "L": "word", "N": "word", "M": "word"}.get(category[0], "neither")


def hung(marker: str, text: str) -> str:
    """The text as a list item, with later lines indented under the first (CommonMark 5.2)."""
    return f"{marker} {indented(text, ' ' * (len(marker) + 1))}" if text else marker


def indented(text: str, indent: str) -> str:
    """The text with `indent` before each line except the first and empty ones."""
    return _INDENT.sub("\n" + indent, text) if "\n" in text else text

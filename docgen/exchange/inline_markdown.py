"""Inlines as clause Markdown. Marks of emphasis can be written in several ways (`styles`), of which not every one can be read in every place."""

from __future__ import annotations

import re
from itertools import count
from typing import Any, Literal

from docgen.document.frozen_dataclass import dataclass
from docgen.document.tree import Break, Emphasis, Field, Foreign, Link, Note, Paragraph, Reference, Strong, Term, Text
from docgen.exchange.escaped_words import GUARD, begun, escaped

Nodes = tuple[Any, ...]
_MARKED = re.compile(r"[{}]|&(?=#?\w+;)")


@dataclass(frozen=True, slots=True)
class Style:
    """How marks are written: emphasis with “_” (`under`), a guard outside or inside each mark of emphasis, every sign escaped.

    `quoted` escapes straight quotation marks, which else become curly unless they are those of inches.
    """

    under: bool = False
    outside: bool = False
    inside: bool = False
    every: bool = False
    quoted: bool = True


def styles(every: bool) -> tuple[Style, ...]:
    """The styles in the order in which they are tried: the most readable first."""
    return _EVERY if every else (*_LIGHT, *_EVERY)


_LIGHT = (Style(quoted=False), Style(), Style(under=True), Style(inside=True), Style(outside=True), Style(outside=True, inside=True))
_EVERY = (Style(every=True), Style(under=True, every=True), Style(outside=True, inside=True, every=True))
PLAIN = re.compile(r"[A-Z](?: ?[A-Za-z0-9,;:?!’–-])*\.?")
"""A line with no sign in it that could mean anything."""


class Notes:
    """The notes of a text that need lines of their own, with their names."""

    def __init__(self, numbers: Any = None) -> None:
        self.numbers = numbers or count(1)
        self.waiting: list[tuple[str, Nodes]] = []

    def name(self, blocks: Nodes) -> str:
        """The name of a note that holds these blocks."""
        name = str(next(self.numbers))
        self.waiting.append((name, blocks))
        return name


Place = Literal["paragraph", "title", "cell"]
"""Where a line stands: a caption is written as a title is."""


def line(inlines: Nodes, style: Style, notes: Notes, place: Place = "paragraph") -> str:
    """The lines of a paragraph, or the text of a title, caption or cell."""
    made = _written(inlines, style, notes, False, place == "cell")
    guarded = GUARD + made if made[:1].isspace() else made  # a space that is no ASCII space would be lost
    guarded = guarded + GUARD if guarded[-1:].isspace() else guarded
    if place != "paragraph":
        return guarded.replace("|", "\\|") if place == "cell" else guarded
    return "\\\n".join(_begun(part, inlines if not number else ()) for number, part in enumerate(guarded.split("\\\n")))


def _begun(part: str, inlines: Nodes) -> str:
    """A line with its beginning escaped, unless it begins with a mark of the line's own."""
    if inlines and type(inlines[0]) is not Text:
        return part
    return begun(part)


def _written(inlines: Nodes, style: Style, notes: Notes, brackets: bool, cell: bool) -> str:
    return "".join(_one(node, style, notes, brackets, cell) for node in inlines)


def _one(node: Any, style: Style, notes: Notes, brackets: bool, cell: bool) -> str:
    match node:
        case Text(text):
            return escaped(text, brackets, style.every, style.quoted)
        case Break():
            return "<br>" if cell else "\\\n"
        case Strong():
            return _emphasis(node.inlines, "**", style, notes, brackets, cell)
        case Emphasis():
            return _emphasis(node.inlines, "_" if style.under else "*", style, notes, brackets, cell)
        case Foreign():
            return f"[{_written(node.inlines, style, notes, True, cell)}]{{lang={node.language}}}"
        case Link():
            return f"[{_written(node.inlines, style, notes, True, cell)}]({_destination(node.url)})"
        case Reference():
            return f"[{_written(node.inlines, style, notes, True, cell)}](#{node.target})"
        case Note():
            return _note(node, style, notes, brackets, cell)
        case Field():
            return f"{{{{ {node.name} }}}}"
        case Term():
            return f"{{{{ {node.key} }}}}{node.ending.replace('’', chr(39))}"
    raise TypeError(type(node).__name__)


def _emphasis(inlines: Nodes, mark: str, style: Style, notes: Notes, brackets: bool, cell: bool) -> str:
    inner = _written(inlines, style, notes, brackets, cell)
    out, within = GUARD if style.outside else "", GUARD if style.inside else ""
    return f"{out}{mark}{within}{inner}{within}{mark}{out}"


def _note(node: Note, style: Style, notes: Notes, brackets: bool, cell: bool) -> str:
    """The note in place if it is one plain paragraph, else its mark."""
    block = node.blocks[0] if len(node.blocks) == 1 else None
    if type(block) is Paragraph and not brackets and not any(type(each) is Break for each in block.inlines) and not style.every:
        return f"^[{_written(block.inlines, style, notes, True, cell)}]"
    return f"[^{notes.name(node.blocks)}]"


def _destination(url: str) -> str:
    """An address between the brackets of a link, with what would end it percent-encoded and what begins a tag or an entity escaped."""
    safe = url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\\", "%5C")
    safe = _MARKED.sub(r"\\\g<0>", safe)
    return f"<{safe}>" if "(" in safe or ")" in safe else safe

"""The words of a paragraph with its tracked changes settled, as inlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from docgen.document.joined_inlines import joined_inlines
from docgen.document.tree import Block, Break, Emphasis, Foreign, Link, Note, Reference, Strong, Text, plain
from docgen.formats.docx.reading.marked_text import Look, Piece, Side

Nodes = tuple[Any, ...]
Targets = Mapping[str, str]
"""The ids of sections, tables and figures by the bookmarks that references to them name."""
NotesOf = Callable[[str], tuple[Block, ...]]
"""The blocks of a note by its key."""
_ADDRESSES = ("http://", "https://", "mailto:", "ftp://", "tel:")
_SPACE = " \t\r\n"
_LINES = str.maketrans("\r\n", "  ")


def settled_inlines(pieces: Iterable[Piece], side: Side, notes: NotesOf, targets: Targets) -> Nodes:
    """The inlines of pieces that one side of a text has, without white space at their ends."""
    kept = [piece for piece in pieces if piece.kind != "picture"]
    if len(kept) == 1 and kept[0].kind == "text" and not (kept[0].link or kept[0].field or kept[0].look != _PLAIN or kept[0].was != _PLAIN):
        # Most paragraphs are one plain run.
        text = kept[0].text.translate(_LINES).strip(_SPACE)
        return (Text(text),) if text else ()
    if side == "old":
        kept = [piece._replace(look=piece.was) for piece in kept]
    out: list[Any] = []
    for (link, field), group in groupby(_trimmed(kept), key=lambda piece: (piece.link, piece.field)):
        inner = _with_language(group, notes)
        target = targets.get(link[1:], "") if link.startswith("#") else ""
        if referred := targets.get(referenced(field), ""):
            out.append(Reference(referred, label=plain(inner)))
        elif target:
            out.append(Reference(target, inner))
        elif link.startswith(_ADDRESSES):
            out.append(Link(link, inner))
        else:
            out += inner
    return joined_inlines(out)


def referenced(code: str) -> str:
    """The bookmark that a field REF refers to; "" for other fields (17.16.5.56)."""
    words = code.split(None, 2)
    return words[1] if len(words) > 1 and words[0].upper() == "REF" else ""


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """The pieces without white space and line breaks at the ends of the paragraph, and with white space that looks like its surroundings."""
    while pieces and _is_blank(pieces[0]):
        pieces = pieces[1:]
    while pieces and _is_blank(pieces[-1]):
        pieces = pieces[:-1]
    if pieces and pieces[0].kind == "text":
        pieces = [pieces[0]._replace(text=pieces[0].text.lstrip(_SPACE)), *pieces[1:]]
    if pieces and pieces[-1].kind == "text":
        pieces = [*pieces[:-1], pieces[-1]._replace(text=pieces[-1].text.rstrip(_SPACE))]
    if not any(piece.look != _PLAIN for piece in pieces):
        return pieces
    # A space between a bold word and a plain one is often bold: nobody meant it.
    apart = list(_spaces_apart(pieces))
    looks = [piece.look for piece in apart]
    for at, piece in enumerate(apart[1:-1], 1):
        if _is_blank(piece) and piece.look != _PLAIN:
            apart[at] = piece._replace(look=_shared(looks[at - 1], looks[at + 1]))
    return apart


def _shared(before: Look, after: Look) -> Look:
    return Look(before.bold and after.bold, before.italic and after.italic, before.language if before.language == after.language else "")


_PLAIN = Look()


def _is_blank(piece: Piece) -> bool:
    return piece.kind == "break" or (piece.kind == "text" and not piece.text.strip(_SPACE))


def _spaces_apart(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, with white space at the ends of marked text in pieces of its own."""
    for piece in pieces:
        text = piece.text
        core = text.strip(_SPACE)
        if piece.kind != "text" or piece.look == _PLAIN or core == text or not core:
            yield piece
            continue
        at = text.index(core)
        for part in (text[:at], core, text[at + len(core) :]):
            if part:
                yield piece._replace(text=part)


def _with_language(pieces: Iterable[Piece], notes: NotesOf) -> Nodes:
    out: list[Any] = []
    for language, group in groupby(pieces, key=lambda piece: piece.look.language):
        inner = _with_weight(group, notes)
        out += [Foreign(language, inner)] if language else inner
    return tuple(out)


def _with_weight(pieces: Iterable[Piece], notes: NotesOf) -> Nodes:
    out: list[Any] = []
    for bold, group in groupby(pieces, key=lambda piece: piece.look.bold):
        inner: list[Any] = []
        for italic, same in groupby(group, key=lambda piece: piece.look.italic):
            nodes = joined_inlines([_node(piece, notes) for piece in same])
            inner += [Emphasis(nodes)] if italic else nodes
        out += [Strong(tuple(inner))] if bold else inner
    return tuple(out)


def _node(piece: Piece, notes: NotesOf) -> Any:
    if piece.kind == "break":
        return Break()
    if piece.kind == "note":
        return Note(notes(piece.text))
    return Text(piece.text.translate(_LINES))

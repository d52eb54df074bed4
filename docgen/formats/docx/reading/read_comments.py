"""The comments of a Word file, with their replies (ECMA-376 Part 1, 17.13.4; MS-DOCX 2.5.4.3 for replies and what is resolved)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from docgen.document.frozen_dataclass import dataclass
from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.reading.word_package import WordPackage

_COMMENT, _ID, _AUTHOR, _DATE, _P, _TEXT = (f"{{{W}}}{name}" for name in ("comment", "id", "author", "date", "p", "t"))
_PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_EXTENDED, _OF, _PARENT, _DONE = (f"{{{_W15}}}{name}" for name in ("commentEx", "paraId", "paraIdParent", "done"))


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its id in the file, author and date as they are there, words, the first and last paragraph and the words that it is on.

    `reply_to` is the id of the comment that it answers, or "". Programs may renew ids: they hold only within one file.
    """

    id: str
    author: str
    date: str
    words: str
    first: int
    last: int
    on: str
    reply_to: str = ""
    resolved: bool = False


def comments(file: WordPackage, places: Iterable[tuple[str, int, int, str]]) -> tuple[Comment, ...]:
    """The comments in the order of the text; those without a place in it, such as replies, follow the comment that they answer, or else come last."""
    root = file.only("comments")
    if root is None:
        return ()
    found = {id: (first, last, " ".join(words.split())) for id, first, last, words in places}
    extended = {node.get(_OF, ""): node for part in file.related("commentsExtended") for node in file.root(part).iter(_EXTENDED)}
    nodes = list(root.iter(_COMMENT))
    by_paragraph = {paragraph.get(_PARA_ID, ""): node.get(_ID, "") for node in nodes for paragraph in node.iter(_P)}
    rows = []
    for node in nodes:
        id = node.get(_ID, "")
        extra = next((extended[key] for paragraph in node.iter(_P) if (key := paragraph.get(_PARA_ID, "")) in extended), None)
        parent = by_paragraph.get(extra.get(_PARENT, "") or "none", "") if extra is not None else ""
        first, last, on = found.get(id) or found.get(parent) or (0, 0, "")
        done = extra is not None and extra.get(_DONE) in ("1", "true")
        rows.append(Comment(id, node.get(_AUTHOR, ""), node.get(_DATE, ""), _words(node), first, last, on, parent if parent != id else "", done))
    order = {row.id: n for n, row in enumerate(rows)}
    return tuple(sorted(rows, key=lambda row: (row.first or 1 << 30, order.get(row.reply_to, order[row.id]), order[row.id])))


def _words(node: etree._Element) -> str:
    lines = (" ".join("".join(text.text or "" for text in paragraph.iter(_TEXT)).split()) for paragraph in node.iter(_P))
    return "\n".join(line for line in lines if line)

"""What reviewers leave in a Word file: tracked changes and comments that nobody has settled (ECMA-376 Part 1, 17.13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.document.message_words import number_of
from docgen.document.problems import Position, Problem
from docgen.formats.docx.ooxml.house_content.word_parts import called, words_near
from docgen.formats.docx.ooxml.markup import W

COMMENTS = "comments"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W = f"{{{W}}}"
_CHANGES = {
    **{"ins": "an insertion", "del": "a deletion", "moveFrom": "moved text", "moveTo": "moved text"},
    **{"cellIns": "an inserted cell", "cellDel": "a deleted cell", "cellMerge": "a merged cell", "numberingChange": "a changed number"},
    **{"rPrChange": "a changed format", "pPrChange": "a changed format of the paragraph", "sectPrChange": "a changed page set-up"},
    **{"tblPrChange": "a changed table", "tblPrExChange": "a changed table", "tblGridChange": "changed columns", "trPrChange": "a changed row"},
    **{"tcPrChange": "a changed cell", "customXmlInsRangeStart": "an insertion", "customXmlDelRangeStart": "a deletion"},
    **{"customXmlMoveFromRangeStart": "moved text", "customXmlMoveToRangeStart": "moved text"},
}
_TAGS = {f"{_W}{name}": words for name, words in _CHANGES.items()}
_TAGS |= {f"{{{_W14}}}conflictIns": "an insertion", f"{{{_W14}}}conflictDel": "a deletion"}
_MOST_SHOWN = 3


def tracked_changes(tree: etree._Element, name: str, kind: str, file: str) -> Iterator[Problem]:
    """A Problem if a part has tracked changes: it says how many, what the first ones are and by which words they stand."""
    found = [f"{_TAGS[node.tag]}{_where(node)}" for node in tree.iter(*_TAGS)]
    if found:
        seen = f"In {called(name, kind)} of the Word file there {_count(found, 'tracked change')}: {_listed(found)}."
        advice = "In Word, choose Review > Accept > Accept All Changes, or reject them, and Track Changes off; then save."
        yield Problem(Position(file), "tracked-change", seen, "a house style without tracked changes: each memorandum would carry them", advice)


def comments(tree: etree._Element, texts: Mapping[str, etree._Element], file: str) -> Iterator[Problem]:
    """A Problem if the comments part holds comments; `texts` are the parts that they may stand in."""
    marks = {mark.get(f"{_W}id"): mark for text in texts.values() for mark in text.iter(f"{_W}commentReference")}
    found = []
    for comment in tree.iter(f"{_W}comment"):
        mark = marks.get(comment.get(f"{_W}id"))
        found.append(f"“{words_near(comment)}”{'' if mark is None else _where(mark)}")
    if found:
        seen = f"In the Word file there {_count(found, 'comment')}: {_listed(found)}."
        advice = "In Word, choose Review > Delete > Delete All Comments in Document, then save."
        yield Problem(Position(file), "comment", seen, "a house style without comments: each memorandum would carry them", advice)


def _where(node: etree._Element) -> str:
    style = next(node.iterancestors(f"{_W}style"), None)
    if style is not None:
        named = style.find(f"{_W}name")
        return f" in the style “{style.get(f'{_W}styleId') if named is None else named.get(f'{_W}val')}”"
    row = next(node.iterancestors(f"{_W}tr", f"{_W}tbl"), node)
    words = words_near(node) or words_near(row)
    return f" at “{words}”" if words else ""


def _count(found: list[str], noun: str) -> str:
    return f"{'is' if len(found) == 1 else 'are'} {number_of(len(found), noun)}"


def _listed(found: list[str]) -> str:
    shown = list(dict.fromkeys(found))[:_MOST_SHOWN]
    return ", ".join(shown) + (", and others" if len(set(found)) > _MOST_SHOWN else "")

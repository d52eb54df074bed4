"""The text of a document with tracked changes when all are accepted, or all rejected (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from docgen.formats.docx.ooxml.track_changes import PROPERTIES

_REMOVED = {True: "del|moveFrom", False: "ins|moveTo"}
_RUNS = {accept: re.compile(rf'<w:({kinds}) [^>]*">.*?</w:\1>', re.DOTALL) for accept, kinds in _REMOVED.items()}
_ENDS = {
    accept: re.compile(rf"(<w:p><w:pPr>{PROPERTIES}<w:rPr>(?:(?!</w:rPr>).)*?<w:(?:{kinds}) (?:(?!</w:p>).)*)</w:p>", re.DOTALL)
    for accept, kinds in _REMOVED.items()
}
_CODE = re.compile(r"<w:(?:i|delI)nstrText\b[^>]*>[^<]*<")
_RESULT = re.compile(r'<w:fldChar w:fldCharType="separate"/>.*?<w:fldChar w:fldCharType="end"/>', re.DOTALL)
_COUNT = re.compile(r'SEQ [^<]*</w:(?:i|delI)nstrText></w:r>.*?<w:fldChar w:fldCharType="end"/>', re.DOTALL)
_NOTE = re.compile(r'<w:footnoteReference w:id="(\d+)"/>')
_PICTURE = re.compile(r'<wp:docPr [^>]*?descr="([^"]*)"/>')
_TAG = re.compile(r"<[^>]+>")


def text(xml: str, accept: bool, notes: Sequence[str] = (), first_note: int = 0, fields: bool = True) -> str:
    """The remaining text, one line for each paragraph that has any, with footnotes at their marks.

    `notes` are the footnotes from the id `first_note` on. Caption numbers are left out, and without `fields` the results of all other fields.
    """
    return unescape(_escaped(xml, accept, notes, first_note, fields))


def _escaped(xml: str, accept: bool, notes: Sequence[str], first_note: int, fields: bool) -> str:
    def note(mark: re.Match[str]) -> str:
        return f"[{_escaped(notes[int(mark[1]) - first_note], accept, (), 0, fields).strip()}]"

    xml = _ENDS[accept].sub(r"\1", _RUNS[accept].sub("", xml))
    if "<w:fldChar" in xml:
        xml = _CODE.sub("<", _COUNT.sub("<", xml) if fields else _RESULT.sub("", xml))
    if "<w:footnoteReference" in xml:
        xml = _NOTE.sub(note, xml)
    if "<wp:docPr" in xml:
        xml = _PICTURE.sub(r"\1", xml)
    lines = _TAG.sub("", xml.replace("</w:p>", "\n").replace("<w:tab/>", "\t").replace("<w:br/>", "\t")).split("\n")
    return "\n".join([line for line in lines if line.strip()])

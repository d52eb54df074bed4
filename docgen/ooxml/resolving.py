"""What a text with tracked changes says when all are accepted, or all rejected (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.ooxml.tracking import PROPERTIES

_GONE = {True: "del|moveFrom", False: "ins|moveTo"}
_RUNS = {accept: re.compile(rf'<w:({kinds}) [^>]*">.*?</w:\1>', re.DOTALL) for accept, kinds in _GONE.items()}
_ENDS = {
    accept: re.compile(rf"(<w:p><w:pPr>{PROPERTIES}<w:rPr>(?:(?!</w:rPr>).)*?<w:(?:{kinds}) (?:(?!</w:p>).)*)</w:p>", re.DOTALL)
    for accept, kinds in _GONE.items()
}
_SHOWN = re.compile(
    r'<w:(?:t|delText)(?: [^>]*)?>([^<]*)<|(</w:p>)|<w:(tab|br)/>|<w:footnoteReference w:id="(\d+)"/>|<wp:docPr [^>]*?descr="([^"]*)"'
    r'|<w:fldChar w:fldCharType="(separate|end)"/>'
)


def text(xml: str, accept: bool, notes: Sequence[str] = (), first_note: int = 0, fields: bool = True) -> str:
    """The words that are left, a line for each paragraph that has any, with those of footnotes at their marks.

    `notes` are the footnotes from the id `first_note` on. Without `fields` the results of fields are left out.
    """
    for pattern, rest in ((_RUNS[accept], ""), (_ENDS[accept], r"\1")):
        xml = pattern.sub(rest, xml)
    out: list[str] = []
    hidden = False
    for words, end, space, note, picture, field in _SHOWN.findall(xml):
        if field:
            hidden = field == "separate" and not fields
        elif note:
            out.append(f"[{text(notes[int(note) - first_note], accept, fields=fields)}]")
        elif not hidden:
            out.append(words or picture or ("\n" if end else "\t" if space else ""))
    return "\n".join(line for line in "".join(out).split("\n") if line.strip())

"""Tracked changes: finished XML marked as inserted, deleted or moved (ECMA-376 Part 1, 17.13.5), and comments (17.13.4).

These functions mark XML as this package writes it: runs and paragraphs without attributes, text escaped.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import Literal

from docgen.formats.docx.ooxml.markup import DECLARATION, W, attribute, escape

Kind = Literal["ins", "del", "moveFrom", "moveTo"]
CUT = "<w:cut/>"
"""A placeholder in a paragraph, where the old or the new document ends a paragraph; `split_paragraphs` replaces it."""
CUT_KINDS = "<w:cut-"
_CUT = re.compile("<w:cut-(ins|del)/>")
_ID = re.compile(r'(<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange) w:id=")\d+')
_END = "</w:pPr>"
_COUNT = re.compile(r'(SEQ [^<]*</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>)(<w:r><w:t>\d+</w:t></w:r>)')

_RUN = r"<w:r>.*?</w:r>"
_MARKED = re.compile(rf'(<w:(ins|del|moveFrom|moveTo) [^>]*">.*?</w:\2>)|{_RUN}(?:{_RUN})*', re.DOTALL)
_TEXT, _CODE = re.compile(r"<(/?)w:t(?=[ >])"), re.compile(r"<(/?)w:instrText(?=[ >])")
PROPERTIES = "(?:<w:(?!rPr|pPrChange)[^>]*/>|<w:numPr>|</w:numPr>)*"
"""Matches the properties of a paragraph as this package writes them."""
_START = re.compile(rf"(<w:p><w:pPr>)({PROPERTIES})(<w:rPr>)?")
_ANY_START = re.compile(r"<w:p>(?:<w:pPr/>|<w:pPr>(.*?)</w:pPr>)?", re.DOTALL)
_ANY_ROW = re.compile(r"\A(<w:tr(?: [^>]*)?>(?:<w:tblPrEx>.*?</w:tblPrEx>)?)(?:<w:trPr/>|<w:trPr>(.*?)</w:trPr>)?", re.DOTALL)
_MARK_FORMAT = re.compile("<w:rPr>")
_ROW = re.compile(r"(<w:trPr>(?:<w:(?!ins|del)\w+/>)*)(<w:(?:ins|del)\b[^>]*/>)?")
_BOOKMARK = re.compile(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]*)"/>')
_PROPERTIES = re.compile(rf"<w:p><w:pPr>({PROPERTIES})(<w:rPr>.*?</w:rPr>)?</w:pPr>", re.DOTALL)
_PARAGRAPH = re.compile(
    rf"<w:p><w:pPr>(?P<own>{PROPERTIES})(?P<marks><w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?(?:<w:pPrChange [^>]*><w:pPr>(?P<was>{PROPERTIES})</w:pPr></w:pPrChange>)?"
    r"</w:pPr>(?P<rest>(?:(?!</w:p>).)*</w:p>)",
    re.DOTALL,
)
_MADE, _GONE = re.compile("<w:(?:ins|moveTo) "), re.compile("<w:(?:del|moveFrom) ")
_GONE_RUNS = re.compile(r'<w:(del|moveFrom) [^>]*">.*?</w:\1>', re.DOTALL)
_PLAIN_RUN = re.compile(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t(?: [^>]*)?>([^<]*)</w:t></w:r>")


class Stamp:
    """The author and date of changes (ISO 8601, or ""), and the next free annotation id."""

    __slots__ = ("author", "date", "next_id")

    def __init__(self, author: str, date: str, next_id: int) -> None:
        self.author, self.date, self.next_id = author, date, next_id

    def __call__(self) -> str:
        """The attributes of the next annotation."""
        self.next_id += 1
        when = f' w:date="{attribute(self.date)}"' if self.date else ""
        return f' w:id="{self.next_id - 1}" w:author="{attribute(self.author)}"{when}'


def tracked(xml: str, kind: Kind, stamp: Stamp, kept: Container[str] = ()) -> str:
    """Runs, paragraphs or rows of a table, all marked; what is already marked stays as it is.

    Deleted XML loses the bookmarks named in `kept`, which also occur elsewhere.
    """
    if kind in ("del", "moveFrom"):
        xml = _without_bookmarks(xml, kept)
    xml = tracked_runs(xml, kind, stamp)
    if "<w:p>" in xml:
        xml = _START.sub(lambda start: _marked_start(start, kind, stamp), xml)
    return _ROW.sub(lambda row: _marked_row(row, kind, stamp), xml) if "<w:trPr>" in xml else xml


def tracked_runs(xml: str, kind: Kind, stamp: Stamp) -> str:
    """The XML with its runs marked, and nothing else."""

    def mark(match: re.Match[str]) -> str:
        if match[2]:
            return match[0]
        inner = deleted_runs(match[0]) if kind == "del" else match[0]
        return f"<w:{kind}{stamp()}>{inner}</w:{kind}>"

    return _MARKED.sub(mark, xml).replace(CUT, f"<w:cut-{kind}/>")


def deleted_runs(xml: str) -> str:
    """Runs as a w:del must hold them (17.3.3.7 and 17.16.13)."""
    return _CODE.sub(r"<\1w:delInstrText", _TEXT.sub(r"<\1w:delText", xml))


def _without_bookmarks(xml: str, kept: Container[str]) -> str:
    for id in [id for id, name in _BOOKMARK.findall(xml) if name in kept]:
        xml = re.sub(rf'<w:bookmark(?:Start|End) w:id="{id}"[^>]*/>', "", xml)
    return xml


def _marked_start(start: re.Match[str], kind: Kind, stamp: Stamp) -> str:
    """The start of a paragraph with its mark tracked (17.13.5.15 and .20)."""
    return start[0] if start[3] else f"{start[1]}{start[2]}<w:rPr><w:{kind}{stamp()}/></w:rPr>"


def paragraph_mark(xml: str, kind: Kind, stamp: Stamp) -> str:
    """A paragraph as any program writes it, with its mark tracked."""
    mark = f"<w:{kind}{stamp()}/>"

    def marked(start: re.Match[str]) -> str:
        properties = start[1] or ""
        inner = _MARK_FORMAT.sub(lambda found: f"{found[0]}{mark}", properties, count=1)
        if inner == properties:
            at = properties.find("<w:sectPr") if "<w:sectPr" in properties else len(properties)
            inner = f"{properties[:at]}<w:rPr>{mark}</w:rPr>{properties[at:]}"
        return f"<w:p><w:pPr>{inner}</w:pPr>"

    return _ANY_START.sub(marked, xml, count=1)


def row_mark(xml: str, kind: Kind, stamp: Stamp) -> str:
    """A row as any program writes it, marked."""
    return _ANY_ROW.sub(lambda row: f"{row[1]}<w:trPr>{row[2] or ''}<w:{kind}{stamp()}/></w:trPr>", xml, count=1)


def _marked_row(row: re.Match[str], kind: Kind, stamp: Stamp) -> str:
    """The properties of an inserted or deleted row (17.13.5.17 and .12). Word has no mark for moved rows."""
    return row[0] if row[2] else f"{row[1]}<w:{'ins' if kind in ('ins', 'moveTo') else 'del'}{stamp()}/>"


def cell(xml: str, inserted: bool, stamp: Stamp) -> str:
    """A cell of an inserted or deleted column (17.13.5.1 and .4)."""
    return xml.replace("</w:tcPr>", f"<w:cell{'Ins' if inserted else 'Del'}{stamp()}/></w:tcPr>", 1)


def moved_range(xml: str, kind: Literal["moveFrom", "moveTo"], name: str, stamp: Stamp) -> str:
    """The XML inside the range that names one end of a move (17.13.5.23 to .28)."""
    id = stamp.next_id
    return f'<w:{kind}RangeStart{stamp()} w:name="{name}"/>{xml}<w:{kind}RangeEnd w:id="{id}"/>'


def split_paragraphs(xml: str, stamp: Stamp) -> str:
    """The XML with a paragraph ended at each CUT, and its mark tracked."""
    out: list[str] = []
    done, head = 0, ""
    for cut in _CUT.finditer(xml):
        start = xml.rfind("<w:p>", 0, cut.start())
        at = done
        if start >= done:
            at = xml.index(_END, start) + len(_END)
            out += [head, xml[done:start]]
            head = xml[start:at]
        out += [_with_mark(head, f"<w:{cut[1]}{stamp()}/>"), xml[at : cut.start()], "</w:p>"]
        head = _ID.sub(lambda id: f"{id[1]}{_next_id(stamp)}", head)
        done = cut.end()
    return "".join([*out, head, xml[done:]])


def _next_id(stamp: Stamp) -> int:
    stamp.next_id += 1
    return stamp.next_id - 1


def _with_mark(head: str, mark: str) -> str:
    if "<w:rPr>" in head:
        return head.replace("<w:rPr>", f"<w:rPr>{mark}", 1)
    return f"{head.removesuffix(_END)}<w:rPr>{mark}</w:rPr>{_END}"


def changed_runs(new: str, old: str, stamp: Stamp) -> str:
    """The new paragraphs, or part of one, with the runs that differ from the old marked. Both must have as many paragraphs."""
    out = []
    for now, was in zip(new.split("</w:p>"), old.split("</w:p>"), strict=True):
        new_runs, old_runs = re.findall(_RUN, now, re.DOTALL), re.findall(_RUN, was, re.DOTALL)
        fewest = min(len(new_runs), len(old_runs))
        head = next((i for i in range(fewest) if new_runs[i] != old_runs[i]), fewest)
        tail = next((i for i in range(fewest - head) if new_runs[-1 - i] != old_runs[-1 - i]), fewest - head)
        deleted, inserted = "".join(old_runs[head : len(old_runs) - tail]), "".join(new_runs[head : len(new_runs) - tail])
        marked = (tracked_runs(deleted, "del", stamp) if deleted else "") + (tracked_runs(inserted, "ins", stamp) if inserted else "")
        at = sum(map(len, new_runs[:head])) + (now.find("<w:r>") if new_runs else len(now))
        out.append(now[:at] + marked + now[at + len(inserted) :])
    return "</w:p>".join(out)


def changed_number(xml: str, was: str, stamp: Stamp) -> str:
    """A caption with its number tracked, if it differs from the old number `was`."""

    def changed(match: re.Match[str]) -> str:
        old = f"<w:r><w:t>{was}</w:t></w:r>"
        return match[1] + tracked_runs(old, "del", stamp) + tracked_runs(match[2], "ins", stamp) if match[2] != old else match[0]

    return _COUNT.sub(changed, xml, count=1)


def restyled(new: str, old: str, stamp: Stamp) -> str:
    """The new runs with their old formats tracked (17.13.5.31); unchanged if their text differs from that of the old ones."""
    before = [(format, text) for format, text in _PLAIN_RUN.findall(old) if text]
    if "".join(text for _, text in before) != "".join(text for _, text in _PLAIN_RUN.findall(new)):
        return new

    def changed(match: re.Match[str]) -> str:
        format, text, out = match[1] or "", match[2], []
        while text:
            was, old_text = before[0]
            length = min(len(text), len(old_text))
            properties = format
            if was != format:
                inner = format.removeprefix("<w:rPr>").removesuffix("</w:rPr>")
                properties = f"<w:rPr>{inner}<w:rPrChange{stamp()}>{was or '<w:rPr/>'}</w:rPrChange></w:rPr>"
            out.append(f'<w:r>{properties}<w:t xml:space="preserve">{text[:length]}</w:t></w:r>')
            text = text[length:]
            before[0] = (was, old_text[length:])
            if not before[0][1]:
                before.pop(0)
        return "".join(out)

    return _PLAIN_RUN.sub(changed, new)


def realigned(new: str, old: str, stamp: Stamp) -> str:
    """The new paragraphs with their old properties tracked (17.13.5.29); unchanged if the number of paragraphs differs."""
    before = _PROPERTIES.findall(old)
    if len(before) != len(_PROPERTIES.findall(new)) or _CUT.search(new):
        return new
    old_properties = iter(before)

    def changed(match: re.Match[str]) -> str:
        was, marks = next(old_properties)[0], match[2] or ""
        change = f"<w:pPrChange{stamp()}><w:pPr>{was}</w:pPr></w:pPrChange>" if was != match[1] else ""
        return f"<w:p><w:pPr>{match[1]}{marks}{change}{_END}"

    return _PROPERTIES.sub(changed, new)


def with_old_properties(new: str, old: str, stamp: Stamp) -> str:
    """The new paragraphs with the properties of the old ones (17.13.5.29), which must be as many.

    They are tracked where a paragraph is in both documents, and in place of the new ones where it was only in the old.
    """
    before = [found["own"] if found["was"] is None else found["was"] for found in _PARAGRAPH.finditer(old)]
    olds = iter(before)

    def changed(match: re.Match[str]) -> str:
        own, marks, was = match["own"], match["marks"] or "", next(olds)
        if _MADE.search(marks) or was == own:
            return f"<w:p><w:pPr>{own}{marks}{_END}{match['rest']}"
        if _GONE.search(marks) and "<w:r>" not in _GONE_RUNS.sub("", match["rest"]):
            return f"<w:p><w:pPr>{was}{marks}{_END}{match['rest']}"
        return f"<w:p><w:pPr>{own}{marks}<w:pPrChange{stamp()}><w:pPr>{was}</w:pPr></w:pPrChange>{_END}{match['rest']}"

    made = _PARAGRAPH.sub(changed, new)
    if next(olds, None) is not None:
        raise ValueError("the two texts have different numbers of paragraphs")
    return made


def commented(xml: str, id: int, kind: Kind | None, stamp: Stamp) -> str:
    """XML with a comment on its first paragraph, or on all of its runs; the comment's reference is marked as the text is."""
    mark = f'<w:r><w:commentReference w:id="{id}"/></w:r>'
    tracked = f"<w:{kind}{stamp()}>{mark}</w:{kind}>" if kind else mark
    start, end = f'<w:commentRangeStart w:id="{id}"/>', f'<w:commentRangeEnd w:id="{id}"/>{tracked}'
    if "<w:p>" not in xml:
        return f"{start}{xml}{end}"
    first = xml.index("<w:p>")
    close = xml.index("</w:p>", first)
    opening = xml.rindex(_END, first, close) + len(_END)
    return f"{xml[:opening]}{start}{xml[opening:close]}{end}{xml[close:]}"


def _initials(author: str) -> str:
    """The first letter of each word of a name."""
    return attribute("".join(word[0] for word in re.findall(r"\w+", author)))


def comments(notes: Iterable[tuple[int, str, Iterable[str]]], date: str) -> str:
    """A comments part; `notes` holds the id, author and lines of each comment."""
    when = f' w:date="{attribute(date)}"' if date else ""
    rows = []
    for id, author, lines in notes:
        texts = "<w:r><w:br/></w:r>".join([f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r>' for line in lines])
        by = f'w:author="{attribute(author)}" w:initials="{_initials(author)}"'
        rows.append(f'<w:comment w:id="{id}" {by}{when}><w:p><w:r><w:annotationRef/></w:r>{texts}</w:p></w:comment>')
    return f'{DECLARATION}<w:comments xmlns:w="{W}">{"".join(rows)}</w:comments>'

"""The cover, the document-control table and the running header with tracked changes.

The facts that fill the house file hold the marks as private-use characters, which text does not use. The filled runs are then split
at these sentinels.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from docgen.document.redline import Deleted, Inserted, Nodes, Redline, accepted_nodes, rejected_nodes
from docgen.document.redline import sides as sides_of
from docgen.document.tree import Cell, Paragraph, Row, plain
from docgen.formats.docx.house_style_file import House, Shell, filled_shell
from docgen.formats.docx.ooxml import package, track_changes
from docgen.formats.docx.ooxml.track_changes import Kind, Stamp
from docgen.formats.docx.write_marks import RedlineState

_INSERTED, _DELETED, _END = "\U000f5a01", "\U000f5a02", "\U000f5a03"
_SENTINEL = re.compile(f"[{_INSERTED}{_DELETED}{_END}]")
_RUN = re.compile(r"<w:r(?: [^>]*)?>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?((?:(?!</w:r>).)*)</w:r>", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:(?!</w:p>).)*</w:p>", re.DOTALL)
_ROW = re.compile(r"<w:tr(?: [^>]*)?>(?:(?!</w:tr>).)*</w:tr>", re.DOTALL)
_EMPTY = re.compile(r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:(?:t|delText)(?: [^>]*)?></w:(?:t|delText)></w:r>", re.DOTALL)
_BARE = re.compile(r"<w:(ins|del) [^>]*\"></w:\1>")


def tracked_shell(house: House, redline: Redline, clean: Shell, state: RedlineState) -> Shell:
    """The shell of the new document with changes to the front matter tracked; `clean` if there are none."""
    front, cover = redline.document.front, redline.cover
    lines = {name: _line(getattr(cover, name)) for name in ("title", "subtitle", "short_title", "status", "date")}
    parties = tuple(_marked_blocks(cover.parties, _paragraph))
    control = tuple(_marked_blocks(cover.control, _row))
    marked = replace(front, **lines, parties=parties, control=control)
    if marked == front:
        return clean
    filled, old = filled_shell(house, marked), filled_shell(house, redline.was.front)
    sides = tuple(frozenset(_PARAGRAPH.findall(side.before + side.between + side.after)) for side in (old, clean))
    before, between, after = (_tracked(text, state.stamp, sides) for text in (filled.before, filled.between, filled.after))
    headers = tuple(package.pack(part.name, _tracked(package.unpack(part).decode(), state.stamp)) for part in filled.parts)
    return Shell(before, between, after, headers, clean.core, clean.first_bookmark)


def _line(nodes: Nodes) -> str:
    """The words of a line, with the marks as sentinels."""
    starts = {Inserted: _INSERTED, Deleted: _DELETED}
    return "".join([_within(starts[type(node)], _plain(node.nodes)) if type(node) in starts else _plain((node,)) for node in nodes])


def _plain(nodes: Nodes) -> str:
    return _SENTINEL.sub("\ufffd", plain(accepted_nodes(nodes)))


def _within(start: str, text: str) -> str:
    return f"{start}{text}{_END}" if text else ""


def _marked_blocks(nodes: Nodes, value: Any, start: str = "") -> list[Any]:
    """The values of the marked parties or rows in a house file: texts, or tuples of texts."""
    out: list[Any] = []
    for node in nodes:
        if type(node) is Paragraph and not start and len(accepted_nodes((node,)) + rejected_nodes((node,))) > 2:
            # Two parties became one, or one became two.
            out += [_within(_DELETED, _plain(was.inlines)) for was in rejected_nodes((node,))]
            out += [_within(_INSERTED, _plain(now.inlines)) for now in accepted_nodes((node,))]
        elif type(node) in (Paragraph, Row):
            out.append(value(node, start))
        else:
            old, new = sides_of(node)
            out += _marked_blocks(old, value, _DELETED) if not new else _marked_blocks(new, value, _INSERTED if not old else "")
    return out


def _paragraph(node: Paragraph, start: str) -> str:
    return _within(start, _plain(node.inlines)) if start else _line(node.inlines)


def _row(node: Row, start: str) -> tuple[str, ...]:
    cells: Nodes = node.cells
    if all(type(cell) is Cell for cell in cells):
        return tuple(_within(start, _plain(cell.inlines)) if start else _line(cell.inlines) for cell in node.cells)
    old, new = ([cell for mark in cells for cell in sides_of(mark)[side]] for side in (0, 1))
    return tuple(_within(_DELETED, _plain(rejected_nodes(a.inlines))) + _within(_INSERTED, _plain(b.inlines)) for a, b in zip(old, new, strict=True))


Sides = tuple[frozenset[str], ...]
"""The paragraphs of the old file, and those of the new one."""


def _tracked(xml: str, stamp: Stamp, sides: Sides = ()) -> str:
    """A filled part with its marks as tracked changes, including the ends of wholly inserted or deleted paragraphs and rows.

    A paragraph that depends on a condition in the house file may be in only one of the `sides`.
    """
    tracked = _PARAGRAPH.sub(lambda paragraph: _tracked_paragraph(paragraph[0], stamp, sides), xml)
    return tracked if tracked == xml else _ROW.sub(lambda row: _tracked_row(row[0], stamp), tracked)


def _tracked_paragraph(xml: str, stamp: Stamp, sides: Sides) -> str:
    if not _SENTINEL.search(xml):
        missing = [xml not in side for side in sides] if "<w:t" in xml else []
        if not any(missing) or all(missing):
            return xml
        change: Kind = "ins" if missing[0] else "del"
        return track_changes.paragraph_mark(track_changes.tracked_runs(re.sub(r"<w:(p|r) [^>]*>", r"<w:\1>", xml), change, stamp), change, stamp)
    kind = ""

    def split(run: re.Match[str]) -> str:
        nonlocal kind
        format, inner = run[1] or "", run[2]
        out = [_opening(kind, stamp), f"<w:r>{format}"]
        at = 0
        for sentinel in _SENTINEL.finditer(inner):
            out.append(f"{inner[at : sentinel.start()]}</w:t></w:r>{_closing(kind)}")
            kind = {_INSERTED: "ins", _DELETED: "del"}.get(sentinel[0], "")
            out.append(f'{_opening(kind, stamp)}<w:r>{format}<w:t xml:space="preserve">')
            at = sentinel.end()
        out.append(f"{inner[at:]}</w:r>{_closing(kind)}")
        return "".join(out)

    # In files that Word saves, paragraphs carry revision-save ids as attributes.
    tracked = _RUN.sub(split, re.sub("^<w:p [^>]*>", "<w:p>", xml))
    tracked = re.sub(r"(<w:del [^>]*\">)(.*?)(</w:del>)", lambda match: match[1] + track_changes.deleted_runs(match[2]) + match[3], tracked, flags=re.DOTALL)
    tracked = _BARE.sub("", _EMPTY.sub("", tracked))
    kinds = set(re.findall(r"<w:(ins|del) ", tracked))
    rest = re.sub(r"<w:(ins|del) [^>]*\">.*?</w:\1>", "", tracked, flags=re.DOTALL)
    if len(kinds) == 1 and "<w:r>" not in rest and "<w:sectPr" not in rest:
        tracked = track_changes.paragraph_mark(tracked, "ins" if "ins" in kinds else "del", stamp)
    return tracked


def _opening(kind: str, stamp: Stamp) -> str:
    return f"<w:{kind}{stamp()}>" if kind else ""


def _closing(kind: str) -> str:
    return f"</w:{kind}>" if kind else ""


def _tracked_row(xml: str, stamp: Stamp) -> str:
    """The row, marked if its paragraphs were all inserted or all deleted."""
    paragraphs = [paragraph for paragraph in _PARAGRAPH.findall(xml) if "<w:r>" in paragraph]
    kinds: tuple[Kind, ...] = ("ins", "del")
    for kind in kinds:
        if paragraphs and all(f"<w:rPr><w:{kind} " in paragraph for paragraph in paragraphs):
            return track_changes.row_mark(xml, kind, stamp)
    return xml

"""The cover, the document-control table and the running header with tracked changes.

The house file is filled with facts that hold the marks as characters of a private plane, which text does not use; then the runs
that hold them are cut there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from docgen.document.redline import Deleted, Inserted, Nodes, Redline, accepted_nodes, rejected_nodes
from docgen.document.redline import sides as sides_of
from docgen.document.tree import Cell, Paragraph, Row, plain
from docgen.formats.docx.house_file import House, Shell, filled_shell
from docgen.formats.docx.ooxml import package, track_changes
from docgen.formats.docx.ooxml.track_changes import Kind, Stamp
from docgen.formats.docx.tracked_marks import Redlining

_CAME, _WENT, _END = "\U000f5a01", "\U000f5a02", "\U000f5a03"
_SENTINEL = re.compile(f"[{_CAME}{_WENT}{_END}]")
_RUN = re.compile(r"<w:r(?: [^>]*)?>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?((?:(?!</w:r>).)*)</w:r>", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:(?!</w:p>).)*</w:p>", re.DOTALL)
_ROW = re.compile(r"<w:tr(?: [^>]*)?>(?:(?!</w:tr>).)*</w:tr>", re.DOTALL)
_EMPTY = re.compile(r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:(?:t|delText)(?: [^>]*)?></w:(?:t|delText)></w:r>", re.DOTALL)
_BARE = re.compile(r"<w:(ins|del) [^>]*\"></w:\1>")


def tracked_shell(looks: House, redline: Redline, clean: Shell, writing: Redlining) -> Shell:
    """The shell of the new document with the changes of the front matter tracked; that of a clean file if nothing there changed."""
    front, cover = redline.document.front, redline.cover
    lines = {name: _line(getattr(cover, name)) for name in ("title", "subtitle", "short_title", "status", "date")}
    parties = tuple(_marked_blocks(cover.parties, _paragraph))
    control = tuple(_marked_blocks(cover.control, _row))
    marked = replace(front, **lines, parties=parties, control=control)
    if marked == front:
        return clean
    made, old = filled_shell(looks, marked), filled_shell(looks, redline.was.front)
    sides = tuple(frozenset(_PARAGRAPH.findall(its.before + its.between + its.after)) for its in (old, clean))
    before, between, after = (_tracked(text, writing.stamp, sides) for text in (made.before, made.between, made.after))
    ends = tuple(package.pack(part.name, _tracked(package.unpack(part).decode(), writing.stamp)) for part in made.parts)
    return Shell(before, between, after, ends, clean.core, clean.first_bookmark)


def _line(nodes: Nodes) -> str:
    """The words of a line, with the marks as characters."""
    out = []
    for node in nodes:
        kind = type(node)
        if kind is Inserted:
            out.append(_within(_CAME, _plain(node.nodes)))
        elif kind is Deleted:
            out.append(_within(_WENT, _plain(node.nodes)))
        else:
            out.append(_plain((node,)))
    return "".join(out)


def _plain(nodes: Nodes) -> str:
    return _SENTINEL.sub("\ufffd", plain(accepted_nodes(nodes)))


def _within(start: str, text: str) -> str:
    return f"{start}{text}{_END}" if text else ""


def _marked_blocks(nodes: Nodes, shown: Any, start: str = "") -> list[Any]:
    """What the marked parties or rows are in a house file: texts, or pairs of texts."""
    out: list[Any] = []
    for node in nodes:
        if type(node) is Paragraph and not start and len(accepted_nodes((node,)) + rejected_nodes((node,))) > 2:
            # One party was made of two, or two of one.
            out += [_within(_WENT, _plain(was.inlines)) for was in rejected_nodes((node,))]
            out += [_within(_CAME, _plain(now.inlines)) for now in accepted_nodes((node,))]
        elif type(node) in (Paragraph, Row):
            out.append(shown(node, start))
        else:
            old, new = sides_of(node)
            out += _marked_blocks(old, shown, _WENT) if not new else _marked_blocks(new, shown, _CAME if not old else "")
    return out


def _paragraph(node: Paragraph, start: str) -> str:
    return _within(start, _plain(node.inlines)) if start else _line(node.inlines)


def _row(node: Row, start: str) -> tuple[str, ...]:
    cells: Nodes = node.cells
    if all(type(cell) is Cell for cell in cells):
        return tuple(_within(start, _plain(cell.inlines)) if start else _line(cell.inlines) for cell in node.cells)
    old, new = ([cell for mark in cells for cell in sides_of(mark)[side]] for side in (0, 1))
    return tuple(_within(_WENT, _plain(rejected_nodes(a.inlines))) + _within(_CAME, _plain(b.inlines)) for a, b in zip(old, new, strict=True))


Sides = tuple[frozenset[str], ...]
"""The paragraphs of the old file, and those of the new one."""


def _tracked(xml: str, stamp: Stamp, sides: Sides = ()) -> str:
    """A filled part with its marks as tracked changes, and the ends of paragraphs and rows that came or went whole tracked too.

    What the house file itself says with a condition stands in one of the `sides` only.
    """
    made = _PARAGRAPH.sub(lambda paragraph: _tracked_paragraph(paragraph[0], stamp, sides), xml)
    return made if made == xml else _ROW.sub(lambda row: _tracked_row(row[0], stamp), made)


def _tracked_paragraph(xml: str, stamp: Stamp, sides: Sides) -> str:
    if not _SENTINEL.search(xml):
        missing = [xml not in side for side in sides] if "<w:t" in xml else []
        return _whole(xml, "ins" if missing[0] else "del", stamp) if any(missing) and not all(missing) else xml
    state = ""

    def cut(run: re.Match[str]) -> str:
        nonlocal state
        format, inner = run[1] or "", run[2]
        out = [_opening(state, stamp), f"<w:r>{format}"]
        at = 0
        for sentinel in _SENTINEL.finditer(inner):
            held = inner[at : sentinel.start()]
            out.append(f"{held}</w:t></w:r>{_closing(state)}")
            state = {_CAME: "ins", _WENT: "del"}.get(sentinel[0], "")
            out.append(f'{_opening(state, stamp)}<w:r>{format}<w:t xml:space="preserve">')
            at = sentinel.end()
        out.append(f"{inner[at:]}</w:r>{_closing(state)}")
        return "".join(out)

    # House files saved by Word know by an attribute in which session each paragraph was written.
    made = _RUN.sub(cut, re.sub("^<w:p [^>]*>", "<w:p>", xml))
    made = re.sub(r"(<w:del [^>]*\">)(.*?)(</w:del>)", lambda gone: gone[1] + track_changes.deleted_runs(gone[2]) + gone[3], made, flags=re.DOTALL)
    made = _BARE.sub("", _EMPTY.sub("", made))
    kinds = set(re.findall(r"<w:(ins|del) ", made))
    rest = re.sub(r"<w:(ins|del) [^>]*\">.*?</w:\1>", "", made, flags=re.DOTALL)
    if len(kinds) == 1 and "<w:r>" not in rest and "<w:sectPr" not in rest:
        made = track_changes.paragraph_mark(made, "ins" if "ins" in kinds else "del", stamp)
    return made


def _whole(xml: str, kind: Kind, stamp: Stamp) -> str:
    """A paragraph of the house file that came or went."""
    return track_changes.tracked(re.sub(r"<w:(p|r) [^>]*>", r"<w:\1>", xml), kind, stamp)


def _opening(state: str, stamp: Stamp) -> str:
    return f"<w:{state}{stamp()}>" if state else ""


def _closing(state: str) -> str:
    return f"</w:{state}>" if state else ""


def _tracked_row(xml: str, stamp: Stamp) -> str:
    """A row whose paragraphs all came or went, marked as such."""
    paragraphs = _PARAGRAPH.findall(xml)
    for kind in ("ins", "del"):
        if paragraphs and all(f"<w:rPr><w:{kind} " in paragraph for paragraph in paragraphs):
            return track_changes.row_mark(xml, "ins" if kind == "ins" else "del", stamp)
    return xml

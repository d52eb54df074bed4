"""What the old file has, written so that it can stand in the new one."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from docgen.formats.docx.marked_copy import word_names as n
from docgen.formats.docx.marked_copy.carried_styles import CarriedNumbers, CarriedStyles
from docgen.formats.docx.marked_copy.editable_file import EditableFile, Element
from docgen.formats.docx.marked_copy.read_lines import StoryReader
from docgen.formats.docx.marked_copy.word_lines import Block, Leaf, Line, Signs
from docgen.formats.docx.ooxml.markup import W

_OLD_ONLY = frozenset(
    map(
        n.w,
        (
            "ins",
            "del",
            "moveFrom",
            "moveTo",
            "rPrChange",
            "pPrChange",
            "sectPr",
            "cellIns",
            "cellDel",
            "cellMerge",
            "tblPrChange",
            "trPrChange",
            "tcPrChange",
            "tblGridChange",
        ),
    )
)
_TEXT_NAMES = {n.T: n.w("delText"), n.CODE: n.w("delInstrText")}
_STYLE_KINDS = {n.P_STYLE: "paragraph", n.R_STYLE: "character", n.w("tblStyle"): "table"}
_RELATED = {n.r(name) for name in ("embed", "id", "link", "pict")}
_NOTE_ROOTS = {"footnote": "footnotes", "endnote": "endnotes"}


class OldContent:
    """Copies parts of the old file for the part `to` of the new one. `lost` has the signs of what could not be copied, `left_out` says what that was."""

    def __init__(self, old: EditableFile, new: EditableFile, signs: Signs) -> None:
        self.old, self.new, self.signs = old, new, signs
        self.numbers = CarriedNumbers(old, new)
        self.styles = CarriedStyles(old, new, self.numbers)
        self.lost: set[str] = set()
        self.left_out: dict[str, None] = {}
        self.notes: list[tuple[str, str]] = []
        self._pictures = 90_000

    def properties(self, node: Element | None) -> Element | None:
        """A copy of a w:pPr, w:rPr, w:tblPr, w:trPr or w:tcPr, with the ids that the new file has."""
        if node is None:
            return None
        made = etree.Element(node.tag)
        for child in node:
            if child.tag in _OLD_ONLY or not isinstance(child.tag, str) or not child.tag.startswith(f"{{{W}}}"):
                continue
            if child.tag == n.R_PR and node.tag == n.P_PR:
                inner = self.properties(child)
                made.extend([inner] if inner is not None and len(inner) else [])
            elif (kind := _STYLE_KINDS.get(child.tag)) is not None:
                if id := self.styles.id(kind, child.get(n.VAL, "")):
                    etree.SubElement(made, child.tag, {n.VAL: id})
            else:
                made.append(_bare(child))
        if node.tag == n.P_PR:
            self.numbers.rename(made)
        return made

    def paragraph(self, line: Line) -> Element:
        """A new paragraph with the format of an old one, and nothing in it."""
        p = etree.Element(n.P)
        properties = self.properties(line.p.find(n.P_PR))
        if properties is not None and len(properties):
            p.append(properties)
        return p

    def content(self, line: Line, start: int, end: int, part: tuple[str, str], kind: str) -> list[Element]:
        """Runs with the characters [start, end) of an old line, those of links inside links. `part` names the old part and the new one."""
        out: list[Element] = []
        last: Leaf | None = None
        around: Element | None = None
        for leaf in line.leaves:
            if leaf.end <= start or leaf.start >= end:
                continue
            link = next((each for each in line.links if each[0] <= leaf.start and leaf.end <= each[1] and each[3] is not None), None)
            if around is not (link[3] if link else None) or not out:
                around = link[3] if link else None
                last = None
                if link is not None:
                    out.append(self._link(link[3], part))  # type: ignore[arg-type]
            holder: Element | None = out[-1] if link is not None else None
            made = self._leaf(leaf, last, (holder if holder is not None else out), line, (start, end), part, kind)
            last = leaf if made else None
        return out

    def _leaf(self, leaf: Leaf, last: Leaf | None, into: Element | list[Element], line: Line, span: tuple[int, int], part: tuple[str, str], kind: str) -> bool:
        """Add the characters of a leaf. Returns whether the next one of its run can go into the same copy."""
        if leaf.run is None:
            into.extend([_deleted(_bare(node)) if kind == "del" else _bare(node) for node in leaf.nodes if node.tag == n.RUN or node.tag not in _NAMED])
            return False
        child = self._child(leaf, line, span, part)
        if child is None:
            return last is not None and last.run is leaf.run
        if last is None or last.run is not leaf.run:
            run = etree.Element(n.RUN)
            properties = self.properties(leaf.run.find(n.R_PR))
            if properties is not None and len(properties):
                run.append(properties)
            into.append(run)
        into[-1].append(_deleted(child) if kind == "del" else child)
        return True

    def _child(self, leaf: Leaf, line: Line, span: tuple[int, int], part: tuple[str, str]) -> Element | None:
        """The copy of a child of a run; None if it cannot be copied."""
        node = leaf.nodes[0]
        if node.tag == n.T:
            made = etree.Element(n.T)
            made.text = (node.text or "")[max(span[0] - leaf.start, 0) : span[1] - leaf.start]
            if made.text.strip() != made.text:
                made.set(n.SPACE, "preserve")
            return made
        if node.tag in n.NOTE_REFERENCES:
            return self._note(n.NOTE_REFERENCES[node.tag], node)
        made = _bare(node)
        if len(made) or made.attrib:
            return self._with_parts(made, line.text[leaf.start], part)
        return made

    def _with_parts(self, made: Element, sign: str, part: tuple[str, str]) -> Element | None:
        """A copy of a picture or the like, with what it shows in the new file."""
        for node in made.iter():
            for name in [name for name in node.attrib if name in _RELATED and node.get(name)]:
                row = self.old.relation(part[0], node.get(name, ""))
                if row is None or not (row.external or (row.kind == "image" and row.target in self.old.contents)):
                    self.lost.add(sign)
                    self.left_out[f"A deleted object in {self.old.file} (such as a chart or an embedded file) is not shown."] = None
                    return None
                node.set(name, self.new.relate(part[1], row.kind, row.target if row.external else self._image(row.target), row.external))
            if isinstance(node.tag, str) and node.tag.endswith("}docPr") and node.get("id"):
                self._pictures += 1
                node.set("id", str(self._pictures))
        return made

    def _image(self, name: str) -> str:
        """The name that a picture of the old file has in the new one."""
        data = self.old.contents[name]
        if self.new.contents.get(name) == data:
            return name
        found = next((each for each, content in self.new.contents.items() if content == data), "")
        if not found:
            found = self.new.add(self.new.free_name(name), data)
            self.new.declare(found, self.old.content_type(name))
        return found

    def _link(self, link: Element, part: tuple[str, str]) -> Element:
        made = etree.Element(n.HYPERLINK)
        row = self.old.relation(part[0], link.get(n.r("id"), ""))
        if row is not None and row.external:
            made.set(n.r("id"), self.new.relate(part[1], row.kind, row.target, True))
        elif link.get(n.w("anchor")):
            made.set(n.w("anchor"), link.get(n.w("anchor"), ""))
        return made

    def _note(self, kind: str, reference: Element) -> Element | None:
        """A reference to a copy of an old note."""
        source, target = self.old.name_of(_NOTE_ROOTS[kind]), note_part(self.old, self.new, kind)
        note = next((each for each in self.old.root(source) if each.get(n.ID) == reference.get(n.ID)), None) if source else None
        if note is None or not target:
            self.lost.add(self.signs((kind,)))
            return None
        root = self.new.root(target)
        id = str(1 + max((int(each.get(n.ID, "0")) for each in root), default=0))
        made = etree.SubElement(root, note.tag, {n.ID: id})
        for block in StoryReader(self.old, source, self.signs).blocks(note):
            made.append(self.block(block, (source, target), ""))
        mark = next((run for run in note.iter(n.RUN) if run.find(n.w(f"{kind}Ref")) is not None), None)
        first = made.find(n.P)
        if mark is not None and first is not None:
            run = etree.Element(n.RUN)
            properties = self.properties(mark.find(n.R_PR))
            run.extend([properties] if properties is not None else [])
            etree.SubElement(run, n.w(f"{kind}Ref"))
            first.insert(0 if first.find(n.P_PR) is None else 1, run)
        self.new.change(target)
        self.notes.append((kind, id))
        return etree.Element(reference.tag, {n.ID: id})

    def block(self, block: Block, part: tuple[str, str], kind: str) -> Element:
        """A copy of a paragraph or table, without marks."""
        if isinstance(block, Line):
            p = self.paragraph(block)
            p.extend(self.content(block, 0, len(block.text), part, kind))
            return p
        made = self._shell(block.element, n.TABLE_PR, "tblGrid")
        made.extend([self.row(row.element, [cell.blocks for cell in row.cells], [cell.element for cell in row.cells], part, kind) for row in block.rows])
        return made

    def row(self, row: Element, cells: Sequence[Sequence[Block]], elements: Sequence[Element], part: tuple[str, str], kind: str) -> Element:
        """A copy of a row, without marks on the row and its paragraphs."""
        made = self._shell(row, n.w("tblPrEx"), "trPr")
        for element, blocks in zip(elements, cells, strict=True):
            made.append(self.cell(element, blocks, part, kind))
        return made

    def cell(self, cell: Element, blocks: Sequence[Block], part: tuple[str, str], kind: str) -> Element:
        """A copy of a cell."""
        made = self._shell(cell, n.CELL_PR)
        made.extend([self.block(block, part, kind) for block in blocks])
        if not len(made) or made[-1].tag != n.P:
            etree.SubElement(made, n.P)
        return made

    def _shell(self, node: Element, *names: str) -> Element:
        """An element with copies of its properties alone."""
        made = etree.Element(node.tag)
        for name in names:
            properties = node.find(name if name.startswith("{") else n.w(name))
            copied = self.properties(properties)
            if copied is not None and len(copied):
                made.append(copied)
        return made


_NAMED = frozenset([n.w("bookmarkStart"), n.w("bookmarkEnd"), n.w("commentRangeStart"), n.w("commentRangeEnd"), n.w("proofErr")])


def note_part(old: EditableFile, new: EditableFile, kind: str) -> str:
    """The part with the notes of the new file, which is made like the old one's if there is none."""
    name = new.name_of(_NOTE_ROOTS[kind])
    if name:
        return name
    source = old.name_of(_NOTE_ROOTS[kind])
    if not source:
        return ""
    root = deepcopy(old.root(source))
    for note in [note for note in root if note.get(n.w("type")) is None]:
        root.remove(note)
    name = new.add(new.free_name(source), etree.tostring(root))
    new.declare(name, old.content_type(source))
    new.relate(new.main, _NOTE_ROOTS[kind], name)
    return name


def _bare(node: Element) -> Element:
    """A copy in the form that Word writes, without what names the paragraph or its last save."""
    made = deepcopy(node)
    made.tail = None
    n.usual_sides(made)
    for each in made.iter():
        for name in [name for name in each.attrib if "rsid" in str(name) or (str(name).startswith(f"{{{n.WORD_2010}}}"))]:
            del each.attrib[name]
    return made


def _deleted(node: Element) -> Element:
    """The content of a run as a w:del must hold it (17.3.3.7 and 17.16.13)."""
    for each in [node, *node.iter(n.T, n.CODE)]:
        if each.tag in _TEXT_NAMES and not any(box.tag == n.BOX for box in each.iterancestors()):
            each.tag = _TEXT_NAMES[str(each.tag)]
    return node

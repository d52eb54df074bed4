"""The words of a Word file as lines, to compare two files by: body, headers and footers, with notes in brackets and text boxes after their paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.formats.docx.marked_copy import word_names as n
from docgen.formats.docx.marked_copy.editable_file import EditableFile, Element
from docgen.formats.docx.marked_copy.read_lines import StoryReader
from docgen.formats.docx.marked_copy.word_lines import Block, Grid, Line, Signs

_ROOTS = {"footnote": "footnotes", "endnote": "endnotes"}


class ReadFile:
    """The texts of a file, each read once."""

    def __init__(self, file: EditableFile, signs: Signs) -> None:
        self.file, self.signs = file, signs
        self._stories: dict[str, list[Block]] = {}
        self._boxes: dict[Element, list[Block]] = {}
        self.notes = {kind: self._notes(kind) for kind in _ROOTS}

    def _notes(self, kind: str) -> dict[str, Element]:
        part = self.file.name_of(_ROOTS[kind])
        return {note.get(n.ID, ""): note for note in self.file.root(part) if note.get(n.w("type")) is None} if part else {}

    def body(self) -> Element:
        root = self.file.root(self.file.main)
        body = root.find(n.w("body"))
        return root if body is None else body

    def story(self, container: Element, part: str) -> list[Block]:
        """The blocks of the body, a header, a note or a text box."""
        if container not in self._boxes:
            self._boxes[container] = StoryReader(self.file, part, self.signs).blocks(container)
        return self._boxes[container]

    def note_part(self, kind: str) -> str:
        return self.file.name_of(_ROOTS[kind])

    def told(self, container: Element, part: str) -> list[str]:
        """The lines with words of a text."""
        return [line for line in self._told(self.story(container, part), part) if line.strip()]

    def _told(self, blocks: Sequence[Block], part: str) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Grid):
                for row in block.rows:
                    for cell in row.cells:
                        yield from self._told(cell.blocks, part)
            else:
                yield self._with_notes(block)
                for box in block.boxes:
                    yield from self._told(self.story(box, part), part)

    def _with_notes(self, line: Line) -> str:
        out, at = [], 0
        for place, kind, id in line.notes:
            note = self.notes[kind].get(id)
            words = self.told(note, self.note_part(kind)) if note is not None else []
            out += [line.text[at : place + 1], "[", " ¶ ".join(words), "]"]
            at = place + 1
        return "".join([*out, line.text[at:]])


def running_lines(file: EditableFile) -> dict[tuple[str, str, int], str]:
    """The parts with headers and footers, by what they are ("header", "default") and the number of the section."""
    out: dict[tuple[str, str, int], str] = {}
    for number, section in enumerate(file.root(file.main).iter(n.SECTION_PR)):
        for kind in ("header", "footer"):
            for reference in section.iterchildren(n.w(f"{kind}Reference")):
                row = file.relation(file.main, reference.get(n.r("id"), ""))
                if row is not None and row.target in file.contents:
                    out[kind, reference.get(n.w("type"), "default"), number] = row.target
    return out

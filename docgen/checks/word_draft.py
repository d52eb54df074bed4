"""Read a Word file that any program saved into passages, paragraph by paragraph."""

from __future__ import annotations

from docgen.checks.draft import Draft, Kind, Passage
from docgen.checks.foreign_draft import language_of
from docgen.document.problems import Position
from docgen.document.tree import Foreign, Note, Paragraph, plain
from docgen.document.values import Date
from docgen.formats.docx.reader import file_text
from docgen.formats.reading.file_text import Grid, Line, Picture
from docgen.library.law_register import Register


def of_docx(data: bytes, file: str, today: Date, register: Register) -> Draft:
    """The draft of a Word file; the lines of its places count paragraphs. Raises DocgenError if the file is not a Word file, or unsafe."""
    text = file_text(data, file)
    reader = _WordReader()
    for node in text.lines:
        reader.read(node)
    for words in text.furniture:
        if words.kind != "watermark":
            reader.add("paragraph", words.words, words.position)
    language = language_of(" ".join(passage.text for passage in reader.out))
    return Draft(file, tuple(reader.out), today, register, language=language, declared=text.language)


_STATUS = ("Status", "Version")


class _WordReader:
    """Reads the lines of a Word file into passages."""

    def __init__(self) -> None:
        self.out: list[Passage] = []
        self.lists: list[tuple[int, int, int]] = []
        self.groups, self.section, self.before = 0, "", ""

    def read(self, node: Line | Grid | Picture) -> None:
        if isinstance(node, Grid):
            for child in (child for row in node.rows for cell in row for child in cell):
                self.read(child)
        elif isinstance(node, Line):
            before, self.before = self.before, node.words
            # A status such as “Draft” is not a left-over mark; the contents list says only what the headings say.
            if node.kind != "contents" and node.style != "Cover Status" and before not in _STATUS:
                self._line(node)
                for note in node.inlines:
                    if isinstance(note, Note):
                        self.add("note", " ".join(plain(block.inlines) for block in note.blocks if isinstance(block, Paragraph)), node.position)

    def _line(self, line: Line) -> None:
        heading, level = line.kind == "heading", line.level if line.kind == "item" else 0
        self.section = " ".join(line.words.split()) if heading else self.section
        while self.lists and self.lists[-1][0] > (0 if heading else line.level):
            self.lists.pop()
        if level and not (self.lists and self.lists[-1][0] == level):
            self.groups += 1
            self.lists.append((level, self.groups, len(self.out) - 1))
        _, group, lead = self.lists[-1] if self.lists else (0, 0, -1)
        kind: Kind = "heading" if heading else "item" if level else "paragraph"
        words = tuple(plain((each,)) for each in line.inlines if isinstance(each, Foreign))
        place = line.position
        self.out.append(
            Passage(kind, " ".join(line.words.split()), place, self.section, "", line.level if heading else level, group, lead, ((0, place),), words)
        )

    def add(self, kind: Kind, words: str, place: Position) -> None:
        """A passage outside lists."""
        if words.strip():
            self.out.append(Passage(kind, words, place, self.section, breaks=((0, place),)))

"""Read a text that docgen did not make into passages, line by line, so that every word keeps its place. `word_draft` reads Word files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft, Kind, Passage
from docgen.checks.rules._languages import foreign
from docgen.document.problems import Position
from docgen.document.values import Date
from docgen.library.law_register import Register

_ITEM = re.compile(
    r"(?P<indent>\s*)(?:[-*+•◆▪‣]\s+(?P<inner>(?:[•◆▪‣]\s+|\(?[a-z]{1,4}[.)]|\(?\d{1,2}\))\s+)?|(?P<label>\(?[a-z]{1,4}[.)]|\(?[ivx]{1,5}[.)]|\(\d{1,2}\))\s+)(?=\S)"
)
_MARKED_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<number>\d+(?:\.\d+)*\.?\s+)?(?=\S)")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=\S)")
_APPENDIX = re.compile(r"(?:appendix|annex|schedule)\s+\w+", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=[^\W_])|(?<=[^\W_])_{1,2}(?!\w)")
_FENCE = re.compile(r"\s*(?P<marks>`{3,}|~{3,})")
_RULE = re.compile(r"\s*\|?\s*:?-{3,}[\s|:-]*")
_LONGEST_HEADING = 12
"""The most words in an unmarked heading."""

Line = tuple[int, str]


def of_text(text: str, file: str, today: Date, register: Register, type: str = "") -> Draft:
    """The draft of a text; `file` is the name shown in places."""
    return Draft(file, tuple(_TextReader(text, file).passages()), today, register, None, type, language=language_of(text))


_SHORT = 50
"""A text of at most so many words need not have a common English word."""
_ENGLISH = re.compile(r"\b(?:the|of|and|for|with|will)\b", re.IGNORECASE)


def language_of(text: str) -> str:
    """Return "en" if at least one word in fifty is a common word that only English has, or a short text has no run of another language, otherwise ""."""
    english, words = len(_ENGLISH.findall(text)), len(text.split())
    return "en" if english * 50 >= max(words, 1) or (words <= _SHORT and not foreign(text)) else ""


def _without_code(lines: list[str]) -> list[str]:
    """The lines, with those of fenced code emptied. An unclosed fence is ignored, since the rest of the text may follow it."""
    out, start, marks = list(lines), -1, ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if found and start < 0:
            start, marks = number, found["marks"]
        elif found and line.strip().startswith(marks) and not line.strip().strip(marks[0]):
            out[start : number + 1] = [""] * (number + 1 - start)
            start = -1
    return out


class _TextReader:
    """Reads the lines of a text into passages."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines = _without_code(text.replace("\r\n", "\n").split("\n"))
        self.out: list[Passage] = []
        self.section = ("", "")
        self.groups = 0
        self.lists: list[tuple[int, int, int]] = []
        """The indent, group and lead of each open list, the outermost first."""

    def passages(self) -> list[Passage]:
        for block in self._blocks():
            first = block[0][1]
            if first.lstrip().startswith("|"):
                self._table(block)
            elif item := _ITEM.match(first):
                self._item(block, item)
            else:
                self._heading_or_paragraph(block)
        return self.out

    def _blocks(self) -> Iterator[list[Line]]:
        """Runs of lines that belong together, up to an empty line, an item, a heading or the end of a table."""
        block: list[Line] = []
        for number, line in enumerate([*self.lines, ""], 1):
            starts = not line.strip() or _ITEM.match(line) or _MARKED_HEADING.match(line) or self._is_short_numbered(line)
            if block and (starts or self._is_heading(block) or (line.lstrip().startswith("|") != block[0][1].lstrip().startswith("|"))):
                yield block
                block = []
            if line.strip():
                block.append((number, line))

    def _is_short_numbered(self, line: str) -> bool:
        return bool(_NUMBERED.match(line)) and len(line.split()) <= _LONGEST_HEADING

    def _is_heading(self, block: list[Line]) -> bool:
        first = block[0][1]
        return bool(_MARKED_HEADING.match(first)) or (len(block) == 1 and self._is_short_numbered(first) and not first.rstrip().endswith((".", ";", ",")))

    def _heading_or_paragraph(self, block: list[Line]) -> None:
        first = block[0][1]
        marked, numbered = _MARKED_HEADING.match(first), _NUMBERED.match(first)
        found = marked or numbered
        skip = found.end() if found else 0
        label = ((found["number"] or "") if found else "").strip(" .")
        if marked or self._stands_alone(block, skip):
            self.lists = []
            self.section = (" ".join(_EMPHASIS.sub("", first[skip:]).split()), label)
            self._add("heading", block, skip, len(marked["marks"]) if marked else 1 + label.count("."))
            return
        # An indented paragraph continues an item of its list.
        self.lists = self.lists if first.startswith((" ", "\t")) else []
        self._add("paragraph", block, skip)

    def _stands_alone(self, block: list[Line], skip: int) -> bool:
        """Whether the block is a heading: one short line that ends no sentence and introduces nothing."""
        words = block[0][1][skip:].strip().strip("*_ ")
        if len(block) > 1 or not words or len(words.split()) > _LONGEST_HEADING or words[0].islower():
            return False
        return (words[-1] not in '.;,!?”’"' and not (words.endswith(":") and not (skip or words.isupper()))) or bool(_APPENDIX.fullmatch(words))

    def _item(self, block: list[Line], item: re.Match[str]) -> None:
        indent = len(item["indent"].expandtabs(4))
        while self.lists and self.lists[-1][0] > indent:
            self.lists.pop()
        if not self.lists or self.lists[-1][0] < indent:
            self.groups += 1
            self.lists.append((indent, self.groups, len(self.out) - 1))
        _, group, lead = self.lists[-1]
        self._add("item", block, item.end(), len(self.lists), group, lead)

    def _table(self, block: list[Line]) -> None:
        self.lists = []
        lead = len(self.out) - 1
        for number, line in block:
            if _RULE.fullmatch(line):
                continue
            at = line.index("|") + 1
            for cell in line[at:].rstrip().removesuffix("|").split("|"):
                if cell.strip():
                    place = Position(self.file, number, at + 1 + len(cell) - len(cell.lstrip()))
                    self.out.append(Passage("cell", cell.strip(), place, *self.section, lead=lead, breaks=((0, place),)))
                at += len(cell) + 1

    def _add(self, kind: Kind, block: list[Line], skip: int, level: int = 0, group: int = 0, lead: int = -1) -> None:
        text, breaks = "", []
        for number, line in block:
            at = skip if line is block[0][1] else len(line) - len(line.lstrip())
            text += " " if text else ""
            for piece in [*_EMPHASIS.finditer(line, at), None]:
                end = piece.start() if piece else len(line.rstrip())
                if end > at:
                    breaks.append((len(text), Position(self.file, number, at + 1)))
                    text += line[at:end]
                at = piece.end() if piece else end
        place = breaks[0][1] if breaks else Position(self.file, block[0][0])
        if text.strip():
            self.out.append(Passage(kind, text, place, *self.section, level, group, lead, tuple(breaks)))

"""The labels that begin the lines of a typed list, `a)`, `(ii)`, `A.`, `•`, and which of them follow one another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.document.frozen_dataclass import dataclass

STEP = 3
"""How much further the items of a list in a list are indented."""
BULLETS = "•●▪◦‣⁃∙·"
_LABEL = re.compile(
    r"(?P<before>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)"
    rf"(?P<label>(?P<bullet>[{BULLETS}])"
    r"|\((?:[A-Za-z]|[ivxIVX]{2,5}|\d{1,2})\)(?=[\sA-Za-z])"
    r"|(?:[A-Za-z]|[ivxIVX]{2,5})(?:[.)](?=\s)|\)(?=[A-Za-z]))"
    r"|\d{1,2}[.)](?=[A-Z]|[a-z]{2})"
    r"|(?P<dash>[–—](?=\s)|o(?=\t)|-(?=[A-Za-z])|\*(?=[A-Za-z])(?![^*\n]*\*)))"
    r"(?P<gap>[ \t]*)(?=\S)"
)
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx")
LOGIC, OUTPUT = "\x01", "\x02"
"""What stands for each character of a tag of logic, and of a field or an escaped character. No source may contain these."""
_BLOCK = re.compile(r"[ \t>]*(?:#{1,6}\s|\|)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a line. `at` is the offset of the line, `start` and `end` those of the label with the space after it.

    `shape` is what stands around the letter or number, `value` the letter or number itself; a bullet or dash has itself as its shape and no value.
    """

    line: int
    at: int
    start: int
    end: int
    shape: str
    value: str
    before: str
    gap: str

    @property
    def words(self) -> str:
        return self.shape.replace("#", self.value)

    @property
    def indent(self) -> int:
        return len(self.before.expandtabs(4))

    @property
    def in_item(self) -> bool:
        """Whether a mark of a Markdown list stands before it."""
        return bool(self.before.strip(" \t>"))

    def number(self, roman: bool) -> int:
        """Its place in a list; 0 if it has none."""
        small = self.value.lower()
        if small.isdecimal():
            return int(small)
        if roman:
            return _ROMAN.index(small) if small in _ROMAN else 0
        return ord(small) - 96 if len(small) == 1 else 0


class Run:
    """Labels of one list, in order. `gaps` says whether a label is missing, `is_list` whether they make a list at all: a label may be prose."""

    def __init__(self, first: Label, roman: bool, outer: Run | None) -> None:
        self.labels, self.roman, self.outer, self.gaps, self.is_list = [first], roman, outer, False, True

    @property
    def indent(self) -> int:
        """Where its items are to begin: below those of the list that it is in."""
        own, outer = self.labels[0].indent, self.outer
        while outer and not outer.is_list:
            outer = outer.outer
        return max(own, outer.indent + STEP) if outer else own

    def takes(self, label: Label) -> bool:
        """Whether the label may follow: it has the same shape and kind, and counts on."""
        last = self.labels[-1]
        if label.shape != last.shape or label.value.isupper() != last.value.isupper() or label.value.isdecimal() != last.value.isdecimal():
            return False
        return not label.value or label.number(self.roman) > last.number(self.roman)

    def add(self, label: Label) -> None:
        last = self.labels[-1]
        self.gaps = self.gaps or bool(label.value and label.number(self.roman) != last.number(self.roman) + 1)
        self.labels.append(label)


def runs(lines: list[str]) -> list[Run]:
    """The runs of labels in the lines of a text, each beginning with the first letter or number, in order."""
    found: list[Run] = []
    open_runs: list[Run] = []
    blank = False
    known = {label.line: label for label in labels(lines)}
    for number, line in enumerate(lines):
        bare = line.strip(f" \t>{LOGIC}")
        if number in known:
            _place(known[number], open_runs, found)
        elif _BLOCK.match(line):
            open_runs.clear()
        elif blank and bare:
            indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" >"))
            while open_runs and open_runs[-1].labels[-1].indent >= indent:
                open_runs.pop()
        # A line of logic alone separates no more than the lines around it do.
        blank = not bare and (blank or LOGIC not in line)
    return found


def labels(lines: list[str]) -> Iterator[Label]:
    """The labels of the lines, in order."""
    at = 0
    for number, line in enumerate(lines):
        if found := _LABEL.match(line):
            label, marker = found["label"], found["bullet"] or found["dash"]
            value = "" if marker else label.strip("().")
            yield Label(
                number, at, at + found.start("label"), at + found.end(), label if marker else label.replace(value, "#"), value, found["before"], found["gap"]
            )
        at += len(line) + 1


def _place(label: Label, open_runs: list[Run], found: list[Run]) -> None:
    """Put a label into the innermost run that it continues, or begin a run with it."""
    while open_runs and open_runs[-1].labels[-1].indent > label.indent:
        open_runs.pop()
    for depth in range(len(open_runs) - 1, -1, -1):
        run = open_runs[depth]
        if run.labels[-1].indent == label.indent and run.takes(label) and not _begins_roman(label, run):
            del open_runs[depth + 1 :]
            run.add(label)
            return
    roman = label.value.lower() == "i"
    if label.value and label.number(roman) != 1:
        return
    run = Run(label, roman, open_runs[-1] if open_runs else None)
    open_runs.append(run)
    found.append(run)


def _begins_roman(label: Label, run: Run) -> bool:
    """Whether an “i” in a lettered list begins a list of its own, (i), (ii), and is not the letter after h."""
    return not run.roman and label.value.lower() == "i" and label.number(False) != run.labels[-1].number(False) + 1

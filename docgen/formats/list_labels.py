"""The labels of ordered lists, the same in every format: 1. / (a) / (i) / (A)."""

from __future__ import annotations

from docgen.document.tree import Document, Section

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def first_level(document: Document, section: Section) -> int:
    """The level of the labels of a section's outermost ordered lists: 0 ("1."), or 1 ("(a)") if its paragraphs are numbered."""
    return 1 if document.scheme == "paragraphs" and not section.appendix else 0


def label(level: int, index: int) -> str:
    """The label of the item with `index` (from 0) at `level`: "1.", "(a)", "(i)", "(A)", then "1." again."""
    match level % 4:
        case 0:
            return f"{index + 1}."
        case 1:
            return f"({letters(index)})"
        case 2:
            return f"({roman(index + 1)})"
        case _:
            return f"({letters(index).upper()})"


def letters(index: int) -> str:
    """a to z, then aa, bb, cc, as in Word's lowerLetter (ECMA-376 Part 1, 17.18.59)."""
    return chr(97 + index % 26) * (index // 26 + 1)


def roman(number: int) -> str:
    """The number in small Roman numerals; "" for 0."""
    parts = []
    for value, digits in _ROMAN:
        count, number = divmod(number, value)
        parts.append(digits * count)
    return "".join(parts)

"""The proof of a redline: read back, it gives the text of both documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.redline import BELOW, Redline
from docgen.document.tree import Break, Document, Figure, Note, Paragraph, Reference, Section, Signatory, Table, Term, Text, term_words
from docgen.formats.docx.house_style_file import House, Shell, filled_shell
from docgen.formats.docx.ooxml import accept_reject

_AROUND = 60
_BLANK = "\t"


def verify(redline: Redline, frame: Shell, pieces: Sequence[str], notes: Sequence[str], house: House, fields: bool) -> None:
    """Check that the cover and the `pieces` of the body give the new document's text when accepted, and the old one's when rejected.

    The results of fields, which Word updates, count only with `fields`. Raises DocgenError if a text differs.
    """
    problems = []
    for document, accept in ((redline.now, True), (redline.was, False)):
        clean = filled_shell(house, document.front)
        found = "\n".join(filter(None, (accept_reject.text(xml, accept, notes, house.first_note, fields) for xml in pieces)))
        pairs = [(found, "\n".join(filter(str.strip, lines_of(document.sections, fields))))]
        for tracked, plain in ((frame.before, clean.before), (frame.between, clean.between), (frame.after, clean.after)):
            pairs.append((accept_reject.text(tracked, accept), accept_reject.text(plain, True)))
        # Normalise white space only where the exact texts differ: few texts hold runs of it.
        different = ((_squeezed(a), _squeezed(b)) for a, b in pairs if a != b)
        problems += [_problem(document, accept, a, b) for a, b in different if a != b]
    if problems:
        raise DocgenError(problems)


def _squeezed(text: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def lines_of(nodes: tuple[Any, ...], fields: bool) -> list[str]:
    """The lines of the nodes in a Word file, footnotes in brackets at their marks."""
    out: list[str] = []
    for node in nodes:
        _add_lines(node, fields, out)
    return out


def _add_lines(node: Any, fields: bool, out: list[str]) -> None:
    match node:
        case Paragraph():
            out.append(_line(node.inlines, fields))
        case Section():
            out.append(_line(node.title, fields))
            out += lines_of(node.blocks, fields) + lines_of(node.sections, fields)
        case Table() | Figure():
            label, _, number = node.number.rpartition(" ")
            before = f"{label} {': ' if node.caption else ''}" if number else ""
            caption = f"{before}{_line(node.caption, fields)}"
            out += [node.alt, caption] if isinstance(node, Figure) else [caption]
            rows = (node.header, *node.rows) if isinstance(node, Table) else ()
            out += [_line(cell.inlines, fields) for row in rows for cell in row.cells]
        case Signatory():
            out += [f"Signed for and on behalf of {node.party}", "Signature\t\t", f"Name\t{node.name or _BLANK}", f"Post\t{node.post or _BLANK}", "Date\t\t"]
        case _:
            for name in BELOW[type(node)]:
                out += lines_of(getattr(node, name), fields)


def _line(inlines: tuple[Any, ...], fields: bool) -> str:
    out: list[str] = []
    for node in inlines:
        kind = type(node)
        if kind is Text:
            out.append(node.text)
        elif kind is Term:
            out.append(term_words(node))
        elif kind is Break:
            out.append("\t")
        elif kind is Note:
            lines = "\n".join(filter(str.strip, lines_of(node.blocks, fields)))
            out.append(f"[{lines.strip()}]")
        elif kind is Reference and not node.inlines:
            quotes = "“”" if node.by == "title" and node.label[:1] == "“" and node.label[-1:] == "”" else ""
            out.append(node.lead + (node.label if fields else quotes))
        else:
            out.append(_line(node.inlines, fields))
    return "".join(out)


def _problem(document: Document, accept: bool, found: str, expected: str) -> Problem:
    at = next((i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), min(len(found), len(expected)))
    actual, wanted = (text[max(at - 20, 0) : at + _AROUND].replace("\n", " ¶ ") for text in (found, expected))
    seen = f"With all changes {'accepted' if accept else 'rejected'} the Word redline says “{actual}”."
    advice = "No file was written. This is a bug in docgen: please report it with both revisions."
    return Problem(Position(document.id), "unproved-redline", seen, f"“{wanted}”, as in {document.id}", advice)

"""The instrument of variation: the changes of a document as numbered amendments, which turn the old text into the new.

An amendment names a paragraph by its first words, and quotes words with enough neighbours to make them unique in the paragraph. One
last amendment covers the numbers of sections and cross-references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from docgen.comparison.line_atoms import atoms
from docgen.comparison.sequence_alignment import Element, aligned, heaviest_increasing, likeness
from docgen.comparison.words.compare_words import differing_spans
from docgen.document.tree import Document, FieldBlock, Figure, Item, List, Paragraph, Quote, Reference, Section, Signatures, Table, Text, plain

_FROM, _TO = "\ufdd0", "\ufdd1"
"""Enclose the target of a cross-reference, whose number is not text: noncharacters, which no source contains."""
_FEWEST_OPENING = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A section as lines of text, its heading first; `place` is its name in the instrument: 'section 5 (Funding)'."""

    id: str
    place: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """One step from the old text to the new.

    "substitute" replaces `old`, which occurs once in line `at` of the part, with `new`; "omit" deletes the line; "insert" adds the lines
    `new` after line `at`. "remove", "add" and "move" concern whole parts; the last two put them after the part `after` ("" for the beginning).
    """

    kind: Literal["substitute", "omit", "insert", "remove", "add", "move"]
    part: Part
    at: int = 0
    old: str = ""
    new: tuple[str, ...] = ()
    after: str = ""


def parts(document: Document) -> tuple[Part, ...]:
    """The sections in reading order, each without the lines of the sections in it."""
    return tuple(part for section in document.sections for part in _parts(section))


def _parts(section: Section) -> Iterator[Part]:
    title = plain(section.title)
    name = section.number if section.number.startswith("Appendix") else f"section {section.number}".strip()
    lines = [_line(section.title), *(line for block in section.blocks for line in _lines(block))]
    yield Part(section.id, f"{name} ({title})", tuple(line for line in lines if line))
    for child in section.sections:
        yield from _parts(child)


def _lines(block: Any) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _line(block.inlines)
        case List():
            for item in block.items:
                yield from _lines(item)
        case Item() | Quote() | FieldBlock():
            for child in block.blocks:
                yield from _lines(child)
        case Table():
            yield _line(block.caption)
            for row in (block.header, *block.rows):
                yield " | ".join(_line(cell.inlines) for cell in row.cells)
        case Figure():
            yield _line(block.caption)
            yield block.alt
        case Signatures():
            for signatory in block.signatories:
                yield ", ".join(part for part in (signatory.name, signatory.post, signatory.party) if part)


def _line(inlines: tuple[Any, ...]) -> str:
    """The text of a line, with the targets of its cross-references in place of their numbers."""
    return " ".join(plain(tuple(_with_target(inline) for inline in inlines)).split())


def _with_target(inline: Any) -> Any:
    if type(inline) is Reference and not inline.inlines:
        return Text(f"{_FROM}{inline.target}{_TO}")
    if getattr(inline, "inlines", None):
        return replace(inline, inlines=tuple(_with_target(child) for child in inline.inlines))
    return inline


def amendments(old: Document, new: Document) -> tuple[Amendment, ...]:
    """The steps from the lines of the old document to those of the new: first the parts to remove, then the rest in the order of the new document."""
    before, after = parts(old), parts(new)
    by_id, places = {part.id: part for part in before}, {part.id: index for index, part in enumerate(after)}
    out = [Amendment("remove", part) for part in before if part.id not in places]
    pairs = [(index, places[part.id]) for index, part in enumerate(before) if part.id in places]
    unmoved = {pairs[index][1] for index in heaviest_increasing(pairs, [1.0 + len(before[i].lines) for i, _ in pairs])}
    for index, part in enumerate(after):
        above = after[index - 1].id if index else ""
        if part.id not in by_id:
            out.append(Amendment("add", part, new=part.lines, after=above))
            continue
        if index not in unmoved:
            out.append(Amendment("move", by_id[part.id], after=above))
        out += _within(by_id[part.id], part.lines)
    return tuple(out)


def _within(part: Part, new: tuple[str, ...]) -> Iterator[Amendment]:
    """The amendments of one part; `at` always counts its old lines."""
    old = part.lines
    words = {line: [hash(word) for word in _words(line)] for line in (*old, *new)}
    a, b = ([Element(line, words[line]) for line in lines] for lines in (old, new))
    pairs = aligned(a, b, lambda i, j: likeness(a[i].words, b[j].words))
    if not any(pair == (0, 0) for pair in pairs):
        # A heading stays a heading, whatever it says.
        pairs = [(0, 0), *(pair for pair in pairs if 0 not in pair)]
    for (i, j), (next_i, next_j) in pairwise([*pairs, (len(old), len(new))]):
        yield from _substitutions(part, i, old[i], new[j])
        yield from (Amendment("omit", part, at) for at in range(i + 1, next_i))
        if next_j > j + 1:
            yield Amendment("insert", part, next_i - 1, new=new[j + 1 : next_j])


def _words(line: str) -> list[str]:
    return [atom.text for atom in atoms((Text(line),)) if atom.key is not None]


def _substitutions(part: Part, at: int, old: str, new: str) -> Iterator[Amendment]:
    """The substitutions in a line, each long enough to occur once in it."""
    if old == new:
        return
    first, second = ([(atom.text, atom.key is not None) for atom in atoms((Text(line),))] for line in (old, new))
    ids: dict[tuple[str, bool], int] = {}
    a, b = ([ids.setdefault(piece, len(ids)) for piece in line] for line in (first, second))
    spans = _unique(differing_spans(a, b, [text for text, _ in second]), [text for text, _ in first])
    for i0, i1, j0, j1 in spans:
        yield Amendment("substitute", part, at, "".join(text for text, _ in first[i0:i1]), ("".join(text for text, _ in second[j0:j1]),))


Span = tuple[int, int, int, int]


def _unique(spans: list[Span], pieces: list[str]) -> list[Span]:
    """The spans, extended into the equal text around them until the old words of each occur once in the line; spans that meet are joined."""
    line, out = "".join(pieces), list(spans)
    index = 0
    while index < len(out):
        i0, i1, j0, j1 = out[index]
        floor = out[index - 1][1] if index else 0
        ceiling = out[index + 1][0] if index + 1 < len(out) else len(pieces)
        words = "".join(pieces[i0:i1])
        if words.strip() and line.find(words) == line.rfind(words):
            index += 1
        elif i0 > floor:
            out[index] = (i0 - 1, i1, j0 - 1, j1)
        elif i1 < ceiling:
            out[index] = (i0, i1 + 1, j0, j1 + 1)
        elif index and floor == i0 and out[index - 1][3] == j0:
            before = out.pop(index - 1)
            index -= 1
            out[index] = (before[0], i1, before[2], j1)
        else:
            after = out.pop(index + 1)
            out[index] = (i0, after[1], j0, after[3])
    return out


def applied(document: tuple[Part, ...], steps: tuple[Amendment, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The ids and lines of the text after the amendments."""
    lines: dict[str, list[list[str]]] = {part.id: [[line] for line in part.lines] for part in document}
    taken_out = {step.part.id for step in steps if step.kind in ("remove", "move")}
    order = [part.id for part in document if part.id not in taken_out]
    for step in steps:
        own = lines.setdefault(step.part.id, [])
        match step.kind:
            case "add" | "move":
                order.insert(order.index(step.after) + 1 if step.after else 0, step.part.id)
                if step.kind == "add":
                    own[:] = [[line] for line in step.new]
            case "omit":
                own[step.at][0] = ""
            case "insert":
                own[step.at] += step.new
    for part in document:
        for at, line in enumerate(part.lines):
            edits = [step for step in steps if step.kind == "substitute" and step.part.id == part.id and step.at == at]
            for step in sorted(edits, key=lambda step: -line.index(step.old)):
                start = line.index(step.old)
                lines[part.id][at][0] = lines[part.id][at][0][:start] + step.new[0] + lines[part.id][at][0][start + len(step.old) :]
    return tuple((id, tuple(line for row in lines[id] for line in row if line)) for id in order)


def sentences(old: Document, new: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each amendment as a sentence, with the lines to quote below it."""
    steps, before, after = amendments(old, new), parts(old), parts(new)
    old_numbers, new_numbers = ({part.id: part.place.partition(" (")[0] for part in side} for side in (before, after))
    names = {part.id: part.place for part in (*after, *before)}
    for step in steps:
        where = f"In {step.part.place}"
        quoted = tuple(_numbered(line, old_numbers | new_numbers) for line in step.new)
        line = f"the paragraph beginning “{_numbered(_opening(step), new_numbers | old_numbers)}”" if step.at else "the heading"
        match step.kind:
            case "remove":
                yield f"Omit {step.part.place}.", ()
            case "move":
                yield f"Move {step.part.place} to {_destination(step.after, names)}.", ()
            case "add":
                yield f"Insert, to {_destination(step.after, names)}, a new section “{quoted[0]}” in these words:", quoted[1:]
            case "omit":
                yield f"{where}, omit {line}.", ()
            case "insert":
                yield f"{where}, after {line} insert:", quoted
            case "substitute":
                deleted, inserted = _numbered(step.old, new_numbers | old_numbers).strip(), quoted[0].strip()
                yield f"{where}, in {line}, " + (f"for “{deleted}” substitute “{inserted}”." if inserted else f"omit “{deleted}”."), ()
    if steps:
        yield "Renumber the sections, and what refers to them, accordingly.", ()


def _destination(id: str, names: Mapping[str, str]) -> str:
    return f"follow {names[id]}" if id else "stand at the beginning"


def _opening(step: Amendment) -> str:
    """The first words of a line, enough that no other line of its part begins with them."""
    line, others = step.part.lines[step.at], [other for at, other in enumerate(step.part.lines) if at != step.at]
    words = line.split(" ")
    for count in range(_FEWEST_OPENING, len(words)):
        opening = " ".join(words[:count])
        if not any(other.startswith(opening) for other in others):
            return f"{opening} …"
    return line


def _numbered(text: str, numbers: Mapping[str, str]) -> str:
    """The text with the numbers of cross-references in place of their targets."""
    return re.sub(f"{_FROM}(.*?){_TO}", lambda found: numbers.get(found[1], found[1]), text)


def instrument(old: Document, new: Document) -> Document:
    """The amendments as a document in the house style of the new one."""
    title = f"Variation of {old.front.short_title}"
    front = replace(new.front, title=title, subtitle=f"Amendments that make {new.id} of {old.id}", short_title=title, control=())
    items = tuple(Item((_paragraph(text), *((Quote(tuple(map(_paragraph, quoted))),) if quoted else ()))) for text, quoted in sentences(old, new))
    lead = "The parties amend the memorandum as follows." if items else "There is nothing to amend."
    blocks = (_paragraph(lead), *((List(True, items),) if items else ()))
    return Document(f"{new.id}-variation", new.language, "none", new.style, front, (Section("amendments", (Text("Amendments"),), blocks),))


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))

"""Lists typed as in a letter, `(a)`, `i)`, `•`: they become lists where nothing else can be meant, and are Problems where something else can.

Only a run that counts on from its first letter or number is a list: one label alone may be a citation or an initial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.clausetext.jinja_tags import TAGS, Place
from docgen.clausetext.source_edits import Edit, line_starts, position
from docgen.clausetext.typed_labels import BULLETS, LOGIC, OUTPUT, Label, Run, runs
from docgen.document.problems import Position, Problem

_MASKED = re.compile(rf"\\.|(?:{TAGS})")
_FOR = re.compile(r"[ \t>]*\{%-?\s*for\b")
_ENDS = re.compile(rf"(?:[.,;:!?—–]|[;,]\s*(?:and/or|and|or)|[{LOGIC}{OUTPUT}])[”’\"')]*\s*$")
"""How a line ends before an item: with a mark, or with a tag, which may give one."""
_CITES = re.compile(
    r"(?:\b(?:sections?|paragraphs?|sub-?paragraphs?|sub-?sections?|clauses?|articles?|items?|points?|regulations?|rules?|parts?|schedules?|under|in|to|of|and|or)"
    r"|\d[A-Z]*|\([A-Za-z0-9]+\))\s*$",
    re.IGNORECASE,
)


def typed_lists(text: str, place: Place, problems: list[Problem]) -> list[Edit]:
    """The edits that make typed lists lists of Markdown. Adds a Problem for each run of labels that could be something else."""
    # Tags and escaped characters are no labels, but keep their length.
    masked = _MASKED.sub(lambda found: (LOGIC if found[0][:2] in ("{%", "{#") else OUTPUT) * len(found[0]), text)
    lines, starts = masked.split("\n"), line_starts(text)
    edits: list[Edit] = []
    for run in runs(lines):
        first = run.labels[0]
        in_loop = bool(first.line and first.value and _FOR.match(text, starts[first.line - 1]))
        if _is_prose(run, lines) and not in_loop:
            run.is_list = False
            continue
        if doubt := "A loop would repeat the same label." if in_loop else _doubt(run, lines, masked):
            problems.append(_problem(run, doubt, position(starts, place, first.start)))
        else:
            edits += _edits(run)
    return edits


def _is_prose(run: Run, lines: list[str]) -> bool:
    """Whether these labels begin lines by chance: too few for a list, or parts of a citation that was broken over lines."""
    first = run.labels[0]
    if first.shape in BULLETS:
        return False
    if len(run.labels) == 1 and not (_begins_item(first) and (not (above := _above(first, lines)) or _ENDS.search(above))):
        return True
    if run.gaps and _unspaced(first):
        return True
    return any(_CITES.search(above) and not _ENDS.search(above) for label in run.labels if (above := _above(label, lines)))


def _begins_item(label: Label) -> bool:
    """Whether this label alone shows that an item is meant: "1.Introduction", and not "(a)symmetric" or "(1)st"."""
    return _unspaced(label) and label.value.isdecimal() and label.shape.startswith("#")


def _above(label: Label, lines: list[str]) -> str:
    return lines[label.line - 1].strip(" \t>") if label.line else ""


def _unspaced(label: Label) -> bool:
    return not label.gap and label.shape not in BULLETS


def _doubt(run: Run, lines: list[str], text: str) -> str:
    """Why a run cannot simply become a list, as a sentence; "" if it can."""
    first = run.labels[0]
    if _unspaced(first):
        return "No space follows the mark."
    if first.in_item:
        return "The items of a list are labelled by hand as well."
    if run.gaps:
        return "A letter or number is missing between them."
    if first.shape == "#." and first.value.isupper():
        return "They could also be the initials of people."
    if first.shape not in BULLETS and any(above and not _ENDS.search(above) for label in run.labels if (above := _above(label, lines))):
        return "No colon, semicolon or full stop stands before each of them, so they may be part of a sentence."
    if first.value and (named := _mention(run, text)):
        return f"The text refers to “{named}”, and docgen letters lists itself, so that the letter may change."
    return ""


def _mention(run: Run, text: str) -> str:
    """The first of the labels that the text refers to elsewhere; a provision of an Act, such as “section 1(a)”, is none of them."""
    values = "|".join(re.escape(label.value) for label in run.labels)
    own = {label.start for label in run.labels}
    found = re.finditer(rf"(?<![\w)])(?<!\d )\((?:{values})\)|\b(?:paragraph|item|point|clause)s? (?:{values})\b", text)
    return next((match[0] for match in found if match.start() not in own and not _begins_line(text, match.start())), "")


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t>")


def _problem(run: Run, doubt: str, place: Position) -> Problem:
    first, last = run.labels[0], run.labels[-1]
    shown = f"“{first.words}” to “{last.words}”" if len(run.labels) > 1 and first.value else f"“{first.words}”"
    together = "" if first.in_item else ": they are not a list, and run together into one paragraph"
    instead = "“1.” before each item: lists are lettered by docgen" if first.value else "“-” and a space before each item"
    escape = f"\\{first.words}" if not first.words[0].isalnum() else f"{first.words[:-1]}\\{first.words[-1]}"
    return Problem(place, "typed-list", f"These lines begin with {shown}{together}. {doubt}", instead, f"If you do not mean a list, write {escape}")


def _edits(run: Run) -> Iterator[Edit]:
    for label in run.labels:
        more = " " * max(0, run.indent - label.indent)
        yield Edit(label.at, label.end, label.before + more + ("1. " if label.value else "- "))

"""Where partners sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docgen.document.tree import Signatory, Signatures
from docgen.formats.docx.house_file import SIGNING
from docgen.formats.docx.ooxml import block_xml as ml
from docgen.formats.docx.ooxml import runs
from docgen.formats.docx.writing_state import Place, Writing


def _signatory(node: Signatory, writing: Writing) -> None:
    """The block of one signatory, kept together by its styles; where nothing is known a tab draws a line to fill in."""
    party, line, last = (writing.house.paragraph[name] for name in SIGNING)
    rows = ((line, "Signature", ""), (line, "Name", node.name), (line, "Post", node.post), (last, "Date", ""))
    writing.out.append(f"{ml.start(party)}{runs.run(f'Signed for and on behalf of {node.party}')}{ml.PARAGRAPH_END}")
    writing.out += [f"{ml.start(style)}{runs.run(label)}{runs.TAB}{runs.run(value) if value else runs.TAB}{ml.PARAGRAPH_END}" for style, label, value in rows]


SIGNATORIES: dict[type, Callable[[Any, Writing], None]] = {Signatory: _signatory}


def signatures(node: Signatures, place: Place, keep: bool, writing: Writing) -> None:
    """Write the block of each signatory."""
    for signatory in node.signatories:
        writing.kinds.signatories[type(signatory)](signatory, writing)
    writing.after_table = False

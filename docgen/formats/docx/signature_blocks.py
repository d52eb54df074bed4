"""Signature blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docgen.document.tree import Signatory, Signatures
from docgen.formats.docx.house_style_file import SIGNING
from docgen.formats.docx.ooxml import block_xml as ml
from docgen.formats.docx.ooxml import runs
from docgen.formats.docx.writing_state import Place, State


def _signatory(node: Signatory, state: State) -> None:
    """Write one signatory's block, kept together by its styles; a tab draws a line to fill in where a value is missing."""
    party, line, last = (state.house.paragraph[name] for name in SIGNING)
    rows = ((line, "Signature", ""), (line, "Name", node.name), (line, "Post", node.post), (last, "Date", ""))
    state.out.append(f"{ml.start(party)}{runs.run(f'Signed for and on behalf of {node.party}')}{ml.PARAGRAPH_END}")
    state.out += [f"{ml.start(style)}{runs.run(label)}{runs.TAB}{runs.run(value) if value else runs.TAB}{ml.PARAGRAPH_END}" for style, label, value in rows]


SIGNATORIES: dict[type, Callable[[Any, State], None]] = {Signatory: _signatory}


def signatures(node: Signatures, place: Place, keep: bool, state: State) -> None:
    """Write the block of each signatory."""
    for signatory in node.signatories:
        state.writers.signatories[type(signatory)](signatory, state)
    state.after_table = False

"""Clause Markdown read as a template: parsed once, with fields and logic still in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from docgen.clausetext.folded_text import joined_lines
from docgen.clausetext.jinja_tags import Place
from docgen.clausetext.read_blocks import blocks, read_notes
from docgen.clausetext.read_inlines import inlines
from docgen.clausetext.reading_state import ReadingState
from docgen.document.problems import DocgenError, Problem
from docgen.document.tree import Text
from docgen.sources.yaml_tree import Scalar

_PLAIN = re.compile(r"[A-Za-z](?: ?[A-Za-z0-9,;:?!’–-])*")
"""A line with no syntax of Markdown or Jinja in it, like most titles."""


def read(text: str, place: Place) -> tuple[Any, ...]:
    """The blocks of a piece of Markdown, with fields and logic in them. `place` maps a line and column of the text to a place in the file.

    Raises DocgenError with every problem found in the text.
    """
    state = ReadingState(text, place)
    read_notes(state)
    found = blocks(state)
    state.report_unused_anchors()
    if state.problems:
        raise DocgenError(state.problems)
    return found


@lru_cache(maxsize=4096)
def read_scalar(scalar: Scalar) -> tuple[Any, ...]:
    """The blocks of Markdown in a YAML file; each piece is parsed once. Raises DocgenError as `read` does, and for joined lines."""
    if joined := joined_lines(scalar):
        raise DocgenError([joined])
    return read(scalar.text or "", scalar.place)


def read_line(text: str, place: Place) -> tuple[Any, ...]:
    """The inlines of a single line, such as a title. Raises DocgenError as `read` does, or if the line is empty."""
    if _PLAIN.fullmatch(text):
        return (Text(text),)
    state = ReadingState(text, place)
    read_notes(state)
    state.report_unused_anchors()
    for token in state.tokens:
        if token.type == "inline":
            found = inlines(state, token)
            if not state.problems:
                return found
    raise DocgenError(state.problems or [Problem(place(0, 0), "empty", "There is no text here.", "a line of text")])

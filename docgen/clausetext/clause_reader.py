"""Clause Markdown to a template: parsed once, with fields and logic still in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from docgen.clausetext.jinja_tags import Place
from docgen.clausetext.read_blocks import blocks, read_notes
from docgen.clausetext.read_inlines import inlines
from docgen.clausetext.reading_state import Reading
from docgen.document.problems import DocgenError, Problem
from docgen.document.tree import Text
from docgen.sources.yaml_tree import Scalar

_PLAIN = re.compile(r"[A-Za-z](?: ?[A-Za-z0-9,;:?!’–-])*")
"""A line with nothing in it that Markdown or Jinja would see: most titles are."""


def read(text: str, place: Place) -> tuple[Any, ...]:
    """The blocks of a piece of Markdown, with fields and logic in them.

    `place` says where in the file a line and column of the text is. DocgenError with everything that is wrong in the text.
    """
    reading = Reading(text, place)
    read_notes(reading)
    made = blocks(reading)
    reading.finish()
    if reading.problems:
        raise DocgenError(reading.problems)
    return made


@lru_cache(maxsize=4096)
def read_scalar(scalar: Scalar) -> tuple[Any, ...]:
    """The blocks of Markdown that stands in a YAML file; each piece is parsed once."""
    return read(scalar.text or "", scalar.place)


def read_line(text: str, place: Place) -> tuple[Any, ...]:
    """The inlines of a single line, such as a title."""
    if _PLAIN.fullmatch(text):
        return (Text(text),)
    reading = Reading(text, place)
    read_notes(reading)
    reading.finish()
    for token in reading.tokens:
        if token.type == "inline":
            made = inlines(reading, token)
            if not reading.problems:
                return made
    raise DocgenError(reading.problems or [Problem(place(0, 0), "empty", "There is no text here.", "a line of text")])

"""How a redline is written in Word, and in whose name."""

from __future__ import annotations

from typing import Literal

from docgen.document.frozen_dataclass import dataclass
from docgen.formats.docx.reason_comments import AUTHOR

Causes = Literal["comments", "authors", "off"]
"""Where the causes of changes are shown: in comments, or in the authors' names, so that Word can show or hide the changes of one cause."""
Moves = Literal["moves", "plain"]
"""Whether what moved is shown as moved, or as deleted and inserted."""


@dataclass(frozen=True, slots=True)
class Options:
    """What somebody chose for a redline."""

    causes: Causes = "comments"
    track_numbers: bool = False
    moves: Moves = "moves"
    author: str = AUTHOR

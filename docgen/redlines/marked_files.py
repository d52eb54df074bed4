"""The redline of two Word files that docgen did not compose, written into the new one."""

from __future__ import annotations

from docgen.document.problems import DocgenError
from docgen.formats.docx.marked_copy.marked_copy import MarkedCopy, Moves, marked_copy
from docgen.formats.docx.reading.saved_at import saved_at
from docgen.formats.read_file import Settling
from docgen.redlines.compared_files import ComparedFile


def marked_file(
    old: ComparedFile, new: ComparedFile, author: str, moves: Moves = "moves", formatting: bool = False, changes: Settling | None = None
) -> MarkedCopy:
    """The new file with tracked changes by `author`, dated when it was last saved, so that the same two files always give the same bytes.

    Raises DocgenError as `marked_copy` does.
    """
    try:
        date = saved_at(new.data, new.name)
    except DocgenError:
        date = ""  # The file cannot be read: what is wrong with both files is told at once below.
    return marked_copy(old.data, new.data, (old.name, new.name), author, date, moves, formatting, changes or "refuse")

"""Notes whose ids rise with the text: LibreOffice pairs references and notes by the rank of their ids."""

from __future__ import annotations

from docgen.formats.docx.marked_copy import word_names as n
from docgen.formats.docx.marked_copy.editable_file import EditableFile

_ROOTS = {"footnote": "footnotes", "endnote": "endnotes"}


def with_rising_notes(file: EditableFile) -> None:
    """Give notes new ids, and put them in the order of their references, unless both are so already."""
    body = file.root(file.main)
    for tag, kind in n.NOTE_REFERENCES.items():
        part = file.name_of(_ROOTS[kind])
        references = list(body.iter(tag))
        ids = [reference.get(n.ID, "") for reference in references]
        if not part or len(set(ids)) < len(ids) or ids == sorted(ids, key=int):
            continue
        root = file.root(part)
        notes = {note.get(n.ID, ""): note for note in root}
        used = [id for id in ids if id in notes]
        fresh = dict(zip(used, sorted(used, key=int), strict=True))
        for reference in references:
            reference.set(n.ID, fresh.get(reference.get(n.ID, ""), reference.get(n.ID, "")))
        for old, new in fresh.items():
            notes[old].set(n.ID, new)
        root[:] = sorted(root, key=lambda note: int(note.get(n.ID, "0")))
        file.change(part)
        file.change(file.main)

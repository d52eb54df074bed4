"""A file of any kind becomes a new revision, or two: the text that stands in it and the text that its tracked changes propose."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any, Literal

from docgen.composition.compose import compose
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError
from docgen.document.tree import Document
from docgen.exchange.import_document import Imported, imported, same_words
from docgen.exchange.importable import slug
from docgen.exchange.patch_of_values import patch
from docgen.exchange.read_chart import with_charts
from docgen.exchange.yaml_layout import layout
from docgen.formats.read_file import SETTLED, read_sides, unsettled
from docgen.formats.reading.structure import Structured
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import from_text, require_new
from docgen.sources import yaml_tree

Changes = Literal["accept", "reject", "keep"]


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A revision to be written: its path and text, how it was made, and what its file held that is no part of the text."""

    path: Path
    made: Imported
    source: Structured


def new_revisions(root: Path, data: bytes, file: str, name: str = "", changes: Changes | None = None) -> tuple[NewRevision, ...]:
    """The revisions that a file becomes; `name` is the id of the first, by default made of its title and date.

    Raises DocgenError if the file cannot be read, if it has tracked changes and `changes` does not say what becomes of them, or if the name is taken.
    """
    tracked, read = read_sides(data, file)
    if tracked and changes is None:
        raise DocgenError([unsettled(file, tracked, f"{SETTLED}, or --changes keep for two revisions, one of the old text and one of the proposed text")])
    library = Library(root)
    chosen = read("reject" if changes in ("reject", "keep") else "accept")
    id = name or name_for(chosen.document, file)
    first = NewRevision(require_new(root, id), imported(_named(chosen, file), file, id, library), chosen)
    if not tracked or changes != "keep":
        return (first,)
    proposed = f"{id}-proposed"
    path = require_new(root, proposed)
    accepted = read("accept")
    whole = imported(_named(accepted, file), file, proposed, library)
    return first, NewRevision(path, _extending(whole, first.made, library), accepted)


def _named(source: Structured, file: str) -> Document:
    """The document with a title on its cover: that of the file, or else the file's name."""
    document, front = with_charts(source.document), source.document.front
    title = front.title or PurePath(file).stem
    return replace(document, front=replace(front, title=title, short_title=_running_title(source) or front.short_title))


def _running_title(source: Structured) -> str:
    """The running title in the header of a Word file by docgen, which has the status beside it; "" for other files."""
    for each in source.dropped if source.origins.revision else ():
        title, tab, status = each.words.partition("\t")
        if each.kind == "header" and tab and status.strip() == source.document.front.status:
            return title.strip()
    return ""


def name_for(document: Document, file: str) -> str:
    """The id that suits a document: that of its revision if docgen made the file, else its subtitle, title or file name with its date."""
    if re.fullmatch(r"[a-z0-9]+([.-][a-z0-9]+)*/[a-z0-9]+([.-][a-z0-9]+)*", document.id):
        return document.id
    front = document.front
    year = re.search(r"\b(?:19|20)\d\d\b", front.date)
    return f"{slug(front.subtitle or front.title or PurePath(file).stem)}/{year[0] if year else '1'}"


def _extending(whole: Imported, base: Imported, library: Library) -> Imported:
    """The revision as a file that extends the base and states only what differs; as a whole file if that composes to anything else."""
    before, after = (yaml_tree.plain(yaml_tree.parse(each.text, "")) for each in (base, whole))
    changed: dict[str, Any] = {"extends": base.id.partition("/")[2], **patch(before, after)}
    text = layout(changed)
    try:
        composed = compose(from_text(whole.id, text, (base.id, base.text)), library)
    except DocgenError:
        return whole
    return replace(whole, text=text, document=composed) if same_words(composed, whole.document) else whole

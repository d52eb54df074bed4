"""New clauses and new versions of clauses, as files to be written and then edited."""

from __future__ import annotations

import json
import re
from pathlib import Path

from docgen.document.problems import DocgenError, Position, Problem
from docgen.library.clauses import Library
from docgen.sources import files

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_NEW = """\
---
title: {title}
status: draft
summary: {summary}
use: >-
  Say when to choose this clause, and which clause to choose instead.
# What it rests on, by the ids of clauses/law.yaml, each with the provision or edition.
law: {{}}
# What it asks for. Each has a type, help and an example, and a default unless a value must be given. A default never says what the document is about.
parameters: {{}}
---
Write the text here.
"""


def new_clause(root: Path, id: str, title: str, summary: str) -> tuple[Path, bytes]:
    """The first version of a clause, as a draft. Raises DocgenError for a bad name or one in use."""
    require_name(id, Position(id))
    path = root / "clauses" / id / "v1.md"
    if id in Library(root).versions:
        place, advice = Position(files.relative_name(root, path)), f"For a new version: docgen clause bump {id}."
        raise DocgenError([Problem(place, "clause-exists", f"There is a clause “{id}” already.", "an unused name", advice)])
    return path, _NEW.format(title=_quoted(title), summary=_quoted(summary)).encode()


def require_name(id: str, position: Position) -> None:
    """Raises DocgenError for what cannot be the name of a clause."""
    if not _ID.fullmatch(id):
        expected = "kind/name, in lower-case letters and digits joined by hyphens, such as funding/match-funding"
        raise DocgenError([Problem(position, "bad-name", f"“{id}” cannot be the name of a clause.", expected)])


def next_version(root: Path, id: str, change: str, why: str) -> tuple[Path, bytes]:
    """The next version of a clause, as a draft with the text of the latest. Raises DocgenError if there is no such clause or it has errors."""
    library = Library(root)
    library.require(id, Position("clauses"))
    clause = library.latest(id)
    lines = files.read_text(root, root / clause.file).split("\n")
    places = sorted((place.line - 1, key) for key, place in clause.head.keys.items())
    kept: list[str] = []
    end = lines.index("---", 1)
    for (start, key), (stop, _) in zip(places, [*places[1:], (end, "")], strict=True):
        if key == "status":
            kept += ["status: draft", f"change: {change}", f"changes: {_quoted(why)}"]
            kept += [line for line in lines[start + 1 : stop] if line.startswith("#")]
        elif key not in ("change", "changes"):
            kept += lines[start:stop]
    before = lines[1 : places[0][0]]
    return root / "clauses" / id / f"v{clause.version + 1}.md", "\n".join(["---", *before, *kept, *lines[end:]]).encode()


def _quoted(text: str) -> str:
    """A text as YAML on one line, quoted only if it must be: JSON is YAML."""
    text = " ".join(text.split())
    return text if re.fullmatch(r"[A-Za-z][\w ,.()’;-]*", text) and text.casefold() not in ("null", "true", "false") else json.dumps(text, ensure_ascii=False)

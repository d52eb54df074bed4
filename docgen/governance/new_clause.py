"""New clauses and new versions of them, as files to be written and then edited."""

from __future__ import annotations

import json
import re
from pathlib import Path

from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.library.clauses import Clause, Library
from docgen.sources import files

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_NEW = """\
---
title: {title}
status: draft
summary: {summary}
use: >-
  Say when to choose this clause, and which other clause serves where it does not fit.
# What it rests on, by the ids of clauses/law.yaml, each with the provision or edition.
law: {{}}
# What it asks for. Each has a type, help and an example, and a default unless a value must be given.
parameters: {{}}
---
Write the text here.
"""


def new_clause(root: Path, id: str, title: str, summary: str) -> tuple[Path, bytes]:
    """The first version of a clause, as a draft to be edited. DocgenError for a bad name or a clause that is there."""
    path = root / "clauses" / id / "v1.md"
    if not _ID.fullmatch(id):
        expected = "kind/name, in lower-case letters and digits joined by hyphens, such as funding/match-funding"
        raise DocgenError([Problem(Position(id), "bad-name", f"“{id}” cannot be the name of a clause.", expected)])
    if id in Library(root).versions:
        advice = f"For a new version: docgen clause bump {id}."
        raise DocgenError(
            [Problem(Position(files.relative_name(root, path)), "clause-exists", f"There is a clause “{id}” already.", "a name of its own", advice)]
        )
    return path, _NEW.format(title=_quoted(title), summary=_quoted(summary)).encode()


def next_version(root: Path, id: str, change: str, why: str) -> tuple[Path, bytes]:
    """The next version of a clause, as a draft with the text of the latest. DocgenError if there is no such clause or it has faults."""
    clause = latest_clause(Library(root), id)
    file = root / "clauses" / id / f"v{clause.version}.md"
    lines = files.read_text(root, file).split("\n")
    places = sorted((place.line - 1, key) for key, place in clause.head.keys.items())
    kept: list[str] = []
    end = lines.index("---", 1)
    for (start, key), (after, _) in zip(places, [*places[1:], (end, "")], strict=True):
        if key == "status":
            kept += ["status: draft", f"change: {change}", f"changes: {_quoted(why)}"]
            kept += [line for line in lines[start + 1 : after] if line.startswith("#")]
        elif key not in ("change", "changes"):
            kept += lines[start:after]
    before = lines[1 : places[0][0]]
    return root / "clauses" / id / f"v{clause.version + 1}.md", "\n".join(["---", *before, *kept, *lines[end:]]).encode()


def latest_clause(library: Library, id: str) -> Clause:
    """The latest version of a clause. DocgenError if there is none of that id."""
    if id not in library.versions:
        near = did_you_mean(id, library.versions)
        raise DocgenError([Problem(Position("clauses"), "unknown-clause", f"There is no clause “{id}”.", "a clause of `docgen clauses`", near)])
    return library.clause(id, library.versions[id][-1])


def _quoted(text: str) -> str:
    """A piece of text as YAML has it on one line: JSON is YAML."""
    text = " ".join(text.split())
    return text if re.fullmatch(r"[A-Za-z][\w ,.()’;-]*", text) and text.casefold() not in ("null", "true", "false") else json.dumps(text, ensure_ascii=False)

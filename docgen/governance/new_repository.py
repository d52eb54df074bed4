"""A new docs repository: the starter library, the house style, one example, and a Makefile that builds it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from docgen.document.problems import DocgenError, Position, Problem
from docgen.partnership.repository import shipped

PARTS = ("clauses", "templates", "partnerships/herefordshire")
"""The folders that a new repository starts with."""

MAKEFILE = """\
# make docs: build every revision into build/.   make diffs: write what changed from each to the next.   make list: list the revisions.
-include local.mk
DOCGEN ?= docgen

docs:
\t$(DOCGEN) build

diffs:
\t$(DOCGEN) diffs

list:
\t$(DOCGEN) list

.PHONY: docs diffs list
"""

README = """\
# Memoranda of understanding

`make docs` writes every revision in `partnerships/` into `build/`, as Word, Markdown, HTML and JSON.
`make diffs` writes what changed from each revision to the next into `build/redlines/`.

1. Copy `partnerships/herefordshire/` to a folder with your partnership's name, and change the facts.
2. `docgen clauses` lists the clauses. `docgen show KIND/NAME` shows one, with the facts it asks for.
3. `docgen schema > partnership.schema.json` gives your editor completion: put
   `# yaml-language-server: $schema=../../partnership.schema.json` on the first line of a partnership file.

A released clause is never edited: `docgen clause bump KIND/NAME` starts its next version, and `docgen upgrade` moves partnerships to it.
"""

GITIGNORE = "/build/\n/local.mk\n"


def start(folder: Path) -> list[str]:
    """Create the repository in `folder`; return lines that say what to do next. Raises DocgenError if the folder is not empty or cannot be written."""
    place = Position(folder.as_posix())
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DocgenError([Problem(place, "not-empty", "This folder is not empty.", "a new or an empty folder", "Choose another name.")])
    try:
        for part in PARTS:
            shutil.copytree(shipped() / part, folder / part)
        for name, text in (("Makefile", MAKEFILE), ("README.md", README), (".gitignore", GITIGNORE), ("local.mk", f"DOCGEN = '{sys.executable}' -m docgen\n")):
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise DocgenError([Problem(place, "unwritable", f"This folder cannot be created: {error.strerror}.")]) from None
    here = folder.resolve() == Path.cwd()
    return [f"Created {folder.resolve().name if here else folder}.", "Next: make docs" if here else f"Next: cd {folder} && make docs"]

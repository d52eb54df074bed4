"""The findings as one page: a table of contents by document, then each finding with its source line and a link to the file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from docgen.checks.run_rules import Found
from docgen.formats.fill_template import filled_template
from docgen.sources.files import HouseStyle
from docgen.sources.problem_report import excerpt

LIBRARY = "The clause library"
"""The heading for findings that belong to no single document."""


def page(found: Iterable[Found], ignored: Sequence[Found], why: Mapping[str, str], root: Path, output: Path | None, style: HouseStyle) -> bytes:
    """The page in UTF-8, ending with the ignored findings and their reasons.

    `why` holds the summary of each rule by its code; links to the sources are relative to `output`, where the page will be written.
    """
    documents: dict[str, list[dict[str, Any]]] = {}
    start = (output.parent if output else Path.cwd()).resolve()
    for each in found:
        problem, place = each.problem, each.problem.position
        path = root / place.file
        code, _, name = problem.code.partition(" ")
        entry = {
            "problem": problem,
            "code": code,
            "name": name,
            "why": why.get(code, ""),
            "place": str(place),
            "link": quote(Path(os.path.relpath(path, start)).as_posix()) if path.is_file() else "",
            "line": "\n".join(line[2:] for line in excerpt(problem, root)),
        }
        documents.setdefault(each.draft or LIBRARY, []).append(entry)
    counts = {name: [sum(entry["problem"].severity == kind for entry in entries) for kind in ("error", "warning")] for name, entries in documents.items()}
    facts = {"css": Markup(style.text("page.css") + style.text("overview.css")), "documents": documents, "counts": counts, "ignored": ignored}
    return filled_template(style, "findings.html.jinja", facts).encode()

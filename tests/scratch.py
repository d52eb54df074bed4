"""A small docs repository in a temporary folder, to damage in one way at a time."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from docgen.cli.main import main
from docgen.composition.build import Built, build
from docgen.document.problems import Position, Problem
from docgen.partnership.repository import chosen

ROOT = Path(__file__).parents[1]
REVISION = "partnerships/scratch/1.yaml"
NEXT = "partnerships/scratch/2.yaml"
OTHER = "partnerships/other/1.yaml"
CLAUSE = "clauses/meetings/monthly/v1.md"
HERE = "¦"
"""In a text that is put in, the place where a problem must be found; it is taken out."""

FILES = {
    CLAUSE: """\
---
title: Meetings
status: approved
summary: The bodies meet every month.
use: Bodies that meet often.
law: {}
parameters:
  chair:
    type: text
    help: Who chairs.
    example: the Leader
  notice:
    type: duration
    help: How long before a meeting its papers are sent.
    example: 5 working days
    default: 5 working days
---
The bodies meet every month. {{ chair }} chairs.

## Papers {#papers}

Papers are sent {{ notice }} before. {% if review.next %}Until {{ review.next }}.{% endif %}
""",
    "clauses/meetings/yearly/v1.md": """\
---
title: Meetings
status: withdrawn
summary: The bodies meet every year.
use: No body. Use meetings/monthly.
law: {}
---
The bodies meet every year.
""",
    REVISION: """\
title: Agreement
partnership: {name: Scratch Partnership}
status: draft
date: 2024-05
parties:
  council: {name: Scratch Council, short: the Council}
groups:
  board: {name: Joint Board}
signatories:
  - {party: council, post: Chief Executive}
sections:
  meetings:
    clause: meetings/monthly@1
    with:
      chair: The Leader
  aims:
    title: Aims
    reason: The aims are ours alone.
    text: |
      The aims are plain.

      They are met in [](#meetings).
""",
    NEXT: """\
extends: "1"
date: 2025-05
sections:
  aims:
    before: meetings
""",
    OTHER: """\
title: Another agreement
partnership: {name: Other Partnership}
status: approved
sections:
  aims: {title: Aims, reason: A test., text: The aims are other.}
""",
}


@dataclass(frozen=True, slots=True)
class Scratch:
    """The repository in `root`; its documents go to `output`."""

    root: Path
    output: Path

    def write(self, file: str, text: str | bytes) -> Position:
        """Put a file there. The position of HERE in its text, or its beginning."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        before, _, after = (text if isinstance(text, str) else "").partition(HERE)
        path.write_bytes(text if isinstance(text, bytes) else (before + after).encode())
        if not after and not before.endswith(HERE):
            return Position(file)
        return Position(file, before.count("\n") + 1, len(before) - before.rfind("\n"))

    def edit(self, file: str, old: str, new: str) -> Position:
        """Replace a piece of a file that stands in it once. The position of HERE in `new`."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        return self.write(file, text.replace(old, new))

    def build(self, *names: str, formats: tuple[str, ...] = ("json", "markdown")) -> dict[str, Built]:
        return {built.id: built for built in build(self.root, chosen(self.root, names), formats, self.output)}

    def problems(self, *names: str, formats: tuple[str, ...] = ("json", "markdown")) -> tuple[Problem, ...]:
        """All problems of a run, each once."""
        return tuple(sorted({problem for built in self.build(*names, formats=formats).values() for problem in built.problems}))

    def files(self) -> dict[str, bytes]:
        """What stands in the output folder, without the record of what the rules found."""
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in self.output.rglob("*") if path.is_file() and path.name != ".findings"}


def repository(folder: Path) -> Scratch:
    """A repository with one clause, one partnership of two revisions and another, and the real templates."""
    scratch = Scratch(folder / "docs", folder / "out")
    for file, text in FILES.items():
        scratch.write(file, text)
    shutil.copytree(ROOT / "templates", scratch.root / "templates")
    return scratch


def run(scratch: Scratch, *words: str | Path, input: str = "") -> Result:
    """What a command does in the repository. It may fail, but not with a traceback."""
    result = CliRunner().invoke(main, ["--root", str(scratch.root), *map(str, words)], input=input)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result

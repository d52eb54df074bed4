"""Who approved which text: one line each in `approvals.txt`, which a changed text leaves behind by itself.

A line is the day, what was approved (a revision, a section of it as `2019#funding`, or a clause version), the SHA-256 of that text
in hexadecimal, and who approved it, between spaces: `council: Jo Doe, Chief Executive`, without a party if the post belongs to none.
`(with errors: …)` at the end says why a text was approved with errors. A review that goes stale by itself is an idea of doorstop's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from docgen.document.fingerprint import fingerprint
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import FrontMatter, Section
from docgen.document.values import Date, date
from docgen.sources import files

FILE, REVIEWS = "approvals.txt", "reviews.txt"
HEADS = {
    FILE: "# Who approved which text: day, what, SHA-256 of the text, who. `docgen approve` adds lines.\n",
    REVIEWS: "# Who reviewed which clause against newer law: day, what, SHA-256 of the wording, who. `docgen clause review` adds lines.\n",
}
_LINE = re.compile(r"(\d{4}-\d\d-\d\d)\s+(\S+)\s+([0-9a-f]{64})\s+(?:([a-z][a-z0-9_]*):\s+)?(\S.*?)(?: \(with errors: (.*)\))?")
PARTY = re.compile(r"[a-z][a-z0-9_]*:\s")
"""How a line begins to name the party of who approved."""


@dataclass(frozen=True, slots=True)
class Approval:
    """One line: `of` is "2019", "2019#funding", "funding/own-costs@1", or "funding/own-costs@1#working-together:2023" for a review; `by` is "Name, role".

    `party` is the id of the party whose officer approved, or "". `errors` is why a text with errors was approved, or "".
    """

    day: Date
    of: str
    digest: str
    by: str
    position: Position
    party: str = ""
    errors: str = ""

    @property
    def line(self) -> str:
        party, errors = f"{self.party}: " if self.party else "", f" (with errors: {self.errors})" if self.errors else ""
        return f"{self.day.start().isoformat()} {self.of} {self.digest} {party}{self.by}{errors}"


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """How the approvals of a revision relate to its present text."""

    current: tuple[Approval, ...]
    """Approvals of the present text."""
    stale: tuple[Approval, ...]
    """Approvals of an earlier text by people who have not approved the present one."""
    missing: tuple[str, ...]
    """The posts that must still approve, with their parties, in words."""

    @property
    def complete(self) -> bool:
        """Whether everyone who must approve has approved the present text, and at least one person has."""
        return bool(self.current) and not self.missing


def read(root: Path, folder: Path, name: str = FILE) -> tuple[Approval, ...]:
    """The approvals, or reviews, in a folder, in file order; none if there is no file. Raises DocgenError for malformed lines."""
    path = folder / name
    if not path.exists():
        return ()
    file, out, problems = files.relative_name(root, path), [], []
    for number, line in enumerate(files.read_text(root, path).split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.rstrip())
        day = _day(found[1]) if found else None
        if found and day:
            out.append(Approval(day, found[2], found[3], found[5], Position(file, number), found[4] or "", found[6] or ""))
        else:
            seen = "This line is not a valid approval."
            problems.append(Problem(Position(file, number), "bad-approval", seen, "day, what, SHA-256 and who, as `docgen approve` writes them", "Delete it."))
    if problems:
        raise DocgenError(problems)
    return tuple(out)


def _day(text: str) -> Date | None:
    try:
        return date(text)
    except ValueError:
        return None


def with_approvals(root: Path, folder: Path, added: Iterable[Approval], name: str = FILE) -> tuple[Path, bytes]:
    """The path and new content of a folder's file of approvals, or reviews, with lines added at the end."""
    path = folder / name
    text = files.read_text(root, path) if path.exists() else HEADS[name]
    text += "" if text.endswith("\n") else "\n"
    return path, (text + "".join(f"{approval.line}\n" for approval in added)).encode()


def approved_content(front: FrontMatter, sections: Sequence[Section], control: Sequence[tuple[str, str]]) -> str:
    """The SHA-256, in hexadecimal, of what approvers approve: the words of the cover, the file's own rows of the document control, and
    the sections in order. Status, numbers and looks are left out."""
    return fingerprint((front.title, front.subtitle, front.short_title, front.parties, front.date), tuple(control), tuple(map(_digests, sections)))


def _digests(section: Section) -> tuple[object, ...]:
    digest = section.origin.digest if section.origin else ""
    return (section.id, digest, tuple(map(_digests, section.sections)))


def has_post(by: str, post: str) -> bool:
    """Whether "Name, role" holds a post. An approval may also give the post alone."""
    return by.casefold() == post.casefold() or by.casefold().endswith(f", {post.casefold()}")

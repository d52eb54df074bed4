"""Who approved which text: one line each in `approvals.txt`, which a changed text leaves behind by itself.

A line is the day, what was approved (a revision, a section of it as `2019#funding`, or a clause version), the SHA-256 of that text
in hexadecimal, and who approved it, between spaces. A review that goes stale by itself is an idea of doorstop's.
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
_LINE = re.compile(r"(\d{4}-\d\d-\d\d)\s+(\S+)\s+([0-9a-f]{64})\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class Approval:
    """One line: `of` is "2019", "2019#funding", "funding/own-costs@1", or "funding/own-costs@1#working-together:2023" for a review; `by` is "Name, role"."""

    day: Date
    of: str
    digest: str
    by: str
    position: Position

    @property
    def line(self) -> str:
        return f"{self.day.start().isoformat()} {self.of} {self.digest} {self.by}"


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """How the approvals of a revision relate to its present text."""

    current: tuple[Approval, ...]
    """Approvals of the present text."""
    stale: tuple[Approval, ...]
    """Approvals of an earlier text by people who have not approved the present one."""
    missing: tuple[str, ...]
    """The roles that must still approve."""

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
            out.append(Approval(day, found[2], found[3], found[4], Position(file, number)))
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


def approval_state(approvals: Iterable[Approval], of: str, digest: str, approvers: Sequence[str]) -> ApprovalState:
    """Which approvals cover the text with this digest. An approver is matched by the role that an approval gives after the name."""
    about = {approval.by: approval for approval in approvals if approval.of == of}
    current = tuple(approval for approval in about.values() if approval.digest == digest)
    stale = tuple(approval for approval in about.values() if approval.digest != digest)
    missing = tuple(role for role in approvers if not any(_is(role, approval.by) for approval in current))
    return ApprovalState(current, stale, missing)


def _is(role: str, by: str) -> bool:
    return by.casefold() == role.casefold() or by.casefold().endswith(f", {role.casefold()}")

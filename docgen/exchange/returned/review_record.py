"""What became of the edits and comments of returned files: a record beside the revision, `partnerships/NAME/REVISION.reviews.json`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docgen.document.problems import DocgenError, Position, Problem
from docgen.exchange.edits.edit import APPLIED, Edit
from docgen.exchange.edits.edit_words import SORTS
from docgen.exchange.returned.returned_draft import PlacedComment, Returned
from docgen.exchange.returned.review_words import UNKNOWN
from docgen.partnership import repository
from docgen.sources import files

SUFFIX = ".reviews.json"
_KEYS = ("file", "sha256", "revision", "partners", "day", "edits", "comments")
Review = dict[str, Any]


def path_of(root: Path, revision: str) -> Path:
    """The path of the record of a revision."""
    return root / "partnerships" / f"{revision}{SUFFIX}"


def review(returned: Returned, data: bytes, accepted: Collection[str] = (), rejected: Collection[str] = ()) -> Review:
    """What a returned file says, as plain data: its edits, each with its outcome ("accepted", "rejected", "open"), and its comments."""
    how = returned.how.values()
    return {
        "file": returned.file,
        "sha256": hashlib.sha256(data).hexdigest(),
        "revision": returned.build.base.partnership.id,
        "commit": returned.build.commit,
        "partners": list(dict.fromkeys(name for each in how for name in each.authors if name not in UNKNOWN)),
        "day": max((each.day for each in how), default=""),
        "edits": [_edit(returned, edit, accepted, rejected) for edit in returned.found.edits if edit.sort in SORTS],
        "running": [{"kind": line.kind, "old": line.old, "new": line.new} for line in returned.running],
        "comments": [_comment(each) for each in returned.comments],
    }


def _edit(returned: Returned, edit: Edit, accepted: Collection[str], rejected: Collection[str]) -> dict[str, Any]:
    how = returned.how[edit.id]
    return {
        "id": edit.id,
        "section": edit.section,
        "clause": edit.clause,
        "sort": edit.sort,
        "node": edit.node,
        "old": edit.old,
        "new": edit.new,
        **({"path": list(edit.path), "value": edit.value} if edit.sort == "value" else {}),
        **({"told": edit.told} if edit.told else {}),
        "elsewhere": [{"section": each.section, "old": each.old, "new": each.new} for each in edit.elsewhere],
        "tracked": how.tracked,
        "authors": [name for name in how.authors if name not in UNKNOWN],
        "day": how.day,
        "outcome": "accepted" if edit.id in accepted else "rejected" if edit.id in rejected else "open" if edit.sort in APPLIED else "not applied",
    }


def _comment(placed: PlacedComment) -> dict[str, Any]:
    comment = placed.comment
    return {
        "id": comment.id,
        "section": placed.section,
        "on": comment.on,
        "author": "" if comment.author in UNKNOWN else comment.author,
        "day": comment.date[:10],
        "words": comment.words,
        "reply_to": comment.reply_to,
        "resolved": comment.resolved,
    }


def reviews(root: Path, revision: str) -> list[Review]:
    """The reviews on record for a revision, the oldest first. Raises DocgenError if the record is damaged."""
    path = path_of(root, revision)
    if not files.exists(path):
        return []
    text = files.read_text(root, path)
    name = files.relative_name(root, path)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise DocgenError([_damaged(Position(name, error.lineno, error.colno), f"This record is no JSON: {error.msg}.")]) from None
    rows = found.get("reviews") if isinstance(found, Mapping) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) and all(key in row for key in _KEYS) for row in rows):
        raise DocgenError([_damaged(Position(name), "This is no record of reviews.")])
    return rows


def _damaged(place: Position, seen: str) -> Problem:
    return Problem(place, "damaged-record", seen, "the record as docgen review wrote it", "Restore it: git checkout.")


def with_reviews(root: Path, made: Sequence[Review]) -> tuple[Path, bytes]:
    """The path and the new text of the record of a revision with reviews of it. A review of the same file replaces the earlier one."""
    revision, digests = made[0]["revision"], {row["sha256"] for row in made}
    kept = [row for row in reviews(root, revision) if row["sha256"] not in digests]
    text = json.dumps({"reviews": [*kept, *made]}, ensure_ascii=False, indent=1)
    return path_of(root, revision), f"{text}\n".encode()


def every_review(root: Path) -> Iterator[Review]:
    """All reviews on record in the repository, by revision. Raises DocgenError with the first damaged record."""
    for name in repository.revisions(root):
        yield from reviews(root, name)

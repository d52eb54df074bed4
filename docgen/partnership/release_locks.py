"""Released revisions. The lock `partnerships/<name>/<revision>.lock` records what was released and from what; the archive holds the document.

A lock is JSON: digests are SHA-256 in hexadecimal, of sources (by path in the repository), of the wording of each clause version, and
of each output (by file name).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docgen import __version__
from docgen.document.frozen_dataclass import dataclass
from docgen.document.message_words import number_of
from docgen.document.problems import DocgenError, Position, Problem
from docgen.sources import files

SUFFIX = ".lock"


@dataclass(frozen=True, slots=True)
class Lock:
    """The content of a lock file. `content` is the digest of what was approved; `approvals` are the lines that approved it.

    `errors` are those that `docgen check` found in the text, in words, and `reason` is why it was released with them.
    """

    revision: str
    docgen: str
    content: str
    approvals: tuple[str, ...]
    sources: Mapping[str, str]
    clauses: Mapping[str, str]
    outputs: Mapping[str, str]
    reason: str = ""
    errors: tuple[str, ...] = ()

    def text(self) -> str:
        """The text of the lock file."""
        names = ("revision", "docgen", "content", "approvals", *(("reason", "errors") if self.reason else ()), "sources", "clauses", "outputs")
        held = {name: getattr(self, name) for name in names}
        return json.dumps(held, ensure_ascii=False, indent=1) + "\n"

    @property
    def in_words(self) -> str:
        """'released', or 'released with 2 errors: the trust signs in May'."""
        return f"released with {number_of(len(self.errors), 'error')}: {self.reason}" if self.reason else "released"


def path(root: Path, name: str) -> Path:
    """The path of the lock of `halton/2019`."""
    return root / "partnerships" / f"{name}{SUFFIX}"


def archive_path(root: Path, name: str) -> Path:
    """The path of the archived document of a released revision."""
    return root / "partnerships" / f"{name}.json"


def is_released(root: Path, name: str) -> bool:
    """Whether a revision has a lock."""
    return path(root, name).is_file()


def locks(root: Path) -> Iterator[Lock]:
    """All locks, in the order of the revisions. Raises DocgenError if one cannot be read."""
    for file in sorted((root / "partnerships").glob(f"*/*{SUFFIX}")):
        yield read(root, f"{file.parent.name}/{file.name.removesuffix(SUFFIX)}")


def read(root: Path, name: str) -> Lock:
    """The lock of a released revision. Raises DocgenError if there is none or it is malformed."""
    file = path(root, name)
    try:
        held = json.loads(files.read_text(root, file))
        lock = Lock(
            _text(held["revision"]),
            _text(held["docgen"]),
            _text(held["content"]),
            tuple(map(_text, held["approvals"])),
            _texts(held["sources"]),
            _texts(held["clauses"]),
            _texts(held["outputs"]),
            _text(held.get("reason", "")),
            tuple(map(_text, held.get("errors", ()))),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        seen, advice = "This is not a valid release lock.", "Restore it from git."
        raise DocgenError([Problem(Position(files.relative_name(root, file)), "bad-lock", seen, "a file that `docgen release` wrote", advice)]) from None
    return lock


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: Any) -> dict[str, str]:
    return {_text(key): _text(item) for key, item in value.items()}


def digest(data: bytes) -> str:
    """The SHA-256 of the data, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def different(lock: Lock, outputs: Mapping[str, str]) -> list[str]:
    """The outputs, of those that are given with their digests, that are not what was released.

    A later docgen may write other bytes for the same document; then only the archive counts.
    """
    return [name for name, found in outputs.items() if (lock.docgen == __version__ or name.endswith(".json")) and lock.outputs.get(name, found) != found]


def broken_release(root: Path, lock: Lock, outputs: list[str], changed: list[str]) -> Problem:
    """The Problem that a released revision now gives other outputs, because sources changed."""
    place = Position(files.relative_name(root, path(root, lock.revision)))
    seen = f"The released revision “{lock.revision}” no longer gives {', '.join(outputs)} as released."
    advice = f"Changed since: {', '.join(changed)}. " if changed else ""
    return Problem(place, "release-broken", seen, "the very files that were released", f"{advice}Undo that with git, and begin a new revision for a new text.")

"""The one door to disk: paths that stay inside the repository, files that are read whole and written whole or not at all."""

from __future__ import annotations

import secrets
import shutil
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from docgen.document.characters import code_point, invisible
from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem

LARGEST = 4_000_000
"""No source file may be larger, in bytes: composing is done in memory."""
MOST_TOLD = 20
"""So many unseen characters of a file are told of; a file with more is none that a person wrote."""


def inside(root: Path, path: Path) -> bool:
    """Whether `path`, with its symbolic links followed, lies in `root`; links that lead round in a circle lie nowhere."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def read(root: Path, path: Path) -> bytes:
    """The bytes of a source file. DocgenError if it is missing, too large, or reached by a link that leaves `root`."""
    place = Position(relative_name(root, path))
    if not inside(root, path):
        raise DocgenError([Problem(place, "outside", "This file lies outside the repository.", "a file inside it", "Copy it in; do not link to it.")])
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise DocgenError([Problem(place, "unreadable", "This is no file.", "a file with text in it", "A folder or a device stands in its place.")])
        if status.st_size > LARGEST:
            raise DocgenError([Problem(place, "too-large", f"This file has more than {LARGEST // 1_000_000} MB.", "a source file that a person wrote")])
        return path.read_bytes()
    except OSError as error:
        raise DocgenError([Problem(place, "unreadable", f"This file cannot be read: {error.strerror}.")]) from None


def read_text(root: Path, path: Path) -> str:
    """The text of a source file, in UTF-8 with or without a byte order mark, lines ended by a line feed.

    DocgenError also for bytes that are not UTF-8 and for control characters, at their line and column.
    """
    data = read(root, path)
    name = relative_name(root, path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        raise DocgenError(
            [Problem(_after(name, before), "not-utf8", f"The byte 0x{data[error.start]:02x} is not UTF-8.", "text saved as UTF-8", "Save the file as UTF-8.")]
        ) from None
    text = text.replace("\r\n", "\n")
    problems = [
        Problem(
            _after(name, text[:at]),
            "control-character",
            f"The character {code_point(text[at])}, which nobody can see, stands here.",
            "text that can be read",
            "Delete it.",
        )
        for at in invisible(text)[:MOST_TOLD]
    ]
    if problems:
        raise DocgenError(problems)
    return text


def _after(name: str, text: str) -> Position:
    return Position(name, text.count("\n") + 1, len(text) - text.rfind("\n"))


def relative_name(root: Path, path: Path) -> str:
    """The path as problems show it: relative to the repository, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def write_together(files: Sequence[tuple[Path, bytes]]) -> tuple[bool, ...]:
    """Put each file's bytes in its place by rename, so that a reader sees the old file or the new one; for each, whether it changed.

    DocgenError if a folder cannot be written or the disk is full: every old file then stands as it was, also where others had been replaced.
    """
    parts: dict[Path, Path] = {}
    replaced: list[Path] = []
    path = Path()
    try:
        for path, data in files:
            if path.is_file() and path.read_bytes() == data:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(0, "a folder stands in its place")
            parts[path] = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
            parts[path].write_bytes(data)
        for number, (path, part) in enumerate(parts.items(), 1):
            # When the last rename fails, its own old file has not gone.
            if number < len(parts) and path.exists():
                _keep(path, _old(part))
            part.replace(path)
            replaced.append(path)
    except OSError as error:
        for done in replaced:
            _put_back(done, _old(parts[done]))
        raise DocgenError([_unwritable(path, error)]) from None
    finally:
        for part in parts.values():
            for left in (part, _old(part)):
                with suppress(OSError):
                    left.unlink()
    return tuple(path in parts for path, _ in files)


def _old(part: Path) -> Path:
    """The name beside it under which the file that a part replaces is kept until all are done."""
    return part.with_name(f"{part.name}.old")


def _keep(path: Path, old: Path) -> None:
    try:
        old.hardlink_to(path)
    except OSError:
        # Some disks know no second name for a file.
        shutil.copy2(path, old)


def _put_back(path: Path, old: Path) -> None:
    """Undo a rename that was done: the old file comes back, and a file that is new goes."""
    with suppress(OSError):
        if old.exists():
            old.replace(path)
        else:
            path.unlink()


def _unwritable(path: Path, error: OSError) -> Problem:
    return Problem(
        Position(path.as_posix()),
        "unwritable",
        f"This file cannot be written: {error.strerror}.",
        "a folder that can be written, on a disk with room",
        "Free the disk, or choose another --output folder.",
    )


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A folder of `templates/`: the looks of a document in each format. Each file is read once."""

    name: str
    root: Path
    """The repository."""
    _bytes: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)
    _texts: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def folder(self) -> Path:
        return self.root / "templates" / self.name

    def read(self, name: str) -> bytes:
        """The bytes of one file of the style; DocgenError if it is missing."""
        if name not in self._bytes:
            self._bytes[name] = read(self.root, self.folder / name)
        return self._bytes[name]

    def text(self, name: str) -> str:
        """The text of one file of the style; DocgenError if it is missing or no UTF-8."""
        if name not in self._texts:
            self._texts[name] = read_text(self.root, self.folder / name)
        return self._texts[name]

    def place(self, name: str) -> str:
        """One file of the style as problems show it."""
        return relative_name(self.root, self.folder / name)

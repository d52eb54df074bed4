"""Reading and writing files: paths stay inside the repository; files are read whole, and written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from docgen.document.forbidden_characters import code_point, invisible
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem

LARGEST = 4_000_000
"""The largest size of a source file, in bytes: composing is done in memory."""
LARGEST_DOCUMENT = 60_000_000
"""The largest size of a document from elsewhere, in bytes, which may hold pictures."""
MOST_REPORTED = 20
"""How many invisible characters of a file are reported; no person writes a file with more."""


def inside(root: Path, path: Path) -> bool:
    """Whether `path`, with its symbolic links followed, lies in `root`; never for links that form a loop."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def exists(path: Path) -> bool:
    """Whether there is a file, a folder or a link at the path, whatever a link leads to."""
    return os.path.lexists(path)


def is_folder(path: Path) -> bool:
    """Whether a folder that may be looked at is at the path; a link that leads nowhere or in a circle is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def listed(folder: Path) -> list[Path] | None:
    """What a folder holds, in alphabetical order and without hidden files; None if it cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return None


def leads_nowhere(path: Path) -> bool:
    """Whether the path is a link to nothing or in a circle."""
    try:
        path.stat()
    except OSError:
        return path.is_symlink()
    return False


def read(root: Path, path: Path, largest: int = LARGEST) -> bytes:
    """The bytes of a source file. Raises DocgenError if it is missing, larger than `largest`, or reached by a link that leaves `root`."""
    place = Position(relative_name(root, path))
    if leads_nowhere(path):
        raise DocgenError([Problem(place, "unreadable", "This is a broken link.", "a text file", "Copy the file here; do not link to it.")])
    if not inside(root, path):
        raise DocgenError([Problem(place, "outside", "This file is outside the repository.", "a file inside it", "Copy it in; do not link to it.")])
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise DocgenError([Problem(place, "unreadable", "This is not a file.", "a text file", "Remove the folder or device that has its name.")])
        if status.st_size > largest:
            raise DocgenError([Problem(place, "too-large", f"This file is larger than {largest // 1_000_000} MB.", "a file that a person wrote")])
        return path.read_bytes()
    except OSError as error:
        raise DocgenError([Problem(place, "unreadable", f"This file cannot be read: {error.strerror}.")]) from None


def read_text(root: Path, path: Path) -> str:
    """The text of a source file, which is UTF-8 with or without a byte order mark; in the result, lines end with a line feed.

    Raises DocgenError as `read` does, and for bytes that are not UTF-8 and invisible characters, at their line and column.
    """
    data = read(root, path)
    name = relative_name(root, path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place, seen = _after(name, data[: error.start].decode("utf-8")), f"The byte 0x{data[error.start]:02x} is not UTF-8."
        raise DocgenError([Problem(place, "not-utf8", seen, "text saved as UTF-8", "Save the file as UTF-8.")]) from None
    text = text.replace("\r\n", "\n")
    problems = [
        Problem(_after(name, text[:at]), "control-character", f"There is an invisible character here, {code_point(text[at])}.", "visible text", "Delete it.")
        for at in invisible(text)[:MOST_REPORTED]
    ]
    if problems:
        raise DocgenError(problems)
    return text


def _after(name: str, text: str) -> Position:
    return Position(name, text.count("\n") + 1, len(text) - text.rfind("\n"))


def relative_name(root: Path, path: Path) -> str:
    """The path as problems show it: relative to the repository if it is inside, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def write_together(files: Sequence[tuple[Path, bytes]]) -> tuple[bool, ...]:
    """Write the bytes of each file and rename it into place, so that a reader sees the old file or the new one. Returns whether each changed.

    Raises DocgenError if a folder cannot be written or the disk is full. Every old file is then as it was, even if it had been replaced.
    """
    temporary: dict[Path, Path] = {}
    replaced: list[Path] = []
    path = Path()
    try:
        for path, data in files:
            if path.is_file() and path.read_bytes() == data:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(0, "a folder has its name")
            temporary[path] = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
            temporary[path].write_bytes(data)
        for number, (path, new) in enumerate(temporary.items(), 1):
            # If the last rename fails, its own old file is still there.
            if number < len(temporary) and path.exists():
                _back_up(path, _backup(new))
            new.replace(path)
            replaced.append(path)
    except OSError as error:
        for changed in replaced:
            _restore(changed, _backup(temporary[changed]))
        seen, advice = f"This file cannot be written: {error.strerror}.", "Free some disk space, or choose another --output folder."
        raise DocgenError([Problem(Position(path.as_posix()), "unwritable", seen, "a writable folder, on a disk with space", advice)]) from None
    finally:
        for new in temporary.values():
            for file in (new, _backup(new)):
                with suppress(OSError):
                    file.unlink()
    return tuple(path in temporary for path, _ in files)


def _backup(new: Path) -> Path:
    """Where the file that a temporary file replaces is kept until all are replaced."""
    return new.with_name(f"{new.name}.old")


def _back_up(path: Path, backup: Path) -> None:
    try:
        backup.hardlink_to(path)
    except OSError:
        # Some file systems have no hard links.
        shutil.copy2(path, backup)


def _restore(path: Path, backup: Path) -> None:
    """Undo a rename: put the old file back, or delete the file if it is new."""
    with suppress(OSError):
        if backup.exists():
            backup.replace(path)
        else:
            path.unlink()


USUAL_STYLE = "mou"
"""The house style of a document that names none."""


def default_style(root: Path) -> str:
    """The house style of a document that names none: the usual one, or else the first in alphabetical order."""
    found = sorted(path.name for path in listed(root / "templates") or () if path.is_dir())
    return USUAL_STYLE if USUAL_STYLE in found or not found else found[0]


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A folder of `templates/`: how documents look in each format. Each file is read once."""

    name: str
    root: Path
    """The repository."""
    _bytes: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)
    _texts: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def folder(self) -> Path:
        return self.root / "templates" / self.name

    def read(self, name: str) -> bytes:
        """The bytes of one file of the style. Raises DocgenError if it is missing."""
        if name not in self._bytes:
            self._bytes[name] = read(self.root, self.folder / name)
        return self._bytes[name]

    def text(self, name: str) -> str:
        """The text of one file of the style. Raises DocgenError if it is missing or not UTF-8."""
        if name not in self._texts:
            self._texts[name] = read_text(self.root, self.folder / name)
        return self._texts[name]

    def place(self, name: str) -> str:
        """The path of one file of the style, as problems show it."""
        return relative_name(self.root, self.folder / name)

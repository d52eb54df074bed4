"""Apply safe fixes to the sources: each replaces one piece of text where it was found."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from docgen.checks.run_rules import Found
from docgen.sources import files


def fixed_files(root: Path, found: Iterable[Found]) -> list[tuple[Path, bytes]]:
    """The fixed files, ready to be written. A fix whose text is neither at its place nor once in its paragraph is left out."""
    by_file: dict[str, list[Found]] = {}
    for each in found:
        if each.fix:
            by_file.setdefault(each.problem.position.file, []).append(each)
    out = []
    for file, fixes in by_file.items():
        path = root / file
        before = _text(root, path)
        lines = before.split("\n")
        for each in sorted(fixes, key=lambda each: each.problem.position, reverse=True):
            apply(lines, each)
        if (after := "\n".join(lines)) != before:
            out.append((path, after.encode()))
    return out


def _text(root: Path, path: Path) -> str:
    # A text named on the command line may be anywhere; sources are in the repository.
    return files.read(root if files.inside(root, path) else path.parent, path).decode("utf-8")


def apply(lines: list[str], each: Found) -> None:
    """Apply a fix to the lines of its source: at its place, or else where its text occurs, if that is once in the paragraph around it."""
    assert each.fix is not None
    (old, new), start, at = each.fix, each.problem.position.line - 1, each.problem.position.column - 1
    if start < len(lines) and lines[start].startswith(old, at):
        lines[start] = f"{lines[start][:at]}{new}{lines[start][at + len(old) :]}"
        return
    while 0 < start <= len(lines) and lines[start - 1].strip():
        start -= 1
    end = next((number for number in range(start + 1, len(lines)) if not lines[number].strip()), len(lines))
    matches = [number for number in range(start, end) if old in lines[number]]
    if len(matches) == 1 and lines[matches[0]].count(old) == 1:
        lines[matches[0]] = lines[matches[0]].replace(old, new)


def differences(root: Path, fixed: Iterable[tuple[Path, bytes]]) -> str:
    """What the fixes change, as a unified diff."""
    out: list[str] = []
    for path, data in fixed:
        name = files.relative_name(root, path)
        before, after = (text.splitlines(keepends=True) for text in (_text(root, path), data.decode()))
        out += difflib.unified_diff(before, after, name, name)
    return "".join(out)

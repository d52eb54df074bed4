"""Problems as text with a source excerpt, as JSON and as annotations on a pull request; and tables for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from docgen.document.problems import Problem


def report(problems: Iterable[Problem], form: str, root: Path) -> str:
    """The problems as "text", "json" or "github", in the order of the sources, without a final line feed."""
    ordered = sorted(set(problems))
    if form == "json":
        return json.dumps([asdict(problem) for problem in ordered], ensure_ascii=False, indent=1)
    if form == "github":
        return "\n".join(_annotation(problem) for problem in ordered)
    return "\n\n".join(_text(problem, root) for problem in ordered)


def _text(problem: Problem, root: Path) -> str:
    place = problem.position
    warning = "warning: " if problem.severity == "warning" else ""
    lines = [f"{place}: {warning}{problem.seen} [{problem.code}]", *excerpt(problem, root)]
    if problem.expected:
        lines.append(f"  expected: {problem.expected}")
    if problem.advice:
        lines.append(f"  help: {problem.advice}")
    return "\n".join(lines)


def excerpt(problem: Problem, root: Path) -> list[str]:
    """The source line, and a caret under the column; empty if no line can be shown."""
    place = problem.position
    try:
        if not (root / place.file).resolve().is_relative_to(root.resolve()):
            return []
        source = (root / place.file).read_text(encoding="utf-8-sig").split("\n")[place.line - 1]
    except (OSError, RuntimeError, IndexError, ValueError):
        return []
    start = max(0, place.column - 80)
    line = "".join(c if c.isprintable() else " " for c in source[start : start + 120])
    number = str(place.line)
    return [f"  {number} | {line}", f"  {' ' * len(number)} | {' ' * (place.column - 1 - start)}^"] if line.strip() else []


def _annotation(problem: Problem) -> str:
    """A workflow command of GitHub Actions, with `%`, line ends and separators escaped."""
    place, file = problem.position, _escaped(problem.position.file).replace(":", "%3A").replace(",", "%2C")
    return f"::{problem.severity} file={file},line={place.line},col={place.column},title={problem.code}::{_escaped(message(problem))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def message(problem: Problem) -> str:
    """What was seen, what was expected and what to do, on one line."""
    return " ".join(filter(None, [problem.seen, problem.expected and f"Expected: {problem.expected}.", problem.advice]))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], as_json: bool) -> str:
    """The rows in columns below their headings, or as a JSON list of objects."""
    if as_json:
        keys = [head.lower() for head in heads]
        return json.dumps([dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False, indent=1)
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (heads, *rows))

"""Run the drafting rules over drafts: which rules apply where, which findings are ignored and why, and which are known from a baseline."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from docgen.checks import rulebook
from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Rule
from docgen.checks.source_places import continues
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.partnership.value_places import Span
from docgen.sources import files

FILE = "docgen.toml"
_IGNORE = re.compile(r"docgen: ignore (?P<codes>[A-Za-z0-9, -]+?)(?: because (?P<reason>\S.*?))?\s*(?:-->|#\}|\*/|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """A problem that a rule found in a draft, its fix (a piece of the source there and its replacement) and, if a comment ignores it, the `reason`."""

    draft: str
    problem: Problem
    fix: tuple[str, str] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The [check] table of `docgen.toml`: rules by code, code prefix or name, and accepted words."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    partnerships: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further rules to ignore, by partnership."""
    words: frozenset[str] = frozenset()
    """Words to accept as correctly spelt, in lower case."""

    def rules(self, name: str) -> tuple[Rule, ...]:
        """The rules for a draft such as `halton/2019` or a file."""
        return rulebook.selected_rules(self.select, (*self.ignore, *self.partnerships.get(name.partition("/")[0], ())))


def settings(root: Path, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Settings:
    """The settings of a repository and the command line. Raises DocgenError for words that name no rule, and for a file that is not valid TOML."""
    path = root / FILE
    config: Any = {}
    if path.exists():
        try:
            config = tomllib.loads(files.read_text(root, path))
        except tomllib.TOMLDecodeError as error:
            raise DocgenError([Problem(Position(FILE), "toml-syntax", f"This is not valid TOML: {error}.", "lines of the form `key = value`")]) from None
    check = _table(config.get("check", {}), "check", ("select", "ignore", "words", "partnership"))
    partnerships = _table(check.get("partnership", {}), "check.partnership")
    parsed = Settings(
        tuple(select) or _strings(check, "select"),
        (*_strings(check, "ignore"), *ignore),
        {name: _strings(_table(part, f"check.partnership.{name}", ("ignore",)), "ignore") for name, part in partnerships.items()},
        frozenset(word for words in _strings(check, "words", '["flexicarer", "parklet"]') for word in words.casefold().replace("’", "'").split()),
    )
    expected = "a code from `docgen rules`, the beginning of one, or a name"
    problems = [
        Problem(Position(FILE), "unknown-rule", f"There is no rule “{word}”.", expected, rulebook.suggestion(word))
        for word in (*parsed.select, *parsed.ignore, *chain.from_iterable(parsed.partnerships.values()))
        if not _is_known(word)
    ]
    if problems:
        raise DocgenError(problems)
    return parsed


def _table(value: Any, name: str, keys: Sequence[str] = ()) -> dict[str, Any]:
    """A table of the settings that has no keys other than `keys`, if any are given."""
    if not isinstance(value, dict):
        expected = f"a line [{name}] with lines of the form `key = value` below it"
        raise DocgenError([Problem(Position(FILE), "wrong-type", f"“{name}” is not a table.", expected)])
    if unknown := [key for key in value if keys and key not in keys]:
        expected = f"one of {', '.join(keys)}"
        seen = "There is no setting “{}” in [{}]."
        raise DocgenError(Problem(Position(FILE), "unknown-key", seen.format(key, name), expected, did_you_mean(key, keys)) for key in unknown)
    return value


def _strings(table: Mapping[str, Any], key: str, example: str = '["W101", "T"]') -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DocgenError([Problem(Position(FILE), "wrong-type", f"“{key}” is not a list of words.", f"{key} = {example}")])
    return tuple(value)


def _is_known(word: str) -> bool:
    try:
        return bool(rulebook.selected_rules([word], []))
    except KeyError:
        return False


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """What the rules found in some drafts, the codes of the rules that ran, and the source files of the drafts."""

    found: tuple[Found, ...]
    ran: frozenset[str]
    files: frozenset[str]


def run_rules(drafts: Iterable[Draft], settings: Settings) -> RuleFindings:
    """What the rules find in the drafts; each finding is listed once."""
    found: dict[tuple[Problem, tuple[str, str] | None], Found] = {}
    ran: set[str] = set()
    sources: set[str] = set()
    first_seen: dict[tuple[str, str, Position, tuple[Span, ...]], Passage] = {}
    for draft in (replace(draft, words=settings.words) for draft in drafts):
        # Documents share clauses: a local rule finds nothing new in a passage seen before at the same place, with its values from the same places.
        firsts = [first_seen.setdefault((passage.kind, passage.text, passage.position, passage.values), passage) for passage in draft.passages]
        fresh = replace(draft, passages=tuple(passage for passage, first in zip(draft.passages, firsts, strict=True) if passage is first))
        sources.update(passage.position.file for passage in fresh.passages)
        for rule in settings.rules(draft.name):
            if draft.fragment and not rule.pieces:
                continue
            ran.add(rule.code)
            for problem, fix in rule.problems(fresh if rule.local else draft):
                found.setdefault((problem, fix), Found(draft.name, problem, fix))
    return RuleFindings(tuple(found.values()), frozenset(ran), frozenset(sources))


@dataclass(frozen=True, slots=True)
class _Ignore:
    codes: tuple[str, ...]
    position: Position
    reason: str


def without_ignored(root: Path, parts: Iterable[RuleFindings], ignored: list[Found]) -> list[Found]:
    """The findings, each once and in source order, and the problems of ignore comments: those that hide nothing, give no reason or name no rule.

    Findings that a comment on their line, on the line before, or before their paragraph ignores are added to `ignored` instead.
    """
    parts = list(parts)
    found = {(each.problem, each.fix): each for part in reversed(parts) for each in reversed(part.found)}
    ran = frozenset[str]().union(*(part.ran for part in parts))
    files = frozenset[str]().union(*(part.files for part in parts)) | {each.problem.position.file for each in found.values()}
    out: list[Found] = []
    ignores = {file: _ignores(root, file, out) for file in sorted(files)}
    used: set[tuple[Position, str]] = set()
    for each in found.values():
        place, code = each.problem.position, each.problem.code.split()[0]
        matches = (
            [ignore for line in _lines_above(root, place) for ignore in ignores[place.file].get(line, ()) if code in ignore.codes]
            if ignores[place.file]
            else []
        )
        used.update((ignore.position, code) for ignore in matches)
        if matches:
            ignored.append(replace(each, reason=matches[0].reason))
        else:
            out.append(each)
    for ignore in (ignore for rows in ignores.values() for row in rows.values() for ignore in row):
        for code in ignore.codes:
            if code in ran and (ignore.position, code) not in used:
                seen = f"“ignore {code}” no longer hides anything."
                out.append(Found("", Problem(ignore.position, "unused-ignore", seen, "a comment that hides a finding", "Delete it.", "warning")))
    ignored.sort(key=lambda each: each.problem)
    return sorted(out, key=lambda each: each.problem)


def _lines_above(root: Path, place: Position) -> tuple[int, ...]:
    """The lines whose comments count for a place: its own and that before it, and those around the first line of its paragraph."""
    lines = (root / place.file).read_text(encoding="utf-8", errors="replace").split("\n")[: place.line]
    first = len(lines)
    while first > 1 and continues(lines[first - 2], lines[first - 1]):
        first -= 1
    return tuple(dict.fromkeys((place.line, place.line - 1, first, first - 1)))


def _ignores(root: Path, file: str, out: list[Found]) -> dict[int, list[_Ignore]]:
    """The ignore comments of a file by line. Those that give no reason or name no rule are reported in `out`."""
    path = root / file
    if not path.is_file() or "docgen: ignore" not in (text := path.read_text(encoding="utf-8", errors="replace")):
        return {}
    rows: dict[int, list[_Ignore]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for match in _IGNORE.finditer(line):
            place = Position(file, number, match.start() + 1)
            codes = tuple(code.upper() for code in re.split(r"[,\s]+", match["codes"].strip()) if code)
            rows.setdefault(number, []).append(_Ignore(codes, place, match["reason"] or ""))
            if not match["reason"]:
                seen, expected = "This comment ignores a finding without giving a reason.", f"docgen: ignore {', '.join(codes)} because …"
                out.append(Found("", Problem(place, "ignore-without-reason", seen, expected)))
            known = {rule.code for rule in rulebook.rules()}
            out += [
                Found("", Problem(place, "unknown-rule", f"There is no rule “{code}”.", "a code from `docgen rules`", rulebook.suggestion(code)))
                for code in codes
                if code not in known
            ]
    return rows


def statistics(found: Iterable[Found]) -> list[tuple[str, ...]]:
    """How many findings each rule has, the most frequent rule first."""
    counts = Counter(each.problem.code for each in found)
    return [(str(count), *code.split(" ", 1)) for code, count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))]


def baseline(found: Iterable[Found]) -> bytes:
    """The findings as a baseline file: one per line, without line numbers, so that other edits do not invalidate it."""
    return "".join(f"{line}\n" for line in sorted(map(_baseline_line, found))).encode()


def not_in_baseline(found: Iterable[Found], text: str) -> list[Found]:
    """The findings that are not in a baseline file with this text."""
    known = Counter(text.split("\n"))
    out = []
    for each in found:
        line = _baseline_line(each)
        known[line] -= 1
        if known[line] < 0:
            out.append(each)
    return out


def _baseline_line(each: Found) -> str:
    return f"{each.problem.code}\t{each.problem.position.file}\t{each.problem.seen}"

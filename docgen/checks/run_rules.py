"""The drafting rules run over drafts: which rules where, what is ignored and why, and what was known before."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from docgen.checks import rulebook
from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Rule
from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.sources import files

FILE = "docgen.toml"
_IGNORE = re.compile(r"docgen: ignore (?P<codes>[A-Za-z0-9, -]+?)(?: because (?P<reason>\S.*?))?\s*(?:-->|#\}|\*/|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """A problem that a rule found in a draft, and its fix: a piece of the source at the place, and what is to stand in its stead.

    `reason` is why a comment ignores it.
    """

    draft: str
    problem: Problem
    fix: tuple[str, str] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `docgen.toml` says under [check]: codes, beginnings of codes or names of rules, for all and for single partnerships; and words."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    partnerships: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is ignored besides, by partnership."""
    words: frozenset[str] = frozenset()
    """Words that are spelt right, in small letters."""

    def rules(self, name: str) -> tuple[Rule, ...]:
        """The rules for a draft, `halton/2019` or a file."""
        return rulebook.selected_rules(self.select, (*self.ignore, *self.partnerships.get(name.partition("/")[0], ())))


def settings(root: Path, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Settings:
    """The settings of a repository, with what the command line adds. DocgenError for words that name no rule, and for a file that is no TOML."""
    path = root / FILE
    held: Any = {}
    if path.exists():
        try:
            held = tomllib.loads(files.read_text(root, path))
        except tomllib.TOMLDecodeError as error:
            raise DocgenError([Problem(Position(FILE), "toml-syntax", f"This is not TOML: {error}.", "lines of the form `key = value`")]) from None
    check = _table(held.get("check", {}), "check", ("select", "ignore", "words", "partnership"))
    partnerships = _table(check.get("partnership", {}), "check.partnership")
    made = Settings(
        tuple(select) or _words(check, "select"),
        (*_words(check, "ignore"), *ignore),
        {name: _words(_table(part, f"check.partnership.{name}", ("ignore",)), "ignore") for name, part in partnerships.items()},
        frozenset(word for words in _words(check, "words", '["flexicarer", "parklet"]') for word in words.casefold().replace("’", "'").split()),
    )
    problems = [
        Problem(
            Position(FILE),
            "unknown-rule",
            f"There is no rule “{word}”.",
            "a code of `docgen rules`, the beginning of one, or a name",
            rulebook.suggestion(word),
        )
        for word in (*made.select, *made.ignore, *(word for words in made.partnerships.values() for word in words))
        if not _is_known(word)
    ]
    if problems:
        raise DocgenError(problems)
    return made


def _table(value: Any, name: str, keys: Sequence[str] = ()) -> dict[str, Any]:
    """A table of the settings, with no other keys than those."""
    if not isinstance(value, dict):
        raise DocgenError([Problem(Position(FILE), "wrong-type", f"“{name}” is no table.", f"a line [{name}] with lines of the form `key = value` below it")])
    unknown = [key for key in value if keys and key not in keys]
    if unknown:
        raise DocgenError(
            Problem(Position(FILE), "unknown-key", f"There is no setting “{key}” in [{name}].", f"one of {', '.join(keys)}", did_you_mean(key, keys))
            for key in unknown
        )
    return value


def _words(held: Mapping[str, Any], key: str, example: str = '["W101", "T"]') -> tuple[str, ...]:
    words = held.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise DocgenError([Problem(Position(FILE), "wrong-type", f"“{key}” is no list of words.", f"{key} = {example}")])
    return tuple(words)


def _is_known(word: str) -> bool:
    try:
        return bool(rulebook.selected_rules([word], []))
    except KeyError:
        return False


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """What the rules found in some drafts, which of them ran, and the sources that the drafts came from."""

    found: tuple[Found, ...]
    ran: frozenset[str]
    files: frozenset[str]


def run_rules(drafts: Iterable[Draft], settings: Settings) -> RuleFindings:
    """What the rules find in the drafts, each finding once."""
    found: dict[tuple[Problem, tuple[str, str] | None], Found] = {}
    ran: set[str] = set()
    sources: set[str] = set()
    met: dict[tuple[str, str, Position], Passage] = {}
    in_values: dict[Position, list[tuple[Problem, tuple[str, str] | None]]] = defaultdict(list)
    for draft in (replace(draft, words=settings.words) for draft in drafts):
        # Documents share clauses: a passage that was met at its place before gives nothing new to a rule that looks at nothing else,
        # but that its values are given elsewhere.
        firsts = [met.setdefault((passage.kind, passage.text, passage.position), passage) for passage in draft.passages]
        fresh = replace(draft, passages=tuple(passage for passage, first in zip(draft.passages, firsts, strict=True) if passage is first))
        sources.update(passage.position.file for passage in fresh.passages)
        for rule in settings.rules(draft.name):
            if draft.fragment and not rule.pieces:
                continue
            ran.add(rule.code)
            for problem, fix in rule.problems(fresh if rule.local else draft):
                found.setdefault((problem, fix), Found(draft.name, problem, fix))
                if rule.local:
                    in_values[problem.position].append((problem, fix))
        for passage, first in zip(draft.passages, firsts, strict=True):
            for (_, _, place), (_, _, there) in zip(passage.values, first.values, strict=False) if passage.values != first.values else ():
                for problem, fix in in_values.get(there, ()):
                    moved = replace(problem, position=place)
                    found.setdefault((moved, fix), Found(draft.name, moved, fix))
    return RuleFindings(tuple(found.values()), frozenset(ran), frozenset(sources))


@dataclass(frozen=True, slots=True)
class _Ignore:
    codes: tuple[str, ...]
    position: Position
    reason: str


def without_ignored(root: Path, parts: Iterable[RuleFindings], ignored: list[Found]) -> list[Found]:
    """The findings, each once and in the order of the sources; those that a comment on their line, or on the line before, ignores go to `ignored`.

    What is wrong with such comments is told too: one that hides nothing, gives no reason, or names no rule.
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
        hits = [ignore for line in (place.line, place.line - 1) for ignore in ignores[place.file].get(line, ()) if code in ignore.codes]
        used.update((ignore.position, code) for ignore in hits)
        if hits:
            ignored.append(replace(each, reason=hits[0].reason))
        else:
            out.append(each)
    for ignore in (ignore for rows in ignores.values() for row in rows.values() for ignore in row):
        for code in ignore.codes:
            if code in ran and (ignore.position, code) not in used:
                seen = f"Nothing here needs “ignore {code}” any more."
                out.append(Found("", Problem(ignore.position, "unused-ignore", seen, "ignores that hide something", "Delete it.", "warning")))
    ignored.sort(key=lambda each: each.problem)
    return sorted(out, key=lambda each: each.problem)


def _ignores(root: Path, file: str, out: list[Found]) -> dict[int, list[_Ignore]]:
    """The comments of a file by their lines; one that gives no reason, or names no rule, is told of."""
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
                seen, expected = "This comment ignores a finding and gives no reason.", f"docgen: ignore {', '.join(codes)} because …"
                out.append(Found("", Problem(place, "ignore-without-reason", seen, expected)))
            known = {rule.code for rule in rulebook.rules()}
            out += [
                Found("", Problem(place, "unknown-rule", f"There is no rule “{code}”.", "a code of `docgen rules`", rulebook.suggestion(code)))
                for code in codes
                if code not in known
            ]
    return rows


def statistics(found: Iterable[Found]) -> list[tuple[str, ...]]:
    """How often each rule found something, the most frequent first."""
    counts = Counter(each.problem.code for each in found)
    return [(str(count), *code.split(" ", 1)) for code, count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))]


def baseline(found: Iterable[Found]) -> bytes:
    """The findings as a file of what is known: a line each, without line numbers, so that other edits leave it true."""
    return "".join(f"{line}\n" for line in sorted(map(_known, found))).encode()


def not_in_baseline(found: Iterable[Found], text: str) -> list[Found]:
    """The findings that a file of what is known does not hold."""
    held = Counter(line for line in text.split("\n") if line)
    out = []
    for each in found:
        line = _known(each)
        if held[line] > 0:
            held[line] -= 1
        else:
            out.append(each)
    return out


def _known(each: Found) -> str:
    return f"{each.problem.code}\t{each.problem.position.file}\t{each.problem.seen}"

"""The drafting rules: each is a file in `rules/`. Its docstring is its page, and the examples there are its tests."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType

from docgen.checks.draft import Draft
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position, Problem, did_you_mean
from docgen.sources.registry import entry, names

FAMILIES = {
    "a": "Accessibility",
    "c": "Completeness",
    "d": "Dates, periods and sums",
    "l": "Law",
    "m": "Modal verbs and duties",
    "p": "Parties, groups and people",
    "r": "References, numbering and lists",
    "t": "Terms and abbreviations",
    "w": "Wording",
}
_ENGLISH = "MW"
"""The families whose rules are about English words."""
_EXAMPLE = re.compile(r"^(Fails|Passes)(?: \((facts|page\.css)\))?:\n\n((?:    .*\n|\n)+)", re.M)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found at a place. `fix`, where one is safe, is a piece of the source there and its replacement."""

    position: Position
    seen: str
    expected: str = ""
    advice: str = ""
    fix: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A text in which the rule finds something (`fails`) or nothing; `form` is "text", "facts" (part of a partnership file) or "page.css"."""

    fails: bool
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule such as "W101", "doubled-word". A rule without `default` runs only if selected, and a `local` one looks at each passage by itself.

    A rule for `pieces` can judge part of a text, even though it also looks at the rest.
    """

    code: str
    name: str
    severity: str
    default: bool
    local: bool
    pieces: bool
    summary: str
    why: str
    examples: tuple[Example, ...]

    @property
    def module(self) -> ModuleType:
        return entry("checks.rules", f"{self.code.lower()}_{self.name.replace('-', '_')}")

    def problems(self, draft: Draft) -> Iterator[tuple[Problem, tuple[str, str] | None]]:
        """What the rule finds in a draft, each problem with its fix. Rules about English words find nothing in a draft in another language."""
        if self.code[0] in _ENGLISH and not draft.language.startswith("en"):
            return
        for found in self.module.check(draft):
            yield Problem(found.position, f"{self.code} {self.name}", found.seen, found.expected, found.advice, self.severity), found.fix


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of their codes."""
    return tuple(_read(name) for name in names("checks.rules"))


def _read(module_name: str) -> Rule:
    module = entry("checks.rules", module_name)
    code, _, name = module_name.partition("_")
    text = inspect.cleandoc(module.__doc__ or "") + "\n"
    summary, _, rest = text.partition("\n\n")
    why = rest.partition("\nFails")[0].strip()
    examples = tuple(Example(found[1] == "Fails", found[2] or "text", inspect.cleandoc(f"\n{found[3]}")) for found in _EXAMPLE.finditer(text))
    default, local = getattr(module, "DEFAULT", True), getattr(module, "LOCAL", False)
    pieces, name = local or getattr(module, "PIECES", False), name.replace("_", "-")
    return Rule(code.upper(), name, module.SEVERITY, default, local, pieces, " ".join(summary.split()), why, examples)


def selected_rules(select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules selected by code, code prefix ("W") or name, or the default rules if none are, without the ignored ones.

    Raises KeyError for a word that names no rule.
    """
    selected = {rule.code for word in select for rule in _matching(word)} or {rule.code for rule in rules() if rule.default}
    ignored = {rule.code for word in ignore for rule in _matching(word)}
    return tuple(rule for rule in rules() if rule.code in selected - ignored)


def _matching(word: str) -> tuple[Rule, ...]:
    found = tuple(rule for rule in rules() if rule.name == word or rule.code.startswith(word.upper()) or word.upper() == "ALL")
    if not found:
        raise KeyError(word)
    return found


def reference() -> str:
    """All rules as one Markdown page, by family, each with its reason and its examples."""
    parts = [
        "# The drafting rules",
        "This page is generated from the rules themselves with `docgen rules --markdown`. `docgen check` runs the default rules, "
        "`docgen check --select CODE` others. A comment `docgen: ignore CODE because …` on the line of a finding, on the line before, "
        "or before its paragraph, ignores it.",
    ]
    for letter, family in FAMILIES.items():
        of_family = [rule for rule in rules() if rule.code[0].lower() == letter]
        if of_family:
            parts.append(f"## {family}")
            parts += [_as_markdown(rule) for rule in of_family]
    return "\n\n".join(parts) + "\n"


def _as_markdown(rule: Rule) -> str:
    parts = [f"### {rule.code} {rule.name}", f"{rule.summary} {rule.severity.capitalize()}; {_when(rule)}.", rule.why]
    for example in rule.examples:
        form = {"text": "text", "facts": "yaml", "page.css": "css"}[example.form]
        parts.append(f"{'Found in' if example.fails else 'Nothing found in'}:\n\n```{form}\n{example.text}\n```")
    return "\n\n".join(part for part in parts if part)


def _when(rule: Rule) -> str:
    return "runs by default" if rule.default else "runs only if selected"


def suggestion(word: str) -> str:
    """'Did you mean …?' with the rule that a mistyped word comes nearest to."""
    return did_you_mean(word, [name for rule in rules() for name in (rule.code, rule.name)])


def page(rule: Rule) -> str:
    """A rule as a page of text."""
    parts = [f"{rule.code} {rule.name}  ({FAMILIES[rule.code[0].lower()]}; {rule.severity}; {_when(rule)})", rule.summary, rule.why]
    for example in rule.examples:
        parts.append(("Found in:" if example.fails else "Nothing found in:") + "\n\n" + "\n".join(f"    {line}".rstrip() for line in example.text.split("\n")))
    return "\n\n".join(part for part in parts if part)

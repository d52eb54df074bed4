"""What a change means, judged by its words: the things a board asks about first. Each finding has one small pattern."""

from __future__ import annotations

import re

from docgen.document.redline import Change

_PATTERNS = {
    "time limit": r"(?<!every )\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty)"
    r"[ -](?:working |calendar )?(?:hour|day|week|month)s?\b"
    r"|\bno later than\b|\bwithin\b",
    "date": r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*|\b(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December) \d{4}\b|\b(?:19|20)\d\d(?:[/–-]\d\d)?\b",
    "sum or share": r"[£€$] ?\d|\d ?%|\bper cent\b|\bequal shares?\b",
    "frequency": r"\bevery (?:\w+ ){0,2}(?:day|week|month|quarter|term|year)s?\b|\b(?:annual|month|quarter|week|bi-?annual|year)ly\b|\bannual\b"
    r"|\b(?:once|twice|times) (?:a|each|every) \w+",
    "legal citation": r"\b(?:Act|Regulations|Order) \d{4}\b|\b(?:section|regulation|article|schedule) \d+[A-Z]?\b(?= of)|\bWorking Together\b|\bGDPR\b",
    "named post or person": r"\b(?:Chair|Vice-Chair|Chief|Director|Officer|Commander|Superintendent|Constable|Nurse|Manager|Secretary|Lead Member|Inspector)\b",
    "definition": r"\(“[^”]+”\)|\bmeans\b|\bis defined as\b",
    "condition": r"\b(?:if|unless|provided that|subject to|except|only where|only when|depends on|in the event)\b",
}
_PATTERN = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
_FORCE = {"must": 4, "shall": 4, "required": 4, "will": 3, "should": 2, "may": 1, "can": 1}
_DUTY = re.compile(rf"\b({'|'.join(_FORCE)})( not\b)?")
_NOT = re.compile(r"\b(?:not|never|no longer|cannot)\b")
_LINES = ("words", "split paragraph", "joined paragraphs", "list")
_LOOKS = re.compile(r"[\W_]+")


def findings(change: Change) -> tuple[str, ...]:
    """The names of what changed, in a fixed order; only "cosmetic only" if no word changed."""
    old, new = change.old, change.new
    if change.kind == "restyled" or (change.kind in ("replaced", "altered") and change.node in _LINES and _bare(old) == _bare(new)):
        return ("cosmetic only",)
    if change.kind == "moved":
        # Changes within what moved are counted by themselves.
        return ("order",)
    found = list(_duty(change))
    for name, pattern in _PATTERN.items():
        before, after = pattern.findall(old), pattern.findall(new)
        if before != after:
            # A whole section mentions many things in passing, so these findings are not for sections.
            found += [_with_direction(name, before, after)] if change.node != "section" else []
    if change.node == "signatory" or any(name.split(".")[0] in ("parties", "party", "signatories") for name in change.fields):
        found.append("party")
    if change.node == "section":
        found.append(f"section {'added' if change.kind == 'inserted' else 'removed'}")
    return tuple(dict.fromkeys(found))


def is_of_substance(change: Change, found: tuple[str, ...]) -> bool:
    """Whether a change is more than one of formatting or order."""
    return not set(found) & {"cosmetic only", "order"}


def _bare(text: str) -> str:
    return _LOOKS.sub("", text).casefold()


def _with_direction(name: str, before: list[str], after: list[str]) -> str:
    if name != "condition" or (before and after):
        return name
    return "condition added" if after else "condition removed"


def _duty(change: Change) -> list[str]:
    """Whether a duty became stronger or weaker, was reversed, or was added or removed with the words around it."""
    before, after = _DUTY.findall(change.old), _DUTY.findall(change.new)
    if change.kind in ("inserted", "deleted"):
        if any(_FORCE[word] >= _FORCE["will"] for word, _ in (*before, *after)):
            return ["duty added" if after else "duty removed"]
        return ["duty reversed"] if change.node == "words" and _NOT.search(change.old or change.new) else []
    if bool(_NOT.search(change.old)) != bool(_NOT.search(change.new)) and len(change.old + change.new) < 200:
        return ["duty reversed"]
    if len(before) == len(after) == 1 and before != after:
        return ["duty strengthened" if _FORCE[after[0][0]] > _FORCE[before[0][0]] else "duty weakened"]
    return []

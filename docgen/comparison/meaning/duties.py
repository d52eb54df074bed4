"""What sentences bind a party to: duties, each with its force, whether it is a duty not to, and its verb."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from docgen.document.frozen_dataclass import dataclass

Turn = Literal["", "not", "free"]
"""Whether a party is bound to do something, bound not to do it (must not), or not bound to do it (need not)."""

BINDING = 3.0
"""The least force of a duty, which is also that of a plain statement (“the board publishes”)."""
_BE = r"(?:is|are|be|been|was|were|being)"
_BOUND = r"(?:required to|obliged to|bound to|under (?:an?|any|the) (?:\w+ )?(?:duty|obligation)(?: to)?)"
_PROMISE = r"(?:agrees?|undertakes?|commits?(?: (?:itself|themselves))?|promises?|covenants?|(?:has|have) (?:agreed|undertaken|committed))"
_WISH = r"(?:intends?|aims?|plans?|expects?|seeks?|endeavours?|strives?|tr(?:y|ies)|hopes?|wish(?:es)?|proposes?)"
_NOT_A_NOUN = r"(?<!\bby )(?<!\ba )(?<!\bthe )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bgood )(?<!\bfree )"
_NO_PURPOSE = "".join(rf"(?<!{noun} )" for noun in ("aim", "purpose", "objective", "goal", "role", "task", "function", "intention", "idea"))
_USES = r"(?:will|shall|must|agrees? to|undertakes? to) (?:use|make) (?:its|their|his|her)? ?"
_FORCES = (
    (4.0, rf"must|shall|(?:has|have|needs?) to|need(?= not\b)|{_BE} {_BOUND}|(?:has|have) (?:a|the) duty to|{_NO_PURPOSE}\b(?:is|are) to"),
    (2.7, rf"{_USES}(?:best|every) (?:endeavours?|efforts?)(?: to)?"),
    (2.5, rf"{_USES}(?:all )?reasonabl[ey] (?:endeavours?|efforts?)(?: to)?"),
    (2.4, r"(?:will|shall|must) (?:seek|endeavour|aim|try|strive|attempt) to"),
    (3.0, rf"will|would|{_PROMISE}(?: not)? (?:to|that)"),
    (2.0, rf"should|ought to|{_BE} expected to|{_WISH}(?: not)? to"),
    (1.5, rf"{_BE} (?:encouraged|invited|advised|recommended) to"),
    (1.0, rf"may|can|could|might|{_BE} (?:entitled|able|free|permitted|allowed) to|(?:has|have) (?:the )?(?:power|right|discretion) to"),
)
_FORCE = "|".join(f"(?P<f{index}>{pattern})" for index, (_, pattern) in enumerate(_FORCES))
_NEVER = r"(?: (?:not|never|no longer|in no (?:case|circumstances|event)|under no circumstances))"
_SHORT = r"(?P<short>cannot|can['’]t|won['’]t|mustn['’]t|shouldn['’]t|needn['’]t)"
_DUTY = re.compile(rf"(?:(?P<before>\b(?:not|never|no longer) ))?\b(?:{_NOT_A_NOUN}(?:{_FORCE})(?P<not>{_NEVER})?|{_SHORT})\b(?P<after> not\b)?")
_NOBODY = re.compile(r"\b(?:no|neither|none|nobody|nor)\b(?: (?!and\b|or\b|may\b|can\b|will\b|must\b|shall\b)[\w’'-]+){0,6} $", re.IGNORECASE)
_NOT_BOUND = re.compile(
    rf"\b(?:do|does|did)(?: not|n['’]t) (?:need|have) to\b|\b(?:has|have) no (?:duty|obligation) to\b"
    rf"|\b{_BE} (?:(?:not|never|no longer) {_BOUND}|under no \w+\b)"
)
_NOT_ALLOWED = re.compile(rf"\b{_BE} (?:not|never|no longer) (?:to|(?:entitled|able|permitted|allowed) to)\b")
_ADVERBS = "also|always|normally|usually|then|either|each|jointly|both|be|have|been|to|itself|themselves|only|if|where|so|[a-z]+ly"
_VERB = re.compile(rf"(?:[\s,(:]|\b(?:{_ADVERBS})\b)*(?P<verb>[A-Za-z’'-]+)?")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_QUOTED = re.compile(r"(?<!\()“[^“”]* [^“”]*”")
_CONSEQUENCE = re.compile(r"\bwhich (?:in turn|then) (?:should|will|would|may|can|could|might)\b")


@dataclass(frozen=True, slots=True)
class Duty:
    force: float
    turn: Turn
    verb: str
    """What is to be done, without its ending; "" if the text does not say."""

    @property
    def binds(self) -> bool:
        return self.force >= BINDING and self.turn != "free"


def duties(text: str) -> Counter[Duty]:
    """The duties in a text, as often as it names them, with “must NOT” as “must not”. What it quotes binds nobody."""
    text = _CAPITALS.sub(lambda found: found[0].lower(), text)
    text = _blank(_CONSEQUENCE, _blank(_QUOTED, text))
    found = Counter(Duty(4.0, "free", _verb(text, match.end())) for match in _NOT_BOUND.finditer(text))
    text = _blank(_NOT_BOUND, text)
    found.update(Duty(4.0, "not", _verb(text, match.end())) for match in _NOT_ALLOWED.finditer(text))
    text = _blank(_NOT_ALLOWED, text)
    found.update(_duty(text, match) for match in _DUTY.finditer(text))
    return found


def _duty(text: str, match: re.Match[str]) -> Duty:
    force = next((force for index, (force, _) in enumerate(_FORCES) if match[f"f{index}"]), 4.0)
    no_subject = bool(_NOBODY.search(text[max(0, match.start() - 60) : match.start()]))
    negated = bool(match["before"] or match["not"] or match["short"] or match["after"] or " not " in match[0]) or no_subject
    turn: Turn = "" if not negated else "free" if match[0].lower().startswith("need") else "not"
    # Who may not is bound as firmly as who must not.
    return Duty(4.0 if turn == "not" and force == 1.0 else force, turn, _verb(text, match.end()))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: "_" * len(found[0]), text)


def _verb(text: str, at: int) -> str:
    found = _VERB.match(text, at)
    verb = (found["verb"] or "") if found else ""
    return stem(verb) if verb.strip("_") else ""


def stem(word: str) -> str:
    """A word without the endings of verbs, so that “publishes” equals “publish”."""
    word = word.casefold()
    for end in ("ing", "ed", "es", "s", "e"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            return word.removesuffix(end)
    return word

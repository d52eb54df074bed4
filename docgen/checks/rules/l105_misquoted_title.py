"""The title of an Act, of regulations or of guidance, or the name of a body, is not quoted exactly.

There is no "Childrens and Social Work Act". A reader who searches for it finds nothing, and a court may see a lack of care. The rule compares titles with those
in the register `clauses/law.yaml` and reports one that differs by a letter or two, an apostrophe or a comma, but not a different Act.

Fails:

    The Childrens and Social Work Act 2017 changed the arrangements.

Fails:

    The Children and Social Work Act, 2017 changed the work of the Local Safeguarding Childrens Boards.

Fails:

    The Board follows Working Together to Safeguarding Children 2018.

Passes:

    The Children and Social Work Act 2017 and the Childcare Act 2006 apply, and Working Together to Safeguard Children 2018 besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._citations import straight
from docgen.library.law_register import Register

SEVERITY = "warning"
LOCAL = True
_WORD = r"[A-Z][\w'-]*"
_INSTRUMENT = re.compile(rf"\b(?:{_WORD},? (?:\((?:England|Wales|England and Wales)\) )?(?:(?:and|of|the|for|to|in) )*){{1,12}}(?:Act|Regulations)\b")
_YEAR = re.compile(r",? \(?(?:19|20)\d\d\)?$")
_COMMA = re.compile(r"\bAct, (?P<year>(?:19|20)\d\d)\b")
_LEAST, _LEAST_WORDS = 0.88, 4


def check(draft: Draft) -> Iterator[Finding]:
    instruments, guidance = _titles(draft.register)
    for passage in draft.passages:
        text = straight(passage.text)
        candidates = [(found.start(), found[0], instruments) for found in (_INSTRUMENT.finditer(text) if "Act" in text or "Regulations" in text else ())]
        candidates += [(start, words, (title,)) for title in guidance for start, words in _windows(text, title)]
        for start, words, titles in candidates:
            if match := _near_miss(words, titles):
                at, title = match
                yield Finding(passage.at(start + at), f"“{words[at:]}” is not quite the title.", title)
        for found in _COMMA.finditer(text):
            # Acts before 1963 have a comma before the year.
            if int(found["year"]) >= 1963 and any(text.endswith(title, 0, found.start() + len("Act")) for title in instruments):
                yield Finding(passage.at(found.start()), f"“{found[0]}” has a comma that the title does not have.", f"Act {found['year']}")
    yield from _misspelt(draft)


def _misspelt(draft: Draft) -> Iterator[Finding]:
    names = {wrong: entry.names[0] for entry in draft.register.superseded.values() for wrong in entry.misspelt}
    if not names:
        return
    wrong = re.compile(rf"\b(?P<name>{'|'.join(map(re.escape, names))})s?\b(?! Regulations)")
    for passage in draft.passages:
        text = straight(passage.text)
        for found in wrong.finditer(text) if any(name in text for name in names) else ():
            seen = passage.text[found.start() : found.end()]
            yield Finding(passage.at(found.start()), f"“{seen}” is not quite the name.", names[found["name"]])


def _titles(register: Register) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The titles of instruments and those of guidance, without years."""
    named = [(law.kind, _YEAR.sub("", straight(law.name))) for law in register.entries.values()]
    return tuple(dict.fromkeys(name for kind, name in named if kind != "guidance")), tuple(name for kind, name in named if kind == "guidance")


def _windows(text: str, title: str) -> Iterator[tuple[int, str]]:
    """The offsets where a text has the first two words of a guidance title, each with as many words as the title has."""
    words = title.split()
    pattern = rf"\b{re.escape(' '.join(words[:2]))}(?: [\w'-]+){{{len(words) - 2}}}"
    yield from ((found.start(), found[0]) for found in re.finditer(pattern, text)) if len(words) >= 4 else ()


@lru_cache(maxsize=4096)
def _near_miss(words: str, titles: tuple[str, ...]) -> tuple[int, str] | None:
    """The offset and the title of which the words from there on are a near miss; None if they end in a title, or are near to none."""
    if any(words.casefold().endswith(title.casefold()) for title in titles):
        return None
    best: tuple[float, int, str] = (0.0, 0, "")
    starts = [0, *(found.end() for found in re.finditer(" ", words))]
    for title in titles:
        for at in starts:
            part = words[at:]
            if abs(len(part) - len(title)) <= 3 and part[0] == title[0]:
                best = max(best, (_likeness(part.casefold(), title.casefold()), -at, title))
    return (-best[1], best[2]) if best[0] >= _LEAST else None


def _likeness(words: str, title: str) -> float:
    """How similar words are to a title. Short ones such as "Childcare Act" may differ only in plurals and apostrophes: "Children Act" is another."""
    if _bare(words) == _bare(title):
        return 1.0
    return SequenceMatcher(None, words, title, autojunk=False).ratio() if len(title.split()) >= _LEAST_WORDS else 0.0


def _bare(words: str) -> str:
    return re.sub(r"s?'?s?(?= |$)", "", words.replace(",", ""))

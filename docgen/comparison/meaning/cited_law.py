"""The law that a sentence cites: Acts and other instruments with their years, and the sections of them."""

from __future__ import annotations

import re

from docgen.comparison.meaning.numbers import TAKEN

LAW = "legal citation"

_MADE = r"(?:Acts?|Regulations|Order|Rules|Measure|Directive|Convention)"
_YEAR = r"(?:1[2-9]|20)\d\d"
_NAMED = re.compile(
    rf"\b(?P<title>(?:[A-Z][\w’'-]*(?: \([^()]*\))?,? (?:(?:and|of|to|for|in|the|with|etc\.?) ){{0,3}}){{1,12}})"
    rf"(?P<made>{_MADE})(?: \(?(?P<year>{_YEAR})\)?)?(?!\w)"
    rf"|\b(?:[Tt]he|[Tt]hat|[Tt]his|[Ss]aid) (?:(?P<of>{_YEAR}) )?(?P<alone>{_MADE})\b(?: (?P<dated>{_YEAR})\b)?"
    rf"|\b(?P<guidance>Working Together(?: to Safeguard Children)?|Keeping Children Safe in Education|(?:UK )?GDPR)(?:,? \(?(?P<issued>{_YEAR})\)?)?(?!\w)"
    r"|\b(?P<number>(?:S\.?I\.?|Directive|Regulation)(?: \([A-Z]+\))?(?: No\.?)? ?\d+/\d+(?:/[A-Z]+)?)"
)
_NUMBER = r"\d+[A-Z]{0,2}(?:\.\d+)*(?:\(\w{1,4}\))*"
_PART = re.compile(
    r"\b(?P<part>sections?|ss?\.|regulations?|regs?\.|articles?|arts?\.|schedules?|paragraphs?|paras?\.?|parts?|chapters?|rules?)"
    rf"\s(?P<numbers>{_NUMBER}(?:(?:, | and | or | to |–|-){_NUMBER})*)(?P<after>(?: of| to)?(?: this| these| the| that)?(?: [\w-]+)?)",
    re.IGNORECASE,
)
_OWN = re.compile(r" of (?:this|these|the (?:memorandum|agreement|arrangements|document|plan|schedule))| (?:above|below)", re.IGNORECASE)
_HINT = re.compile(rf"{_MADE}\b|Working Together|Keeping Children|GDPR|S\.?I\b|Regulation|Article")
_QUOTED = re.compile(r"(?<!\()“[^“”]* [^“”]*”")
_ALWAYS = ("Article", "Articles", "Regulation")
"""What a memorandum seldom calls its own parts."""


def law(text: str) -> tuple[list[tuple[int, tuple[str, ...]]], str]:
    """The law that a text cites, each with its place, and the text with `TAKEN` for each letter of it. Its quotations count as cited."""
    found: list[tuple[int, tuple[str, ...]]] = []
    if not _HINT.search(text):
        return found, text
    names_law = bool(_NAMED.search(text))

    def part(match: re.Match[str]) -> str:
        if _OWN.match(match["after"]) or not (names_law or match["part"] in _ALWAYS):
            return match[0]
        kind = match["part"].casefold().rstrip(".")[:4].rstrip("s")
        found.extend((match.start(), (kind, number)) for number in re.split(r", | and | or ", match["numbers"]))
        return TAKEN * (match.start("after") - match.start()) + match["after"]

    def named(match: re.Match[str]) -> str:
        title = re.sub(r"^(?:the|see|under|in|by|for|and|of) ", "", (match["title"] or "").strip().casefold())
        made, year = match["made"] or match["alone"] or "", match["year"] or match["of"] or match["dated"] or match["issued"] or ""
        if made in ("Order", "Rules", "Convention", "Directive") and not (year or match["of"]):
            return match[0]
        found.append((match.start(), (title or match["guidance"] or match["number"] or "", made.rstrip("s"), year)))
        return TAKEN * len(match[0])

    def quoted(match: re.Match[str]) -> str:
        found.append((match.start(), ("quoted", match[0])))
        return TAKEN * len(match[0])

    # A section is of the law that is named after it, so it is read first.
    rest = _NAMED.sub(named, _PART.sub(part, text))
    return found, _QUOTED.sub(quoted, rest) if names_law else rest

"""Modal verbs and other words that give a sentence the force of a duty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from docgen.checks.draft import Draft, Passage

MODAL = re.compile(r"\b(?P<modal>must|shall|should|will|may)(?: not| also| each| always| only)?\b(?! \d)")
_VERBS = """
accept account acknowledge act adopt advise agree allocate analyse answer appoint approve arrange ask assess assist assure attend audit avoid be bring build
carry chair challenge champion collaborate collate collect commit communicate complete comply conduct confirm consider consult contribute convene co-operate
cooperate co-ordinate coordinate cover decide deliver designate determine develop disseminate discuss draw embed enable encourage engage ensure escalate
establish evaluate examine explain facilitate follow foster fund gather give have help highlight hold identify implement improve inform invite keep lead learn
liaise link listen maintain make manage meet monitor nominate notify obtain organise oversee participate pay plan prepare present prevent prioritise promote
protect provide publicise publish put raise receive recognise recommend record refer release remain report represent require resolve respect respond retain
review safeguard scrutinise seek send set share sign submit suggest supply support take tell train undertake update use work
"""
VERBS = frozenset(_VERBS.split())
"""Verbs that typically begin an item in a list of duties."""
_AGREE = re.compile(r"^(?:\S+ ){1,4}?(?:accepts?|agrees?)\b(?: and agrees?)? to\b")
# “Partner agencies to provide”, “The themes of audits to be agreed”; not “The arrangements made by the Council to protect”.
_TO = re.compile(r"^(?:(?!by |made |how )\S+ ){1,3}?to (?P<verb>[a-z-]+)\b|^(?:(?!by |made |how )\S+ ){1,8}?to be \w+(?:ed|en|n)\b")
_CONDITION = re.compile(r"(?:where|if|when|once|depending|before|after|in)\b[^,;:]*, ", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|can|could|would|need|needs)\b")


def groups(draft: Draft) -> Iterator[tuple[str, list[Passage]]]:
    """The text that introduces each list of the draft, and the items at its level."""
    items = sorted((passage for passage in draft.passages if passage.kind == "item" and passage.group), key=lambda passage: passage.group)
    for _, rows in groupby(items, key=lambda passage: passage.group):
        group = list(rows)
        yield draft.passages[group[0].lead].text if group[0].lead >= 0 else "", group


def force(text: str) -> tuple[str, str]:
    """What gives an item its force, and who acts: ("must", "Partner agencies"), ("to", …), ("agree", …); ("verb", "") for "Provide data"; or ("", "").

    Only the main clause counts: a condition before it is skipped, and it ends at the first comma or subordinating word.
    """
    condition = _CONDITION.match(text)
    text = text[condition.end() :] if condition else text
    first = text.split(" ", 1)[0].strip("“‘(").casefold()
    if first in VERBS:
        return "verb", ""
    clause = re.split(r"[,;:(]| (?:that|which|who|where|when|if|how|so that) ", text, maxsplit=1)[0]
    agreed, modal, to, finite = _AGREE.match(clause), MODAL.search(clause), _TO.match(clause), _FINITE.search(clause)
    if modal and not (agreed and agreed.end() < modal.start()) and len(clause[: modal.start()].split()) <= 8:
        return modal["modal"], clause[: modal.start()].strip()
    if agreed:
        return "agree", re.split(r" (?:accepts?|agrees?)\b", clause, maxsplit=1)[0]
    if to and not finite and (not to["verb"] or to["verb"] in VERBS) and first != "to":
        return "to", clause.partition(" to ")[0]
    return "", ""

"""An item of a list does not follow on from its lead-in.

"The Board will:" needs verbs ("publish", "meet"), and "by:" words in -ing. An item that begins otherwise does not make one sentence with the lead-in, which
leaves open who must do it, or whether it is a duty at all. The rule reports the first such item of a list.

Fails:

    The Board will:

    - Publish a report
    - Monitoring the plan
    - Hear complaints

Fails:

    The Head of Unit will:

    - Lead the team
    - Management of the budget

Fails:

    The Boards will work together by:

    - The Chair will send a report
    - Meeting every quarter

Fails:

    The partners are committed to:

    - Taking views into account
    - Sharing what they learn
    - Organise training

Fails:

    The Board will:

    - Publish a report
    - Will hear complaints

Passes:

    The Board will:

    - Publish a report
    - Bring the partners together
    - Implement the plan
    - as far as it can, hear complaints

Passes:

    The partners contribute to:

    - training
    - funding
    - the report

Passes:

    The Board will look at the following:

    - Planning
    - The report
    - Meet the buyer
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import Items, beginning, lists

SEVERITY = "warning"
_VERB_LEAD = re.compile(r"\b(?:will|must|should|shall|may|can|(?:to|that|which|ensure) they|they)\s*[:;]$")
_BY_LEAD = re.compile(r"\bby\s*[:;]$")
_TO_LEAD = re.compile(r"\b(?:committed|commitment|commit|dedicated|agreed) to\s*[:;]$")
_ING_VERBS = frozenset(["bring", "ring", "sing", "spring", "swing", "cling", "fling", "sling", "string", "wing", "king", "thing"])
_ING_OTHERS = frozenset(
    ["during", "including", "regarding", "concerning", "following", "according", "depending", "nothing", "something", "everything", "anything"]
)
_NOUN = re.compile(r"[a-z]+(?:tion|ment|ance|ence|ity|ness|ship)s?", re.I)
_VERBS = re.compile(
    r"(?:imple|comple|supple|docu|aug|com|experi|frag|seg|ce|tor|la|aggra)ment|(?:men|ques|posi|func|cau|sec|audi|ra|sta|condi|men|peti|parti|commis|peti|"
    r"precau|apportion|proportion|na)?tion|(?:bal|adv|enh|fin|st|ch|gl|d)ance|(?:evid|influ|comm|s|refer|sequ|experi|reference|sil|f|h|p|l|conf)ence|"
    r"(?:wit|har)ness|(?:wor)?ship|championship|quality",
    re.I,
)
_MODALS = ("will", "must", "should", "shall", "may")
_SENTENCE = frozenset(["the", "this", "these", "each", "every", "there", "it", "they"])


def check(draft: Draft) -> Iterator[Finding]:
    for found in lists(draft):
        lead = found.lead.text if found.lead and found.lead.kind in ("paragraph", "item") else ""
        test = _test(lead, found)
        odd = [item for item in found.items if not test(_first(item.text))] if test else []
        if odd:
            more = f" (and {len(odd) - 1} more)" if len(odd) > 1 else ""
            seen = f"“{beginning(odd[0].text)}”{more} does not follow on from “{beginning(' '.join(lead.split()[-3:]), 3)}:”."
            expected = f"{'a verb' if test is _may_be_verb else 'a word in -ing'}, as the lead-in needs"
            yield Finding(odd[0].position, seen, expected, "Write the item so that it makes one sentence with the lead-in.")


def _test(lead: str, found: Items) -> Callable[[str], bool] | None:
    """The test that the first word of each item must pass; None if any item can follow the lead-in."""
    if _VERB_LEAD.search(lead):
        return _may_be_verb
    ing = sum(_is_ing(_first(item.text)) for item in found.items)
    if _BY_LEAD.search(lead) and (ing or any(_first(item.text) in _SENTENCE for item in found.items)):
        return _may_follow_by
    return _may_follow_by if _TO_LEAD.search(lead) and 2 * ing > len(found.items) else None


def _first(text: str) -> str:
    found = re.match(r"[“‘\"'(]?([^\W\d_]+)", text)
    return found[1].casefold() if found else ""


def _is_ing(word: str) -> bool:
    return word.endswith("ing") and word not in _ING_VERBS and len(word) > 4


def _may_be_verb(word: str) -> bool:
    """Whether a word may be a verb after "will"; False for a word in -ing, a noun by its ending, a modal verb or the beginning of a sentence."""
    if word in _MODALS or word in _SENTENCE or (_is_ing(word) and word not in _ING_OTHERS):
        return False
    return not _NOUN.fullmatch(word) or bool(_VERBS.fullmatch(word))


def _may_follow_by(word: str) -> bool:
    return _is_ing(word) or not word or word.endswith("ly") or word in ("not", "where", "when", "if", "as", "in", "at", "both", "jointly")

"""How a change alters what a sentence binds a party to."""

from __future__ import annotations

import re

from docgen.comparison.meaning.duties import BINDING, Duty, duties, stem

_NEGATIONS = re.compile(r"\b(?:not|never|no longer)\b|n['’]t\b")
_HELPS = frozenset(["do", "does", "did", "to", "ca", "wo"])
_FEW = 6
"""The most words of a plain statement that a duty takes the place of."""
_FIRM = r"ensure|secure|guarantee|comply with|adhere to|follow|implement|observe|deliver"
_SOFT = (
    r"encourage|promote|support|facilitate|help|assist|consider|note|(?:have|take|pay) (?:due |full |proper )?(?:regard|account|notice|heed|into account)"
    r"|seek to|try to|aim to|endeavour to"
)
_VERBS = re.compile(rf"\b(?:(?P<firm>{_FIRM})|(?P<soft>{_SOFT}))\b")
_FURTHER = re.compile(
    r"^[,;]?\s*(?:and|and then|and also) (?!(?:the|in|of|by|for|on|at|from|with|as|to|that|all|any|each|its|their|not)\b)[a-z-]+(?<!s)(?<!ing)(?<!ed)"
    r" (?:it|them|this|these|those|its|their|any|each|an?|all|what|how|whether|the|to)\b"
)
_WITH_ANOTHER = re.compile(r"\s*(?:and|or)\b")
"""How a second modal begins that shares the verb of the first: “do and will publish”."""
_PERMISSIONS = ("may", "should", "can", "could", "might")


def changed_duties(old: str, new: str, old_text: str, new_text: str) -> list[str]:
    """Whether a duty became stronger or weaker, was turned round, came or went: by the changed words, and the sentences with them."""
    before, after = duties(old_text), duties(new_text)
    lost, come = list((before - after).elements()), list((after - before).elements())
    if not (lost or come):
        return _without_other_duties(old, new, old_text, new_text)
    out: list[str] = []
    for same_verb in (True, False):
        for a in list(lost):
            b = next((b for b in come if a.verb == b.verb or (not same_verb and len(lost) == len(come) == 1)), None)
            if b:
                lost.remove(a)
                come.remove(b)
                out.append(_compared(a, b) or (_firmness(old, new) if not a.turn and not b.turn and a.force == b.force else ""))
    if not (lost and come):
        out += [_one_sided(duty, old, new, "weakened", "strengthened", "removed") for duty in lost]
        out += [_one_sided(duty, new, old, "strengthened", "weakened", "added") for duty in come]
    return _named(*out)


def _named(*names: str) -> list[str]:
    return [f"duty {name}" for name in dict.fromkeys(names) if name]


def _without_other_duties(old: str, new: str, old_text: str, new_text: str) -> list[str]:
    """A “not” that is all that is known, a further verb after “will … and”, or a verb after the same “will” that says more or less."""
    if (old, new) == (old_text, new_text) and _is_negation(old, new):
        return _named("reversed")
    if not any(duty.binds for duty in duties(new_text)):
        return []
    if not (old.strip() and new.strip()):
        binds_further = _FURTHER.match(old or new)
        return _named("added" if new.strip() else "removed") if binds_further else []
    return _named(_firmness(old, new))


def _firmness(old: str, new: str) -> str:
    """Whether a verb of the new words asks for more, or less, than that of the old: ensure, encourage."""
    a, b = _VERBS.search(old), _VERBS.search(new)
    if not a or not b or bool(a["firm"]) == bool(b["firm"]):
        return ""
    return "strengthened" if b["firm"] else "weakened"


def _is_negation(old: str, new: str) -> bool:
    """Whether the words differ only in a negation."""
    if bool(_NEGATIONS.search(old)) == bool(_NEGATIONS.search(new)):
        return False
    a, b = ([stem(word) for word in re.findall(r"\w+", _NEGATIONS.sub(" ", text)) if word.casefold() not in _HELPS] for text in (old, new))
    return a == b


def _compared(a: Duty, b: Duty) -> str:
    if a.turn == b.turn:
        return "" if a.force == b.force or a.turn == "free" else "strengthened" if b.force > a.force else "weakened"
    if a.verb != b.verb:
        return ""
    if b.turn == "free":
        return "removed" if a.binds else ""
    if a.turn == "free":
        return "added" if b.binds else ""
    return "reversed"


def _one_sided(duty: Duty, own: str, other: str, stronger: str, weaker: str, alone: str) -> str:
    """What it means that only one text has a duty; `own` are the changed words of that text and `other` those of the other."""
    if duty.turn == "free":
        return ""
    words = re.findall(r"[\w’'-]+", other)
    if not words and _WITH_ANOTHER.match(own) and duty.verb not in {stem(word) for word in re.findall(r"\w+", own)}:
        return "" if duty.force == BINDING else stronger if duty.force > BINDING else weaker
    states = 0 < len(words) <= _FEW and (words[0] in ("is", "are", "was", "were") or duty.verb in {stem(word) for word in words})
    if states:
        return "reversed" if duty.turn else "" if duty.force == BINDING else stronger if duty.force > BINDING else weaker
    if duty.binds:
        return alone
    # Before a verb that stays, “may” takes the force of a statement away.
    return weaker if not words and own.strip() in _PERMISSIONS else ""

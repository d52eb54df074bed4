"""What a change means: what the sentence around it says before and after, compared. The findings are what a board asks about first."""

from __future__ import annotations

import re
from collections import Counter

from docgen.comparison.change_context import Names, Sentence, sentences
from docgen.comparison.changed_facts import FILE_DATE, LAYOUT
from docgen.comparison.meaning.changed_duties import changed_duties
from docgen.comparison.meaning.duties import duties
from docgen.comparison.meaning.people import bodies, is_person, persons, posts
from docgen.comparison.meaning.quantities import apart, quantities
from docgen.document.british_spelling import BRITISH
from docgen.document.change_of_kind import LAYOUT_ALONE
from docgen.document.redline import Change, Redline
from docgen.document.tree import Document

OF_NO_SUBSTANCE = ("cosmetic only", "layout", "order", "own date or number")
_QUANTITIES = ("time limit", "date", "sum or share", "frequency", "legal citation")
_CONDITION = re.compile(
    r"(?P<word>\b(?:if|unless|provided(?: that)?|subject to|except(?: where| when| that)?|only (?:where|when|if)|depend(?:s|ing|ent)? (?:up)?on|in the event"
    r"|on condition that|wherever|where (?:possible|practicable|appropriate|necessary|relevant|reasonable|required)|(?:so|as) far as|to the extent"
    r"|save (?:where|that|as|for))\b|(?:^|(?<=, )|(?<=\bor )|(?<=\band ))(?:where|when)\b)(?P<clause>[^,;:.]*)",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"\([^()“]*“[^”]+”[^()]*\)|\bis defined as\b|(?<!by )(?<!this )\bmeans\b(?! (?:of|that|to|by)\b)|“[^”]+” includes\b"
    r"|^(?:An?|The) [^,.;:]{2,60}? (?:is|are) (?:an? [\w-]+ (?:that|who|which)\b|[a-z-]+ if\b)",
    re.IGNORECASE,
)
_LINES = ("words", "title", "subtitle", "status", "party", "row", "date", "split paragraph", "joined paragraphs", "list")
_QUOTES = str.maketrans("‘’‚‛“”„«»–—‑−", '\'\'\'\'"""""----')
_TO_CLOSE = ".,;:"
_SERIAL_COMMA = re.compile(r"(, [^,;.()]{1,40}),(?= and )")
_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?:(?<=[a-z]{3})|(?<=\bco))-(?=[a-z]{2})", re.IGNORECASE)
"""The hyphen of “front-line”, but not that of “re-sign”, which means another thing than “resign”."""
_IZE = re.compile(r"(?<=\w{3})iz(?=(?:e|es|ed|ing|er|ers|ation|ations|ational)$)")
_OWN_ROWS = ("Revision", "Date")


def findings_of(redline: Redline, was: Document | None = None, now: Document | None = None) -> dict[int, tuple[str, ...]]:
    """The findings of each change by its id. `was` and `now` are the whole documents, if the redline is of parts of them."""
    around, names = sentences(redline), Names(was or redline.was, now or redline.now)
    return {change.id: findings(change, around.get(change.id), names) for change in redline.changes}


def findings(change: Change, sentence: Sentence | None = None, names: Names | None = None) -> tuple[str, ...]:
    """The names of what changed, in a fixed order; only "cosmetic only" if no word changed."""
    if change.node in LAYOUT_ALONE or _is_list_alone(change) or (not change.section and change.node in LAYOUT):
        return ("layout",)
    if change.kind == "restyled" or _is_cosmetic(change, sentence, names):
        return ("cosmetic only",)
    if change.kind == "moved":
        # Changes within what moved are counted by themselves.
        return ("order",)
    if not change.section and (change.node in ("date", FILE_DATE) or (sentence and sentence.row in _OWN_ROWS)):
        return ("own date or number",)
    if _loses_capital(change, names):
        return ("definition",)
    party = change.node in ("signatory", "party") or any(name.split(".")[0] in ("parties", "party", "signatories") for name in change.fields)
    old, new = (sentence.old, sentence.new) if sentence and (sentence.old or sentence.new) else (change.old, change.new)
    duty = _duty(change, sentence, old, new)
    if change.node == "section":
        # A whole section mentions many things in passing, so no other findings are for sections.
        return (*duty, *(["party"] if party else []), f"section {'added' if change.kind == 'inserted' else 'removed'}")
    is_defined_otherwise = _is_defined_otherwise(old, new)
    # A definition binds nobody, whatever its verbs.
    found = [] if is_defined_otherwise and change.node == "words" else duty
    found += _said(old, new)
    found += ["named post or person"] if _other_people(change, sentence, old, new) else []
    found += ["definition"] if is_defined_otherwise else []
    found += _condition(old, new)
    found += ["party"] if party or _other_bodies(old, new, names) else []
    return tuple(dict.fromkeys(found))


def is_of_substance(change: Change, found: tuple[str, ...]) -> bool:
    """Whether a change is more than one of formatting or order, or of the revision's own date or number."""
    return not set(found) & set(OF_NO_SUBSTANCE)


def _is_list_alone(change: Change) -> bool:
    """Whether bullets became numbers, or the reverse; or a list or an item came or went around words that moved, which are counted by themselves."""
    if change.kind == "altered":
        return change.node == "list"
    return change.node in ("list", "item") and change.kind in ("inserted", "deleted") and not (change.old or change.new)


def _is_cosmetic(change: Change, sentence: Sentence | None, names: Names | None) -> bool:
    if change.kind == "moved" or (change.section and change.node not in _LINES):
        return False
    if _loses_capital(change, names):
        return False
    ends_line = not sentence or sentence.ends_line
    if _bare(change.old, ends_line) == _bare(change.new, ends_line):
        return True
    # A link that leads elsewhere has the same words in both sentences.
    if not sentence or sentence.old == sentence.new:
        return False
    (before, words), (after, other_words) = apart(sentence.old), apart(sentence.new)
    return before == after and _bare(words, ends_line) == _bare(other_words, ends_line)


def _loses_capital(change: Change, names: Names | None) -> bool:
    """Whether only capitals changed, and those of a defined term: “the Parties” are not “the parties”."""
    old, new = change.old, change.new
    return bool(names) and old != new and old.casefold() == new.casefold() and _terms(old, names) != _terms(new, names)


def _terms(text: str, names: Names | None) -> list[str]:
    return [word for word in re.findall(r"[\w’'-]+", text) if names and word in names.defined]


def _bare(text: str, ends_line: bool) -> str:
    """A text without its looks: capitals, the shape of quotation marks and dashes, spaces, spelling, serial commas, and what closes a line."""
    text = " ".join(text.translate(_QUOTES).split())
    text = re.sub(r" ?([^\w\s]) ?", r"\1", _SERIAL_COMMA.sub(r"\1", text))
    text = _COMPOUND.sub("", re.sub(r"(?<=\d),(?=\d{3}\b)", "", text))
    text = _WORD.sub(lambda found: _spelt(found[0]), text)
    return text.rstrip(_TO_CLOSE) if ends_line else text


def _spelt(word: str) -> str:
    """A word in lower case, in its British spelling and with -ise."""
    word = word.casefold()
    return BRITISH.get(word, _IZE.sub("is", word))


def _duty(change: Change, sentence: Sentence | None, old: str, new: str) -> list[str]:
    lead = sentence.lead if sentence and change.kind in ("inserted", "deleted") and change.node == "item" else ""
    if lead:
        old, new = (f"{lead} {text}" if text else "" for text in (change.old, change.new))
    if change.kind in ("inserted", "deleted") and change.node != "words":
        return ["duty added" if new else "duty removed"] if any(duty.binds for duty in duties(old or new)) else []
    return changed_duties(change.old, change.new, old, new)


def _said(old: str, new: str) -> list[str]:
    """The kinds of quantities of which the two texts give others."""
    before, after = quantities(old), quantities(new)
    kinds = {kind for kind, _ in (*(before - after), *(after - before))}
    return [kind for kind in _QUANTITIES if kind in kinds]


def _other_people(change: Change, sentence: Sentence | None, old: str, new: str) -> bool:
    if posts(old) != posts(new) or persons(old) != persons(new):
        return True
    start = sentence.start if sentence else 0
    return change.kind == "replaced" and all(is_person(text, start, start + len(words)) for text, words in ((old, change.old), (new, change.new)))


def _other_bodies(old: str, new: str, names: Names | None) -> bool:
    parties = names.parties if names else None
    return bodies(old, parties) != bodies(new, parties)


def _is_defined_otherwise(old: str, new: str) -> bool:
    before, after = _DEFINITION.findall(old), _DEFINITION.findall(new)
    # The words of a definition are what it defines.
    return before != after or any(not each.startswith("(") for each in before)


def _condition(old: str, new: str) -> list[str]:
    """Whether a condition came or went, or holds in other cases."""
    before, after = ([(found["word"].casefold(), found["clause"].strip()) for found in _CONDITION.finditer(text)] for text in (old, new))
    words, other_words = Counter(word for word, _ in before), Counter(word for word, _ in after)
    lost, come = words - other_words, other_words - words
    if lost or come:
        return ["condition"] if lost and come else ["condition added" if come else "condition removed"]
    return ["condition"] if [clause for _, clause in before] != [clause for _, clause in after] else []

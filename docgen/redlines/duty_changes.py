"""The duties that differ between two documents, each once: a duty that says the same thing in other words is reworded, not gone and new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, Literal

from docgen.comparison.meaning.duties import duties, stem
from docgen.comparison.meaning.quantities import quantities
from docgen.comparison.sentence_ends import sentence_ends
from docgen.document.redline import Altered, Redline, marks
from docgen.document.tree import Document, List, Paragraph, Reference, Section, Term, Text, plain, walk

Kind = Literal["new", "gone", "reworded", "changed", "firmer", "weaker"]
_JOINT = re.compile(r"(?:, and|;) ")
_ITEM_END = re.compile(r"(?:[;,](?: and| or)?)$")
MODAL = re.compile(r"\b(?:will|must|shall|would|agrees?|undertakes?|commits?|is|are|has|have|need(?:s|ed)?|should)\b")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NO_OBJECT = re.compile(
    r"(?:the|and|that|this|these|those|its|their|each|every|any|all|year|month|week|day|within|from|with|for|upon|into|until|before|after|which|who|whom"
    r"|whose|them|they|will|must|shall|would|also|once|when|where|annum|annually|yearly|monthly|quarterly)"
)
_CUT = re.compile(r"[,;:.(]| (?:which|who|that|within|until|before|after|by|if|unless|so) ")
_PRONOUN = re.compile(r"(?:It|They|He|She|This|These|Each of them)\b")
_NO_DUTY = re.compile(
    r"\b(?:is|are) to be (?:taken|treated|regarded|read|understood|deemed)\b(?: to have \w+)?|\bwhich (?:will|would) (?:go|be)\b"
    r"|\b(?:will|shall|must) be (?:the|an?|in|of|at|on|effective|available|responsible)\b"
)
"""What has the form of a duty and binds nobody to do anything: how words are to be taken, and what somebody or something will be."""
_SHARE, _ALIKE = 2 / 3, 0.6
"""How much of the shorter object two duties share, and how like two duties without a verb in common are that are still one."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty as a document words it; `subject` is what stands before “will”. `lead` is the start that it shares with the other items of a list,
    and `before` the sentence before one that begins with a pronoun.
    """

    text: str
    subject: str
    section: str
    lead: str
    before: str
    key: str
    """Its words without capitals, punctuation and the numbers of cross-references: equal for duties that say the same."""


@dataclass(frozen=True, slots=True)
class DutyChange:
    """A duty of one document only, or a duty that both word differently. `section` is the new one; for a duty that is gone, the old one."""

    kind: Kind
    old: Duty | None
    new: Duty | None

    @property
    def duty(self) -> Duty:
        """The new duty, or the one that is gone."""
        found = self.new or self.old
        assert found
        return found


def duty_changes(redline: Redline) -> tuple[DutyChange, ...]:
    """The duties that differ, in the order of the new document, then those that are gone in the order of the old one."""
    renamed = {mark.was.id: mark.node.id for mark in marks(redline.document) if type(mark) is Altered and type(mark.was) is Section is type(mark.node)}
    old_statements, new_statements = list(_statements(redline.was)), list(_statements(redline.now))
    said, says = {each.key for each in old_statements}, {each.key for each in new_statements}
    lost = [each for each in old_statements if each.key not in says and _binds(each.text)]
    come = [each for each in new_statements if each.key not in said and _binds(each.text)]
    facts = [each for each in new_statements if each.key not in said]
    out: list[DutyChange] = []
    for new in come:
        here = [old for old in lost if renamed.get(old.section, old.section) == new.section]
        old = max(here, key=lambda old: _likeness(old, new), default=None)
        if old and _likeness(old, new) > 0:
            lost.remove(old)
            out.append(DutyChange(_kind(old, new), old, new))
        else:
            out.append(DutyChange("new", None, new))
    for old in lost:
        # What a party was to do may now be said as a fact: “explains” for “will explain”.
        here = [each for each in facts if each.section == renamed.get(old.section, old.section) and _says(each.text, old)]
        out.append(DutyChange("reworded", old, here[0]) if here else DutyChange("gone", old, None))
    return tuple(out)


def _says(text: str, old: Duty) -> bool:
    """Whether a text has the verb and the object of a duty."""
    return any(_share(_object(text, duty.verb), _object(old.text, duty.verb)) >= _SHARE for duty in duties(old.text) if duty.verb)


def _kind(old: Duty, new: Duty) -> Kind:
    """How a duty that both documents have differs."""
    forces = [max((duty.force for duty in duties(text)), default=0.0) for text in (old.text, new.text)]
    turns = [{duty.turn for duty in duties(text)} for text in (old.text, new.text)]
    if turns[0] != turns[1]:
        return "changed"
    if forces[0] != forces[1]:
        return "firmer" if forces[1] > forces[0] else "weaker"
    active = [not _is_passive(duty.text) for duty in (old, new)]
    other_body = all(active) and _content(old.subject) != _content(new.subject)
    return "changed" if other_body or quantities(old.text) != quantities(new.text) else "reworded"


def _likeness(old: Duty, new: Duty) -> float:
    """How alike two duties of a section are; 0 if they are not one."""
    ratio = SequenceMatcher(None, old.key.split(), new.key.split(), autojunk=False).ratio()
    verbs = {duty.verb for duty in duties(old.text)} & {duty.verb for duty in duties(new.text)} - {""}
    shares = [_share(*objects) for verb in verbs if all(objects := (_object(old.text, verb), _object(new.text, verb)))]
    if any(share >= _SHARE for share in shares):
        return 1 + ratio
    # To do the same to something else is another duty, however alike the sentences are.
    return ratio if ratio >= _ALIKE and (not shares or any(shares)) else 0.0


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _object(text: str, verb: str) -> frozenset[str]:
    """The words for what is done, after the verb, or before it where it is “will be done”."""
    for found in _WORD.finditer(text):
        if stem(found[0]) == verb:
            before = text[: found.start()]
            if re.search(r"\bbe (?:\w+ly )?$", before):
                modal = MODAL.search(before)
                return _content(before[: modal.start()] if modal else before)
            after = text[found.end() :]
            cut = _CUT.search(after)
            return _content(after[: cut.start()] if cut else after)
    return frozenset()


def _is_passive(text: str) -> bool:
    return bool(re.search(r"\b(?:will|must|shall|would|to) (?:\w+ly )?be \w+", text))


def _content(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text.casefold()) if len(word) > 2 and not _NO_OBJECT.fullmatch(word))


def _statements(document: Document) -> Iterator[Duty]:
    """What a document says in reading order, duties and facts."""
    for section in walk(document):
        if type(section) is Section:
            for lead, line, keyed in _lines(section.blocks):
                yield from _in_line(line, keyed, section.id, lead)


def _binds(text: str) -> bool:
    return any(duty.binds for duty in duties(_NO_DUTY.sub("", text)))


def _in_line(line: str, keyed: str, section: str, lead: str) -> Iterator[Duty]:
    """The statements of a line, one for each sentence or half of a sentence with a subject of its own."""
    before = ""
    for text, key in zip(_sentences(line), _sentences(keyed), strict=False):
        parts = list(zip(_parts(text), _parts(key), strict=False)) if len(_parts(text)) == len(_parts(key)) else [(text, key)]
        for part, part_key in parts:
            yield _duty(part, part_key, section, lead if lead and part.startswith(lead) else "", before if _PRONOUN.match(part) else "")
        before = text


def _duty(text: str, keyed: str, section: str, lead: str, before: str) -> Duty:
    modal = MODAL.search(text)
    return Duty(text, text[: modal.start()].strip() if modal else "", section, lead, before, " ".join(re.findall(r"\w+", keyed.casefold())))


def _sentences(line: str) -> list[str]:
    stops = [0, *sentence_ends(line), len(line)]
    return [text for start, end in pairwise(stops) if (text := line[start:end].strip())]


def _parts(sentence: str) -> list[str]:
    """A sentence cut where each part has a duty with a subject of its own."""
    out, start = [], 0
    for joint in _JOINT.finditer(sentence):
        left, right = sentence[start : joint.start()], sentence[joint.end() :]
        modal = MODAL.search(right)
        if modal and modal.start() and _binds(left) and _binds(right):
            out.append(left)
            start = joint.end()
    return [*out, sentence[start:]]


def _lines(blocks: tuple[Any, ...], lead: tuple[str, str] = ("", "")) -> Iterator[tuple[str, str, str]]:
    """The lines of blocks: the words that lead to an item of a list, the whole line as it reads, and with the ids of cross-references for their numbers."""
    here = lead
    for block in blocks:
        kind = type(block)
        if kind is Paragraph:
            texts = plain(block.inlines), plain(_with_ids(block.inlines))
            if texts[0].rstrip().endswith(":"):
                cuts = [[0, *sentence_ends(text.rstrip())][-1] for text in texts]
                if any(cuts):
                    yield lead[0], f"{lead[0]} {texts[0][: cuts[0]]}".strip(), f"{lead[1]} {texts[1][: cuts[1]]}".strip()
                own = [text[cut:].strip().removesuffix(":") for text, cut in zip(texts, cuts, strict=True)]
                here = (f"{lead[0]} {own[0]}".strip(), f"{lead[1]} {own[1]}".strip())
            else:
                # An item that begins with a capital is a sentence of its own.
                start = ("", "") if texts[0][:1].isupper() else lead
                yield start[0], _ITEM_END.sub("", f"{start[0]} {texts[0]}".strip()), _ITEM_END.sub("", f"{start[1]} {texts[1]}".strip())
        elif kind is List:
            for item in block.items:
                yield from _lines(item.blocks, here)
            here = lead
        else:
            yield from _lines(getattr(block, "blocks", ()), here)


def _with_ids(inlines: tuple[Any, ...]) -> tuple[Any, ...]:
    """Inlines in which a cross-reference shows its target, and a name that has a short form always shows it."""
    out: list[Any] = []
    for node in inlines:
        if type(node) is Reference and not node.inlines:
            out.append(Text(f" {node.target} "))
        elif type(node) is Term:
            out.append(Text(node.short or node.name))
        elif getattr(node, "inlines", None):
            out.extend(_with_ids(node.inlines))
        else:
            out.append(node)
    return tuple(out)

"""A duty is given to a body or person that the document mentions nowhere else.

"The Steering Committee will approve the budget" binds nobody if the document has no party, group, post or term of that name: readers look for the body in vain,
and each party may think that another is meant. This often happens when a paragraph is copied from another document. A name is known from the facts, a heading,
a list, a table or a definition, and in a text without facts from any mention without a duty. Public offices such as the Secretary of State, and the chair, need
no introduction. T113 reports names that seem to be second names.

Fails:

    Exshire County Council and the Police work together. The Steering Committee will approve the budget.

Fails:

    The Independent Chair reports yearly. The Independent Chair and Critical Friends must act objectively.

Fails:

    If the officers disagree, the Head of Shared Services will decide.

Fails (facts):

    sections: {aims: {title: Aims, reason: An example., text: "Reports go to the Audit Panel each year. The Audit Panel will consider them."}}

Passes:

    A Steering Committee is set up. The Steering Committee will approve the budget. The Secretary of State must be told, and the Chair will tell him. Members
    will attend. The Annual Report will say so. Partner agencies will help. Each Working Group will report. The Executive Group (EG) shall meet.

Passes:

    | Post | Holder |
    |---|---|
    | Head of Shared Services | Jo Doe |

    The Head of Shared Services will decide.

Passes (facts):

    groups: {audit: {name: Exshire Audit Panel, chair: Director of Audit}}
    sections: {aims: {title: Aims, reason: An example., text: "The Audit Panel will meet monthly. The Director of Audit and the Council must attend."}}
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding
from docgen.checks.rules._definitions import definitions
from docgen.checks.rules._second_names import second_names

SEVERITY = "warning"
_PERSONS = """
Administrator Adviser Advisor Advocate Ambassador Auditor Champion Clerk Commander Commissioner Constable Convener Convenor Co-ordinator Coordinator Deputy
Director Doctor Facilitator Friend Governor Guardian Head Lead Leader Manager Mayor Moderator Nurse Officer President Principal Registrar Representative
Scrutineer Secretary Steward Superintendent Supervisor Treasurer Trustee
"""
_BODIES = """
Agency Alliance Assembly Association Authority Board Cabinet Commission Committee Consortium Constabulary Council Department Directorate Executive Forum
Foundation Group Hub Inspectorate Ministry Network Office Panel Partnership Secretariat Service Society Sub-Committee Sub-Group Subcommittee Subgroup Taskforce
Team Trust Unit
"""
_PERSON, _BODY = ("|".join(words.split()) for words in (_PERSONS, _BODIES))
_TOKEN = r"[A-Z][\w’'-]*"
_DUTY = re.compile(
    r" (?:also |each |both |together |then |always )?"
    r"(?:(?:will|must|shall|should)\b(?! (?:be(?! responsible| accountable)|have(?! regard)|comprise|consist|include)\b)"
    r"|(?:agrees?|undertakes?) to\b|(?:is|are) (?:responsible|accountable) for\b)"
)
_NAME = re.compile(rf"(?<![\w’'/&-]){_TOKEN}(?: (?:(?:and|&) the |(?:and|&|of|for|of the|for the) )?{_TOKEN})*$")
_LONGEST = 120
_RUN = re.compile(rf"{_TOKEN}(?:,? (?:(?:and|&|of|for|in|the|of the|for the) )?{_TOKEN})*")
_KIND = re.compile(rf"(?:{_PERSON}|{_BODY})(?:s|es)?$|^(?:{_TOKEN} )*(?:{_PERSON})s? (?:of|for) ")
_AND = re.compile(r" (?:and|&) (?:the )?")
_DETERMINERS = re.compile(r"A|All|An|Another|Any|Both|Each|Every|Her|His|Its|Neither|No|Our|Such|Their|These|This|Those|Your")
_BEGINS = re.compile(r"(?:^|[.!?:;] )$")
_PUBLIC = re.compile(
    "Secretar(?:y|ies) of State|(?:Local|Combined) Authority|(?:Borough|City|County|District|Parish|Town) Council|Mayor(?: of [A-Z]\\w+)?|Trust"
    "|Director of (?:Public Prosecutions|Public Health|Adult Social Services|Children['’]s Services)|(?:Accountable|Accounting|Senior Investigating) Officer"
    "|(?:Audit|Care Quality|Charity|Electoral|Gambling|Law) Commission|Chief (?:Constable|Executive|Officer)s?"
    "|(?:Data Protection|Monitoring|Returning|Section 151) Officer|Health and Safety Executive|Home Office|Information Commissioner|Head"
    "|(?:Crown Prosecution|National Health|Probation) Service|Police and Crime Commissioner|(?:Foreign|Health|Home) Secretary|Caldicott Guardian"
)
"""Offices and bodies that exist by law, or in every organisation of a kind."""
Place = tuple[Passage, int]


def check(draft: Draft) -> Iterator[Finding]:
    actors: dict[str, list[Place]] = defaultdict(list)
    for passage in draft.passages:
        if passage.kind in ("paragraph", "item", "note") and _DUTY.search(passage.text):
            for name, start in _actors(passage.text):
                actors[name].append((passage, start))
    second = {mention.text for mention, _ in second_names(draft)} if actors else set()
    known = _Known(draft, actors) if actors else None
    for name, places in actors.items():
        # A name that occurs twice in a text without facts may be its subject.
        repeated = not draft.partnership and len(places) > 1
        if known and not repeated and name not in second and not _PUBLIC.fullmatch(name) and not known.holds(name):
            passage, start = places[0]
            seen, expected = f"“{name}” has a duty here but is mentioned nowhere else.", "a party, a group or a post that the document introduces"
            yield Finding(passage.at(start), seen, expected, "Name who is meant, or introduce them at their first mention.")


def _actors(text: str) -> Iterator[tuple[str, int]]:
    """The capitalised names in a text that are given a duty, each with its offset."""
    for duty in _DUTY.finditer(text):
        if not text[text.rfind(" ", 0, duty.start()) + 1].isupper() or not (found := _NAME.search(text, max(0, duty.start() - _LONGEST), duty.start())):
            continue
        name, start = found[0], found.start()
        first = name.partition(" ")[0]
        article = first == "The" or text.endswith("the ", 0, start)
        if first == "The":
            name, start = name[len("The ") :], start + len("The ")
        # “Head of Safeguarding will:” introduces the post.
        labels = not article and text.endswith(":")
        if not _DETERMINERS.fullmatch(first) and (article or (" " in name and _BEGINS.search(text, 0, start))) and not labels:
            yield from ((piece, start + at) for piece, at in _pieces(name) if _KIND.search(piece) and (article or " " in piece))


def _pieces(name: str) -> list[tuple[str, int]]:
    """The names joined by "and", each with its offset; split only after a complete name."""
    out, start = [], 0
    for found in _AND.finditer(name):
        before = name[start : found.start()]
        if found[0].endswith("the ") or _KIND.search(before) or before.endswith(("Chair", "Chairperson")):
            out.append((before, start))
            start = found.end()
    return [*out, (name[start:], start)]


class _Known:
    """The names that a draft introduces: those in its facts, headings, lists and tables, or without facts all that its text mentions."""

    def __init__(self, draft: Draft, actors: dict[str, list[Place]]) -> None:
        spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for name, places in actors.items():
            for passage, start in places:
                spans[id(passage)].append((start, start + len(name)))
        lines = [(passage.kind, _without(passage.text, spans[id(passage)])) for passage in draft.passages]
        facts = draft.partnership is not None
        self.text = "\n".join(
            [*(line for kind, line in lines if not facts or kind != "paragraph"), *_facts(draft), *(held.term for held in definitions(draft))],
        )
        self.folded = _folded(self.text)
        self.running = "\n".join(line for kind, line in lines if kind == "paragraph") if facts else ""
        self.runs: list[frozenset[str]] = []

    def holds(self, name: str) -> bool:
        """Whether the name occurs elsewhere, or in a longer name, or without its first word, which may be a place."""
        folded = re.escape(_folded(name).removesuffix("s"))
        if re.search(rf"(?<!\w){folded}", self.folded):
            return True
        if self.running and re.search(rf"\b(?:an?|known as|called) (?:the )?{re.escape(name)}\b|(?<!\w){re.escape(name)} \(", self.running):
            return True
        self.runs = self.runs or [frozenset(_folded(found[0]).split()) for found in _RUN.finditer(self.text)]
        words = _folded(name).split()
        shorter = frozenset(words[1:]) if len(words) > 2 else None
        return any(run == shorter or run.issuperset(words) for run in self.runs)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text of a passage with the names that have duties masked."""
    for start, end in spans:
        text = text[:start] + "·" * (end - start) + text[end:]
    return text


def _folded(text: str) -> str:
    return text.replace("’", "'").casefold()


def _facts(draft: Draft) -> Iterator[str]:
    """The names of bodies and posts in the facts."""
    if draft.partnership:
        revision = draft.partnership.revision
        for body in draft.known_bodies:
            yield from filter(None, (body.name, body.short))
        for party in revision.parties.values():
            yield from filter(None, (party.role, party.representative, party.delegate))
        for group in revision.groups.values():
            yield from filter(None, (group.chair, *group.members))
        yield from (signatory.post for signatory in revision.signatories)

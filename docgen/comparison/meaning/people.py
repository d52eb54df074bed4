"""Whom a sentence names: holders of posts, persons and bodies."""

from __future__ import annotations

import re
from collections import Counter

_POST = (
    "Chair|Chairs|Chairman|Chairwoman|Chairperson|Co-Chair|Vice-Chair|President|Chief|Executive|Director|Officer|Commander|Superintendent|Inspector|Sergeant"
    "|Constable|Nurse|Doctor|Midwife|Manager|Secretary|Member|Commissioner|Coordinator|Co-ordinator|Leader|Lead|Mayor|Clerk|Treasurer|Solicitor|Headteacher"
    "|Principal|Governor|Registrar|Coroner|Guardian|Auditor|Adviser|Head|Minister|Ombudsman|Professional|Practitioner|Accountant|Councillor|Scrutineer|Administrator"
)
_SMALL_POST = (
    "chair|vice-chair|co-chair|chairman|chairperson|director|manager|secretary|officer|commissioner|coordinator|clerk|treasurer|leader|mayor|headteacher|coroner"
    "|auditor|commander|superintendent|constable|nurse|solicitor|administrator|scrutineer|chief executive|lead member"
)
_WORD = r"[A-Z][\w’'.&-]*"
_LINK = r"(?:of|for|and|to|the|in)"
_POSTS = re.compile(
    rf"\b(?:(?:{_WORD}|{_WORD}’s) ){{0,5}}(?:{_POST})\b(?: {_WORD}| {_LINK}(?: the)? {_WORD}){{0,6}}"
    rf"|\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Ee]ach|or|and|by|new|independent|deputy|acting) (?:[a-z]+[- ]){{0,2}}?(?:{_SMALL_POST})s?\b"
    r"(?! (?:the|its|an?|any|all|each|every)\b)"
)
_HAS_POST = re.compile(rf"\b(?:{_POST})\b")
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Prof|Professor|Cllr|Councillor|Rev|Reverend|Canon)\.?"
_PERSON = re.compile(rf"\b{_TITLE}(?: {_WORD}){{1,3}}")
BODY = (
    r"\b(?!(?:The|In|By|If|For|When|Where|Each|Every|All|Any|This|That|Then|An?|Both|No)\b)"
    rf"(?:{_WORD} (?:(?:and|of|for|the|&) )*){{1,6}}(?:Council|Trust|Constabulary|Inspectorate|Police|Authority|NHS|CCG|Clinical Commissioning Group"
    r"|Integrated Care Board|ICB|University|College|School|Agency|Ltd|Limited|plc|Foundation|Department|Diocese|Service|Services|Association|Commission)\b"
    r"(?: of(?: the)? [A-Z]\w+)*"
)
"""A pattern for the names of bodies, by what they end with."""
_BODIES = re.compile(BODY)
_ARTICLE = re.compile(r"^(?:The|An?|Each|Every|All|Any|Our|Its|Their) ")
_OTHER_NAME = re.compile(
    r"\b(?:Board|Group|Committee|Panel|Partnership|Forum|Team|Unit|Executive|Plan|Strategy|Framework|Act|Report|Safeguarding|Children|Services?|Area|Section"
    r"|North|South|East|West|Schedule|Appendix|Annex|Part|Memorandum|Agreement|Draft|Conference|Review|Process|Education|Health|Social|Care)\b"
)
_RUN_BEFORE = re.compile(r"(?:[A-Z][\w’'-]*\.? )*$")
_RUN_AFTER = re.compile(r"(?: [A-Z][\w’'-]*)*")
_NAME = re.compile(r"(?:[A-Z][a-z’'-]+\.?|[A-Z]\.|O[’'][A-Z]\w+|Mc[A-Z]\w+)(?:[ -](?:[A-Z][a-z’'-]+|[A-Z]\.?|Mc[A-Z]\w+|de|van|von))*")


def posts(text: str) -> Counter[str]:
    """The posts in a text, each with all the words of its name, in lower case."""
    return Counter(re.sub(r"^(?:the|an?|each|its|their|or|and|by) ", "", found[0].casefold()) for found in _POSTS.finditer(text))


def persons(text: str) -> Counter[str]:
    """The persons that a text names by a title such as Dr."""
    return Counter(found[0] for found in _PERSON.finditer(text))


def bodies(text: str, parties: re.Pattern[str] | None) -> Counter[str]:
    """The bodies in a text: names that end as those of public bodies do, and the parties by any name."""
    # “Director of Children’s Services” is a post, not a body.
    names = [found[0] for found in _BODIES.finditer(text) if not _HAS_POST.search(found[0])]
    names += parties.findall(text) if parties else []
    return Counter(name.casefold() for name in names)


def is_person(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` are in the name of a person: capitals, of at least two words, of no post and no body."""
    before, after = _RUN_BEFORE.search(text[:start]), _RUN_AFTER.match(text, end)
    name = _ARTICLE.sub("", f"{before[0] if before else ''}{text[start:end]}{after[0] if after else ''}").strip()
    return " " in name and bool(_NAME.fullmatch(name)) and not any(pattern.search(name) for pattern in (_HAS_POST, _BODIES, _OTHER_NAME))

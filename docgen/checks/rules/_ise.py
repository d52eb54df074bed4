"""Words in -ise and -ize: which may be spelt either way, and which only one way."""

from __future__ import annotations

import re

_ALWAYS = re.compile(
    r"(?:[a-z]*(?:wise|vise|cise|prise|mise|guise|tise|chise|raise|noise|poise|size|seize|prize|wiser|riser|visor|dise)"
    r"|(?:advert|adv|ar|excit|ra|pra|bru|cru|appra|dev|rev|superv|telev|improv|franch|prom|comprom|prem|surm|surpr|comp?r|appr|disgu|exerc|exc|inc|prec|conc"
    r"|expert|merchand|p|no|po|r|w|upr|ar|ch?ast|dem|d|mist|l|lia|m|f|enterpr|circumc|treat|parad|pract|anal|cataly|paral|dialy)(?:is|iz)"
    r"|(?:s|res|caps|downs|outs|overs|sei|pri|assi|bapt?)iz)(?:e|es|ed|ing|ation|ations|er|ers)?"
)
_TISE = re.compile(
    r"(?:dramat|systemat|priorit|sensit|digit|stigmat|automat|monet|privat|apologet|optim|maxim|minim|custom|item|victim|randomis|systemis|econom)"
)
_OXFORD = re.compile(r"(?P<stem>[a-z]{2,})iz(?P<end>e|es|ed|ing|er|ers|ation|ations|ational|ationally|able|ably|ability)")
_NEVER = ("w", "pr", "gu", "ra", "no", "po")
"""The letters before the -ise of words such as "otherwise" and "enterprise", where it is not an ending."""


def is_either(word: str) -> bool:
    """Whether a word in -ise or -ize, in lower case, may also be spelt the other way."""
    return bool(_TISE.match(word)) or not _ALWAYS.fullmatch(word)


def with_s(word: str) -> str:
    """The -ise form of an -ize word, "organise" for "organize"; "" for other words, and those for which "iz" is wrong."""
    found = _OXFORD.fullmatch(word)
    if not found or found["stem"].endswith(_NEVER) or not is_either(f"{found['stem']}ize"):
        return ""
    return f"{found['stem']}is{found['end']}"

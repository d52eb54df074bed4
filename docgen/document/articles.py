"""Names that English does not use in a sentence without “the”: titles of office and names of the form “Borough of …”."""

from __future__ import annotations

import re

_OFFICE = (
    "Administrator|Advocate|Ambassador|Archbishop|Attorney|Bishop|Chair(?:man|woman|person)?|Chancellor|Commander|Commissioners?|Constable|"
    "Controller|Coroner|Dean|Directors?|Executive|Governors?|Headteacher|Inspector|Keeper|Leader|Lieutenant|Master|Mayor|Minister|Nurse|Officer|Ombudsman|"
    "President|Principal|Provost|Rector|Registrar|Secretary|Sheriff|Speaker|Superintendent|Surveyor|Treasurer|Trustees?|Warden"
)
_BODY = (
    "(?:(?:London|Royal|Metropolitan|County) )?Borough|Board|Church|Corporation|Council|Department|Diocese|Governing Body|Governing Board|Institute|Ministry|"
    "Office|Society|University"
)
_NEEDS = re.compile(rf"(?:[A-Z][\w’']+(?:,| and)? )*?(?:{_OFFICE})(?: General)?(?=$| (?:of|for)\b)|(?:{_BODY}) (?:of|for)\b")


def needs_article(name: str) -> bool:
    """Whether a sentence needs “the” before the name: true of “Chief Constable of Exshire”, not of “Exshire Council”."""
    return " " in name and bool(_NEEDS.match(name))


def with_article(name: str) -> str:
    """The name as it reads in a sentence."""
    return f"the {name}" if needs_article(name) else name

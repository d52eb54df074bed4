"""A plainer word says the same.

Guides to official drafting ask for familiar words and no more of them than needed: "to" for "in order to", "use" for "utilise", "before" for "prior to". The
meaning does not change. The rule runs only where it is selected; only phrases that can be replaced anywhere have a fix.

Fails:

    In order to utilise the fund, each body will apply prior to the meeting.

Passes:

    To use the fund, each body will apply before the meeting.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import alternatives, substitutions

SEVERITY = "warning"
LOCAL = True
DEFAULT = False
_SURE = {
    "in order to": "to",
    "utilise": "use",
    "utilised": "used",
    "utilising": "using",
    "prior to": "before",
    "in the event that": "if",
    "due to the fact that": "because",
    "at this point in time": "now",
}
"""Phrases that the plainer words can replace anywhere."""
_OPEN = {
    "subsequent to": "after",
    "in the event of": "if there is",
    "with regard to": "about",
    "with regards to": "about",
    "in respect of": "about",
    "for the purposes of": "to, or for",
    "on an annual basis": "every year",
    "on a quarterly basis": "every quarter",
    "on a monthly basis": "every month",
    "in accordance with": "under, or as … says",
    "pursuant to": "under",
    "commence": "begin",
    "commencement": "beginning",
    "facilitate": "help, or run",
    "facilitates": "helps, or runs",
    "robust": "strong, or the exact word",
    "moving forward": "from now on",
    "going forward": "from now on",
    "under the auspices of": "under",
    "in conjunction with": "with",
    "in the light of": "because of, or after",
    "in a co-ordinated way": "together",
    "have due regard to": "have regard to",
    "endeavour to": "try to",
    "ascertain": "find out",
    "aforementioned": "this",
    "the majority of": "most",
    "a number of": "some",
}
_SURE_PATTERN, _OPEN_PATTERN = alternatives(_SURE), alternatives(_OPEN)


def check(draft: Draft) -> Iterator[Finding]:
    yield from substitutions(draft, _SURE_PATTERN, _SURE, "“{}” has a plainer word.")
    yield from substitutions(draft, _OPEN_PATTERN, _OPEN, "“{}” has a plainer word.", fix=False)

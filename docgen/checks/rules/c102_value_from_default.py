"""A value of substance comes from the default of a clause, and no file states it.

A clause may have defaults for periods, numbers, choices and who does what, so that a first draft can be read. Nobody has agreed them yet. If notice is
three months only because the clause says so, the parties may sign without having thought about it. State the value, even if it is the same: the file then
shows that somebody chose it. `docgen build --defaults` lists these values. Defaults that are only a form of words (“this memorandum”) are not reported, nor
is a revision that has been approved or released.

Fails (facts):

    sections:
      meetings:
        clause: meetings/schedule@1
        with: {times_a_year: 4}

Passes (facts):

    sections:
      meetings:
        clause: meetings/schedule@1
        with:
          times_a_year: 4
          papers_before: 5 working days
          quorum: a representative of each party is present
          minutes_within: 10 working days

Passes (facts):

    sections:
      costs:
        clause: review/annual@1
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"


def check(draft: Draft) -> Iterator[Finding]:
    for (section, clause), group in groupby(draft.defaults, key=lambda value: (value.section, value.clause)):
        values = list(group)
        first = values[0]
        named = "; ".join(value.short for value in values)
        counted = "a value of substance from its default" if len(values) == 1 else f"{len(values)} values of substance from their defaults"
        seen = f"The section “{section}” takes {counted} in “{clause}”: {named}."
        advice = f"Under “with:” of the section, write a line such as “{first.parameter}: …”."
        yield Finding(first.position, seen, "values that the parties have agreed", advice)

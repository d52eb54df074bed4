"""Shares that should make up the whole do not add up to 100%.

Contributions of 40%, 30% and 20% leave a tenth that nobody pays. The rule adds up the shares in a table column or a list whose heading or introduction
mentions shares, contributions or a split, and in a sentence that says something is shared or split. Half a per cent is allowed for rounding.

Fails:

    The partners share the costs: the Council pays 50%, the Police pay 25% and the Board pays 20%.

Fails:

    The contributions are:

    | Partner | Share |
    |---|---|
    | Council | 60% |
    | Police | 30% |

Fails:

    The costs are shared in these proportions:

    - Council: 60%
    - Police: 45%

Passes:

    The partners share the costs: the Council pays 50%, the Police pay 25% and the Board pays 25%.

Passes:

    | Partner | Share |
    |---|---|
    | Council | 66.7% |
    | Police | 33.3% |
    | Total | 100% |

Passes:

    Attendance rose from 60% to 70%, and the costs are shared. A share above 10% needs the consent of 75% of the parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._tables import is_total, number, tables
from docgen.document.problems import Position

SEVERITY = "error"
_SHARES = re.compile(r"\b(?:shares?|shared|contributions?|contribute|split|apportion(?:ed|ment)?|proportions?|divided|allocat(?:ed|ion))\b", re.IGNORECASE)
_SPLIT = re.compile(r"\b(?:shared?|split|apportioned|divided)\b[^.]{0,60}(?::|as follows|in the (?:ratio|proportions?)|between|among)", re.IGNORECASE)
_PERCENT = re.compile(r"(?<![\d.])(?P<amount>\d{1,3}(?:\.\d+)?)\s?(?:%|per cent\b)")
# Words that show that a percentage is not a share of the whole.
_OTHER = re.compile(
    r"\b(?:at least|at most|up to|more than|less than|above|below|over|exceed\w*|increase\w*|rise[sn]?|rose|reduc\w*|from"
    r"|each year|consent|vote|majority|attend\w*|target)\b",
    re.IGNORECASE,
)
_ROUNDING = Decimal("0.5")


def check(draft: Draft) -> Iterator[Finding]:
    for grid in tables(draft):
        for column in grid.columns:
            head, *cells = column
            rows = [(cell, number(cell.text)) for cell, row in zip(cells, grid.rows[1:], strict=True) if not is_total(row[0].text)]
            shares = [(cell, value[0]) for cell, value in rows if value and value[1]]
            if len(shares) > 1 and len(shares) == len(rows) and _SHARES.search(f"{head.text} {grid.before}"):
                yield from _whole([value for _, value in shares], shares[-1][0].position)
    items = [passage for passage in draft.passages if passage.kind == "item"]
    for _, rows_of_list in groupby(items, key=lambda passage: passage.group):
        group = list(rows_of_list)
        found = [_PERCENT.findall(passage.text) for passage in group]
        lead = draft.passages[group[0].lead].text if group[0].lead >= 0 else ""
        if len(group) > 1 and all(len(amounts) == 1 for amounts in found) and _SHARES.search(lead) and not _OTHER.search(lead):
            yield from _whole([Decimal(amounts[0]) for amounts in found], group[-1].position)
    for passage, start, sentence in draft.sentences:
        amounts = list(_PERCENT.finditer(sentence))
        if len(amounts) > 1 and _SPLIT.search(sentence) and not _OTHER.search(sentence):
            yield from _whole([Decimal(amount["amount"]) for amount in amounts], passage.at(start + amounts[-1].start()))


def _whole(shares: Sequence[Decimal], position: Position) -> Iterator[Finding]:
    total = sum(shares, Decimal(0))
    # The last share may be the total.
    if abs(total - 100) > _ROUNDING and not (shares[-1] == 100 and abs(total - 200) <= _ROUNDING):
        terms = " + ".join(f"{share}%" for share in shares)
        yield Finding(position, f"The shares {terms} add up to “{total}%”.", "shares that add up to 100%")

"""The total of a table column is not the sum of its rows.

If the total and the parts disagree, the parties have agreed to two different sums. The rule checks a last row that begins with "Total", in the columns
where every row has a number.

Fails:

    | Partner | 2019/20 |
    |---|---|
    | Council | £10,000 |
    | Police | £5,500 |
    | Total | £15,000 |

Passes:

    | Partner | 2019/20 | Members |
    |---|---|---|
    | Council | £10,000 | 2 |
    | Police | £5,500 | as needed |
    | Total | £15,500 | 5 |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._tables import is_total, number, tables

SEVERITY = "error"


def check(draft: Draft) -> Iterator[Finding]:
    for grid in tables(draft):
        if len(grid.rows) < 4 or not is_total(grid.rows[-1][0].text):
            continue
        for column in grid.columns[1:]:
            _, *cells, last = column
            parts, total = [number(cell.text) for cell in cells], number(last.text)
            whole = sum((part[0] for part in parts if part), Decimal(0))
            # Percentages are rounded; D108 checks them.
            if total and all(parts) and not total[1] and whole != total[0]:
                yield Finding(last.position, f"The total “{last.text}” is not the sum of its column.", f"{whole:,}")

"""A column of a table has no heading.

Screen readers announce the column heading with every cell. If it is empty, listeners hear figures and names without knowing what they are. Only the
first heading may be empty, above a column of row headings, and only if the others are not.

Fails (facts):

    sections:
      aims:
        text: |
          | Body | |
          |---|---|
          | The Council | May |

Fails (facts):

    sections:
      aims:
        text: |
          | | |
          |---|---|
          | The Council | May |

Passes (facts):

    sections:
      aims:
        text: |
          | | Meets |
          |---|---|
          | The Council | May |
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._placed import placed
from docgen.document.tree import Table, plain

SEVERITY = "warning"


def check(draft: Draft) -> Iterator[Finding]:
    for node, place, _ in placed(draft):
        if isinstance(node, Table):
            heads = [plain(cell.inlines).strip() for cell in node.header.cells]
            empty = [number for number, head in enumerate(heads, 1) if not head and (number > 1 or not any(heads))]
            if empty:
                filled = next(filter(None, heads), "")
                seen = f"Column {empty[0]} of a table with the heading “{filled}” has no heading." if filled else "A table has no headings."
                yield Finding(place, seen, "a heading for each column")

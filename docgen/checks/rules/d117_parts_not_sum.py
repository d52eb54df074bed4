"""The parts do not add up to the sum that the text says beside them.

If the contributions and their total disagree, the parties have agreed to two different sums. The rule adds up the amounts in a list or in the only column of
money in a table, and compares them with the total in the sentence before or after; and the amounts of a sentence that ends in "a total of …". Text that says
that an amount is one part of another ("of which", "includes", "up to"), or is paid several times, is left alone. D109 checks the last row of a table.

Fails:

    The parties contribute £100,000 in total:

    - the Council: £50,000;
    - the Trust: £40,000.

Fails:

    | Partner | Contribution |
    |---|---|
    | Council | £50,000 |
    | Trust | £40,000 |

    The contributions total £100,000.

Fails:

    | Partner | Contribution |
    |---|---|
    | Council | £50,000 |
    | Trust | £40,000 |
    | Total | £90,000 |

    The total budget is £100,000.

Fails:

    The Council pays £50,000 and the Trust pays £40,000, a total of £100,000.

Passes:

    The parties contribute £90,000 in total:

    - the Council: £50,000;
    - the Trust: £40,000.

    The total budget is £200,000, of which the partners pay:

    - the Council: £50,000;
    - the Trust: £40,000.

Passes:

    The budget for staff is:

    - salaries: £40,000
    - travel: £3,000

    The sum of £100,000 was agreed in 2020.

Passes:

    | Partner | 2024/25 | 2025/26 |
    |---|---|---|
    | Council | £50,000 | £51,000 |
    | Trust | £40,000 | £41,000 |

    The total for 2024/25 is £90,000. The total over both years is £182,000.

Passes:

    The total pool for three years is £270,000. Each year:

    - the Council: £50,000;
    - the Trust: £40,000.

    The Council pays £50,000 and the Trust £40,000, a total of £90,000. The three parties each pay £10,000, a total of £30,000.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from docgen.checks.draft import Draft, Passage, sentences
from docgen.checks.rulebook import Finding
from docgen.checks.rules._sums import INEXACT, MONEY, Sum, only_sum, printed, sums
from docgen.checks.rules._tables import is_total

SEVERITY = "error"
_TOTAL = re.compile(
    r"\b(?:total(?:s|led|ling)?|in all|altogether|together|adds? up to)\b|\b(?:(?:sum|pool|budget|fund) of|(?:pooled|joint) (?:fund|budget)\b)[^.]*:$",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:years?|months?|quarters?|instalments?)\b", re.IGNORECASE)
_ENDS = re.compile(
    rf"\b(?:(?:a|in) total of|totalling|(?:together|which) (?:makes?|adds? up to|comes? to)|making) (?:a total of )?(?P<sum>{MONEY})", re.IGNORECASE
)
_FEWEST = 2


def check(draft: Draft) -> Iterator[Finding]:
    for first, last, parts in (*_lists(draft.passages), *_columns(draft.passages)):
        for passage, start, sentence in _beside(draft.passages, first, last):
            said = only_sum(sentence)
            if said and _TOTAL.search(sentence) and not INEXACT.search(sentence) and _differs(said, parts, sentence):
                yield _finding(passage, start, said, parts)
    for passage, start, sentence in draft.sentences:
        found = _ENDS.search(sentence)
        said = next((each for each in sums(sentence) if found and each.start == found.start("sum")), None)
        parts = [each for each in sums(sentence) if said and each.start < said.start]
        if said and len(parts) >= _FEWEST and not INEXACT.search(sentence) and _differs(said, parts, sentence):
            yield _finding(passage, start, said, parts)


def _finding(passage: Passage, start: int, said: Sum, parts: Sequence[Sum]) -> Finding:
    whole = printed(said.sign, _whole(parts))
    terms = " + ".join(printed(said.sign, part.value) for part in parts)
    seen = f"“{passage.text[start + said.start : start + said.end]}” is said to be the total, but {terms} = {whole}."
    return Finding(passage.at(start + said.start), seen, f"“{whole}”, or other parts")


def _whole(parts: Sequence[Sum]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))


def _differs(said: Sum, parts: Sequence[Sum], sentence: str) -> bool:
    """Whether the parts do not make the total: neither they nor, where it is about several years, what is paid in all of them."""
    whole = _whole(parts)
    if said.value == whole or any(part.sign != said.sign for part in parts) or said.value < max(part.value for part in parts):
        return False
    return not (_YEARS.search(sentence) and whole and said.value % whole == 0)


def _lists(passages: Sequence[Passage]) -> Iterator[tuple[int, int, list[Sum]]]:
    """The first and last passage and the amounts of each list whose items all have one amount."""
    items = [(index, passage) for index, passage in enumerate(passages) if passage.kind == "item" and passage.group]
    for _, group in groupby(items, key=lambda row: row[1].group):
        rows = list(group)
        found = [only_sum(passage.text) for _, passage in rows]
        parts = [each for each in found if each]
        if len(parts) == len(rows) >= _FEWEST and not any(INEXACT.search(passage.text) for _, passage in rows):
            yield rows[0][0], rows[-1][0], parts


def _columns(passages: Sequence[Passage]) -> Iterator[tuple[int, int, list[Sum]]]:
    """The first and last passage of each table with one column of money, and the amounts there without the row of totals."""
    cells = [(index, passage) for index, passage in enumerate(passages) if passage.kind == "cell"]
    for _, group in groupby(cells, key=lambda row: row[1].lead):
        table = list(group)
        lines = [list(line) for _, line in groupby(table, key=lambda row: (row[1].position.file, row[1].position.line))]
        if len({len(line) for line in lines}) != 1 or len(lines) <= _FEWEST:
            continue
        body = [line for line in lines[1:] if not is_total(line[0][1].text)]
        columns = [[only_sum(cell.text) for _, cell in column] for column in zip(*body, strict=True)]
        money = [column for column in columns if any(column)]
        if len(money) == 1 and all(money[0]):
            yield table[0][0], table[-1][0], [each for each in money[0] if each]


def _beside(passages: Sequence[Passage], first: int, last: int) -> Iterator[tuple[Passage, int, str]]:
    """The last sentence before a list or table and the first after it, in paragraphs of their section."""
    before = passages[first - 1] if first else None
    after = passages[last + 1] if last + 1 < len(passages) else None
    if before and before.kind in ("paragraph", "caption") and before.section == passages[first].section and (found := sentences(before.text)):
        yield before, *found[-1]
    if after and after.kind == "paragraph" and after.section == passages[first].section and (found := sentences(after.text)):
        yield after, *found[0]

"""An amount is not the share of the sum that the text says it is.

Of "15% of £450,000" and "£76,500" one is wrong, and the parties cannot know which is due. The rule works out a percentage, a half, a third or a quarter of a
sum in a sentence with one other amount, and equal payments with their total. Rounding is allowed, as are words such as "about" and "up to".

Fails:

    The Trust pays 15% of £450,000 (£76,500).

Fails:

    The Council’s contribution is £76,500, which is 15 per cent of the budget of £450,000.

Fails:

    The Council pays four instalments of £10,000, a total of £45,000.

Fails:

    The Council makes twenty-four monthly payments of £1,000, a total of £26,000.

Fails:

    The budget is £450,000.

    | Partner | Share | Contribution |
    |---|---|---|
    | Council | 85 % | £382,500 |
    | Trust | 15 % | £76,500 |

Passes:

    The Trust pays 15% of £450,000 (£67,500), the Council a third of £100,000 (£33,333) and the Board about 15% of £450,000 (£70,000).

Passes:

    The Council pays 15% of £450,000. The fee of £76,500 is due in May. It pays four instalments of £10,000, a total of £40,000.

Passes:

    The budget is £450,000.

    | Partner | Share | Contribution |
    |---|---|---|
    | Council | 85% | £382,500 |
    | Trust | 15% | £67,500 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from docgen.checks.draft import Draft, sentences
from docgen.checks.rulebook import Finding
from docgen.checks.rules._sums import INEXACT, MONEY, only_sum, printed, sums
from docgen.checks.rules._tables import is_total, number, tables
from docgen.document.number_words import SMALL, value

SEVERITY = "error"
_PARTS = {"half": (1, 2), "one half": (1, 2), "a third": (1, 3), "one third": (1, 3), "two thirds": (2, 3), "a quarter": (1, 4), "three quarters": (3, 4)}
_SHARE = re.compile(
    rf"(?<![\w.])(?:(?P<percent>\d{{1,3}}(?:\.\d+)?)\s?(?:%|per cent)|(?P<part>{'|'.join(_PARTS)}))"
    rf" of (?:[\w’']+ ){{0,5}}?(?P<whole>{MONEY})",
    re.IGNORECASE,
)
_PAYMENTS = re.compile(
    rf"\b(?P<count>{SMALL}|\d{{1,2}}) (?:equal |annual |yearly |quarterly |monthly |half-yearly )*(?:instalments|payments|contributions|sums)"
    rf" of (?P<each>{MONEY})"
    rf"[^.;]{{0,40}}?\b(?:total of|in all|in total|totalling|making)[ ,(]*(?P<whole>{MONEY})",
    re.IGNORECASE,
)
_THIRDS = (33, 66, 67)


def check(draft: Draft) -> Iterator[Finding]:
    texts = [each for each in draft.passages if each.kind not in ("title", "heading")]
    for passage, start, sentence in ((each, *row) for each in texts for row in sentences(each.text)):
        for found in _PAYMENTS.finditer(sentence):
            count = value(found["count"])
            each, said = next(sums(found["each"])), next(sums(found["whole"]))
            if each.value * count != said.value:
                right = printed(said.sign, each.value * count)
                seen = f"“{found['whole']}” is not {found['count']} times {found['each']}."
                yield Finding(passage.at(start + found.start("whole")), seen, f"“{right}”, or other payments")
        shares, amounts = list(_SHARE.finditer(sentence)), list(sums(sentence))
        if len(shares) != 1 or len(amounts) != 2 or INEXACT.search(sentence):
            continue
        whole = next(each for each in amounts if each.start == shares[0].start("whole"))
        (said,) = (each for each in amounts if each is not whole)
        due, leeway = _due(shares[0], whole.value)
        if said.sign == whole.sign and _is_beside(sentence, shares[0], said.start, said.end) and abs(due - said.value) > leeway:
            share = f"{shares[0]['percent']}%" if shares[0]["percent"] else shares[0]["part"]
            seen = f"“{sentence[said.start : said.end]}” is not {share} of {sentence[whole.start : whole.end]}."
            yield Finding(passage.at(start + said.start), seen, f"“{printed(said.sign, due)}”, or another share")
    yield from _in_tables(draft)


def _due(found: re.Match[str], whole: Decimal) -> tuple[Decimal, Decimal]:
    """What the share comes to, and by how much rounding may change it."""
    if found["part"]:
        above, below = _PARTS[found["part"].casefold()]
        return whole * above / below, Decimal(1)
    percent = Decimal(found["percent"])
    return whole * percent / 100, _leeway(percent, whole)


def _leeway(percent: Decimal, whole: Decimal) -> Decimal:
    exact = percent == percent.to_integral_value() and percent not in _THIRDS
    return Decimal(1) if exact else whole * Decimal(10) ** min(int(percent.as_tuple().exponent), 0) / 200 * (2 if percent in _THIRDS else 1) + 1


_JOINED = re.compile(r"\s*(?:[(–—=,:]|,? ?(?:that|which) is|,? ?being|,? ?or|,? ?namely|,? ?i\.?e\.?,?|is|comes to|amounts to|equals)[\s(]*", re.IGNORECASE)
_IS = re.compile(r"[\s,(–—]*(?:which (?:is|equals|represents)|that is|being|is|equal to|representing|equivalent to|i\.?e\.?|or)?[\s,(–—]*", re.IGNORECASE)


def _is_beside(sentence: str, share: re.Match[str], start: int, end: int) -> bool:
    """Whether the words between a share and an amount say that they are the same."""
    if start > share.end():
        return bool(_JOINED.fullmatch(sentence, share.end(), start))
    return bool(_IS.fullmatch(sentence, end, share.start()))


def _in_tables(draft: Draft) -> Iterator[Finding]:
    """Rows with a percentage and an amount, where the header, the text before or a row of totals gives the whole."""
    for grid in tables(draft):
        total = next((row for row in grid.rows[1:] if is_total(row[0].text)), None)
        said_whole = (*(only_sum(cell.text) for cell in grid.rows[0]), only_sum(grid.before), *(only_sum(cell.text) for cell in total or ()))
        whole = next((each for each in said_whole if each), None)
        for row in grid.rows[1:] if whole else ():
            amounts = [(cell, each) for cell in row for each in [only_sum(cell.text)] if each]
            percents = [share[0] for cell in row for share in [number(cell.text)] if share and share[1]]
            if whole is None or row is total or len(amounts) != 1 or len(percents) != 1:
                continue
            cell, said = amounts[0]
            due = whole.value * percents[0] / 100
            if said.sign == whole.sign and abs(due - said.value) > max(_leeway(percents[0], whole.value), whole.value / 200):
                seen = f"“{cell.text}” is not {percents[0]}% of {printed(whole.sign, whole.value)}."
                yield Finding(cell.position, seen, f"“{printed(said.sign, due)}”, or another share")

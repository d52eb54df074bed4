"""Each type of value parses the texts it should, rejects others, and is shown as in British English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from docgen.document import values
from docgen.formats.printed_values import Language
from tests.sketch import words

BRITISH = Language("en-GB")


@pytest.mark.parametrize(
    ("read", "show", "text", "shown"),
    [
        (values.date, BRITISH.date, "2019-09-30", "30 September 2019"),
        (values.date, BRITISH.date, "2019-09", "September 2019"),
        (values.date, BRITISH.date, "2019", "2019"),
        (values.date, BRITISH.date, "2020-02-29", "29 February 2020"),
        (values.money, BRITISH.money, "68500", "£68,500"),
        (values.money, BRITISH.money, "£68,500", "£68,500"),
        (values.money, BRITISH.money, "£1,068,500.50", "£1,068,500.50"),
        (values.money, BRITISH.money, "EUR 1200.50", "€1,200.50"),
        (values.money, BRITISH.money, "JPY 1200.50", "JP¥1,200.50"),
        (values.percent, BRITISH.percent, "12", "12%"),
        (values.percent, BRITISH.percent, "12.5 %", "12.5%"),
        (values.duration, BRITISH.duration, "15 working days", "15 working days"),
        (values.duration, BRITISH.duration, "1 year", "1 year"),
        (values.duration, BRITISH.duration, "an hour", "1 hour"),
    ],
)
def test_a_text_is_read_and_shown(read: Callable[[str], Any], show: Callable[[Any], str], text: str, shown: str) -> None:
    assert show(read(text)) == shown


@pytest.mark.parametrize(
    ("read", "text"),
    [
        *((values.date, text) for text in ("2019-02-30", "2019-13", "2019-00", "2019-9-1", "30/09/2019", "September 2019", "", "0000", "２０１９")),
        *((values.money, text) for text in ("68,50", "£", "-5", "1.5", "£1,00", "1e5", "GBP", "5 pounds", "")),
        *((values.percent, text) for text in ("-1", "twelve", "12%%", "1,5", "")),
        *((values.duration, text) for text in ("15", "days", "1.5 years", "15 workdays", "-1 day", "")),
    ],
)
def test_any_other_text_is_refused(read: Callable[[str], Any], text: str) -> None:
    with pytest.raises(ValueError):
        read(text)


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("date", "June 2024"),
        ("date|date('year')", "2024"),
        ("1234567|number", "1,234,567"),
        ("15|words", "fifteen"),
        ("[1, 2, 3]|joined", "1, 2 and 3"),
        ("[1, 2]|joined('or')", "1 or 2"),
        ("parties|selectattr('role')|map(attribute='name')|joined", "Riverside Council"),
        ("parties|joined", "Riverside Council (“the Council”), Riverside Police (“the Police”) and Riverside Trust"),
        ("parties|map(attribute='role')|select|list|length", "1"),
        ("parties.police.role|default('none')", "none"),
        ("'a' ~ 1", "a1"),
    ],
)
def test_a_filter_shows_what_the_page_says(expression: str, shown: str) -> None:
    assert words("x {{ " + expression + " }}.") == f"x {shown}."

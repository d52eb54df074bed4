"""Values read from the words that people type: every usual way of writing one, and nothing that could mean two things."""

from __future__ import annotations

import pytest

from docgen.exchange.edits.typed_values import Kind, Refused, Typed, typed_items, typed_value
from docgen.formats.printed_values import Language

BRITISH = Language("en-GB")


@pytest.mark.parametrize(
    ("type", "words", "value"),
    [
        ("money", "£68,500", "£68,500"),
        ("money", "68500", "£68,500"),
        ("money", "£ 68,500", None),
        ("money", "£1,200.50", "£1,200.50"),
        ("money", "EUR 1200", "€1,200"),
        ("money", "1200 EUR", "€1,200"),
        ("date", "1 April 2026", "2026-04-01"),
        ("date", "1st April 2026", "2026-04-01"),
        ("date", "the 1st of April 2026", "2026-04-01"),
        ("date", "1 Apr 2026", "2026-04-01"),
        ("date", "April 1, 2026", "2026-04-01"),
        ("date", "Wednesday 1 April 2026", "2026-04-01"),
        ("date", "2026-04-01", "2026-04-01"),
        ("date", "April 2026", "2026-04"),
        ("date", "2026", "2026"),
        ("date", "1\u00a0April 2026", "2026-04-01"),
        ("duration", "4 weeks", "4 weeks"),
        ("duration", "four weeks", "4 weeks"),
        ("duration", "twenty-eight days", "28 days"),
        ("duration", "a week", "1 week"),
        ("duration", "one year", "1 year"),
        ("duration", "10 (ten) working days", "10 working days"),
        ("percent", "12%", "12%"),
        ("percent", "12.5 per cent", "12.5%"),
        ("percent", "twelve per cent", "12%"),
        ("integer", "fifteen", "15"),
        ("integer", "1,500", "1500"),
        ("text", "Head of Housing & Care", "Head of Housing & Care"),
    ],
)
def test_a_value_is_read_in_every_way_a_person_writes_it(type: str, words: str, value: str | None) -> None:
    read = typed_value(words, Kind(type), BRITISH)
    assert read == Typed(value) if value else isinstance(read, Refused)


@pytest.mark.parametrize(
    ("type", "words"),
    [
        *(
            ("money", words)
            for words in ("£1.2m", "-£500", "£0.125", "about £500", "£500 or more", "£68,50", "£1.2 million", "£500–600", "up to £500", "(£500)", "68.500")
        ),
        *(
            ("date", words)
            for words in (
                "2018/19",
                "31 April 2026",
                "31 April",
                "1/2/2024",
                "01.02.2024",
                "30 February 2026",
                "1 April 26",
                "next April",
                "Monday 1 April 2026",
            )
        ),
        *(("date", words) for words in ("2026-13", "2026-04-31", "April", "Easter 2026", "1 April 2026 or later")),
        *(
            ("duration", words)
            for words in ("4-6 weeks", "a fortnight", "about 4 weeks", "4 week", "four (5) weeks", "-4 weeks", "4.5 weeks", "at least 4 weeks", "weeks")
        ),
        *(("percent", words) for words in ("12", "-5%", "10-12%", "about 12%", "%", "half")),
        *(("integer", words) for words in ("12.5", "about 15", "-3", "1,50", "a dozen", "15 or 16")),
        ("text", "  "),
        ("boolean", "yes"),
    ],
)
def test_words_that_are_not_quite_a_value_are_refused_with_the_reason(type: str, words: str) -> None:
    read = typed_value(words, Kind(type), BRITISH)
    assert isinstance(read, Refused)
    assert read.why.endswith(".")


def test_a_sum_without_a_sign_keeps_its_currency() -> None:
    assert typed_value("500", Kind("money", "EUR 400"), BRITISH) == Typed("€500")
    assert typed_value("500", Kind("money", "£400"), BRITISH) == Typed("£500")


def test_a_body_is_found_by_its_name_or_its_short_form_and_never_guessed() -> None:
    names = {"council": ("Exshire County Council", "the Council"), "trust": ("Exshire Trust", "the Trust"), "other": ("Other Trust", "the Trust")}
    kind = Kind("party", "council", names=names)
    assert typed_value("the Council", kind, BRITISH) == typed_value("Exshire County Council", kind, BRITISH) == Typed("council")
    assert isinstance(typed_value("the Trust", kind, BRITISH), Refused), "two parties have this short form"
    assert isinstance(typed_value("the Counsel", kind, BRITISH), Refused)


def test_a_choice_must_be_one_of_the_choices() -> None:
    assert typed_value("monthly", Kind("choice", options=("monthly", "weekly")), BRITISH) == Typed("monthly")
    read = typed_value("daily", Kind("choice", options=("monthly", "weekly")), BRITISH)
    assert read == Refused("“daily” is none of the choices that the clause has: monthly, weekly.")


@pytest.mark.parametrize(
    ("words", "old", "items"),
    [
        ("training, events and communications", ["training", "communications"], ["training", "events", "communications"]),
        ("training", ["training", "communications"], ["training"]),
        ("health and care, schools and police", ["health and care", "police"], ["health and care", "schools", "police"]),
        ("health and care, schools and police", ["schools"], None),
        ("training, and events", ["training"], None),
        ("", ["training"], None),
    ],
)
def test_a_list_in_a_sentence_is_divided_only_where_it_is_sure(words: str, old: list[str], items: list[str] | None) -> None:
    assert typed_items(words, old, BRITISH) == items

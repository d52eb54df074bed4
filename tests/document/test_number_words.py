"""Numbers in words have the value that another program gave words to."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from docgen.document.number_words import SMALL, WORDS, value


@given(st.integers(0, 999_999_999))
def test_the_value_of_a_number_in_words_is_the_number(number: int) -> None:
    words = num2words(number)
    assert value(words) == value(str(number)) == number
    assert re.fullmatch(WORDS, words)
    assert bool(re.fullmatch(SMALL, words)) == (number < 100)

"""tipdiff/parse/numerals.py: numbers in digits and words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tipdiff.parse.numerals import number_of


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("7", 7),
        ("1,624", 1624),
        ("zero", 0),
        ("No", 0),
        ("none", 0),
        ("nineteen", 19),
        ("Twenty-one", 21),
        ("eighty", 80),
        ("one hundred and two", 102),
        ("three hundred", 300),
        ("several", None),
    ],
)
def test_digits_and_words_are_one_number(words: str, value: int | None) -> None:
    """As the State Department writes them."""
    assert number_of(words) == value


@settings(deadline=None)  # the first example compiles the tables
@given(st.integers(min_value=0, max_value=10**9))
def test_grouped_digits_read_back(value: int) -> None:
    """Thousands are grouped by commas."""
    assert number_of(f"{value:,}") == value

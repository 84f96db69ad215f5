"""A quote shortened to one line around the words that changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdiff.report.excerpt import excerpt, last_words
from tipdiff.words import diff_words

OLD = "In the year under review the police of the two islands opened 63 cases against ferry crews."
NEW = "In the year under review the police of the two islands opened 66 cases against ferry crews."


def signed(old: str, new: str, room: int) -> str:
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return "".join(
        signs[run.op].format(run.text) for run in excerpt(diff_words(old, new), room, signs=4)
    )


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (100, "… the two islands opened [-63-] {+66+} cases against ferry crews."),
        (50, "… the two islands opened [-63-] {+66+} cases\u00a0…"),
        (30, "… the two islands opened\u00a0…"),
    ],
)
def test_the_first_change_is_shown_with_a_few_words_before_it(room: int, shown: str) -> None:
    assert signed(OLD, NEW, room) == shown


def test_a_short_text_is_left_whole() -> None:
    assert signed("Ends fees.", "Ends all fees.", 40) == "Ends {+all+} fees."


@given(st.text("ab “.", max_size=60), st.text("ab “.", max_size=60), st.integers(8, 60))
def test_an_excerpt_fits_and_marks_that_it_goes_on(old: str, new: str, room: int) -> None:
    assert len(signed(old, new, room)) <= room


@pytest.mark.parametrize(
    ("room", "shown"), [(30, "therefore it stays on Tier 2."), (20, "… stays on Tier 2."), (3, "…")]
)
def test_the_end_of_a_sentence_is_kept(room: int, shown: str) -> None:
    assert last_words("therefore it stays on Tier 2.", room) == shown

"""Characters that act on a screen are shown instead of obeyed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdiff.report.visible import one_line, visible


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b]0;title\x07", r"\x1b[31mred\x1b]0;title\x07"),
        ("\x9b2J", r"\x9b2J"),
        ("abc\u202edcba", r"abc\u202edcba"),
        ("\u2066isolated\u2069", r"\u2066isolated\u2069"),
        ("\U000e0041tag", r"\U000e0041tag"),
        ("\ud800", r"\ud800"),
        ("Česko – “quoted” עברית 日本", "Česko – “quoted” עברית 日本"),
    ],
)
def test_acting_characters_become_escapes_a_reader_sees(hostile: str, shown: str) -> None:
    assert visible(hostile) == shown


def test_white_space_becomes_one_space() -> None:
    assert one_line(" a\r\nb\t\u00a0c\u2028d\x0be ") == "a b c d e"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_no_control_character_is_left(text: str) -> None:
    shown = one_line(text)

    assert [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")] == []
    assert shown.encode("utf-8").decode("utf-8") == shown

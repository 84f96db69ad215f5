"""tipdiff/parse/lexemes.py and its tables: which words stand for what."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tipdiff.parse.lexemes import is_plain_object, kind_of, span_of, tokens_of, value_of
from tipdiff.tables.figures import LEXEMES

if TYPE_CHECKING:
    from tipdiff.tables.periods import Lexeme

CASES = {
    "money": "$5 million",
    "share": "12 percent",
    "law": "article 12(b)",
    "duration": "two to five years",
    "one of": "none of the",
    "consecutive": "for the third consecutive year",
    "as before": "as in the previous reporting period,",
    "span of months": "between April 2017 and March 2018",
    "part of a year": "in the first half of 2017",
    "two-year period": "2016-2017",
    "month": "in March 2017",
    "since a year": "since 2012",
    "year": "in 2017",
    "several years before": "the previous two reporting periods",
    "the year before": "during the previous reporting period",
    "the year reported on": "during the reporting period",
    "the same number": "the same number as",
    "comparison": "compared with",
    "from earlier years": "initiated in previous years",
    "part of it": "including",
    "with how many involved": "involving",
    "carried over": "continued",
    "something else not reported, or not there": "did not report any sentences",
    "not reported": "did not report",
    "not done": "did not",
    "but": "however",
    "although": "nevertheless",
    "elsewhere": "cooperated",
    "officials": "police officers",
    "others": "international organizations",
    "the state": "authorities",
    "to investigate": "investigated",
    "to prosecute": "indicted",
    "to convict": "convicting",
    "to identify": "identified",
    "to do something else": "trained",
    "investigation": "investigations",
    "prosecution": "prosecution",
    "conviction": "convictions",
    "identification": "identification",
    "cases": "cases",
    "victims": "victims",
    "persons": "defendants",
    "nationals": "Veldonians",
    "at least": "at least",
    "about": "approximately",
    "the first": "its first",
    "none": "zero",
    "number": "1,240",
    "auxiliary": "were",
    "and": "and",
    "comma": ",",
    "opening bracket": "(",
    "closing bracket": ")",
    "dash": "—",
    "colon": ":",
    "semicolon": ";",
    "word": "shelter",
}


def test_every_lexeme_has_a_case() -> None:
    """A row without a case is a row nobody has seen at work."""
    assert list(CASES) == [row.name for row in LEXEMES]


@pytest.mark.parametrize("row", LEXEMES, ids=lambda row: row.name)
def test_a_lexeme_takes_its_words_whole(row: Lexeme) -> None:
    """In the order of the table, and before the rows of shorter words."""
    sentence = f"achieved {CASES[row.name]} 3"
    tokens = [token for token in tokens_of(sentence) if token.text == CASES[row.name]]
    assert [(token.kind, token.value) for token in tokens] == [(row.kind, row.value)]


@settings(deadline=None)  # the first example compiles the tables
@given(st.text(max_size=120))
def test_tokens_stand_where_they_say_and_in_order(sentence: str) -> None:
    """No token overlaps another."""
    tokens = tokens_of(sentence)
    assert [sentence[t.start : t.end] for t in tokens] == [t.text for t in tokens]
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@pytest.mark.parametrize(
    ("denial", "plain"),
    [
        ("convict| any traffickers during the year", True),
        ("prosecute| or convict any suspects under article 12", True),
        ("identify| any foreign workers", False),
        ("convict| any child sex tourists", False),
        ("prosecute| the mayor", False),
    ],
)
def test_a_denial_of_some_is_no_denial_of_all(denial: str, plain: bool) -> None:
    """The denial "did not identify any foreign workers" leaves room for others."""
    before, after = denial.split("|")
    assert is_plain_object(before + after, len(before)) is plain


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("12 cases", ""),
        ("12 sex trafficking cases", "sex"),
        ("12 defendants for forced labor", "labor"),
        ("12 sex and labor traffickers", ""),
        ("12 child victims", "other"),
    ],
)
def test_a_count_of_one_kind_says_which(words: str, kind: str) -> None:
    """Sex and labor together are all there is."""
    tokens = tokens_of(words)
    last = next(t for t in tokens if t.kind == "unit" and t.text != "child")
    assert kind_of(words, tokens[0], last) == kind


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("between April 2017 and March 2018", "April 2017-March 2018"),
        ("in the first half of 2017", "first half of 2017"),
        ("2016-2017", "2016-2017"),
    ],
)
def test_a_span_keeps_its_ends(words: str, span: str) -> None:
    """Without the preposition, and always with a hyphen."""
    assert span_of(words) == span


def test_numbers_in_words_and_firsts_have_values() -> None:
    """Its first conviction is one."""
    tokens = tokens_of("achieved its first conviction and identified twelve victims")
    assert [value_of(t) for t in tokens if t.kind == "number"] == [1, 12]

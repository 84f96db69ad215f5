"""Themes that a statement is found by: the table's cues, and passages for tagging alone."""

from __future__ import annotations

from time import process_time

import pytest

from tipdiff.errors import UsageError
from tipdiff.tables.theme_cues import PASSAGES, Passage
from tipdiff.tables.themes import THEMES
from tipdiff.themes import named, names, tags_of


@pytest.mark.parametrize("row", PASSAGES, ids=lambda row: row.case)
def test_every_passage_decides_its_case(row: Passage) -> None:
    """What tells a theme adds it; what only seems to takes it away."""
    assert (row.theme in tags_of(row.case)) is row.tells


@pytest.mark.parametrize("row", PASSAGES, ids=lambda row: row.case)
def test_every_passage_speaks_of_a_theme_there_is(row: Passage) -> None:
    """No tag has a name that cannot be asked for."""
    assert row.theme in names()


def test_a_statement_keeps_a_theme_that_something_else_in_it_tells() -> None:
    """A fine for traffickers beside a demand not to punish victims."""
    text = "Impose fines imposed on traffickers, and do not penalize victims for unlawful acts."

    assert "non-penalization" in tags_of(text)


def test_tags_come_in_the_order_of_the_table() -> None:
    """The same statement has the same tags in the same order."""
    text = "Train judges and screen migrants; do not punish victims for crimes."

    order = [theme.name for theme in THEMES]
    assert list(tags_of(text)) == sorted(tags_of(text), key=order.index)
    assert {"training", "migrants", "non-penalization"} <= set(tags_of(text))


@pytest.mark.parametrize("word", ["victims ", "assistance ", "cooperate with ", "punish victims "])
def test_a_statement_without_end_costs_time_in_proportion(word: str) -> None:
    """Ten times the words, about ten times the processor time: nothing is read again and again."""

    def cost(times: int) -> float:
        text = word * times
        start = process_time()
        tags_of(text)
        return process_time() - start

    tags_of(word)
    assert min(cost(20_000) for _ in range(3)) < 40 * min(cost(2_000) for _ in range(3))


@pytest.mark.parametrize("name", ["non-penalization", "Non penalization", "NONPENALIZATION"])
def test_a_theme_is_found_however_it_is_written(name: str) -> None:
    """Case, hyphens and spaces do not matter."""
    assert named(name) == "non-penalization"


@pytest.mark.parametrize(
    ("name", "near"), [("penal", "non-penalization"), ("trainin", "training"), ("xyzzy", "known")]
)
def test_an_unknown_theme_is_told_with_the_nearest(name: str, near: str) -> None:
    """Or with all there are."""
    with pytest.raises(UsageError, match=near):
        named(name)

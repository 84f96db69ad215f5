"""Which links left their place."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tipdiff.align.moves import moved


def test_the_lightest_way_back_to_order_is_taken() -> None:
    """A short statement moved past a long one, not the other way round."""
    assert frozenset({1}) == moved([(0, 1), (1, 0)], [9, 2])
    assert frozenset({0}) == moved([(0, 1), (1, 0)], [2, 9])


def test_gaps_are_no_moves() -> None:
    """Dropped and new statements leave gaps only."""
    assert frozenset() == moved([(0, 3), (4, 5), (9, 70)], [1, 1, 1])


@given(st.permutations(range(6)), st.lists(st.integers(1, 9), min_size=6, max_size=6))
def test_no_other_rising_run_weighs_more(targets: list[int], weights: list[int]) -> None:
    """Against every subset of six links."""
    away = moved(list(enumerate(targets)), weights)
    stay = [at for at in range(6) if at not in away]
    rising = [
        sum(weights[at] for at in subset)
        for size in range(7)
        for subset in combinations(range(6), size)
        if all(targets[a] < targets[b] for a, b in combinations(subset, 2))
    ]

    assert all(targets[a] < targets[b] for a, b in combinations(stay, 2))
    assert max(rising) == sum(weights[at] for at in stay)

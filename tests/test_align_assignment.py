"""The best one-to-one assignment."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tipdiff.align.assignment import assign

GAINS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    st.one_of(st.integers(-3, 6), st.floats(-3, 6, allow_subnormal=False)),
)


def test_the_sum_counts_not_the_best_pair() -> None:
    """Taking 5 would leave 4 and 4 undone."""
    assert {(0, 1), (1, 0)} == assign({(0, 0): 5, (0, 1): 4, (1, 0): 4})


def test_a_pair_that_costs_is_left_out() -> None:
    """Nobody must be assigned."""
    assert set() == assign({(0, 0): -1.0, (1, 0): 0.0})


@given(GAINS)
def test_no_other_assignment_gains_more(gains: dict[tuple[int, int], float]) -> None:
    """Against every permutation of five."""
    found = assign(gains)
    best = max(
        sum(max(0.0, gains.get(pair, 0.0)) for pair in enumerate(order))
        for order in permutations(range(5))
    )

    assert len(found) == len({i for i, _ in found}) == len({j for _, j in found})
    assert abs(best - sum(gains[pair] for pair in found)) < 1e-9

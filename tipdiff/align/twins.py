"""Statements that say the same in the same words: linked before anything is weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from tipdiff.align.similar import Pair

LARGEST_TABLE = 10_000
"""Above so many pairs of equal statements their order alone decides."""


def twins(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Pair equal keys, in order; where one list has more of them, by what stands beside them."""
    both = set(old) & set(new)
    places: dict[Hashable, tuple[list[int], list[int]]] = {key: ([], []) for key in both}
    for side, keys in enumerate((old, new)):
        for at, key in enumerate(keys):
            if key in places:
                places[key][side].append(at)
    pairs: list[Pair] = []
    for olds, news in places.values():
        if len(olds) == len(news) or len(olds) * len(news) > LARGEST_TABLE:
            pairs += zip(olds, news, strict=False)
        else:
            pairs += _by_neighbours(old, new, olds, news)
    return sorted(pairs)


def _by_neighbours(
    old: Sequence[Hashable], new: Sequence[Hashable], olds: list[int], news: list[int]
) -> list[Pair]:
    """The pairs in a common order whose neighbours agree most often."""
    if len(olds) > len(news):
        return [(i, j) for j, i in _by_neighbours(new, old, news, olds)]
    best = [0] + [-1] * len(olds)
    chosen: list[tuple[int, ...]] = [()] * (len(olds) + 1)
    for place, j in enumerate(news):
        for taken in range(min(len(olds), place + 1), 0, -1):
            agreeing = best[taken - 1] + _agreement(old, new, olds[taken - 1], j)
            if best[taken - 1] >= 0 and agreeing > best[taken]:
                best[taken] = agreeing
                chosen[taken] = (*chosen[taken - 1], j)
    return list(zip(olds, chosen[-1], strict=True))


def _agreement(old: Sequence[Hashable], new: Sequence[Hashable], i: int, j: int) -> int:
    return sum(_at(old, i + step) == _at(new, j + step) for step in (-1, 1))


def _at(keys: Sequence[Hashable], at: int) -> Hashable:
    return keys[at] if 0 <= at < len(keys) else None

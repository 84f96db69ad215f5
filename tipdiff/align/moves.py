"""Which links left their place among their neighbours."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def moved(places: Sequence[tuple[int, int]], weights: Sequence[float]) -> frozenset[int]:
    """Indices of the places, sorted by their first number, outside the heaviest rising run.

    What stays is the set that keeps its common order and weighs most: a long statement is
    rather left in place than a short one. Insertions and deletions move nothing.
    """
    ranks = sorted(place for _, place in places)
    best = _Heaviest(size=len(ranks))
    chains: list[tuple[float, int | None]] = []
    for at, ((_, place), weight) in enumerate(zip(places, weights, strict=True)):
        rank = bisect_left(ranks, place)
        before, last = best.below(rank)
        chains.append((before + weight, last))
        best.put(rank, before + weight, at)
    _, link = best.below(len(ranks))
    staying = set()
    while link is not None:
        staying.add(link)
        link = chains[link][1]
    return frozenset(range(len(places))) - staying


class _Heaviest:
    """The heaviest chain that ends below a rank (a Fenwick tree of maxima)."""

    def __init__(self, *, size: int) -> None:
        self._nodes: list[tuple[float, int | None]] = [(0.0, None)] * (size + 1)

    def put(self, rank: int, weight: float, at: int) -> None:
        node = rank + 1
        while node < len(self._nodes):
            if weight > self._nodes[node][0]:
                self._nodes[node] = (weight, at)
            node += node & -node

    def below(self, rank: int) -> tuple[float, int | None]:
        best: tuple[float, int | None] = (0.0, None)
        while rank:
            if self._nodes[rank][0] > best[0]:
                best = self._nodes[rank]
            rank -= rank & -rank
        return best

"""The best one-to-one assignment over a sparse set of candidate pairs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tipdiff.align.similar import Pair


def assign(gains: Mapping[Pair, float]) -> set[Pair]:
    """The pairs, each index in one at most, whose gains above zero add up to the most.

    Successive shortest augmenting paths: each old statement in turn is given the new one that
    costs the others least, or none.
    """
    edges: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (i, j), gain in sorted(gains.items()):
        if gain > 0:
            edges[i].append((j, gain))
    state = _State(edges=edges)
    for i, row in edges.items():
        state.profit[i] = max(gain for _, gain in row)
        state.insert(i)
    return {(i, j) for j, i in state.owner.items()}


@dataclass(slots=True, kw_only=True)
class _State:
    """Who owns which new statement, at what price; the duals of the assignment."""

    edges: Mapping[int, list[tuple[int, float]]]
    profit: dict[int, float] = field(default_factory=dict)
    price: dict[int, float] = field(default_factory=dict)
    owner: dict[int, int] = field(default_factory=dict)

    def insert(self, start: int) -> None:
        """Let one more old statement in along the cheapest path of displacements."""
        search = _Search(cost_of={start: 0.0})
        row, reached = start, 0.0
        while True:
            search.leave(row, reached + self.profit[row])
            for j, gain in self.edges[row]:
                slack = self.profit[row] + self.price.get(j, 0.0) - gain
                search.see(j, reached + max(0.0, slack), row)
            reached, j = search.nearest()
            if reached >= search.best_exit or j not in self.owner:
                break
            row = self.owner[j]
            search.cost_of[row] = reached
        self._settle(search, start, j if reached < search.best_exit else None)

    def _settle(self, search: _Search, start: int, end: int | None) -> None:
        total = search.best_exit if end is None else search.seen[end][0]
        for row, cost in search.cost_of.items():
            self.profit[row] -= max(0.0, total - cost)
        for j in search.done:
            self.price[j] = self.price.get(j, 0.0) + max(0.0, total - search.seen[j][0])
        column = end
        if end is None:
            if search.leaver == start:
                return
            column = next(j for j in search.done if self.owner[j] == search.leaver)
        while column is not None:
            row = search.seen[column][1]
            previous = next((j for j in search.done if self.owner.get(j) == row), None)
            self.owner[column] = row
            column = previous if row != start else None


@dataclass(slots=True, kw_only=True)
class _Search:
    """One run of Dijkstra over displacements."""

    cost_of: dict[int, float]
    """Old statements reached, and at what cost."""
    seen: dict[int, tuple[float, int]] = field(default_factory=dict)
    """New statements seen: cost, and the old statement that would take it."""
    queue: list[tuple[float, int]] = field(default_factory=list)
    done: dict[int, None] = field(default_factory=dict)
    best_exit: float = float("inf")
    leaver: int = -1
    """The old statement that would be left without a partner at the cost of `best_exit`."""

    def leave(self, row: int, cost: float) -> None:
        if cost < self.best_exit:
            self.best_exit, self.leaver = cost, row

    def see(self, j: int, cost: float, row: int) -> None:
        if j not in self.seen or cost < self.seen[j][0]:
            self.seen[j] = (cost, row)
            heappush(self.queue, (cost, j))

    def nearest(self) -> tuple[float, int]:
        while self.queue:
            cost, j = heappop(self.queue)
            if j not in self.done and cost <= self.seen[j][0]:
                self.done[j] = None
                return cost, j
        return float("inf"), -1

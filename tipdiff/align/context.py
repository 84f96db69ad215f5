"""What a pair's neighbours say of it: whether they continue in each other's neighbourhood."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.tables.weights import CONTEXT_EVIDENCE, judge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tipdiff.align.similar import Pair

REACH = 8
"""How many neighbours on each side are asked."""

FADING = 4.0
"""So many places away a neighbour counts for a third (1 / e)."""

UNHEARD = 0.5
"""Weight of the neighbours nobody knows: one anchor alone far away proves little."""

SMALLEST_LIST = 5
"""A statement has the fewer partners to choose from the shorter the list; below this, no fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The anchors as one of the two lists sees them."""

    keys: tuple[int, ...]
    targets: Mapping[int, int]
    length: int
    other_length: int

    def place(self, at: int, target: int) -> tuple[float, float]:
        """Whether the target lies between those of the nearest anchors, and how narrowly."""
        k = bisect_left(self.keys, at)
        before = self.keys[k - 1] if k else -1
        k += k < len(self.keys) and self.keys[k] == at
        after = self.keys[k] if k < len(self.keys) else self.length
        low = self.targets.get(before, -1)
        high = self.targets.get(after, self.other_length)
        if low >= high:
            return ((low < target) + (target < high)) / 2, 0.0
        if not low < target < high:
            return 0.0, 0.0
        return 1.0, 1 / max(1, after - before - 1, high - low - 1)


def odds_in_context(
    odds: Mapping[Pair, float], anchors: Mapping[int, int], lengths: tuple[int, int]
) -> dict[Pair, float]:
    """Log-odds of each pair once its neighbours and its rivals are heard.

    Where no pair is sure enough to be an anchor, the neighbours have nothing to say.
    """
    if not anchors:
        return dict(odds)
    judged = judge(CONTEXT_EVIDENCE)
    heard = evidence_in_context(odds, anchors, lengths)
    return {pair: judged(evidence) for pair, evidence in heard.items()}


def evidence_in_context(
    odds: Mapping[Pair, float], anchors: Mapping[int, int], lengths: tuple[int, int]
) -> dict[Pair, tuple[float, ...]]:
    """What neighbours and rivals say of each pair, in the order of `CONTEXT_EVIDENCE`."""
    inverse = {j: i for i, j in anchors.items()}
    length, other = lengths
    old = Side(keys=tuple(sorted(anchors)), targets=anchors, length=length, other_length=other)
    new = Side(keys=tuple(sorted(inverse)), targets=inverse, length=other, other_length=length)
    order = _order_kept([anchors[i] for i in old.keys])
    rivals = _rivals(odds)
    fading = [math.exp(-distance / FADING) for distance in range(max(lengths) + 1)]
    ours = {i: _neighbours(i, anchors, fading) for i in {i for i, _ in odds}}
    theirs = {j: _neighbours(j, inverse, fading) for j in {j for _, j in odds}}
    return {
        pair: (
            value,
            *_evidence(pair, old, new, order),
            (_vicinity(j, ours[i], fading) + _vicinity(i, theirs[j], fading)) / 2,
            *_rivalry(value, rivals[pair]),
        )
        for pair, value in odds.items()
        for i, j in (pair,)
    }


def _evidence(pair: Pair, old: Side, new: Side, order: float) -> tuple[float, ...]:
    i, j = pair
    between_old, gap_old = old.place(i, j)
    between_new, gap_new = new.place(j, i)
    between = (between_old + between_new) / 2
    before = (i == 0 and j == 0) or old.targets.get(i - 1) == j - 1
    after = (i == old.length - 1 and j == new.length - 1) or old.targets.get(i + 1) == j + 1
    return (
        between,
        (before + after) / 2,
        order,
        order * (1 - between),
        min(gap_old, gap_new),
        1 / max(SMALLEST_LIST, min(old.length, new.length)),
    )


Neighbours = tuple[list[tuple[int, float]], float]
"""Where each neighbour continues and how much it counts, and what all count together."""


def _neighbours(at: int, targets: Mapping[int, int], fading: Sequence[float]) -> Neighbours:
    near = [
        (targets[at + step], fading[abs(step)])
        for step in range(-REACH, REACH + 1)
        if step and at + step in targets
    ]
    return near, sum([weight for _, weight in near]) + UNHEARD


def _vicinity(target: int, neighbours: Neighbours, fading: Sequence[float]) -> float:
    """How near the target its neighbours continue: 1 where all stand beside it."""
    near, whole = neighbours
    return sum([w * fading[abs(at - target)] for at, w in near if at != target]) / whole


def _order_kept(targets: list[int]) -> float:
    """Share of the anchors that stand in one common order."""
    tails: list[int] = []
    for target in targets:
        k = bisect_left(tails, target)
        tails[k : k + 1] = [target]
    return len(tails) / len(targets) if targets else 1.0


def _rivals(odds: Mapping[Pair, float]) -> dict[Pair, float]:
    """The best log-odds of any other pair with the same old or the same new statement."""
    best: dict[tuple[str, int], list[float]] = defaultdict(list)
    for (i, j), value in odds.items():
        best["old", i].append(value)
        best["new", j].append(value)
    for row in best.values():
        row.sort(reverse=True)
    return {
        (i, j): max(_other(best["old", i], value), _other(best["new", j], value))
        for (i, j), value in odds.items()
    }


def _other(row: list[float], value: float) -> float:
    if row[0] != value:
        return row[0]
    return row[1] if len(row) > 1 else float("-inf")


def _rivalry(value: float, rival: float) -> tuple[float, float]:
    return max(0.0, rival - value), float(rival > value)

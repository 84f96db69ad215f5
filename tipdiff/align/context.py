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


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What one statement sees of the anchors around it."""

    low: int
    high: int
    """Targets of the nearest anchors before and after it."""
    gap: int
    """How many places lie between these anchors."""
    near: list[tuple[int, float]]
    """Where each neighbour continues and how much it counts."""
    whole: float
    """What all neighbours count together."""

    def place(self, target: int) -> tuple[float, float]:
        """Whether a target lies between those of the nearest anchors, and how narrowly."""
        low, high = self.low, self.high
        if low >= high:
            return ((low < target) + (target < high)) / 2, 0.0
        if not low < target < high:
            return 0.0, 0.0
        return 1.0, 1 / max(1, self.gap, high - low - 1)

    def vicinity(self, target: int, fading: Sequence[float]) -> float:
        """How near a target the neighbours continue: 1 where all stand beside it."""
        return sum([weight * fading[at - target] for at, weight in self.near]) / self.whole


def _view(at: int, side: Side, fading: Sequence[float]) -> View:
    keys, targets = side.keys, side.targets
    k = bisect_left(keys, at)
    before = keys[k - 1] if k else -1
    k += k < len(keys) and keys[k] == at
    after = keys[k] if k < len(keys) else side.length
    near = [
        (targets[at + step], fading[step])
        for step in range(-REACH, REACH + 1)
        if step and at + step in targets
    ]
    return View(
        low=targets.get(before, -1),
        high=targets.get(after, side.other_length),
        gap=after - before - 1,
        near=near,
        whole=sum([weight for _, weight in near]) + UNHEARD,
    )


def _fading(longest: int) -> list[float]:
    """What a neighbour counts so many places before or after; nothing at the place itself."""
    after = [math.exp(-distance / FADING) for distance in range(1, max(longest, REACH) + 1)]
    return [0.0, *after, *reversed(after)]


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
    a, b = lengths
    old = Side(keys=tuple(sorted(anchors)), targets=anchors, length=a, other_length=b)
    new = Side(keys=tuple(sorted(inverse)), targets=inverse, length=b, other_length=a)
    order = _order_kept([anchors[i] for i in old.keys])
    rivals = _rivals(odds)
    fading = _fading(max(lengths))
    ours = {i: _view(i, old, fading) for i in {i for i, _ in odds}}
    theirs = {j: _view(j, new, fading) for j in {j for _, j in odds}}
    few = 1 / max(SMALLEST_LIST, min(lengths))
    heard: dict[Pair, tuple[float, ...]] = {}
    for (i, j), value in odds.items():
        one, other = ours[i], theirs[j]
        between, gap = _between(one.place(j), other.place(i))
        heard[i, j] = (
            value,
            between,
            _adjacent(i, j, old),
            order,
            order * (1 - between),
            gap,
            few,
            (one.vicinity(j, fading) + other.vicinity(i, fading)) / 2,
            *_rivalry(value, rivals[i, j]),
        )
    return heard


def _between(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return (one[0] + other[0]) / 2, min(one[1], other[1])


def _adjacent(i: int, j: int, old: Side) -> float:
    """How many of the two next to it continue next to its target; ends of lists are next."""
    before = (i == 0 and j == 0) or old.targets.get(i - 1) == j - 1
    last = i == old.length - 1 and j == old.other_length - 1
    return (before + (last or old.targets.get(i + 1) == j + 1)) / 2


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

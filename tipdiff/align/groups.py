"""Splits and merges: links that take in one more statement, and links that become one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.align.similar import Pair, Profile, Profiles, shared
from tipdiff.tables.weights import (
    GROUP_EVIDENCE,
    GROUP_ODDS,
    LARGEST_GROUP,
    LEAST_GROUP_PAIR,
    UNION_EVIDENCE,
    UNION_ODDS,
    UNSEEN_ODDS,
    judge,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Old statements, new statements; a statement without a link is a group with one side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """Two groups that may be one link: two links, or a link and one more statement."""

    evidence: tuple[float, ...]
    one: Group
    other: Group

    @property
    def whole(self) -> Group:
        """Both together."""
        return _together(self.one, self.other)

    @property
    def pairs(self) -> list[Pair]:
        """The pairs that would be linked and are not yet."""
        return _crossing(self.one, self.other)

    @property
    def attaches(self) -> bool:
        """One statement is attached; else two links become one."""
        return not (self.other[0] and self.other[1])


def grouped(
    old: Profiles, new: Profiles, links: Iterable[Pair], odds: Mapping[Pair, float]
) -> tuple[list[Group], dict[Pair, float]]:
    """One-to-one links as groups, grown round by round, and the odds of each pair so linked."""
    state: list[Group] = [((i,), (j,)) for i, j in sorted(links)]
    attached: dict[Pair, float] = {}
    judges = (judge(UNION_EVIDENCE), judge(GROUP_EVIDENCE))
    bars = (UNION_ODDS, GROUP_ODDS)
    fresh: set[Group] | None = None
    while fresh is None or fresh:
        found = unions(old, new, state, odds, fresh)
        ranked = [(judges[union.attaches](union.evidence), union) for union in found]
        done: set[Group] = set()
        fresh = set()
        for value, union in sorted(ranked, key=_surest_first):
            if value > bars[union.attaches] and union.one not in done and union.other not in done:
                done |= {union.one, union.other}
                fresh.add(union.whole)
                attached |= dict.fromkeys(union.pairs, value)
        state = sorted([*(group for group in state if group not in done), *fresh])
    return state, attached


def _surest_first(ranked: tuple[float, Union]) -> tuple[float, Group, Group]:
    return -ranked[0], ranked[1].one, ranked[1].other


def unions(
    old: Profiles,
    new: Profiles,
    groups: Sequence[Group],
    odds: Mapping[Pair, float],
    fresh: set[Group] | None = None,
) -> Iterator[Union]:
    """Every two groups that a likely pair joins; where `fresh` is given, with one of these."""
    homes = ({i: g for g in groups for i in g[0]}, {j: g for g in groups for j in g[1]})
    seen: set[tuple[Group, Group]] = set()
    for (i, j), value in odds.items():
        if value < LEAST_GROUP_PAIR:
            continue
        one, other = homes[0].get(i, ((i,), ())), homes[1].get(j, ((), (j,)))
        if not one[1]:
            one, other = other, one
        if one == other or not one[1] or not one[0] or (one, other) in seen:
            continue
        if fresh is not None and one not in fresh and other not in fresh:
            continue
        seen |= {(one, other), (other, one)}
        whole = _together(one, other)
        if max(map(len, whole)) > LARGEST_GROUP:
            continue
        yield Union(evidence=union_evidence(old, new, one, other, odds), one=one, other=other)


def _together(one: Group, other: Group) -> Group:
    return tuple(sorted(one[0] + other[0])), tuple(sorted(one[1] + other[1]))


def _crossing(one: Group, other: Group) -> list[Pair]:
    return [
        *((i, j) for i in one[0] for j in other[1]),
        *((i, j) for i in other[0] for j in one[1]),
    ]


def union_evidence(
    old: Profiles, new: Profiles, one: Group, other: Group, odds: Mapping[Pair, float]
) -> tuple[float, ...]:
    """What speaks for a union, in the order of `GROUP_EVIDENCE` and `UNION_EVIDENCE`."""
    values = [odds.get(pair, UNSEEN_ODDS) for pair in _crossing(one, other)]
    sides = [side for side in (0, 1) if one[side] and other[side]]
    weighed = (old, new)
    parts = [
        _part(
            [weighed[1 - side][at] for at in one[1 - side]],
            [weighed[side][at] for at in one[side]],
            [weighed[side][at] for at in other[side]],
        )
        for side in sides
    ]
    explained, length = (sum(column) / len(parts) for column in zip(*parts, strict=True))
    beside = [min(abs(a - b) for a in one[side] for b in other[side]) == 1 for side in sides]
    return (
        max(values),
        sum(values) / len(values),
        explained,
        length,
        sum(beside) / len(beside),
    )


def _part(
    hubs: Sequence[Profile], mates: Sequence[Profile], extras: Sequence[Profile]
) -> tuple[float, float]:
    """How much of what the mates leave open of the hubs the extras say, and the lengths."""
    hub, mate, extra = _joint(hubs), _joint(mates), _joint(extras)
    rest = {
        word: weight - mate.get(word, 0.0)
        for word, weight in hub.items()
        if weight > mate.get(word, 0.0)
    }
    whole, first, second = (sum(content.values()) for content in (hub, mate, extra))
    return (
        shared(rest, extra) / (sum(rest.values()) or 1.0),
        math.log((first + second + 1) / (whole + 1)),
    )


def _joint(profiles: Sequence[Profile]) -> Mapping[str, float]:
    if len(profiles) == 1:
        return profiles[0].content
    joint: dict[str, float] = {}
    for profile in profiles:
        for word, weight in profile.content.items():
            joint[word] = max(weight, joint.get(word, 0.0))
    return joint

"""Splits and merges: a second statement that explains what the linked one leaves open."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.align.similar import Pair, Profile, Profiles, shared
from tipdiff.tables.weights import (
    GROUP_EVIDENCE,
    LARGEST_GROUP,
    LEAST_EXPLAINED,
    LEAST_GROUP_PAIR,
    judge,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Group = tuple[list[int], list[int]]
"""Old statements, new statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One more statement for a link: `extra` beside `mate`, both facing `hub`."""

    evidence: tuple[float, ...]
    hub: int
    mate: int
    extra: int
    split: bool
    """The hub is old, and continues in both; else it is new, and comes from both."""

    @property
    def beside(self) -> bool:
        """The parts of a split or merge mostly stand side by side."""
        return abs(self.extra - self.mate) == 1

    @property
    def pair(self) -> Pair:
        """The pair that the attachment links."""
        return (self.hub, self.extra) if self.split else (self.extra, self.hub)


def grouped(
    old: Profiles, new: Profiles, links: Iterable[Pair], odds: Mapping[Pair, float], bar: float
) -> tuple[list[Group], dict[Pair, float]]:
    """One-to-one links as groups, and the odds of each pair that was attached to one."""
    groups: list[Group] = [([i], [j]) for i, j in sorted(links)]
    homes = ({g[0][0]: g for g in groups}, {g[1][0]: g for g in groups})
    attached: dict[Pair, float] = {}
    judged = judge(GROUP_EVIDENCE)
    found = attachments(old, new, [(g[0][0], g[1][0]) for g in groups], odds)
    ranked = sorted(((judged(extra.evidence), extra) for extra in found), key=_surest_first)
    for value, extra in ranked:
        if value > (bar if extra.beside else max(bar, 0.0)) and _attach(homes, extra):
            attached[extra.pair] = value
    kept = {id(group): group for home in homes for group in home.values()}
    return [(sorted(olds), sorted(news)) for olds, news in kept.values()], attached


def _surest_first(ranked: tuple[float, Attachment]) -> tuple[float, Pair, bool]:
    value, extra = ranked
    return -value, extra.pair, extra.split


def _attach(homes: tuple[dict[int, Group], dict[int, Group]], extra: Attachment) -> bool:
    near, far = (0, 1) if extra.split else (1, 0)
    group = homes[near].get(extra.hub)
    other = homes[far].get(extra.extra)
    if group is None or group is other or extra.mate not in group[far]:
        return False
    if len(group[near]) > 1 or len(group[far]) >= LARGEST_GROUP:
        return False
    if other is not None:
        if len(other[0]) + len(other[1]) > 2:
            return False
        del homes[near][other[near][0]]
    group[far].append(extra.extra)
    homes[far][extra.extra] = group
    return True


def attachments(
    old: Profiles, new: Profiles, links: Sequence[Pair], odds: Mapping[Pair, float]
) -> Iterator[Attachment]:
    """Every way to attach a statement to a link that it fits better than its own link, if any."""
    news, olds = dict(links), {j: i for i, j in links}
    for (i, j), value in odds.items():
        if value < LEAST_GROUP_PAIR or news.get(i) == j:
            continue
        common = shared(old[i].content, new[j].content)
        if (
            i in news
            and common >= LEAST_EXPLAINED * new[j].total
            and value > odds.get((olds.get(j, -1), j), -math.inf)
        ):
            evidence = group_evidence(old[i], new[news[i]], new[j], value)
            yield Attachment(evidence=evidence, hub=i, mate=news[i], extra=j, split=True)
        if (
            j in olds
            and common >= LEAST_EXPLAINED * old[i].total
            and value > odds.get((i, news.get(i, -1)), -math.inf)
        ):
            evidence = group_evidence(new[j], old[olds[j]], old[i], value)
            yield Attachment(evidence=evidence, hub=j, mate=olds[j], extra=i, split=False)


def group_evidence(hub: Profile, mate: Profile, extra: Profile, odds: float) -> tuple[float, ...]:
    """What speaks for `extra` beside `mate`, in the order of `GROUP_EVIDENCE`."""
    rest = {
        word: weight - mate.content.get(word, 0.0)
        for word, weight in hub.content.items()
        if weight > mate.content.get(word, 0.0)
    }
    return (
        odds,
        shared(rest, extra.content) / (sum(rest.values()) or 1.0),
        math.log((mate.total + extra.total + 1) / (hub.total + 1)),
    )

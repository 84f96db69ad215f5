"""Links across a gap: statements that come back, and sections that no copy between them held.

loose ends of an edition, loose beginnings of a later one --same aligner--> steps, marked
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from tipdiff.compare import aligned
from tipdiff.label import linked
from tipdiff.ledger.editions import next_holder, spots_at, spots_of
from tipdiff.ledger.model import Gap, Spot, Step
from tipdiff.tables.ledger import RETURNED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipdiff.model import Narrative, SectionKind


@dataclass(slots=True, kw_only=True)
class _Loose:
    """Statements without a successor, and those without a predecessor, so far."""

    ends: set[Spot] = field(default_factory=set)
    beginnings: set[Spot] = field(default_factory=set)

    def join(self, step: Step) -> Step:
        self.ends.difference_update(step.old)
        self.beginnings.difference_update(step.new)
        return step


def gap_steps(narratives: Sequence[Narrative], steps: Iterable[Step]) -> Iterator[Step]:
    """The steps across gaps: each edition is joined with the nearest earlier ones first.

    :param steps: Those between neighbouring editions; what they join is joined already.
    """
    every = set(chain.from_iterable(map(spots_of, narratives)))
    loose = _Loose(ends=set(every), beginnings=every)
    for step in steps:
        loose.join(step)
    for new in range(2, len(narratives)):
        for old in range(new - 2, -1, -1):
            for step in _between(narratives, old, new, loose):
                yield loose.join(step)


def _between(narratives: Sequence[Narrative], old: int, new: int, loose: _Loose) -> list[Step]:
    """The steps from one edition to another, like with like."""
    sides = (narratives[old], narratives[new])
    ends = _by_kind(sides[0], loose.ends)
    beginnings = _by_kind(sides[1], loose.beginnings)
    steps: list[Step] = []
    for kind in (kind for kind in ends if kind in beginnings):
        bridged = next_holder(narratives, old, kind) is sides[1]
        gap: Gap = "bridged" if bridged else "returned"
        steps += _aligned(*sides, ends[kind], beginnings[kind], gap)
    return steps


def _by_kind(narrative: Narrative, loose: set[Spot]) -> dict[SectionKind, list[Spot]]:
    """The loose statements of an edition by kind of section, in reading order."""
    found: dict[SectionKind, list[Spot]] = {}
    for spot in spots_of(narrative):
        if spot in loose:
            found.setdefault(narrative.sections[spot.place.section].kind, []).append(spot)
    return found


def _aligned(
    old: Narrative, new: Narrative, ends: Sequence[Spot], beginnings: Sequence[Spot], gap: Gap
) -> Iterator[Step]:
    """What the aligner links: whole sections in their order, leftovers among all of theirs."""
    sides = ([spot.place for spot in ends], [spot.place for spot in beginnings])
    if gap == "bridged":
        found = aligned(old, new, *sides)
    else:
        kind = old.sections[sides[0][0].section].kind
        among = (_whole(old, kind), _whole(new, kind))
        found = aligned(old, new, *sides, least=RETURNED, among=among)
    for joined in found:
        moved = joined.moved and gap == "bridged"
        change = linked(old, new, joined._replace(moved=moved))
        yield Step(
            old=spots_at(old, joined.old), new=spots_at(new, joined.new), change=change, gap=gap
        )


def _whole(narrative: Narrative, kind: SectionKind) -> list[str]:
    """All statements of a kind of section, by which words are weighed."""
    return [
        statement.text
        for section in narrative.sections
        if section.kind == kind
        for statement in section.statements
    ]

"""The values of a ledger: spots joined by steps are threads; what ends has a fate.

Narrative, Comparison --> Step (between Spots) --> Thread --> Ledger
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipdiff.model import Change, Narrative, Place, Reason, SectionKind, Statement

Gap = Literal[
    "returned",  # editions between the two hold the section and lack the statement
    "bridged",  # no edition between the two holds the section: it could not be compared there
]
FateKind = Literal["addressed", "softened", "repeated elsewhere", "no longer mentioned"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Spot:
    """A statement of an edition, by its place."""

    edition: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Statements of one edition that continue in statements of a later one."""

    old: tuple[Spot, ...]
    new: tuple[Spot, ...]
    change: Change
    """The comparison's own outcome; across a gap, the same aligner's."""
    gap: Gap | None = None
    """None between editions that follow each other in the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A statement that the next edition which holds its section does not continue."""

    spot: Spot
    edition: int
    """The edition it is missing from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What an edition says in place of a deficiency or recommendation it does not repeat."""

    spots: tuple[Spot, ...]
    edition: int
    kind: FateKind
    places: tuple[Place, ...] = ()
    """Where that edition says so; none where nothing is mentioned."""
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The life of one statement, with all it was split into and merged with.

    A thread is a connected component: no statement is in two, and every statement is in one.
    """

    id: str
    spots: tuple[Spot, ...]
    """In the order of editions and places."""
    steps: tuple[Step, ...] = ()
    endings: tuple[Ending, ...] = ()
    fates: tuple[Fate, ...] = ()

    @property
    def first(self) -> int:
        """The first edition that has it."""
        return self.spots[0].edition

    @property
    def last(self) -> int:
        """The last edition that has it."""
        return self.spots[-1].edition

    def at(self, edition: int) -> tuple[Spot, ...]:
        """Its statements in an edition."""
        return tuple(spot for spot in self.spots if spot.edition == edition)

    def into(self, edition: int) -> tuple[Step, ...]:
        """The steps by which an edition continues it."""
        return tuple(step for step in self.steps if step.new[0].edition == edition)


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """All editions of a country that the archive has, and the threads through them."""

    narratives: tuple[Narrative, ...]
    threads: tuple[Thread, ...]

    @cached_property
    def editions(self) -> dict[int, Narrative]:
        """The narratives by edition."""
        return {narrative.edition: narrative for narrative in self.narratives}

    @property
    def years(self) -> range:
        """Every year from the first edition to the last, those that the archive lacks as well."""
        return range(self.narratives[0].edition, self.narratives[-1].edition + 1)

    def statement(self, spot: Spot) -> Statement:
        """What stands there."""
        return self.editions[spot.edition].statement(spot.place)

    def text(self, spots: Iterable[Spot]) -> str:
        """The words of several statements, told apart by a stroke."""
        return " / ".join(self.statement(spot).text for spot in spots)

    def kind(self, spot: Spot) -> SectionKind:
        """The kind of section it stands in."""
        return self.editions[spot.edition].sections[spot.place.section].kind

"""How far each subscriber is told: a position for each country, and its form in the database."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tipdiff.model import SeriesName


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a subscription has been told of a country: everything up to an edition."""

    series: SeriesName
    iso3: str
    edition: int
    complete: bool = True
    """Whether both narratives were whole; of partial ones the rest may be told later."""
    evidence: str = ""
    """SHA-256 of both captures: the same bytes are never news again."""
    told: tuple[str, ...] = ()
    """The changes told of partial narratives, by what they say."""
    looked_until: str = ""
    """ISO 8601, UTC: silent edits that were confirmed by then are told, or older than the wish."""

    @property
    def key(self) -> tuple[str, str]:
        """Series and country."""
        return self.series, self.iso3

    def then(self, later: Position) -> Position:
        """The position after one more digest: it never goes back."""
        until = max(self.looked_until, later.looked_until)
        is_less = self.complete and not later.complete
        if later.edition < self.edition or (later.edition == self.edition and is_less):
            return replace(self, looked_until=until)
        told = later.told if later.edition > self.edition else {*self.told, *later.told}
        return replace(later, told=tuple(sorted(told)), looked_until=until)


def position_row(subscription: str, position: Position) -> dict[str, Any]:
    """The row of the table `positions`."""
    values = asdict(position)
    return {"subscription": subscription, **values, "told": json.dumps(position.told)}


def positions_in(text: str, outcome: str) -> list[Position]:
    """The positions that a digest leads to: of one that is told, or is dropped."""
    return [position_of(values) for values in json.loads(text)[outcome]]


def position_of(values: Mapping[str, Any]) -> Position:
    """The position of a row, or of its JSON."""
    made: dict[str, Any] = {
        **values,
        "complete": bool(values["complete"]),
        "told": tuple(values["told"]),
    }
    return Position(**made)

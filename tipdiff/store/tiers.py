"""Queries on the tier tables that the operator brought: rows as the file has them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from tipdiff.capture import Capture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipdiff.store.connection import Connection

TIER_TABLE = "tier_table"
"""Source and status of a capture that is a table of tiers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRow:
    """A row of a table of tiers, with what it says of its own origin."""

    line: int
    """In the file, from 1."""
    edition: int
    name: str
    """Of the country, as the file has it."""
    iso3: str | None
    """None where no country is known by that name."""
    tier: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """A row, and the file it is of."""

    row: TierRow
    sha256: str
    file: str
    """Its address: `file:///tables/tiers.csv`."""


_ROW = ", ".join(f"r.{f.name}" for f in fields(TierRow))
_NEWEST = (
    "c.rowid = (SELECT o.rowid FROM captures o WHERE o.url = c.url AND o.status = c.status "
    "ORDER BY o.captured_at DESC, o.rowid DESC LIMIT 1)"
)
"""Of files of one name the newest: it was brought to take the place of the others."""


class Tiers:
    """The table `tier_rows`; a row goes with the capture of its file."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, capture: Capture, rows: Iterable[TierRow]) -> None:
        """Keep the rows of a file, in place of what an older tipdiff read of it."""
        with self._connection.atomic() as db:
            table = db.table("tier_rows")
            table.delete_where("capture = ?", [capture.id])
            table.insert_all([{"capture": capture.id, **asdict(row)} for row in rows])

    def rows(self, iso3: str | None = None) -> list[KeptRow]:
        """The rows of the newest file of each name, by edition; of a country, or all."""
        sql = (
            f"SELECT {_ROW}, c.sha256, c.url AS file "  # noqa: S608
            "FROM tier_rows r JOIN captures c ON c.id = r.capture "
            f"WHERE {_NEWEST} AND (? IS NULL OR r.iso3 = ?) ORDER BY r.edition, c.url, r.line"
        )
        found = [dict(row) for row in self._connection.rows(sql, (iso3, iso3))]
        return [
            KeptRow(sha256=row.pop("sha256"), file=row.pop("file"), row=TierRow(**row))
            for row in found
        ]

    def tables(self) -> list[Capture]:
        """Every file of tiers there is, the oldest first; a look that found the same is none."""
        columns = ", ".join(f'"{f.name}"' for f in fields(Capture))
        sql = (
            f"SELECT {columns} FROM captures WHERE status = ? "  # noqa: S608
            "ORDER BY captured_at, rowid"
        )
        return [Capture(**dict(row)) for row in self._connection.rows(sql, (TIER_TABLE,))]

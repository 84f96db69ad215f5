"""Queries on comparisons: those that were made already, by the two narratives they are of."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from tipdiff.store.sql import insertion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from tipdiff.model import Comparison
    from tipdiff.store.connection import Connection
    from tipdiff.store.narratives import Entry


Places = tuple[tuple[int, int], ...]
ChangeRow = tuple[tuple[object, ...], Places, Places]
"""A change's fields, and the places of its statements on both sides."""


class Comparisons:
    """The tables `comparisons` and `change_rows`; a row goes with either of its narratives."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, old: Entry, new: Entry, version: int) -> bytes | None:
        """The outcomes that this version of the comparison gave, packed."""
        sql = "SELECT outcomes FROM comparisons WHERE old = ? AND new = ? AND version = ?"
        rows = self._connection.rows(sql, (old.id, new.id, version))
        return rows[0]["outcomes"] if rows else None

    def known(self, version: int) -> dict[tuple[int, int], int]:
        """The pairs of narratives that this version has compared, and how many changes each has."""
        rows = self._connection.rows(
            "SELECT old, new, changes FROM comparisons WHERE version = ?", (version,)
        )
        return {(row["old"], row["new"]): row["changes"] for row in rows}

    def keep(
        self, old: Entry, new: Entry, version: int, changes: Sequence[ChangeRow], outcomes: bytes
    ) -> None:
        """Keep what a comparison found, in place of what another version did."""
        row = {
            "old": old.id,
            "new": new.id,
            "version": version,
            "changes": len(changes),
            "outcomes": outcomes,
        }
        with self._connection.atomic() as db:
            db.table("comparisons").upsert(row, pk=("old", "new"))
            db.execute("DELETE FROM change_rows WHERE old = ? AND new = ?", (old.id, new.id))
            ids = [_statements(db, side.id) for side in (old, new)]
            db.conn.executemany(_INSERT, [_values(old, new, change, ids) for change in changes])


_FIELDS = ("id", "kind", "subject", "label", "section", "significance", "direction")
_COLUMNS = ("old", "new", *_FIELDS, "old_statements", "new_statements")
_INSERT = insertion("change_rows", _COLUMNS)


def change_rows(comparison: Comparison) -> list[ChangeRow]:
    """What a reader would call a change, as rows that travel between processes."""
    fields = attrgetter(*_FIELDS)
    return [
        (
            fields(change),
            tuple([(place.section, place.statement) for place in change.old]),
            tuple([(place.section, place.statement) for place in change.new]),
        )
        for change in comparison.changes
    ]


def _statements(db: Database, narrative: int) -> dict[tuple[int, int], int]:
    """The ids of a narrative's statements by their places."""
    sql = "SELECT section, position, id FROM statements WHERE narrative = ?"
    return {(section, position): key for section, position, key in db.execute(sql, (narrative,))}


def _values(
    old: Entry, new: Entry, change: ChangeRow, ids: list[dict[tuple[int, int], int]]
) -> tuple[object, ...]:
    fields, *sides = change
    quoted = (
        str([known[place] for place in places])  # JSON, as every list of numbers is
        for places, known in zip(sides, ids, strict=True)
    )
    return (old.id, new.id, *fields, *quoted)

"""Queries on comparisons: those that were made already, by the two narratives they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipdiff.store.connection import Connection
    from tipdiff.store.narratives import Entry


class Comparisons:
    """The table `comparisons`; a row goes with either of its narratives."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, old: Entry, new: Entry, version: int) -> bytes | None:
        """The outcomes that this version of the comparison gave, packed."""
        sql = "SELECT outcomes FROM comparisons WHERE old = ? AND new = ? AND version = ?"
        rows = self._connection.rows(sql, (old.id, new.id, version))
        return rows[0]["outcomes"] if rows else None

    def known(self, version: int) -> set[tuple[int, int]]:
        """The pairs of narratives that this version has compared."""
        rows = self._connection.rows(
            "SELECT old, new FROM comparisons WHERE version = ?", (version,)
        )
        return {(row["old"], row["new"]) for row in rows}

    def keep(self, old: Entry, new: Entry, version: int, changes: int, outcomes: bytes) -> None:
        """Keep what a comparison found, in place of what another version did."""
        row = {
            "old": old.id,
            "new": new.id,
            "version": version,
            "changes": changes,
            "outcomes": outcomes,
        }
        with self._connection.atomic() as db:
            db.table("comparisons").upsert(row, pk=("old", "new"))

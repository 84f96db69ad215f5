"""Queries on captures and on the WARC files that hold them."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

from tipdiff.capture import GOOD, MOVED, Capture, Facts
from tipdiff.store.sql import insertion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipdiff.model import SeriesName
    from tipdiff.store.connection import Connection

_COLUMNS = ", ".join(f'"{f.name}"' for f in fields(Capture))
_INSERT = insertion("captures", [f.name for f in fields(Capture)])
_TO_PARSE = (
    "status = ? AND NOT EXISTS (SELECT 1 FROM captures AS holder "
    "WHERE holder.id = captures.same_as AND holder.status = captures.status "
    "AND holder.series = captures.series AND holder.source = captures.source "
    "AND holder.country IS captures.country AND holder.edition IS captures.edition)"
)
_UNPARSED = " AND ".join((_TO_PARSE, "id NOT IN (SELECT capture FROM narratives)"))
_THERE = (GOOD, "not_modified")
"""Statuses of looks that found the narrative in its place."""
_TELLING = (*_THERE, "blocked", "layout_changed", "not_assessed")
"""Statuses of looks, the most telling first; all others tell less."""
_OLDEST_FIRST = "ORDER BY captured_at, rowid"


def _telling(status: str) -> int:
    return _TELLING.index(status) if status in _TELLING else len(_TELLING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A page that was good and is not: what it is now, and since when (ISO 8601, UTC)."""

    edition: int
    country: str
    source: str
    status: str
    since: str


class Captures:
    """The tables `captures`, `warc_files` and `readings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, captures: Iterable[Capture]) -> None:
        """Record captures whose bytes are on the disk already."""
        with self._connection.atomic() as db:
            db.conn.executemany(_INSERT, map(astuple, captures))

    def get(self, capture_id: str) -> Capture | None:
        """The capture of that id."""
        return next(self._where("id = ?", (capture_id,)), None)

    def all(self) -> Iterator[Capture]:
        """Every capture, the oldest first."""
        return self._where("1")

    def with_bytes(self, sha256: str) -> Iterator[Capture]:
        """The captures that hold these bytes themselves (no revisits)."""
        return self._where("sha256 = ? AND same_as IS NULL", (sha256,))

    def brought(self, sha256: str, facts: Facts) -> Iterator[Capture]:
        """Earlier captures of the same bytes that knew all that is known now.

        What is not known now (no country or edition given) asks nothing of the earlier one.
        """
        condition = (
            "sha256 = ? AND series = ? AND source = ? "
            "AND coalesce(?, country, '') = coalesce(country, '') "
            "AND coalesce(?, edition, 0) = coalesce(edition, 0)"
        )
        known = (sha256, facts.series, facts.source, facts.country, facts.edition)
        return self._where(condition, known)

    def read_as(self, reading: str) -> Capture | None:
        """The capture whose narratives are what comes out of such a reading (`importing.File`)."""
        condition = (
            "id = (SELECT capture FROM readings WHERE reading = ?) "
            "AND id IN (SELECT capture FROM narratives)"
        )
        return next(self._where(condition, (reading,)), None)

    def set_reading(self, reading: str, capture: Capture) -> None:
        """Keep that a reading gives the narratives of a capture, just as they are kept."""
        with self._connection.atomic() as db:
            db.execute(
                "INSERT INTO readings (reading, capture) VALUES (?, ?) "
                "ON CONFLICT (reading) DO UPDATE SET capture = excluded.capture",
                (reading, capture.id),
            )

    def look(self, url: str, captured_at: str, sha256: str) -> Capture | None:
        """The capture of that URL at that moment with those bytes."""
        condition = "url = ? AND captured_at = ? AND sha256 = ?"
        return next(self._where(condition, (url, captured_at, sha256)), None)

    def in_file(self, warc_file: str) -> dict[int, Capture]:
        """The captures of a WARC file by their offset."""
        return {c.offset: c for c in self._where("warc_file = ?", (warc_file,))}

    def of_edition(self, series: SeriesName, source: str, edition: int | None) -> list[Capture]:
        """Every look at an edition in a source, or at all of them, the oldest first."""
        condition = "series = ? AND source = ? AND edition = coalesce(?, edition)"
        return list(self._where(condition, (series, source, edition)))

    def to_parse(self, status: str = GOOD) -> Iterator[Capture]:
        """Captures that say something of their own: not the looks that found nothing new."""
        return self._where(_TO_PARSE, (status,))

    def unparsed(self, status: str = GOOD) -> Iterator[Capture]:
        """Captures that should have a narrative and have none: a crash came between the two."""
        return self._where(_UNPARSED, (status,))

    def counts(self) -> dict[tuple[str, str], int]:
        """How many captures there are of each source and status."""
        sql = (
            "SELECT source, status, count(*) AS n FROM captures "
            "GROUP BY source, status ORDER BY source, status"
        )
        return {(r["source"], r["status"]): r["n"] for r in self._connection.rows(sql)}

    def newest(self) -> str | None:
        """The time of the newest capture."""
        time: str | None = self._connection.rows("SELECT max(captured_at) FROM captures")[0][0]
        return time

    def statuses(self, series: SeriesName) -> dict[int, dict[str, str]]:
        """Of each edition, by country: what the newest looks at pages of its own found.

        Of several sources, the most telling: that one has no page says little where another's is
        blocked.
        """
        sql = (
            "SELECT edition, country, source, status FROM captures "
            "WHERE series = ? AND edition IS NOT NULL AND country IS NOT NULL "
            "ORDER BY captured_at, rowid"
        )
        newest = {tuple(row)[:3]: row["status"] for row in self._connection.rows(sql, (series,))}
        found: dict[int, dict[str, str]] = {}
        for (edition, country, _), status in newest.items():
            others = found.setdefault(edition, {})
            others[country] = min(status, others.get(country, status), key=_telling)
        return found

    def losses(self, series: SeriesName) -> list[Loss]:
        """Pages of single countries that were good and are not, the newest editions first."""
        sql = (
            "SELECT edition, country, source, status, captured_at FROM captures "
            "WHERE series = ? AND edition IS NOT NULL AND country IS NOT NULL "
            "ORDER BY captured_at, rowid"
        )
        good: set[tuple[int, str, str]] = set()
        lost: dict[tuple[int, str, str], Loss] = {}
        for edition, country, source, status, at in self._connection.rows(sql, (series,)):
            page = (edition, country, source)
            if status in _THERE:
                good.add(page)
                lost.pop(page, None)
            elif page in good:
                since = lost[page].since if page in lost else at
                lost[page] = Loss(
                    edition=edition, country=country, source=source, status=status, since=since
                )
        return sorted(lost.values(), key=lambda loss: (-loss.edition, loss.country, loss.source))

    def index_statuses(self, series: SeriesName) -> list[tuple[int, str, str]]:
        """Edition, source and status of the newest look at a page that is of no one country."""
        sql = (
            "SELECT edition, source, status FROM captures WHERE series = ? AND status != ? "
            "AND edition IS NOT NULL AND country IS NULL ORDER BY captured_at, rowid"
        )
        rows = self._connection.rows(sql, (series, MOVED))
        newest = {(row["edition"], row["source"]): row["status"] for row in rows}
        return sorted(((*key, word) for key, word in newest.items()), key=lambda r: (-r[0], r[1]))

    def files(self) -> dict[str, tuple[int, int]]:
        """Of each WARC file: the size in bytes that is accounted for, and its CRC-32."""
        sql = "SELECT name, size, crc32 FROM warc_files ORDER BY name"
        return {r["name"]: (r["size"], r["crc32"]) for r in self._connection.rows(sql)}

    def set_file(self, name: str, size: int, crc32: int) -> None:
        """Account for a WARC file up to that size."""
        with self._connection.atomic() as db:
            db.execute(
                "INSERT INTO warc_files (name, size, crc32) VALUES (?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET size = excluded.size, crc32 = excluded.crc32",
                (name, size, crc32),
            )

    def clear(self) -> None:
        """Forget everything derived; `rebuild` fills it again in the same transaction."""
        with self._connection.atomic() as db:
            for table in ("narratives", "captures", "warc_files"):
                db.table(table).delete_where()

    def _where(self, condition: str, parameters: Sequence[object] = ()) -> Iterator[Capture]:
        sql = f"SELECT {_COLUMNS} FROM captures WHERE {condition} {_OLDEST_FIRST}"  # noqa: S608
        return (Capture(**dict(row)) for row in self._connection.rows(sql, parameters))

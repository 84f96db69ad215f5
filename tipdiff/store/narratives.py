"""Queries on narratives: saving what a capture says, and finding the one to compare."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from tipdiff.codec import packed, unpacked
from tipdiff.store.sql import insertion
from tipdiff.store.tagging import index_new, tag_narrative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlite_utils import Database

    from tipdiff.capture import Capture
    from tipdiff.model import Narrative, SeriesName
    from tipdiff.store.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One narrative as the lists show it: everything but the text."""

    id: int
    capture: str
    series: SeriesName
    iso3: str
    country: str
    edition: int
    source: str
    partial: bool
    tier: str | None
    tier_move: str
    waiver: bool
    characters: int
    parser_version: int
    wording: int | None = None
    """Number of the wording among those this source has shown of the narrative; None: not yet
    compared with the others."""
    captured_at: str
    sha256: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A moment at which a source was seen to hold a narrative in the wording of an entry."""

    entry: Entry
    at: str
    """ISO 8601, UTC: the time of the entry's own capture, or of a later one of the same bytes."""


_OF_CAPTURE = ("captured_at", "sha256", "url")
_COLUMNS = ", ".join(f"{'c' if f.name in _OF_CAPTURE else 'n'}.{f.name}" for f in fields(Entry))
_FROM = "FROM narratives n JOIN captures c ON c.id = n.capture"
_ORDER = "ORDER BY n.series, n.country, n.edition, c.captured_at, c.rowid, n.id"
_AGAIN = (
    "JOIN captures l ON l.id = c.id OR (l.same_as = c.id AND l.status IN ('good', 'not_modified') "
    "AND l.source = c.source AND l.country IS c.country AND l.edition IS c.edition)"
)
"""The capture itself, and those that found its bytes once more."""


class Narratives:
    """The table `narratives` and the tables that hang on it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, capture: Capture, narratives: Sequence[Narrative]) -> int:
        """Keep what a capture says; tells how many narratives were written.

        The same parser again writes nothing; a newer parser's reading takes the place of the
        older one, whole; an older parser never undoes a newer one's reading.
        """
        version = max((n.parser_version for n in narratives), default=0)
        known = self.of_capture(capture.id)
        if any(entry.parser_version >= version for entry in known):
            return 0
        wordings = {(entry.iso3, entry.edition): entry.wording for entry in known}
        with self._connection.atomic() as db:
            if known:
                index_new(db)
                db.table("narratives").delete_where("capture = ?", [capture.id])
            for narrative in narratives:
                number = wordings.get((narrative.country.iso3, narrative.edition))
                _insert(db, capture, narrative, number)
            self._connection.at_end(index_new)
        return len(narratives)

    def entries(
        self,
        *,
        series: SeriesName | None = None,
        iso3: str | None = None,
        edition: int | None = None,
    ) -> list[Entry]:
        """Entries by country and edition, the first captured first; all, or those asked for."""
        asked = {"n.series": series, "n.iso3": iso3, "n.edition": edition}
        given = {column: value for column, value in asked.items() if value is not None}
        condition = " AND ".join(f"{column} = ?" for column in given) or "1"
        return self._entries(f"WHERE {condition} {_ORDER}", tuple(given.values()))

    def of_capture(self, capture_id: str) -> list[Entry]:
        """What one capture says."""
        return self._entries(f"WHERE n.capture = ? {_ORDER}", (capture_id,))

    def all_of(self, capture_id: str) -> tuple[Narrative, ...]:
        """The narratives of a capture, whole, in the order in which they stand in it."""
        entries = sorted(self.of_capture(capture_id), key=lambda entry: entry.id)
        return tuple(map(self.load, entries))

    def editions(self, series: SeriesName, iso3: str) -> list[int]:
        """The editions there are of a country."""
        sql = (
            "SELECT DISTINCT edition FROM narratives WHERE series = ? AND iso3 = ? ORDER BY edition"
        )
        return [row["edition"] for row in self._connection.rows(sql, (series, iso3))]

    def countries(self, series: SeriesName) -> dict[int, set[str]]:
        """The countries of each edition."""
        found: dict[int, set[str]] = {}
        sql = "SELECT DISTINCT edition, iso3 FROM narratives WHERE series = ?"
        for row in self._connection.rows(sql, (series,)):
            found.setdefault(row["edition"], set()).add(row["iso3"])
        return found

    def parser_versions(self) -> list[int]:
        """The version of the parser that read each narrative."""
        rows = self._connection.rows("SELECT parser_version FROM narratives")
        return [row["parser_version"] for row in rows]

    def best(
        self,
        series: SeriesName,
        iso3: str,
        edition: int,
        *,
        sources: Sequence[str] = (),
        copy: str = "",
    ) -> Narrative | None:
        """The narrative to compare: complete before partial, then by the order of sources.

        With `copy`, of those from that source, or whose SHA-256 begins with it.
        """
        there = self.entries(series=series, iso3=iso3, edition=edition)
        named = [e for e in there if e.source == copy or e.sha256.startswith(copy)]
        entry = preferred(named, sources)
        return None if entry is None else self.load(entry)

    def load(self, entry: Entry) -> Narrative:
        """The narrative of an entry, whole."""
        return unpacked(self.packed(entry))

    def packed(self, entry: Entry) -> bytes:
        """The same as the database keeps it: what travels to another process."""
        sql = "SELECT parsed FROM narratives WHERE id = ?"
        data: bytes = self._connection.rows(sql, (entry.id,))[0]["parsed"]
        return data

    def load_all(self, series: SeriesName | None = None) -> Iterator[Narrative]:
        """Every narrative, in the order of the list, one in memory at a time."""
        return (self.load(entry) for entry in self.entries(series=series))

    def looks(self, *, series: SeriesName | None = None, iso3: str | None = None) -> list[Look]:
        """Every moment at which each narrative was seen, the oldest first."""
        condition = "WHERE (? IS NULL OR n.series = ?) AND (? IS NULL OR n.iso3 = ?)"
        sql = (
            f"SELECT {_COLUMNS}, l.captured_at AS at {_FROM} {_AGAIN} {condition} "
            "ORDER BY l.captured_at, l.rowid, n.id"
        )
        rows = self._connection.rows(sql, (series, series, iso3, iso3))
        return [_look(dict(row)) for row in rows]

    def unnumbered(self) -> list[Entry]:
        """Narratives whose wording has no number yet, the first captured first."""
        return self._entries("WHERE n.wording IS NULL ORDER BY c.captured_at, c.rowid, n.id")

    def set_wording(self, entry: Entry, number: int) -> None:
        """Give a narrative's wording its number; it stays when a newer parser reads it anew."""
        with self._connection.atomic() as db:
            db.execute("UPDATE narratives SET wording = ? WHERE id = ?", (number, entry.id))

    def problems(self) -> list[str]:
        """Narratives whose parsed form cannot be read back."""
        told = []
        for entry in self.entries():
            try:
                read = self.load(entry)
            except (zlib.error, ValueError, TypeError, KeyError) as error:
                told.append(f"{entry.country} {entry.edition} cannot be read ({error})")
                continue
            if read.evidence is None or read.evidence.sha256 != entry.sha256:
                told.append(f"{entry.country} {entry.edition} is not of the capture it names")
        return told

    def statements(self, series: SeriesName | None = None) -> Iterator[dict[str, Any]]:
        """Every statement with its narrative's country, edition, source and tier, for tables."""
        sql = (
            "SELECT n.series, n.iso3, n.country, n.edition, n.source, n.partial, n.tier, s.kind, "
            "s.role, s.rank, s.text, c.url, c.captured_at, c.sha256 "
            "FROM statements s JOIN narratives n ON n.id = s.narrative "
            "JOIN captures c ON c.id = n.capture WHERE n.id = ? ORDER BY s.section, s.position"
        )
        for entry in self.entries(series=series):
            for row in self._connection.rows(sql, (entry.id,)):
                yield dict(row)

    def _entries(self, rest: str, parameters: Sequence[object] = ()) -> list[Entry]:
        rows = self._connection.rows(f"SELECT {_COLUMNS} {_FROM} {rest}", parameters)
        return [_entry(dict(row)) for row in rows]


def preferred(entries: Iterable[Entry], sources: Sequence[str] = ()) -> Entry | None:
    """Of several copies: complete before partial, then the sources in order, then the first."""
    place = {source: rank for rank, source in enumerate(sources)}
    ranked = sorted(entries, key=lambda e: (e.partial, place.get(e.source, len(place))))
    return ranked[0] if ranked else None


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**{**row, "partial": bool(row["partial"]), "waiver": bool(row["waiver"])})


def _look(row: dict[str, Any]) -> Look:
    at = row.pop("at")
    return Look(entry=_entry(row), at=at)


def _insert(db: Database, capture: Capture, narrative: Narrative, wording: int | None) -> None:
    if narrative.evidence is None:
        narrative = replace(narrative, evidence=capture.evidence)
    row = {
        "capture": capture.id,
        "series": narrative.series,
        "iso3": narrative.country.iso3,
        "country": narrative.country.name,
        "edition": narrative.edition,
        "source": narrative.source,
        "partial": narrative.partial,
        "tier": narrative.tier,
        "tier_move": narrative.tier_move,
        "waiver": narrative.waiver,
        "characters": len(narrative.text),
        "parser_version": narrative.parser_version,
        "wording": wording,
        "parsed": packed(narrative),
    }
    key: Any = db.execute(insertion("narratives", row), tuple(row.values())).lastrowid
    for table, parts in _parts(narrative).items():
        if parts:
            rows = [(key, *part.values()) for part in parts]
            db.conn.executemany(insertion(table, ("narrative", *parts[0])), rows)
    tag_narrative(db, key)


def _parts(narrative: Narrative) -> dict[str, list[dict[str, Any]]]:
    return {
        "grades": [{"section": kind, "grade": grade} for kind, grade in narrative.grades],
        "sections": [
            {
                "position": position,
                "kind": section.kind,
                "heading": section.heading,
                "characters": len(section.text),
            }
            for position, section in enumerate(narrative.sections)
        ],
        "statements": [
            {
                "section": place,
                "kind": section.kind,
                "position": position,
                "role": statement.role,
                "rank": statement.rank,
                "start": statement.start,
                "stop": statement.end,
                "text": statement.text,
            }
            for place, section in enumerate(narrative.sections)
            for position, statement in enumerate(section.statements)
        ],
        "figures": [
            {f.name: getattr(figure, f.name) for f in fields(figure)}
            for figure in narrative.figures
        ],
        "warnings": [{"text": text} for text in narrative.warnings],
    }

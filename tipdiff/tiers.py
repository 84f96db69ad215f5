"""Tier history: what the narratives say, and tables of tiers that the operator brings.

A table is kept as it is, as a capture, and its rows are read from it again by `rebuild`. Where a
narrative of the archive says the tier, it goes before any row; rows that contradict each other
give no tier.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, cast

from tipdiff import countries, documents
from tipdiff.capture import Facts
from tipdiff.errors import DocumentError, UsageError
from tipdiff.store.narratives import preferred
from tipdiff.store.tiers import TIER_TABLE, TierRow
from tipdiff.tables.tiers import TIER_NAMES
from tipdiff.tables.watch_list import TIER_CHANGES, TURNED_AWAY_SINCE
from tipdiff.watch_list import Clock, clock, has_memorandum, streak

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tipdiff.archive import Archive
    from tipdiff.model import Country, Tier
    from tipdiff.store import Entry
    from tipdiff.store.tiers import KeptRow
    from tipdiff.tables.watch_list import TierChange

COLUMNS = ("year", "name_as_in_source", "tier", "source", "confidence")
TIERS: dict[str, Tier] = {"1": "1", "2": "2", "2WL": "2WL", "3": "3", "SC": "special"}
FIRST_EDITION, LAST_EDITION = 2001, 2099
SUSPECT = "suspect"
"""How the confidence of a row begins that its own table does not believe: it is no witness."""

_ORDER: dict[str, int] = {"3": 0, "2WL": 1, "2": 2, "1": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Who says a tier, and how sure it is."""

    tier: Tier
    source: str
    confidence: str
    sha256: str
    """Of the narrative's capture, or of the table's file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A country in an edition."""

    edition: int
    published: Tier | None
    """None where those who tell it contradict each other."""
    effective: Tier | None
    """The same, or what it was changed to after the edition was published."""
    move: str = "unstated"
    waiver: str | None = None
    """Who tells of a waiver: the report, or a memorandum of justification."""
    witnesses: tuple[Witness, ...] = ()
    notes: tuple[str, ...] = ()
    """What does not fit together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A country's placements, the oldest edition first, and where its clock stands."""

    country: Country
    placements: tuple[Placement, ...]
    clock: Clock | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """What is in a table of tiers."""

    rows: tuple[TierRow, ...]
    problems: tuple[str, ...]
    """Lines that could not be taken, or whose country is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtTable:
    """The outcome of bringing a table of tiers."""

    path: Path
    sha256: str
    new: bool
    rows: int
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    """Of all that is known of tiers now: contradictions, and changes after publication."""


def bring_table(archive: Archive, path: Path, sources: Sequence[str]) -> BroughtTable:
    """Take a table of tiers into the archive; nothing is written unless it is one."""
    data = documents.read(path)
    read = read_table(data, str(path))
    name = "/".join(path.absolute().parts[-2:])
    facts = Facts(source=TIER_TABLE, status=TIER_TABLE)
    with archive.writing() as store:
        added = archive.add_file(data, facts, name=name, content_type="text/csv")
        store.tiers.save(added.capture, read.rows)
    told = tuple(
        f"{history.country.name} {placement.edition}: {note}"
        for history in histories(archive, sources)
        for placement in history.placements
        for note in placement.notes
    )
    return BroughtTable(
        path=path,
        sha256=added.capture.sha256,
        new=added.new,
        rows=len(read.rows),
        problems=read.problems,
        notes=told,
    )


def read_tables(archive: Archive) -> None:
    """Make the rows of all tables anew from their captures."""
    tables = archive.store.tiers.tables()
    if tables:
        with archive.writing() as store:
            for capture in tables:
                store.tiers.save(capture, read_table(archive.read(capture), capture.url).rows)


def read_table(data: bytes, name: str) -> ReadTable:
    """The rows of a table; DocumentError where it is none."""
    rows: list[TierRow] = []
    problems: list[str] = []
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise DocumentError(
                f"{name} is no table of tiers: its first line lacks {', '.join(missing)}; "
                f"the columns are {','.join(COLUMNS)}"
            )
        for raw in reader:
            row, problem = _row(raw, reader.line_num)
            rows += [row] if row else []
            problems += [problem] if problem else []
    except (UnicodeDecodeError, csv.Error) as error:
        raise DocumentError(f"{name} is no table of tiers: {error}; save it as CSV") from error
    if not rows:
        raise DocumentError(f"{name} is no table of tiers: there is no row with a year and a tier")
    return ReadTable(rows=tuple(rows), problems=(*problems, *_unknown_names(rows)))


def _row(raw: Mapping[str, str | None], line: int) -> tuple[TierRow | None, str | None]:
    """The row, or why it is left out."""
    year, name, tier, source, confidence = ((raw.get(c) or "").strip() for c in COLUMNS)
    if not (year.isascii() and year.isdigit() and FIRST_EDITION <= int(year[:5]) <= LAST_EDITION):
        return None, f"line {line}: {year!r} is no edition; the row is left out"
    if tier not in TIERS:
        return None, f"line {line}: {tier!r} is no tier ({', '.join(TIERS)}); the row is left out"
    country = countries.known(name)
    row = TierRow(
        line=line,
        edition=int(year),
        name=name,
        iso3=country.iso3 if country else None,
        tier=TIERS[tier],
        source=source,
        confidence=confidence,
    )
    return row, None


def _unknown_names(rows: Iterable[TierRow]) -> Iterator[str]:
    """A line for each name that is no country's, with its places."""
    places: dict[str, list[str]] = {}
    for row in rows:
        if row.iso3 is None:
            places.setdefault(row.name, []).append(str(row.line))
    for name, lines in places.items():
        of = f"line{'s' if len(lines) > 1 else ''} {', '.join(lines)}"
        yield f"no country is called {name!r}; kept, and counted for none: {of}"


def history(archive: Archive, country: Country, sources: Sequence[str]) -> History:
    """The tier history of a country; UsageError where the archive knows of none."""
    entries = archive.store.narratives.entries(series="tip", iso3=country.iso3)
    made = _history(country, entries, archive.store.tiers.rows(country.iso3), sources, None)
    if not made.placements:
        raise UsageError(
            f"the archive has no tier of {country.name}: `tipdiff import` brings narratives, "
            "`tipdiff tiers --import FILE` a table of tiers"
        )
    return made


def histories(
    archive: Archive, sources: Sequence[str], edition: int | None = None
) -> list[History]:
    """The tier histories of all countries, by name, their clocks as of one edition."""
    narratives: dict[str, list[Entry]] = {}
    for entry in archive.store.narratives.entries(series="tip"):
        narratives.setdefault(entry.iso3, []).append(entry)
    rows: dict[str, list[KeptRow]] = {}
    for kept in archive.store.tiers.rows():
        rows.setdefault(kept.row.iso3 or "", []).append(kept)
    return [
        _history(country, narratives.get(iso3, ()), rows.get(iso3, ()), sources, edition)
        for country in countries.every()
        if (iso3 := country.iso3) in narratives or iso3 in rows
    ]


def newest(histories: Iterable[History]) -> int | None:
    """The newest edition of which a tier is known."""
    editions = (p.edition for made in histories for p in made.placements if p.effective)
    return max(editions, default=None)


def _history(
    country: Country,
    entries: Iterable[Entry],
    rows: Iterable[KeptRow],
    sources: Sequence[str],
    edition: int | None,
) -> History:
    told = {e: list(own) for e, own in groupby(entries, key=lambda entry: entry.edition)}
    listed: dict[int, list[KeptRow]] = {}
    for kept in rows:
        listed.setdefault(kept.row.edition, []).append(kept)
    made = [
        _placement(country, year, preferred(told.get(year, ()), sources), listed.get(year, ()))
        for year in sorted({*told, *listed})
    ]
    placements = tuple(_checked(country, [*_implied(made)]))
    tiers = {p.edition: p.effective for p in placements if p.effective}
    return History(
        country=country,
        placements=placements,
        clock=clock(
            country.name,
            tiers,
            edition or max(tiers, default=0),
            waivers={p.edition for p in placements if p.waiver},
            moved={p.edition for p in placements if p.move in ("upgraded", "downgraded")},
        ),
    )


def _implied(placements: Iterable[Placement]) -> Iterator[Placement]:
    """The placements, and those of editions that are not there but that the next one tells of."""
    last: int | None = None
    for placement in placements:
        tier = _before(placement)
        if tier is not None and last != placement.edition - 1:
            (own, *_) = placement.witnesses
            source = f"{own.source} of {placement.edition}"
            told = replace(own, tier=tier, source=source, confidence=f"implied: {placement.move}")
            yield Placement(
                edition=placement.edition - 1, published=tier, effective=tier, witnesses=(told,)
            )
        last = placement.edition
        yield placement


def _before(placement: Placement) -> Tier | None:
    """The tier of the edition before, where the movement leaves no other."""
    if placement.move == "remained":
        return placement.published
    return "3" if (placement.move, placement.published) == ("upgraded", "2WL") else None


def _placement(
    country: Country, edition: int, entry: Entry | None, rows: Iterable[KeptRow]
) -> Placement:
    """A narrative's word, else that of the tables where they agree."""
    tables = [_witness(kept) for kept in rows]
    believed = [w for w in tables if not w.confidence.lower().startswith(SUSPECT)]
    said = cast("Tier | None", entry.tier if entry else None)
    own = (_own(entry, said),) if entry and said else ()
    tiers = {w.tier for w in (own or believed)}
    published = next(iter(tiers)) if len(tiers) == 1 else None
    published, effective, changed = _after(country.iso3, edition, published)
    return Placement(
        edition=edition,
        published=published,
        effective=effective,
        move=entry.tier_move if entry else "unstated",
        waiver="report" if entry and entry.waiver else None,
        witnesses=(*own, *tables),
        notes=(*changed, *_contradictions(said or published, tables)),
    )


def _witness(kept: KeptRow) -> Witness:
    return Witness(
        tier=cast("Tier", kept.row.tier),
        source=kept.row.source,
        confidence=kept.row.confidence,
        sha256=kept.sha256,
    )


def _own(entry: Entry, tier: Tier) -> Witness:
    source = f"narrative ({entry.source})"
    return Witness(tier=tier, source=source, confidence="primary", sha256=entry.sha256)


def _after(
    iso3: str, edition: int, told: Tier | None
) -> tuple[Tier | None, Tier | None, tuple[str, ...]]:
    """The tier as published, the tier after it was changed, and what to say of that."""
    change = _change(iso3, edition)
    if change is None or told is None:
        return told, told, ()
    if told not in (change.published, change.effective):
        note = f"changed after publication from {TIER_NAMES[change.published]}, says the record"
        return told, told, (note,)
    note = f"changed to {TIER_NAMES[change.effective]} after publication: {change.record}"
    return change.published, change.effective, (note,)


def _change(iso3: str, edition: int) -> TierChange | None:
    return next(
        (row for row in TIER_CHANGES if row.edition == edition and iso3 in row.countries.split()),
        None,
    )


def _contradictions(tier: Tier | None, tables: Sequence[Witness]) -> Iterator[str]:
    """A line for each that says otherwise; for all, where they leave it open."""
    for witness in tables:
        if witness.tier != tier:
            told = f"{witness.source} says {TIER_NAMES[witness.tier]} ({witness.confidence})"
            yield told if tier else f"contradicted: {told}"


def _checked(country: Country, placements: Sequence[Placement]) -> Iterator[Placement]:
    """The placements with waivers on record elsewhere, and what contradicts the year before."""
    tiers = {p.edition: p.effective for p in placements if p.effective}
    published = {p.edition: p.published for p in placements if p.published}
    for placement in placements:
        years = streak(tiers, placement.edition)
        waiver = placement.waiver
        if years and waiver is None and has_memorandum(country.iso3, placement.edition):
            waiver = "memorandum"
        before = tiers.get(placement.edition - 1) or published.get(placement.edition - 1)
        notes = (
            *placement.notes,
            *_against_move(placement, before),
            *_without_waiver(placement, len(years), waiver),
        )
        yield replace(placement, waiver=waiver, notes=notes)


def _against_move(placement: Placement, before: Tier | None) -> Iterator[str]:
    """A movement that the tiers of the two editions do not show."""
    now, then = _ORDER.get(placement.published or ""), _ORDER.get(before or "")
    if now is None or then is None or placement.move == "unstated":
        return
    shown = "remained" if now == then else "upgraded" if now > then else "downgraded"
    if shown != placement.move:
        told = TIER_NAMES[before or ""]
        yield f"the report says {placement.move}, the edition before has {told}"


def _without_waiver(placement: Placement, years: int, waiver: str | None) -> Iterator[str]:
    """A third year in a row needs a waiver (22 U.S.C. 7107(b)(2)(D))."""
    own = any(witness.confidence == "primary" for witness in placement.witnesses)
    if own and years > 2 and waiver is None and placement.edition >= TURNED_AWAY_SINCE:
        yield f"year {years} in a row on the Watch List, and no waiver is told of: check the source"

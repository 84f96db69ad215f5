"""Which narrative is meant: of a country and an edition, of several copies, of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.errors import UnknownEdition, UsageError
from tipdiff.series import DEFAULT, every
from tipdiff.series import find as find_series

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tipdiff.archive import Archive
    from tipdiff.model import Country, Narrative, SeriesName
    from tipdiff.store import Entry


def narrative(
    archive: Archive,
    country: Country,
    edition: int,
    sources: Sequence[str],
    *,
    series: SeriesName = DEFAULT,
    copy: str = "",
) -> Narrative:
    """The archive's narrative of a country and edition, from the source that is preferred.

    A copy is named by its source, or by how its SHA-256 begins. Raises UnknownEdition, naming the
    editions, or the copies, there are.
    """
    store = archive.store.narratives
    found = store.best(series, country.iso3, edition, sources=sources, copy=copy)
    if found is None:
        _demand_copy(store.entries(series=series, iso3=country.iso3, edition=edition), copy)
        raise lacking(archive, country, series, edition)
    return found


def lacking(
    archive: Archive, country: Country, series: SeriesName, edition: int | None = None
) -> UnknownEdition:
    """That there is no such edition, or none at all; what there is instead, and in which series."""
    editions = archive.store.narratives.editions
    there = editions(series, country.iso3)
    other = [
        name
        for name in every()
        if name != series and (found := editions(name, country.iso3)) and edition in (None, *found)
    ]
    held = f"there are {', '.join(map(str, there))}" if there else "there is none at all"
    what = f"{edition} edition" if edition else "edition"
    title = "" if series == DEFAULT else f" of the {find_series(series).title}"
    advice = f"--series {other[0]} has it" if other else "`tipdiff import` brings one"
    return UnknownEdition(
        f"the archive has no {what} of {country.name}{title}"
        f"{f': {held}' if edition else ''}; {advice}"
    )


def demand_edition(archive: Archive, series: SeriesName, edition: int) -> None:
    """Raise UnknownEdition where the archive has no narrative at all of an edition."""
    held = archive.store.narratives.countries(series)
    if edition not in held:
        there = f"there are {', '.join(map(str, sorted(held)))}" if held else "it has none at all"
        raise UnknownEdition(f"the archive has no narrative of {edition} ({series}): {there}")


def _demand_copy(entries: Sequence[Entry], copy: str) -> None:
    """Raise UnknownEdition where an edition has copies, but not this one."""
    if entries:
        listed = ", ".join(f"{e.source} ({e.sha256[:8]}, {e.captured_at})" for e in entries)
        raise UnknownEdition(
            f"no copy {copy!r} of {entries[0].country} {entries[0].edition}: name its source, or "
            f"how its SHA-256 begins; there are {listed}"
        )


def demand_one_copy(archive: Archive, found: Narrative) -> None:
    """Raise UsageError where a narrative is to be compared with itself and has other copies."""
    entries = archive.store.narratives.entries(
        series=found.series, iso3=found.country.iso3, edition=found.edition
    )
    if len({entry.sha256 for entry in entries}) > 1:
        raise UsageError(
            f"both are the same copy of {found.title}; name two of `tipdiff list`, by source or "
            f"by how their SHA-256 begins, like {found.edition}@{found.source}"
        )


def every_edition(
    archive: Archive, country: Country, sources: Sequence[str], series: SeriesName
) -> list[Narrative]:
    """The preferred copy of each edition, the oldest first; UnknownEdition where there is none."""
    editions = archive.store.narratives.editions(series, country.iso3)
    if not editions:
        raise lacking(archive, country, series)
    return [narrative(archive, country, year, sources, series=series) for year in editions]


def only(path: Path, narratives: Sequence[Narrative]) -> Narrative:
    """The one narrative of a file; UsageError where it holds several."""
    if len(narratives) > 1:
        raise UsageError(
            f"{path} holds {len(narratives)} narratives; `tipdiff import` it and name the country"
        )
    return narratives[0]

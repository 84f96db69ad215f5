"""Evidence made: the change found by its id, its captures' records taken out of the archive."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from tipdiff import countries
from tipdiff.choose import lacking
from tipdiff.errors import ArchiveError, UsageError
from tipdiff.evidence.bundle import pack
from tipdiff.evidence.case import case_of
from tipdiff.evidence.files import files_of
from tipdiff.evidence.sides import BadRecords, Side, side_of
from tipdiff.store.narratives import preferred

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.archive import Archive
    from tipdiff.model import Country, SeriesName
    from tipdiff.store import Entry


class ChangeId(NamedTuple):
    """What the id of a change says: xve-2018-2023-3419aa09."""

    country: Country
    old: int
    new: int


def make(archive: Archive, change_id: str, series: SeriesName, sources: Sequence[str]) -> bytes:
    """The ZIP file that proves a change; UsageError where the archive has no such change."""
    asked = parse_id(change_id)
    for edition in (asked.old, asked.new):
        if edition not in archive.store.narratives.editions(series, asked.country.iso3):
            raise lacking(archive, asked.country, series, edition)
    for old, new in _pairs(archive, series, asked, sources):
        case = case_of(_side(archive, old), _side(archive, new), change_id.lower())
        if case is not None:
            return pack(files_of(case))
    words = f"{asked.country.iso3} {asked.old} {asked.new} --series {series} --format json"
    raise UsageError(
        f"the archive has no change {change_id}: `tipdiff diff {words}` lists the ids there are"
    )


def parse_id(change_id: str) -> ChangeId:
    """Country and editions of a change's id; UsageError where it is none."""
    match = re.fullmatch(r"([a-z]{3})-(\d{4})-(\d{4})-[0-9a-f]{8}(?:-\d{1,4})?", change_id.lower())
    if match is None or not change_id.isascii():
        raise UsageError(
            f"{change_id!r} is no id of a change; one looks like xve-2018-2023-3419aa09, and "
            "stands behind each change of `tipdiff diff`"
        )
    return ChangeId(countries.find(match[1]), int(match[2]), int(match[3]))


def _pairs(
    archive: Archive, series: SeriesName, asked: ChangeId, sources: Sequence[str]
) -> Iterator[tuple[Entry, Entry]]:
    """Every pair of copies, the preferred ones first: the id does not say which was compared."""
    find = archive.store.narratives.entries
    old, new = (
        _ordered(find(series=series, iso3=asked.country.iso3, edition=edition), sources)
        for edition in (asked.old, asked.new)
    )
    return product(old, new)


def _ordered(entries: Sequence[Entry], sources: Sequence[str]) -> list[Entry]:
    first = preferred(entries, sources)
    return [e for e in (first, *(e for e in entries if e is not first)) if e is not None]


def _side(archive: Archive, entry: Entry) -> Side:
    capture = archive.store.captures.get(entry.capture)
    if capture is None:
        raise ArchiveError(f"capture {entry.capture} is missing; run `tipdiff verify`")
    try:
        return side_of(archive.records(capture), entry.iso3, entry.edition)
    except BadRecords as error:
        raise ArchiveError(
            f"the capture of {capture.url} at {capture.captured_at} proves nothing: {error}; "
            "run `tipdiff verify`, then `tipdiff reparse`"
        ) from error

"""Many comparisons at once: what the database has is read, the rest is computed once and kept.

An executor of `concurrent.futures` may share out the work: a process pool, a cluster's executor.
What travels are packed narratives and outcomes; the comparison is a pure function of the two.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice, pairwise
from typing import TYPE_CHECKING

from tipdiff.codec import packed_comparison, unpacked, unpacked_comparison
from tipdiff.collector import makes_no_cycles
from tipdiff.compare import COMPARER_VERSION, compare
from tipdiff.errors import ArchiveError
from tipdiff.pool import in_batches
from tipdiff.store.comparisons import change_rows
from tipdiff.store.narratives import preferred

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from tipdiff.archive import Archive
    from tipdiff.model import Comparison, Narrative, SeriesName
    from tipdiff.store import Entry
    from tipdiff.store.comparisons import ChangeRow

AT_ONCE = 32
"""Comparisons that are computed between two transactions: what a kill can cost."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two narratives of a country to compare, by their entries in the database."""

    old: Entry
    new: Entry


def neighbours(
    archive: Archive, series: SeriesName, sources: Sequence[str], *, iso3: str | None = None
) -> list[Pair]:
    """Every narrative with the one of the edition before that the archive has of its country.

    Of several copies the preferred one is taken. Years may lie between the two.
    """
    entries = archive.store.narratives.entries(series=series, iso3=iso3)
    return [
        Pair(old=old, new=new)
        for _, of_country in groupby(entries, key=lambda entry: entry.iso3)
        for old, new in pairwise(_editions(of_country, sources))
    ]


def between(
    archive: Archive, series: SeriesName, sources: Sequence[str], editions: tuple[int, int]
) -> list[Pair]:
    """The narratives of two editions, of each country that the archive has in both."""
    old, new = (of_edition(archive, series, sources, edition) for edition in editions)
    return [Pair(old=old[iso3], new=new[iso3]) for iso3 in new if iso3 in old]


def of_edition(
    archive: Archive, series: SeriesName, sources: Sequence[str], edition: int
) -> dict[str, Entry]:
    """The preferred copy of each country of an edition, by ISO 3166 code."""
    copies: dict[str, list[Entry]] = defaultdict(list)
    for entry in archive.store.narratives.entries(series=series, edition=edition):
        copies[entry.iso3].append(entry)
    best = ((iso3, preferred(entries, sources)) for iso3, entries in copies.items())
    return {iso3: entry for iso3, entry in best if entry is not None}


def comparisons(
    archive: Archive, pairs: Iterable[Pair], executor: Executor | None = None
) -> Iterator[Comparison]:
    """The comparison of each pair, in the order given; one in memory at a time."""
    wanted = list(pairs)
    for _ in compute(archive, wanted, executor):
        pass
    return (comparison(archive, pair) for pair in wanted)


def comparison(archive: Archive, pair: Pair) -> Comparison:
    """The comparison of a pair, as it was kept, else computed now (and not kept)."""
    old, new = (archive.store.narratives.load(entry) for entry in (pair.old, pair.new))
    kept = archive.store.comparisons.get(pair.old, pair.new, COMPARER_VERSION)
    return compare(old, new) if kept is None else unpacked_comparison(kept, old, new)


def compute(
    archive: Archive, pairs: Iterable[Pair], executor: Executor | None = None
) -> Iterator[Pair]:
    """Compute and keep what is not kept yet, telling of each pair when it is done.

    An archive that cannot be written keeps nothing, and what is asked of it is computed each time.
    """
    wanted = missing(archive, pairs)
    load = archive.store.narratives.packed
    sides = ((load(pair.old), load(pair.new)) for pair in wanted)
    done = iter(wanted)
    for batch in in_batches(_compared, sides, AT_ONCE, executor):
        some = list(islice(done, len(batch)))
        try:
            with archive.writing() as store:
                for pair, (_, (changes, outcomes)) in zip(some, batch, strict=True):
                    store.comparisons.keep(pair.old, pair.new, COMPARER_VERSION, changes, outcomes)
        except ArchiveError as error:
            log.info("comparisons are not kept: %s", error)
            return
        yield from some


def missing(archive: Archive, pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs whose comparison is not kept yet."""
    known = archive.store.comparisons.known(COMPARER_VERSION)
    return [pair for pair in pairs if (pair.old.id, pair.new.id) not in known]


def changes_of(archive: Archive, pairs: Iterable[Pair]) -> list[int | None]:
    """How many changes each pair's comparison has that is kept; None for one that is not."""
    known = archive.store.comparisons.known(COMPARER_VERSION)
    return [known.get((pair.old.id, pair.new.id)) for pair in pairs]


@makes_no_cycles
def _compared(sides: tuple[bytes, bytes]) -> tuple[list[ChangeRow], bytes]:
    """The changes in rows, and the outcomes packed; runs in any process."""
    made = compare(*(_unpacked(side) for side in sides))
    return change_rows(made), packed_comparison(made)


@lru_cache(maxsize=2)
def _unpacked(side: bytes) -> Narrative:
    """The narrative that was packed; the new one of a pair is the old one of the next."""
    return unpacked(side)


def _editions(entries: Iterable[Entry], sources: Sequence[str]) -> Iterator[Entry]:
    """The preferred copy of each edition of a country, the oldest edition first."""
    ordered = sorted(entries, key=lambda entry: entry.edition)
    for _, copies in groupby(ordered, key=lambda entry: entry.edition):
        found = preferred(copies, sources)
        if found is not None:
            yield found

"""Many comparisons at once: what the database has is read, the rest is computed once and kept.

An executor of `concurrent.futures` may share out the work: a process pool, a cluster's executor.
What travels are packed narratives and outcomes; the comparison is a pure function of the two.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from tipdiff.codec import packed_comparison, unpacked, unpacked_comparison
from tipdiff.compare import COMPARER_VERSION, compare
from tipdiff.errors import ArchiveError
from tipdiff.store.comparisons import change_rows
from tipdiff.store.narratives import preferred

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from tipdiff.archive import Archive
    from tipdiff.model import Comparison, SeriesName
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
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        sides = [[archive.store.narratives.packed(e) for e in (p.old, p.new)] for p in some]
        found = list((executor.map if executor else map)(_compared, *zip(*sides, strict=True)))
        try:
            with archive.writing() as store:
                for pair, (changes, outcomes) in zip(some, found, strict=True):
                    store.comparisons.keep(pair.old, pair.new, COMPARER_VERSION, changes, outcomes)
        except ArchiveError as error:
            log.info("comparisons are not kept: %s", error)
            return
        yield from some


def missing(archive: Archive, pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs whose comparison is not kept yet."""
    known = archive.store.comparisons.known(COMPARER_VERSION)
    return [pair for pair in pairs if (pair.old.id, pair.new.id) not in known]


def _compared(old: bytes, new: bytes) -> tuple[list[ChangeRow], bytes]:
    """The changes in rows, and the outcomes packed; runs in any process."""
    made = compare(unpacked(old), unpacked(new))
    return change_rows(made), packed_comparison(made)


def _editions(entries: Iterable[Entry], sources: Sequence[str]) -> Iterator[Entry]:
    """The preferred copy of each edition of a country, the oldest edition first."""
    ordered = sorted(entries, key=lambda entry: entry.edition)
    for _, copies in groupby(ordered, key=lambda entry: entry.edition):
        found = preferred(copies, sources)
        if found is not None:
            yield found

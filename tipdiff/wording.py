"""Comparisons without what is wording of their whole edition, which one country cannot tell.

An edition is looked at once: all its countries that the archive can compare in the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff import batch
from tipdiff.template_changes import applied, edits_of, find

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipdiff.archive import Archive
    from tipdiff.batch import Pair
    from tipdiff.model import Comparison, SeriesName
    from tipdiff.template_changes import Findings
    from tipdiff.template_changes.model import Mark

_Ids = tuple[int, int]
_Edition = tuple["SeriesName", int]


def findings_of(archive: Archive, pairs: Iterable[Pair]) -> Findings:
    """The edits that many of these pairs share; one comparison is in memory at a time."""
    return find([edits_of(batch.comparison(archive, pair)) for pair in pairs])


class Wording:
    """The comparisons of an archive, without the wording of each edition."""

    def __init__(self, archive: Archive, sources: Sequence[str]) -> None:
        """Take the order of sources by which an edition's copies are chosen."""
        self._archive = archive
        self._sources = sources
        self._neighbours: dict[_Edition, list[Pair]] = {}
        self._marks: dict[_Ids, tuple[Mark, ...]] = {}

    def comparison(self, pair: Pair) -> Comparison:
        """The comparison of a pair; what many countries of the edition share is no change in it."""
        if _ids(pair) not in self._marks:
            peers = self._peers(pair)
            for _ in batch.compute(self._archive, peers):
                pass
            findings = findings_of(self._archive, peers)
            self._marks |= zip(map(_ids, peers), findings.marks, strict=True)
        return applied(batch.comparison(self._archive, pair), self._marks[_ids(pair)])

    def neighbours(self, series: SeriesName, edition: int) -> list[Pair]:
        """Each country's narrative of an edition with the one before it in the archive."""
        if (series, edition) not in self._neighbours:
            every = batch.neighbours(self._archive, series, self._sources)
            of_edition = [pair for pair in every if pair.new.edition == edition]
            self._neighbours[series, edition] = of_edition
        return self._neighbours[series, edition]

    def _peers(self, pair: Pair) -> list[Pair]:
        """The pairs of all countries that are compared as this one is, itself among them."""
        neighbours = self.neighbours(pair.new.series, pair.new.edition)
        if pair in neighbours:
            return neighbours
        years = (pair.old.edition, pair.new.edition)
        others = batch.between(self._archive, pair.new.series, self._sources, years)
        return [*(other for other in others if other.new.iso3 != pair.new.iso3), pair]


def _ids(pair: Pair) -> _Ids:
    return pair.old.id, pair.new.id

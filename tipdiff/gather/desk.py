"""What all stages of a run share: settings, sites, the archive and what it knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.archive.archive import DATABASE
from tipdiff.capture import MOVED
from tipdiff.gather.known import Known
from tipdiff.judge import WRONG
from tipdiff.registry import Site, fetcher_of
from tipdiff.series import DEFAULT, find

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tipdiff.archive import Archive
    from tipdiff.capture import Capture, Exchange, Facts
    from tipdiff.gather.plan import Quest
    from tipdiff.model import Narrative, SeriesName
    from tipdiff.registry import Document
    from tipdiff.settings import FetchSettings

RARELY = 25.0
"""Days before a page of an older edition is tried again that no list names and that was not there,
or held no narrative."""


class Desk:
    """One run's desk: everything is looked up here, and everything is put down here."""

    def __init__(
        self,
        archive: Archive,
        settings: FetchSettings,
        now: datetime,
        series: SeriesName = DEFAULT,
    ) -> None:
        self.archive = archive
        self.settings = settings
        self.series = series
        self.now = now
        self._has_archive = (archive.path / DATABASE).exists()
        self.since = _ago(now, settings.fresh_days)
        """Pages looked at since then are fresh."""
        self.index_since = _ago(now, settings.index_fresh_days)
        self._rarely_since = _ago(now, RARELY)
        self.newest = find(series).newest(now.year)
        """The edition of this year, which may not be out."""
        self.site = cache(self._site)
        self._known_of = cache(self._read_known)

    def open(self) -> None:
        """Make the archive where there is none, and mend what an earlier run left behind."""
        with self.archive.writing():
            self._has_archive = True

    def _site(self, source: str) -> Site:
        return Site(fetcher_of(source, self.series), self.settings.base_urls.get(source))

    def known(self, quest: Quest, document: Document | None = None) -> Known:
        """What there is of an edition; of a page that says itself which it holds, of all."""
        overwritten = document is not None and document.edition is None
        return self._known_of(quest.source, None if overwritten else quest.edition)

    def is_fresh(self, quest: Quest, document: Document) -> bool:
        """Whether a page was settled lately; what others captured never changes."""
        known, url = self.known(quest, document), self.site(quest.source).url(document.url)
        since = "" if document.captured_at else self.since
        return known.is_settled(document.country, url, since)

    def was_in_vain(self, quest: Quest, document: Document, *, guessed: bool) -> bool:
        """Whether a page was tried that no list names, or that never changes, and gave nothing."""
        if not guessed and not document.captured_at:
            return False
        known, url = self.known(quest, document), self.site(quest.source).url(document.url)
        if document.captured_at:
            return known.was_in_vain(document.country, url, "", WRONG)
        expected = quest.edition >= self.newest
        since = self.index_since if expected else self._rarely_since
        return known.was_in_vain(document.country, url, since, ("layout_changed",))

    def _read_known(self, source: str, edition: int | None) -> Known:
        if not self._has_archive:
            return Known(())
        return Known(self.archive.store.captures.of_edition(self.series, source, edition))

    def in_full(self, edition: int) -> set[str]:
        """The countries whose narrative the archive has in full, from any source."""
        if not self._has_archive:
            return set()
        entries = self.archive.store.narratives.entries(series=self.series, edition=edition)
        return {entry.iso3 for entry in entries if not entry.partial}

    def is_incomplete(self, edition: int) -> bool:
        """Whether an edition that has been out for long lacks countries that its neighbours have.

        The one of this year comes from its first source, country by country.
        """
        from tipdiff.status import MISSING, coverage

        if edition >= self.newest:
            return False
        every = coverage(self.archive, self.series)
        return any(c.edition == edition and c.countries[MISSING] for c in every)

    def countries(self) -> list[str]:
        """The countries of which the archive has any narrative."""
        if not self._has_archive:
            return []
        entries = self.archive.store.narratives.entries(series=self.series)
        return sorted({entry.iso3 for entry in entries})

    def keep(
        self,
        answer: Exchange,
        facts: Facts,
        narratives: Sequence[Narrative] = (),
        *,
        unmodified: Capture | None = None,
        captured_at: str | None = None,
    ) -> Capture:
        """Put an answer into the archive, with what it says, in one transaction.

        The redirects that led to it go before it.
        """
        facts = replace(facts, series=self.series)
        with self.archive.writing() as store:
            for hop in answer.via:
                self.archive.add_fetched(hop, replace(facts, status=MOVED), captured_at=captured_at)
            added = self.archive.add_fetched(
                answer, facts, unmodified=unmodified, captured_at=captured_at
            )
            evidence = added.capture.evidence
            kept = [replace(n, source=facts.source, evidence=evidence) for n in narratives]
            store.narratives.save(added.capture, kept)
        return added.capture


def _ago(now: datetime, days: float) -> str:
    return (now - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")

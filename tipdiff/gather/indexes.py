"""Which documents an edition has at a source: read from its index pages, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff import countries
from tipdiff.capture import Facts
from tipdiff.errors import FetchStopped
from tipdiff.fetch import Job
from tipdiff.fetch.hosts import host_of
from tipdiff.fetch.session import PAGE_TYPES
from tipdiff.gather.events import Look
from tipdiff.judge import judge_index
from tipdiff.registry import Found, Index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipdiff.capture import Exchange
    from tipdiff.fetch import Outcome, Run
    from tipdiff.gather.desk import Desk
    from tipdiff.gather.plan import Quest
    from tipdiff.registry import Document

INDEX_TYPES = (*PAGE_TYPES, "application/json")

MAX_PAGES = 60
"""Index pages of an edition that are read: ecoi's search for a whole season has some dozens."""

SHRUNK = 0.5
"""An index that leads to less than this share of the countries it once led to is not believed."""

ENOUGH = 10
"""Countries that must be known before their number says anything."""


class Search:
    """The way from an edition's first index page to its documents."""

    def __init__(self, desk: Desk, quest: Quest) -> None:
        """Begin with the addresses that the fetcher names."""
        self.quest = quest
        self.site = desk.site(quest.source)
        self._desk = desk
        self._documents: dict[str, Document] = {}
        self._others = [self.site.url(u) for u in self.site.fetcher.index_urls(quest.edition)]
        self._more: list[str] = []
        self._asked: set[str] = set()
        self._statuses: list[str] = []

    def next_url(self) -> str | None:
        """The next index page to read: one that another led to, or another place to begin."""
        waiting = self._more if self._more or self._documents else self._others
        while waiting and len(self._asked) < MAX_PAGES:
            url = waiting.pop(0)
            if url not in self._asked:
                self._asked.add(url)
                return url
            waiting = self._more if self._more or self._documents else self._others
        return None

    def read(self, url: str, body: bytes) -> Found:
        """Take what an index page leads to."""
        found = self.site.fetcher.read_index(Index(url=url, edition=self.quest.edition, body=body))
        for document in found.documents:
            self._documents.setdefault(document.country or document.url, document)
        self._more += [self.site.url(more) for more in found.more]
        return found

    @property
    def found(self) -> bool:
        """Whether an index led to documents."""
        return bool(self._documents)

    def note(self, status: str) -> None:
        """Take note of what became of an index page."""
        self._statuses.append(status)

    @property
    def published(self) -> bool:
        """Whether the edition may be out: False where every place to look says it is not."""
        return any(status != "not_published" for status in self._statuses)

    def documents(self) -> list[Document]:
        """The documents found; likely ones, where no index says so and none is blocked.

        Raises FetchStopped where far fewer are found than there once were.
        """
        if self._documents:
            self._check_shrinking()
            return list(self._documents.values())
        if not self._may_guess():
            return []
        known = [countries.find(iso3) for iso3 in self._desk.countries()]
        return list(self.site.fetcher.guesses(self.quest.edition, known))

    def _may_guess(self) -> bool:
        """Whether pages may be there though no index leads to them."""
        if {"blocked", "gone_for_now"} & set(self._statuses):
            return False
        return self.published or self.quest.edition < self._desk.newest

    def _check_shrinking(self) -> None:
        before = {c.country for c in self._desk.known(self.quest).goods if c.country}
        now = {document.country for document in self._documents.values()}
        if len(before) >= ENOUGH and len(now & before) < SHRUNK * len(before):
            raise FetchStopped(
                f"the index of {self.quest.edition} at {self.quest.source} leads to "
                f"{len(now & before)} of the {len(before)} countries it led to before: nothing "
                "more is fetched; look at the site and at `tipdiff status`"
            )


def search(desk: Desk, run: Run | None, searches: Iterable[Search]) -> Iterator[Look]:
    """Read index pages, fresh ones from the archive, until every search is at its end.

    Without a run, only the archive is read, however old it is.
    """
    waiting = list(searches)
    while waiting:
        jobs: dict[Job, Search] = {}
        for each in waiting:
            url = _next_unknown(desk, each, always=run is None)
            if url is not None:
                jobs[_job(each, url)] = each
        if run is None:
            yield from (_look(jobs[job], job.url, "to_fetch", "an index") for job in jobs)
            return
        for outcome in run.outcomes(jobs):
            yield _took(desk, jobs[outcome.job], outcome)
        waiting = list(jobs.values())


def _next_unknown(desk: Desk, search: Search, *, always: bool) -> str | None:
    """The next index page that must be asked for; those in the archive are read on the way."""
    since = "" if always else desk.index_since
    while (url := search.next_url()) is not None:
        capture = desk.known(search.quest).index(url, since)
        if capture is None:
            return url
        search.note(capture.status)
        if capture.status == "index":
            search.read(capture.url, desk.archive.read(capture))
    return None


def _job(search: Search, url: str) -> Job:
    return Job(
        url=url,
        source=search.quest.source,
        edition=search.quest.edition,
        hosts=search.site.hosts,
        types=INDEX_TYPES,
    )


def _took(desk: Desk, search: Search, outcome: Outcome) -> Look:
    if outcome.exchange is None:
        search.note("gone_for_now")
        return _look(search, outcome.job.url, "no_answer", str(outcome.error))
    answer = outcome.exchange
    found = search.read(answer.url, answer.body) if answer.http_status == 200 else Found()
    judgement = judge_index(answer, leads_on=bool(found.documents or found.more))
    search.note(judgement.status)
    _keep(desk, search, answer, judgement.status)
    return _look(search, answer.url, judgement.status, judgement.reason)


def _keep(desk: Desk, search: Search, answer: Exchange, status: str) -> None:
    quest = search.quest
    facts = Facts(source=quest.source, edition=quest.edition, status=status)
    desk.known(quest).add(desk.keep(answer, facts))


def _look(search: Search, url: str, status: str, reason: str) -> Look:
    quest = search.quest
    return Look(
        source=quest.source,
        edition=quest.edition,
        url=url,
        host=host_of(url),
        status=status,
        reason=reason,
    )

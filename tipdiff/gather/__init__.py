"""Stages 1 and 2: what editions lack is fetched, judged, archived and read.

plan --> indexes --> documents --> judge --> archive and store --> the next source's turn

All editions of a turn are asked for at once, so that hosts work in parallel; a later source is
asked only for what the earlier ones do not have. What came is in the archive before the next page
is looked at: a run that is killed goes on where it was, and one that finds all fresh asks nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tipdiff.fetch import Run
from tipdiff.fetch.hosts import host_of
from tipdiff.gather.desk import Desk
from tipdiff.gather.events import Ahead, Event, Look
from tipdiff.gather.indexes import Search, search
from tipdiff.gather.pages import Pages, job_for
from tipdiff.gather.plan import Wish, turns
from tipdiff.gather.recover import recover
from tipdiff.judge import SETTLED

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from datetime import datetime

    from tipdiff.archive import Archive
    from tipdiff.fetch import Job, Session
    from tipdiff.registry import Document
    from tipdiff.settings import FetchSettings

__all__ = ["Ahead", "Event", "Look", "Wish", "gather", "preview"]


def gather(
    archive: Archive, settings: FetchSettings, session: Session, wish: Wish, now: datetime
) -> Generator[Event, None, None]:
    """Bring home what is wanted and not fresh, telling what becomes of every page.

    Raises FetchStopped when so much goes wrong that a person should look first.
    """
    desk = Desk(archive, settings, now, wish.series)
    desk.open()
    recover(desk)
    open_editions = set(wish.editions)
    for number, turn in enumerate(turns(wish, settings.order)):
        quests = [quest for quest in turn if quest.edition in open_editions]
        run = Run(session)
        searches = [Search(desk, quest) for quest in quests]
        yield from search(desk, run, searches)
        pages = Pages(desk, session, run)
        lacking = _plan(desk, wish, searches, pages, later=number > 0)
        yield from _ahead(pages.jobs)
        for look in pages.looks():
            yield look
            if look.status not in SETTLED and look.country not in desk.in_full(look.edition):
                lacking.add(look.edition)
        open_editions = lacking | {e for e in open_editions if desk.is_incomplete(e)}


def preview(archive: Archive, settings: FetchSettings, wish: Wish, now: datetime) -> Iterator[Look]:
    """What a run would ask the first sources for, as far as the archive's index pages say."""
    desk = Desk(archive, settings, now, wish.series)
    for turn in turns(wish, settings.order)[:1]:
        searches = [Search(desk, quest) for quest in turn]
        yield from search(desk, None, searches)
        for each in searches:
            for document in _wanted(desk, wish, each, later=False):
                yield _to_fetch(job_for(desk, each.quest, document), each.quest.edition)


def _plan(
    desk: Desk, wish: Wish, searches: Iterable[Search], pages: Pages, *, later: bool
) -> set[int]:
    """Ask for what is wanted; tells the editions that the next source must be asked for."""
    lacking = set()
    for each in searches:
        documents = _wanted(desk, wish, each, later=later)
        for document in documents:
            pages.plan(each.quest, document)
        if not each.found and (each.published or each.quest.edition < desk.newest):
            lacking.add(each.quest.edition)
    return lacking


def _wanted(desk: Desk, wish: Wish, each: Search, *, later: bool) -> list[Document]:
    """The documents to ask for: of the countries wanted, not fresh, not had in full already."""
    there = desk.in_full(each.quest.edition) if later else set()
    return [
        document
        for document in each.documents()
        if document.country not in there
        and (not wish.countries or document.country in (None, *wish.countries))
        and not desk.is_fresh(each.quest, document)
        # A source that is named is asked for everything, whatever it gave before.
        and (wish.sources or not desk.was_in_vain(each.quest, document, guessed=not each.found))
    ]


def _ahead(jobs: Iterable[Job]) -> Iterator[Ahead]:
    for host, pages in Counter(host_of(job.url) for job in jobs).items():
        yield Ahead(host=host, pages=pages)


def _to_fetch(job: Job, edition: int) -> Look:
    return Look(
        source=job.source,
        edition=edition,
        country=job.country,
        url=job.url,
        host=host_of(job.url),
        status="to_fetch",
        reason="not fresh",
    )

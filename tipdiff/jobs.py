"""What the background job does, one function a job; when, is in [schedule] of config.toml."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from tipdiff import pipeline
from tipdiff.errors import DeliveryError, FetchStopped
from tipdiff.revisions import number_wordings
from tipdiff.service import Job
from tipdiff.status import GOOD, SERIES, coverage

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable
    from datetime import datetime

    from tipdiff.archive import Archive
    from tipdiff.config import FetchSettings
    from tipdiff.service import Work

NEAR = ((6, 1), (7, 31))
"""First and last day (month, day) on which the edition of a year is near: 24 of the 25 editions
from 2001 to 2025 came out between 3 June and 27 July (format reference, section 1)."""

COMPLETE = 0.95
"""Share of the countries of the edition before, above which an edition is there: in ordinary years
one or two leave and come."""

EVER = 36_500.0
"""Days for which what is there stays fresh, in a job that is after other things."""

MONTH = 25.0
"""Days for which the list of an old edition's countries stays fresh."""

FAILED = ("blocked", "gone_for_now", "layout_changed")
"""The judge's words for pages that another look may find good."""


def new_edition(work: Work) -> str:
    """Look whether the edition of this year is there, and fetch what is there of it."""
    settings = replace(work.config.fetch, fresh_days=EVER)
    return _gathered(work, settings, (work.now.year,))


def near_edition(work: Work) -> str:
    """The same, on the days when an edition may come out, or has begun to."""
    if not is_near(work.archive, work.now):
        return "no edition is near"
    return new_edition(work)


def missing(work: Work) -> str:
    """Fetch what no source has given yet, in all editions, the newest first."""
    settings = replace(work.config.fetch, fresh_days=EVER, index_fresh_days=MONTH)
    first = work.config.schedule.first_edition
    return _gathered(work, settings, tuple(range(work.now.year, first - 1, -1)))


def silent_edits(work: Work) -> str:
    """Look again at the newest editions; the pages that are fresh are left alone."""
    there = [each.edition for each in coverage(work.archive) if each.countries[GOOD]]
    return _gathered(work, work.config.fetch, tuple(there[: work.config.schedule.watched_editions]))


def failed(work: Work) -> str:
    """Ask again for pages that are blocked, failed, or look strange, whatever they were before."""
    settings = replace(work.config.fetch, fresh_days=EVER)
    losses = work.archive.store.captures.losses(SERIES)
    lost = {loss.edition for loss in losses if loss.status in FAILED}
    indexes = work.archive.store.captures.index_statuses(SERIES)
    index = {edition for edition, _, word in indexes if word in FAILED}
    pages = {
        each.edition
        for each in coverage(work.archive)
        if any(each.countries.get(word) for word in FAILED)
    }
    return _gathered(work, settings, tuple(sorted(index | pages | lost, reverse=True)))


def deliver(work: Work) -> str:
    """Decide which digests are due, and send what is to be sent."""
    done = pipeline.deliver(work.archive, work.config, work.config.subscriptions, work.stop)
    wrong = [f"{each.subscription}: {each.told}" for each in done.decided if each.what == "failed"]
    if wrong or done.tally.down:
        raise DeliveryError("; ".join([*wrong, *done.tally.down.values()]))
    told = Counter(each.what for each in done.decided)
    counts = [*told.items(), *done.tally.counts.items()]
    return ", ".join(f"{n} {word}" for word, n in counts) or "nothing to send"


JOBS = (
    Job(name="new_edition", run=new_edition),
    Job(name="near_edition", run=near_edition),
    Job(name="missing", run=missing),
    Job(name="failed", run=failed),
    Job(name="silent_edits", run=silent_edits),
    Job(name="deliver", run=deliver),
)
"""In the order in which they take turns when several are due."""


def is_near(archive: Archive, now: datetime) -> bool:
    """Whether the edition of this year may come out on this day, or is only partly there."""
    good = {each.edition: len(each.countries[GOOD]) for each in coverage(archive)}
    there, before = good.get(now.year, 0), good.get(now.year - 1, 0)
    if there:
        return there < COMPLETE * before
    first, last = NEAR
    return first <= (now.month, now.day) <= last


def _gathered(work: Work, settings: FetchSettings, editions: tuple[int, ...]) -> str:
    """Fetch what is wanted until it is there or the work is to stop; says what came."""
    from tipdiff.fetch import Session
    from tipdiff.gather import Look, Wish, gather

    if not editions:
        return "nothing to do"
    counts: Counter[str] = Counter()
    sleep = _sleeper(work.stop)
    with (
        work.archive.folder.fetched_for(sleep),
        Session(settings, sleep=sleep) as session,
        closing(
            gather(work.archive, settings, session, Wish(editions=editions), work.now)
        ) as events,
    ):
        for event in events:
            if isinstance(event, Look):
                counts[event.status] += 1
            if work.stop.is_set():
                break
    number_wordings(work.archive)
    told = ", ".join(f"{n} {word.replace('_', ' ')}" for word, n in sorted(counts.items()))
    return told or "nothing to fetch: all is fresh"


def _sleeper(stop: threading.Event) -> Callable[[float], None]:
    """A pause that is over when the work is to stop; no request goes out after it."""

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise FetchStopped("told to stop")

    return sleep

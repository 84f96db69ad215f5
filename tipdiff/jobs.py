"""What the background job does, one function a job; when, is in [schedule] of config.toml."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from tipdiff import pipeline
from tipdiff.errors import DeliveryError, FetchStopped
from tipdiff.revisions import number_wordings
from tipdiff.series import find
from tipdiff.service import Job
from tipdiff.status import GOOD, coverage

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from tipdiff.archive import Archive
    from tipdiff.model import SeriesName
    from tipdiff.service import Work
    from tipdiff.settings import FetchSettings
    from tipdiff.tables.series import Series

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
    return _gathered(work, settings, lambda series: [series.newest(work.now.year)])


def near_edition(work: Work) -> str:
    """The same, on the days when an edition may come out, or has begun to."""
    settings = replace(work.config.fetch, fresh_days=EVER)

    def near(series: Series) -> list[int]:
        newest = series.newest(work.now.year)
        return [newest] if is_near(work.archive, series, work.now) else []

    return _gathered(work, settings, near)


def missing(work: Work) -> str:
    """Fetch what no source has given yet, in all editions, the newest first."""
    settings = replace(work.config.fetch, fresh_days=EVER, index_fresh_days=MONTH)
    first = work.config.schedule.first_edition
    return _gathered(
        work, settings, lambda series: range(series.newest(work.now.year), first - 1, -1)
    )


def silent_edits(work: Work) -> str:
    """Look again at the newest editions; the pages that are fresh are left alone."""

    def watched(series: Series) -> list[int]:
        every = coverage(work.archive, series.name)
        there = [each.edition for each in every if each.countries[GOOD]]
        return there[: work.config.schedule.watched_editions]

    return _gathered(work, work.config.fetch, watched)


def failed(work: Work) -> str:
    """Ask again for pages that are blocked, failed, or look strange, whatever they were before."""
    settings = replace(work.config.fetch, fresh_days=EVER)
    return _gathered(work, settings, lambda series: _failed(work.archive, series.name))


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
    Job(name="deliver", run=deliver, fetches=False),
)
"""In the order in which they take turns when several are due."""


def is_near(archive: Archive, series: Series, now: datetime) -> bool:
    """Whether the edition of this year may come out on this day, or is only partly there."""
    newest = series.newest(now.year)
    good = {each.edition: len(each.countries[GOOD]) for each in coverage(archive, series.name)}
    there, before = good.get(newest, 0), good.get(newest - 1, 0)
    if there:
        return there < COMPLETE * before
    first, last = series.season
    return first <= (now.month, now.day) <= last


def _failed(archive: Archive, series: SeriesName) -> list[int]:
    """The editions with a page or a list that another look may find good, the newest first."""
    captures = archive.store.captures
    lost = {loss.edition for loss in captures.losses(series) if loss.status in FAILED}
    lists = {edition for edition, _, word in captures.index_statuses(series) if word in FAILED}
    pages = {
        each.edition
        for each in coverage(archive, series)
        if any(each.countries.get(word) for word in FAILED)
    }
    return sorted(lists | pages | lost, reverse=True)


def _gathered(
    work: Work, settings: FetchSettings, wanted: Callable[[Series], Sequence[int]]
) -> str:
    """Fetch the editions wanted of each series that the jobs look after; says what came."""
    names = work.config.schedule.series
    told = []
    for series in map(find, names):
        came = _gathered_of(work, settings, series.name, tuple(wanted(series)))
        told.append(f"{series.name}: {came}" if len(names) > 1 else came)
        if work.stop.is_set():
            break
    return "; ".join(told)


def _gathered_of(
    work: Work, settings: FetchSettings, series: SeriesName, editions: tuple[int, ...]
) -> str:
    """Fetch what is wanted until it is there or the work is to stop; says what came."""
    from tipdiff.fetch import Session
    from tipdiff.gather import Look, Wish, gather

    if not editions:
        return "nothing to do"
    counts: Counter[str] = Counter()
    sleep = _sleeper(work.stop)
    wish = Wish(series=series, editions=editions)
    with (
        work.archive.folder.fetched_for(sleep),
        Session(settings, sleep=sleep) as session,
        closing(gather(work.archive, settings, session, wish, work.now)) as events,
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

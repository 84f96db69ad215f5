"""How the archive fares: what ran and runs next, what each edition has, what needs a person."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from tipdiff.parse import PARSER_VERSION
from tipdiff.schedule import due, triggers
from tipdiff.series import DEFAULT
from tipdiff.tables.needs import LOST, NEVER_HAD, UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tipdiff.archive import Archive
    from tipdiff.model import SeriesName
    from tipdiff.settings import ScheduleSettings
    from tipdiff.store import JobRun, Loss
    from tipdiff.store.outbox import State
    from tipdiff.tables.needs import Need

GOOD, BLOCKED, MISSING, NOT_ASSESSED = "good", "blocked", "missing", "not_assessed"
"""What each edition is told of; the judge's other words stand beside them."""

MOST = 5
"""Countries that a line names."""

LATE = timedelta(hours=1)
"""How long after its time a job may begin before somebody should look: another may be running."""

LEAST_DISK = 500_000_000
"""Free bytes below which an edition may not fit: one has some 50 MB, a backup all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobState:
    """A job of the background job: its newest run, and when it is to run next."""

    job: str
    last: JobRun | None
    next: datetime | None
    late: bool
    """Whether it should have run a while ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the archive has of an edition: status to countries (ISO 3166 alpha-3)."""

    edition: int
    countries: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """All that `tipdiff status` tells."""

    process: int | None
    """Of the background job at work."""
    jobs: tuple[JobState, ...]
    editions: tuple[Coverage, ...]
    lost: tuple[Loss, ...]
    """Pages that were good and are not now; the narratives there were are kept."""
    newest: datetime | None
    """Time of the newest capture."""
    archive_bytes: int
    free_bytes: int
    outbox: Mapping[State, int]
    """Rows of the outbox by their state."""
    needs: tuple[str, ...]
    """What a person should do, in one line each."""


def status(
    archive: Archive,
    settings: ScheduleSettings,
    names: Sequence[str],
    now: datetime,
    series: SeriesName = DEFAULT,
) -> Status:
    """Look at the archive and at the record of the jobs; nothing is altered."""
    jobs = _jobs(archive, settings, names, now)
    editions = coverage(archive, series)
    lost = tuple(archive.store.captures.losses(series))
    newest = archive.store.captures.newest()
    size = sum(path.stat().st_size for path in archive.path.rglob("*") if path.is_file())
    free = shutil.disk_usage(archive.path).free
    process = archive.folder.server()
    outbox = archive.store.outbox.counts()
    return Status(
        process=process,
        jobs=jobs,
        editions=editions,
        lost=lost,
        newest=datetime.fromisoformat(newest) if newest else None,
        archive_bytes=size,
        free_bytes=free,
        outbox=outbox,
        needs=(
            *_needs_of_jobs(jobs),
            *_needs_of_pages(editions),
            *_needs_of_lost(lost, now),
            *_needs_of_indexes(archive, series, editions),
            *_needs_of_archive(archive),
            *_needs_of_outbox(outbox),
            *_needs_of_disk(free),
        ),
    )


def coverage(archive: Archive, series: SeriesName = DEFAULT) -> tuple[Coverage, ...]:
    """What the archive has of each edition of a series, the newest first."""
    good = archive.store.narratives.countries(series)
    seen = archive.store.captures.statuses(series)
    editions = sorted({*good, *seen})
    made = []
    for place, edition in enumerate(editions):
        states = {**_unread(seen.get(edition, {})), **dict.fromkeys(good.get(edition, ()), GOOD)}
        beside = (*editions[max(place - 1, 0) : place], *editions[place + 1 : place + 2])
        expected = {iso3 for near in beside for iso3 in good.get(near, ())}
        states |= dict.fromkeys(expected - states.keys(), MISSING)
        made.append(Coverage(edition=edition, countries=_by_status(states)))
    return tuple(reversed(made))


def _by_status(states: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    words = dict.fromkeys((GOOD, BLOCKED, MISSING, NOT_ASSESSED, *sorted(states.values())))
    return {
        word: tuple(sorted(iso3 for iso3, state in states.items() if state == word))
        for word in words
    }


def _unread(states: Mapping[str, str]) -> dict[str, str]:
    """The statuses of the newest looks; a page that was good is only read when it is read."""
    return {
        iso3: UNREAD if state in (GOOD, "not_modified") else state for iso3, state in states.items()
    }


def _jobs(
    archive: Archive, settings: ScheduleSettings, names: Sequence[str], now: datetime
) -> tuple[JobState, ...]:
    plain = replace(settings, jitter_seconds=0)
    by_name = triggers(plain, {name: str(getattr(settings, name)) for name in names})
    latest = archive.store.jobs.latest()
    busy = any(run.outcome == "running" for run in latest.values())
    states = []
    for name in names:
        counted = archive.store.jobs.last(name)
        last = datetime.fromisoformat(counted.due_at) if counted else None
        trigger = by_name.get(name)
        past = now - LATE
        missed = trigger is not None and due(trigger, last, past) == past
        states.append(
            JobState(
                job=name,
                last=latest.get(name),
                next=due(trigger, last, now) if trigger else None,
                # Jobs take turns: one that waits for another is not late.
                late=bool(latest) and missed and not busy,
            )
        )
    return tuple(states)


def _needs_of_jobs(jobs: Sequence[JobState]) -> Iterator[str]:
    late = [state.job for state in jobs if state.late]
    if late:
        yield f"{', '.join(late)} should have run a while ago: see that `tipdiff run` is at work"
    for state in jobs:
        if state.last is not None and state.last.outcome == "failed":
            yield f"{state.job} failed at {state.last.started_at}: {state.last.message}"


def _needs_of_pages(editions: Sequence[Coverage]) -> Iterator[str]:
    for each in editions:
        for need in NEVER_HAD:
            countries = [iso3 for word in need.statuses for iso3 in each.countries.get(word, ())]
            if countries:
                yield _told(each.edition, need, countries)


def _needs_of_lost(lost: Sequence[Loss], now: datetime) -> Iterator[str]:
    for edition, losses in groupby(lost, key=lambda loss: loss.edition):
        pages = list(losses)
        filled = ((need, _filling(need, pages, now)) for need in LOST)
        told = next(((n, found) for n, found in filled if len(found) >= n.pages), None)
        if told is not None:
            yield _told(edition, told[0], sorted({loss.country for loss in told[1]}))


def _filling(need: Need, lost: Sequence[Loss], now: datetime) -> list[Loss]:
    """The pages that a row of the table is about, lost for long enough."""
    until = now - timedelta(days=need.days)
    return [
        loss
        for loss in lost
        if loss.status in need.statuses and datetime.fromisoformat(loss.since) <= until
    ]


def _told(edition: int, need: Need, countries: Sequence[str]) -> str:
    names = ", ".join(countries[:MOST]) + (", ..." if len(countries) > MOST else "")
    return f"{edition}, {need.what}: {len(countries)} ({names}); {need.advice}"


def _needs_of_indexes(
    archive: Archive, series: SeriesName, editions: Sequence[Coverage]
) -> Iterator[str]:
    # Where other sources have given everything, a list that cannot be read harms nobody.
    whole = {
        each.edition
        for each in editions
        if each.countries[GOOD] and not each.countries[MISSING] and not each.countries[BLOCKED]
    }
    for edition, source, word in archive.store.captures.index_statuses(series):
        if any(word in need.statuses for need in NEVER_HAD) and edition not in whole:
            yield f"{edition}: the list of countries at {source} is {word.replace('_', ' ')}"


def _needs_of_archive(archive: Archive) -> Iterator[str]:
    for name, (size, _) in archive.store.captures.files().items():
        if archive.folder.size(name) < size:
            yield f"{name} is shorter than it was: run `tipdiff verify`, and bring back a backup"
    older = sum(n < PARSER_VERSION for n in archive.store.narratives.parser_versions())
    if older:
        yield f"narratives read by an older version: {older}; run `tipdiff reparse`"


def _needs_of_outbox(counts: Mapping[State, int]) -> Iterator[str]:
    if failed := counts.get("failed"):
        yield f"messages not sent: {failed}; see `tipdiff outbox --failed`, retry or drop them"
    if held := counts.get("held"):
        yield f"messages held: {held}; see `tipdiff outbox --failed`, release or drop them"


def _needs_of_disk(free: int) -> Iterator[str]:
    if free < LEAST_DISK:
        yield f"only {free // 1_000_000} MB are free on the archive's disk: make room"

"""The jobs on a made-up site: a season from the first look to a silent edit."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.server import Answer, Server
from tests.site import StateGov, practices, reported
from tipdiff import jobs
from tipdiff.archive import Archive
from tipdiff.config import Config
from tipdiff.errors import FetchStopped
from tipdiff.revisions import revisions
from tipdiff.series import find
from tipdiff.service import Work
from tipdiff.settings import FetchSettings, ScheduleSettings
from tipdiff.status import coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

COUNTRIES = reported(12)
BLOCK = Answer(status=403, body=b"<html><title>Access Denied</title></html>")


class Season:
    """A site, an archive, and a calendar."""

    def __init__(self, site: StateGov, server: Server, folder: Path) -> None:
        self.site = site
        self.server = server
        self.folder = folder
        self.stop = threading.Event()
        self.config = Config(
            fetch=FetchSettings(
                contact="desk@veldonia.example",
                delay_seconds=0.0,
                attempts=1,
                allow_addresses=("127.0.0.1",),
                order=("2001-2099: state_gov",),
                base_urls={"state_gov": server.url},
            ),
            schedule=ScheduleSettings(first_edition=2022),
        )

    def run(self, job: Callable[[Work], str], day: str) -> str:
        """Run a job on a day; what it says, after the number of pages it asked for."""
        now = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
        before = len(self.pages)
        with Archive(self.folder, now=lambda: now) as archive:
            told = job(Work(config=self.config, archive=archive, stop=self.stop, now=now))
        return f"{len(self.pages) - before} pages: {told}"

    @property
    def pages(self) -> list[str]:
        return [path for path in self.server.paths if path != "/robots.txt"]

    def coverage(self) -> dict[int, dict[str, int]]:
        with Archive(self.folder) as archive:
            return {
                each.edition: {word: len(names) for word, names in each.countries.items() if names}
                for each in coverage(archive)
            }


@pytest.fixture
def season(tmp_path: Path) -> Iterator[Season]:
    """Two editions are out, and nothing is in the archive."""
    site = StateGov(editions={2022: COUNTRIES, 2023: COUNTRIES})
    with Server(site) as server:
        made = Season(site, server, tmp_path / "archive")
        with Archive(made.folder) as archive, archive.writing():
            pass
        yield made


def test_a_year_goes_by(season: Season) -> None:
    """What is missing comes home; a new edition is found, first in part; an edit is seen."""
    told = [season.run(jobs.missing, "2023-09-01")]
    told += [season.run(jobs.missing, "2023-09-02"), season.run(jobs.failed, "2023-09-02")]
    told += [
        season.run(jobs.new_edition, "2024-05-01"),
        season.run(jobs.near_edition, "2024-05-02"),
    ]
    season.site.editions[2024] = COUNTRIES[:5]
    told += [season.run(jobs.near_edition, "2024-06-24")]
    season.site.editions[2024] = COUNTRIES
    told += [season.run(jobs.near_edition, day) for day in ("2024-08-25", "2024-08-26")]

    assert told == [
        "26 pages: 24 good, 2 index",
        "0 pages: nothing to fetch: all is fresh",
        "0 pages: nothing to do",
        "1 pages: 1 not published",
        "0 pages: nothing to do",
        "6 pages: 5 good, 1 index",
        "8 pages: 7 good, 1 index",
        "0 pages: nothing to do",
    ]
    assert season.coverage() == {year: {"good": 12} for year in (2024, 2023, 2022)}


def test_a_silent_edit_is_found_and_an_unchanged_page_is_not_read_again(season: Season) -> None:
    """Only the newest editions are looked at, once what is there is no longer fresh."""
    season.run(jobs.missing, "2023-09-01")
    path = season.site.path(COUNTRIES[3], 2023)
    season.site.edits[path] = ("A committee met twice", "A committee met once")
    told = [season.run(jobs.silent_edits, day) for day in ("2023-09-02", "2023-09-10")]

    with Archive(season.folder) as archive:
        (found,) = revisions(archive.store.narratives.looks())
        assert len(archive.store.narratives.entries()) == 25

    assert told == [
        "2 pages: 2 index",
        "26 pages: 1 good, 2 index, 23 not modified",
    ]
    assert (found.new.entry.iso3, found.new.at) == (COUNTRIES[3].iso3, "2023-09-10T12:00:00Z")


def test_what_was_blocked_is_asked_for_again(season: Season) -> None:
    """Only that, until it is there."""
    path = season.site.path(COUNTRIES[3], 2023)
    season.site.answers[path] = BLOCK
    season.run(jobs.missing, "2023-09-01")
    before = season.coverage()
    told = [season.run(jobs.failed, "2023-09-02")]
    del season.site.answers[path]
    told += [season.run(jobs.failed, day) for day in ("2023-09-02", "2023-09-02")]

    assert before[2023] == {"good": 11, "blocked": 1}
    assert told == [
        "2 pages: 1 blocked, 1 index",
        "1 pages: 1 good",
        "0 pages: nothing to do",
    ]


def test_a_page_that_was_good_and_is_blocked_is_asked_for_again(season: Season) -> None:
    """Until it is good again: the job that looks at all of them comes once a week."""
    season.run(jobs.missing, "2023-09-01")
    path = season.site.path(COUNTRIES[3], 2023)
    season.site.answers[path] = BLOCK
    told = [season.run(jobs.silent_edits, "2023-09-10"), season.run(jobs.failed, "2023-09-10")]
    del season.site.answers[path]
    told += [season.run(jobs.failed, day) for day in ("2023-09-10", "2023-09-10")]

    assert told == [
        "26 pages: 1 blocked, 2 index, 23 not modified",
        "1 pages: 1 blocked",
        "1 pages: 1 not modified",
        "0 pages: nothing to do",
    ]
    assert season.coverage()[2023] == {"good": 12}


def test_a_job_waits_for_whoever_fetches(season: Season) -> None:
    """And ends in the middle of it when it is told to; a host sees one connection."""
    with ExitStack() as held:
        held.enter_context(Archive(season.folder).folder.fetched_for())
        threading.Timer(0.3, season.stop.set).start()
        with pytest.raises(FetchStopped, match="told to stop"):
            season.run(jobs.missing, "2023-09-01")
        assert season.pages == []

        season.stop.clear()
        threading.Timer(0.3, held.close).start()
        assert season.run(jobs.missing, "2023-09-01") == "26 pages: 24 good, 2 index"


def test_work_that_is_to_stop_ends_with_the_next_page(season: Season) -> None:
    """What came is kept, and the rest is left: of 26 pages, the one that was on its way."""
    season.stop.set()

    assert season.run(jobs.missing, "2023-09-01") == "1 pages: 1 index"


def test_no_request_goes_out_once_a_pause_was_cut_short(season: Season) -> None:
    """Politeness holds to the end."""
    fetch = replace(season.config.fetch, delay_seconds=30.0)
    season.config = replace(season.config, fetch=fetch)
    threading.Timer(0.5, season.stop.set).start()

    assert season.run(jobs.missing, "2023-09-01").startswith("0 pages: ")


NEARNESS = {
    "winter": ("2024-01-10", 0, False),
    "the last of May": ("2024-05-31", 0, False),
    "the first of June": ("2024-06-01", 0, True),
    "the last of July": ("2024-07-31", 0, True),
    "late, and not there": ("2024-09-29", 0, False),
    "late, and partly there": ("2024-09-29", 3, True),
    "there in June": ("2024-06-28", 12, False),
}


@pytest.mark.parametrize("name", NEARNESS)
def test_an_edition_is_near_in_its_season_or_when_it_has_begun(season: Season, name: str) -> None:
    """The weekly look finds the beginning of a late one."""
    day, there, expected = NEARNESS[name]
    season.run(jobs.missing, "2023-09-01")
    season.site.editions[2024] = COUNTRIES[:there]
    if there:
        season.run(jobs.new_edition, day)

    with Archive(season.folder) as archive:
        near = jobs.is_near(archive, find("tip"), datetime.fromisoformat(day).replace(tzinfo=UTC))

    assert near is expected


def test_every_job_has_its_time_in_the_configuration() -> None:
    """A job is named like its setting."""
    assert all(isinstance(getattr(ScheduleSettings(), job.name), str) for job in jobs.JOBS)


def test_the_jobs_look_after_every_series_that_is_named(season: Season) -> None:
    """The Human Rights Reports of a year come out in the next, and in their own season."""
    rights = StateGov(
        editions={2022: COUNTRIES[:4]},
        address="country-reports-on-human-rights-practices",
        title="Country Reports on Human Rights Practices",
        body=practices,
    )
    trafficking = season.site
    season.server.site = lambda seen: (rights if "human" in seen.path else trafficking)(seen)
    schedule = replace(season.config.schedule, series=("tip", "hrr"))
    season.config = replace(season.config, schedule=schedule)

    told = [
        season.run(jobs.missing, "2023-09-01"),
        season.run(jobs.near_edition, "2024-02-21"),
        season.run(jobs.new_edition, "2024-06-10"),
    ]
    rights.editions[2023] = COUNTRIES[:4]
    told += [season.run(jobs.near_edition, "2024-06-11"), season.run(jobs.failed, "2024-06-12")]

    assert told == [
        "31 pages: tip: 24 good, 2 index; hrr: 4 good, 1 index",
        "1 pages: tip: nothing to do; hrr: 1 not published",
        "2 pages: tip: 1 not published; hrr: 1 not published",
        "6 pages: tip: 1 not published; hrr: 4 good, 1 index",
        "0 pages: tip: nothing to do; hrr: nothing to do",
    ]

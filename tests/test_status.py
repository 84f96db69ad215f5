"""How the archive fares: coverage, jobs, age, disk, and what needs a person."""

from __future__ import annotations

import json
from collections import namedtuple
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.archive_samples import NORMARK, VELDONIA, clock, narrative
from tests.test_cli import folder, run
from tipdiff.archive import Archive
from tipdiff.capture import Exchange, Facts
from tipdiff.jobs import JOBS
from tipdiff.model import Country
from tipdiff.parse import PARSER_VERSION
from tipdiff.settings import ScheduleSettings
from tipdiff.status import Coverage, coverage, status
from tipdiff.tables.needs import LOST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tipdiff.status import Status
    from tipdiff.store.jobs import Outcome

__all__ = ["folder"]

NAMES = [job.name for job in JOBS]
NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
OSTEN = Country(name="Osten", iso3="XOS", iso2="XO", slug="osten")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with Archive(tmp_path / "archive", now=clock()) as made:
        with made.writing():
            pass
        yield made


def look(archive: Archive, country: Country | None, edition: int, word: str) -> None:
    """One look at a page of a country (of an index, where there is none), and what it was."""
    iso3 = country.iso3 if country else None
    url = f"https://www.example.org/{edition}/{iso3}/{word}"
    facts = Facts(source="state_gov", country=iso3, edition=edition, status=word)
    page = Exchange(url=url, http_status=200, body=url.encode())
    capture = archive.add_fetched(page, facts).capture
    if word == "good" and country is not None:
        made = narrative(country=country, edition=edition, parser_version=PARSER_VERSION)
        with archive.writing() as store:
            store.narratives.save(capture, [made])


def ran(
    archive: Archive, job: str, at: datetime, outcome: Outcome = "done", message: str = ""
) -> None:
    time = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    with archive.writing() as store:
        number = store.jobs.begin(job, time, time)
        if outcome != "running":
            store.jobs.end(number, time, outcome, message)


def looked(archive: Archive, now: datetime = NOW) -> Status:
    return status(archive, ScheduleSettings(), NAMES, now)


def test_coverage_tells_of_each_edition_what_became_of_each_country(archive: Archive) -> None:
    """Good if any source has it; else the newest look; missing if a neighbouring edition has it."""
    for country in (VELDONIA, NORMARK, OSTEN):
        look(archive, country, 2022, "good")
    look(archive, VELDONIA, 2023, "blocked")
    look(archive, VELDONIA, 2023, "good")
    look(archive, VELDONIA, 2023, "blocked")
    look(archive, NORMARK, 2023, "gone_for_now")
    look(archive, NORMARK, 2023, "not_assessed")
    look(archive, None, 2023, "index")
    look(archive, NORMARK, 2025, "layout_changed")

    assert coverage(archive) == (
        Coverage(
            edition=2025,
            countries={
                "good": (), "blocked": (), "missing": ("XVE",), "not_assessed": (),
                "layout_changed": ("XNM",),
            },
        ),
        Coverage(
            edition=2023,
            countries={
                "good": ("XVE",), "blocked": (), "missing": ("XOS",), "not_assessed": ("XNM",)
            },
        ),
        Coverage(
            edition=2022,
            countries={
                "good": ("XNM", "XOS", "XVE"), "blocked": (), "missing": (), "not_assessed": ()
            },
        ),
    )  # fmt: skip


def test_a_sound_archive_that_nobody_serves_needs_nothing(archive: Archive) -> None:
    """An archive may be kept by hand: what never ran is not late."""
    look(archive, VELDONIA, 2023, "good")

    found = looked(archive)

    assert found.needs == ()
    assert found.process is None
    assert found.newest == datetime(2026, 9, 29, 8, tzinfo=UTC)
    assert found.archive_bytes >= sum(p.stat().st_size for p in archive.path.glob("*.gz"))
    assert [(each.job, each.last, each.next) for each in found.jobs] == [
        (name, None, NOW) for name in NAMES
    ]


def test_jobs_are_told_with_their_last_and_next_runs(archive: Archive) -> None:
    """The next one without jitter, so that two looks say the same."""
    for name in NAMES:
        ran(archive, name, NOW - timedelta(hours=1), message="nothing to do")

    states = looked(archive).jobs

    assert [each.next and each.next.isoformat() for each in states] == [
        "2026-10-05T13:30:00+00:00",
        "2026-09-30T13:30:00+00:00",
        "2026-10-01T03:00:00+00:00",
        "2026-09-30T12:00:00+00:00",
        "2026-10-04T04:00:00+00:00",
        "2026-09-30T12:00:00+00:00",
    ]
    assert {each.last.message for each in states if each.last} == {"nothing to do"}
    assert [each.late for each in states] == [False] * 6


def needs_of(archive: Archive, now: datetime = NOW) -> tuple[str, ...]:
    return looked(archive, now).needs


def test_a_failed_job_and_late_ones_need_a_person(archive: Archive) -> None:
    """A run that was made, but failed, counts as made."""
    for name in NAMES:
        ran(archive, name, NOW, "failed" if name == "missing" else "done", "no contact")

    assert needs_of(archive) == ("missing failed at 2026-09-30T12:00:00Z: no contact",)
    assert needs_of(archive, NOW + timedelta(days=1, hours=5))[0] == (
        "near_edition, missing, failed, deliver should have run a while ago: "
        "see that `tipdiff run` is at work"
    )


def test_jobs_that_wait_for_another_are_not_late(archive: Archive) -> None:
    """Bringing home all editions takes hours."""
    ran(archive, "missing", NOW, "running")

    assert needs_of(archive, NOW + timedelta(hours=5)) == ()


def test_pages_that_do_not_mend_themselves_need_a_person(archive: Archive) -> None:
    """With their number and some names; what is missing or gone for now is asked for again."""
    look(archive, VELDONIA, 2023, "blocked")
    look(archive, NORMARK, 2023, "layout_changed")
    look(archive, OSTEN, 2023, "gone_for_now")
    look(archive, None, 2023, "blocked")

    assert needs_of(archive) == (
        "2023, blocked pages: 1 (XVE); wait, or save them in a browser and `tipdiff import` them",
        "2023, pages that this version cannot read: 1 (XNM); update tipdiff",
        "2023: the list of countries at state_gov is blocked",
    )


DAYS = {need.name: need.days for need in LOST}
LOSSES = {
    "blocked for a night": (1, "blocked", 1.0, None),
    "stays blocked": (1, "blocked", DAYS["stays blocked"], "stays blocked"),
    "stays strange": (9, "layout_changed", DAYS["stays blocked"], "stays blocked"),
    "away for a weekend": (1, "gone_for_now", DAYS["stays blocked"], None),
    "stays away": (1, "gone_for_now", DAYS["stays away"], "stays away"),
    "many at once": (10, "gone_for_now", 0.0, "many at once"),
    "missing, as one in ten thousand is": (1, "not_assessed", 99.0, None),
}
"""Pages that are lost, what they are, since how many days, and the row of the table."""


@pytest.mark.parametrize("name", LOSSES)
def test_pages_that_were_good_need_a_person_when_they_stay_away(
    archive: Archive, name: str
) -> None:
    """The narratives there were stay, and `tipdiff status` names the pages from the first look."""
    pages, word, days, row = LOSSES[name]
    for number in range(pages):
        country = replace(VELDONIA, iso3=f"XV{number}")
        look(archive, country, 2023, "good")
        look(archive, country, 2023, word)
    found = looked(archive)
    since = datetime.fromisoformat(max(loss.since for loss in found.lost))
    needs = needs_of(archive, since + timedelta(days=days))
    rows = [need.name for need in LOST if any(f", {need.what}: {pages} (" in n for n in needs)]

    assert rows == ([row] if row else [])
    assert len(needs) == len(rows)
    assert [(loss.edition, loss.status) for loss in found.lost] == [(2023, word)] * pages
    assert [len(each.countries["good"]) for each in found.editions] == [pages]


def test_every_row_of_needs_has_a_case() -> None:
    """A judgement nobody tried is none."""
    assert {need.name for need in LOST} == {row for *_, row in LOSSES.values() if row}


def test_a_blocked_list_of_an_edition_that_is_there_harms_nobody(archive: Archive) -> None:
    """Another source gave it all."""
    look(archive, VELDONIA, 2023, "good")
    look(archive, None, 2023, "blocked")

    assert needs_of(archive) == ()


def test_captures_without_narratives_and_old_readings_need_a_person(archive: Archive) -> None:
    """One command mends both."""
    look(archive, VELDONIA, 2023, "good")
    facts = Facts(source="state_gov", country="XNM", edition=2023)
    archive.add_file(b"never read", facts, name="x.html")
    with archive.writing() as store:
        database = store.connection.db
        database.execute("UPDATE narratives SET parser_version = 0")

    assert needs_of(archive) == (
        "2023, captures that were not read: 1 (XNM); run `tipdiff reparse`",
        "narratives read by an older version: 1; run `tipdiff reparse`",
    )


def test_a_file_that_lost_bytes_is_told(archive: Archive) -> None:
    """A look at the sizes costs nothing; `tipdiff verify` looks at every byte."""
    look(archive, VELDONIA, 2023, "good")
    (name,) = archive.folder.names()
    path = archive.path / name
    path.write_bytes(path.read_bytes()[:-1])

    assert needs_of(archive) == (
        f"{name} is shorter than it was: run `tipdiff verify`, and bring back a backup",
    )


def test_a_full_disk_is_told(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is full."""
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(10**9, 10**9 - 10**6, 10**6))

    assert needs_of(archive) == ("only 1 MB are free on the archive's disk: make room",)


def test_the_command_tells_people_and_programs(folder: Path) -> None:
    """Exit code 1 where something needs a person, else 0."""
    with Archive(folder / "archive", now=clock()) as archive:
        look(archive, VELDONIA, 2023, "good")
        look(archive, NORMARK, 2022, "not_assessed")
    well = run("status")
    with Archive(folder / "archive", now=clock("2026-10-01T00:00:00")) as archive:
        look(archive, OSTEN, 2023, "blocked")
        look(archive, VELDONIA, 2023, "blocked")
    ill, told = run("status"), run("status", "--json")

    assert (well.exit_code, ill.exit_code, told.exit_code) == (0, 1, 1)
    assert well.stdout.splitlines()[:9] == [
        "background job: not at work",
        *(f"  {name}: never ran; next {line.rpartition(' ')[2]}"
          for name, line in zip(NAMES, well.stdout.splitlines()[1:], strict=False)),
        "2023: 1 good",
        "2022: 1 missing, 1 not assessed",
    ]  # fmt: skip
    assert ill.stdout.splitlines()[-2].startswith("! 2023, blocked pages: 1 (XOS)")
    data: dict[str, Any] = json.loads(told.stdout)
    assert data["editions"][0] == {
        "edition": 2023,
        "counts": {"good": 1, "blocked": 1, "missing": 0, "not_assessed": 0},
        "countries": {"good": ["XVE"], "blocked": ["XOS"], "missing": [], "not_assessed": []},
    }
    assert data["newest_capture"] == data["lost"][0]["since"]
    assert "2023 XVE at state_gov: blocked since {since}, kept".format(**data["lost"][0]) in (
        ill.stdout.splitlines()
    )
    assert len(data["needs"]) == 2


def test_what_is_in_the_outbox_is_counted_and_may_need_a_person(folder: Path) -> None:
    """What waits or was sent does not; what failed or is held does."""
    from tests.test_outbox import decide

    with Archive(folder / "archive", now=clock()) as archive:
        decide(archive, "a@x.example")
        well = run("status")
        decide(archive, "b@x.example", "c@x.example", key="k2", held="a sharp fall in length")
        with archive.writing() as store:
            store.outbox.failed(1, "550 no such user", "2026-09-29T12:00:00Z")
    ill, told = run("status"), run("status", "--json")

    assert well.exit_code == 0
    assert "outbox: 1 rendered" in well.stdout.splitlines()
    assert ill.stdout.splitlines()[-3:] == [
        "outbox: 1 failed, 2 held",
        "! messages not sent: 1; see `tipdiff outbox --failed`, retry or drop them",
        "! messages held: 2; see `tipdiff outbox --failed`, release or drop them",
    ]
    assert json.loads(told.stdout)["outbox"] == {"failed": 1, "held": 2}


def test_a_message_from_outside_cannot_act_on_the_screen(folder: Path) -> None:
    """What a server sent is shown, not obeyed."""
    with Archive(folder / "archive", now=clock()) as archive:
        ran(archive, "missing", NOW, "failed", "\x1b[2J\nall is well")

    assert "\x1b" not in run("status").stdout

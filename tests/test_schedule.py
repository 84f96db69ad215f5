"""When jobs run: cron expressions at given moments, missed runs, and clocks that are set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tipdiff.errors import ConfigError
from tipdiff.schedule import SET_BACK, Cron, due, triggers
from tipdiff.settings import ScheduleSettings

BERLIN, NEW_YORK, HAVANA = "Europe/Berlin", "America/New_York", "America/Havana"


def cron(expression: str, zone: str = "UTC", jitter: int = 0) -> Cron:
    """The trigger of one expression."""
    settings = ScheduleSettings(time_zone=zone, jitter_seconds=jitter)
    return triggers(settings, {"missing": expression})["missing"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def fired(trigger: Cron, start: str, end: str) -> list[str]:
    """When a trigger fires, each time followed by the next, in UTC."""
    times: list[str] = []
    last, now = None, at(start)
    while True:
        found = trigger.get_next_fire_time(last, now)
        if found is None or found > at(end):
            return times
        last = now = found
        times.append(found.astimezone(UTC).strftime("%m-%d %H:%M"))


DEFAULTS = {
    "new_edition": ("06-29 13:30", "07-06 13:30"),
    "near_edition": ("06-26 13:30", "06-27 13:30"),
    "missing": ("06-26 03:00", "06-27 03:00"),
    "silent_edits": ("06-28 04:00", "07-05 04:00"),
    "failed": ("06-26 00:00", "06-26 06:00"),
}


def test_the_defaults_look_weekly_in_the_season_and_daily_when_near() -> None:
    """In June to October on Mondays; everything else in the night and on Sundays."""
    settings = ScheduleSettings(jitter_seconds=0)
    made = triggers(settings, {name: getattr(settings, name) for name in DEFAULTS})

    assert {
        name: tuple(fired(trigger, "2026-06-26T00:00:00", "2026-07-10T00:00:00")[:2])
        for name, trigger in made.items()
    } == DEFAULTS
    assert fired(made["new_edition"], "2026-10-27T00:00:00", "2027-06-08T00:00:00") == [
        "06-07 13:30"
    ]


DAYLIGHT = {
    "an hour that does not exist comes at the next one": (
        "30 2 * * *", BERLIN, "2026-03-28T00:00:00", "2026-03-31T00:00:00",
        ["03-28 01:30", "03-29 01:30", "03-30 00:30"],
    ),
    "an hour that comes twice counts once": (
        "30 2 * * *", BERLIN, "2026-10-24T00:00:00", "2026-10-27T00:00:00",
        ["10-24 00:30", "10-25 00:30", "10-26 01:30"],
    ),
    "every twenty minutes of that hour, once": (
        "*/20 1 * * *", NEW_YORK, "2026-11-01T00:00:00", "2026-11-02T00:00:00",
        ["11-01 05:00", "11-01 05:20", "11-01 05:40"],
    ),
    "once a week, on the very day": (
        "30 2 * * sun", BERLIN, "2026-10-20T00:00:00", "2026-11-02T00:00:00",
        ["10-25 00:30", "11-01 01:30"],
    ),
    "at midnight where that does not exist": (
        "0 0 * * *", HAVANA, "2026-03-07T00:00:00", "2026-03-09T12:00:00",
        ["03-07 05:00", "03-08 05:00", "03-09 04:00"],
    ),
    "half an hour past a midnight that does not exist": (
        "30 0 * * sun", HAVANA, "2026-03-02T00:00:00", "2026-03-16T12:00:00",
        ["03-08 05:30", "03-15 04:30"],
    ),
    "at midnight where that comes twice": (
        "30 0 * * *", HAVANA, "2026-10-31T00:00:00", "2026-11-02T12:00:00",
        ["10-31 04:30", "11-01 04:30", "11-02 05:30"],
    ),
    "every hour is every real hour": (
        "15 * * * *", BERLIN, "2026-10-25T00:00:00", "2026-10-25T02:30:00",
        ["10-25 00:15", "10-25 01:15", "10-25 02:15"],
    ),
    "another time of day stays the same by the local clock": (
        "0 13 * * *", BERLIN, "2026-10-24T00:00:00", "2026-10-27T00:00:00",
        ["10-24 11:00", "10-25 12:00", "10-26 12:00"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DAYLIGHT)
def test_daylight_saving_neither_skips_nor_doubles_a_run(name: str) -> None:
    """In the schedule's own time zone."""
    expression, zone, start, end, expected = DAYLIGHT[name]

    assert fired(cron(expression, zone), start, end) == expected


@settings(deadline=None)  # a busy machine is no fault
@example(days=87, hour=0, minute=0, zone=BERLIN)
@example(days=793, hour=0, minute=0, zone=HAVANA)
@given(
    days=st.integers(0, 3000),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    zone=st.sampled_from([BERLIN, NEW_YORK, HAVANA, "Australia/Lord_Howe", "UTC"]),
)
def test_a_daily_job_runs_once_on_every_local_day(
    days: int, hour: int, minute: int, zone: str
) -> None:
    """Whatever the zone, the hour and the day."""
    trigger = cron(f"{minute} {hour} * * *", zone)
    start = datetime(2024, 1, 1, tzinfo=ZoneInfo(zone)) + timedelta(days=days)
    noon = start.replace(hour=12)

    found: list[datetime] = []
    last, now = None, start.astimezone(UTC)
    for _ in range(5):
        last = now = trigger.get_next_fire_time(last, now)
        found.append(last)

    assert [moment.astimezone(noon.tzinfo).date() for moment in found] == [
        (noon + timedelta(days=n)).date() for n in range(5)
    ]


DUE = {
    "never ran": (None, "2026-06-01T10:00:00", "2026-06-01T10:00:00"),
    "ran today": ("2026-06-01T03:00:00", "2026-06-01T10:00:00", "2026-06-02T03:00:00"),
    "missed once": ("2026-05-31T03:00:00", "2026-06-01T10:00:00", "2026-06-01T10:00:00"),
    "missed for months": ("2026-01-01T03:00:00", "2026-06-01T10:00:00", "2026-06-01T10:00:00"),
    "due this very second": ("2026-05-31T03:00:00", "2026-06-01T03:00:00", "2026-06-01T03:00:00"),
    "clock set back an hour after the run": (
        "2026-06-01T03:00:00", "2026-06-01T02:10:00", "2026-06-02T03:00:00",
    ),
    "ran while the clock was years ahead": (
        "2031-01-01T03:00:00", "2026-06-01T10:00:00", "2026-06-02T03:00:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DUE)
def test_what_was_missed_is_due_at_once(name: str) -> None:
    """A daily job at three; the record may be of a clock that was wrong."""
    last, now, expected = DUE[name]

    assert due(cron("0 3 * * *"), at(last) if last else None, at(now)) == at(expected)


def test_a_record_far_ahead_of_the_clock_says_nothing() -> None:
    """Up to the limit it is believed."""
    now = at("2026-06-01T01:30:00")
    trusted, wrong = (now + SET_BACK + timedelta(seconds=n) for n in (0, 1))

    assert [due(cron("0 3 * * *"), last, now) for last in (trusted, wrong)] == [
        at("2026-06-02T03:00:00"),
        at("2026-06-01T03:00:00"),
    ]


def test_jitter_makes_runs_later_by_chance_never_earlier() -> None:
    """So that not all archives of the world knock at the same second."""
    trigger = cron("0 3 * * *", jitter=600)

    delays = {
        (trigger.get_next_fire_time(None, at("2026-06-01T00:00:00")) - at("2026-06-01T03:00:00"))
        / timedelta(seconds=1)
        for _ in range(50)
    }

    assert min(delays) >= 0
    assert max(delays) <= 600
    assert len(delays) > 1


def test_an_empty_expression_is_never() -> None:
    """The others are not touched."""
    made = triggers(ScheduleSettings(), {"missing": " ", "failed": "0 3 * * *"})

    assert list(made) == ["failed"]


BROKEN = {
    "five fields": ("* * * *", "expected 5"),
    "a minute": ("61 * * * *", "61"),
    "a month": ("0 0 * juni *", "month"),
    "a day that is none": ("0 0 30 2 *", "there is no such day"),
    "weekdays by number": ("0 0 * * 1-5", "weekdays are named"),
    "words": ("every day", "expected 5"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_expression_is_told_with_its_setting(name: str) -> None:
    """One line with an example of a good one."""
    expression, reason = BROKEN[name]

    with pytest.raises(ConfigError) as caught:
        cron(expression)

    assert str(caught.value).startswith(f"schedule.missing: {expression!r} is no cron expression (")
    assert reason in str(caught.value)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd"])
def test_an_unknown_time_zone_is_told(zone: str) -> None:
    """With an example."""
    with pytest.raises(ConfigError, match=r"schedule.time_zone: no time zone is called"):
        cron("0 3 * * *", zone)

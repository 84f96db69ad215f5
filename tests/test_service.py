"""The background job from inside: clocks that jump, and records that cannot be written."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tipdiff import service as service_module
from tipdiff.archive import Archive, utc_now
from tipdiff.config import Config
from tipdiff.errors import ArchiveError, ConfigError
from tipdiff.service import Job, Service
from tipdiff.settings import ScheduleSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tipdiff.service import Work

YEARLY = "0 0 1 1 *"


class Clocks:
    """The clock of the day, which somebody sets, and the other one, which nobody can."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return utc_now() + self.ahead


class Patient(Service):
    """Waits for the archive's lock no longer than a test has time."""

    def _archive(self) -> Archive:
        return Archive(self._config.archive_path, now=self._now, lock_wait=0.1)


def configured(folder: Path, missing: str = YEARLY) -> Config:
    schedule = ScheduleSettings(missing=missing, jitter_seconds=0)
    return Config(folder=folder, schedule=schedule)


@contextmanager
def serving(service: Service) -> Iterator[None]:
    """The service at work in a thread, until the end of the test."""
    thread = threading.Thread(target=service.serve)
    thread.start()
    try:
        yield
    finally:
        service.tell("stop")
        thread.join(20)
    assert not thread.is_alive()


def noted(ran: list[datetime], work: Work) -> str:
    """A job that writes down when it ran."""
    ran.append(work.now)
    return "done"


def until(condition: Callable[[], bool]) -> None:
    """Wait for it, but not for ever."""
    for _ in range(400):
        if condition():
            return
        time.sleep(0.025)
    raise AssertionError(condition)


def ran_at(folder: Path, moment: datetime) -> None:
    """Put a run on record."""
    time_ = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    with Archive(folder / "archive") as archive, archive.writing() as store:
        store.jobs.end(store.jobs.begin("missing", time_, time_), time_, "done", "")


JUMPS = {
    "from a time that was years ahead": (3650, 3650, 0, 1),
    "back, and forward again over a run": (0, 0, 800, 0),
}


@pytest.mark.parametrize("name", JUMPS)
def test_a_clock_that_jumps_makes_a_new_plan(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    name: str,
) -> None:
    """What ran while it was wrong postpones nothing; what it jumped over is due at once."""
    monkeypatch.setattr(service_module, "WATCH", 0.05)
    caplog.set_level("INFO", "tipdiff.service")
    last, before, after, years = JUMPS[name]
    clocks = Clocks()
    clocks.ahead = timedelta(days=before)
    ran_at(tmp_path, utc_now() + timedelta(days=last))
    jobs = [Job(name="missing", run=lambda _: "done")]

    with serving(Service(lambda: configured(tmp_path), jobs, now=clocks.now)):
        until(lambda: "looking after" in caplog.text)
        clocks.ahead = timedelta(days=after)
        until(lambda: caplog.text.count("missing: next at") == 2)

    planned = f"missing: next at {(utc_now() + timedelta(days=after)).year + years}-"
    assert f"the clock jumped by {'-' if after < before else ''}" in caplog.text
    assert caplog.text.rpartition("missing: next at")[2].startswith(
        planned.removeprefix("missing: next at")
    )


def test_a_run_that_cannot_be_recorded_is_made_when_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """While another writes for long, a job waits; it is not left out until next year."""
    monkeypatch.setattr(service_module, "WATCH", 0.05)
    ran: list[datetime] = []
    gate = threading.Event()

    def first(work: Work) -> str:
        gate.wait(10)
        return "done"

    jobs = [
        Job(name="missing", run=first),
        Job(name="failed", run=lambda work: noted(ran, work)),
    ]
    with serving(Patient(lambda: configured(tmp_path), jobs)):
        until(lambda: (tmp_path / "archive" / "tipdiff.db").exists())
        until(lambda: _running(tmp_path))
        with Archive(tmp_path / "archive") as other, other.writing():
            gate.set()
            until(lambda: "could not be recorded" in caplog.text)
        until(lambda: bool(ran))

    assert "is being written by another tipdiff" in caplog.text


def _running(folder: Path) -> bool:
    with Archive(folder / "archive") as archive:
        return bool(archive.store.jobs.latest())


def test_a_broken_schedule_is_refused_before_anything_starts(tmp_path: Path) -> None:
    """No archive comes to be."""
    with pytest.raises(ConfigError, match=r"schedule\.missing"):
        Service(lambda: configured(tmp_path, "daily"), [Job(name="missing", run=str)])

    assert list(tmp_path.iterdir()) == []


def test_stopping_what_has_not_begun_is_leaving(tmp_path: Path) -> None:
    """There is nothing to wait for."""
    service = Service(lambda: configured(tmp_path), [])

    with pytest.raises(SystemExit) as left:
        service.tell("stop")

    assert left.value.code == 0


def test_an_archive_has_one_service(tmp_path: Path) -> None:
    """And says which process it is."""
    archive = Archive(tmp_path / "archive")
    with archive.folder.served():
        assert archive.folder.server() is not None
        with pytest.raises(ArchiveError, match="looked after by another"):
            Service(lambda: configured(tmp_path), []).once()

    assert archive.folder.server() is None


def test_a_service_runs_once_what_is_due_once(tmp_path: Path) -> None:
    """A second time on the same day there is nothing to do."""
    ran: list[datetime] = []
    jobs = [Job(name="missing", run=lambda work: noted(ran, work))]

    well = [Service(lambda: configured(tmp_path), jobs).once() for _ in range(2)]

    assert (well, len(ran)) == ([True, True], 1)

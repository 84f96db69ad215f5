"""The background job as a process: signals in every phase, crashes, locks, reloading."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.server import Answer, Server
from tests.site import StateGov, reported
from tipdiff.archive import Archive, verify
from tipdiff.jobs import JOBS

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).parents[1]
CONFIG = """
archive = "archive"
[schedule]
missing = "{missing}"
failed = "{failed}"
jitter_seconds = 0
"""
SOON = 8.0
"""Seconds within which a service must have ended, whatever it was doing."""


@dataclass
class Running:
    """A service at work, with the lines it has logged."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def wait_for(self, pattern: str) -> str:
        """The first line from here on in which the pattern is found."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line.rstrip("\n"))
            if re.search(pattern, line):
                return line
        raise AssertionError(f"{pattern!r} is not in {self.lines}")

    def end(self, number: signal.Signals) -> tuple[int, float]:
        """Send a signal; the exit code, and the seconds it took."""
        start = time.monotonic()
        self.process.send_signal(number)
        _, rest = self.process.communicate(timeout=30)
        self.lines += rest.splitlines()
        return self.process.returncode, time.monotonic() - start


def configure(folder: Path, missing: str = "0 0 1 1 *", failed: str = "") -> None:
    (folder / "config.toml").write_text(CONFIG.format(missing=missing, failed=failed))


@contextmanager
def started(folder: Path, *words: str) -> Iterator[Running]:
    """The service with a made-up job, killed in the end if it still lives."""
    if not (folder / "config.toml").exists():
        configure(folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.service_program", str(folder), *words],
        cwd=TOP,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TOP)},
    )
    try:
        yield Running(process)
    finally:
        process.kill()
        process.communicate()


def tipdiff(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The real command in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "tipdiff", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )


def runs(folder: Path) -> list[tuple[str, str]]:
    """Job and outcome of every run on record."""
    with Archive(folder / "archive") as archive:
        rows = archive.store.connection.rows("SELECT job, outcome FROM jobs ORDER BY id")
        return [(row["job"], row["outcome"]) for row in rows]


def set_last_run(folder: Path, time_: str) -> None:
    """Write into the record that everything ran at that time."""
    database = sqlite3.connect(folder / "archive" / "tipdiff.db")
    with database:
        database.execute("UPDATE jobs SET due_at = ?, started_at = ?", (time_, time_))
    database.close()


PHASES = {
    "waiting": ("quick", "missing: done", "done"),
    "in a job that listens": ("patient", "missing: started", "stopped"),
    "in a job that writes": ("writing", "missing: started", "stopped"),
    "in a job that does not listen": ("stubborn", "missing: started", "running"),
    "after a job that failed": ("failing", "missing: failed", "failed"),
    "after a job that broke": ("broken", "missing: failed", "failed"),
}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("phase", PHASES)
def test_a_signal_ends_it_within_seconds(
    tmp_path: Path, phase: str, number: signal.Signals
) -> None:
    """Exit code 0, what was done on record, a sound archive, and the lock let go."""
    job, line, outcome = PHASES[phase]
    with started(tmp_path, job) as service:
        service.wait_for(line)

        code, seconds = service.end(number)

    assert (code, seconds < SOON) == (0, True), service.lines
    assert runs(tmp_path) == [("missing", outcome)]
    with Archive(tmp_path / "archive") as archive:
        assert verify(archive) == []
        assert archive.folder.server() is None


@pytest.mark.parametrize("delay", [0.0, 0.1, 0.2, 0.3, 0.4])
def test_a_signal_while_it_starts_ends_it_too(tmp_path: Path, delay: float) -> None:
    """Before Python is ready the system itself ends the process."""
    with started(tmp_path, "patient") as service:
        time.sleep(delay)

        code, seconds = service.end(signal.SIGTERM)

    assert code in (0, -signal.SIGTERM)
    assert seconds < SOON


def test_a_signal_ends_it_while_another_writes(tmp_path: Path) -> None:
    """Waiting for the archive's lock, when starting, is no reason to stay."""
    archive = Archive(tmp_path / "archive")
    with archive.writing(), started(tmp_path, "quick") as service:
        while not (archive.path / "service.lock").exists():
            time.sleep(0.01)
            assert service.process.poll() is None
        time.sleep(0.2)

        code, seconds = service.end(signal.SIGTERM)

    archive.close()
    assert (code, seconds < SOON) == (0, True)


def test_a_second_instance_is_refused(tmp_path: Path) -> None:
    """It names the process of the first, and ends at once."""
    with started(tmp_path, "patient") as first:
        first.wait_for("missing: started")
        path = tmp_path / "config.toml"
        path.write_text(f"{path.read_text()}\n[fetch]\ncontact = 'desk@veldonia.example'\n")
        done = [tipdiff(tmp_path, "run", *options) for options in ([], ["--once"])]

    line = (
        "tipdiff: the archive archive is looked after by another `tipdiff run` "
        f"(process {first.process.pid}); stop that one first\n"
    )
    assert [(each.returncode, each.stdout, each.stderr) for each in done] == [(2, "", line)] * 2


def test_a_killed_service_catches_up_what_it_was_doing(tmp_path: Path) -> None:
    """kill -9 lets go of the lock; the run that did not end is told, and made again."""
    with started(tmp_path, "patient") as service:
        service.wait_for("missing: started")
        service.end(signal.SIGKILL)

    with started(tmp_path, "quick") as service:
        service.wait_for("1 run.* did not end: the process was killed")
        service.wait_for("missing: done")
        service.end(signal.SIGTERM)

    assert runs(tmp_path) == [("missing", "killed"), ("missing", "done")]


def test_kill_at_any_moment_leaves_a_sound_archive(tmp_path: Path) -> None:
    """Whatever was written is there, and nothing is half there."""
    chance = random.Random(7)
    for _ in range(6):
        with started(tmp_path, "writing") as service:
            service.wait_for("missing: started")
            time.sleep(chance.uniform(0, 0.3))
            service.end(signal.SIGKILL)

        with Archive(tmp_path / "archive") as archive:
            with archive.writing():
                pass
            assert verify(archive) == []


def test_a_job_that_was_stopped_is_made_again(tmp_path: Path) -> None:
    """Only what came to its end is over."""
    for _ in range(2):
        with started(tmp_path, "patient") as service:
            service.wait_for("missing: started")
            service.end(signal.SIGTERM)

    assert runs(tmp_path) == [("missing", "stopped")] * 2


def test_a_missed_run_is_caught_up_once(tmp_path: Path) -> None:
    """However many were missed while nobody was there; what was not missed is left alone."""
    configure(tmp_path, missing="* * * * *", failed="0 0 1 1 *")
    with started(tmp_path, "quick", "--once") as service:
        assert service.process.wait(20) == 0
    set_last_run(tmp_path, time.strftime("%Y-01-01T00:00:01Z", time.gmtime()))

    with started(tmp_path, "quick") as service:
        service.wait_for("missing: done")
        service.end(signal.SIGTERM)

    assert [job for job, _ in runs(tmp_path)] == ["missing", "failed", "missing"]


def test_reloading_takes_a_good_configuration_and_refuses_a_broken_one(tmp_path: Path) -> None:
    """It says which, and goes on in both cases."""
    configure(tmp_path, missing="0 0 1 1 *")
    path = tmp_path / "config.toml"
    with started(tmp_path, "quick") as service:
        service.wait_for("missing: done")
        told = []
        for text in (
            "archive = ",
            CONFIG.format(missing="61 * * * *", failed=""),
            CONFIG.format(missing="", failed="").replace('"archive"', '"elsewhere"'),
            CONFIG.format(missing="", failed="30 12 31 12 *"),
        ):
            path.write_text(text, encoding="utf-8")
            service.process.send_signal(signal.SIGHUP)
            told.append(service.wait_for("configuration").partition(" the configuration ")[2])
        service.wait_for("failed: done")
        code, _ = service.end(signal.SIGTERM)

    assert code == 0
    assert told[0].startswith(f"stays as it was: {path} is not valid TOML")
    assert told[1].startswith("stays as it was: schedule.missing: '61 * * * *' is no cron")
    assert told[2].startswith("stays as it was: another archive (")
    assert told[3] == "is read anew\n"
    assert runs(tmp_path) == [("missing", "done"), ("failed", "done")]


def test_reloading_in_the_middle_of_a_job_leaves_it_alone(tmp_path: Path) -> None:
    """It is neither cut off nor started a second time."""
    with started(tmp_path, "patient") as service:
        service.wait_for("missing: started")
        service.process.send_signal(signal.SIGHUP)
        service.wait_for("is read anew")
        time.sleep(0.5)
        service.end(signal.SIGTERM)

    assert runs(tmp_path) == [("missing", "stopped")]


def test_a_failed_job_does_not_end_the_service(tmp_path: Path) -> None:
    """The error is in the log, in one line, and on record."""
    with started(tmp_path, "broken") as service:
        service.wait_for("missing: failed")
        assert service.process.poll() is None
        service.end(signal.SIGTERM)

    (line,) = [line for line in service.lines if "tipdiff's own" in line]
    assert "ZeroDivisionError: one two at " in line


@pytest.mark.parametrize(("job", "code"), [("quick", 0), ("failing", 1), ("broken", 1)])
def test_once_does_what_is_due_and_tells_whether_it_failed(
    tmp_path: Path, job: str, code: int
) -> None:
    """For cron and timers; a second call has nothing to do."""
    configure(tmp_path, failed="0 0 1 1 *")
    codes = []
    for _ in range(2):
        with started(tmp_path, job, "--once") as service:
            codes.append(service.process.wait(20))

    assert codes == [code, 0]
    assert [name for name, _ in runs(tmp_path)] == ["missing", "failed"]


def test_once_ends_on_a_signal_as_well(tmp_path: Path) -> None:
    """Within seconds, with exit code 0."""
    with started(tmp_path, "patient", "--once") as service:
        service.wait_for("missing: started")
        code, seconds = service.end(signal.SIGTERM)

    assert (code, seconds < SOON) == (0, True)
    assert runs(tmp_path) == [("missing", "stopped")]


def test_every_event_is_one_line_of_json_where_asked_for(tmp_path: Path) -> None:
    """Errors with their traceback in a field."""
    with started(tmp_path, "broken", "--json") as service:
        service.wait_for("failed: Zero")
        service.end(signal.SIGTERM)

    events = [json.loads(line) for line in service.lines]
    assert {"time", "level", "logger", "message"} <= set(events[0])
    (error,) = [event for event in events if "error" in event]
    assert error["error"].splitlines()[-2:] == ["ZeroDivisionError: one", "two"]


def test_a_broken_configuration_at_the_start_is_one_line(tmp_path: Path) -> None:
    """Exit code 2, as of any command."""
    text = '[fetch]\ncontact = "desk@veldonia.example"\n[schedule]\nmissing = "often"\n'
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")

    done = tipdiff(tmp_path, "run")

    assert done.returncode == 2
    assert done.stderr.startswith("tipdiff: schedule.missing: 'often' is no cron expression")
    assert done.stderr.count("\n") == 1


SITE_CONFIG = """
archive = "archive"
[fetch]
contact = "desk@veldonia.example"
delay_seconds = {delay}
allow_addresses = ["127.0.0.1"]
order = ["2001-2099: state_gov"]
base_urls = {{ state_gov = "{url}" }}
[schedule]
first_edition = {first}
jitter_seconds = 0
"""


@contextmanager
def command(folder: Path, *words: str) -> Iterator[Running]:
    """The real command, with its real jobs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tipdiff", "run", *words],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TOP)},
    )
    try:
        yield Running(process)
    finally:
        process.kill()
        process.communicate()


def site_config(folder: Path, url: str, *, delay: float = 0.0) -> int:
    """A configuration for a site with this year's edition and the one before."""
    year = time.gmtime().tm_year
    text = SITE_CONFIG.format(url=url, delay=delay, first=year - 1)
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return year


def test_the_command_brings_a_site_home_and_finds_a_new_country(tmp_path: Path) -> None:
    """All that is there; what comes later at a later look; nothing twice."""
    listed = reported(6)
    with Server(site := StateGov(editions={})) as server:
        year = site_config(tmp_path, server.url)
        site.editions.update({year - 1: listed, year: listed[:4]})
        pages = []
        for path in ("", "set", ""):
            if path:
                site.editions[year] = listed
                set_last_run(tmp_path, "2001-01-01T00:00:00Z")
                forget_indexes(tmp_path)
            with command(tmp_path, "--once") as service:
                assert service.process.wait(60) == 0
            pages.append(sum(path.count("/") == 4 for path in server.paths))
        status = tipdiff(tmp_path, "status", "--json")

    assert pages == [10, 12, 12]
    assert status.returncode == 0, status.stdout
    assert [row["counts"]["good"] for row in json.loads(status.stdout)["editions"]] == [6, 6]


def forget_indexes(folder: Path) -> None:
    """As if the lists of countries had been read long ago."""
    database = sqlite3.connect(folder / "archive" / "tipdiff.db")
    with database:
        database.execute("UPDATE captures SET captured_at = '2020' WHERE status = 'index'")
    database.close()


STATES = {
    "hangs": Answer(hang=True),
    "drips": Answer(drip=b"<p>"),
    "closes": Answer(close=True),
}


@pytest.mark.parametrize("state", [*STATES, "waits between pages"])
def test_the_command_ends_within_seconds_whatever_the_server_does(
    tmp_path: Path, state: str
) -> None:
    """In the middle of a request, and in the pause before the next one."""
    site = StateGov(editions={})
    with Server(site) as server:
        year = site_config(tmp_path, server.url, delay=60.0 if state not in STATES else 0.0)
        site.editions[year] = reported(5)
        if state in STATES:
            site.answers[site.index(year)] = STATES[state]
        with command(tmp_path) as service:
            service.wait_for("new_edition: started")
            time.sleep(1.0)
            code, seconds = service.end(signal.SIGTERM)
        server.ended.set()

    assert (code, seconds < SOON) == (0, True), service.lines
    with Archive(tmp_path / "archive") as archive:
        assert verify(archive) == []


def test_the_command_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    """No page is asked for a second time, and none is left out."""
    site = StateGov(editions={})
    with Server(site) as server:
        year = site_config(tmp_path, server.url, delay=0.05)
        site.editions[year] = site.editions[year - 1] = reported(8)
        chance = random.Random(3)
        for _ in range(3):
            with command(tmp_path, "--once") as service:
                service.wait_for("started")
                time.sleep(chance.uniform(0.2, 0.6))
                service.end(signal.SIGKILL)
        with command(tmp_path, "--once") as service:
            service.process.wait(60)
        asked = Counter(path for path in server.paths if path.count("/") == 4)

    assert len(asked) == 16
    assert sum(asked.values()) <= 16 + 3
    with Archive(tmp_path / "archive") as archive:
        assert len(archive.store.narratives.entries()) == 16
        assert verify(archive) == []


def test_the_command_wants_to_know_who_runs_it(tmp_path: Path) -> None:
    """Before anything is done."""
    (tmp_path / "config.toml").write_text("", encoding="utf-8")

    done = tipdiff(tmp_path, "run", "--once")

    assert done.returncode == 2
    assert done.stderr.startswith("tipdiff: fetching needs to say who runs it: set contact in")
    assert not (tmp_path / "archive").exists()


def test_a_service_that_only_delivers_needs_no_contact(tmp_path: Path) -> None:
    """Texts may come in by hand."""
    never = "".join(f'{job.name} = ""\n' for job in JOBS if job.fetches)
    (tmp_path / "config.toml").write_text(f"[schedule]\n{never}", encoding="utf-8")

    done = tipdiff(tmp_path, "run", "--once")

    assert (done.returncode, "deliver: done: nothing to send" in done.stderr) == (0, True)

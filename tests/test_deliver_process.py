"""Sending as a process: killed at any moment, and two at once, against a real mail server."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.mail_server import Fault, MailServer
from tests.newsroom import Newsroom
from tests.server import Server
from tests.site import StateGov, reported
from tests.test_service_process import command, forget_indexes, set_last_run, site_config
from tipdiff.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TOP = Path(__file__).parents[1]
RECIPIENTS = 50
SUBSCRIPTIONS = 4
CONFIG = """
[mail]
transport = "smtp"
host = "127.0.0.1"
port = {port}
security = "none"
sender = "tipdiff <desk@veldonia.example>"
"""
SUBSCRIPTION = """
[[subscriptions]]
name = "desk {number}"
to = {to}
countries = ["Denmark", "Chile"]
cadence = "immediate"
"""

EVERYONE = """
[[subscriptions]]
name = "everyone"
to = ["ana@example.org"]
"""


@pytest.fixture
def server() -> Iterator[MailServer]:
    """It takes a moment for each answer, so that a kill often comes in between."""
    with MailServer(Fault("DATA", seconds=0.004)) as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path, server: MailServer) -> Path:
    """Four subscriptions of fifty recipients, for all of whom an edition has come in."""
    config = CONFIG.format(port=server.port)
    for number in range(SUBSCRIPTIONS):
        to = [f"reader{number}.{n}@example.org" for n in range(RECIPIENTS)]
        config += SUBSCRIPTION.format(number=number, to=to)
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")
    room = Newsroom(tmp_path)
    room.publish(2024, "DNK", "CHL")
    done = send(tmp_path)
    assert end(done) == ""
    room.publish(2025, "DNK", "CHL")
    room.archive.close()
    return tmp_path


def send(folder: Path) -> subprocess.Popen[str]:
    """The real command."""
    return subprocess.Popen(
        [sys.executable, "-m", "tipdiff", "digest", "--send"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TOP)},
    )


def end(process: subprocess.Popen[str]) -> str:
    """Wait for its end; what it complained about."""
    _, told = process.communicate(timeout=120)
    return told


def wait_until(condition: Callable[[], bool]) -> None:
    """Look again and again, not for ever."""
    for _ in range(12_000):
        if condition():
            return
        time.sleep(0.005)
    raise AssertionError("it did not happen")


def test_killed_at_any_moment_nobody_goes_without_and_copies_are_told(
    folder: Path, server: MailServer
) -> None:
    """Twenty kills while 200 messages go out: copies share their Message-ID, and are counted."""
    chance = random.Random(20)
    for _ in range(20):
        process = send(folder)
        so_far, wanted = len(server.accepted), chance.randrange(12)
        wait_until(lambda: len(server.accepted) >= so_far + wanted or process.poll() is not None)  # noqa: B023
        time.sleep(chance.uniform(0, 0.03 if wanted else 0.6))
        process.send_signal(signal.SIGKILL)
        end(process)
    end(send(folder))

    got = Counter((mail.recipient, mail.id) for mail in server.accepted)
    bodies = {(mail.recipient, mail.data) for mail in server.accepted}
    with Archive(folder / "archive") as archive:
        rows = archive.store.outbox.rows()
        counted = sum(row.unsure for row in rows)
        told = {p.edition for n in range(4) for p in archive.store.outbox.positions(f"desk-{n}")}
    assert {row.state for row in rows} == {"sent"}
    assert len(rows) == len(got) == len(bodies) == len({to for to, _ in got}) == 200
    assert sum(got.values()) - 200 <= counted <= 20
    assert told == {2025}


def test_two_processes_at_once_send_each_message_once(folder: Path, server: MailServer) -> None:
    """However they get in each other's way."""
    told = [end(process) for process in [send(folder) for _ in range(2)]]

    got = Counter(mail.recipient for mail in server.accepted)
    assert told == [""] * 2
    assert len(got) == 200
    assert set(got.values()) == {1}


def test_the_service_sends_what_it_has_fetched(tmp_path: Path) -> None:
    """An edition comes in and is told, in one run; the next run tells nothing."""
    listed = reported(3)
    with Server(site := StateGov(editions={})) as web:
        year = site_config(tmp_path, web.url)
        with (tmp_path / "config.toml").open("a", encoding="utf-8") as config:
            config.write(EVERYONE)
        site.editions |= {year - 1: listed, year: listed[:1]}
        counts = []
        for _ in range(3):
            with command(tmp_path, "--once") as service:
                assert service.process.wait(120) == 0
            counts.append(len([*(tmp_path / "archive").glob("outbox/new/*")]))
            site.editions[year] = listed
            set_last_run(tmp_path, "2001-01-01T00:00:00Z")
            forget_indexes(tmp_path)

    assert counts == [0, 1, 1]

"""The operator's mail: what keeps failing, once a day for each cause."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.newsroom import Newsroom, subscription
from tipdiff import jobs
from tipdiff.deliver.run import iso
from tipdiff.errors import DeliveryError
from tipdiff.service import Work

if TYPE_CHECKING:
    from pathlib import Path

    from tipdiff.store.jobs import Outcome


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A desk whose operator wants to know."""
    return Newsroom(tmp_path, subscription(), operator="op@veldonia.example")


def ran(room: Newsroom, *outcomes: Outcome, message: str = "") -> None:
    """Record runs of the job `missing`."""
    with room.archive.writing() as store:
        for outcome in outcomes:
            run = store.jobs.begin("missing", iso(room.now), iso(room.now))
            store.jobs.end(run, iso(room.now), outcome, message)


def test_the_reason_is_told_also_while_the_job_is_at_work_again(room: Newsroom) -> None:
    """As the job is that sends this very mail."""
    ran(room, "failed", "failed", "failed", message="the mail server cannot be reached")
    with room.archive.writing() as store:
        store.jobs.begin("missing", iso(room.now), iso(room.now))
    room.send()

    (mail,) = room.box()
    assert "The last 3 runs of the job missing failed.\nthe mail server cannot be reached" in str(
        mail
    )


def test_a_job_that_keeps_failing_is_told_once_a_day(room: Newsroom) -> None:
    """Not at the first failure, and not any more once it is well again."""
    told = []
    for outcome in ("failed", "failed", "stopped", "failed", "failed"):
        ran(room, outcome, message="the site\nis blocked")
        told.append(len(room.send()))
    room.later(hours=24)
    told.append(len(room.send()))
    room.later(hours=24)
    ran(room, "done")
    told.append(len(room.send()))

    assert told == [0, 0, 0, 1, 0, 1, 0]
    first, second = sorted(room.box(), key=lambda mail: str(mail["Date"]))
    assert (first["To"], first["Subject"]) == (
        "op@veldonia.example",
        "tipdiff: the job missing keeps failing",
    )
    assert first["Message-ID"] != second["Message-ID"]
    assert first.get_payload(decode=True) == (
        b"The last 3 runs of the job missing failed.\nthe site is blocked\n\n"
        b"`tipdiff status` says what needs you.\n"
    )


def test_messages_that_failed_are_told(room: Newsroom) -> None:
    """With the row, the recipient and the reason."""
    room.publish(2024, "DNK")
    room.send()
    room.publish(2025, "DNK")
    mail = room.config.mail
    refusing = replace(mail, transport="command", command="sh -c 'echo no such user >&2; exit 67'")
    room.config = replace(room.config, mail=refusing)
    room.delivered()
    room.config = replace(room.config, mail=mail)

    assert room.send() == ["op@veldonia.example: tipdiff: messages that were not sent: 1"]
    (told,) = room.box()
    assert b"1: ana@example.org: sh ended with exit code 67: no such user" in told.as_bytes()
    assert room.send() == []


def test_messages_that_wait_for_hours_are_told(room: Newsroom) -> None:
    """Not at the first tries: a server may be busy."""
    room.publish(2024, "DNK")
    room.send()
    room.publish(2025, "DNK")
    mail = room.config.mail
    busy = replace(mail, transport="command", command="sh -c 'echo busy >&2; exit 75'")
    told = []
    for hours in (0, 1, 1, 1, 2, 3):
        room.later(hours=hours)
        room.config = replace(room.config, mail=busy)
        room.delivered()
        told.append(len(room.archive.store.outbox.noticed()))
    room.delivered()
    (row,) = [row for row in room.archive.store.outbox.rows() if row.subscription is None]

    assert told == [0] * 6
    assert row.subject == "tipdiff: messages that are put off again and again: 1"


def test_without_an_address_nobody_is_told(tmp_path: Path) -> None:
    """`tipdiff status` says it all the same."""
    room = Newsroom(tmp_path, subscription())
    ran(room, "failed", "failed", "failed", "failed")

    assert room.send() == []


def test_the_job_says_what_it_did_and_fails_where_a_way_is_shut(room: Newsroom) -> None:
    """What waits is not lost: the next run sends it."""

    def job() -> str:
        return jobs.deliver(
            Work(config=room.config, archive=room.archive, stop=threading.Event(), now=room.now)
        )

    room.publish(2024, "DNK")
    told = [job()]
    room.publish(2025, "DNK")
    mail = room.config.mail
    room.config = replace(room.config, mail=replace(mail, transport="command", command="nothing"))
    with pytest.raises(DeliveryError, match=r"mail\.command cannot be run: nothing"):
        job()
    room.config = replace(room.config, mail=mail)
    told += [job(), job()]

    assert told == ["1 begun", "1 sent", "nothing to send"]


def test_a_job_that_is_told_to_stop_sends_no_more(room: Newsroom) -> None:
    """Between two messages."""
    room.publish(2024, "DNK")
    room.send()
    room.publish(2025, "DNK")
    stop = threading.Event()
    stop.set()
    work = Work(config=room.config, archive=room.archive, stop=stop, now=room.now)

    assert (jobs.deliver(work), len(room.box())) == ("1 decided", 0)
    assert len(room.send()) == 1


def test_a_clock_that_was_ahead_silences_no_cause(room: Newsroom) -> None:
    """What was told in times to come was not told today."""
    now = room.now
    ran(room, "failed", "failed", "failed")
    room.later(days=900)
    assert len(room.send()) == 1
    room.now = now
    room.later(hours=1)

    assert len(room.send()) == 1

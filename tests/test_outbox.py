"""The outbox in a real database, and its emptying over real transports."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.mail_server import Fault, MailServer
from tipdiff.archive import Archive, transfer
from tipdiff.deliver import Tally, empty
from tipdiff.deliver.smtp import Smtp
from tipdiff.settings import MailSettings
from tipdiff.store.outbox import Decision, Sending
from tipdiff.store.positions import Position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tipdiff.deliver.transport import Transport
    from tipdiff.store.outbox import Channel, Row, State

NOW = datetime(2026, 9, 29, 12, tzinfo=UTC)
AT = "2026-09-29T12:00:00Z"
VELDONIA = Position(series="tip", iso3="XVE", edition=2024, evidence="a:b")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive with nothing in it."""
    with Archive(tmp_path / "archive") as opened:
        with opened.writing():
            pass
        yield opened


def sending(recipient: str, key: str = "k1") -> Sending:
    """A message to a recipient."""
    head = f"To: {recipient}\r\nMessage-ID: <{key}@x>\r\nSubject: Veldonia\r\n\r\nNews\r\n"
    return Sending(
        channel="mail",
        recipient=recipient,
        message_id=f"<{key}@x>",
        subject="Veldonia",
        message=head.encode("ascii", "replace"),
    )


def decision(*recipients: str, key: str = "k1", held: str = "") -> Decision:
    """A digest to these recipients."""
    return Decision(
        subscription="desk",
        key=key,
        subject="Veldonia",
        content="{}",
        told=(VELDONIA,),
        dropped=(replace(VELDONIA, complete=False),),
        sendings=tuple(sending(each, key) for each in recipients),
        held=held,
    )


def decide(archive: Archive, *recipients: str, key: str = "k1", held: str = "") -> bool:
    """Put such a digest into the outbox."""
    with archive.writing() as store:
        return store.outbox.decide(decision(*recipients, key=key, held=held), AT)


def states(archive: Archive) -> dict[str, State]:
    """Recipient to state."""
    return {row.recipient: row.state for row in archive.store.outbox.rows()}


def sent_by(archive: Archive, server: MailServer, now: datetime = NOW, **changes: object) -> Tally:
    """Empty the outbox over a server."""
    made = {"host": "127.0.0.1", "port": server.port, "security": "none", "sender": "d@v.example"}
    settings = MailSettings(**{**made, **changes})  # type: ignore[arg-type]
    ways: dict[Channel, Callable[[], Transport]] = {"mail": lambda: Smtp(settings, None)}
    with archive.folder.sent_for():
        return empty(archive, ways, settings, lambda: now, threading.Event())


def test_a_decision_is_whole_or_not_at_all(archive: Archive) -> None:
    """One error in the transaction, and neither digest nor rows nor position are there."""
    bad = replace(decision("a@x.example"), sendings=(sending("a@x.example"), None))  # type: ignore[arg-type]
    with pytest.raises(TypeError), archive.writing() as store:
        store.outbox.decide(bad, AT)

    assert archive.store.outbox.rows() == []
    assert archive.store.outbox.pending("desk") == []


def test_the_same_digest_is_decided_once(archive: Archive) -> None:
    """Whoever decides it a second time."""
    assert (decide(archive, "a@x.example"), decide(archive, "a@x.example")) == (True, False)
    assert len(archive.store.outbox.rows()) == 1


def test_one_of_three_recipients_is_refused(archive: Archive) -> None:
    """The others have it; the position moves on, and the operator may try the third again."""
    decide(archive, "a@x.example", "b@x.example", "c@x.example")
    with MailServer(Fault("RCPT", "550 5.1.1 no such user", recipient="b@x.example")) as server:
        tally = sent_by(archive, server)

    assert tally.counts == {"sent": 2, "failed": 1}
    assert states(archive) == {
        "a@x.example": "sent", "b@x.example": "failed", "c@x.example": "sent",
    }  # fmt: skip
    (failed,) = archive.store.outbox.rows(("failed",))
    assert (failed.error, failed.attempts) == ("550 5.1.1 no such user", 0)
    assert archive.store.outbox.positions("desk") == [VELDONIA]
    assert archive.store.outbox.pending("desk") == []


def test_an_address_that_nobody_checked_adds_no_command(archive: Archive) -> None:
    """No second recipient comes with it, and the next row has its message."""
    decide(archive, "a@x.example>\r\nRCPT TO:<eve@x.example", "b@x.example")
    with MailServer() as server:
        sent_by(archive, server)

    assert [m.recipient for m in server.accepted][-1] == "b@x.example"
    assert not any("eve" in m.recipient for m in server.accepted)


def test_a_row_that_is_damaged_keeps_no_other_back(archive: Archive) -> None:
    """It is tried again, and given up like any other."""
    decide(archive, "a@x.example", "b@x.example")
    with archive.writing() as store:
        store.connection.db.execute("UPDATE outbox SET message = x'00' WHERE id = 1")
    with MailServer() as server:
        sent_by(archive, server)
        sent_by(archive, server, NOW + timedelta(hours=1), attempts=2)

    damaged, _ = archive.store.outbox.rows()
    assert states(archive) == {"a@x.example": "failed", "b@x.example": "sent"}
    assert damaged.error.startswith("given up after 2 tries: error: Error -5 while decompressing")


def test_a_domain_beyond_ascii_is_spelled_as_every_server_takes_it(archive: Archive) -> None:
    """A local part beyond ASCII is left: only a server with SMTPUTF8 can take it."""
    decide(archive, "ana@bücher.example", "žofie@bücher.example")
    with MailServer(utf8=False) as server:
        sent_by(archive, server)

    assert [m.recipient for m in server.accepted] == ["ana@xn--bcher-kva.example"]
    assert states(archive) == {"ana@bücher.example": "sent", "žofie@bücher.example": "failed"}


def test_the_position_waits_for_the_last_recipient(archive: Archive) -> None:
    """Until then it is pending: nothing is decided twice, and nothing is called told."""
    decide(archive, "a@x.example", "b@x.example")
    with MailServer(Fault("RCPT", "450 later", recipient="b@x.example", times=1)) as server:
        sent_by(archive, server)
        between = (archive.store.outbox.positions("desk"), archive.store.outbox.pending("desk"))
        sent_by(archive, server, NOW + timedelta(minutes=5))

    assert between == ([], [VELDONIA])
    assert archive.store.outbox.positions("desk") == [VELDONIA]
    assert archive.store.outbox.pending("desk") == []


def test_a_deferred_message_waits_longer_each_time_and_stays_the_same(archive: Archive) -> None:
    """5, 10, 20 minutes; the bytes that arrive are those that were rendered."""
    decide(archive, "a@x.example")
    rendered = sending("a@x.example").message
    waits = []
    now = NOW
    with MailServer(Fault("RCPT", "450 4.2.1 busy", times=3)) as server:
        for _ in range(3):
            sent_by(archive, server, now)
            (row,) = archive.store.outbox.rows(("rendered",))
            next_at = datetime.fromisoformat(row.next_at)
            sent_by(archive, server, next_at - timedelta(seconds=1))
            waits.append((next_at - now).total_seconds())
            now = next_at
        sent_by(archive, server, now)

    assert waits == [300, 600, 1200]
    assert [m.data for m in server.accepted] == [rendered]
    assert states(archive) == {"a@x.example": "sent"}


def test_a_message_that_was_tried_too_often_has_failed(archive: Archive) -> None:
    """With the last answer as the reason; the position moves on."""
    decide(archive, "a@x.example")
    with MailServer(Fault("RCPT", "450 4.2.1 busy")) as server:
        for hour in range(3):
            sent_by(archive, server, NOW + timedelta(hours=hour), attempts=3)

    (row,) = archive.store.outbox.rows()
    assert (row.state, row.error) == ("failed", "given up after 3 tries: 450 4.2.1 busy")
    assert archive.store.outbox.positions("desk") == [VELDONIA]


def test_a_closed_way_touches_no_message(archive: Archive) -> None:
    """No try is counted; with the server back, all go out at once."""
    decide(archive, "a@x.example", "b@x.example")
    with MailServer() as gone:
        pass
    with MailServer() as server:
        shut = sent_by(archive, server, port=gone.port)
        rows = archive.store.outbox.rows()
        open_ = sent_by(archive, server)

    assert list(shut.down) == ["mail"]
    assert [(row.state, row.attempts) for row in rows] == [("rendered", 0)] * 2
    assert open_.counts == {"sent": 2}


def test_a_lost_answer_is_counted_and_its_copy_is_the_same(archive: Archive) -> None:
    """Accepted, but the connection was cut before the answer: at most one more, told by its id."""
    decide(archive, "a@x.example")
    with MailServer(Fault("DATA", drop=True, times=1)) as server:
        sent_by(archive, server)
        sent_by(archive, server, NOW + timedelta(minutes=5))

    (row,) = archive.store.outbox.rows()
    assert (row.state, row.unsure) == ("sent", 1)
    assert [m.id for m in server.accepted] == ["<k1@x>"] * 2
    assert server.accepted[0].data == server.accepted[1].data


def test_a_held_digest_waits_for_the_operator(archive: Archive) -> None:
    """Released, it goes out; the position waits as well."""
    decide(archive, "a@x.example", held="200 of 188 countries changed")
    with MailServer() as server:
        sent_by(archive, server)
        (row,) = archive.store.outbox.rows(("held",))
        waiting = (row.held, server.accepted, archive.store.outbox.positions("desk"))
        with archive.writing() as store:
            store.outbox.release(row.id, AT)
        sent_by(archive, server)

    assert waiting == ("200 of 188 countries changed", server.accepted, [])
    assert states(archive) == {"a@x.example": "sent"}


def test_what_is_dropped_is_not_told_and_may_be_told_from_another_copy(archive: Archive) -> None:
    """The position says so: it is not complete."""
    decide(archive, "a@x.example", held="a sharp fall in length")
    (row,) = archive.store.outbox.rows()
    with archive.writing() as store:
        store.outbox.drop(row.id, AT)

    assert states(archive) == {"a@x.example": "dropped"}
    assert archive.store.outbox.positions("desk") == [replace(VELDONIA, complete=False)]


def test_a_position_never_goes_back(archive: Archive) -> None:
    """Digests may settle in another order than they were decided in."""
    newer = replace(VELDONIA, edition=2025)
    with archive.writing() as store:
        store.outbox.decide(decision("a@x.example"), AT)
        store.outbox.decide(replace(decision("a@x.example", key="k2"), told=(newer,)), AT)
        first, second = store.outbox.rows()
        store.outbox.sent(second.id, AT)
        store.outbox.sent(first.id, AT)

    assert archive.store.outbox.positions("desk") == [newer]


def test_a_killed_process_leaves_a_row_that_goes_out_again(archive: Archive) -> None:
    """What it was sending is given back by whoever sends next, and counted."""
    decide(archive, "a@x.example")
    with archive.writing() as store:
        claimed: Row | None = store.outbox.claim(["mail"], AT)
        assert claimed is not None
        assert store.outbox.claim(["mail"], AT) is None
    with MailServer() as server:
        sent_by(archive, server)

    (row,) = archive.store.outbox.rows()
    assert (row.state, row.unsure, [m.id for m in server.accepted]) == ("sent", 1, ["<k1@x>"])


def test_two_at_once_send_each_message_once(archive: Archive) -> None:
    """The second waits for the first, and has nothing left to do."""
    for number in range(20):
        decide(archive, f"r{number}@x.example", key=f"k{number}")
    tallies: list[Tally] = []

    def work() -> None:
        with Archive(archive.path) as own:
            tallies.append(sent_by(own, server))

    with MailServer() as server:
        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert sum(tally.counts["sent"] for tally in tallies) == 20
    assert len({m.recipient for m in server.accepted}) == len(server.accepted) == 20


def test_the_outbox_outlives_what_is_derived_and_is_in_the_backup(
    archive: Archive, tmp_path: Path
) -> None:
    """Rebuild clears what the WARC files tell, and nothing of this."""
    import tarfile

    decide(archive, "a@x.example")
    with archive.writing() as store:
        store.captures.clear()
    transfer.backup(archive, tmp_path / "backup.tar")
    with tarfile.open(tmp_path / "backup.tar") as tar:
        tar.extractall(tmp_path / "copy", filter="data")

    assert states(archive) == {"a@x.example": "rendered"}
    with Archive(tmp_path / "copy") as copy:
        assert states(copy) == {"a@x.example": "rendered"}
        assert copy.store.outbox.message(1) == sending("a@x.example").message


def test_a_clock_that_was_ahead_delays_no_message(archive: Archive) -> None:
    """It was put off until a day years from now."""
    decide(archive, "a@x.example")
    later = NOW + timedelta(days=900)
    with MailServer(Fault("RCPT", "450 busy", times=1)) as server:
        sent_by(archive, server, now=later)
        assert states(archive) == {"a@x.example": "rendered"}
        sent_by(archive, server, now=NOW)

    assert states(archive) == {"a@x.example": "sent"}


def test_a_partial_copys_digest_that_settles_late_takes_nothing_back(archive: Archive) -> None:
    """The whole copy was told in between: it is no news again."""
    partial = replace(VELDONIA, complete=False, evidence="a:part", told=("k",))
    held = replace(decision("a@x.example", held="short"), told=(partial,), dropped=(partial,))
    with archive.writing() as store:
        store.outbox.decide(held, AT)
        store.outbox.decide(decision("a@x.example", key="k2"), AT)
        first, second = store.outbox.rows()
        store.outbox.sent(second.id, AT)
        store.outbox.drop(first.id, AT)

    assert archive.store.outbox.positions("desk") == [VELDONIA]

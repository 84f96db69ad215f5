"""The commands on what goes out: sending, and the outbox with retry, drop and release."""

from __future__ import annotations

import json
import mailbox
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from tests.newsroom import Newsroom, cut_off
from tests.server import Answer, Server
from tipdiff.cli import main

if TYPE_CHECKING:
    from pathlib import Path

SUBSCRIPTION = """
[[subscriptions]]
name = "Nordic desk"
to = ["ana@example.org", "ben@example.org"]
countries = ["Denmark"]
cadence = "immediate"
"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """An archive with an edition, and a subscription that has begun."""
    monkeypatch.chdir(tmp_path)
    configure(tmp_path)
    made = Newsroom(tmp_path)
    made.publish(2024, "DNK")
    assert run("digest", "--send").exit_code == 0
    return made


def configure(folder: Path, text: str = SUBSCRIPTION) -> None:
    """Write config.toml."""
    (folder / "config.toml").write_text(text, encoding="utf-8")


def run(*words: str) -> Result:
    """A call of the command."""
    return CliRunner().invoke(main, words)


def box(room: Newsroom) -> list[str]:
    """To whom messages went."""
    return sorted(str(mail["To"]) for mail in mailbox.Maildir(room.archive.path / "outbox"))


def test_sending_tells_where_a_subscription_begins_and_what_went_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With nothing configured but the subscription, messages are files in the archive."""
    monkeypatch.chdir(tmp_path)
    configure(tmp_path)
    room = Newsroom(tmp_path)
    room.publish(2024, "DNK")
    first = run("digest", "--send")
    room.publish(2025, "DNK")
    second, third = run("digest", "Nordic desk", "--send"), run("digest", "--send")

    assert first.output == (
        "Nordic desk: begun: gets what comes after the editions there are of its countries: "
        "2024 (1)\noutbox: nothing to send\n"
    )
    (row, _) = room.archive.store.outbox.rows()
    assert second.output == f"Nordic desk: decided: {row.subject}\noutbox: 2 sent\n"
    assert third.output == "outbox: nothing to send\n"
    assert box(room) == ["ana@example.org", "ben@example.org"]


def test_the_newest_edition_can_be_asked_for_once(room: Newsroom) -> None:
    """To see what a digest is like, right after subscribing."""
    room.publish(2023, "DNK")
    outputs = [run("digest", "--send", "--newest").output for _ in range(2)]

    assert [each.splitlines()[-1] for each in outputs] == [
        "outbox: 2 sent",
        "outbox: nothing to send",
    ]


REFUSING = (
    SUBSCRIPTION
    + """
[mail]
transport = "command"
command = "sh -c 'echo no such user; echo no such user >&2; exit 67'"
"""
)


def test_what_failed_is_listed_and_sent_again(room: Newsroom) -> None:
    """Exit code 1 while something did not go out; then the same bytes."""
    configure(room.config.folder, REFUSING)
    room.publish(2025, "DNK")
    sent = run("digest", "--send")
    listed, objects = run("outbox", "--failed"), run("outbox", "--failed", "--json")
    configure(room.config.folder)
    retried, again = run("outbox", "retry", "1"), run("digest", "--send")

    assert (sent.exit_code, sent.stdout.splitlines()[-1]) == (1, "outbox: 2 failed")
    row, other = room.archive.store.outbox.rows()
    assert listed.output.splitlines()[:3] == [
        "1  failed  nordic-desk  ana@example.org",
        f"    {row.subject}",
        "    sh ended with exit code 67: no such user",
    ]
    first = json.loads(objects.stdout.splitlines()[0])
    assert (first["id"], first["state"], first["recipient"]) == (1, "failed", "ana@example.org")
    assert retried.output == f"1: retry ana@example.org: {row.subject}\n"
    assert again.output == "outbox: 1 sent\n"
    assert (row.state, other.state, box(room)) == ("sent", "failed", ["ana@example.org"])


def test_what_is_held_is_released_or_dropped(room: Newsroom) -> None:
    """The reason is shown."""
    room.page("DNK", 2025, cut_off("DNK", 2025))
    sent = run("digest", "--send")
    listed = run("outbox", "--failed")
    released, dropped = run("outbox", "release", "1"), run("outbox", "drop", "2")
    again, empty = run("digest", "--send"), run("outbox", "--failed")

    reason = "2025: 1 of 1 countries are changed beyond recognition"
    assert sent.output == f"Nordic desk: held: {reason}\noutbox: nothing to send\n"
    assert listed.output.splitlines()[2].strip() == reason
    assert (released.exit_code, dropped.exit_code) == (0, 0)
    assert (again.output, box(room)) == ("outbox: 1 sent\n", ["ana@example.org"])
    assert empty.output == "nothing failed or is held\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("outbox", "retry", "1"),
            "cannot retry row 1: it is sent, not failed or dropped or rendered",
        ),
        (("outbox", "drop", "1"), "cannot drop row 1: it is sent, not rendered or failed or held"),
        (("outbox", "release", "2", "1"), "cannot release row 2: it is sent, not held"),
        (("outbox", "retry", "9"), "the outbox has no row 9; `tipdiff outbox` lists them"),
        (("digest",), "name the subscription; only --send does without"),
        (("digest", "nordic-desk", "--newest"), "--newest goes with --send"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(
    room: Newsroom, words: tuple[str, ...], told: str
) -> None:
    """With exit code 2, and nothing done."""
    room.publish(2025, "DNK")
    run("digest", "--send")
    done = run(*words)

    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert {row.state for row in room.archive.store.outbox.rows()} == {"sent"}


def test_where_there_is_no_archive_none_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wrong folder is told, in one line."""
    monkeypatch.chdir(tmp_path)
    done = [run("digest", "--send"), run("outbox"), run("outbox", "retry", "1")]

    assert [each.exit_code for each in done] == [2, 2, 2]
    assert all(each.stderr.startswith("tipdiff: no archive in archive") for each in done)
    assert [*tmp_path.iterdir()] == []


def test_without_subscriptions_there_is_nobody_to_tell(room: Newsroom) -> None:
    """Which is said; what is in the outbox goes out all the same."""
    configure(room.config.folder, "")

    assert run("digest", "--send").output == (
        "no subscriptions: config.toml has no [[subscriptions]]\noutbox: nothing to send\n"
    )


def test_an_empty_outbox_says_so(room: Newsroom) -> None:
    """In words for people; in JSON it is no line."""
    assert run("outbox").output == "the outbox is empty\n"
    assert run("outbox", "--json").output == ""


def test_a_shut_way_is_told_and_nothing_is_lost(room: Newsroom) -> None:
    """A wrong setting: exit code 1 and the reason; put right, everything goes out."""
    configure(
        room.config.folder,
        SUBSCRIPTION + '[mail]\ntransport = "smtp"\nuser = "desk"\n',
    )
    room.publish(2025, "DNK")
    shut = run("digest", "--send")
    configure(room.config.folder)

    assert shut.exit_code == 1
    assert shut.stderr.startswith("nothing went out by mail: mail.user is set, and $TIPDIFF_SMTP_")
    assert run("digest", "--send").output == "outbox: 2 sent\n"


@pytest.mark.parametrize("words", [("status",), ("digest", "--send")])
def test_a_password_in_the_clear_is_refused_before_anything_is_due(
    room: Newsroom, words: tuple[str, ...]
) -> None:
    """One line, exit code 2."""
    configure(room.config.folder, '[mail]\nuser = "desk"\nsecurity = "none"\n')

    refused = run(*words)

    assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert "config.toml: mail.user: no password is sent in the clear" in refused.stderr


def test_a_webhook_gets_the_same_digest(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """One failing way does not keep the other; its secret comes from the environment alone."""
    with Server(lambda seen: Answer(status=204)) as server:
        configure(
            room.config.folder,
            SUBSCRIPTION
            + f'webhook = "{server.url}/hook"\n[fetch]\nallow_addresses = ["127.0.0.1"]\n',
        )
        room.publish(2025, "DNK")
        without = run("digest", "--send")
        monkeypatch.setenv("TIPDIFF_WEBHOOK_SECRET", "a secret of some length")
        with_ = run("digest", "--send")

    assert (without.exit_code, without.stdout.splitlines()[-1]) == (1, "outbox: 2 sent")
    assert "set $TIPDIFF_WEBHOOK_SECRET" in without.stderr
    assert (with_.exit_code, with_.output) == (0, "outbox: 1 sent\n")
    (seen,) = server.seen
    body = json.loads(seen.body)
    assert (body["schema"], body["subscription"]) == ("tipdiff.digest/1", "Nordic desk")
    assert body["compared"][0]["country"] == "DNK"

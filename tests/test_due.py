"""What is news to whom, and when: seasons of editions, copies, edits and upgrades."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.newsroom import Newsroom, cut_off, subscription, text
from tests.server import Answer, Server
from tipdiff import due, keep, parse
from tipdiff.deliver.run import iso
from tipdiff.digest.pairs import previews
from tipdiff.due import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tipdiff.capture import Capture
    from tipdiff.digest import Digest
    from tipdiff.model import Narrative
    from tipdiff.store.outbox import Sending

BOTH = "ana@example.org: TIP Report 2026: no tier changes; 6 changes in 2 countries"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A desk that follows Denmark and Chile, and has begun with the edition of 2025."""
    made = Newsroom(tmp_path, subscription())
    made.publish(2024, "DNK", "CHL")
    made.publish(2025, "DNK", "CHL")
    made.send()
    return made


def test_a_new_subscription_is_told_nothing_old(room: Newsroom) -> None:
    """It starts from what there is; what it would get can be looked at all the same."""
    assert room.send() == []
    assert not next(previews(room.archive, [subscription()], room.config.sources)).is_empty


def test_an_edition_is_told_once(room: Newsroom) -> None:
    """With all countries that came in since."""
    room.publish(2026, "DNK", "CHL")

    assert [room.send(), room.send()] == [[BOTH], []]


def test_a_new_subscription_may_ask_for_the_newest_edition(room: Newsroom) -> None:
    """Once; not where it was told of it already."""
    told = [room.send(catch_up=True), room.send(catch_up=True)]

    (digest,) = room.archive.store.outbox.digests("desk", 9)
    (shown,) = previews(room.archive, [subscription()], room.config.sources)
    assert digest.key == shown.key
    assert told == [[BOTH.replace("2026", "2025")], []]


def test_two_editions_at_once_are_both_told(room: Newsroom) -> None:
    """None is passed over because another came after it."""
    room.publish(2026, "DNK")
    room.publish(2027, "DNK")
    room.send()

    (digest,) = room.archive.store.outbox.digests("desk", 9)
    assert json.loads(digest.content)["editions"] == [2027, 2026]


def test_an_archive_that_is_filled_between_two_runs_is_held(room: Newsroom) -> None:
    """Nothing is passed over, and nobody gets it unseen; dropped, the next edition is news."""
    for edition in (2026, 2027, 2028):
        room.publish(edition, "DNK")
    (decided,) = room.delivered().decided
    (row,) = room.archive.store.outbox.rows(("held",))
    with room.archive.writing() as store:
        store.outbox.drop(row.id, "2026-06-01T12:00:00Z")
    dropped = room.send()
    room.publish(2029, "DNK")

    assert (decided.what, decided.told) == (
        "held",
        "3 editions at once, 2026 to 2028: an archive that was filled is no news",
    )
    assert dropped == []
    assert [subject.split(":")[1] for subject in room.send()] == [" TIP Report 2029"]


def test_older_editions_that_come_later_are_no_news(room: Newsroom) -> None:
    """An archive is filled backwards."""
    room.publish(2023, "DNK", "CHL")

    assert room.send() == []


def test_a_country_followed_from_now_on_starts_from_now(room: Newsroom) -> None:
    """What was there of it before is old."""
    room.publish(2025, "FRA")
    room.publish(2026, "FRA", "DNK")
    room.follow(subscription(countries=("Denmark", "Chile", "France")))
    first = room.send()
    room.publish(2027, "FRA")

    assert [line.count("Denmark") for line in first] == [1]
    assert [line.count("France") for line in room.send()] == [1]


def _read_otherwise(capture: Capture, data: bytes) -> tuple[Narrative, ...]:
    """A newer parser that takes another view of every word."""
    from tipdiff.reading import parse_capture

    return tuple(
        replace(
            narrative,
            parser_version=parse.PARSER_VERSION + 1,
            sections=tuple(
                replace(section, statements=section.statements[1:])
                for section in narrative.sections
            ),
        )
        for narrative in parse_capture(capture, data)
    )


def upgrade(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read everything anew with a parser that finds other statements."""
    monkeypatch.setattr(keep, "parse_capture", _read_otherwise)
    monkeypatch.setattr(keep, "PARSER_VERSION", parse.PARSER_VERSION + 1)
    assert keep.reparse(room.archive).narratives == 6


def rebuild(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the database anew, with that other parser."""
    monkeypatch.setattr(keep, "parse_capture", _read_otherwise)
    keep.rebuild(room.archive)


def import_again(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes from the same place, and as a file."""
    for edition in (2024, 2025, 2026):
        for iso3 in ("DNK", "CHL"):
            room.page(iso3, edition, text(iso3, edition))
            room.page(iso3, edition, text(iso3, edition), "saved_file")


def other_copy(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another source has the same edition, in a slightly other form, and is preferred."""
    room.publish(2026, "DNK", "CHL", source="state_gov_archive", shelters="houses")
    room.config = replace(room.config, sources=("state_gov_archive", "state_gov"))


@pytest.mark.parametrize("event", [upgrade, rebuild, import_again, other_copy])
def test_what_is_done_to_the_archive_sends_nothing(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, event: object
) -> None:
    """Neither before an edition was told nor after it; the next edition is news as ever."""
    room.publish(2026, "DNK", "CHL")
    first = room.send()
    event(room, monkeypatch)  # type: ignore[operator]
    second = room.send()
    monkeypatch.undo()
    room.publish(2027, "DNK", "CHL")

    assert (len(first), second) == (1, [])
    assert len(room.send()) == 1


def partial(iso3: str, edition: int) -> str:
    """The summary and the recommendations, as a source that has no more."""
    whole = text(iso3, edition)
    return whole[: whole.index("<h3>PROSECUTION")] + "</section></body></html>"


def test_what_a_partial_copy_held_is_not_told_again_by_the_whole_one(room: Newsroom) -> None:
    """The second digest has what the first one could not have, and no more."""
    room.later(seconds=1)
    room.page("DNK", 2026, partial("DNK", 2026), "gvnet")
    room.send()
    room.publish(2026, "DNK")
    room.send()
    again = room.send()

    second, first = (each.content for each in room.archive.store.outbox.digests("desk", 9))
    assert again == []
    ids = [
        {change["id"] for news in _json(content)["compared"] for change in news["changes"]}
        for content in (first, second)
    ]
    assert all(ids)
    assert not ids[0] & ids[1]
    assert {c["section"] for c in _json(second)["compared"][0]["changes"]} <= {
        "prosecution",
        "protection",
        "prevention",
        "profile",
    }


def _json(content: str) -> dict[str, list[dict[str, list[dict[str, str]]]]]:
    loaded: dict[str, list[dict[str, list[dict[str, str]]]]] = json.loads(content)
    return loaded


def test_a_release_is_gathered_until_it_is_complete(room: Newsroom) -> None:
    """The last country that the edition before had ends the waiting."""
    room.follow(subscription(cadence="release"))
    room.publish(2026, "DNK")
    waiting = room.send()
    room.publish(2026, "CHL")

    assert (waiting, room.send()) == ([], [BOTH])


def test_a_release_that_stays_incomplete_is_told_after_a_quiet_time(room: Newsroom) -> None:
    """Counted from the last country that came in; a straggler is told by itself."""
    room.follow(subscription(cadence="release"))
    room.publish(2026, "DNK")
    told = []
    for hours in (11.9, 0.2):
        room.later(hours=hours)
        told.append(len(room.send()))
    room.publish(2026, "CHL")

    assert told == [0, 1]
    assert len(room.send()) == 1


def test_a_daily_digest_goes_out_at_its_hour(room: Newsroom) -> None:
    """Once a day, with all that came in before, and none on a day without news."""
    room.follow(subscription(cadence="daily"))
    room.publish(2026, "DNK")
    told = []
    for hours in (1, 17.5, 0.6, 1, 24):
        room.later(hours=hours)
        told.append((room.now.hour, len(room.send())))
    room.publish(2026, "CHL")
    room.later(hours=24)

    assert told == [(13, 0), (6, 0), (7, 1), (8, 0), (8, 0)]
    assert len(room.send()) == 1


@pytest.mark.parametrize(
    ("now", "cadence", "slot"),
    [
        ("2026-09-29T12:00", "daily", "2026-09-29T05:00"),
        ("2026-09-29T04:59", "daily", "2026-09-28T05:00"),
        ("2026-10-25T12:00", "daily", "2026-10-25T06:00"),
        ("2026-09-29T12:00", "weekly", "2026-09-28T05:00"),
        ("2026-09-28T04:59", "weekly", "2026-09-21T05:00"),
    ],
)
def test_the_moment_of_a_digest_is_the_operators(now: str, cadence: str, slot: str) -> None:
    """In the time zone of the schedule, also where the clock was set back that night."""
    clock = Clock(
        now=datetime.fromisoformat(now).replace(tzinfo=UTC),
        zone=ZoneInfo("Europe/Copenhagen"),
        quiet=timedelta(hours=12),
        hour=7,
        weekday="mon",
    )

    assert clock.slot(cadence).strftime("%Y-%m-%dT%H:%M") == slot


def test_a_silent_edit_is_told_once_it_is_confirmed(room: Newsroom) -> None:
    """Seen once, it may be a slip; those who do not want to know are not told."""
    room.follow(subscription(), subscription(name="calm", revisions=False))
    room.send()
    told = []
    for _ in range(3):
        room.publish(2025, "DNK", twice="three times")
        told.append(room.send())

    assert [len(each) for each in told] == [0, 1, 0]
    assert told[1][0].startswith("ana@example.org: ")


def test_an_edition_is_told_before_its_silent_edits(room: Newsroom) -> None:
    """What was edited while the edition was gathered is told when it has been."""
    room.follow(subscription(cadence="release"))
    told = []
    for words in ({}, {"twice": "three times"}, {"twice": "three times"}):
        room.publish(2026, "DNK", **words)
        told.append(len(room.send()))
    room.publish(2026, "CHL")
    told += [len(room.send()) for _ in range(3)]

    assert told == [0, 0, 0, 1, 1, 0]


def test_a_silent_edit_from_before_is_old(tmp_path: Path) -> None:
    """To a subscription that begins after it."""
    room = Newsroom(tmp_path, subscription())
    room.publish(2025, "DNK")
    for _ in range(2):
        room.publish(2025, "DNK", twice="three times")

    assert [room.send(), room.send()] == [[], []]


def test_an_empty_digest_is_not_sent_and_not_thought_of_again(room: Newsroom) -> None:
    """The edition is behind the subscription all the same."""
    room.follow(subscription(kinds=("tier-change",)))
    room.publish(2026, "DNK", "CHL")

    assert room.send() == []
    assert {p.edition for p in room.archive.store.outbox.positions("desk")} == {2026}


def test_a_digest_that_waits_is_not_decided_again(room: Newsroom) -> None:
    """The way out is shut; a new edition in the meantime is a digest of its own."""
    room.config = replace(room.config, mail=replace(room.config.mail, transport="command"))
    room.config = replace(room.config, mail=replace(room.config.mail, command="no-such-program"))
    room.publish(2026, "DNK", "CHL")
    for _ in range(3):
        assert list(room.delivered().tally.down) == ["mail"]
    room.publish(2027, "DNK")
    room.delivered()
    room.config = replace(room.config, mail=replace(room.config.mail, transport="maildir"))

    assert len(room.send()) == 2
    assert [row.attempts for row in room.archive.store.outbox.rows()] == [0, 0]


def test_a_digest_that_cannot_be_made_keeps_no_other_back(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told, and made as soon as it can be."""
    from tipdiff.deliver import decide

    def broken(self: object, digest: Digest, content: bytes) -> Iterator[Sending]:
        if digest.subscription.name == "desk":
            raise ZeroDivisionError("no ink")
        return rendered(self, digest, content)  # type: ignore[arg-type]

    room.follow(subscription(), subscription(name="other", to=("ben@example.org",)))
    room.send()
    room.publish(2026, "DNK", "CHL")
    rendered = decide.Desk._rendered
    with monkeypatch.context() as context:
        context.setattr(decide.Desk, "_rendered", broken)
        found = room.delivered()

    assert [(each.subscription, each.what) for each in found.decided] == [
        ("desk", "failed"),
        ("other", "decided"),
    ]
    assert found.decided[0].told == "ZeroDivisionError: no ink"
    assert found.tally.counts == {"sent": 1}
    assert room.send() == [BOTH]


WORDS = ("harbour", "quota", "ledger", "orchard", "beacon", "tunnel", "violin", "glacier")


def garbled(iso3: str, edition: int) -> str:
    """A page whose every sentence says something else, at the same length."""
    import re

    count = iter(range(100_000))
    return re.sub(
        r"(<p>|<li>)([^<]+)",
        lambda m: (
            m[1]
            + " ".join(
                WORDS[(next(count) * 7 + edition) % 8].capitalize() + " is not there."
                for _ in range(len(m[2]) // 20)
            )
        ),
        text(iso3, edition),
    )


def test_an_edition_beyond_recognition_is_held_until_the_operator_has_looked(
    room: Newsroom,
) -> None:
    """With the reason; released, it goes out as it was."""
    for iso3 in ("DNK", "CHL"):
        room.later(seconds=1)
        room.page(iso3, 2026, garbled(iso3, 2026))
    held = room.delivered()
    (row,) = room.archive.store.outbox.rows(("held",))
    with room.archive.writing() as store:
        store.outbox.release(row.id, "2026-06-01T12:00:00Z")

    (decided,) = held.decided
    assert (decided.what, decided.told) == (
        "held",
        "2026: 2 of 2 countries are changed beyond recognition",
    )
    assert len(room.send()) == 1


def test_a_page_that_lost_its_end_is_held_and_dropped_for_a_better_copy(room: Newsroom) -> None:
    """The better copy is news again, though the edition is the same."""
    room.publish(2026, "CHL")
    room.send()
    room.page("DNK", 2026, cut_off("DNK", 2026))
    (decided,) = room.delivered().decided
    (row,) = room.archive.store.outbox.rows(("held",))
    with room.archive.writing() as store:
        store.outbox.drop(row.id, "2026-06-01T12:00:00Z")
    dropped = room.send()
    room.config = replace(room.config, sources=("saved_file", "state_gov"))
    room.page("DNK", 2026, text("DNK", 2026), "saved_file")

    assert (decided.what, decided.told) == (
        "held",
        "less than 50% of the length before: Denmark 2026",
    )
    assert dropped == []
    assert len(room.send()) == 1


def test_what_changes_say_does_not_depend_on_the_copy(room: Newsroom) -> None:
    """Typography is no content."""
    from tipdiff.batch import comparison, neighbours

    pair = neighbours(room.archive, "tip", room.config.sources, iso3="DNK")[0]
    made = comparison(room.archive, pair)
    keys = set(due.content_keys(made))

    assert len(keys) == len(made.changes) > 0
    assert due.untold(made, frozenset(keys)).changes == ()
    assert due.untold(made, frozenset()) is made


def test_an_edition_that_waits_is_told_with_the_one_behind_it(room: Newsroom) -> None:
    """Chile of 2026 is awaited; once 2027 is told whole, 2026 would be no news any more."""
    room.follow(subscription(cadence="release"))
    room.publish(2026, "DNK", "CHL")
    room.send()
    room.publish(2027, "DNK")
    assert room.send() == []
    room.publish(2028, "DNK")

    room.send()

    newest = room.archive.store.outbox.digests("desk", 1)[0]
    assert json.loads(newest.content)["editions"] == [2028, 2027]


def test_an_edit_that_is_undone_and_made_again_is_told_each_time(room: Newsroom) -> None:
    """Each is news, though the first and the third say the same."""
    told = []
    for words in ({"twice": "three times"}, {}, {"twice": "three times"}):
        room.publish(2025, "DNK", **words)
        room.publish(2025, "DNK", **words)
        told.append(len(room.send()))

    assert told == [1, 1, 1]


def test_a_clock_that_was_ahead_stops_no_daily_digest(room: Newsroom) -> None:
    """What was decided in times to come tells nothing of today."""
    room.follow(subscription(cadence="daily"))
    room.publish(2026, "DNK")
    now = room.now
    room.later(days=900)
    assert len(room.send()) == 1
    room.now = now
    room.publish(2027, "DNK", "CHL")
    room.later(days=1)

    assert len(room.send()) == 1


def test_who_is_taken_off_a_subscription_gets_nothing_more(room: Newsroom) -> None:
    """Also not what waits for a second try, or was in the hands of a process that was killed."""
    room.follow(subscription(to=("ben@example.org", "ana@example.org")))
    down = replace(room.config.mail, transport="command", command="/no/such/program")
    up, room.config = room.config.mail, replace(room.config, mail=down)
    room.publish(2026, "DNK", "CHL")
    room.send()
    with room.archive.writing() as store:
        claimed = store.outbox.claim(("mail",), iso(room.now))
    assert claimed is not None
    assert claimed.recipient == "ben@example.org"
    room.config = replace(room.config, mail=up)
    room.follow(subscription())

    assert room.send() == [BOTH]
    states = [(row.recipient, row.state) for row in room.archive.store.outbox.rows()]
    assert states == [("ben@example.org", "dropped"), ("ana@example.org", "sent")]


def test_what_waits_for_a_subscription_that_got_another_name_goes_out(room: Newsroom) -> None:
    """It was decided; the new name starts from now."""
    down = replace(room.config.mail, transport="command", command="/no/such/program")
    up, room.config = room.config.mail, replace(room.config, mail=down)
    room.publish(2026, "DNK", "CHL")
    room.send()
    room.config = replace(room.config, mail=up)
    room.follow(subscription(name="newsdesk"))

    assert room.send() == [BOTH]


def test_a_receiver_that_asks_for_thirty_years_is_asked_again_tomorrow(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wish puts a message off, and does not lose it."""
    monkeypatch.setenv("TIPDIFF_WEBHOOK_SECRET", "a secret of sixteen")
    busy = Answer(status=503, headers=(("Retry-After", "999999999"),))
    fetch = replace(room.config.fetch, allow_addresses=("127.0.0.1",))
    room.config = replace(room.config, fetch=fetch)
    with Server(lambda seen: busy) as server:
        room.follow(subscription(to=(), webhook=server.url))
        room.publish(2026, "DNK", "CHL")
        room.delivered()

    (row,) = room.archive.store.outbox.rows()
    assert datetime.fromisoformat(row.next_at) == room.now + timedelta(days=1)


def test_what_is_gathered_is_said(room: Newsroom) -> None:
    """Whoever sends by hand sees why nothing goes out."""
    room.follow(subscription(cadence="release"))
    room.publish(2026, "DNK")

    (gathering,) = room.delivered().decided
    room.publish(2026, "CHL")
    (decided,) = room.delivered().decided

    assert (gathering.what, gathering.told) == ("gathering", "2026: 1 in, 1 not in yet")
    assert decided.what == "decided"

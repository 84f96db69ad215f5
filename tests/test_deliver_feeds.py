"""Atom feeds on the disk: valid for a validator and a feed reader, stable, and harmless."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from tests.newsroom import Newsroom, cut_off, subscription
from tipdiff import keep
from tipdiff.deliver.feeds import Entry, Feed, render, write_feeds
from tipdiff.errors import ArchiveError
from tipdiff.settings import FeedSettings

ATOM = "http://www.w3.org/2005/Atom"
VALIDATOR = Path(__file__).with_name("atom.rb")
needs_validator = pytest.mark.skipif(
    shutil.which("ruby") is None, reason="Ruby (Debian package ruby) is not installed"
)
URL = "https://veldonia.example/tip"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A desk that was told of an edition, with feeds."""
    made = Newsroom(tmp_path, subscription(name="Nordic & Co", countries=("Denmark",)))
    made.config = replace(made.config, feeds=FeedSettings(folder="feeds", url=URL))
    made.publish(2024, "DNK", "CHL")
    made.send()
    made.publish(2025, "DNK", "CHL")
    made.send()
    return made


def files(room: Newsroom) -> dict[str, bytes]:
    """File name to what is in it."""
    folder = room.config.folder / "feeds"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def faults(data: bytes) -> str:
    """What a validator finds wrong with a feed."""
    done = subprocess.run(["ruby", VALIDATOR], input=data, capture_output=True, check=False)
    assert (done.returncode == 0) == (done.stderr == b"")
    return done.stderr.decode()


def read(data: bytes) -> Any:
    """A feed as a feed reader has it; what it finds wrong is raised."""
    parsed = feedparser.parse(data)
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


def test_there_is_a_feed_for_each_subscription_and_each_country(room: Newsroom) -> None:
    """Valid, with its own address, and with the digest as it was sent."""
    found = {name: read(data) for name, data in files(room).items()}

    assert list(found) == ["subscription-nordic-co.atom", "tip-chl.atom", "tip-dnk.atom"]
    told = found["subscription-nordic-co.atom"]
    (row,) = room.archive.store.outbox.rows()
    assert [entry.title for entry in told.entries] == [row.subject]
    assert told.feed.title == "tipdiff: Nordic & Co"
    assert told.feed.links[0].href == f"{URL}/subscription-nordic-co.atom"
    for each in found.values():
        (content,) = each.entries[0].content
        assert content.type == "text/html"
        assert "reported over the past" in content.value or "convicting" in content.value
        assert "<style" not in content.value
        assert "<script" not in content.value


@needs_validator
def test_feeds_are_valid(room: Newsroom) -> None:
    """By the validating parser of Ruby, which says what is left out."""
    made = files(room)

    assert {name: faults(data) for name, data in made.items()} == dict.fromkeys(made, "")
    for tag in (b"id", b"title", b"updated", b"author"):
        broken = made["tip-dnk.atom"].replace(b"<" + tag + b">", b"<!--", 1)
        broken = broken.replace(b"</" + tag + b">", b"-->", 1)
        assert f"tag <{tag.decode()}> is missing" in faults(broken)


def test_nothing_is_written_that_says_the_same(room: Newsroom) -> None:
    """Not after another look, and not after a rebuild."""
    before = files(room)
    again = write_feeds(room.archive, room.config)
    keep.rebuild(room.archive)

    assert (again, write_feeds(room.archive, room.config)) == (0, 0)
    assert files(room) == before


def test_ids_stay_and_a_new_edition_comes_first(room: Newsroom) -> None:
    """What was there keeps its id and its time."""
    before = {name: read(data) for name, data in files(room).items()}
    room.publish(2026, "DNK")
    room.send()
    after = {name: read(data) for name, data in files(room).items()}

    for name in ("subscription-nordic-co.atom", "tip-dnk.atom"):
        first, second = after[name].entries
        (old,) = before[name].entries
        assert (second.id, second.updated) == (old.id, old.updated)
        assert first.updated > second.updated
        assert after[name].feed.id == before[name].feed.id
        assert after[name].feed.updated == first.updated
    assert after["tip-chl.atom"] == before["tip-chl.atom"]


def test_what_is_held_or_dropped_is_in_no_feed_of_a_subscription(room: Newsroom) -> None:
    """Nobody has looked at it yet."""
    room.later(seconds=1)
    room.page("DNK", 2026, cut_off("DNK", 2026))
    assert [each.what for each in room.delivered().decided] == ["held"]

    assert len(read(files(room)["subscription-nordic-co.atom"]).entries) == 1


def test_no_feeds_without_a_folder(tmp_path: Path) -> None:
    """That is the default."""
    room = Newsroom(tmp_path, subscription())
    room.publish(2024, "DNK")
    room.publish(2025, "DNK")

    assert write_feeds(room.archive, room.config) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


def test_a_folder_that_cannot_be_written_is_told(room: Newsroom, tmp_path: Path) -> None:
    """In one line."""
    (tmp_path / "file").write_text("", encoding="ascii")
    room.config = replace(room.config, feeds=FeedSettings(folder="file"))

    with pytest.raises(ArchiveError, match="cannot write the feeds into"):
        write_feeds(room.archive, room.config)


@needs_validator
@pytest.mark.parametrize("text", ["<b>&amp;", "a\x00\x0b\ud800b", "‮evil", "]]>", "x" * 100_000])
def test_nothing_in_a_title_or_a_text_breaks_out(text: str) -> None:
    """Markup is text, and what XML cannot hold is left out."""
    entry = Entry(
        id="urn:uuid:7d1f3a52-5a0e-4c1c-9f5e-3f4a1c0b2e77",
        title=text,
        updated="2026-09-29T12:00:00Z",
        html=f"<p>{text}</p>",
    )
    data = render(Feed(file="a.atom", title=text, entries=(entry,)), "")

    assert faults(data) == ""
    root = etree.fromstring(data)
    assert {element.tag for element in root.iter("*")} == {
        f"{{{ATOM}}}{name}"
        for name in "feed id title updated author name generator entry content".split()
    }

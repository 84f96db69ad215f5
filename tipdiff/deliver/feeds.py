"""Atom feeds (RFC 4287): a file for each subscription and each country, for a web server to show.

File names are made of the operator's own names and of ISO 3166 codes. An entry's id depends on
what it is about, never on how it was read, so that no feed reader sees it twice.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from tipdiff import __version__, countries
from tipdiff.batch import comparison, neighbours
from tipdiff.compare import COMPARER_VERSION
from tipdiff.digest import compose, render_html
from tipdiff.errors import ArchiveError
from tipdiff.report.visible import one_line
from tipdiff.series import DEFAULT
from tipdiff.subscriptions import Subscription, slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tipdiff.archive import Archive
    from tipdiff.batch import Pair
    from tipdiff.config import Config
    from tipdiff.store.outbox import Digested

OURS = UUID("7d1f3a52-5a0e-4c1c-9f5e-3f4a1c0b2e77")
"""The namespace of all ids: made once, at random."""

ENTRIES = 20
"""Of a subscription's feed."""

EDITIONS = 3
"""Of a country's feed."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One piece of news: HTML, and what it is about."""

    id: str
    title: str
    updated: str
    """ISO 8601, UTC."""
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A file, its entries with the newest first."""

    file: str
    title: str
    entries: tuple[Entry, ...]


def write_feeds(archive: Archive, config: Config) -> int:
    """Bring all feeds up to date, each file as a whole; tells how many were written."""
    if not config.feeds.folder:
        return 0
    folder = config.folder / config.feeds.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = (_of_subscriptions, _of_countries)
        return sum(new for feeds in made for new in feeds(archive, config, folder))
    except OSError as error:
        raise ArchiveError(
            f"cannot write the feeds into {folder}: {error.strerror}; make room or make it writable"
        ) from error


def render(feed: Feed, url: str) -> bytes:
    """The file of a feed."""
    from feedgen.feed import FeedGenerator

    atom = FeedGenerator()
    atom.id(_id("feed", url, feed.file))
    atom.title(_plain(feed.title))
    atom.updated(max(entry.updated for entry in feed.entries))
    atom.author(name="tipdiff")
    atom.generator("tipdiff", version=__version__)
    atom.language("en")
    if url:
        atom.link(rel="self", href=f"{url.rstrip('/')}/{feed.file}")
    for entry in feed.entries:
        told = atom.add_entry(order="append")
        told.id(entry.id)
        told.title(_plain(entry.title))
        told.updated(entry.updated)
        told.content(_NOT_XML.sub("", entry.html), type="html")
    made: bytes = atom.atom_str(pretty=True)
    return made


def _of_subscriptions(archive: Archive, config: Config, folder: Path) -> Iterator[bool]:
    for subscription in config.subscriptions:
        name = slug(subscription.name)
        digests = archive.store.outbox.digests(name, ENTRIES)
        if digests:
            feed = Feed(
                file=f"subscription-{name}.atom",
                title=f"tipdiff: {subscription.name}",
                entries=tuple(_told(archive, each) for each in digests),
            )
            yield _written(folder / feed.file, render(feed, config.feeds.url))


def _told(archive: Archive, digest: Digested) -> Entry:
    message = archive.store.outbox.message_of(digest.id)
    return Entry(
        id=_id("digest", digest.subscription, digest.key),
        title=digest.subject,
        updated=digest.created_at,
        html=_html_part(message) if message else escape(digest.subject),
    )


def _html_part(message: bytes) -> str:
    part = BytesParser(policy=policy.default).parsebytes(message).get_body(("html",))
    return "" if part is None else _fragment(part.get_content())


def _of_countries(archive: Archive, config: Config, folder: Path) -> Iterator[bool]:
    """The feed of each country; one whose news is what it was is not worked out again."""
    for series in sorted({DEFAULT, *(each.series for each in config.subscriptions)}):
        every = neighbours(archive, series, config.sources)
        for iso3, group in groupby(every, key=lambda pair: pair.new.iso3):
            pairs = [*group][: -EDITIONS - 1 : -1]
            path = folder / f"{series}-{countries.find(iso3).iso3.lower()}.atom"
            mark = _mark(pairs, config.feeds.url)
            if not _is_marked(path, mark):
                feed = Feed(
                    file=path.name,
                    title=f"tipdiff: {countries.find(iso3).name}",
                    entries=tuple(_compared(archive, pair) for pair in pairs),
                )
                yield _written(path, render(feed, config.feeds.url) + mark)


def _compared(archive: Archive, pair: Pair) -> Entry:
    old, new = pair.old, pair.new
    whole = Subscription(name=new.country, countries=(new.iso3,), series=new.series)
    digest = compose(whole, [comparison(archive, pair)])
    return Entry(
        id=_id("comparison", new.series, new.iso3, str(old.edition), str(new.edition)),
        title=digest.subject,
        updated=new.captured_at,
        html=_fragment(render_html(digest)),
    )


def _mark(pairs: Sequence[Pair], url: str) -> bytes:
    """What the file was made from, as a comment behind it."""
    sides = (f"{pair.old.sha256} {pair.new.sha256} {pair.new.captured_at}" for pair in pairs)
    made = uuid5(OURS, "\0".join((__version__, str(COMPARER_VERSION), url, *sides)))
    return f"<!-- made from {made} -->\n".encode()


def _is_marked(path: Path, mark: bytes) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as file:
        file.seek(-min(len(mark), path.stat().st_size), os.SEEK_END)
        return file.read() == mark


def _written(path: Path, data: bytes) -> bool:
    """Write a file as a whole, unless it says the same already."""
    if path.exists() and path.read_bytes() == data:
        return False
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
    return True


def _id(*parts: str) -> str:
    return uuid5(OURS, "\0".join(parts)).urn


def _plain(text: str) -> str:
    return _NOT_XML.sub("", one_line(text))


def _fragment(page: str) -> str:
    """What is in the body of a page, without style sheets: feed readers have their own."""
    from lxml import html

    body = html.document_fromstring(page).body
    for element in body.xpath("//style"):
        element.drop_tree()
    parts = (html.tostring(element, encoding="unicode") for element in body)
    return "".join((body.text or "", *parts)).strip()

"""What is due becomes digests in the outbox: composed, looked at, rendered, and recorded as one.

A digest, its rows for all recipients and the position they lead to are one transaction.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

import orjson

from tipdiff import due
from tipdiff.batch import comparison as compared
from tipdiff.batch import compute
from tipdiff.deliver.run import iso
from tipdiff.digest import SilentEdit, as_json, compose, message
from tipdiff.hold import is_beyond_recognition, reason_to_hold
from tipdiff.revisions import comparison_of
from tipdiff.store.outbox import OPEN, Decision, Sending
from tipdiff.subscriptions import slug
from tipdiff.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from tipdiff.archive import Archive
    from tipdiff.batch import Pair
    from tipdiff.config import Config
    from tipdiff.digest import Digest
    from tipdiff.due import EditionNews, EditNews
    from tipdiff.model import Comparison
    from tipdiff.store import Entry
    from tipdiff.store.positions import Position
    from tipdiff.subscriptions import Subscription

What = Literal["begun", "gathering", "decided", "held", "nothing to tell", "failed"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What became of a subscription that had something due, or that was new."""

    subscription: str
    what: What
    told: str
    """The subject, the reason why it is held or could not be made, where it starts from, or what
    has come in so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is to be told to a subscription now."""

    subscription: Subscription
    editions: tuple[EditionNews, ...]
    edits: tuple[EditNews, ...]
    gathered: tuple[EditionNews, ...]
    """What is to be told later."""
    positions: dict[str, Position]

    def __bool__(self) -> bool:
        return bool(self.editions or self.edits)


class Desk:
    """Decides for one subscription after the other; what they share is worked out once."""

    def __init__(self, archive: Archive, config: Config, now: datetime) -> None:
        """Take the moment at which everything is decided."""
        self._archive = archive
        self._config = config
        self._clock = clock(config, now)
        self._entries: dict[str, list[Entry]] = {}
        self._edits: dict[str, list[EditNews]] = {}
        self._wording = Wording(archive, config.sources)
        self._compared: dict[tuple[int, int], Comparison] = {}
        self._strange: dict[tuple[str, int], tuple[int, int]] = {}

    def decide(self, subscription: Subscription, *, catch_up: bool = False) -> Iterator[Decided]:
        """Put what is due for a subscription into the outbox; tells what became of it.

        With `catch_up`, the newest edition counts as news also where it was there before the
        subscription began.
        """
        try:
            yield from self._decide(subscription, catch_up=catch_up)
        except Exception as error:
            # One that fails keeps no other from its digest.
            log.exception("%s: no digest could be made", subscription.name)
            told = f"{type(error).__name__}: {error}"
            yield Decided(subscription=subscription.name, what="failed", told=told)

    def _decide(self, subscription: Subscription, *, catch_up: bool) -> Iterator[Decided]:
        begun = self._begin(subscription)
        if begun:
            yield Decided(subscription=subscription.name, what="begun", told=_beginning(begun))
        found = self.due(subscription, catch_up=catch_up)
        if found:
            yield self._record(found)
        elif found.gathered:
            told = _gathered(found.gathered)
            yield Decided(subscription=subscription.name, what="gathering", told=told)

    def due(self, subscription: Subscription, *, catch_up: bool = False) -> Due:
        """What is to be told to a subscription now; nothing is altered."""
        outbox, name = self._archive.store.outbox, slug(subscription.name)
        positions = due.effective(outbox.positions(name), outbox.pending(name))
        if catch_up:
            positions = {iso3: _one_back(position) for iso3, position in positions.items()}
        last = outbox.last_decided(name, iso(self._clock.now))
        entries = self._of_series(subscription.series)
        news = due.edition_news(subscription, entries, positions, self._config.sources, last or "")
        confirmed = self._edits_of(subscription.series) if subscription.revisions else ()
        ripe = due.ripe(subscription, news, last, self._clock)
        return Due(
            subscription=subscription,
            editions=tuple(ripe),
            gathered=tuple(news[len(ripe) :]),
            edits=tuple(
                n
                for n in due.edit_news(confirmed, positions)
                if due.is_ripe_edit(subscription, n, last, self._clock)
            ),
            positions=positions,
        )

    def _begin(self, subscription: Subscription) -> list[Position]:
        """Set where the subscription starts from, of the countries it has no position of."""
        outbox, name = self._archive.store.outbox, slug(subscription.name)
        known = due.effective(outbox.positions(name), outbox.pending(name))
        entries = self._of_series(subscription.series)
        begun = due.beginnings(subscription, entries, known, iso(self._clock.now))
        if begun:
            with self._archive.writing() as store:
                store.outbox.begin(name, begun)
        return begun

    def _record(self, found: Due) -> Decided:
        name, now = found.subscription.name, iso(self._clock.now)
        digest, told, dropped = self._composed(found)
        if digest.is_empty:
            with self._archive.writing() as store:
                store.outbox.advance(slug(name), told)
            return Decided(subscription=name, what="nothing to tell", told=_editions(found))
        held = reason_to_hold(digest.comparisons, self._all_strange(found))
        content = orjson.dumps(as_json(digest))
        decision = Decision(
            subscription=slug(name),
            key=digest.key,
            subject=digest.subject,
            content=content.decode(),
            told=told,
            dropped=dropped,
            sendings=tuple(self._rendered(digest, content)),
            held=held,
        )
        with self._archive.writing() as store:
            is_new = store.outbox.decide(decision, now)
        if not is_new:
            return Decided(subscription=name, what="nothing to tell", told=_editions(found))
        log.info("%s: %s%s", name, digest.subject, f" (held: {held})" if held else "")
        return Decided(
            subscription=name, what="held" if held else "decided", told=held or digest.subject
        )

    def _composed(self, found: Due) -> tuple[Digest, tuple[Position, ...], tuple[Position, ...]]:
        """The digest, and where it leads: when it is told, and when all of it is dropped."""
        comparisons: list[Comparison] = []
        told: list[Position] = []
        dropped: list[Position] = []
        for fresh in (fresh for news in found.editions for fresh in news.fresh):
            own = [due.untold(self._comparison(pair), fresh.told) for pair in fresh.pairs]
            comparisons += own
            told.append(due.reached(fresh, own))
            dropped.append(replace(told[-1], complete=False, told=()))
        for edit in found.edits:
            position = found.positions[edit.revision.new.entry.iso3]
            told.append(due.reached_edit(edit, position))
            dropped.append(told[-1])
        digest = compose(
            found.subscription,
            comparisons,
            [self._edit(edit) for edit in found.edits],
            [each for news in found.editions for each in news.not_compared],
            [each for news in found.editions for each in news.awaited],
        )
        return digest, tuple(told), tuple(dropped)

    def _edit(self, edit: EditNews) -> SilentEdit:
        revision = edit.revision
        return SilentEdit(
            comparison=comparison_of(self._archive, revision),
            before=revision.old.at,
            after=revision.new.at,
        )

    def _rendered(self, digest: Digest, content: bytes) -> Iterator[Sending]:
        subscription = digest.subscription
        for recipient in subscription.to:
            mail = message(digest, recipient, self._config.mail, self._clock.now)
            yield Sending(
                channel="mail",
                recipient=recipient,
                message_id=str(mail["Message-ID"]),
                subject=digest.subject,
                message=mail.as_bytes(),
            )
        if subscription.webhook:
            yield Sending(
                channel="webhook",
                recipient=subscription.webhook,
                message_id=digest.key,
                subject=digest.subject,
                message=content,
            )

    def _of_series(self, series: str) -> list[Entry]:
        if series not in self._entries:
            self._entries[series] = self._archive.store.narratives.entries(series=series)
        return self._entries[series]

    def _edits_of(self, series: str) -> list[EditNews]:
        if series not in self._edits:
            looks = self._archive.store.narratives.looks(series=series)
            self._edits[series] = due.confirmed_edits(looks)
        return self._edits[series]

    def _comparison(self, pair: Pair) -> Comparison:
        key = (pair.old.id, pair.new.id)
        if key not in self._compared:
            self._compared[key] = self._wording.comparison(pair)
        return self._compared[key]

    def _all_strange(self, found: Due) -> dict[int, tuple[int, int]]:
        series = found.subscription.series
        return {news.edition: self._strange_of(series, news.edition) for news in found.editions}

    def _strange_of(self, series: str, edition: int) -> tuple[int, int]:
        """How many countries of an edition are changed beyond recognition, and of how many."""
        key = (series, edition)
        if key not in self._strange:
            pairs = self._wording.neighbours(series, edition)
            for _ in compute(self._archive, pairs):
                pass
            strange = sum(is_beyond_recognition(compared(self._archive, p)) for p in pairs)
            self._strange[key] = (strange, len(pairs))
        return self._strange[key]


def withdraw(archive: Archive, subscriptions: Iterable[Subscription], now: datetime) -> None:
    """Drop what waits for somebody whom a subscription no longer names.

    What waits of a subscription that is gone, or has another name, goes out: it was decided. For
    who holds `Folder.sent_for`: what is called sending is of a process that is dead.
    """
    named = {slug(each.name): {*each.to, each.webhook} for each in subscriptions}
    waiting = archive.store.outbox.rows(OPEN)
    left = [
        row
        for row in waiting
        if row.subscription in named and row.recipient not in named[row.subscription]
    ]
    if left:
        with archive.writing() as store:
            for row in left:
                log.info("not sent to %s, who is no longer a recipient", row.recipient)
                store.outbox.drop(row.id, iso(now), "no longer a recipient of the subscription")


def clock(config: Config, now: datetime) -> due.Clock:
    """The moment, with what the configuration says of time."""
    return due.Clock(
        now=now,
        zone=ZoneInfo(config.schedule.time_zone),
        quiet=timedelta(hours=config.mail.quiet_hours),
        hour=config.mail.hour,
        weekday=config.mail.weekday,
    )


def _one_back(position: Position) -> Position:
    """A position from which the newest edition is news, where nothing was told so far."""
    return position if position.evidence else replace(position, edition=position.edition - 1)


def _beginning(positions: Sequence[Position]) -> str:
    editions = Counter(position.edition for position in positions)
    told = ", ".join(f"{edition} ({n})" for edition, n in sorted(editions.items(), reverse=True))
    return f"gets what comes after the editions there are of its countries: {told}"


def _gathered(news: Iterable[EditionNews]) -> str:
    told = (f"{n.edition}: {len(n.fresh)} in, {len(n.awaited)} not in yet" for n in news)
    return "; ".join(told)


def _editions(found: Due) -> str:
    editions: Iterable[str] = (str(news.edition) for news in found.editions)
    return ", ".join(editions) or "silent edits"

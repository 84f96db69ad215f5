"""What is news to a subscription, and when it is told: pure functions of archive and position.

A subscription starts from where the archive stands when it is first looked at: what was there
before is never told. From then on every edition behind its position is news, once; what makes it
news are countries, editions and bytes, so that reading the same bytes anew never is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from tipdiff.digest.pairs import wanted
from tipdiff.revisions import revisions
from tipdiff.settings import WEEKDAYS
from tipdiff.store.positions import Position
from tipdiff.tables.formulae import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from tipdiff.batch import Pair
    from tipdiff.digest import NotCompared
    from tipdiff.model import Change, Comparison, Country
    from tipdiff.revisions import Revision
    from tipdiff.store import Entry, Look
    from tipdiff.subscriptions import Subscription

STRAIGHT = ("immediate", "release")
"""Cadences that tell of a silent edit as soon as it is confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The moment, and what the operator set about time."""

    now: datetime
    zone: ZoneInfo
    quiet: timedelta
    """How long no country may come in before an edition that is not complete is told."""
    hour: int
    weekday: str

    def slot(self, cadence: str) -> datetime:
        """The last moment at which a daily or weekly digest was to go out."""
        here = self.now.astimezone(self.zone)
        slot = here.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        if slot > here:
            slot -= timedelta(days=1)
        if cadence == "weekly":
            slot -= timedelta(days=(slot.weekday() - WEEKDAYS.index(self.weekday)) % 7)
        return slot.astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A country's narrative of an edition that a subscription has not been told of."""

    pairs: tuple[Pair, ...]
    """The new narrative with each of those that the subscription compares it with."""
    told: frozenset[str] = frozenset()
    """What was told of it already, from partial copies."""

    @property
    def new(self) -> Entry:
        """The new narrative."""
        return self.pairs[0].new


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionNews:
    """What an edition has for a subscription that it has not been told of."""

    edition: int
    fresh: tuple[Fresh, ...]
    not_compared: tuple[NotCompared, ...] = ()
    awaited: tuple[Country, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditNews:
    """A silent edit that was confirmed by a later look."""

    revision: Revision
    known_at: str
    """ISO 8601, UTC: the look that confirmed it."""


def effective(stored: Iterable[Position], pending: Iterable[Position]) -> dict[str, Position]:
    """Where a subscription will stand of each country when all that is decided is sent."""
    positions: dict[str, Position] = {}
    for position in (*stored, *pending):
        before = positions.get(position.iso3)
        positions[position.iso3] = before.then(position) if before else position
    return positions


def beginnings(
    subscription: Subscription,
    entries: Iterable[Entry],
    positions: Mapping[str, Position],
    now: str,
) -> list[Position]:
    """Where a subscription starts from, of each country it follows and has no position of."""
    followed = subscription.followed - positions.keys()
    newest: dict[str, int] = {}
    for entry in entries:
        if entry.iso3 in followed:
            newest[entry.iso3] = max(entry.edition, newest.get(entry.iso3, 0))
    return [
        Position(series=subscription.series, iso3=iso3, edition=edition, looked_until=now)
        for iso3, edition in newest.items()
    ]


def edition_news(
    subscription: Subscription,
    entries: Sequence[Entry],
    positions: Mapping[str, Position],
    sources: Sequence[str],
    last_told: str,
) -> list[EditionNews]:
    """What each edition has that the subscription has not been told of, the oldest first."""
    found = (
        _of_edition(subscription, entries, positions, sources, edition, last_told)
        for edition in sorted(_editions(entries, positions))
    )
    return [news for news in found if news.fresh]


def confirmed_edits(looks: Sequence[Look]) -> list[EditNews]:
    """Every silent edit that a later look has confirmed."""
    own: dict[tuple[str, int, str, int | None], list[str]] = {}
    for look in looks:
        own.setdefault(_wording(look.entry), []).append(look.at)
    found = []
    for revision in revisions(looks):
        times = own[_wording(revision.new.entry)]
        again = min((at for at in times if at > revision.new.at), default=None)
        if revision.confirmed and again is not None:
            found.append(EditNews(revision=revision, known_at=again))
    return found


def edit_news(confirmed: Iterable[EditNews], positions: Mapping[str, Position]) -> list[EditNews]:
    """The silent edits that a subscription has not been told of.

    An edition that it has not been told of yet is told first.
    """
    return [news for news in confirmed if _is_news_of_edit(news, positions)]


def is_ripe(
    subscription: Subscription, news: EditionNews, last_decided: str | None, clock: Clock
) -> bool:
    """Whether an edition's news is to be told now."""
    arrivals = [datetime.fromisoformat(fresh.new.captured_at) for fresh in news.fresh]
    if subscription.cadence == "release":
        return not news.awaited or max(arrivals) + clock.quiet <= clock.now
    return subscription.cadence == "immediate" or _is_slot_over(
        subscription.cadence, min(arrivals), last_decided, clock
    )


def ripe(
    subscription: Subscription,
    news: Sequence[EditionNews],
    last_decided: str | None,
    clock: Clock,
) -> Sequence[EditionNews]:
    """The editions to be told now: with one, all before it, which are no news behind it."""
    ends = (n for n, each in enumerate(news, 1) if is_ripe(subscription, each, last_decided, clock))
    return news[: max(ends, default=0)]


def is_ripe_edit(
    subscription: Subscription, news: EditNews, last_decided: str | None, clock: Clock
) -> bool:
    """Whether a silent edit is to be told now."""
    known = datetime.fromisoformat(news.known_at)
    return subscription.cadence in STRAIGHT or _is_slot_over(
        subscription.cadence, known, last_decided, clock
    )


def reached(fresh: Fresh, comparisons: Iterable[Comparison]) -> Position:
    """Where a subscription stands of a country once it has been told of this narrative."""
    sides = [side for pair in fresh.pairs for side in (pair.old, pair.new)]
    complete = not any(side.partial for side in sides)
    told = {key for comparison in comparisons for key in content_keys(comparison)}
    return Position(
        series=fresh.new.series,
        iso3=fresh.new.iso3,
        edition=fresh.new.edition,
        complete=complete,
        evidence=_evidence(fresh.pairs),
        told=() if complete else tuple(sorted(told | fresh.told)),
    )


def reached_edit(news: EditNews, position: Position) -> Position:
    """Where a subscription stands of a country once it has been told of a silent edit."""
    return replace(position, looked_until=max(position.looked_until, news.known_at))


def untold(comparison: Comparison, told: frozenset[str]) -> Comparison:
    """The comparison without what was told already, from a copy that held only a part."""
    if not told:
        return comparison
    outcomes = (
        replace(change, significance=0) if content_key(comparison, change) in told else change
        for change in comparison.outcomes
    )
    headlines = (c for c in comparison.headlines if content_key(comparison, c) not in told)
    return replace(comparison, outcomes=tuple(outcomes), headlines=tuple(headlines))


def content_keys(comparison: Comparison) -> Iterator[str]:
    """What each change says, as keys that do not depend on where it stands."""
    return (content_key(comparison, change) for change in comparison.changes)


def content_key(comparison: Comparison, change: Change) -> str:
    """The same for a change that says the same of the same editions, whatever the copies."""
    old, new = comparison.old, comparison.new
    said = (
        new.country.iso3,
        str(old.edition),
        str(new.edition),
        change.slug,
        fold(" ".join(old.statement(place).text for place in change.old)),
        fold(" ".join(new.statement(place).text for place in change.new)),
    )
    return sha256("\0".join(said).encode()).hexdigest()[:16]


def _editions(entries: Iterable[Entry], positions: Mapping[str, Position]) -> set[int]:
    """The editions that may have something to tell."""
    return {
        entry.edition
        for entry in entries
        if entry.iso3 in positions
        and (entry.edition, not positions[entry.iso3].complete)
        > (positions[entry.iso3].edition, False)
    }


def _of_edition(
    subscription: Subscription,
    entries: Sequence[Entry],
    positions: Mapping[str, Position],
    sources: Sequence[str],
    edition: int,
    last_told: str,
) -> EditionNews:
    found = wanted(subscription, entries, edition, sources)
    arrived = {e.iso3: e.captured_at for e in entries if e.edition == edition}
    fresh = []
    for iso3, group in groupby(found.pairs, key=lambda pair: pair.new.iso3):
        pairs = tuple(group)
        if iso3 in positions and _is_news(positions[iso3], pairs):
            again = positions[iso3].edition == edition
            told = frozenset(positions[iso3].told if again else ())
            fresh.append(Fresh(pairs=pairs, told=told))
    return EditionNews(
        edition=edition,
        fresh=tuple(fresh),
        not_compared=tuple(
            each for each in found.not_compared if arrived.get(each.country.iso3, "") > last_told
        ),
        awaited=found.awaited,
    )


def _is_news(position: Position, pairs: Sequence[Pair]) -> bool:
    """Whether the edition is behind the position, or was told from other, partial copies."""
    if pairs[0].new.edition != position.edition:
        return pairs[0].new.edition > position.edition
    whole = not any(side.partial for pair in pairs for side in (pair.old, pair.new))
    return whole and not position.complete and _evidence(pairs) != position.evidence


def _evidence(pairs: Iterable[Pair]) -> str:
    """The bytes that are compared."""
    return ":".join(sorted({side.sha256 for pair in pairs for side in (pair.old, pair.new)}))


def _is_slot_over(cadence: str, since: datetime, last_decided: str | None, clock: Clock) -> bool:
    """Whether a daily or weekly moment lies between the news and now, unused so far."""
    slot = clock.slot(cadence)
    return slot >= since and (last_decided is None or slot > datetime.fromisoformat(last_decided))


def _wording(entry: Entry) -> tuple[str, int, str, int | None]:
    return entry.iso3, entry.edition, entry.source, entry.wording


def _is_news_of_edit(news: EditNews, positions: Mapping[str, Position]) -> bool:
    entry = news.revision.new.entry
    position = positions.get(entry.iso3)
    return (
        position is not None
        and entry.edition <= position.edition
        and news.known_at > position.looked_until
    )

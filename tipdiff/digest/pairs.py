"""Which narratives a subscription wants compared, of those that the archive has."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tipdiff import countries
from tipdiff.batch import Pair, comparisons
from tipdiff.digest.compose import Digest, NotCompared, compose
from tipdiff.store.narratives import preferred
from tipdiff.subscriptions import PREVIOUS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipdiff.archive import Archive
    from tipdiff.model import Country
    from tipdiff.store import Entry
    from tipdiff.subscriptions import Subscription


class Wanted(NamedTuple):
    """What an edition has for a subscription."""

    pairs: tuple[Pair, ...]
    not_compared: tuple[NotCompared, ...]
    awaited: tuple[Country, ...]
    """Countries of the edition before that are not in this one yet."""


def wanted(
    subscription: Subscription, entries: Iterable[Entry], edition: int, sources: Sequence[str]
) -> Wanted:
    """The pairs to compare for an edition, and the countries it has no pair for."""
    pairs: list[Pair] = []
    lacking: list[NotCompared] = []
    awaited: list[Country] = []
    for iso3, copies in _by_country(subscription, entries, sources):
        country = countries.find(iso3)
        new = copies.get(edition)
        earlier = [year for year in copies if year < edition]
        if new is None:
            if earlier and max(earlier) == edition - 1:
                awaited.append(country)
            continue
        for word in subscription.editions:
            year = max(earlier, default=None) if word == PREVIOUS else int(word)
            if year in earlier:
                pairs.append(Pair(old=copies[year], new=new))
            else:
                lacking.append(NotCompared(country, _reason(year, edition)))
    return Wanted(tuple(pairs), tuple(lacking), tuple(awaited))


def newest(subscription: Subscription, entries: Iterable[Entry]) -> int | None:
    """The newest edition that there is of the countries followed."""
    followed = subscription.followed
    return max((entry.edition for entry in entries if entry.iso3 in followed), default=None)


def preview(archive: Archive, subscription: Subscription, sources: Sequence[str]) -> Digest:
    """What the subscription would get now: the newest edition of all countries it follows."""
    entries = archive.store.narratives.entries(series=subscription.series)
    edition = newest(subscription, entries)
    if edition is None:
        return compose(subscription, ())
    found = wanted(subscription, entries, edition, sources)
    return compose(
        subscription,
        comparisons(archive, found.pairs),
        not_compared=found.not_compared,
        awaited=found.awaited,
    )


def _by_country(
    subscription: Subscription, entries: Iterable[Entry], sources: Sequence[str]
) -> Iterator[tuple[str, dict[int, Entry]]]:
    """The preferred copy of each edition of each country followed."""
    followed = subscription.followed
    own = sorted((e for e in entries if e.iso3 in followed), key=_place)
    for iso3, of_country in groupby(own, key=lambda entry: entry.iso3):
        editions = groupby(of_country, key=lambda entry: entry.edition)
        copies = ((year, preferred(each, sources)) for year, each in editions)
        yield iso3, {year: entry for year, entry in copies if entry is not None}


def _place(entry: Entry) -> tuple[str, str, int]:
    return entry.country, entry.iso3, entry.edition


def _reason(year: int | None, edition: int) -> str:
    if year is None:
        return f"the archive has no edition before {edition}"
    if year >= edition:
        return f"{year} is not before {edition}"
    return f"the archive has no {year} edition"

"""Which narratives a subscription wants compared, of those that the archive has."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tipdiff import countries
from tipdiff.batch import Pair
from tipdiff.digest.compose import NotCompared, compose
from tipdiff.store.narratives import preferred
from tipdiff.subscriptions import PREVIOUS
from tipdiff.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipdiff.archive import Archive
    from tipdiff.digest.compose import Digest
    from tipdiff.model import Country, SeriesName
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


def previews(
    archive: Archive, subscriptions: Sequence[Subscription], sources: Sequence[str]
) -> Iterator[Digest]:
    """What each would get now: the newest edition of all countries it follows.

    A comparison that several want is made once.
    """
    of_series = {name: _entries(archive, name) for name in {each.series for each in subscriptions}}
    plans = [_newest(each, of_series[each.series], sources) for each in subscriptions]
    wording = Wording(archive, sources)
    every = dict.fromkeys(pair for plan in plans for pair in plan.pairs)
    compared = {pair: wording.comparison(pair) for pair in every}
    for subscription, plan in zip(subscriptions, plans, strict=True):
        yield compose(
            subscription,
            [compared[pair] for pair in plan.pairs],
            not_compared=plan.not_compared,
            awaited=plan.awaited,
        )


def _entries(archive: Archive, name: SeriesName) -> list[Entry]:
    return archive.store.narratives.entries(series=name)


def _newest(subscription: Subscription, entries: Sequence[Entry], sources: Sequence[str]) -> Wanted:
    """What the newest edition that there is of the countries followed has for a subscription."""
    followed = subscription.followed
    editions = [entry.edition for entry in entries if entry.iso3 in followed]
    if not editions:
        return Wanted((), (), ())
    return wanted(subscription, entries, max(editions), sources)


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

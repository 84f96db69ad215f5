"""What a subscriber is told: the changes that a subscription asked for, of all its countries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipdiff.digest.sheet import Sheet
    from tipdiff.model import Change, Comparison, Country, Place
    from tipdiff.subscriptions import Subscription


class NotCompared(NamedTuple):
    """A country that could not be compared, and why."""

    country: Country
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentEdit:
    """Words of one narrative that its source changed after it had published them."""

    comparison: Comparison
    before: str
    """The last look at the words before: ISO 8601, UTC."""
    after: str
    """The first look at the words after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A comparison, and those of its changes that are told."""

    comparison: Comparison
    changes: tuple[Change, ...]
    """The most significant first."""
    smaller: int = 0
    """How many were asked for but are less significant than the subscription wants to see."""
    others: int = 0
    """How many were not asked for."""


@dataclass(frozen=True, kw_only=True)
class Digest:
    """All that one message says; made by `compose`."""

    subscription: Subscription
    news: tuple[News, ...] = ()
    """Every comparison, by country and edition, also of countries in which nothing changed."""
    edits: tuple[News, ...] = ()
    """The same for the silent edits, in the order of `revisions`."""
    revisions: tuple[SilentEdit, ...] = ()
    not_compared: tuple[NotCompared, ...] = ()
    awaited: tuple[Country, ...] = ()
    """Countries whose narrative of the newest edition has not come in yet."""

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """What was compared between editions."""
        return tuple(each.comparison for each in self.news)

    @property
    def told(self) -> tuple[News, ...]:
        """The comparisons with changes to tell of."""
        return tuple(each for each in self.news if each.changes)

    @property
    def series(self) -> str:
        """The family of reports."""
        return self.subscription.series

    @cached_property
    def editions(self) -> tuple[int, ...]:
        """The editions it tells of, the newest first."""
        every = [each.comparison.new.edition for each in (*self.news, *self.edits)]
        return tuple(sorted(set(every), reverse=True))

    @property
    def complete(self) -> bool:
        """Whether all countries that are followed are in it."""
        return not self.awaited

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell: such a digest is not sent."""
        return not (self.told or any(each.changes for each in self.edits))

    @cached_property
    def key(self) -> str:
        """The same for the same news to the same subscription, on any day and machine.

        It is made of what changed alone: a page captured again, or the list of what could not be
        compared, makes no other digest. An edit that was undone and made again is another one.
        """
        told = zip(self.revisions, self.edits, strict=True)
        moments = [edit.after for edit, news in told if news.changes]
        edited = [*zip(moments, _said(self.edits), strict=True)]
        said = [self.subscription.name, self.series, [*_said(self.news)], edited]
        return sha256(json.dumps(said).encode()).hexdigest()[:32]

    @cached_property
    def subject(self) -> str:
        """The news in one line."""
        from tipdiff.digest.subject import subject

        return subject(self)

    @cached_property
    def page(self) -> tuple[Sheet, str]:
        """What both parts of the message are drawn from, and its HTML part."""
        from tipdiff.digest.html import fitted

        return fitted(self)


def compose(
    subscription: Subscription,
    comparisons: Iterable[Comparison],
    revisions: Iterable[SilentEdit] = (),
    not_compared: Iterable[NotCompared] = (),
    awaited: Iterable[Country] = (),
) -> Digest:
    """The digest of a subscription: of what is given, what it follows and asked for."""
    followed = [each for each in comparisons if subscription.follows(each)]
    edited = [
        each
        for each in revisions
        if subscription.revisions and subscription.follows(each.comparison)
    ]
    return Digest(
        subscription=subscription,
        news=tuple(
            _news(subscription, comparison) for comparison in sorted(followed, key=_by_country)
        ),
        edits=tuple(_edits(subscription, each.comparison) for each in edited),
        revisions=tuple(edited),
        not_compared=tuple(
            each for each in not_compared if each.country.iso3 in subscription.followed
        ),
        awaited=tuple(each for each in awaited if each.iso3 in subscription.followed),
    )


def _by_country(comparison: Comparison) -> tuple[str, int, int]:
    return comparison.new.country.name, -comparison.new.edition, -comparison.old.edition


def _news(subscription: Subscription, comparison: Comparison) -> News:
    selection, least = subscription.selection, subscription.significance
    every = [c for c in (*comparison.headlines, *comparison.outcomes) if c.significance > 0]
    asked = [c for c in every if selection.takes(c)]
    told = sorted((c for c in asked if c.significance >= least), key=_by_weight)
    return News(
        comparison=comparison,
        changes=tuple(told),
        smaller=len(asked) - len(told),
        others=len(every) - len(asked),
    )


def _by_weight(change: Change) -> tuple[int, tuple[Place, ...], str]:
    return -change.significance, change.new or change.old, change.id


def _edits(subscription: Subscription, comparison: Comparison) -> News:
    """A silent edit is told whole, however small, if it is in a section that was asked for."""
    from tipdiff.revisions import edits

    sections = subscription.sections
    told = tuple(c for c in edits(comparison) if not sections or c.section in sections)
    return News(comparison=comparison, changes=told)


def _said(news: Iterable[News]) -> Iterator[tuple[str, int, int, list[str]]]:
    for each in news:
        if each.changes:
            old, new = each.comparison.old, each.comparison.new
            ids = [change.id for change in each.changes]
            yield new.country.iso3, old.edition, new.edition, ids

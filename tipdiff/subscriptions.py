"""Who gets which digest: the [[subscriptions]] of config.toml, each field checked and normalised.

A subscription follows countries; of their changes it takes those of its kinds, sections and
significance. Names become codes here, so that everything behind compares codes alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from tipdiff import series
from tipdiff.accents import without_accents
from tipdiff.addresses import mailbox
from tipdiff.errors import Unfit, UsageError
from tipdiff.settings import setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipdiff.model import Change, Comparison
    from tipdiff.report.select import Selection

Cadence = Literal["release", "immediate", "daily", "weekly"]
CADENCES: tuple[Cadence, ...] = ("release", "immediate", "daily", "weekly")
PREVIOUS = "previous"
LONGEST_NAME = 60
"""A name goes into headers."""
LONGEST_SLUG = 60
"""A slug is a label of a domain (at most 63, RFC 1035), and a part of file names."""

_JOINER = re.compile("(?<=[^\\s\u200c\u200d])[\u200c\u200d]")
"""What joins or parts two letters of Indic scripts and Persian, or makes one emoji of several."""


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """Who gets the digest of which changes, and when."""

    name: str = setting("", "What it is called: in its mails, its feed and on the command line.")
    to: tuple[str, ...] = setting((), 'E-mail addresses, like ["desk@example.org"].')
    countries: tuple[str, ...] = setting(
        (), "Names or ISO 3166 codes; neither these nor regions: all countries."
    )
    regions: tuple[str, ...] = setting(
        (), "Regional groups of the report, besides the countries: AF, EAP, EUR, NEA, SCA, WHA."
    )
    tiers: tuple[str, ...] = setting(
        (), "Of these countries only those on such a tier in either edition: 1, 2, 2WL, 3, special."
    )
    kinds: tuple[str, ...] = setting(
        (), "Only these changes, as `tipdiff diff --only` takes them; none: all."
    )
    significance: int = setting(
        20, "Smaller changes are counted only; the README has the weights. 0 shows them all."
    )
    sections: tuple[str, ...] = setting(
        (), "Only these sections, as `tipdiff diff --section` takes them; none: all."
    )
    editions: tuple[str, ...] = setting(
        (PREVIOUS,),
        'What a new edition is compared with: "previous", the one before, or a year, like "2019".',
    )
    cadence: str = setting(
        "release",
        "When: release (gathered until the edition is complete, or none came in for some time),\n"
        "immediate, daily or weekly.",
    )
    revisions: bool = setting(
        True, "Also tell of silent edits: words that changed after they were published."
    )
    webhook: str = setting(
        "", "An address that gets the same as JSON, signed with $TIPDIFF_WEBHOOK_SECRET."
    )
    series: str = setting(series.DEFAULT, "Which series of reports.")

    @cached_property
    def followed(self) -> frozenset[str]:
        """The ISO 3166 codes of the countries it follows."""
        from tipdiff import countries
        from tipdiff.tables.regions import REGIONS

        if not (self.countries or self.regions):
            return frozenset(country.iso3 for country in countries.every())
        of_regions = (region.countries for region in REGIONS if region.code in self.regions)
        return frozenset(self.countries).union(*of_regions)

    @cached_property
    def selection(self) -> Selection:
        """The kinds of change and the sections it asked for."""
        from tipdiff.report.select import select

        return select(self.sections, self.kinds)

    def follows(self, comparison: Comparison) -> bool:
        """Whether the comparison is of a country it follows, on a tier it follows."""
        tiers = {comparison.old.tier, comparison.new.tier}
        return (
            comparison.new.series == self.series
            and comparison.new.country.iso3 in self.followed
            and (not self.tiers or bool(tiers.intersection(self.tiers)))
        )

    def takes(self, change: Change) -> bool:
        """Whether the change is one of those it asked for, and significant enough."""
        return change.significance >= self.significance and self.selection.takes(change)


def checked(subscription: Subscription) -> Subscription:
    """The subscription with names turned into codes.

    Raises UsageError, with "did you mean", for a field that makes no sense.
    """
    from tipdiff.report.select import select

    _check_name(subscription.name)
    if not (subscription.to or subscription.webhook):
        raise UsageError('to is missing: give at least one address, like ["desk@example.org"]')
    if subscription.webhook:
        _check_url(subscription.webhook)
    chosen = select(subscription.sections, subscription.kinds)
    if not 0 <= subscription.significance <= 100:
        raise UsageError("significance must be from 0 to 100")
    return replace(
        subscription,
        to=_unique(_addresses(subscription.to)),
        countries=_unique(_country(name) for name in subscription.countries),
        regions=_unique(one_of("region", name, region_names()) for name in subscription.regions),
        tiers=_unique(one_of("tier", name, tier_names()) for name in subscription.tiers),
        kinds=chosen.only,
        sections=chosen.sections,
        editions=_unique(_edition(word) for word in subscription.editions) or (PREVIOUS,),
        cadence=one_of("cadence", subscription.cadence, {name: name for name in CADENCES}),
        series=series.find(subscription.series).name,
    )


def check_distinct(subscriptions: Iterable[Subscription]) -> None:
    """Raise UsageError where two subscriptions have one name: positions are kept by name."""
    seen: dict[str, str] = {}
    for subscription in subscriptions:
        key = slug(subscription.name)
        if key in seen:
            raise UsageError(
                f"two subscriptions are called {subscription.name!r} and {seen[key]!r}; "
                "give each a name of its own"
            )
        seen[key] = subscription.name


def named(subscriptions: Sequence[Subscription], name: str) -> Subscription:
    """The subscription of that name, however it is spelled; UsageError where there is none."""
    by_slug = {slug(each.name): each for each in subscriptions}
    if slug(name) in by_slug:
        return by_slug[slug(name)]
    if not by_slug:
        raise UsageError(
            f"no subscription is called {name!r}: config.toml has no [[subscriptions]]"
        )
    near = get_close_matches(slug(name), by_slug, n=1, cutoff=0.5)
    known = ", ".join(repr(each.name) for each in subscriptions)
    hint = f"did you mean {by_slug[near[0]].name!r}?" if near else f"there are {known}"
    raise UsageError(f"no subscription is called {name!r}; {hint}")


def slug(name: str) -> str:
    """The name in small letters, digits and hyphens: for headers and file names.

    Letters that ASCII lacks are spelled by their code point, so that no two names become one; a
    long slug ends with a digest of all of it.
    """
    plain = without_accents(name.casefold())
    spelled = "".join(c if c.isascii() or not c.isalnum() else f" u{ord(c):x} " for c in plain)
    whole = re.sub(r"[^a-z0-9]+", "-", spelled).strip("-")
    if len(whole) <= LONGEST_SLUG:
        return whole
    return f"{whole[: LONGEST_SLUG - 9].rstrip('-')}-{sha256(whole.encode()).hexdigest()[:8]}"


def _addresses(addresses: Iterable[str]) -> list[str]:
    return [mailbox(address) for address in addresses]


def _check_url(url: str) -> None:
    from tipdiff.fetch.hosts import host_of

    if not (url.isprintable() and " " not in url):
        raise UsageError(f"webhook must be an address without spaces or line ends, not {url!r}")
    try:
        host_of(url)
    except Unfit as error:
        raise UsageError(f"webhook: {error}") from error


def _check_name(name: str) -> None:
    if not slug(name):
        raise UsageError("name is missing: give one with a letter or a digit")
    if len(name) > LONGEST_NAME or not _JOINER.sub("", name).isprintable():
        raise UsageError(f"name must be one line of at most {LONGEST_NAME} visible characters")


def _country(name: str) -> str:
    from tipdiff import countries

    return countries.find(name).iso3


def _edition(word: str) -> str:
    if word == PREVIOUS or re.fullmatch("[0-9]{4}", word):
        return word
    raise UsageError(f'editions must be "{PREVIOUS}" or years like "2019", not {word!r}')


def region_names() -> dict[str, str]:
    """The codes of regions by all that they may be called."""
    from tipdiff.tables.regions import REGIONS

    return {name: region.code for region in REGIONS for name in (region.code, region.name)}


def tier_names() -> dict[str, str]:
    """The tiers by all that they may be called."""
    from tipdiff.tables.tiers import TIER_NAMES

    return {name: tier for tier, full in TIER_NAMES.items() for name in (tier, full)}


def one_of(what: str, word: str, known: dict[str, str]) -> str:
    """The value that a word stands for, whatever its case."""
    by_key = {name.casefold(): value for name, value in known.items()}
    if word.casefold() in by_key:
        return by_key[word.casefold()]
    near = get_close_matches(word.casefold(), by_key, n=1)
    values = dict.fromkeys(known.values())
    hint = f"did you mean {by_key[near[0]]!r}?" if near else f"known are {', '.join(values)}"
    raise UsageError(f"there is no {what} {word!r}; {hint}")


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))

"""The Watch List clock: years in a row, waivers, and what the law says may come next.

A pure function of a country's tiers by edition; the rules are those of tables/watch_list.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.tables.watch_list import (
    FIRST_COUNTED,
    FREE_YEARS,
    LIMITS,
    REENTRY_SINCE,
    RULES,
    WAIVERS,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from tipdiff.model import Tier
    from tipdiff.tables.watch_list import Case

WATCH_LIST: Tier = "2WL"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stand:
    """Where a country stands, for the rules to look at."""

    country: str
    tiers: Mapping[int, Tier]
    edition: int
    years: tuple[int, ...]
    count: int
    at_least: bool

    @property
    def came_back(self) -> bool:
        """Whether the re-entry rule may apply."""
        return self.edition + 1 >= REENTRY_SINCE and _came_back(self.tiers, self.years[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What may come in an edition, with the law that says so."""

    rule: str
    edition: int
    """The edition it applies to; of restrictions, the fiscal year."""
    text: str
    cite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Where a country stands as of an edition."""

    edition: int
    tier: Tier
    years: tuple[int, ...]
    """Editions in a row on the Watch List, up to this one; none where it is on another tier."""
    count: int
    """How many years in a row: with those, not known themselves, that a waiver shows."""
    at_least: bool
    """Whether the edition before is not known: there may be more."""
    limit: int
    """Years in a row that the next edition allows, with waivers."""
    outlook: tuple[Outlook, ...]
    notes: tuple[str, ...] = ()


def clock(
    country: str,
    tiers: Mapping[int, Tier],
    edition: int,
    *,
    waivers: Collection[int] = (),
    moved: Collection[int] = (),
) -> Clock | None:
    """The clock of a country by its effective tiers; None where the edition's is not known.

    `waivers` are the editions with a waiver; `moved` those of which it is told that the tier was
    another one in the edition before, whether that one is known or not.
    """
    tier = tiers.get(edition)
    if tier is None:
        return None
    years = streak(tiers, edition)
    at_least = (
        bool(years)
        and years[0] > FIRST_COUNTED
        and years[0] - 1 not in tiers
        and years[0] not in moved
    )
    count = len(years) + (_hidden(years, waivers) if at_least else 0)
    stand = _Stand(
        country=country, tiers=tiers, edition=edition, years=years, count=count, at_least=at_least
    )
    return Clock(
        edition=edition,
        tier=tier,
        years=years,
        count=count,
        at_least=at_least,
        limit=limit_of(edition + 1),
        outlook=tuple(_outlook(stand)),
        notes=tuple(_notes(stand)) if years else (),
    )


def streak(tiers: Mapping[int, Tier], edition: int) -> tuple[int, ...]:
    """The editions in a row on the Watch List that end with this one, from 2009 on."""
    first = edition
    while first >= FIRST_COUNTED and tiers.get(first) == WATCH_LIST:
        first -= 1
    return tuple(range(first + 1, edition + 1))


def limit_of(edition: int) -> int:
    """Years in a row that this edition allows, with waivers."""
    return next(row.years for row in reversed(LIMITS) if edition >= row.since or row is LIMITS[0])


def has_memorandum(iso3: str, edition: int) -> bool:
    """Whether a memorandum of justification gives the country a waiver for that edition."""
    return any(row.edition == edition and iso3 in row.countries.split() for row in WAIVERS)


def _hidden(years: tuple[int, ...], waivers: Collection[int]) -> int:
    """Years in a row before those known: a waiver comes after two years without one."""
    first = min((year for year in years if year in waivers), default=None)
    return 0 if first is None else max(0, FREE_YEARS + 1 - (first - years[0] + 1))


def _outlook(stand: _Stand) -> Iterator[Outlook]:
    coming = stand.edition + 1
    said = {
        "country": stand.country,
        "edition": stand.edition,
        "next": coming,
        "years": stand.count,
        "limit": limit_of(coming),
    }
    cases = tuple(_cases(stand))
    for rule in RULES:
        if rule.case in cases:
            text = rule.text.format(**said)
            yield Outlook(rule=rule.name, edition=coming, text=text, cite=rule.cite)


def _cases(stand: _Stand) -> Iterator[Case]:
    if stand.tiers[stand.edition] == "3":
        yield "tier 3"
    if not stand.years:
        return
    yield "always"
    if stand.count == 1 and stand.came_back:
        yield "re-entry"
    elif stand.count < FREE_YEARS:
        yield "first"
    else:
        yield "waivable" if stand.count < limit_of(stand.edition + 1) else "exhausted"


def _came_back(tiers: Mapping[int, Tier], first: int) -> bool:
    """Whether two years on the list and then Tier 3 came before, and no better tier since."""
    fell = False
    for year in sorted((year for year in tiers if FIRST_COUNTED <= year < first), reverse=True):
        if tiers[year] in ("1", "2", "special"):
            return False
        if tiers[year] == "3":
            fell = True
        elif fell and len(streak(tiers, year)) >= FREE_YEARS:
            return True
    return False


def _notes(stand: _Stand) -> Iterator[str]:
    """What a reader must know before relying on the count."""
    if stand.at_least:
        before = stand.edition - stand.count
        yield (
            f"the tier of {before} is not known: there may be more years in a row, and less may be "
            "allowed"
        )
    most = limit_of(stand.edition)
    if stand.count > most:
        yield f"{stand.count} years in a row are more than the {most} allowed: check the tiers"
    if stand.came_back:
        first = min(year for year in stand.tiers if year >= FIRST_COUNTED)
        gaps = [str(y) for y in range(first, stand.years[0]) if y not in stand.tiers]
        if gaps:
            yield f"for the re-entry rule the tiers of {', '.join(gaps)} matter, and are not known"
        if stand.count > 1:
            yield "it has stayed longer than the re-entry rule allows: check whether that applies"

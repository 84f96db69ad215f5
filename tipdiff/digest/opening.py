"""The first screen of a digest: tiers with the sentences that explain them, grades, the weightiest.

A grade is told in a list of countries where there are several; where there is one, it is among the
most significant changes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tipdiff.digest.items import shortened, shortened_runs, teaser
from tipdiff.digest.sources import page
from tipdiff.digest.subject import moved_tier, tier_clause, tier_distance
from tipdiff.report.names import section_name, tier_name
from tipdiff.report.view import tier_quotes, view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.digest.compose import Digest, News
    from tipdiff.model import Change, Comparison, SectionKind, WordRun

TOP = 8
"""Changes named on the first screen."""
TOP_FROM = 6
"""From so many changes on the first screen names the most significant."""
LONGEST_SENTENCE = 600
"""Characters of the sentence that explains a tier."""
MOST_SENTENCES = 40
"""Tiers told with their sentence: a quarter of a full page. No edition since 2014 had as many
changes (37 in 2015); the most were 61, in 2005."""


class Move(NamedTuple):
    """A tier, and the sentence that explains it."""

    clause: str
    edition: int
    runs: tuple[WordRun, ...]
    url: str
    """The page that says so."""


class Moved(NamedTuple):
    """The countries that moved from one tier to another, told without their sentences."""

    step: str
    """From which tier to which: `Tier 2 → Tier 3`."""
    countries: tuple[str, ...]


class Graded(NamedTuple):
    """The countries whose grade in a section changed in one way."""

    section: str
    step: str
    """From which grade to which: `maintained → increased`."""
    countries: tuple[str, ...]


class Top(NamedTuple):
    """One of the most significant changes."""

    label: str
    runs: tuple[WordRun, ...]


def moves(digest: Digest, most: int) -> tuple[tuple[Move, ...], tuple[Moved, ...]]:
    """Every tier that changed; of a digest of one country its tier in any case.

    Those that moved farthest are told with the sentence that explains them, the others by name.
    """
    told = digest.told
    moved = [each.comparison for each in told if moved_tier(each) or len(told) == 1]
    farthest = sorted(range(len(moved)), key=lambda n: -tier_distance(moved[n]))
    explained = set(farthest[: min(most, MOST_SENTENCES)])
    named: defaultdict[str, list[str]] = defaultdict(list)
    for n, comparison in enumerate(moved):
        if n not in explained:
            step = f"{tier_name(comparison.old.tier)} → {tier_name(comparison.new.tier)}"
            named[step].append(shortened(comparison.new.country.name))
    return (
        tuple(_move(moved[n]) for n in sorted(explained)),
        tuple(Moved(step, tuple(names)) for step, names in sorted(named.items())),
    )


def grades(digest: Digest) -> tuple[Graded, ...]:
    """Which grades changed in which countries, where the digest tells of several."""
    if len(digest.told) < 2:
        return ()
    found: defaultdict[tuple[SectionKind, str], list[str]] = defaultdict(list)
    for each in digest.told:
        for change in each.changes:
            if is_headline(change, "grade"):
                name = shortened(each.comparison.new.country.name)
                found[change.section, _step(each.comparison, change)].append(name)
    return tuple(
        Graded(section_name(section), step, tuple(names))
        for (section, step), names in sorted(found.items())
    )


def top(digest: Digest) -> Iterator[Top]:
    """The most significant changes of all countries, but for what stands above them."""
    told = digest.told
    if sum(len(each.changes) for each in told) < TOP_FROM:
        return
    alone = len(told) == 1
    for each, change in _ranked(told, alone)[:TOP]:
        label = shortened(change.label if alone else f"{title(each.comparison)}: {change.label}")
        runs = () if change.kind == "headline" else view(each.comparison, change).brief
        yield Top(label[:1].upper() + label[1:], teaser(runs) if runs else ())


def title(comparison: Comparison) -> str:
    """The country; with its editions where they are not neighbours."""
    old, new = comparison.old, comparison.new
    gap = "" if new.edition == old.edition + 1 else f" ({old.edition} → {new.edition})"
    return f"{new.country.name}{gap}"


def is_headline(change: Change, *subjects: str) -> bool:
    """Whether the change is one of these verdicts of the narrative itself."""
    return change.kind == "headline" and change.subject in subjects


def _ranked(told: Sequence[News], alone: bool) -> list[tuple[News, Change]]:
    """The changes of all countries, most significant first; among equals countries take turns."""
    above = ("tier",) if alone else ("tier", "grade")
    rows = [
        (-change.significance, turn, n, each, change)
        for n, each in enumerate(told)
        for turn, change in enumerate(c for c in each.changes if not is_headline(c, *above))
    ]
    return [(each, change) for *_, each, change in sorted(rows, key=lambda row: row[:3])]


def _move(comparison: Comparison) -> Move:
    quotes = [q for q in tier_quotes(comparison) if q.side == "new"]
    clause = shortened(tier_clause(comparison, whole=True))
    runs = shortened_runs(quotes[0].runs, LONGEST_SENTENCE) if quotes else ()
    return Move(clause, comparison.new.edition, runs, page(comparison.new))


def _step(comparison: Comparison, change: Change) -> str:
    old, new = dict(comparison.old.grades), dict(comparison.new.grades)
    was, now = (side.get(change.section, "unstated") for side in (old, new))
    return f"{was} → {now}"

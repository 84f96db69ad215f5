"""The subject of a digest: the news in one line, as much of it as a list of mails shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff import series
from tipdiff.report.names import tier_name
from tipdiff.report.select import counts
from tipdiff.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipdiff.digest.compose import Digest, News
    from tipdiff.model import Change, Comparison

ROOM = 110
"""Characters: what a wide list of mails shows of a subject."""
MOST = 3
"""Tiers named, or kinds of change counted; fewer where there is no room."""

LONGEST = 400
"""Characters of what the message begins with."""
LONGEST_NAME = 80
"""Characters of a country's name; the longest has 44."""

_HEIGHT = {"3": 0, "2WL": 1, "2": 2, "1": 3}


def subject(digest: Digest) -> str:
    """The news of a digest, such as `TIP Report 2024: Denmark stays Tier 1; 3 new ...`."""
    head = " ".join([series.find(digest.series).short, *map(str, digest.editions[:1])])
    for most in range(MOST, -1, -1):
        line = f"{head}: {headline(digest, most)}"
        if len(line) <= ROOM:
            return line
    return f"{line[: ROOM - 2].rpartition(' ')[0] or line[: ROOM - 2]} …"


def headline(digest: Digest, most: int = MOST) -> str:
    """The same without the name of the report: what the message begins with."""
    return _bounded("; ".join(filter(None, _clauses(digest, most))) or "no changes", LONGEST)


def tier_clause(comparison: Comparison, *, whole: bool = False) -> str:
    """What became of a country's tier: `Denmark stays Tier 1`; whole, also what it was before."""
    old, new = comparison.old.tier, comparison.new.tier
    name = _bounded(comparison.new.country.name)
    if not series.find(comparison.new.series).rated:
        return name
    if old is None or new is None:
        return f"{name}: {tier_name(new)}"
    if old == new:
        return f"{name} stays {tier_name(new)}"
    ways = {True: "up ", False: "down "}
    way = ways[_HEIGHT[new] > _HEIGHT[old]] if {old, new} <= _HEIGHT.keys() else ""
    before = f"from {tier_name(old)} " if whole or not way else ""
    return f"{name} {way}{before}to {tier_name(new)}"


def tier_distance(comparison: Comparison) -> int:
    """How many tiers lie between both editions; 0 where one has none in their order."""
    old, new = (_HEIGHT.get(side.tier or "") for side in (comparison.old, comparison.new))
    return 0 if old is None or new is None else abs(new - old)


def moved_tier(news: News) -> bool:
    """Whether the tier is told to have changed."""
    return any(c.kind == "headline" and c.subject == "tier" for c in news.changes)


def _bounded(text: str, most: int = LONGEST_NAME) -> str:
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _clauses(digest: Digest, most: int) -> Iterator[str]:
    told = digest.told
    if len(told) == 1:
        yield tier_clause(told[0].comparison)
        yield _counted(told[0].changes, most) or _total(told)
    elif told:
        yield _moves(told, most) or _no_moves(digest.news)
        yield _total(told)
    yield _edited(digest)


def _counted(changes: Sequence[Change], most: int) -> str:
    """How many changes there are of the weightiest kinds: `3 new recommendations, 2 dropped`."""
    phrases, before = [], ""
    for count in counts([c for c in changes if c.kind != "headline"])[:most]:
        verb, _, noun = count.name.partition(" ")
        phrases.append(f"{count.number} {verb}" if noun == before else count.phrase)
        before = noun
    return ", ".join(phrases)


def _moves(told: Sequence[News], most: int) -> str:
    moves = [tier_clause(each.comparison) for each in told if moved_tier(each)]
    named, more = moves[:most], len(moves) - most
    if more <= 0:
        return ", ".join(named)
    rest = f"{more}{' more' if named else ''} tier change{'s' if more > 1 else ''}"
    return f"{', '.join(named)} and {rest}" if named else rest


def _no_moves(news: Iterable[News]) -> str:
    """That no tier changed, where that is so, also of the countries with no change asked for."""
    every = [each.comparison for each in news]
    rated = any(series.find(comparison.new.series).rated for comparison in every)
    moved = any(change.subject == "tier" for each in every for change in each.headlines)
    return "no tier changes" if rated and not moved else ""


def _total(told: Sequence[News]) -> str:
    """How many changes there are, and in how many countries."""
    number = sum(len(each.changes) for each in told)
    countries = len({each.comparison.new.country.iso3 for each in told})
    where = f" in {countries} countries" if countries > 1 else ""
    return f"{number:,} change{'s' if number > 1 else ''}{where}"


def _edited(digest: Digest) -> str:
    titles = [_bounded(each.comparison.new.title) for each in digest.edits if each.changes]
    if len(titles) > 1:
        return f"{len(titles)} narratives edited after they were published"
    return f"{titles[0]} edited after it was published" if titles else ""

"""The subject of a digest: the news in one line, as much of it as a list of mails shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff import series
from tipdiff.report.names import tier_name
from tipdiff.report.select import counts
from tipdiff.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.digest.compose import Digest, News
    from tipdiff.model import Change, Comparison

ROOM = 110
"""Characters: what a wide list of mails shows of a subject."""
MOST_MOVES = 3
MOST_COUNTS = 3

_HEIGHT = {"3": 0, "2WL": 1, "2": 2, "1": 3}


def subject(digest: Digest) -> str:
    """The news of a digest, such as `TIP Report 2024: Denmark stays Tier 1; 3 new ...`."""
    head = " ".join([series.find(digest.series).short, *map(str, digest.editions[:1])])
    return _fitted(f"{head}: ", [*_clauses(digest)] or ["no changes"])


def headline(digest: Digest) -> str:
    """The same without the name of the report and at full length: what the message begins with."""
    return one_line("; ".join([*_clauses(digest)] or ["no changes"]))


def tier_clause(comparison: Comparison, *, whole: bool = False) -> str:
    """What became of a country's tier: `Denmark stays Tier 1`; whole, also what it was before."""
    old, new = comparison.old.tier, comparison.new.tier
    name = comparison.new.country.name
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


def moved_tier(news: News) -> bool:
    """Whether the tier is told to have changed."""
    return any(c.kind == "headline" and c.subject == "tier" for c in news.changes)


def counted(changes: Sequence[Change], most: int = MOST_COUNTS) -> str:
    """How many changes there are of the weightiest kinds: `3 new recommendations, 2 dropped`."""
    phrases, nouns = [], ""
    for count in counts([c for c in changes if c.kind != "headline"])[:most]:
        verb, _, noun = count.name.partition(" ")
        same = noun == nouns
        phrases.append(f"{count.number} {verb}" if same else count.phrase)
        nouns = noun
    return ", ".join(phrases)


def _clauses(digest: Digest) -> Iterator[str]:
    told = digest.told
    if len(told) == 1:
        yield tier_clause(told[0].comparison)
        yield counted(told[0].changes) or counted_all(told)
    elif told:
        yield from _moves(told)
        yield counted_all(told)
    yield from _edited(digest)


def _moves(told: Sequence[News]) -> Iterator[str]:
    moves = [tier_clause(each.comparison) for each in told if moved_tier(each)]
    more = len(moves) - MOST_MOVES
    if moves:
        rest = f" and {more} more tier change{'s' if more > 1 else ''}" if more > 0 else ""
        yield ", ".join(moves[:MOST_MOVES]) + rest
    elif any(series.find(each.comparison.new.series).rated for each in told):
        yield "no tier changes"


def counted_all(told: Sequence[News]) -> str:
    """How many changes there are, and in how many countries."""
    number = sum(len(each.changes) for each in told)
    countries = len({each.comparison.new.country.iso3 for each in told})
    where = f" in {countries} countries" if countries > 1 else ""
    return f"{number} change{'s' if number > 1 else ''}{where}"


def _edited(digest: Digest) -> Iterator[str]:
    names = [each.comparison.new.title for each in digest.edits if each.changes]
    if len(names) == 1:
        yield f"{names[0]} edited after it was published"
    elif names:
        yield f"{len(names)} narratives edited after they were published"


def _fitted(head: str, clauses: Sequence[str]) -> str:
    """Head and clauses in one line; what is too long is cut at a word."""
    line = one_line(head + "; ".join(clauses))
    if len(line) <= ROOM:
        return line
    cut = line[: ROOM - 2].rpartition(" ")[0].rstrip(",;") or line[: ROOM - 2]
    return f"{cut} …"

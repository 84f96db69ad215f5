"""What the table of an edition is called and says, in every form."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tipdiff import series
from tipdiff.tables.tiers import TIER_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.model import ChangeKind, Tier
    from tipdiff.release import Move, Release, Row

KINDS: dict[ChangeKind, str] = {
    "headline": "tier and grades",
    "new": "new",
    "dropped": "dropped",
    "turned": "turned",
    "updated": "updated",
    "reworded": "reworded",
    "moved": "moved",
}
"""What the columns are called."""

UP_AND_DOWN: tuple[Move, ...] = ("upgraded", "downgraded")
ARROWS: dict[Move, str] = {"upgraded": "▲", "downgraded": "▼", "same": "", "unknown": ""}


def title(release: Release) -> str:
    """What the table is of: `Trafficking in Persons Report 2023, country by country`."""
    return f"{series.find(release.wish.series).title} {release.wish.edition}, country by country"


def subtitle(release: Release) -> str:
    """What it is compared with, and what it is narrowed to."""
    wish = release.wish
    against = str(wish.against) if wish.against else "the edition before of each country"
    parts = [
        f"{name} {', '.join(values)}"
        for name, values in (
            ("region", wish.regions),
            ("tier", [TIER_NAMES[tier] for tier in wish.tiers]),
            ("theme", wish.themes),
        )
        if values
    ]
    narrowed = f"; only {' and '.join(parts)}" if parts else ""
    return f"Against {against}{narrowed}"


def summary(release: Release) -> str:
    """How many countries there are, how many went up and down, and what is lacking."""
    compared = release.compared
    moves = Counter(row.move for row in compared)
    changes = sum(row.compared.changes for row in compared if row.compared)
    lacking = Counter(row.coverage for row in release.rows if row.compared is None)
    told = [
        f"{len(compared)} {'country' if len(compared) == 1 else 'countries'} compared",
        *(f"{moves[move]} {move}" for move in UP_AND_DOWN if release.rated),
        f"{changes} changes",
        *(f"{number} {_alone(word)}" for word, number in sorted(lacking.items())),
    ]
    return ", ".join(told)


def _alone(coverage: str) -> str:
    return "with no earlier edition" if coverage in ("full", "partial") else coverage


def tiers(row: Row) -> str:
    """The tier before and now: `2 → 2WL ▼`; as the narratives say them, short."""
    if row.compared is None:
        return _short(row.tier)
    before = _short(row.compared.tier_before)
    both = before if before == _short(row.tier) else f"{before} → {_short(row.tier)}"
    return f"{both} {ARROWS[row.move]}".strip()


def _short(tier: Tier | None) -> str:
    return "special" if tier == "special" else tier or "?"


def growth(row: Row) -> str:
    """How much longer the narrative is: `+12%`."""
    percent = None if row.growth is None else round(100 * row.growth)
    return "" if percent is None else f"{percent:+}%" if percent else "0%"


def state(row: Row) -> str:
    """Whether all was compared, else why not: full, partial, missing, no earlier edition."""
    if row.compared is None:
        return _alone(row.coverage).removeprefix("with ")
    return "partial" if row.compared.not_compared else row.coverage


def numbers(row: Row) -> Iterator[tuple[ChangeKind, int, int]]:
    """For every kind how many changes there are, and their weight."""
    found = {tally.kind: tally for tally in row.compared.tallies} if row.compared else {}
    for kind in KINDS:
        tally = found.get(kind)
        yield kind, tally.number if tally else 0, tally.weight if tally else 0

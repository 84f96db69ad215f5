"""Where a country is placed: the tier of the heading, checked against what the summary says.

Three witnesses name the tier: the heading, the verdict on the minimum standards, and the sentence
of movement or placement. The heading is believed; a witness that contradicts it is a warning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from tipdiff.parse.roles import plain
from tipdiff.tables.tiers import FORMULAE, TIER_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.model import Tier, TierMove

_ORDER: dict[Tier, int] = {"3": 0, "2WL": 1, "2": 2, "1": 3}
_WAIVER_YEARS = ("third", "3rd", "fourth", "4th")


@dataclass(frozen=True, slots=True, kw_only=True)
class TierReading:
    """Tier, movement and waiver of a narrative, and what in it does not fit together."""

    tier: Tier | None
    move: TierMove
    waiver: bool
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Movement:
    """What the sentence of movement or placement says."""

    tier: Tier
    move: TierMove
    nth: str | None
    words: str


def read_tier(heading: str | None, summary: Sequence[str]) -> TierReading:
    """Read tier, movement and waiver; `summary` holds the sentences of the summary in order."""
    text = " ".join(plain(sentence) for sentence in summary)
    headed = _headed(heading or "", text)
    verdict = _verdict_tiers(text)
    movement = _movement(text)
    waiver = _has_waiver(text)
    warnings = (
        _contradictions(headed, verdict, movement) if headed else _orphaned(verdict, movement)
    )
    return TierReading(
        tier=headed or _tier_without_heading(verdict, movement),
        move=movement.move if movement else "unstated",
        waiver=waiver,
        warnings=(*warnings, *_years_without_waiver(movement, waiver=waiver)),
    )


def tier_in(text: str) -> Tier | None:
    """The tier that a heading or another short text names."""
    found = _patterns()["tier"].search(text)
    return None if found is None else _canonical(found.group())


def _headed(heading: str, text: str) -> Tier | None:
    """The tier of the heading, also where its last two words slid into the text below it."""
    tier = tier_in(heading)
    return "2WL" if tier == "2" and _patterns()["heading runs on"].match(text) else tier


def _canonical(words: str) -> Tier:
    """The tier by its short name: 2WL for "TIER 2 WATCHLIST"."""
    squeezed = re.sub(r"[^a-z0-9]", "", words.lower())
    if squeezed == "specialcase":
        return "special"
    number = squeezed.removeprefix("tier")
    return cast("Tier", number if number in ("1", "2", "3") else "2WL")


def _verdict_tiers(text: str) -> frozenset[Tier]:
    """The tiers that the verdict on the minimum standards allows; none where there is none."""
    failed = _patterns()["verdict: not fully"].search(text)
    if failed is None:
        return frozenset({"1"}) if _patterns()["verdict: fully"].search(text) else frozenset()
    if _patterns()["verdict: no efforts"].search(text, failed.start()):
        return frozenset({"3"})
    if _patterns()["verdict: efforts"].search(text, failed.start()):
        return frozenset({"2", "2WL"})
    return frozenset({"2", "2WL", "3"})


def _movement(text: str) -> _Movement | None:
    """The last sentence of movement or placement: earlier ones look back."""
    special = _patterns()["special case"].search(text)
    if special is not None:
        move: TierMove = "remained" if special["verb"].startswith("remain") else "unstated"
        return _Movement(tier="special", move=move, nth=None, words=special.group())
    found = list(_patterns()["movement"].finditer(text))
    if not found:
        return None
    last = found[-1]
    to = _canonical(last["second"] or last["first"])
    return _Movement(
        tier=to,
        move=_direction(last["verb"], last["first"] if last["second"] else None, to),
        nth=last["nth"],
        words=last.group(),
    )


def _direction(verb: str, came_from: str | None, to: Tier) -> TierMove:
    """What the verb says; "moved from Tier 3 to Tier 2" tells by the tiers."""
    word = verb.split()[-1].lower()
    if word.startswith("remain"):
        return "remained"
    if word in ("upgraded", "raised"):
        return "upgraded"
    if word in ("downgraded", "lowered"):
        return "downgraded"
    source = _canonical(came_from) if came_from else None
    if source is None or source == to or source not in _ORDER:
        return "unstated"
    return "upgraded" if _ORDER[to] > _ORDER[source] else "downgraded"


def _has_waiver(text: str) -> bool:
    return (
        _patterns()["waiver"].search(text) is not None
        and _patterns()["no waiver"].search(text) is None
    )


def _tier_without_heading(verdict: frozenset[Tier], movement: _Movement | None) -> Tier | None:
    """What verdict and movement agree on; None where they do not, or leave it open."""
    if movement is not None:
        return movement.tier if not verdict or movement.tier in verdict else None
    return next(iter(verdict)) if len(verdict) == 1 else None


def _contradictions(
    headed: Tier, verdict: frozenset[Tier], movement: _Movement | None
) -> tuple[str, ...]:
    """One line for each witness that contradicts the heading."""
    lines = []
    if movement is not None and movement.tier != headed:
        lines.append(
            f'tier: the heading says {TIER_NAMES[headed]}, the summary "{movement.words}" '
            f"({TIER_NAMES[movement.tier]}); the heading's is kept, check the source"
        )
    if verdict and headed != "special" and headed not in verdict:
        lines.append(
            f"tier: the heading says {TIER_NAMES[headed]}, the verdict on the minimum standards is "
            f"that of {_either(verdict)}; the heading's is kept, check the source"
        )
    return tuple(lines)


def _orphaned(verdict: frozenset[Tier], movement: _Movement | None) -> tuple[str, ...]:
    """One line where a heading is missing and its tier cannot be made up for."""
    if _tier_without_heading(verdict, movement) is not None:
        return ()
    if movement is not None:
        found = f'"{movement.words}" contradicts a verdict that is that of {_either(verdict)}'
    elif verdict:
        found = f"the verdict allows {_either(verdict)}"
    else:
        found = "the summary names none"
    return (f"tier: there is no heading, and {found}; no tier is given",)


def _years_without_waiver(movement: _Movement | None, *, waiver: bool) -> tuple[str, ...]:
    """A third year in a row on the Watch List needs a waiver (22 U.S.C. 7107(b)(2)(D))."""
    if movement is None or movement.tier != "2WL" or movement.move != "remained" or waiver:
        return ()
    if (movement.nth or "").lower() not in _WAIVER_YEARS:
        return ()
    lacks = "needs a waiver, and the summary states none; check whether it is complete"
    return (f'tier: "{movement.words}" {lacks}',)


def _either(tiers: frozenset[Tier]) -> str:
    return " or ".join(TIER_NAMES[tier] for tier in sorted(tiers))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {row.name: re.compile(row.pattern, re.IGNORECASE) for row in FORMULAE}

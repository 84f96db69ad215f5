"""Why a digest should be looked at by the operator before it goes out: pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.tables.holding import CONTINUED, COUNTRIES, EDITIONS, LENGTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tipdiff.model import Comparison

NAMED = 5
"""Countries that a reason names."""


def is_beyond_recognition(comparison: Comparison) -> bool:
    """Whether too few of the old statements that could be compared continue in the new text."""
    before = {place for change in comparison.outcomes for place in change.old}
    lost = {p for c in comparison.outcomes if c.kind == "dropped" for p in c.old}
    skipped = {p for c in comparison.outcomes if c.kind == "uncompared" for p in c.old}
    compared = len(before) - len(skipped)
    return compared > 0 and (compared - len(lost)) / compared < CONTINUED.value


def has_fallen(comparison: Comparison) -> bool:
    """Whether a whole narrative is much shorter than the whole one before."""
    old, new = comparison.old, comparison.new
    return not (old.partial or new.partial) and len(new.text) < LENGTH.value * len(old.text)


def reason_to_hold(
    comparisons: Sequence[Comparison], strange: Mapping[int, tuple[int, int]]
) -> str:
    """Why a digest of these comparisons waits, in one line; empty where it does not.

    `strange` has, of each edition, how many countries are changed beyond recognition, and of how
    many.
    """
    for edition, (beyond, among) in strange.items():
        if beyond > COUNTRIES.value * among:
            return f"{edition}: {beyond} of {among} countries are changed beyond recognition"
    editions = {each.new.edition for each in comparisons}
    if len(editions) > EDITIONS.value:
        span = f"{min(editions)} to {max(editions)}"
        return f"{len(editions)} editions at once, {span}: an archive that was filled is no news"
    fallen = [each.new.title for each in comparisons if has_fallen(each)]
    if fallen:
        told = ", ".join(fallen[:NAMED]) + (", ..." if len(fallen) > NAMED else "")
        return f"less than {LENGTH.value:.0%} of the length before: {told}"
    return ""

"""Whether a reworded recommendation was strengthened, weakened, narrowed or broadened."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.model import Direction, Reason, WordRun
from tipdiff.tables.strengths import (
    KEPT_SHARE,
    LONGER_LIST_WORDS,
    OPPOSITE,
    STRENGTHS,
    Strength,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPS = ("equal", "delete", "insert")

AXES: tuple[frozenset[Direction], ...] = (
    frozenset({"strengthened", "weakened"}),
    frozenset({"narrowed", "broadened"}),
)


def direction_of(runs: Sequence[WordRun]) -> tuple[Direction | None, tuple[Reason, ...]]:
    """The direction of a rewording and the rules it was read from; None where they disagree.

    Strength is decided before scope; a rule counts only where its words are on one side alone, and
    only where the demand stayed recognisably the same: of a demand written anew nothing is claimed.
    """
    if _kept_share(runs) < KEPT_SHARE:
        return None, ()
    found = [*_fired(*_sides(runs))] or [*_grown(runs)]
    reasons = tuple(reason for _, reason in found)
    for axis in AXES:
        directions = {direction for direction, _ in found if direction in axis}
        if directions:
            return (directions.pop() if len(directions) == 1 else None), reasons
    return None, reasons


def _kept_share(runs: Sequence[WordRun]) -> float:
    """The share of the shorter text's words that both texts have."""
    sizes = {op: sum(len(r.text.split()) for r in runs if r.op == op) for op in _OPS}
    shorter = sizes["equal"] + min(sizes["delete"], sizes["insert"])
    return sizes["equal"] / shorter if shorter else 0.0


def _sides(runs: Sequence[WordRun]) -> tuple[str, str]:
    """The words only the old text has, and those only the new one has."""
    gone, come = (
        " ".join(run.text.strip() for run in runs if run.op == op) for op in ("delete", "insert")
    )
    return gone, come


def _fired(gone: str, come: str) -> Iterator[tuple[Direction, Reason]]:
    for row, pattern in _patterns():
        lost, added = pattern.search(gone), pattern.search(come)
        if added and not lost:
            yield row.added, Reason(rule=f"{row.name}: added", words=added[0])
        elif lost and not added:
            yield OPPOSITE[row.added], Reason(rule=f"{row.name}: lost", words=lost[0])


def _grown(runs: Sequence[WordRun]) -> Iterator[tuple[Direction, Reason]]:
    """An enumeration that only gained or only lost items."""
    gone, come = _sides(runs)
    if _is_more(gone, come):
        yield "broadened", Reason(rule="longer list: added", words=come)
    elif _is_more(come, gone):
        yield "narrowed", Reason(rule="longer list: lost", words=gone)


def _is_more(less: str, more: str) -> bool:
    words = re.findall(r"\w+", more)
    kept = set(re.findall(r"\w+", less)) <= set(words)
    joins = re.search(r"\b(?:and|or)\b|,", more) is not None
    return kept and joins and len(words) - len(less.split()) >= LONGER_LIST_WORDS


@cache
def _patterns() -> tuple[tuple[Strength, re.Pattern[str]], ...]:
    return tuple((row, re.compile(row.pattern, re.IGNORECASE)) for row in STRENGTHS)

"""Steps between editions become threads, in which every statement has exactly one place."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from hashlib import blake2s
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from tipdiff.ledger.editions import next_holder, spots_at, spots_of
from tipdiff.ledger.fates import fates_of
from tipdiff.ledger.gaps import gap_steps
from tipdiff.ledger.model import Ending, Ledger, Spot, Step, Thread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tipdiff.model import Comparison, Narrative

T = TypeVar("T")


def ledger_of(narratives: Sequence[Narrative], comparisons: Iterable[Comparison]) -> Ledger:
    """The ledger of a country.

    :param narratives: One of each edition, the oldest first; at least one.
    :param comparisons: Of each with the one after it.
    """
    compared = tuple(comparisons)
    steps = [step for comparison in compared for step in _steps(comparison)]
    steps += gap_steps(narratives, steps)
    endings = [*_endings(narratives, steps)]
    fates = fates_of(narratives, compared, steps, endings)
    home = _components(chain.from_iterable(map(spots_of, narratives)), steps)
    spots = _grouped(home, home.__getitem__)
    steps_of = _grouped(steps, lambda step: home[step.old[0]])
    endings_of = _grouped(endings, lambda ending: home[ending.spot])
    fates_in = _grouped(fates, lambda fate: home[fate.spots[0]])
    years = {narrative.edition: narrative for narrative in narratives}
    threads = (
        Thread(
            id=_identity(years[root.edition], root),
            spots=tuple(sorted(spots[root])),
            steps=tuple(sorted(steps_of[root], key=lambda step: (step.new, step.old))),
            endings=tuple(endings_of[root]),
            fates=tuple(fates_in[root]),
        )
        for root in sorted(spots)
    )
    return Ledger(narratives=tuple(narratives), threads=_distinct(threads))


def _steps(comparison: Comparison) -> Iterator[Step]:
    """The links of a comparison."""
    for outcome in comparison.outcomes:
        if outcome.old and outcome.new:
            yield Step(
                old=spots_at(comparison.old, outcome.old),
                new=spots_at(comparison.new, outcome.new),
                change=outcome,
            )


def _endings(narratives: Sequence[Narrative], steps: Iterable[Step]) -> Iterator[Ending]:
    """Every statement that the next edition which holds its section does not continue."""
    reached: defaultdict[Spot, set[int]] = defaultdict(set)
    for step in steps:
        for spot in step.old:
            reached[spot].add(step.new[0].edition)
    for index, narrative in enumerate(narratives[:-1]):
        for spot in spots_of(narrative):
            kind = narrative.sections[spot.place.section].kind
            later = next_holder(narratives, index, kind)
            if later and reached[spot].isdisjoint({narratives[index + 1].edition, later.edition}):
                yield Ending(spot=spot, edition=later.edition)


def _components(spots: Iterable[Spot], steps: Iterable[Step]) -> dict[Spot, Spot]:
    """The first statement of the thread that each statement is in."""
    parent = {spot: spot for spot in spots}

    def root_of(spot: Spot) -> Spot:
        while parent[spot] != spot:
            parent[spot] = parent[parent[spot]]
            spot = parent[spot]
        return spot

    for step in steps:
        first, *others = sorted({root_of(spot) for spot in (*step.old, *step.new)})
        parent.update(dict.fromkeys(others, first))
    return {spot: root_of(spot) for spot in parent}


def _grouped(items: Iterable[T], root_of: Callable[[T], Spot]) -> Mapping[Spot, list[T]]:
    groups: defaultdict[Spot, list[T]] = defaultdict(list)
    for item in items:
        groups[root_of(item)].append(item)
    return groups


def _identity(narrative: Narrative, spot: Spot) -> str:
    """A name made of how the thread begins, so that it outlives later editions."""
    text = narrative.statement(spot.place).text
    code = blake2s(text.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"{narrative.country.iso3.lower()}-{narrative.edition}-{code}"


def _distinct(threads: Iterable[Thread]) -> tuple[Thread, ...]:
    """The same threads; where two begin with the same words, the later ones get a number."""
    seen: Counter[str] = Counter()
    done = []
    for thread in threads:
        seen[thread.id] += 1
        nth = seen[thread.id]
        done.append(thread if nth == 1 else replace(thread, id=f"{thread.id}-{nth}"))
    return tuple(done)

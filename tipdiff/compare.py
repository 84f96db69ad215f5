"""Stage 5: two narratives become a comparison, in which every statement has exactly one outcome.

like with like (recommendations, summary, each section) --> leftovers across sections
    --> what no link holds is dropped, new, or could not be compared --> headlines
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from tipdiff.align import align
from tipdiff.collector import makes_no_cycles
from tipdiff.headlines import headlines_of
from tipdiff.label import Joined, agreeing_places, linked, unlinked
from tipdiff.model import Change, Comparison, Narrative, Place, SectionKind
from tipdiff.tables.significance import ACROSS_SECTIONS, TURNED
from tipdiff.tables.weights import LEAST_SCORE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

COMPARER_VERSION = 1
"""Raised when the same two narratives are compared otherwise: what older ones kept is made anew."""


@makes_no_cycles
def compare(old: Narrative, new: Narrative) -> Comparison:
    """Align two narratives and say of every statement what became of it.

    Sections that one side does not hold (a partial source, a lost section, an edition without
    recommendations) are not compared: nothing in them is called dropped or new.
    """
    uncompared = _uncompared(old, new)
    pairs = _pairs(old, new, uncompared)
    outcomes = [
        *(linked(old, new, pair) for pair in pairs),
        *_unlinked(old, new, pairs, uncompared, is_old=True),
        *_unlinked(old, new, pairs, uncompared, is_old=False),
    ]
    headlines = headlines_of(old, new)
    return Comparison(
        old=old,
        new=new,
        headlines=_distinct(headlines),
        outcomes=_distinct(_untold_twice(outcomes, headlines)),
        uncompared=uncompared,
        notes=(*_warnings(old), *_repairs(old), *_warnings(new), *_repairs(new)),
    )


def _places(narrative: Narrative) -> dict[SectionKind, list[Place]]:
    """The places of all statements by kind of section, in reading order."""
    places: dict[SectionKind, list[Place]] = {}
    for s, section in enumerate(narrative.sections):
        here = [Place(section=s, statement=t) for t in range(len(section.statements))]
        if here:
            places.setdefault(section.kind, []).extend(here)
    return places


def _uncompared(old: Narrative, new: Narrative) -> tuple[SectionKind, ...]:
    a, b = _places(old), _places(new)
    return tuple(kind for kind in {**a, **b} if kind not in a or kind not in b)


def _pairs(old: Narrative, new: Narrative, uncompared: Sequence[SectionKind]) -> list[Joined]:
    a, b = _places(old), _places(new)
    pairs: list[Joined] = []
    rest: tuple[list[Place], list[Place]] = ([], [])
    for kind in (kind for kind in a if kind not in uncompared):
        found = [*aligned(old, new, a[kind], b[kind])]
        pairs += found
        if kind != "recommendations":
            rest[0].extend(_without(a[kind], (p for pair in found for p in pair.old)))
            rest[1].extend(_without(b[kind], (p for pair in found for p in pair.new)))
    if len({kind for kind in a if kind not in (*uncompared, "recommendations")}) > 1:
        pairs += aligned(
            old, new, sorted(rest[0]), sorted(rest[1]), least=ACROSS_SECTIONS, across=True
        )
    return pairs


def aligned(
    old: Narrative,
    new: Narrative,
    a: Sequence[Place],
    b: Sequence[Place],
    *,
    least: float = LEAST_SCORE,
    among: tuple[Sequence[str], Sequence[str]] | None = None,
    across: bool = False,
) -> Iterator[Joined]:
    """What the aligner links of these places, but for an achievement with a deficiency.

    These are joined only where the link is so sure that the one is called turned into the other.
    """
    texts = ([old.statement(p).text for p in a], [new.statement(p).text for p in b])
    for link in align(*texts, least=least, among=among):
        ours, theirs = tuple(a[i] for i in link.old), tuple(b[j] for j in link.new)
        joined = Joined(ours, theirs, link, across or link.moved)
        if link.score >= TURNED:
            yield joined
        else:
            yield from _agreeing(old, new, joined)


def _agreeing(old: Narrative, new: Narrative, joined: Joined) -> Iterator[Joined]:
    """The link, as far as it joins no achievement with a deficiency.

    A part of a split or merged statement that says the opposite is left out, and the others are
    aligned again without it.
    """
    kept = agreeing_places(old, new, joined)
    if kept == (joined.old, joined.new):
        yield joined
    elif all(kept):
        texts = ([old.statement(p).text for p in kept[0]], [new.statement(p).text for p in kept[1]])
        for link in align(*texts):
            ours, theirs = (
                tuple(kept[0][i] for i in link.old),
                tuple(kept[1][j] for j in link.new),
            )
            yield Joined(ours, theirs, link, joined.moved)


def _without(places: Iterable[Place], used: Iterable[Place]) -> list[Place]:
    taken = set(used)
    return [place for place in places if place not in taken]


def _unlinked(
    old: Narrative,
    new: Narrative,
    pairs: Iterable[Joined],
    uncompared: Sequence[SectionKind],
    *,
    is_old: bool,
) -> Iterator[Change]:
    narrative = old if is_old else new
    used = [place for pair in pairs for place in (pair.old if is_old else pair.new)]
    every = [place for places in _places(narrative).values() for place in places]
    for place in _without(every, used):
        if narrative.sections[place.section].kind in uncompared:
            yield unlinked(old, new, place, "uncompared", is_old=is_old)
        else:
            yield unlinked(old, new, place, "dropped" if is_old else "new", is_old=is_old)


def _untold_twice(outcomes: Iterable[Change], headlines: Iterable[Change]) -> Iterator[Change]:
    """The outcomes; of a sentence that a headline quotes, its rewording is told there alone."""
    quoted = {(headline.old, headline.new) for headline in headlines}
    for outcome in outcomes:
        told = outcome.kind in ("reworded", "updated") and (outcome.old, outcome.new) in quoted
        yield replace(outcome, significance=0) if told else outcome


def _distinct(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The same changes; where two say the same, the later ones get a number behind their id."""
    seen: Counter[str] = Counter()
    done = []
    for change in changes:
        seen[change.id] += 1
        nth = seen[change.id]
        done.append(change if nth == 1 else replace(change, id=f"{change.id}-{nth}"))
    return tuple(done)


def _repairs(narrative: Narrative) -> Iterator[str]:
    """That noise of the copy was taken out, in which a quotation may differ from it."""
    if narrative.repairs:
        rules = Counter(repair.rule for repair in narrative.repairs)
        told = ", ".join(f"{count} x {rule}" for rule, count in rules.most_common())
        yield f"{narrative.title}: noise of the copy was repaired ({told}); `show --json` lists it"


def _warnings(narrative: Narrative) -> Iterator[str]:
    return (f"{narrative.title}: {warning}" for warning in narrative.warnings)

"""Stage 5: two narratives become a comparison, in which every statement has exactly one outcome.

like with like (recommendations, summary, each section; alike.py) --> leftovers across sections
    --> what no link holds is dropped, new, or could not be compared --> headlines
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Literal

from tipdiff.align import align
from tipdiff.alike import Alike, alike, has_outline, may_move, repeated_elsewhere
from tipdiff.collector import makes_no_cycles
from tipdiff.headlines import headlines_of
from tipdiff.label import Joined, agreeing_places, linked, unlinked
from tipdiff.model import Change, ChangeKind, Comparison, Narrative, Place, SectionKind
from tipdiff.tables.significance import ACROSS_SECTIONS, TURNED
from tipdiff.tables.weights import LEAST_SCORE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from tipdiff.alike import Places

COMPARER_VERSION = 9
"""Raised when the same two narratives are compared otherwise: what older ones kept is made anew."""


@makes_no_cycles
def compare(old: Narrative, new: Narrative) -> Comparison:
    """Align two narratives and say of every statement what became of it.

    Sections that one side does not hold (a partial source, a lost section, an edition without
    recommendations) are not compared: nothing in them is called dropped or new.
    """
    ours, theirs = _places(old), _places(new)
    uncompared = _uncompared(old, new, ours, theirs)
    pairs = _pairs(old, new, ours, theirs)
    outcomes = [
        *(linked(old, new, pair) for pair in pairs),
        *_unlinked(old, new, ours, _used(pairs, 0), uncompared, is_old=True),
        *_unlinked(old, new, theirs, _used(pairs, 1), uncompared, is_old=False),
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


def _uncompared(
    old: Narrative, new: Narrative, ours: Places, theirs: Places
) -> tuple[SectionKind, ...]:
    """Kinds that one side does not hold; of a topic that an outline lacks, nothing was said."""
    lone = tuple(kind for kind in {**ours, **theirs} if kind not in ours or kind not in theirs)
    if has_outline(old) and has_outline(new):
        return tuple(kind for kind in lone if kind in (*old.missing, *new.missing))
    return lone


def _pairs(old: Narrative, new: Narrative, ours: Places, theirs: Places) -> list[Joined]:
    """The links of like sections, then those of what they left over across all of them."""
    elsewhere = repeated_elsewhere(old, new, ours, theirs)
    away = (set(elsewhere.old), set(elsewhere.new))
    groups = [
        Alike(_without(a, away[0]), _without(b, away[1])) for a, b in alike(old, new, ours, theirs)
    ]
    pairs = [joined for group in (elsewhere, *groups) for joined in aligned(old, new, *group)]
    others = [group for group in groups if not _is_advice(old, group)]
    if len(others) > 1:
        if has_outline(old):
            others = [Alike([*chain(*ours.values())], [*chain(*theirs.values())])]
        a = _without((p for group in others for p in group.old), set(_used(pairs, 0)))
        b = _without((p for group in others for p in group.new), set(_used(pairs, 1)))
        left = (sorted(may_move(old, a)), sorted(may_move(new, b)))
        pairs += aligned(old, new, *left, least=ACROSS_SECTIONS, across=True)
    return pairs


def _is_advice(narrative: Narrative, group: Alike) -> bool:
    return any(_kind(narrative, place) == "recommendations" for place in group.old[:1])


def _kind(narrative: Narrative, place: Place) -> SectionKind:
    return narrative.sections[place.section].kind


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
        elsewhere = across or _kind(old, ours[0]) != _kind(new, theirs[0])
        joined = Joined(ours, theirs, link, elsewhere or link.moved)
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


def _used(pairs: Iterable[Joined], side: Literal[0, 1]) -> list[Place]:
    return [place for pair in pairs for place in pair[side]]


def _without(places: Iterable[Place], taken: AbstractSet[Place]) -> list[Place]:
    return [place for place in places if place not in taken]


def _unlinked(
    old: Narrative,
    new: Narrative,
    places: Places,
    used: Iterable[Place],
    uncompared: Sequence[SectionKind],
    *,
    is_old: bool,
) -> Iterator[Change]:
    taken = set(used)
    lost: ChangeKind = "dropped" if is_old else "new"
    for kind, here in places.items():
        for place in _without(here, taken):
            word = "uncompared" if kind in uncompared else lost
            yield unlinked(old, new, place, word, is_old=is_old)


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

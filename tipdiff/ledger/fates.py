"""What became of a deficiency or recommendation that an edition does not repeat.

Only what the edition itself says is told, with both quotes; that one thing led to the other is
never claimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from tipdiff.align import align
from tipdiff.ledger.editions import spots_of
from tipdiff.ledger.model import Ending, Fate
from tipdiff.model import Reason
from tipdiff.parse.roles import lean_of, plain
from tipdiff.strength import direction_of
from tipdiff.tables.ledger import (
    CANDIDATE,
    FATES,
    NO_PROGRESS,
    NO_PROGRESS_IN,
    SOFTENERS,
    UNTELLING_ROLES,
    UNTELLING_THEMES,
)
from tipdiff.themes import tags_of
from tipdiff.words import diff_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipdiff.ledger.model import FateKind, Spot, Step
    from tipdiff.model import Comparison, Link, Narrative, Place, Statement
    from tipdiff.tables.ledger import Answer, FateRow

FOLLOWED = ("deficiency", "mixed", "recommendation")
"""Roles of what a government is asked to change."""

_FRESH = ("new", "updated", "reworded", "turned")
"""Kinds of outcome by which an edition says something that the one before did not."""


def fates_of(
    narratives: Sequence[Narrative],
    comparisons: Iterable[Comparison],
    steps: Iterable[Step],
    endings: Iterable[Ending],
) -> list[Fate]:
    """The fate of every deficiency and recommendation that ends, or goes on as something else."""
    editions = {n.edition: n for n in narratives}
    answering = {c.new.edition: _Edition(narrative=c.new, comparison=c) for c in comparisons}
    steps = list(steps)
    fates = [fate for step in steps for fate in _turned(editions, step)]
    for step in steps:
        for ending in _absorbed(editions, step):
            fate = _found(editions[ending.spot.edition], ending, answering[ending.edition])
            fates += [fate] if fate.places else []
    for ending in endings:
        old = editions[ending.spot.edition]
        if old.statement(ending.spot.place).role in FOLLOWED:
            fates.append(_found(old, ending, answering[ending.edition]))
    return fates


def _absorbed(editions: dict[int, Narrative], step: Step) -> Iterator[Ending]:
    """Deficiencies that were merged with something else into what is none any more."""
    old, new = editions[step.old[0].edition], editions[step.new[0].edition]
    lacking = [spot for spot in step.old if old.statement(spot.place).role == "deficiency"]
    goes_on = {new.statement(spot.place).role for spot in step.new} & {*FOLLOWED}
    if len(lacking) < len(step.old) and not goes_on and step.change.kind != "turned":
        yield from (Ending(spot=spot, edition=new.edition) for spot in lacking)


def _turned(editions: dict[int, Narrative], step: Step) -> Iterator[Fate]:
    """Of a step from a deficiency: it is an achievement now, or told in another section only."""
    old, new = editions[step.old[0].edition], editions[step.new[0].edition]
    was = [old.statement(spot.place) for spot in step.old]
    now = [new.statement(spot.place) for spot in step.new]
    if "deficiency" not in {s.role for s in was} or {s.role for s in now} & {*FOLLOWED}:
        return
    if step.change.kind == "turned":
        yield _by_step(step, "addressed", step.change.label)
    elif _kinds(old, step.old).isdisjoint(_kinds(new, step.new)):
        answer = "lesser shortcoming" if _is_softer(was[0], now[0]) else "shortcoming"
        row = next(row for row in FATES if row.answer == answer)
        if step.change.score >= row.least:
            yield _by_step(step, row.fate, row.name)


def _by_step(step: Step, kind: FateKind, rule: str) -> Fate:
    return Fate(
        spots=step.old,
        edition=step.new[0].edition,
        kind=kind,
        places=step.change.new,
        score=step.change.score,
        reasons=(Reason(rule=rule), *step.change.reasons),
    )


def _kinds(narrative: Narrative, spots: Iterable[Spot]) -> set[str]:
    return {narrative.sections[spot.place.section].kind for spot in spots}


@dataclass(frozen=True, kw_only=True)
class _Edition:
    """An edition that may say something in place of what it does not repeat."""

    narrative: Narrative
    comparison: Comparison

    @cached_property
    def places(self) -> list[Place]:
        """Where it says something on a matter."""
        places = [spot.place for spot in spots_of(self.narrative)]
        return [p for p in places if self.narrative.statement(p).role not in UNTELLING_ROLES]

    @cached_property
    def texts(self) -> list[str]:
        """What it says there."""
        return [self.narrative.statement(place).text for place in self.places]

    @cached_property
    def fresh(self) -> set[Place]:
        """Where it says what the edition before did not."""
        outcomes = self.comparison.outcomes
        return {place for o in outcomes if o.kind in _FRESH for place in o.new}


def _found(old: Narrative, ending: Ending, edition: _Edition) -> Fate:
    """The best answer to what ended, or that there is none."""
    statement = old.statement(ending.spot.place)
    whole = [old.statement(spot.place).text for spot in spots_of(old)]
    found = [
        (row, place, link)
        for place, link in _candidates(statement.text, whole, edition)
        for row in [_row(statement, edition, place, link)]
        if row is not None and link.score >= row.least
    ]
    if not found:
        return Fate(spots=(ending.spot,), edition=ending.edition, kind="no longer mentioned")
    row, place, link = min(found, key=lambda one: (FATES.index(one[0]), -one[2].score, one[1]))
    return Fate(
        spots=(ending.spot,),
        edition=ending.edition,
        kind=row.fate,
        places=(place,),
        score=link.score,
        reasons=(Reason(rule=row.name), *(Reason(rule=rule) for rule in link.reasons)),
    )


def _candidates(text: str, whole: Sequence[str], edition: _Edition) -> Iterator[tuple[Place, Link]]:
    """What the aligner finds for a text in an edition, each statement judged alone."""
    among = (whole, edition.texts)
    for link in align([text], edition.texts, least=CANDIDATE, among=among):
        for j in link.new:
            alone = align([text], [edition.texts[j]], least=CANDIDATE, among=among)
            yield from ((edition.places[j], one) for one in alone)


def _row(statement: Statement, edition: _Edition, place: Place, link: Link) -> FateRow | None:
    """The row of the table for what a statement is to the dropped one."""
    answer = _answer(statement, edition, place)
    if answer == "progress" and not _tells_all(statement, edition.narrative.statement(place)):
        return None
    return next((row for row in FATES if row.answer == answer), None)


def _answer(dropped: Statement, edition: _Edition, place: Place) -> Answer | None:
    """What a statement on the same matter is to the dropped one."""
    found = edition.narrative.statement(place)
    asked = dropped.role == "recommendation"
    if found.role == "recommendation":
        return "lesser demand" if asked and _is_less(dropped, found) else "demand"
    lean = lean_of(plain(found.text))
    if found.role in ("deficiency", "mixed") or lean in ("down", "both"):
        return "lesser shortcoming" if not asked and _is_softer(dropped, found) else "shortcoming"
    reports = edition.narrative.sections[place.section].kind not in NO_PROGRESS_IN
    done = found.role == "achievement" or lean == "up"
    return "progress" if reports and done and place in edition.fresh else None


def _is_less(dropped: Statement, found: Statement) -> bool:
    direction, _ = direction_of(diff_words(dropped.text, found.text))
    return direction in ("weakened", "narrowed")


def _is_softer(dropped: Statement, found: Statement) -> bool:
    """Whether words that make a shortcoming partial came, and none of them was there."""
    was, now = (
        any(pattern.search(text) for pattern in _softeners()) for text in (dropped.text, found.text)
    )
    return now and not was


@cache
def _softeners() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.pattern, re.IGNORECASE) for row in SOFTENERS)


def _tells_all(dropped: Statement, found: Statement) -> bool:
    """Whether it is on every matter of policy that the dropped one is on, and reports of it."""
    themes = {*tags_of(dropped.text)} - UNTELLING_THEMES
    is_on_all = bool(themes) and themes <= {*tags_of(found.text)}
    return is_on_all and not any(p.search(found.text) for p in _no_progress())


@cache
def _no_progress() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.pattern, re.IGNORECASE) for row in NO_PROGRESS)

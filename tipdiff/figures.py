"""The national totals of all editions as series, and what later editions say of the same year.

    narratives --> claims of each edition --> points by year --> checks of one edition by another

A pure function of the narratives. An edition reports on the year before it; whatever it says of
earlier years is held against what their own editions said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from tipdiff.ledger.editions import holds
from tipdiff.model import Measure, Place
from tipdiff.parse.figures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tipdiff.model import Figure, Narrative, SectionKind

State = Literal[
    "stated",
    "not reported",  # the edition says that the government did not report it
    "not stated",  # the edition has the section, and no total in it
    "not comparable",  # the archive's copy does not hold the section
    "missing",  # the archive does not have the edition
]
Verdict = Literal[
    "restated",  # another number
    "confirmed",  # the same number
    "consistent",  # more, where the year's own edition says "at least"
    "reported later",  # a number, where the year's own edition says that there was none to report
    "other unit",  # cases against persons: not held against each other
]

ALL: tuple[Measure, ...] = get_args(Measure)
"""Every measure, in the order of the narrative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure, the edition that states it, and the sentence it stands in."""

    edition: int
    figure: Figure
    place: Place | None
    """None where the words cannot be found again in one statement."""

    @property
    def is_number(self) -> bool:
        """Whether a number is stated; zero is one."""
        return self.figure.value is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What is said of one measure in one year."""

    measure: Measure
    year: int
    state: State
    current: tuple[Claim, ...] = ()
    """By the edition that reports on this year."""
    restated: tuple[Claim, ...] = ()
    """By later editions, the oldest first."""

    @property
    def edition(self) -> int:
        """The edition that reports on this year."""
        return self.year + 1

    @property
    def value(self) -> int | None:
        """The number that the year's own edition states; the first of two units."""
        return next((c.figure.value for c in self.current if c.is_number), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A later edition's number for a year, held against what that year's own edition said."""

    measure: Measure
    year: int
    verdict: Verdict
    then: Claim
    later: Claim


@dataclass(frozen=True, kw_only=True)
class FigureSeries:
    """The figures of a country over all editions."""

    narratives: tuple[Narrative, ...]
    points: Mapping[Measure, tuple[Point, ...]]

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every later number held against the first one, by measure and year."""
        return tuple(
            check
            for points in self.points.values()
            for point in points
            for check in checks_of(point)
        )


def figures_of(narratives: Sequence[Narrative], measures: Iterable[Measure] = ALL) -> FigureSeries:
    """The series of a country; one narrative of each edition, the oldest first."""
    editions = {narrative.edition: narrative for narrative in narratives}
    asked = tuple(dict.fromkeys(measures))
    told = (claim for narrative in narratives for claim in _claims(narrative))
    claims = [claim for claim in told if claim.figure.measure in asked]
    first = min([min(editions) - 1, *map(year_of, claims)])
    years = range(first, max(editions))
    return FigureSeries(
        narratives=tuple(narratives),
        points={m: tuple(_points(editions, m, claims, years)) for m in asked},
    )


def checks_of(point: Point) -> Iterator[Check]:
    """What later editions say of a year, held against what its own edition said."""
    numbers = [claim for claim in point.current if claim.is_number]
    for later in point.restated:
        if not later.is_number:
            continue
        alike = [claim for claim in numbers if _comparable(claim.figure, later.figure)]
        same = next((c for c in alike if c.figure.value == later.figure.value), None)
        then = same or next(iter(alike or point.current), None)
        if then is not None:
            yield Check(
                measure=point.measure,
                year=point.year,
                verdict=_verdict(then, later, alike=bool(alike)),
                then=then,
                later=later,
            )


def _verdict(then: Claim, later: Claim, *, alike: bool) -> Verdict:
    if not then.is_number:
        return "reported later"
    if not alike:
        return "other unit"
    before, after = then.figure.value or 0, later.figure.value or 0
    if before == after:
        return "confirmed"
    more = then.figure.qualifier == "at_least" and after > before
    return "consistent" if more else "restated"


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same: the same period, in units that do not differ.

    None at all is none in every unit.
    """
    units = {one.unit, other.unit} - {"unspecified"}
    return one.period == other.period and (len(units) < 2 or 0 in (one.value, other.value))


def _points(
    editions: Mapping[int, Narrative], measure: Measure, claims: Iterable[Claim], years: range
) -> Iterator[Point]:
    """A point for each year: the same years for every measure."""
    by_year: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.figure.measure == measure:
            by_year.setdefault(year_of(claim), []).append(claim)
    for year in years:
        told = by_year.get(year, [])
        current = tuple(claim for claim in told if claim.edition == year + 1)
        yield Point(
            measure=measure,
            year=year,
            state=_state(editions.get(year + 1), measure, current),
            current=current,
            restated=tuple(claim for claim in told if claim.edition > year + 1),
        )


def _state(narrative: Narrative | None, measure: Measure, current: Sequence[Claim]) -> State:
    if narrative is None:
        return "missing"
    if any(claim.is_number for claim in current):
        return "stated"
    if current:
        return "not reported"
    return "not stated" if holds(narrative, _section(measure)) else "not comparable"


def year_of(claim: Claim) -> int:
    """The year a figure is of: the last one that its period names, but none after the edition's."""
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", claim.figure.period)]
    return min(max(years, default=claim.edition - 1), claim.edition - 1)


def _section(measure: Measure) -> SectionKind:
    """The kind of section that states a measure."""
    return next(kind for kind, measures in MEASURES.items() if measure in measures)


def _claims(narrative: Narrative) -> Iterator[Claim]:
    for figure in narrative.figures:
        yield Claim(edition=narrative.edition, figure=figure, place=_place(narrative, figure))


def _place(narrative: Narrative, figure: Figure) -> Place | None:
    """Where the words of a figure stand."""
    kind = _section(figure.measure)
    return next(
        (
            Place(section=s, statement=t)
            for s, section in enumerate(narrative.sections)
            if section.kind == kind
            for t, statement in enumerate(section.statements)
            if figure.evidence in statement.text
        ),
        None,
    )

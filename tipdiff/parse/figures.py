"""National totals of investigations, prosecutions, convictions and identified victims.

Each sentence is read by the grammar of counts.py. Where several speak of one measure and year,
the total is the first that is not of one kind only: what follows it are its parts and its cases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from tipdiff.model import Figure
from tipdiff.parse.counts import claims_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipdiff.model import Measure, Section, SectionKind
    from tipdiff.parse.reading import Claim

MEASURES: dict[SectionKind, tuple[Measure, ...]] = {
    "prosecution": ("investigations", "prosecutions", "convictions"),
    "protection": ("victims_identified",),
}
"""Where which totals are told; elsewhere the same words speak of parts, plans and trainings."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Said:
    """A claim, and the sentence that makes it."""

    claim: Claim
    sentence: str
    number: int
    """Of the sentence, in the order of the text."""
    compares: bool
    """Whether the sentence counts the same for another year as well."""

    @property
    def subject(self) -> tuple[str, int | None]:
        return self.claim.measure, self.claim.year

    @property
    def words(self) -> str:
        """What is counted, with the word before the number."""
        start = self.sentence.rfind(" ", 0, max(0, self.claim.start - 1)) + 1
        return self.sentence[start : self.claim.end]

    @property
    def count(self) -> int:
        return self.claim.value or 0


def read_figures(sections: Sequence[Section], edition: int) -> tuple[Figure, ...]:
    """The figures that the sections state, in the order in which they are stated."""
    said: list[_Said] = []
    before: list[Claim] = []
    for number, (kind, sentence) in enumerate(_sentences(sections)):
        claims = claims_of(sentence, edition, before) if _may_count().search(sentence) else []
        said += [
            _Said(
                claim=claim,
                sentence=sentence,
                number=number,
                compares=any(c.compared and c.measure == claim.measure for c in claims),
            )
            for claim in claims
            if claim.measure in MEASURES[kind]
        ]
        before = claims or before
    return tuple(_figure(one) for one in _totals(said, edition))


def _sentences(sections: Iterable[Section]) -> list[tuple[SectionKind, str]]:
    """The sentences of the sections that hold totals, cut again where a space was lost."""
    return [
        (section.kind, part)
        for section in sections
        if section.kind in MEASURES
        for statement in section.statements
        for part in re.split(r"(?<=[a-z\d)\]”\"]\.)(?=[A-Z][a-z])", statement.text)
    ]


def _totals(said: list[_Said], edition: int) -> list[_Said]:
    """What is left when parts, repetitions and single events stand beside a total."""
    kept = [one for one in said if _may_be_total(one.claim, edition)]
    chosen = []
    for one in kept:
        rivals = [other for other in kept if other.subject == one.subject]
        if one in _total_of(_confirmed(rivals)):
            chosen.append(one)
    return _without_repeats([one for one in chosen if _stands_with_main(one, kept, chosen)])


def _may_be_total(claim: Claim, edition: int) -> bool:
    """Whether nothing speaks against it: a total is of the year reported on or the one before."""
    if claim.dropped or claim.year is None or claim.year >= edition + bool(claim.period):
        return False
    return claim.compared or claim.year >= edition - 2


def _total_of(rivals: list[_Said]) -> list[_Said]:
    """Of all that is said of one measure and year: the first sentence that counts all of it.

    A count of one kind only stands for all where no larger count follows, unless sentences count
    the kinds one by one, or the total was said not to be known.
    """
    counted = [one for one in rivals if one.claim.value is not None]
    if not counted:
        return rivals[:1]
    first = _beside(counted, counted[0].number)
    larger = [one for one in counted if _outweighs(one, first)]
    if larger:
        return _beside([one for one in counted if not one.claim.typed], larger[0].number)
    if not any(one.claim.typed for one in first):
        return first
    kinds = {one.claim.typed for one in counted if one.count}
    apart = len({one.number for one in counted}) > 1 and kinds >= {"sex", "labor"}
    return [] if apart or rivals[0].number < first[0].number else first


def _beside(counted: list[_Said], number: int) -> list[_Said]:
    """The counts of a sentence; some behind none, or none behind some, are of another kind."""
    own = _of_sentence(counted, number)
    return [one for one in own if bool(one.count) == bool(own[0].count)]


def _confirmed(rivals: list[_Said]) -> list[_Said]:
    """Without potential victims where their sentence tells those confirmed from them."""
    sure = {one.number for one in rivals if "confirmed" in one.words}
    return [one for one in rivals if one.number not in sure or "potential" not in one.words]


def _of_sentence(said: list[_Said], number: int) -> list[_Said]:
    return [one for one in said if one.number == number]


def _outweighs(one: _Said, first: list[_Said]) -> bool:
    """Whether a later count is the total: larger than one of a kind, or than a single event's."""
    if one.claim.typed or one.count <= max(other.count for other in first):
        return False
    event = not first[0].compares and one.compares
    return event or any(other.claim.typed for other in first)


def _stands_with_main(one: _Said, kept: list[_Said], chosen: list[_Said]) -> bool:
    """Whether a comparison is made with a total: with a part, it is of that part."""
    main = [
        other
        for other in _of_sentence(kept, one.number)
        if other.claim.measure == one.claim.measure
        and not other.claim.compared
        and other.claim.value is not None
    ]
    return not one.claim.compared or not main or any(other in chosen for other in main)


def _without_repeats(said: list[_Said]) -> list[_Said]:
    """Of one measure and year each unit once, and each value, unless in two units that it names."""
    out: list[_Said] = []
    for one in said:
        same = [other.claim for other in out if other.subject == one.subject]
        if not any(_repeats(one.claim, claim) for claim in same):
            out.append(one)
    return out


def _repeats(claim: Claim, told: Claim) -> bool:
    unnamed = "unspecified" in (claim.unit, told.unit)
    return claim.unit == told.unit or (claim.value == told.value and unnamed)


def _figure(one: _Said) -> Figure:
    claim = one.claim
    return Figure(
        measure=claim.measure,
        period=claim.period or str(claim.year),
        value=claim.value,
        unit=cast("Literal['cases', 'persons', 'unspecified']", claim.unit),
        qualifier=cast("Literal['exact', 'at_least', 'about', 'none_reported']", claim.qualifier),
        evidence=one.sentence[claim.clause : claim.end].strip(),
    )


@cache
def _may_count() -> re.Pattern[str]:
    from tipdiff.tables.figures import COUNTING

    return re.compile(COUNTING, re.IGNORECASE)

"""Since which edition each statement stands as it does, and how much of an edition is how old."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.ledger.editions import holds, spots_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tipdiff.ledger.model import Ledger, Spot
    from tipdiff.model import SectionKind

KEPT = ("unchanged", "moved", "template")
"""Kinds of link in which no reader would find other words."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Age:
    """The edition that first had a statement's words; it may be older where none was compared."""

    since: int
    known: bool = True

    def __str__(self) -> str:
        """The year; `≤2016` where no earlier edition could be looked at."""
        return f"{'' if self.known else '≤'}{self.since}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """How many words of an edition, or of a section of it, stand since which edition."""

    edition: int
    kind: SectionKind | None
    """None: of the whole edition."""
    words: Mapping[Age, int]
    """The oldest first."""

    @property
    def total(self) -> int:
        """All its words."""
        return sum(self.words.values())

    def share(self, age: Age) -> float:
        """The part of the words that is so old."""
        return self.words.get(age, 0) / self.total if self.total else 0.0


def ages_of(ledger: Ledger) -> dict[Spot, Age]:
    """The age of every statement: what was joined is as old as the youngest of its parts.

    What came back after an edition without it has not stood since before that edition.
    """
    ages: dict[Spot, Age] = {}
    before = {step.new: step for thread in ledger.threads for step in thread.steps}
    into = {spot: step for news, step in before.items() for spot in news}
    for number, narrative in enumerate(ledger.narratives):
        kinds = {section.kind for section in narrative.sections}
        held = {k for k in kinds if any(holds(n, k) for n in ledger.narratives[:number])}
        for spot in spots_of(narrative):
            step = into.get(spot)
            if step and step.change.kind in KEPT and step.gap != "returned":
                ages[spot] = max(ages[old] for old in step.old)
            else:
                known = bool(step) or ledger.kind(spot) in held
                ages[spot] = Age(since=narrative.edition, known=known)
    return ages


def totals(ledger: Ledger, ages: Mapping[Spot, Age], edition: int) -> tuple[Ages, ...]:
    """The ages of an edition in words: of the whole, then of each kind of section."""
    whole: dict[Age, int] = {}
    parts: dict[SectionKind, dict[Age, int]] = {}
    for spot in spots_of(ledger.editions[edition]):
        count = len(ledger.statement(spot).text.split())
        part = parts.setdefault(ledger.kind(spot), {})
        for words in (whole, part):
            words[ages[spot]] = words.get(ages[spot], 0) + count
    named: list[tuple[SectionKind | None, dict[Age, int]]] = [(None, whole), *parts.items()]
    return tuple(
        Ages(edition=edition, kind=kind, words=dict(sorted(words.items()))) for kind, words in named
    )

"""Which editions hold a section, and which statements of an edition are where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.alike import has_outline
from tipdiff.ledger.model import Spot
from tipdiff.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipdiff.model import Narrative, SectionKind


def spots_of(narrative: Narrative) -> Iterator[Spot]:
    """Every statement of a narrative, in reading order."""
    for s, section in enumerate(narrative.sections):
        for t in range(len(section.statements)):
            yield Spot(edition=narrative.edition, place=Place(section=s, statement=t))


def spots_at(narrative: Narrative, places: Iterable[Place]) -> tuple[Spot, ...]:
    """The statements at those places."""
    return tuple(Spot(edition=narrative.edition, place=place) for place in places)


def holds(narrative: Narrative, kind: SectionKind) -> bool:
    """Whether the narrative can be asked what it says under that kind of section.

    It has statements there; or its outline leaves the topic out, and then nothing was said of it.
    """
    if has_outline(narrative):
        return kind not in narrative.missing
    return any(section.kind == kind and section.statements for section in narrative.sections)


def next_holder(narratives: Sequence[Narrative], after: int, kind: SectionKind) -> Narrative | None:
    """The first edition after the one of that index in which the kind of section can be found."""
    return next((n for n in narratives[after + 1 :] if holds(n, kind)), None)

"""The changes of a narrative's own verdicts: its tier, a waiver, the grade of a section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.label import identity
from tipdiff.model import Change, Narrative, Place, Reason, SectionKind
from tipdiff.tables.significance import weight_of
from tipdiff.tables.tiers import TIER_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator


def headlines_of(old: Narrative, new: Narrative) -> tuple[Change, ...]:
    """What changed in the fields a reader looks at first; nothing where one side is silent."""
    return (*_tier(old, new), *_waiver(old, new), *_grades(old, new))


def _tier(old: Narrative, new: Narrative) -> Iterator[Change]:
    if old.tier and new.tier and old.tier != new.tier:
        doubt = " (contradicted in the text)" if _is_doubted(old) or _is_doubted(new) else ""
        label = f"tier change: {TIER_NAMES[old.tier]} to {TIER_NAMES[new.tier]}{doubt}"
        yield _headline(old, new, "tier", label, "summary", new.tier_move)


def _is_doubted(narrative: Narrative) -> bool:
    """Whether heading, verdict and movement of a narrative name different tiers."""
    return any(warning.startswith("tier: the heading") for warning in narrative.warnings)


def _waiver(old: Narrative, new: Narrative) -> Iterator[Change]:
    if old.waiver != new.waiver and old.tier and new.tier:
        label = "waiver granted" if new.waiver else "no waiver any more"
        yield _headline(old, new, "waiver", label, "summary", new.tier_move)


def _grades(old: Narrative, new: Narrative) -> Iterator[Change]:
    before = dict(old.grades)
    for kind, grade in new.grades:
        was = before.get(kind, "unstated")
        if "unstated" not in (was, grade) and was != grade:
            yield _headline(old, new, "grade", f"grade of {kind}: {was} to {grade}", kind, grade)


def _headline(
    old: Narrative, new: Narrative, subject: str, label: str, section: SectionKind, rule: str
) -> Change:
    a, b = _sentences(old, subject, section), _sentences(new, subject, section)
    return Change(
        id=identity(old, new, a, b, salt=f"{subject} {section}"),
        kind="headline",
        subject=subject,
        label=label,
        section=section,
        old=a,
        new=b,
        reasons=(Reason(rule=rule),),
        significance=weight_of("headline", subject),
    )


def _sentences(narrative: Narrative, subject: str, kind: SectionKind) -> tuple[Place, ...]:
    """The sentences that say so: the tier's own, or the first one of the graded section."""
    places = [
        Place(section=s, statement=t)
        for s, section in enumerate(narrative.sections)
        for t in range(len(section.statements))
        if section.kind == kind
    ]
    if subject == "grade":
        return tuple(places[:1])
    by_role = {
        role: tuple(place for place in places if narrative.statement(place).role == role)
        for role in ("tier", "verdict")
    }
    return by_role["tier"] or by_role["verdict"]

"""How sections, tiers and places are called before a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.report.visible import one_line
from tipdiff.series import find, section_names
from tipdiff.tables.tiers import TIER_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.model import Change, Comparison, Narrative, Place, SectionKind, Tier, TierMove

_MOVES: dict[TierMove, tuple[str, str]] = {
    "remained": ("remained", "in {}: same tier as the edition before"),
    "upgraded": ("upgraded", "in {}: upgraded from the edition before"),
    "downgraded": ("downgraded", "in {}: downgraded from the edition before"),
    "unstated": ("the narrative does not say how it moved",) * 2,
}
"""What a move is called between neighbouring editions, and across a gap."""


def section_name(kind: SectionKind) -> str:
    """What a reader calls a kind of section."""
    return section_names()[kind]


def group_name(kind: SectionKind | None) -> str:
    """What a reader calls a group of changes; the headlines belong to no section."""
    return section_name(kind) if kind else "Tier and grades"


def tier_name(tier: Tier | None) -> str:
    """What a reader calls a tier."""
    return TIER_NAMES[tier] if tier else "no tier stated"


def tier_line(comparison: Comparison) -> str:
    """Both tiers and what the newer narrative says of the move: Tier 2 → Tier 1 (upgraded).

    A narrative speaks of the edition before it: across a gap of years the line says so. Of a series
    without tiers there is nothing to say.
    """
    old, new = comparison.old, comparison.new
    if not find(new.series).rated:
        return ""
    said = _MOVES[new.tier_move][new.edition != old.edition + 1].format(new.edition)
    waiver = ", waiver" if new.waiver else ""
    return f"{tier_name(old.tier)} → {tier_name(new.tier)} ({said}{waiver})"


def place_name(narrative: Narrative, place: Place) -> str:
    """Where a statement stands: `recommendation 3`, `protection, sentence 2`."""
    kind = narrative.sections[place.section].kind
    rank = narrative.statement(place).rank
    if rank is not None:
        return f"recommendation {rank}"
    heading = narrative.sections[place.section].heading
    if heading and find(narrative.series).topics:
        return f"{one_line(heading).rstrip(':. ')}, sentence {place.statement + 1}"
    return f"{section_name(kind).lower()}, sentence {place.statement + 1}"


def _side(narrative: Narrative, places: Sequence[Place]) -> str:
    """The places of one side: `recommendation 3 and 4`."""
    first, *others = (place_name(narrative, place) for place in places)
    stem = first.rpartition(" ")[0]
    return " and ".join([first, *(name.removeprefix(f"{stem} ") for name in others)])


def places_name(comparison: Comparison, old: Sequence[Place], new: Sequence[Place]) -> str:
    """Where a change stands on both sides: `recommendation 3 → 5`."""
    before = _side(comparison.old, old) if old else ""
    after = _side(comparison.new, new) if new else ""
    if not (before and after) or before == after:
        return before or after
    stem = before.rpartition(" ")[0] if len(old) == 1 else ""
    return f"{before} → {after.removeprefix(f'{stem} ') if stem else after}"


def listed(kinds: Sequence[SectionKind]) -> str:
    """Names of sections in one phrase: `Prosecution, Protection and Prevention`."""
    names = [section_name(kind) for kind in kinds]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def uncompared_lines(comparison: Comparison) -> list[str]:
    """One sentence for each side that lacks sections: what could not be compared, and why."""
    lines = []
    for narrative, other in (
        (comparison.old, comparison.new),
        (comparison.new, comparison.old),
    ):
        held = {section.kind for section in narrative.sections if section.statements}
        lacking = [kind for kind in comparison.uncompared if kind not in held]
        if lacking:
            why = "is known to be partial and does" if narrative.partial else "does"
            lines.append(
                f"Not compared: {listed(lacking)}. The copy of {narrative.title} "
                f"({narrative.source.replace('_', ' ')}) {why} not hold "
                f"{'them' if len(lacking) > 1 else 'it'}; nothing of {other.edition} counts as "
                "dropped or new there."
            )
    return lines


def figures_line(change: Change) -> str:
    """The figures that changed: `figures: 63 → 66; none → 4`."""
    pairs = (f"{figure.old or 'none'} → {figure.new or 'none'}" for figure in change.figures)
    said = one_line("; ".join(pairs))
    return f"figures: {said}" if said else ""


def reasons_line(change: Change) -> str:
    """The rules behind a label, with the words they fired on."""
    rules = (f"{r.rule} ({r.words})" if r.words else r.rule for r in change.reasons)
    said = one_line("; ".join(rules))
    return f"by rule: {said}" if said else ""

"""What a piece of evidence is about: two sides compared, and one change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff import __version__
from tipdiff.compare import COMPARER_VERSION, compare
from tipdiff.parse import PARSER_VERSION

if TYPE_CHECKING:
    from tipdiff.evidence.sides import Side
    from tipdiff.model import Change, Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What made a piece of evidence."""

    tipdiff: str = __version__
    parser: int = PARSER_VERSION
    comparer: int = COMPARER_VERSION


PRESENT = Versions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Two sides compared, and the change that is to be proved."""

    old: Side
    new: Side
    comparison: Comparison
    change: Change
    versions: Versions = PRESENT


def case_of(old: Side, new: Side, change_id: str, versions: Versions = PRESENT) -> Case | None:
    """The case of a change between two sides; None where their comparison has no such change."""
    comparison = compare(old.narrative, new.narrative)
    told = (*comparison.headlines, *comparison.outcomes)
    change = next((change for change in told if change.id == change_id), None)
    if change is None:
        return None
    return Case(old=old, new=new, comparison=comparison, change=change, versions=versions)

"""The same edit in many narratives: found, told once with its countries, and taken out of each.

    comparisons --> edits of each --> those that many countries have --> wording, or only shared
                --> without what is wording

What so many countries have is wording of the edition by share alone (tables/template_shares.py),
but never where nothing but figures changed. Everything here is pure. `without_template_changes`
does all of it; who does not hold an edition in memory takes the three steps: `edits_of` each
comparison, `find` over all of these, `applied` to each comparison.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.template_changes.edits import Edits, edits_of
from tipdiff.template_changes.finding import find
from tipdiff.template_changes.model import Findings, SharedEdit
from tipdiff.template_changes.removal import applied

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipdiff.model import Comparison

__all__ = [
    "Edits",
    "Findings",
    "SharedEdit",
    "applied",
    "edits_of",
    "find",
    "without_template_changes",
]


def without_template_changes(
    comparisons: Iterable[Comparison],
) -> tuple[tuple[Comparison, ...], tuple[SharedEdit, ...]]:
    """The comparisons of an edition without what is its wording, and the edits that many have.

    The comparisons come back in their order. A change whose only edits are wording of the edition
    has the kind "template", no significance, and a reason that names the edit and says how many
    countries have it; of any other change, only the wording is no longer marked. An edit that many
    countries have but not enough of them is told with its countries, and stays a change of each.
    """
    every = tuple(comparisons)
    findings = find([edits_of(comparison) for comparison in every])
    pairs = zip(every, findings.marks, strict=True)
    return tuple(applied(comparison, marks) for comparison, marks in pairs), findings.edits

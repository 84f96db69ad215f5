"""The same edit in many narratives: found, told once with its countries, and taken out of each.

    comparisons --> edits of each --> those that many countries have --> wording, or only shared
                --> without what is wording

What so many countries have is wording of the edition by share alone (tables/template_shares.py),
but never where nothing but figures changed. Everything here is pure, in three steps, so that an
edition need not be held in memory: `edits_of` each comparison, `find` over all of these, `applied`
to each comparison. A change whose only edits are wording of the edition becomes "template", with
no significance, and a reason that names the edit and says how many countries have it; of any other
change, only the wording is no longer marked. An edit that many countries have but not enough of
them is told with its countries, and stays a change of each.
"""

from __future__ import annotations

from tipdiff.template_changes.edits import Edits, edits_of
from tipdiff.template_changes.finding import find
from tipdiff.template_changes.model import Findings, SharedEdit
from tipdiff.template_changes.removal import applied

__all__ = [
    "Edits",
    "Findings",
    "SharedEdit",
    "applied",
    "edits_of",
    "find",
]

"""In how many narratives an edit must be found to be wording of the edition, or to be told at all.

Shares are of the countries compared. Of 183 narratives of 2018 the known formulae of this report
(tables/formulae.py) stand in 122 to 183, and the one for Tier 1 alone in 38: between a fifth and
two thirds nothing is known. What is decided here is shown with its countries, never hidden.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of the countries compared: that share of them, and at least so many."""

    name: str
    share: float
    least: int
    origin: str

    def of(self, compared: int) -> int:
        """The number of countries, of so many compared."""
        return max(self.least, math.ceil(self.share * compared - 1e-9))


SHARED = Share(
    name="same edit",
    share=0.05,
    least=5,
    origin="fewer make no pattern: five neighbours in a region may be edited by one desk",
)
"""From here on an edit is told once, with its countries; it stays a change of each of them."""

TEMPLATE = Share(
    name="template wording",
    share=1 / 3,
    least=10,
    origin="half of what the rarest formula of general use has (122 of 183), above any of one tier",
)
"""From here on a rewording is the edition's, and no change of a country."""

TEMPLATE_FACTS = Share(
    name="template wording that touches facts",
    share=3 / 4,
    least=10,
    origin="`maintained` became `increased` for many; for three of four it is how they are written",
)
"""The same for an edit that the aligner takes for other facts: status, direction, polarity, names.
An edit of nothing but figures is never wording, however many have it."""

TEMPLATE_STATEMENT = Share(
    name="template statement",
    share=1 / 2,
    least=10,
    origin="a whole statement says more than a phrase: what half the countries are told is a form",
)
"""The same for whole statements that are new, or dropped."""

TOGETHER = 0.9
"""Edits that stand together in so many of the places where the commonest of them stands are one:
a formula that is rewritten at several of its words."""

LARGEST_GAP = 6
"""Words that may stand between two such edits: the longest stretch that the known formulae keep."""

MOST_TOGETHER = 4
"""Edits that can be one: more are a new sentence."""

TELLING = 3
"""Words of content that make an edit the same one wherever it stands, where they are all on one
side; any that replaces content by content is."""

BOUND = 1 / 2
"""Share of the countries that must have a smaller edit beside the same word for it to be wording:
"vigorously" put before one verb everywhere is, put before many is asked of each country."""

CONTEXT = 3
"""Words of a neighbour that such an edit is known by, at most: up to one that carries content."""

COMMON_SHINGLES = 1 / 2
"""Share of a statement's runs of three words that others must have for it to be looked at: one
word in ten that differs takes a third of them away."""

NEARLY_SAME = 0.9
"""Share of their words that two statements must have in common, in the same order, to be the same:
names of countries are alike, and one word in ten may differ."""

MOST_SHOWN = 8
"""Words on either side that an edit is shown with, and read with to see whether it touches facts."""

"""How much a change matters to a reader: the order of every summary and digest.

The order of the groups is the one the readers of the report use: the tier first, then
deficiencies, recommendations, achievements, figures, wording. The numbers only have to keep that
order; they are spaced so that a direction or a turn can lift a change above its group.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class Weight(NamedTuple):
    """One row: which changes it covers, and their weight (0: not told as a change)."""

    name: str
    kinds: tuple[str, ...]
    subjects: tuple[str, ...]
    weight: int
    origin: str


ANY = ("*",)

WEIGHTS: tuple[Weight, ...] = (
    Weight("tier", ("headline",), ("tier",), 100, "the tier decides sanctions (22 U.S.C. 7107(d))"),
    Weight("waiver", ("headline",), ("waiver",), 95, "a waiver averts Tier 3 (7107(b)(2)(D))"),
    Weight("grade", ("headline",), ("grade",), 90, "the verdict on a section, in its first sentence"),
    Weight("turned", ("turned",), ANY, 85, "a deficiency resolved, or an achievement lost"),
    Weight("deficiency", ("new", "dropped"), ("deficiency", "mixed"), 80, "design, section 2"),
    Weight("recommendation", ("new", "dropped"), ("recommendation",), 70, "design, section 2"),
    Weight("achievement", ("new", "dropped"), ("achievement",), 60, "design, section 2"),
    Weight("figures", ("updated",), ("achievement", "deficiency", "mixed"), 50, "figures"),
    Weight("demand", ("reworded", "updated"), ("recommendation",), 48, "wording of a demand"),
    Weight("summary", ("reworded",), ("achievement", "deficiency", "mixed"), 40, "wording"),
    Weight("rank", ("moved",), ("recommendation",), 30, "the list is prioritized from 2019"),
    Weight("body figures", ("updated",), ("statement", "context"), 26, "figures of a section"),
    Weight("body", ("new", "dropped"), ("statement", "context"), 24, "statements of a section"),
    Weight("body wording", ("reworded",), ("statement", "context"), 12, "wording of a section"),
    Weight("formula", ("new", "dropped", "updated", "reworded"), ("verdict", "tier", "lead"), 8,
           "verdict and tier sentences: what they say is in the headline"),
    Weight("place", ("moved",), ANY, 4, "the same words in another place"),
    Weight("none", ("unchanged", "template", "uncompared"), ANY, 0, "no reader calls it a change"),
)  # fmt: skip

ACROSS_SECTIONS = 0.9
"""Score a link needs to join statements of different sections: what the summary says is often said
again, in other words, in a section of the same edition. By eye on 2018 against 2023, and on the
made-up country."""

SAME_TOPIC = 0.5
"""Cosine of the weighed words of two sections from which they are held to be alike though their
headings are not. On real Human Rights Reports: a section that lost its heading 0.8 to 0.9, one that
went into another 0.4 to 1, sections of different topics under 0.4."""

LEAST_TOPIC_WORDS = 20
"""Words a section needs to be known by what it says: "Not applicable." is said of many."""

LEAST_MOVED_WORDS = 6
"""Words a statement needs to be known again under another topic of an outline; a shorter one is a
stock phrase ("See section 1.c.", "The law was enforced.")."""

TURNED = 0.95
"""Score a link needs to say that a deficiency is now an achievement, or the reverse: a reader will
quote it. By eye on 2018 against 2023, and on the made-up country."""

DIRECTION_BONUS = 6
"""Added where a demand was strengthened, weakened, narrowed or broadened: that is its news."""


@cache
def weight_of(kind: str, subject: str) -> int:
    """The weight of the first row that covers a change of this kind and subject."""
    return next(
        row.weight
        for row in WEIGHTS
        if kind in row.kinds and (row.subjects == ANY or subject in row.subjects)
    )

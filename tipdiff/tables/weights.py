"""The aligner's numbers: what each piece of evidence adds to the log-odds of a link.

The tables of evidence are logistic regressions on the gold links of Human Rights Reports, yearly
summaries, essays and requirement lists (weights of the pairs 3 : 8 : 2 : 8, so that no kind of
text drowns the others), checked by leaving out one fifth of the texts in turn (docs/alignment.md);
`python -m benchmarks.fit_aligner ../shared/bench` prints that of words, and all four given
further gold links.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of evidence and what a unit of it adds."""

    name: str
    weight: float


WORD_EVIDENCE: tuple[Evidence, ...] = (
    Evidence(name="before any evidence", weight=-9.07),
    Evidence(name="cosine", weight=2.08),
    Evidence(name="containment", weight=0.39),
    Evidence(name="own theme", weight=4.00),
    Evidence(name="label", weight=2.33),
    Evidence(name="length", weight=-1.37),
    Evidence(name="substance", weight=0.70),
    Evidence(name="alone", weight=0.48),
    Evidence(name="rarest", weight=2.19),
    Evidence(name="grams", weight=6.57),
    Evidence(name="opening", weight=3.82),
    Evidence(name="phrases", weight=0.26),
    Evidence(name="two events", weight=-3.10),
)
"""By the words of the two statements alone."""

CONTEXT_EVIDENCE: tuple[Evidence, ...] = (
    Evidence(name="before any evidence", weight=0.47),
    Evidence(name="words", weight=0.79),
    Evidence(name="between", weight=1.84),
    Evidence(name="adjacent", weight=1.28),
    Evidence(name="order kept", weight=-5.00),
    Evidence(name="out of order", weight=2.71),
    Evidence(name="gap", weight=1.51),
    Evidence(name="few", weight=10.70),
    Evidence(name="vicinity", weight=4.16),
    Evidence(name="rival", weight=-0.19),
    Evidence(name="beaten", weight=-0.58),
)
"""By what became of the neighbours, and by rival pairs; "words" is the sum of the table above."""

GROUP_EVIDENCE: tuple[Evidence, ...] = (
    Evidence(name="before any evidence", weight=-0.18),
    Evidence(name="best pair", weight=0.31),
    Evidence(name="mean pair", weight=0.51),
    Evidence(name="explained of rest", weight=2.23),
    Evidence(name="length", weight=-1.32),
    Evidence(name="beside", weight=0.40),
)
"""For one more statement in a link; a pair is worth the sum of the table above."""

UNION_EVIDENCE: tuple[Evidence, ...] = (
    Evidence(name="before any evidence", weight=-4.46),
    Evidence(name="best pair", weight=0.87),
    Evidence(name="mean pair", weight=-0.41),
    Evidence(name="explained of rest", weight=-0.14),
    Evidence(name="length", weight=1.84),
    Evidence(name="beside", weight=0.86),
)
"""For two links that become one."""

UNSEEN_ODDS = -6.0
"""What a pair is worth in a group that its words made no candidate."""

THEME_WEIGHT = 1.0
"""Of a theme against a word as rare: 0.5 and 1.5 give nearly the same links."""

NEAREST = 5
"""Candidates looked at for each statement: 3 lose some links, 8 gain none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """How near a statement must be to be looked at."""

    cosine: float
    share: float
    """Of the nearest one's cosine."""


NEAR = Near(cosine=0.15, share=0.65)
"""Farther off hardly a gold link of any kind of text is found (a cosine of 0.12 links as well, and
more that are none, by eye on Human Rights Reports; a share of 0.8 loses some)."""

SURE = 0.9
NEAR_IF_SURE = Near(cosine=0.3, share=0.65)
"""The same where links are asked for that are so sure: of those across sections in 96 pairs of Human
Rights Reports none has a cosine of less than 0.4."""

NEAR_TO_FIT = Near(cosine=0.12, share=0.0)
"""The tables of evidence are fitted to pairs that are farther off as well."""

COMMON_SHARE = 0.1
LEAST_COMMON_HOLDERS = 12
LEAST_TELLING = 5
"""A word that more of the statements have finds no candidates, unless a statement has no five
rarer ones; it is weighed all the same."""

HOPELESS_ODDS = -5.0
"""Log-odds by words alone that no neighbours make good."""

ANCHOR_ODDS = 1.0
"""A link by words alone must be this sure to speak for its neighbours."""

LEAST_SCORE = 0.4
"""How sure a link must be: between the best for summaries (0.35) and for essays (0.5)."""

GROUP_ODDS = -1.0
"""How sure, in log-odds, of one more statement in a link: -0.5 and -1.4 give worse links."""

UNION_ODDS = 0.0
"""How sure of two links that become one: many pairs are linked at once, so that an error is dear
(with -1.0 requirement lists lose 0.02, all others stay as they are)."""

LARGEST_GROUP = 5
"""Statements on the larger side of a split or merge: the gold links have up to four."""

LEAST_GROUP_PAIR = -4.0
"""Log-odds below which a pair is not tried as part of a split or merge."""


def judge(table: Sequence[Evidence]) -> Callable[[Sequence[float]], float]:
    """A function that sums up evidence; the table's first row is the odds before any."""
    before, weights = table[0].weight, [row.weight for row in table[1:]]
    return lambda values: before + sum(map(mul, weights, values))

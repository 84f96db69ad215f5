"""The aligner's numbers: what each piece of evidence adds to the log-odds of a link.

The tables of evidence are logistic regressions on the gold links of Human Rights Reports, yearly
summaries, essays and requirement lists (weights of the pairs 4 : 12 : 2 : 8, so that no kind of
text drowns the others), checked by leaving out one fifth of the texts in turn;
`python -m benchmarks.fit_aligner ../shared/bench` prints them.
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
    Evidence(name="before any evidence", weight=-10.47),
    Evidence(name="cosine", weight=2.43),
    Evidence(name="containment", weight=3.52),
    Evidence(name="dice", weight=5.84),
    Evidence(name="order", weight=3.90),
    Evidence(name="own theme", weight=4.16),
    Evidence(name="label", weight=2.22),
    Evidence(name="length", weight=-1.28),
    Evidence(name="substance", weight=1.31),
)
"""By the words of the two statements alone."""

CONTEXT_EVIDENCE: tuple[Evidence, ...] = (
    Evidence(name="before any evidence", weight=0.52),
    Evidence(name="words", weight=0.71),
    Evidence(name="between", weight=1.77),
    Evidence(name="adjacent", weight=1.22),
    Evidence(name="near", weight=0.48),
    Evidence(name="order kept", weight=-3.05),
    Evidence(name="out of order", weight=1.77),
    Evidence(name="gap", weight=1.85),
    Evidence(name="few", weight=12.06),
    Evidence(name="rival", weight=-0.24),
    Evidence(name="beaten", weight=-0.87),
)
"""By what became of the neighbours, and by rival pairs; "words" is the sum of the table above."""

GROUP_EVIDENCE: tuple[Evidence, ...] = (
    Evidence(name="before any evidence", weight=-0.71),
    Evidence(name="pair", weight=0.40),
    Evidence(name="explained of rest", weight=3.05),
    Evidence(name="length", weight=-1.94),
)
"""For one more statement in a link; "pair" is the sum of the table above for the new pair."""

FUNCTION_WORD_WEIGHT = 0.15
"""Of a function word against a content word as rare: 0.05 and 0.3 give the same links."""

THEME_WEIGHT = 1.0
"""Of a theme against a word as rare: 0.5 and 1.5 give nearly the same links."""

NEAREST = 5
"""Candidates looked at for each statement: 3 lose some links, 8 gain none."""

LEAST_COSINE = 0.12
"""Below this hardly a gold link of any kind of text is found; 0.1 and 0.15 do as well."""

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

GROUP_ODDS = -0.5
"""How much less sure, in log-odds, one more statement in a link may be than a link."""

LARGEST_GROUP = 5
"""Statements on the larger side of a split or merge: the gold links have up to four."""

LEAST_EXPLAINED = 0.35
"""Share of a part's content that the whole must hold: less than a third is no link."""

LEAST_GROUP_PAIR = -4.0
"""Log-odds below which a pair is not tried as part of a split or merge."""


def judge(table: Sequence[Evidence]) -> Callable[[Sequence[float]], float]:
    """A function that sums up evidence; the table's first row is the odds before any."""
    before, weights = table[0].weight, [row.weight for row in table[1:]]
    return lambda values: before + sum(map(mul, weights, values))

"""What ledgers are made by: when a statement has come back, and what stands in for a dropped one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from tipdiff.ledger.model import FateKind

RETURNED = 0.95
"""Score a link needs to say that a statement came back after editions without it. By eye on the
Human Rights Reports 2016 to 2024 of three countries: of the links from .95 on 16 of 18 are the
same statement, of those between .6 and .95 five of 27."""

Answer = Literal["shortcoming", "demand", "lesser shortcoming", "lesser demand", "progress"]
"""What a statement is to a dropped one on the same matter."""


class FateRow(NamedTuple):
    """One row: what a statement is to a dropped one, and what that makes of the dropped one."""

    name: str
    answer: Answer
    fate: FateKind
    least: float
    """Score that a link between the two needs."""
    origin: str


CANDIDATE = 0.2
"""Score above which a statement is looked at: that of a split is the least of its parts, and each
is judged alone afterwards."""

SAME_MATTER = 0.8
"""By eye on 60 narratives of 2018, each recommendation and deficiency against the rest of its own
narrative: from this score on most pairs are on the same matter, under it every second is not."""

PROGRESS = 0.9
"""By eye on 70 narratives of 2018, each recommendation against what its own narrative reports as
done: 16 of 18 from .9 on are on the same matter, six of nine from .8 on, five of nine from .7 on."""

FATES: tuple[FateRow, ...] = (
    FateRow("still a shortcoming", "shortcoming", "repeated elsewhere", SAME_MATTER,
            "issue 5: what became of a dropped deficiency"),
    FateRow("still asked for", "demand", "repeated elsewhere", SAME_MATTER,
            "issue 5: what became of a dropped recommendation"),
    FateRow("a lesser shortcoming", "lesser shortcoming", "softened", SAME_MATTER,
            "issue 5; the words that lessen it are SOFTENERS"),
    FateRow("asked for less", "lesser demand", "softened", SAME_MATTER,
            "issue 5; weakened or narrowed by the table of strengths"),
    FateRow("progress reported", "progress", "addressed", PROGRESS,
            "issue 5; a new statement of something done, with a theme in common"),
)  # fmt: skip
"""The first row that any statement fits decides: what still lacks outweighs progress."""


class Softener(NamedTuple):
    """Words whose coming makes a shortcoming smaller: it was whole, and now is partial."""

    name: str
    pattern: str
    origin: str


SOFTENERS: tuple[Softener, ...] = (
    Softener("in part", r"\b(?:some|certain|several|a number of|in some cases|at times|partly|partially)\b",
             "deficiencies of 2018 and 2023"),
    Softener("not always", r"\b(?:always|consistently|systematically|uniformly|regularly|routinely|often|usually)\b",
             "deficiencies of 2018: did not consistently"),
    Softener("not enough", r"\b(?:adequate(?:ly)?|sufficient(?:ly)?|fully|effective(?:ly)?|comprehensive(?:ly)?|"
             r"insufficient(?:ly)?|inadequate(?:ly)?|limited|few|fewer|rarely|seldom|slow(?:ly)?|only|all)\b",
             "deficiencies of 2018: did not provide adequate, few, limited"),
)  # fmt: skip

NO_PROGRESS_IN = ("profile", "scope", "recommendations")
"""Kinds of section that report nothing a government has done."""

UNTELLING_ROLES = ("verdict", "tier", "achievement_lead", "deficiency_lead")
"""Roles of sentences that name no matter: they answer nothing."""

UNTELLING_THEMES = ("minimum standards", "tier")
"""Themes that are no matter of policy: design, section 2."""

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

PROGRESS = 0.8
"""By eye on the 183 narratives of 2018, each recommendation and deficiency against what its own
narrative reports as done: 35 of 38 say what was done on the same matter. Before every theme of the dropped one and
NO_PROGRESS were asked for, 23 of 32 from .9 on did."""

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
            "issue 5; a new statement of something done, on every theme of the dropped one"),
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


class NoProgress(NamedTuple):
    """Words by which a statement reports nothing that was done, whatever its verbs are."""

    name: str
    pattern: str
    origin: str


NO_PROGRESS: tuple[NoProgress, ...] = (
    NoProgress("asked for by others",
               r"\b(?:call(?:ed|s|ing)? (?:for|on)|urg(?:ed|es|ing)|recommend(?:ed|s|ing)|advocat(?:ed|es|ing) for)\b",
               "narratives of 2018: NGOs called for, the rapporteur recommended"),
    NoProgress("still needed",
               r"\b(?:requir(?:ed?|es)|need(?:ed|s)?) (?:additional|further|more|greater|better)\b",
               "narratives of 2018: required additional training"),
    NoProgress("what a law says",
               r"^(?!.*\b(?:enact|pass|adopt|amend|approv|sign|promulgat|ratif|implement|enforc)\w*)"
               r"(?:[\w.'’()-]+,? ){0,8}?(?:law|act|code|constitution|articles?|sections?|decree|statute)"
               r"(?: [\w.'’()-]+){0,5}? (?:criminali[sz]|prohibit|prescrib|defin|establish|provid|allow|requir)\w*",
               "narratives of 2018: the 2009 act criminalized"),
)  # fmt: skip

NO_PROGRESS_IN = ("profile", "scope", "recommendations")
"""Kinds of section that report nothing a government has done."""

UNTELLING_ROLES = ("verdict", "tier", "achievement_lead", "deficiency_lead")
"""Roles of sentences that name no matter: they answer nothing."""

UNTELLING_THEMES = frozenset({"minimum standards", "tier"})
"""Themes that are no matter of policy: design, section 2."""

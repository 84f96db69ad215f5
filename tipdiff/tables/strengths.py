"""Wording that makes a demand stronger, weaker, narrower or broader.

Each row fires on words that one side of a reworded recommendation has and the other has not. A row
says what ADDING its words does; losing them does the opposite. Rows about strength stand before
rows about scope, because strength is what readers ask for first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tipdiff.model import Direction


class Strength(NamedTuple):
    """One row: the words, and what adding them to a recommendation does to it."""

    name: str
    pattern: str
    added: Direction
    origin: str


OPPOSITE: dict[Direction, Direction] = {
    "strengthened": "weakened",
    "weakened": "strengthened",
    "narrowed": "broadened",
    "broadened": "narrowed",
}

STRENGTHS: tuple[Strength, ...] = (
    Strength("continue to", r"\bcontinu(?:e|ing)(?: to)?\b", "weakened",
             "credit for what is done already: format reference, section 6"),
    Strength("vigor", r"\b(?:vigorous(?:ly)?|aggressive(?:ly)?|rigorous(?:ly)?|robust(?:ly)?)\b",
             "strengthened", "format reference, section 6"),
    Strength("degree", r"\b(?:significant(?:ly)?|substantial(?:ly)?|dramatically|drastically|"
             r"further|greatly)\b", "strengthened", "format reference, section 6"),
    Strength("initiative", r"\b(?:proactive(?:ly)?|systematic(?:ally)?|actively)\b",
             "strengthened", "recommendations of 2018 and 2023"),
    Strength("completeness", r"\b(?:fully|effective(?:ly)?|consistent(?:ly)?|thorough(?:ly)?|"
             r"comprehensive(?:ly)?|adequate(?:ly)?)\b", "strengthened",
             "format reference, section 6"),
    Strength("urgency", r"\b(?:immediate(?:ly)?|prompt(?:ly)?|urgent(?:ly)?|without delay|"
             r"expeditious(?:ly)?|swift(?:ly)?)\b", "strengthened", "recommendations of 2018"),
    Strength("obligation", r"\b(?:ensur(?:e|es|ing)|guarantee|requir(?:e|es|ing)|mandat(?:e|es|ory)|"
             r"cease|end|eliminate)\b", "strengthened", "recommendations of 2018 and 2023"),
    Strength("more", r"\b(?:increas(?:e|es|ed|ing)|more|greater|additional|expand(?:ed|ing)?|"
             r"strengthen(?:ed|ing)?|intensify|redouble|step up)\b", "strengthened",
             "recommendations of 2018"),
    Strength("hedge", r"\b(?:consider(?:ing)?|explore|exploring|encourag(?:e|ing)|seek to|attempt|"
             r"try|examine|stud(?:y|ying)|assess whether)\b", "weakened",
             "recommendations of 2018"),
    Strength("condition", r"\b(?:as appropriate|where appropriate|if possible|where possible|"
             r"as needed|when feasible|if appropriate|to the extent)\b", "weakened",
             "recommendations of 2018 and 2023"),
    Strength("everyone", r"\b(?:all|every|any|each|regardless of|both)\b", "broadened",
             "recommendations of 2018 and 2023"),
    Strength("including by", r"\bincluding by\b", "broadened",
             "a means named beside the others"),
    Strength("including", r"\b(?:including|such as|as well as|among others)\b", "broadened",
             "recommendations of 2018 and 2023"),
    Strength("focus", r"\b(?:especially|particularly|in particular|focus(?:ed|ing)?|priority|"
             r"prioritiz(?:e|ing))\b", "narrowed", "recommendations of 2018 and 2023"),
    Strength("limit", r"\b(?:only|solely|exclusively|limited to|unless|except|provided that|"
             r"when|while|where|if)\b", "narrowed", "recommendations of 2018 and 2023"),
    Strength("part", r"\b(?:some|certain|selected|most)\b", "narrowed",
             "recommendations of 2018"),
)  # fmt: skip

LONGER_LIST_WORDS = 2
"""Words that an enumeration must gain, with nothing lost, to be called broadened: one word may be
a matter of style. By eye on the recommendations of 2018 and 2023."""

KEPT_SHARE = 0.5
"""Share of the shorter text's words that must be kept for a direction to be claimed: under it the
demand was written anew. By eye on the recommendations of 2018 and 2023."""

"""The formulae of tier, verdict, movement and waiver, edition by edition."""

from __future__ import annotations

from dataclasses import dataclass

TIER_NAMES = {
    "1": "Tier 1",
    "2": "Tier 2",
    "2WL": "Tier 2 Watch List",
    "3": "Tier 3",
    "special": "Special Case",
}
"""How people call what the model calls by its short name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A wording that says where a country is placed, or why."""

    name: str
    pattern: str
    origin: str


TIER = r"(?:tier\s*(?:1|2\s*[(-]?\s*watch\s*-?\s*list|2\s*wl|2|3)|special\s+case)"
"""The Watch List before Tier 2: the shorter name is the beginning of the longer one."""

FORMULAE: tuple[Formula, ...] = (
    Formula(name="tier", pattern=TIER, origin="format reference, section 5"),
    Formula(
        name="heading runs on",
        pattern=r"^\s*WATCH\s*-?LIST",
        origin="TIP 2018 as text: headings broken before WATCH LIST",
    ),
    Formula(
        name="special case",
        pattern=r"\b(?P<verb>remain(?:s|ed)|is|was) (?:designated )?an? special case\b",
        origin="format reference, section 4.7",
    ),
    Formula(
        name="waiver",
        pattern=(
            r"\bgranted (?:a |an |another )?waiver\b"
            r"|\bwritten plan,? that,? if implemented\b.{0,160}?\btier 2\s*watch"
        ),
        origin="format reference, sections 4.3 and 6",
    ),
    Formula(
        name="no waiver",
        pattern=r"\b(?:not|no longer)\b[^.]{0,60}\bwaiver\b",
        origin="reasoned: waivers ran out from the 2013 report on (format reference, section 7)",
    ),
    Formula(
        name="verdict: fully",
        pattern=r"\bfully (?:meets?|compl(?:y|ies)(?: with)?) (?:the )?minimum standards",
        origin="format reference, section 6",
    ),
    Formula(
        name="verdict: not fully",
        pattern=(
            r"\b(?:do|does) not (?:yet )?(?:fully )?(?:meet|comply)\b.{0,20}?\bminimum standards"
            r"|\bnot making (?:significant|any) efforts to (?:meet|comply)"
        ),
        origin="format reference, sections 4.1 and 6; CIA World Factbook 2014",
    ),
    Formula(
        name="verdict: efforts",
        pattern=(
            r"\b(?:is|are) (?:nevertheless |however )?making (?:significant|serious) efforts"
            r"|\b(?:has|have) made significant efforts"
        ),
        origin="format reference, section 6",
    ),
    Formula(
        name="verdict: no efforts",
        pattern=(
            r"\b(?:is|are) not (?:yet )?making (?:significant|any|sufficient|serious)"
            r"(?: \w+)? efforts\b|\b(?:has|have) not (?:yet )?made (?:significant|any) efforts"
        ),
        origin="format reference, sections 4.1 and 6",
    ),
    Formula(
        name="movement",
        pattern=(
            r"\b(?P<verb>remain(?:s|ed)|(?:is|was|were|are|has been|been)\s+(?:[\w-]+\s+){0,3}?"
            r"(?:upgraded|downgraded|placed|moved|raised|lowered)|moved)\b[^.;]{0,30}?"
            rf"\b(?:on|to|in|at|from)\s+(?:the\s+)?(?P<first>{TIER})"
            rf"(?:\s+to\s+(?:the\s+)?(?P<second>{TIER}))?"
            r"(?:[^.;]{0,30}?\bfor\s+(?:the|a)\s+(?P<nth>[\w-]+)\s+consecutive\s+year)?"
        ),
        origin="format reference, sections 4.2 to 4.6 and 6",
    ),
)

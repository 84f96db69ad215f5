"""Passages that tell a theme, or only seem to: beside the cues of themes.py, for tagging alone.

The cues of themes.py weigh statements against each other, in any order of their words; a reader who
asks who was told to do something needs it said in so many words.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A pattern, of any case, that tells a theme of a statement."""

    theme: str
    pattern: str
    case: str
    """Words that it is for."""
    origin: str
    tells: bool = True
    """False: what it finds is not of the theme, whatever words are in it."""


PASSAGES: tuple[Passage, ...] = (
    Passage(
        theme="non-penalization",
        pattern=r"\bvictims\b[^.;]{0,60}?\bpunish\w*\b[^.;]{0,30}\b(?:crimes|acts|offen[sc]es)\b",
        case="ensure victims and their families are not punished for crimes they were forced into",
        origin="TIP 2018 recommendations: not punished for crimes committed as a result",
    ),
    Passage(
        theme="non-penalization",
        pattern=r"\bpunish\w*\s+(?:for |of |some |all |any )*(?:trafficking )?victims\b",
        case="end harsh punishment of victims",
        origin="TIP 2018 recommendations and deficiencies: punishments for victims",
    ),
    Passage(
        theme="non-penalization",
        pattern=r"\bnot (?:to )?(?:prosecut|charg|criminali[sz]|incarcerat)\w* (?:[\w-]+ ){0,2}victims\b",
        case="adopt a policy not to prosecute trafficking victims",
        origin="TIP 2018 recommendations: policies not to prosecute victims for crimes",
    ),
    Passage(
        theme="non-penalization",
        pattern=r"\bprotect victims\b[^.;]{0,30}\bfrom (?:prosecution|punishment)\b",
        case="the law does not protect victims of trafficking from prosecution",
        origin="TIP 2018 deficiencies: protect victims of trafficking from prosecution",
    ),
    Passage(
        theme="non-penalization",
        pattern=r"\b(?:penali[sz]e|punish|fine|jail|arrest|detain)\w*\s+(?:the |all |those )?(?:perpetrator|trafficker|offender|buyer|employer|official)s?\b",
        case="compensate victims and penalize the perpetrators",
        origin="TIP 2018 recommendations: penalize the perpetrators, beside compensation of victims",
        tells=False,
    ),
    Passage(
        theme="non-penalization",
        pattern=r"\bfines? (?:in lieu of|imposed on|levied on)\b",
        case="use fines imposed on traffickers to support victims",
        origin="TIP 2018 recommendations: fines in lieu of imprisonment, fines imposed on traffickers",
        tells=False,
    ),
    Passage(
        theme="identification",
        pattern=r"\bidentification (?:efforts|units?|procedures)\b",
        case="increase proactive identification efforts",
        origin="TIP 2018 recommendations: identification efforts, mobile identification units",
    ),
    Passage(
        theme="victim services",
        pattern=r"\bprovision of (?:[\w-]+ ){0,2}services\b",
        case="de-link the provision of services from criminal cases",
        origin="TIP 2018 recommendations: services de-linked from criminal justice",
    ),
    Passage(
        theme="training",
        pattern=r"\btrainings\b",
        case="improve the quality of pre-departure trainings",
        origin="TIP 2018 recommendations: the plural, which no cue holds",
    ),
    Passage(
        theme="residence",
        pattern=r"\balternatives to (?:their )?removal\b",
        case="offer foreign victims long-term alternatives to removal",
        origin="TIP 2018 recommendations: alternatives to removal",
    ),
    Passage(
        theme="state-imposed forced labor",
        pattern=r"\bstate-sponsored forced labor\b",
        case="end state-sponsored forced labor",
        origin="TIP 2018 recommendations and deficiencies",
    ),
    Passage(
        theme="funding",
        pattern=r"\black(?:s|ed)?(?: of)? (?:dedicated |sufficient |adequate )?resources\b",
        case="agencies reported a lack of resources",
        origin="TIP 2018 deficiencies: a lack of resources",
    ),
)

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
    """Of themes.py; or a name of its own, which the aligner does not know."""
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
    Passage(
        theme="victim services",
        pattern=r"\b(?:legal (?:representation|aid|assistance|counsel)|interpret(?:ers?|ors?|ation))\b[^.;]{0,40}\bvictims\b",
        case="increase legal representation for victims",
        origin="TIP 2018 recommendations: legal representation, interpreters",
    ),
    Passage(
        theme="participation in trials",
        pattern=r"\bvictims?\b[^;]{0,200}?\b(?:participat\w+|cooperat\w+|assist(?:ance|ing)?) (?:with|in) (?:[\w-]+ ){0,3}(?:investigations?|prosecutions?|trials?|proceedings?|law enforcement)\b",
        case="shelter victims who cooperate with law enforcement",
        origin="TIP 2018 recommendations: services not contingent on participation in investigations",
    ),
    Passage(
        theme="participation in trials",
        pattern=r"\bcooperat\w*\b(?: and \w+)?(?: with)?(?: [\w-]+){0,3}? (?:NGOs?|civil society|organizations?|governments?|partners|ministries|agencies)\b",
        case="cooperate with NGOs to protect victims",
        origin="TIP 2018 recommendations: the cooperation of others about victims",
        tells=False,
    ),
    Passage(
        theme="participation in trials",
        pattern=r"\bassist(?:ance|ed)\b|\bassist(?:ing)? (?:[\w-]+ ){0,3}victims\b",
        case="report investigations and the number of victims assisted",
        origin="TIP 2018 recommendations: assistance to victims beside investigations",
        tells=False,
    ),
    Passage(
        theme="state-imposed forced labor",
        pattern=r"\b(?:services|(?:social|victim|public|civil|police) service)\b",
        case="fund services through the national coordinator",
        origin="TIP 2018 recommendations and deficiencies: services, beside national bodies",
        tells=False,
    ),
    Passage(
        theme="supply chains",
        pattern=r"\bsupply chains?\b|\b(?:public|government|federal) procurement\b",
        case="prevent forced labor in the supply chains of public procurement",
        origin="TIP 2018 recommendations; in most years since",
    ),
    Passage(
        theme="survivors",
        pattern=r"\bsurvivor(?:s|[- ](?:input|engagement|led|informed))\b",
        case="seek survivor input when making policies",
        origin="TIP 2018 recommendations: survivor engagement; in most narratives since 2021",
    ),
)

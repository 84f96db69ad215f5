"""Which way the words of a clause point: something was done, or it was not, or too little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Words that show which way a clause points where no cue tells."""

    name: str
    pattern: str
    points: Literal["up", "down"]
    """Up: something was done. Down: it was not, or too little."""
    origin: str


_DONE = (
    r"achieved|acceded|acquired|adopted|allocated|amended|appointed|approved|arrested|assisted|"
    r"began|built|collaborated|completed|conducted|consulted|convened|convicted|"
    r"cooperated|coordinated|created|criminalized|dedicated|demonstrated|designated|developed|"
    r"distributed|doubled|drafted|enacted|ensured|established|expanded|finalized|formed|funded|"
    r"furnished|held|hired|hosted|identified|implemented|improved|inaugurated|increased|"
    r"initiated|instituted|introduced|investigated|issued|launched|made progress|maintained|"
    r"nearly doubled|opened|operated|organized|participated|partnered|passed|prosecuted|"
    r"promulgated|protected|provided|publicized|published|ratified|reconvened|referred|repatriated|"
    r"rescued|retained|reviewed|revised|screened|secured|seized|sentenced|served|signed|"
    r"sponsored|strengthened|supported|sustained|tightened|took|trained|updated|upheld|worked|"
    r"assists|conducts|cooperates|funds|offers|operates|participates|provides|refers|runs|supports|"
    r"trains|works"
)

_STILL = (
    r"continued (?:[\w-]+ ){0,2}?(?:efforts|training|cooperation|implementation|implementing|"
    r"to (?:[\w-]+ly )?(?:assist|collaborate|conduct|convict|cooperate|demonstrate|develop|expand|"
    r"fund|identify|implement|improve|increase|investigate|offer|operate|participate|prosecute|"
    r"provide|publicize|raise|refer|run|screen|strengthen|support|train|work))"
)

SIGNS: tuple[Sign, ...] = (
    Sign(
        name="not done",
        pattern=(
            r"\b(?:not|no|never|nor|neither|none|cannot|without|zero|nothing)\b|n't\b"
            r"|\bfail(?:ed|s|ing|ure|ures)?\b|\bunable\b|\bhad yet to\b|\bhas yet to\b"
            r"|\byet to be\b|\brefus(?:ed|es|al)\b|\bdeclined to\b|\bignored\b"
        ),
        points="down",
        origin="TIP 2018 summaries",
    ),
    Sign(
        name="too little",
        pattern=(
            r"\b(?:only|(?<!a )few|fewer|little|less|low|lower|lack(?:s|ed|ing)?|limited|"
            r"minimal|negligible|inadequate(?:ly)?|insufficient(?:ly)?|inconsistent(?:ly)?|"
            r"uneven(?:ly)?|ineffective(?:ly)?|incomplete|weak(?:er|ness|nesses)?|poor(?:ly)?|scarce|scant|"
            r"slow(?:ly)?|sporadic|rarely|seldom|lenient|light|pending|unclear|unavailable|delay(?:s|ed)?|"
            r"nascent|absence|shortage|gaps?|deficienc(?:y|ies)|underfunded|understaffed|stalled|"
            r"backlog|dependent|suspended|reliant|rel(?:y|ies|ied) (?:\w+ ){0,2}on)\b"
        ),
        points="down",
        origin="TIP 2018 summaries; CIA World Factbook clauses",
    ),
    Sign(
        name="less than before",
        pattern=(
            r"\b(?:decreas(?:ed|es|ing)|declin(?:ed|es|ing)|"
            r"continued to (?:decline|decrease)|"
            r"reduced (?:the |its )?(?:number|amount|funding|efforts|budget|resources)|"
            r"diminished|dropped|fell|weakened|worsened|cut|"
            r"discontinued|ceased to|lagged|lost)\b"
        ),
        points="down",
        origin="TIP 2018 summaries",
    ),
    Sign(
        name="in the way",
        pattern=(
            r"\b(?:hinder(?:ed|s|ing)?|hamper(?:ed|s|ing)?|imped(?:ed|es|ing|e)|"
            r"undermin(?:ed|es|ing|e)|stym(?:ied|ie)|constrain(?:ed|s|ing)?|obstruct(?:ed|s|ing)?|undercut|exacerbat\w+|"
            r"discourag(?:ed|ing)|prevented (?:many |some |most )?(?:victims|officials|police|law)|"
            r"problem(?:s|atic)?|challenges?|concerns?|obstacles?|barriers?|corruption)\b"
            r"|\bcomplicity\b[^,;]{0,40}? (?:continued|remained|persisted)\b"
        ),
        points="down",
        origin="TIP 2018 summaries",
    ),
    Sign(
        name="harm by the state",
        pattern=(
            r"\b(?:shut down|denied|barred|impunity)\b"
            r"|\b(?:remain(?:s|ed)|was|were|are) complicit\b"
            r"|\b(?:conflat|exclud|penaliz|punish|detain|deport|incarcerat|imprison|harass|"
            r"coerc|compel|subject)\w*\b"
            r"|\bforced (?:its|their|the) (?:citizens|nationals|children)\b|\bstate-sponsored\b"
            r"|\b(?:recruit(?:ed|ing)?|employ(?:ed|ing)?) (?:(?:and|or) )?(?:\w+ ){0,3}?child"
            r"(?:ren)? ?(?:soldiers|and)"
        ),
        points="down",
        origin="TIP 2018 summaries of Tier 3",
    ),
    Sign(
        name="done",
        pattern=(
            r"^(?:[^,;]{1,40}, )?(?:(?!\b(?:no|not|nor|never|neither|without|fail\w*|few|"
            rf"there|reports?)\b)[^,;]){{1,70}}?\b(?:{_DONE}|{_STILL})\b"
        ),
        points="up",
        origin="TIP 2018 summaries; CIA World Factbook clauses",
    ),
    Sign(
        name="made progress",
        pattern=(
            r"\b(?:made|achieved|demonstrated|showed|sustained|undertook|took) "
            r"(?:(?!no\b|few\b|little\b)\w+ ){0,3}?"
            r"(?:progress|efforts|steps|improvements|advances)\b"
            r"|\b(?:efforts|measures) include[ds]?\b"
            r"|\b(?:reported|had) (?:some|\w+ increases? in|an? \w*\s?increase in)\b"
            r"|\breported (?:investigating|prosecuting|convicting|identifying|training|assisting)\b"
            r"|\bfor the first time\b|\bis making an effort\b"
        ),
        points="up",
        origin="CIA World Factbook clauses 2014 and 2015",
    ),
    Sign(
        name="done to",
        pattern=r"\b(?:was|were|has been|have been) (?:\w+ly )?"
        r"(?:drafted|enacted|adopted|allocated|established|opened|convicted|trained|launched)\b",
        points="up",
        origin="CIA World Factbook clauses 2014 and 2015",
    ),
)

CONTRAST = r"\b(?:while|whereas|although|though|but|yet)\b"
"""Joins the two halves of a sentence that may point both ways."""

PLAIN_FAILURE = (
    r"(?:[\w'-]+ ){0,6}?(?:did not|does not|do not|has not|have not|had not|had no|failed|lacked|"
    r"was unable|were unable|remained without|made no|reported no|identified no|was not|were not|"
    r"has never|have never|decreased|reduced)\b|(?:no|there (?:was|were) no) "
)
"""Opens a sentence of failure even where no cue turned the list of achievements."""

"""What the sentences of a summary are for: the cues by which a reader tells, in order.

The first row whose pattern is found in a sentence decides its role, and what the sentences after
it are about until another row turns the list. Sentences without a cue belong to the running list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Topic = Literal["unsaid", "achievements", "deficiencies", "profile"]
"""What the sentences of a summary are about until a cue turns it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A formula that gives the role of the sentence it stands in."""

    name: str
    pattern: str
    role: str
    turns: Topic | None = None
    """What the sentences after it are about; None leaves the topic as it is."""
    formal: bool = False
    """A formula of the editions that keep to their lists, so that wording no longer decides."""
    origin: str


_STANDARDS = r"(?:the )?minimum standards\b"
_TIER = r"\bTier\s*(?:1|2|3)\b"
_PLACED = (
    r"(?:remain(?:s|ed)|(?:is|was|were|are|has been|been) (?:[\w-]+ ){0,3}?"
    r"(?:upgraded|downgraded|placed|moved|raised|lowered)|moved)"
)
_AREAS = (
    r"in (?:several|some|many|certain|a number of|multiple) (?:key |important )?areas\s*\.?\s*$"
)
_RISING = (
    r"(?:(?:overall|significant|and|serious|sustained|continued|key|its|his|their|more) )*"
    r"(?:increas(?:ing|ed)|sustained|serious|significant|key)"
    r"(?: (?:and|overall|anti-trafficking|its))*"
    r"(?: (?:efforts|achievements|progress))"
)
_LACK = (
    r"^(?:despite (?:\w+ ){0,3}?(?:lack|absence) of (?:significant |overall )*efforts"
    r"|despite this|nonetheless|nevertheless)?,? ?[^,;]{1,90}? (?:took|made|undertook) "
)
_AGAINST = r"(?: to (?:address|combat|prevent) (?:human )?trafficking)?"
_PERIOD = r"(?: during (?:the|this|that) (?:reporting period|year))?"

CUES: tuple[Cue, ...] = (
    # Where the country is placed, and why.
    Cue(
        name="waiver",
        pattern=r"\bgranted (?:a |an |another )?waiver\b|\bwritten plan,? that,? if implemented\b",
        role="tier",
        origin="format reference, section 6; TIP 2018 summaries",
    ),
    Cue(
        name="special case",
        pattern=r"\b(?:remain(?:s|ed)|is|was) (?:designated )?an? special case\b",
        role="tier",
        origin="format reference, section 4.7",
    ),
    Cue(
        name="standards met, but",
        pattern=rf"^(?:al)?though (?:.{{1,60}}? )?me(?:ets?|t) {_STANDARDS}",
        role="deficiency",
        turns="deficiencies",
        formal=True,
        origin="TIP 2017 and 2018 summaries of Tier 1",
    ),
    Cue(
        name="verdict",
        pattern=(
            r"\b(?:do|does) not (?:yet )?(?:fully )?(?:meet|comply)\b.{0,20}?\bminimum standards\b"
            rf"|\bfully (?:meets?|compl(?:y|ies)(?: with)?) {_STANDARDS}"
            rf"|\bmaking significant efforts to (?:comply with|meet) {_STANDARDS}"
        ),
        role="verdict",
        turns="unsaid",
        origin="format reference, section 6; CIA World Factbook 2014",
    ),
    Cue(
        name="verdict, second half",
        pattern=(
            r"^(?:(?:how|never)theless|however|but|and)?,? ?(?:it|the government|they)? ?"
            r"(?:is|are) (?:nevertheless |however )?(?:not )?making (?:significant|any) efforts to "
            r"do so\s*\.?$"
        ),
        role="verdict",
        origin="CIA World Factbook clauses 2014 and 2015",
    ),
    Cue(
        name="no rise",
        pattern=(
            r"\bdid not (?:demonstrate|show|make|provide evidence of)"
            r"(?: \w+){0,3}? (?:increas(?:ing|ed)|serious|significant) "
            r"(?:[\w-]+ ){0,3}?efforts\b.{0,60}?"
            r"\b(?:compared|over|from|during|to expand|since|relative)\b"
            r"|\bdid not (?:demonstrate|show)(?: evidence of)?(?: overall)? increas(?:ing|ed) "
            r"(?:[\w-]+ ){0,2}?efforts\b"
            r"|\befforts were not (?:as )?serious and sustained\b"
            r"|\bfail(?:ed|ure|ing) to (?:show|provide|demonstrate) evidence of"
            r"(?: \w+){0,2} increas(?:ing|ed) efforts\b"
        ),
        role="tier",
        turns="deficiencies",
        formal=True,
        origin="format reference, section 6; TIP 2018 summaries of the Watch List",
    ),
    Cue(
        name="rise, therefore placed",
        pattern=(
            rf"^(?!however|but\b|despite).{{1,90}}?{_RISING}\b.{{0,220}}?"
            rf"\b{_PLACED}(?: (?:on|to|in|at|from) (?:the )?{_TIER})"
        ),
        role="tier",
        turns="achievements",
        formal=True,
        origin="format reference, section 6; editions 2017 to 2025",
    ),
    Cue(
        name="placement",
        pattern=rf"\b{_PLACED}\b[^.;]{{0,30}}?\b(?:on|to|in|at|from) (?:the )?{_TIER}",
        role="tier",
        origin="format reference, section 6",
    ),
    # Announcements: of achievements ...
    Cue(
        name="some steps",
        pattern=(
            rf"{_LACK}(?:\w+ ){{0,3}}?steps{_AGAINST}{_PERIOD},? (?:such as|by|through|\w+ing)\b"
        ),
        role="achievement",
        turns="achievements",
        formal=True,
        origin="TIP 2018 summaries of Tier 3; format reference, section 4.6",
    ),
    Cue(
        name="some steps, unnamed",
        pattern=(
            rf"{_LACK}(?:some |limited |several |positive |a few )+steps"
            rf"{_AGAINST}{_PERIOD}\s*\.?$"
        ),
        role="achievement_lead",
        turns="achievements",
        formal=True,
        origin="TIP 2018 summaries of Tier 3",
    ),
    Cue(
        name="lack of efforts, but steps",
        pattern=r"^despite (?:the |a |this |its |their )?(?:overall )?lack of significant",
        role="achievement",
        turns="achievements",
        formal=True,
        origin="TIP 2018 summaries of Tier 3",
    ),
    Cue(
        name="these included, unnamed",
        pattern=r"\b(?:efforts|achievements|steps) include[ds]?(?: the following)?\s*:?\.?$",
        role="achievement_lead",
        turns="achievements",
        formal=True,
        origin="format reference, section 6",
    ),
    Cue(
        name="these included",
        pattern=(
            r"^(?:(?:these|those|such|its|the government's|significant|key|notable|prevention) )+"
            r"(?:key |significant |overall |main )?(?:achievements|efforts|steps|measures) "
            r"include[ds]?\b"
        ),
        role="achievement",
        turns="achievements",
        formal=True,
        origin="format reference, section 6; South Africa 2025 as Reuters quotes it",
    ),
    Cue(
        name="efforts shown by",
        pattern=(
            r"^(?!however|but\b|despite)(?:.{1,90}? )?"
            r"(?:demonstrat(?:ed|ing)|made|showed|continued to (?:demonstrate|make|show)) "
            rf"(?:{_RISING}|increasing its efforts|increased efforts)"
            r"(?: (?:to|in|on|during|over|compared)\b.{0,90}?)?,? "
            r"(?:by|through|including|such as)\b"
        ),
        role="achievement",
        turns="achievements",
        formal=True,
        origin="format reference, section 6; TIP 2017 and 2018 summaries",
    ),
    Cue(
        name="trajectory",
        pattern=(
            r"^(?!however|but\b|despite)(?:.{1,90}? )?"
            r"(?:demonstrated|made|showed|continued to (?:demonstrate|make|show)) "
            r"(?:overall )?(?:increas(?:ing|ed)|serious and sustained|significant and increasing)"
            r"(?: (?:overall|anti-trafficking))? efforts\b"
        ),
        role="tier",
        turns="achievements",
        formal=True,
        origin="format reference, section 6; editions 2017 to 2025",
    ),
    Cue(
        name="achievements announced",
        pattern=(
            r"^(?!however|but\b|despite)(?:.{1,60}? )?(?:made|demonstrated|achieved) "
            r"(?:(?:several|some|many|key|significant|notable|important) )+"
            r"(?:achievements|efforts|progress|advances|improvements)"
            r"(?: (?:to do so|to meet the minimum standards|to combat trafficking))?"
            rf"{_PERIOD}\s*\.?$"
        ),
        role="achievement_lead",
        turns="achievements",
        formal=True,
        origin="TIP 2018 summaries",
    ),
    # ... and of deficiencies.
    Cue(
        name="standards not met in key areas",
        pattern=rf"\bdid not,? (?:however,? )?(?:fully )?meet {_STANDARDS} {_AREAS}",
        role="deficiency_lead",
        turns="deficiencies",
        formal=True,
        origin="format reference, section 6; editions 2017 to 2025",
    ),
    Cue(
        name="deficiencies announced",
        pattern=(
            r"^(?:however|nevertheless|nonetheless|but),? (?:(?:\w+ ){0,3}?(?:key |serious |"
            r"significant |several |some |many )*(?:gaps|challenges|deficiencies|shortcomings|"
            r"problems|concerns|obstacles) (?:remain(?:ed)?|persist(?:ed)?|continued)|"
            r"there (?:were|remained|are) (?:\w+ ){0,3}"
            r"(?:gaps|challenges|deficiencies|shortcomings))(?: in [\w ]*areas)?\s*\.?$"
        ),
        role="deficiency_lead",
        turns="deficiencies",
        formal=True,
        origin="reasoned from the formulae of 2017 to 2025",
    ),
    Cue(
        name="standards not met, because",
        pattern=rf"\bdid not,? (?:however,? )?(?:fully )?meet {_STANDARDS}",
        role="deficiency",
        turns="deficiencies",
        formal=True,
        origin="TIP 2018 summaries",
    ),
    Cue(
        name="policy or pattern",
        pattern=(
            r"\bpolic(?:y|ies) or (?:a )?patterns?\b"
            r"|\bthere was a (?:\w+ ){0,3}?(?:policy|pattern) of\b"
        ),
        role="deficiency",
        turns="deficiencies",
        formal=True,
        origin="format reference, section 6; 22 U.S.C. 7107(b)(3)",
    ),
    Cue(
        name="despite these",
        pattern=(
            r"^despite (?:\w+ ){0,3}?(?:achievements|efforts|measures|steps|improvements|progress|"
            r"advances|successes|actions)\b"
        ),
        role="deficiency",
        turns="deficiencies",
        origin="format reference, section 6",
    ),
    Cue(
        name="however",
        pattern=(
            r"^(?:however|nevertheless|nonetheless|yet|but)\b"
            r"|^(?:\w+ ){1,4}?(?:(?:did|has|have|had|does|is|are|was|were) (?:not|yet),? )?,? ?"
            r"however,"
        ),
        role="deficiency",
        turns="deficiencies",
        origin="format reference, section 6",
    ),
    # What is neither.
    Cue(
        name="advice",
        pattern=r"^(?:(?:to|in|over|during|as) [^,]{1,100}, )?(?:[\w'-]+ ){1,6}?should\b",
        role="context",
        origin="format reference, section 4.2",
    ),
    Cue(
        name="profile",
        pattern=(
            r"^(?:the )?(?:\w+[ -]){0,8}?is (?:a|an|primarily an?|mainly an?|principally an?|"
            r"largely an?|both an?)\b[^.;]{0,80}?\b(?:source|transit|destination|country of origin)"
            r"|^as reported (?:over|in|during) the (?:past|last)|\bhuman traffickers exploit\b"
        ),
        role="context",
        turns="profile",
        origin="format reference, section 5",
    ),
    Cue(
        name="note of the editors",
        pattern=(
            r"^\*|^the united states (?:has not|does not|continues to|recognizes)\b"
            r"|^references to\b|^for the purposes? of this report\b"
        ),
        role="context",
        origin="format reference, section 5",
    ),
)

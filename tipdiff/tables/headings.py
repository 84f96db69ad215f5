"""Headings of sections in every era, and what tells a section that lost its heading."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tipdiff.model import SectionKind


class Heading(NamedTuple):
    """One row: the kind of section, and the pattern of a whole line or of a line's beginning."""

    name: str
    kind: SectionKind
    pattern: str
    origin: str


HEADINGS: tuple[Heading, ...] = (
    Heading("prioritized recommendations", "recommendations", r"PRIORITI[SZ]ED RECOMMENDATIONS?",
            "2019-2025; format reference, section 5"),
    Heading("recommendations for", "recommendations", r"RECOMMENDATIONS?(?: FOR .{2,60})?",
            "2009-2018; format reference, section 5"),
    Heading("prosecution", "prosecution", r"PROSECUTION(?: OF TRAFFICKERS| AND PROTECTION)?",
            "2003-2025; merged headings are expected in 2025"),
    Heading("protection", "protection", r"PROTECTION(?: OF VICTIMS| AND PREVENTION)?", "2003-2025"),
    Heading("prevention", "prevention", r"PREVENTION(?: OF TRAFFICKING)?", "2003-2025"),
    Heading("profile", "profile", r"(?:COUNTRY |TRAFFICKING )PROFILE", "2017-2025"),
    Heading("scope", "scope", r"SCOPE AND MAGNITUDE", "special cases from 2016"),
    Heading("government efforts", "government_efforts", r"GOVERNMENT EFFORTS",
            "special cases from 2017"),
)  # fmt: skip
"""A whole line, in any case, with or without a colon."""

RUN_IN: tuple[Heading, ...] = (
    Heading("recommendations for", "recommendations",
            r"Recommendations? for [^:\n]{2,60}:\s+(?=[A-Z])", "2009-2013"),
    Heading("scope and magnitude", "scope", r"Scope and Magnitude\.\s+(?=[A-Z])", "2004-2008"),
    Heading("government efforts", "government_efforts", r"Government Efforts\.\s+(?=[A-Z])",
            "2004-2008"),
    Heading("prosecution", "prosecution", r"Prosecution\.\s+(?=[A-Z])", "2003-2008 copies"),
    Heading("protection", "protection", r"Protection\.\s+(?=[A-Z])", "2003-2008 copies"),
    Heading("prevention", "prevention", r"Prevention\.\s+(?=[A-Z])", "2003-2008 copies"),
)  # fmt: skip
"""At the beginning of a paragraph that goes on in the same line."""

CONTENT: tuple[Heading, ...] = (
    Heading("verdict", "summary",
            r"minimum standards for the elimination|(?:not |yet )?(?:fully )?(?:meets?|compl(?:y|ies) with)"
            r" (?:the )?minimum standards|remains? a special case",
            "the verdict stands in every summary"),
    Heading("disclaimer", "summary",
            r"^(?:\*|The United States (?:has not|continues to|does not) recogni|References? to )",
            "format reference, section 5; it stands between heading and verdict"),
    Heading("graded prosecution", "prosecution",
            r"^(?:The )?\S.{0,120}?\b(?:law enforcement|prosecution)\b.{0,20}\befforts?\b|"
            r"^.{0,120}?\befforts to (?:investigate|prosecute)", "format reference, section 5"),
    Heading("graded protection", "protection",
            r"^.{0,120}?\b(?:protection efforts|efforts to (?:protect|identify|assist))",
            "format reference, section 5"),
    Heading("graded prevention", "prevention",
            r"^.{0,120}?\b(?:prevention efforts|efforts to prevent)", "format reference, section 5"),
    Heading("profile", "profile",
            r"^As reported over the past|human traffickers exploit|"
            r"\bis (?:primarily |principally )?a (?:source|transit|destination|country of origin)",
            "format reference, section 5"),
)  # fmt: skip
"""What the beginning of a paragraph says, where no heading says it; the first row that fits."""

IMPERATIVES = frozenset(
    "accede address adopt allocate allow amend apply approve assign build cease close collect combat "
    "complete conduct consider continue convict cooperate coordinate create criminalize dedicate "
    "define demonstrate designate develop disseminate distribute draft eliminate empower enact "
    "encourage end enforce enhance ensure establish exempt expand expedite explore extend facilitate "
    "finalize follow formalize formally fully fund further give grant greatly harmonize hold hire "
    "identify immediately implement impose improve include incorporate increase inform initiate "
    "inspect institute institutionalize intensify introduce investigate issue join launch make "
    "mandate measure monitor offer open organize partner pass penalize permit place proactively "
    "prohibit promote prosecute protect provide publicize publish punish pursue raise ratify "
    "recognize reduce refer reform refrain regulate remove repeal report require research restore "
    "review revise robustly screen seek sentence set share significantly sponsor standardize stop "
    "strengthen substantially support sustain systematically take target track train undertake "
    "update use utilize vigorously work".split()
)
"""First words of recommendations: those of 2018, and of format reference, section 5."""

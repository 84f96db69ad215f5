"""Numbers that count nothing looked for, periods, and comparisons: the first rows to be tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tipdiff.tables.kinds import A_MONTH

LexemeKind = Literal[
    "skip", "period", "compare", "same", "part", "carry", "silent", "no", "turn", "verb", "noun",
    "unit", "others", "state", "abroad", "qualifier", "number", "open", "close", "dash", "colon",
    "stop", "joint", "be", "word",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexeme:
    """A kind of words, and what they stand for."""

    name: str
    kind: LexemeKind
    pattern: str
    value: str = ""
    """The measure, unit, period or qualifier it stands for."""
    origin: str


NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,4}|\d+|(?:(?:one|two|three|four|five|six|seven|eight|nine) hundred(?:"
    r" and)? )?"
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|"
    r"four|five|"
    r"six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)|"
    r"(?:one|two|three|four|five|six|seven|eight|nine) hundred)"
)
YEAR = r"(?:19|20)\d\d"
_MONTH = rf"(?:{A_MONTH})"
REPORTING = r"(?:reporting (?:period|year|cycle)|calendar year|fiscal year|year|period|timeframe)"

PERIODS: tuple[Lexeme, ...] = (
    # Numbers that count nothing we look for.
    Lexeme(
        name="money",
        kind="skip",
        pattern=(
            r"[$€£•]\s?\d[\d,.]{0,14}(?: (?:million|billion))?|\b\d[\d,.]{0,14} (?:million|billion)\b(?:"
            r" \w+)?"
            r"|\b\d[\d,.]{0,14} (?=[\w ]{1,30}\(\$)"
        ),
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="share",
        kind="skip",
        pattern=(
            rf"\b{NUMBER} ?(?:percent|per cent|%)|\b(?:one|two|three)-(?:half|thirds?|"
            rf"fourths?)\b"
        ),
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="law",
        kind="skip",
        pattern=(
            r"\b(?:sections?|articles?|art\.|paragraphs?|chapters?|law|act|decree|no\.|number|"
            r"resolution|amendment|title|protocol|convention) (?:no\. )?\d[\w./()-]*"
            r"(?:(?:,| and| or|, and) \d[\w./()-]*)*"
            rf"|\b(?:the )?{YEAR} (?:[\w-]+ ){{0,4}}?(?:laws?|acts?|bill|code|protocol|plan|decree|"
            r"statute|amendments?|convention|policy|strategy|report|agreement)\b"
        ),
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="duration",
        kind="skip",
        pattern=(
            rf"\b(?:(?:between|from|of|to|and|up to|at least) )?{NUMBER}(?:[- ](?:to|and|or|"
            rf"-)[- ]?{NUMBER})?"
            r"(?: and one-half| and a half)?[- ](?:calendar |consecutive |additional |full )?"
            rf"(?:years?|months?|weeks?|days?|hours?)\b(?:,? (?:and )?{NUMBER} (?:months?|days?))?"
            rf"|\bage[ds]? (?:of )?{NUMBER}(?: (?:to|and) {NUMBER})?\b|\bunder {NUMBER}\b"
        ),
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="one of",
        kind="skip",
        pattern=r"\b(?:none|any|some|many|most|all|both|each) of (?:the|these|those|whom|which|"
        r"them|its|their)\b|\b(?:one another|no one|at one|one or more|number one)\b",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="consecutive",
        kind="skip",
        pattern=(
            r"\bfor (?:the|a) [\w-]+ consecutive (?:year|reporting period)\b|\b\d+(?:st|nd|rd|"
            r"th)\b"
        ),
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="as before",
        kind="skip",
        pattern=rf"\b(?:as|like) in (?:the |its )?(?:previous|prior|last|past) {REPORTING}s?\b,",
        origin="TIP 2018 sections: what follows is of this year too",
    ),
    # When.
    Lexeme(
        name="span of months",
        kind="period",
        pattern=(
            rf"\b(?:from |between |for |in )?{_MONTH}(?: \d{{1,2}},?)? ?(?:{YEAR})?"
            rf" ?(?:to|through|and|until|-|–|—) ?{_MONTH}(?: \d{{1,2}},?)? ?{YEAR}"
        ),
        value="span",
        origin="TIP 2018: Turkey's figures by quarters, others by months",
    ),
    Lexeme(
        name="part of a year",
        kind="period",
        pattern=(
            r"\b(?:in|during|for|over) the (?:first|last|second) (?:(?:half|quarter)|(?:\w+ )"
            rf"(?:months|quarters|weeks)) of {YEAR}"
        ),
        value="span",
        origin="TIP 2018: Turkey's figures by quarters",
    ),
    Lexeme(
        name="two-year period",
        kind="period",
        pattern=rf"\b(?:in |during |for )?(?:the )?(?:{REPORTING} )?{YEAR}"
        rf"(?:[-–/]\d\d| ?[-–—/] ?{YEAR})\b(?! (?:national|action|plan|strateg))(?: {REPORTING})?",
        value="span",
        origin="fiscal years of TIP 2018 sections",
    ),
    Lexeme(
        name="month",
        kind="period",
        pattern=(
            rf"\b(?:in |since |by |on )?(?:early |late |mid-)?{_MONTH}(?:"
            rf" \d{{1,2}},?)? {YEAR}\b"
        ),
        value="date",
        origin="TIP 2018 sections: a day is an event, not a year's total",
    ),
    Lexeme(
        name="since a year",
        kind="period",
        pattern=rf"\b(?:since|between|before|after|from|until) (?:early |late )?{YEAR}"
        rf"(?: (?:and|to|through) {YEAR})?\b",
        value="since",
        origin="TIP 2018 sections: several years are no year's total",
    ),
    Lexeme(
        name="year",
        kind="period",
        pattern=(
            r"(?<!\ba )(?<!\ban )(?<!\bthe )"
            r"\b(?:(?:both |also |reported |in |during |for |of |throughout |over )+)?(?:FY ?)?"
            rf"(?:all of |the (?={REPORTING}))?(?:{REPORTING} )?(?:of )?{YEAR}(?: {REPORTING})?\b"
        ),
        value="year",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="several years before",
        kind="period",
        pattern=(
            r"\b(?:(?:in|during|for|over) )?(?:the |its )?(?:previous|prior|last|preceding|past)"
            r" (?:two|three|four|five|several|few) (?:reporting )?(?:years|periods|cycles)\b"
        ),
        value="since",
        origin="TIP 2018 sections: zero in each of them, any other number in all together",
    ),
    Lexeme(
        name="the year before",
        kind="period",
        pattern=(
            r"\b(?:(?:in|during|for|over) )?(?:the |its )?(?:previous|prior|last|"
            rf"preceding|past)(?: (?:[\w-]+ )?{REPORTING}(?:'s)?)(?: (?:report|total))?\b"
            r"|\bthe year before\b"
        ),
        value="prior",
        origin="bench README",
    ),
    Lexeme(
        name="the year reported on",
        kind="period",
        pattern=(
            rf"\b(?:(?:in|during|over|throughout|for) )?(?:the |this )(?:"
            rf"current )?{REPORTING}\b"
            r"(?! of)"
        ),
        value="this",
        origin="TIP 2018 sections",
    ),
    # Against what.
    Lexeme(
        name="the same number",
        kind="same",
        pattern=r"\b(?:the )?same (?:number|amount|figure|total)\b(?: of \w+)?(?: \w+)?(?: as\b)?"
        r"|\bthe same as\b|\bunchanged from\b|\bequal to\b",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="comparison",
        kind="compare",
        pattern=(
            r"\b(?:this |these (?:\w+ )?|which )?(?:is |are |was |were )?(?:when )?"
            r"(?:compar(?:ed|es|ing|able)|contrast(?:ed|s)|in comparison|in contrast|as opposed|"
            r"relative|on par|similar) (?:with|to)(?=\d|\b)"
            r"|\b(?:a|an|the) (?:[\w-]+ ){0,3}?(?:increase|decrease|decline|drop|reduction|rise|"
            r"improvement|change|fall|growth)(?: (?:from|over|(?:when )?compared (?:with|to)|"
            r"in comparison (?:with|to)|"
            r"on))\b"
            r"|\b(?:up|down|declin(?:ed|ing)|increas(?:ed|ing)|decreas(?:ed|ing)|rose|fell|dropped|"
            r"rising|falling|dropping|fewer than|more than|higher than|lower than|less than) from\b"
            r"|\b(?:fewer|more|higher|lower|less) than (?:the (?=\d)|(?=in\b))"
            r"|(?<=[,;—–(] )(?:fewer|more) than (?=\d)|(?<=[—–(])(?:fewer|more) than (?=\d)"
            r"|\bversus\b|\bwhereas\b|\bbut (?:a|an) (?:in|de)crease from\b"
        ),
        origin="bench README; TIP 2018 sections",
    ),
)

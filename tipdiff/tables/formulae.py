"""Wording the State Department changed in every narrative at once: no news about any country.

Comparing begins by bringing both texts to one wording. A row's `cue` is a cheap test: the pattern
is tried only on a text that holds it, in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from tipdiff.accents import without_accents


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One wording and what stands for it while texts are compared."""

    name: str
    cue: str
    pattern: str
    wording: str
    origin: str


Fired = Mapping[str, tuple[str, ...]]
"""Names of formulae, and the wordings they were found in."""

FORMULAE: tuple[Formula, ...] = (
    Formula(
        name="fully complies is fully meets",
        cue="minimum standards",
        pattern=r"\b(?:yet )?fully (?:meets?|compl(?:y|ies) with) (?:the )?minimum standards",
        wording="fully meet the minimum standards",
        origin="format reference, section 0: between the reports of 2015 and 2016",
    ),
    Formula(
        name="however, it is making is but is making",
        cue="however",
        pattern=r"[;,]\s*however,? (?:it|they|the government) (is|are) making",
        wording=r" but \1 making",
        origin="format reference, section 0: during 2019",
    ),
    Formula(
        name="COVID-19 clause",
        cue="covid-19 pandemic",
        pattern=r",?\s*(?:even\s+)?considering the impact of the COVID-19 pandemic(?:, if any)?,?"
        r" on its anti-?trafficking capacity(?:, if any)?,?",
        wording="",
        origin="format reference, section 6: reports of 2021 to 2023",
    ),
    Formula(
        name="COVID-19 opening",
        cue="covid-19 pandemic",
        pattern=r"\bDespite the (?:documented )?impact of the COVID-19 pandemic on the "
        r"government's anti-?trafficking capacity,\s*",
        wording="",
        origin="format reference, section 6: Congo 2021",
    ),
    Formula(
        name="compared to is compared with",
        cue="compared to",
        pattern=r"\bcompared to\b",
        wording="compared with",
        origin="format reference, section 0: 2022",
    ),
    Formula(
        name="therefore with a comma",
        cue="therefore,",
        pattern=r"\btherefore,",
        wording="therefore",
        origin="format reference, section 6: 2017 and 2025 against 2018 to 2024",
    ),
    Formula(
        name="although it meets the minimum standards",
        cue="lthough the government",
        pattern=r"\bAlthough the government (?:fully )?(?:meets|met) the minimum standards,\s*",
        wording="",
        origin="format reference, section 6: opening of the deficiencies of Tier 1",
    ),
    Formula(
        name="despite these achievements",
        cue="espite these",
        pattern=r"\bDespite these (?:significant )?(?:overall )?(?:achievements|efforts|measures),\s*",
        wording="",
        origin="format reference, section 6: opening of the deficiencies",
    ),
    Formula(
        name="other serious crimes is other grave crimes",
        cue="prescribed for other",
        pattern=r"\b(?:those|penalties|punishments?) prescribed for other (?:serious|grave) "
        r"(?:crimes|offenses)",
        wording="those prescribed for other serious crimes",
        origin="format reference, section 6: boilerplate of Prosecution",
    ),
    Formula(
        name="Turkey is Türkiye",
        cue="türkiye",
        pattern=r"\bTürkiye\b",
        wording="Turkey",
        origin="format reference, section 8: prose from 2023",
    ),
    Formula(
        name="Swaziland is Eswatini",
        cue="swaziland",
        pattern=r"\bSwaziland\b",
        wording="Eswatini",
        origin="format reference, section 8: 2019",
    ),
    Formula(
        name="Macedonia is North Macedonia",
        cue="macedonia",
        pattern=r"\b(?<!North )Macedonia\b",
        wording="North Macedonia",
        origin="format reference, section 8: 2019",
    ),
    Formula(
        name="Cape Verde is Cabo Verde",
        cue="cape verde",
        pattern=r"\bCape Verde\b",
        wording="Cabo Verde",
        origin="format reference, section 8: 2014",
    ),
    Formula(
        name="Czechia is Czech Republic",
        cue="czechia",
        pattern=r"\b(?:the )?Czechia\b",
        wording="Czech Republic",
        origin="format reference, section 8: prose of 2017",
    ),
    Formula(
        name="under the age of is younger than",
        cue="under ",
        pattern=r"\bunder (?:(?:the )?age (?:of )?)?(?=\d{1,2}\b(?![,.]\d| percent)|\w+teen\b)",
        wording="younger than ",
        origin="Human Rights Reports: the house style of 2019",
    ),
    Formula(
        name="younger than age",
        cue="younger than ",
        pattern=r"\byounger than (?:the )?age (?:of )?(?=\d|\w+teen\b)",
        wording="younger than ",
        origin="Human Rights Reports: the house style of 2019",
    ),
    Formula(
        name="younger than so many years",
        cue="er than ",
        pattern=r"\b(younger|older) than (\d+|\w+teen) years(?: of age| old)?\b",
        wording=r"\1 than \2",
        origin="Human Rights Reports: ages with and without years",
    ),
    Formula(
        name="a number of is several",
        cue="number of",
        pattern=r"\ba number of\b",
        wording="several",
        origin="Human Rights Reports 2019 to 2021, 12 of 140 pairs",
    ),
    Formula(
        name="a majority of is most",
        cue="majority of",
        pattern=r"\b(?:a|the) majority of\b",
        wording="most",
        origin="Human Rights Reports 2018 to 2022, 8 of 140 pairs",
    ),
    Formula(
        name="on the basis of is based on",
        cue="basis of",
        pattern=r"\bon the basis of\b",
        wording="based on",
        origin="Human Rights Reports 2017 to 2021, 6 of 140 pairs",
    ),
    Formula(
        name="in addition",
        cue="in addition",
        pattern=r"\bIn addition(?: to (?:this|that|these))?,?\s+(?!to\b)",
        wording="",
        origin="Human Rights Reports 2017 to 2021, 13 of 140 pairs",
    ),
    Formula(
        name="LGBTI is LGBTQI+",
        cue="lgbt",
        pattern=r"\bLGBTQ?I\b\+?",
        wording="LGBTQI+",
        origin="Human Rights Reports: 2021",
    ),
    Formula(
        name="ombudsman is ombudsperson",
        cue="ombudsm",
        pattern=r"\bombudsm[ae]n\b",
        wording="ombudsperson",
        origin="Human Rights Reports: 2022",
    ),
    Formula(
        name="initials introduced",
        cue=" (",
        pattern=r"\s\((?!20|(?-i:[IVX]+\)))(?-i:[A-Z]{2,}[a-z]?)\)",
        wording="",
        origin="Human Rights Reports: initials follow a name where an edition first has it",
    ),
    Formula(
        name="mark of the edition",
        cue="(20",
        pattern=r"\s*\(20\d\d\)\s*$",
        wording="",
        origin="yearly summaries that end with their year in parentheses",
    ),
    Formula(
        name="reference to a section",
        cue="see ",
        pattern=r"\s*\((?:see|also see|see also) (?:also )?(?:sections?|appendix) [^()]{1,60}\)",
        wording="",
        origin="Human Rights Reports: references follow the outline, not the facts",
    ),
    Formula(
        name="web address",
        cue="www.",
        pattern=r"\s*(?:\bat )?\b(?:https?://)?www\.[^\s<>\"]+",
        wording="",
        origin="Human Rights Reports: addresses of the Department's own pages come and go",
    ),
    Formula(
        name="web address with its protocol",
        cue="://",
        pattern=r"\s*(?:\bat )?\b(?:https?://|www\.)[^\s<>\"]+",
        wording="",
        origin="Human Rights Reports: addresses of the Department's own pages come and go",
    ),
)

_TYPOGRAPHY = {
    "‘": "'",
    "’": "'",
    "ʼ": "'",
    "′": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "…": "...",
    "\u00a0": " ",
    "\u202f": " ",
    "\u00ad": "",
    "\u200b": "",
    "\ufeff": "",
    "ﬁ": "fi",
    "ﬂ": "fl",
}


@cache
def _compiled() -> tuple[tuple[Formula, re.Pattern[str]], ...]:
    return tuple((row, re.compile(row.pattern, re.IGNORECASE)) for row in FORMULAE)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text with plain quotation marks, hyphens and spaces."""
    return " ".join(plain(text, _TYPOGRAPHY).split())


def plain(text: str, table: Mapping[str, str]) -> str:
    """The text with what stands for each character of the table, none of which is ASCII."""
    if not text.isascii():
        for character, instead in table.items():
            text = text.replace(character, instead)
    return text


def normalise(text: str) -> str:
    """The text in the one wording that stands for all editions; letters keep their case."""
    return rewrite(text)[0]


def template_wording(old: Fired, new: Fired) -> tuple[str, ...]:
    """Names of the formulae that stand in other wordings, or on one side only.

    Where the normalised texts are equal, these account for the whole difference.
    """
    return tuple(row.name for row in FORMULAE if old.get(row.name) != new.get(row.name))


def rewrite(text: str) -> tuple[str, Fired]:
    """The normalised text, and for each formula in it the wordings that were taken out."""
    text = fold(text)
    small = text.lower()
    fired: dict[str, tuple[str, ...]] = {}
    for row, pattern in _compiled():
        if row.cue in small:
            found = tuple(match[0].lower() for match in pattern.finditer(text))
            if found:
                fired[row.name] = found
                text = pattern.sub(row.wording, text)
    # Editions write Fernández and Fernandez, and mean the same.
    return text if text.isascii() else without_accents(text, "NFD"), fired

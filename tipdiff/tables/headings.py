"""What the headings of the report look like, edition by edition, and what they head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipdiff.model import SectionKind

TIER = r"Tier\s*(?:1|2\s*[(-]?\s*Watch\s*-?\s*List\)?|2\s*WL|2|3)|Special\s+Case"
_NAME = r"(?P<name>[^\W\d_][^\n():*|]{1,60}?(?:\s*\([^\n()]{2,30}\))?)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A form of heading; a run-in one stands at the beginning of a paragraph that goes on."""

    name: str
    kind: SectionKind
    pattern: str
    origin: str
    run_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A form of the line that names the country, mostly with its tier."""

    name: str
    pattern: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The kinds of section that the narratives of some editions have."""

    first: int
    last: int
    kinds: tuple[SectionKind, ...]
    origin: str


TITLES: tuple[Title, ...] = (
    Title(
        name="tier",
        pattern=rf"{_NAME}\s*(?:\(\s*(?P<tier>{TIER})\s*\)|:\s*(?P<tier2>{TIER}))\s*\*?"
        r"(?=\s*$|\s*[\[\-–—]|\s*Extracted\b)",
        origin="format reference, section 5: editions 2001 to 2025",
    ),
    Title(
        name="dash",
        pattern=rf"{_NAME}\s+[-–—]\s+(?P<tier>{TIER})\s*\*?(?=\s*$)",
        origin="copies of others: KENYA - TIER 2",
    ),
    Title(
        name="special case first",
        pattern=r"SPECIAL\s+CASE:\s*(?P<name>\S[^\n]{1,60}?)\s*\*?(?=\s*$)",
        origin="format reference, section 4.7: editions 2016 to 2021",
    ),
    Title(
        name="no rating",
        pattern=rf"{_NAME}\s*\(\s*(?:No Tier Rating|Not Ranked|Unranked)\s*\)(?=\s*$)",
        origin="format reference, section 4.7: edition 2009",
    ),
)

TITLE_CUES = (r"tier", r"special\s+case", r"ranked")
"""What has none of these, in small letters, has no title: a cheap test."""

BARE_TITLE = r"(?P<name>[^\W\d_a-z][^\n():*|a-z]{2,60})(?=\s*$)"
"""A name in capitals alone, as on the special-case pages of 2004 to 2008."""

HEADINGS: tuple[Heading, ...] = (
    Heading(
        name="recommendations",
        kind="recommendations",
        pattern=r"(?:PRIORITI[SZ]ED\s+)?RECOMMENDATIONS?(?:\s+FOR\s+[^\n:;]{2,70}?)?\s*:?",
        origin="format reference, section 5: editions 2009 to 2025",
    ),
    Heading(
        name="recommendations, run in",
        kind="recommendations",
        pattern=(
            r"(?i:(?:PRIORITI[SZ]ED\s+)?RECOMMENDATIONS?(?:\s+FOR\s+[^\n:;]{2,70}?)?)\s*:\s*(?=[A-Z•*])"
        ),
        origin="format reference, section 4.3: editions 2009 to 2013",
        run_in=True,
    ),
    Heading(
        name="prosecution",
        kind="prosecution",
        pattern=r"PROSECUTION(?:\s+OF\s+TRAFFICKERS)?\s*:?",
        origin="format reference, section 5",
    ),
    Heading(
        name="protection",
        kind="protection",
        pattern=r"PROTECTION(?:\s+OF\s+VICTIMS|\s+AND\s+ASSISTANCE(?:\s+TO\s+VICTIMS)?)?\s*:?",
        origin="format reference, section 5",
    ),
    Heading(
        name="prevention",
        kind="prevention",
        pattern=r"PREVENTION(?:\s+OF\s+(?:HUMAN\s+)?TRAFFICKING)?\s*:?",
        origin="format reference, section 5",
    ),
    Heading(
        name="joined: prosecution first",
        kind="prosecution",
        pattern=r"PROSECUTION(?:,?\s+(?:AND\s+)?(?:PROTECTION|PREVENTION)){1,2}\s*:?",
        origin="format reference, section 4.6: asked for, not seen",
    ),
    Heading(
        name="joined: protection first",
        kind="protection",
        pattern=r"PROTECTION(?:,?\s+AND\s+(?:PROSECUTION|PREVENTION))\s*:?",
        origin="format reference, section 4.6: asked for, not seen",
    ),
    Heading(
        name="profile",
        kind="profile",
        pattern=r"(?:HUMAN\s+)?TRAFFICKING\s+PROFILE\s*:?",
        origin="format reference, section 4.5: editions 2017 to 2025",
    ),
    Heading(
        name="scope",
        kind="scope",
        pattern=r"SCOPE\s+AND\s+MAGNITUDE\s*[:.]?",
        origin="format reference, section 4.7",
    ),
    Heading(
        name="government efforts",
        kind="government_efforts",
        pattern=r"GOVERNMENT\s+EFFORTS\s*[:.]?",
        origin="format reference, section 4.7",
    ),
    Heading(
        name="scope, run in",
        kind="scope",
        pattern=r"Scope\s+and\s+Magnitude\s*[.:–—-]\s*(?=[A-Z])",
        origin="format reference, section 4.7: editions 2004 to 2008",
        run_in=True,
    ),
    Heading(
        name="government efforts, run in",
        kind="government_efforts",
        pattern=r"Government\s+Efforts\s*[.:–—-]\s*(?=[A-Z])",
        origin="format reference, section 4.7: editions 2004 to 2008",
        run_in=True,
    ),
    Heading(
        name="P section, run in",
        kind="prosecution",
        pattern=r"(?:PROSECUTION\s*[.:–—]?|Prosecution\s*[.:–—])\s*(?=[A-Z][a-z])",
        origin="reasoned: a heading glued to its paragraph",
        run_in=True,
    ),
    Heading(
        name="P section, run in",
        kind="protection",
        pattern=r"(?:PROTECTION\s*[.:–—]?|Protection\s*[.:–—])\s*(?=[A-Z][a-z])",
        origin="reasoned: a heading glued to its paragraph",
        run_in=True,
    ),
    Heading(
        name="P section, run in",
        kind="prevention",
        pattern=r"(?:PREVENTION\s*[.:–—]?|Prevention\s*[.:–—])\s*(?=[A-Z][a-z])",
        origin="reasoned: a heading glued to its paragraph",
        run_in=True,
    ),
    Heading(
        name="profile, run in",
        kind="profile",
        pattern=r"(?:TRAFFICKING PROFILE\s*:?|Trafficking Profile\s*[.:–—])\s*(?=[A-Z][a-z])",
        origin="reasoned: a heading glued to its paragraph",
        run_in=True,
    ),
    Heading(
        name="hrr",
        kind="other",
        pattern=r"(?:SECTION\s+\d+\.(?:\s*\S[^\n]{2,150})?|EXECUTIVE\s+SUMMARY)",
        origin="Human Rights Reports 2016 to 2024",
    ),
    Heading(
        name="hrr subsection",
        kind="other",
        pattern=r"(?-i:[a-h]\.\s+[A-Z][^\n]{2,150}(?<![.;]))",
        origin="Human Rights Reports 2016 to 2024",
    ),
    Heading(
        name="capitals",
        kind="other",
        pattern=r"(?-i:[A-ZÀ-Þ][A-ZÀ-Þ0-9 ,.'’/()&:-]{6,90}[A-ZÀ-Þ0-9):])",
        origin="TIP 2018: AREA ADMINISTERED BY TURKISH CYPRIOTS; Human Rights Reports 2016",
    ),
)

_P: tuple[SectionKind, ...] = ("prosecution", "protection", "prevention")

EXPECTED: tuple[Expected, ...] = (
    Expected(first=2001, last=2002, kinds=("summary",), origin="format reference, section 4.1"),
    Expected(
        first=2003, last=2003, kinds=("summary", "prevention", "prosecution"), origin="section 4.2"
    ),
    Expected(first=2004, last=2008, kinds=("profile", "summary", *_P), origin="section 4.2"),
    Expected(
        first=2009,
        last=2016,
        kinds=("profile", "summary", "recommendations", *_P),
        origin="sections 4.3 and 4.4",
    ),
    Expected(
        first=2017,
        last=9999,
        kinds=("summary", "recommendations", *_P, "profile"),
        origin="sections 4.5 and 4.6",
    ),
)

FIRST_WITH_PROFILE_LAST = 2017
"""Editions before it begin with the profile, without a heading."""

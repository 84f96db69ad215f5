"""The Tier 2 Watch List in law: who may stay on it for how long, and tiers changed afterwards.

The law is 22 U.S.C. 7107(b)(2); what a rule says is what may come, never what will.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tipdiff.model import Tier

FIRST_COUNTED = 2009
"""Years count "after December 23, 2008", from the 2009 report on (format reference, section 7)."""

TURNED_AWAY_SINCE = 2013
"""The report in which waivers ran out for the first time (format reference, section 7)."""

FREE_YEARS = 2
"""Years in a row before a country "shall be included" on Tier 3: 7107(b)(2)(D)(i)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How many years in a row, with waivers, a country may be on the Watch List."""

    since: int
    """The first edition it holds for."""
    years: int
    origin: str


LIMITS: tuple[Limit, ...] = (
    Limit(
        since=FIRST_COUNTED,
        years=4,
        origin="P.L. 110-457: a waiver for up to two further years (memorandum for the 2018 report)",
    ),
    Limit(
        since=2019,
        years=3,
        origin="P.L. 115-427 of 9 January 2019: a waiver for up to 1 year",
    ),
)

Case = Literal["first", "waivable", "exhausted", "re-entry", "tier 3", "always"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What may come in the next edition, and the law that says so."""

    name: str
    case: Case
    """Where a country must stand for it: its first year, years that a waiver may follow, none
    left, back from Tier 3, on Tier 3, or anywhere on the Watch List."""
    text: str
    """With {country}, {next} (the edition it applies to), {years} and {limit}."""
    cite: str
    origin: str


RULES: tuple[Rule, ...] = (
    Rule(
        name="second year",
        case="first",
        text="{country} may stay on the Tier 2 Watch List in the {next} report, as its second year in a row.",
        cite="22 U.S.C. 7107(b)(2)(D)(i)",
        origin="format reference, section 7: 2 consecutive years come first",
    ),
    Rule(
        name="waiver",
        case="waivable",
        text="{country} may stay on the Tier 2 Watch List in the {next} report only by a waiver: it needs a written plan that would be significant efforts, and sufficient resources for it. With waivers at most {limit} years in a row are allowed.",
        cite="22 U.S.C. 7107(b)(2)(D)(ii)",
        origin="format reference, section 7: waiver and its conditions",
    ),
    Rule(
        name="automatic downgrade",
        case="waivable",
        text="Without a waiver {country} may not stay on the Watch List in the {next} report after {years} years in a row: it may be placed on Tier 3.",
        cite="22 U.S.C. 7107(b)(2)(D)(i)",
        origin="format reference, section 7: automatic downgrade",
    ),
    Rule(
        name="no waiver left",
        case="exhausted",
        text="{country} may not stay on the Tier 2 Watch List in the {next} report: its {years} years in a row leave no waiver. It may be placed on Tier 3.",
        cite="22 U.S.C. 7107(b)(2)(D)(i)-(ii)",
        origin="format reference, section 7: at most 4 years before the 2019 report, at most 3 since",
    ),
    Rule(
        name="re-entry",
        case="re-entry",
        text="{country} was on the Watch List for two years in a row or more, then on Tier 3, and came back: where the special rule applies it may not stay for a second year in a row in the {next} report, and may be placed on Tier 3.",
        cite="22 U.S.C. 7107(b)(2)(F)",
        origin="format reference, section 7: re-entry rule; in the text of the law by the 2019 report",
    ),
    Rule(
        name="upgrade",
        case="always",
        text="In any year it may be placed on Tier 2, or on Tier 1, where its efforts are found to allow it.",
        cite="22 U.S.C. 7107(b)(1)(A)-(B)",
        origin="format reference, section 7: lists",
    ),
    Rule(
        name="restrictions",
        case="tier 3",
        text="On Tier 3 in the {edition} report, {country} may be denied nonhumanitarian, nontrade-related assistance for the fiscal year {next}; the President may waive that in whole or in part.",
        cite="22 U.S.C. 7107(d)(1), (d)(5)",
        origin="format reference, section 7: Tier 3 consequences",
    ),
)

REENTRY_SINCE = 2019
"""The first edition the re-entry rule is applied to: reasoned, with the law of January 2019."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waivers:
    """Countries for which a memorandum of justification gives a waiver for an edition."""

    edition: int
    countries: str
    """ISO 3166 alpha-3, separated by spaces."""
    origin: str


WAIVERS: tuple[Waivers, ...] = (
    Waivers(
        edition=2018,
        countries="CUB KWT NER SAU SEN SWZ",
        origin="format reference, section 7: memorandum for the 2018 report",
    ),
    Waivers(
        edition=2019,
        countries="DZA BGD HUN IRQ LBR MNE NIC",
        origin="format reference, section 7: memorandum for the 2019 report",
    ),
    Waivers(
        edition=2020,
        countries="BIH FJI GNB KGZ MYS MDV SDN UZB",
        origin="format reference, section 7: memorandum for the 2020 report",
    ),
)
"""A memorandum may be drafted before the tiers are: it counts where the country is on the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TierChange:
    """Countries whose tier was changed after the edition was published."""

    edition: int
    countries: str
    """ISO 3166 alpha-3, separated by spaces."""
    published: Tier
    effective: Tier
    record: str
    origin: str


TIER_CHANGES: tuple[TierChange, ...] = (
    TierChange(
        edition=2003,
        countries="BLZ BIH DOM GEO GRC HTI KAZ SUR TUR UZB",
        published="3",
        effective="2",
        record="Presidential Determination 2003-35 of 9 September 2003",
        origin="format reference, section 9",
    ),
    TierChange(
        edition=2009,
        countries="SWZ",
        published="3",
        effective="2WL",
        record="re-assessed in September 2009",
        origin="format reference, section 0, point 9",
    ),
)

"""A release, made up: editions of every country of the report, long enough to weigh like real ones.

Each sentence is chosen by a digest of country and place, so that it is the same on every machine.
From one edition to the next most sentences stay; figures move, some wordings change, some
sentences go and some come.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from tipdiff import countries
from tipdiff.tables.regions import REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.model import Country

FIRST = 2023
"""The edition in which every sentence begins."""
COUNTRIES = 188
STATEMENTS = {"achievements": 7, "deficiencies": 8, "advice": 12, "section": 22, "profile": 14}

PLACES = "harbour,salt works,northern border,brick kilns,fishing fleet,night market".split(",")
GROUPS = "children,migrant workers,seasonal workers,women,men and boys,domestic workers".split(",")
BODIES = "police,labour inspectorate,interior ministry,coast guard,courts,task force".split(",")
TIERS = ("Tier 1", "Tier 2", "Tier 2", "Tier 2 Watch List", "Tier 3")

DONE = (
    "opening a shelter for {group} near the {place}",
    "convicting {number} more traffickers than in the year before",
    "training {number} officers of the {body} to recognize indicators of trafficking",
    "adopting a national plan with a budget for the {body}",
    "screening {group} at the {place} for indicators of trafficking",
    "compensating {number} victims who had worked at the {place}",
)
LACKING = (
    "The {body} did not visit the {place}, where {group} were exploited.",
    "Officials did not consistently screen {group} for indicators of trafficking.",
    "Courts suspended the sentences of {number} convicted traffickers.",
    "Services for {group} remained inadequate outside the {place}.",
    "The {body} penalized {number} victims for acts that traffickers had made them commit.",
    "Recruitment fees of {group} remained legal at the {place}.",
)
ADVICE = (
    "Train the {body} to find victims among {group} at the {place}.",
    "Increase efforts to investigate, prosecute and convict traffickers of {group}.",
    "Fund shelters for {group} in the region of the {place}.",
    "Amend the law to end fees that {group} pay to recruiters.",
    "Sentence traffickers in accordance with the gravity of the offense.",
    "Publish figures on the cases that the {body} referred to prosecutors.",
)
TOLD = (
    "The {body} investigated {number} cases at the {place}, compared with {other} in {before}.",
    "The {body} identified {number} victims among {group}, compared with {other} in {before}.",
    "An NGO reported that the {body} did not refer {group} to services near the {place}.",
    "The law prescribed penalties of {number} to {other} years for trafficking in {group}.",
    "The government allocated {number} million to care for {group} who had worked at the {place}.",
    "The {body} and an international organization trained {number} officials at the {place}.",
    "Observers said that the {body} lacked vehicles and interpreters to reach the {place}.",
    "The government operated {number} shelters, one of which at the {place} accepted {group}.",
)
KNOWN = (
    "Traffickers exploit {group} in forced labor at the {place}.",
    "Recruiters promise {group} work abroad and take their papers at the {place}.",
    "Criminal groups force {group} to beg near the {place}.",
    "Some families send {group} to relatives who exploit them at the {place}.",
)


def reported() -> list[Country]:
    """As many countries as the report has, in the order of their names."""
    of_regions = frozenset[str]().union(*(region.countries for region in REGIONS))
    return [c for c in countries.every() if c.iso3 in of_regions][:COUNTRIES]


def narrative(country: Country, edition: int) -> str:
    """The text of a narrative, as a saved file would hold it."""
    name, tier = country.name, _tier(country, edition)
    was = _tier(country, edition - 1)
    moved = "remained" if tier == was else "was placed"
    achievements = ", ".join(_chosen(country, edition, "achievements", DONE))
    advice = _lines(country, edition, "advice", ADVICE)
    verdict = "fully meets" if tier == "Tier 1" else "does not fully meet"
    return f"""{name.upper()}: {tier}

The Government of {name} {verdict} the minimum standards for the elimination of trafficking. \
The government demonstrated efforts compared {"to" if edition < FIRST + 1 else "with"} the \
previous reporting period; therefore {name} {moved} on {tier}. These efforts included \
{achievements}. However, the government did not meet the minimum standards in several key areas. \
{" ".join(_chosen(country, edition, "deficiencies", LACKING))}

PRIORITIZED RECOMMENDATIONS:

{advice}

PROSECUTION

The government {_effort(country, edition, "prosecution")} law enforcement efforts. \
{" ".join(_chosen(country, edition, "prosecution", TOLD))}

PROTECTION

The government {_effort(country, edition, "protection")} efforts to protect victims. \
{" ".join(_chosen(country, edition, "protection", TOLD))}

PREVENTION

The government {_effort(country, edition, "prevention")} efforts to prevent trafficking. \
{" ".join(_chosen(country, edition, "prevention", TOLD))}

TRAFFICKING PROFILE:

As reported over the past five years, traffickers exploit domestic and foreign victims in {name}. \
{" ".join(_chosen(country, edition, "profile", KNOWN))}
"""


def _lines(country: Country, edition: int, part: str, forms: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in _chosen(country, edition, part, forms))


def _chosen(country: Country, edition: int, part: str, forms: tuple[str, ...]) -> Iterator[str]:
    """The sentences of a part: of three in a hundred there is none, in each edition others."""
    for place in range(STATEMENTS.get(part, STATEMENTS["section"])):
        key = f"{country.iso3} {part} {place}"
        lot = _number(f"{key} {edition}") % 100
        born = FIRST if lot < 88 else edition
        if lot < 97:
            yield _sentence(key, forms, born, edition if lot % 4 == 0 else FIRST)


def _sentence(key: str, forms: tuple[str, ...], born: int, counted: int) -> str:
    """A sentence with its words since `born`, and its figures since `counted`."""
    words, figures = f"{key} {born}", f"{key} {counted}"
    return forms[_number(words) % len(forms)].format(
        place=_one(PLACES, words, "place"),
        group=_one(GROUPS, words, "group"),
        body=_one(BODIES, words, "body"),
        number=2 + _number(figures) % 90,
        other=2 + _number(f"{figures} before") % 90,
        before=counted - 2,
    )


def _tier(country: Country, edition: int) -> str:
    """One country in ten is on another tier in each edition."""
    key = f"{country.iso3} tier"
    moves = sum(_number(f"{key} {year}") % 10 == 0 for year in range(FIRST, edition + 1))
    return TIERS[(_number(key) + moves) % len(TIERS)]


def _effort(country: Country, edition: int, part: str) -> str:
    key = f"{country.iso3} {part} {edition if _number(f'{part} {edition}') % 5 else FIRST}"
    return _one("increased,maintained,decreased".split(","), key, "effort")


def _one(words: list[str], key: str, salt: str) -> str:
    return words[_number(f"{key} {salt}") % len(words)]


def _number(key: str) -> int:
    return int.from_bytes(sha256(key.encode()).digest()[:6])


def files() -> Iterator[tuple[str, str]]:
    """Name and text of every narrative of two editions."""
    for edition, country in ((e, c) for e in (FIRST, FIRST + 1) for c in reported()):
        yield f"{country.slug}-{edition}.txt", narrative(country, edition)

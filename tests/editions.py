"""Veldonia in seven editions, in which statements live every life a thread can have.

2018 is a partial copy (summary and recommendations only), 2020 is missing. The words are our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.importing import Given
from tipdiff.pipeline import bring

if TYPE_CHECKING:
    from pathlib import Path

    from tipdiff.archive import Archive

EDITIONS = (2016, 2017, 2018, 2019, 2021, 2022, 2023)
PARTIAL = 2018

SCREEN = (
    "Screen seasonal workers on farms and domestic workers in private homes for indicators of "
    "trafficking."
)
RECOMMENDATIONS: dict[int, tuple[str, ...]] = {
    2016: (
        "Fund the public shelter in the capital",
        "train judges on the 2012 anti-trafficking law",
        "vigorously inspect fishing vessels for signs of forced labor",
        "appoint a national rapporteur and publish annual figures on the compensation of victims",
        "adopt a national action plan to combat trafficking",
        "open a hotline that answers calls in several languages",
    ),
    2017: (
        "Fund the public shelter in the capital",
        "vigorously train judges on the 2012 anti-trafficking law",
        "vigorously inspect fishing vessels for signs of forced labor",
        "appoint a national rapporteur",
        "publish annual figures on the compensation of victims",
        "adopt a national action plan to combat trafficking",
        "open a hotline that answers calls in several languages",
    ),
    2018: (
        "Fund the public shelter in the capital.",
        "Vigorously train judges on the 2012 anti-trafficking law.",
        "Vigorously inspect fishing vessels for signs of forced labor.",
        "Appoint a national rapporteur.",
        "Publish annual figures on the compensation of victims.",
        "Adopt a national action plan to combat trafficking.",
        "Screen seasonal workers on farms for indicators of trafficking.",
        "Screen domestic workers in private homes for indicators of trafficking.",
    ),
    2019: (
        "Fund the public shelter in the capital.",
        "Vigorously train judges on the 2012 anti-trafficking law.",
        "Inspect fishing vessels for signs of forced labor.",
        "Publish annual figures on the compensation of victims.",
        "Adopt a national action plan to combat trafficking.",
        SCREEN,
        "End recruitment fees that brokers charge migrants.",
    ),
    2021: (
        "Fund the public shelter in the capital.",
        "Vigorously train judges on the 2012 anti-trafficking law.",
        "Inspect fishing vessels for signs of forced labor.",
        "Publish annual figures on the compensation of victims.",
        SCREEN,
        "End recruitment fees that brokers charge migrants.",
        "Open a hotline that answers calls in several languages.",
    ),
    2022: (
        "End recruitment fees that brokers charge migrants.",
        "Fund the public shelter in the capital.",
        "Vigorously train judges on the 2012 anti-trafficking law.",
        "Inspect fishing vessels for signs of forced labor.",
        SCREEN,
        "Open a hotline that answers calls in several languages.",
    ),
    2023: (
        "End recruitment fees that brokers charge migrants.",
        "Fund the public shelter in the capital.",
        "Vigorously train judges on the 2012 anti-trafficking law.",
        "Inspect fishing vessels for signs of forced labor.",
        SCREEN,
        "Open a hotline that answers calls in several languages.",
        "Amend the immigration code to let survivors work while their cases are heard.",
    ),
}

ACHIEVEMENTS: dict[int, str] = {
    2016: "The government demonstrated increasing efforts by opening a public shelter.",
    2017: "The government demonstrated increasing efforts by opening a second office for visas.",
    2018: "The government demonstrated increasing efforts by hiring two prosecutors in the port.",
    2019: "The government demonstrated increasing efforts by hiring two prosecutors in the port.",
    2021: "The government demonstrated increasing efforts by hiring two prosecutors in the port. "
    "The government adopted a national action plan to combat trafficking.",
    2022: "The government demonstrated increasing efforts by hiring two prosecutors in the port. "
    "The government granted residence permits to foreign victims of trafficking.",
    2023: "The government demonstrated increasing efforts by hiring two prosecutors in the port. "
    "The government granted residence permits to foreign victims of trafficking.",
}

COMPLICITY = "Courts did not convict any official complicit in trafficking crimes."
PERMITS = "The government did not grant residence permits to foreign victims of trafficking."
REFERRAL = "Police did not refer child victims of begging gangs to social workers."
BRIDGES = "Observers saw a shortage of interpreters at the northern border crossings."

DEFICIENCIES: dict[int, tuple[str, ...]] = {
    2016: (PERMITS, COMPLICITY, REFERRAL, BRIDGES),
    2017: (PERMITS, COMPLICITY, REFERRAL, BRIDGES),
    2018: (PERMITS, COMPLICITY, REFERRAL),
    2019: (PERMITS, COMPLICITY, REFERRAL),
    2021: (PERMITS,),
    2022: (),
    2023: (),
}

INVESTIGATED: dict[int, str] = {
    2016: "Police investigated 31 trafficking cases in 2015.",
    2017: "Police investigated 24 trafficking cases in 2016, compared with 31 in 2015.",
    2019: "The government did not report the number of trafficking cases it investigated.",
    2021: "Police investigated 40 trafficking cases in 2020, compared with 35 in 2019.",
    2022: "Police investigated 44 trafficking cases in 2021, compared with 41 in 2020.",
    2023: "Police investigated 52 trafficking cases in 2022, compared with 44 in 2021.",
}
CONVICTED: dict[int, str] = {
    2016: "Courts convicted nine traffickers in 2015.",
    2017: "Courts convicted six traffickers in 2016, compared with nine in 2015.",
    2019: "Courts did not convict any traffickers in 2018.",
    2021: "Courts convicted 11 traffickers in 2020.",
    2022: "Courts convicted 15 traffickers in 2021, compared with 11 in 2020.",
    2023: "Courts convicted 12 traffickers in 2022, compared with 15 in 2021.",
}
IDENTIFIED: dict[int, str] = {
    2016: "Authorities identified 19 trafficking victims in 2015.",
    2017: "Authorities identified 118 trafficking victims in 2016, compared with 19 in 2015.",
    2019: "Authorities identified 98 trafficking victims in 2018, compared with 121 in 2017.",
    2021: "Authorities identified at least 80 trafficking victims in 2020.",
    2022: "Authorities identified 61 trafficking victims in 2021, compared with 80 in 2020.",
    2023: "Authorities identified 70 trafficking victims in 2022, compared with 66 in 2021.",
}
CHILDREN: dict[int, str] = dict.fromkeys(
    (2016, 2017, 2019), "Social workers cared for child victims of begging gangs in two homes."
) | dict.fromkeys(
    (2021, 2022, 2023),
    "Police did not consistently refer child victims of begging gangs to social workers.",
)


def document(edition: int) -> str:
    """The narrative of an edition, as a source shows it."""
    return _partial(edition) if edition == PARTIAL else _whole(edition)


def bring_editions(archive: Archive, folder: Path) -> None:
    """Import every edition, each from a file."""
    for edition in EDITIONS:
        path = folder / f"veldonia-{edition}.txt"
        path.write_text(document(edition), encoding="utf-8")
        bring(archive, path, Given(edition=edition))


def _summary(edition: int) -> str:
    failings = " ".join(DEFICIENCIES[edition])
    however = (
        "However, the government did not meet the minimum standards in several key areas. "
        if failings
        else ""
    )
    return (
        "The Government of Veldonia does not fully meet the minimum standards for the elimination "
        "of trafficking; however, it is making significant efforts to do so. The government "
        "demonstrated increasing efforts compared to the previous reporting period; therefore "
        f"Veldonia remained on Tier 2. {ACHIEVEMENTS[edition]} {however}{failings}"
    ).rstrip()


def _partial(edition: int) -> str:
    items = "\n\n".join(RECOMMENDATIONS[edition])
    return (
        "[ Human Trafficking, Country-by-Country ]\n\nVELDONIA (Tier 2)\n\n"
        f"Extracted in part  from the U.S. State Dept {edition} TIP Report\n\n"
        f"{_summary(edition)}\n\n| Prioritized Recommendations |\n\n{items}\n"
    )


def _whole(edition: int) -> str:
    recommendations = RECOMMENDATIONS[edition]
    if edition < 2019:
        listed = "RECOMMENDATIONS FOR VELDONIA\n\n" + "; ".join(recommendations) + "."
    else:
        listed = "PRIORITIZED RECOMMENDATIONS:\n\n" + "\n".join(f"- {r}" for r in recommendations)
    return BODY.format(
        summary=_summary(edition),
        listed=listed,
        investigated=INVESTIGATED[edition],
        convicted=CONVICTED[edition],
        complicity=COMPLICITY,
        identified=IDENTIFIED[edition],
        children=CHILDREN[edition],
        year=edition - 1,
    )


BODY = """VELDONIA: Tier 2

{summary}

{listed}

PROSECUTION

The government maintained law enforcement efforts. The 2012 law criminalized sex trafficking and
labor trafficking. {investigated} {convicted} {complicity}

PROTECTION

The government maintained protection efforts. {identified} {children} A church ran the only shelter
for men on the coast.

PREVENTION

The government maintained prevention efforts. Ministers met four times to talk about trafficking in
{year}.

TRAFFICKING PROFILE

As reported over the past five years, human traffickers exploit domestic and foreign victims in
Veldonia. Women from Norland are exploited in bars along the coastal road.
"""

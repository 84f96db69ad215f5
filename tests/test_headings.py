"""Titles and headings of every edition, and sentences that only look like one."""

from __future__ import annotations

import pytest

from tipdiff.parse.headings import find_headings, find_titles, is_heading

TITLES = [
    ("Albania (Tier 3)", "ALB"),
    ("ALBANIA (TIER 2)", "ALB"),
    ("AFGHANISTAN (Tier 2)\u00a0 ", "AFG"),
    ("VELDONIA (TIER 2 WATCH LIST)", "XVE"),
    ("THE NETHERLANDS (Tier 2 Watch List)*", "NLD"),
    ("AFGHANISTAN: Tier 2", "AFG"),
    ("ST. LUCIA: Tier 2 Watch List", "LCA"),
    ("AFGHANISTAN:\nTier 2 Watchlist", "AFG"),
    ("COTE D’IVOIRE (Special Case)", "CIV"),
    ("Special Case: SOMALIA", "SOM"),
    ("SOMALIA: SPECIAL CASE", "SOM"),
    ("TÜRKIYE (Tier 2)", "TUR"),
    ("CÔTE D'IVOIRE: TIER 2", "CIV"),
    ("THE KINGDOM OF DENMARK (Tier 1)", "DNK"),
    ("CONGO, DEMOCRATIC REPUBLIC OF THE: TIER 3", "COD"),
    ("DENMARK (Tier 1)Extracted in part  from the U.S. State Dept 2023 TIP Report", "DNK"),
    ("[ Country-by-Country Reports ] FINLAND (TIER 1)   [Extracted from U.S.", "FIN"),
    ("HAITI (No Tier Rating)", "HTI"),
    ("VELDONIA - TIER 2", "XVE"),
    ("Guinea-Bissau – Tier 2 Watch List", "GNB"),
    ("A report - Tier 2", None),
    ("Denmark - Tier 1 since 2003", None),
    ("In the 2023 report: Tier 1", None),
    ("Denmark was placed on Tier 1", None),
    ("DENMARK", None),
]


@pytest.mark.parametrize(("line", "iso3"), TITLES)
def test_a_title_is_one_by_its_shape_and_its_name(line: str, iso3: str | None) -> None:
    """Whatever the edition; the name must be a country's."""
    found = find_titles(f"{line}\n\nText.")

    assert [title.country.iso3 for title in found] == ([] if iso3 is None else [iso3])


HEADINGS = [
    ("PRIORITIZED RECOMMENDATIONS:", "recommendations", ""),
    ("Prioritised Recommendations", "recommendations", ""),
    ("RECOMMENDATIONS FOR ST. LUCIA", "recommendations", ""),
    ("Recommendations for Veldonia: Enact a law", "recommendations", "Enact a law"),
    ("PROSECUTION", "prosecution", ""),
    ("Prosecution of Traffickers", "prosecution", ""),
    ("Prosecution. The government", "prosecution", "The government"),
    ("PROTECTIONThe government", "protection", "The government"),
    ("Protection", "protection", ""),
    ("Prevention:", "prevention", ""),
    ("TRAFFICKING PROFILE:", "profile", ""),
    ("PROSECUTION AND PROTECTION", "prosecution", ""),
    ("Scope and Magnitude. Men are forced", "scope", "Men are forced"),
    ("GOVERNMENT EFFORTS", "government_efforts", ""),
    ("Section 2. Respect for Civil Liberties", "other", ""),
    ("b. Disappearance", "other", ""),
    ("AREA ADMINISTERED BY TURKISH CYPRIOTS", "other", ""),
    ("Prosecution of traffickers remained weak.", None, ""),
    ("Protection is scarce", None, ""),
    ("Recommendations of experts were ignored.", None, ""),
    ("NGOs", None, ""),
]


@pytest.mark.parametrize(("line", "kind", "rest"), HEADINGS)
def test_a_heading_is_one_by_its_words(line: str, kind: str | None, rest: str) -> None:
    """On a line of its own, or run in; what follows it belongs to its section."""
    found = find_headings(line, 0, len(line), ())

    assert [heading.kind for heading in found] == ([] if kind is None else [kind])
    assert all(line[heading.end :].strip() == rest for heading in found)


def test_what_the_markup_calls_a_heading_is_one() -> None:
    """Unless the words tell more of it."""
    text = "Conditions\n\nPROTECTION\n\nText"

    found = find_headings(text, 0, len(text), [(0, 10), (12, 22)])

    assert [(heading.kind, heading.text) for heading in found] == [
        ("other", "Conditions"),
        ("protection", "PROTECTION"),
    ]


def test_a_colon_that_slid_below_its_heading_belongs_to_it() -> None:
    """As the text of the 2018 PDF has it once."""
    text = "TRAFFICKING PROFILE\n\n:As reported"

    (heading,) = find_headings(text, 0, len(text), ())

    assert (heading.text, text[heading.end :]) == ("TRAFFICKING PROFILE", "As reported")


def test_a_line_alone_is_a_heading_or_not() -> None:
    """Titles are headings too."""
    assert [is_heading(line) for line in ("PREVENTION", "CHAD: TIER 3", "in Chad")] == [
        True,
        True,
        False,
    ]

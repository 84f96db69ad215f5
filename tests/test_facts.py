"""Country and edition, by what a document says and by its name."""

from __future__ import annotations

import pytest

from tipdiff import parse_text
from tipdiff.parse.facts import country_of, edition_of
from tipdiff.parse.page import Page

FACTS = [
    ({"name": "denmark-2018.txt"}, "DNK", 2018),
    ({"name": "2018/denmark.html"}, "DNK", 2018),
    ({"name": "tip-2018/south-sudan.txt"}, "SSD", 2018),
    ({"name": "denmark-2023-gvnet.txt"}, "DNK", 2023),
    ({"name": "archive/DNK_2020.html.gz"}, "DNK", 2020),
    ({"name": "2016/st-vincent-and-the-grenadines.html"}, "VCT", 2016),
    ({"preface": "Trafficking in Persons Report 2011 - Afghanistan"}, "AFG", 2011),
    ({"preface": "Trafficking in Persons Report 2016 - Special Case: SOMALIA"}, "SOM", 2016),
    ({"preface": "2019 Trafficking in Persons Report: Pakistan", "name": "1999.txt"}, "PAK", 2019),
    ({"preface": "U.S. State Department 2001 Trafficking in Persons Report - Chad"}, "TCD", 2001),
    (
        {"preface": "Chad\n[Extracted from Trafficking in Persons Report, June, 2009]"},
        "TCD",
        2009,
    ),
    (
        {"urls": ("http://state.gov/reports/2019-trafficking-in-persons-report-2/ghana__trashed/",)},
        "GHA",
        2019,
    ),
    ({"urls": ("http://m.state.gov/j/tip/rls/tiprpt/2006/6.htm",), "about": "Chad"}, "TCD", 2006),
    (
        {
            "about": "Denmark - United States Department of State",
            "urls": ("http://state.gov/reports/2022-country-reports-on-human-rights-practices/x/",),
        },
        "DNK",
        2022,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("said", "iso3", "edition"), FACTS)
def test_country_and_edition_are_found(said: dict[str, str], iso3: str, edition: int) -> None:
    """In titles, addresses and file names."""
    name, preface = said.pop("name", "document"), said.pop("preface", "")
    page = Page(text="", **said)  # type: ignore[arg-type]

    assert country_of(page, preface, name, None).iso3 == iso3
    assert edition_of(page, preface, name, None) == edition


def test_an_edition_given_against_what_the_document_says_is_warned_of() -> None:
    """What is given goes before; the reader is told."""
    text = (
        "[ Human Trafficking, Country-by-Country ]\n\nVELDONIA (Tier 2)Extracted in part  from the "
        "U.S. State Dept 2023 TIP Report\n\nThe Government of Veldonia does not fully meet the "
        "minimum standards for the elimination of trafficking."
    )

    told = [
        [w for w in parse_text(text, edition=edition).warnings if w.startswith("edition")]
        for edition in (2022, 2023)
    ]

    assert told == [["edition: the document says 2023, but 2022 was given"], []]

"""Countries are found by whatever their users call them."""

from __future__ import annotations

import pytest

from tipdiff import countries
from tipdiff.errors import UnknownCountry


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Denmark", "DNK"),
        ("DENMARK", "DNK"),
        ("dk", "DNK"),
        ("DNK", "DNK"),
        ("THE KINGDOM OF DENMARK", "DNK"),
        ("cote-divoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("COTE D'IVOIRE", "CIV"),
        ("Swaziland", "SWZ"),
        ("Macedonia", "MKD"),
        ("Czechia", "CZE"),
        ("Myanmar", "MMR"),
        ("TÜRKİYE", "TUR"),
        ("turkey", "TUR"),
        ("Gambia, The", "GMB"),
        ("THE GAMBIA", "GMB"),
        ("REPUBLIC OF KOREA", "KOR"),
        ("DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA", "PRK"),
        ("REPUBLIC OF THE CONGO", "COG"),
        ("Congo (DRC)", "COD"),
        ("St. Vincent & the Grenadines", "VCT"),
        ("Federal Republic of Yugoslavia", "SRB"),
        ("Trinidad & Tobago", "TTO"),
        ("Curaçao", "CUW"),
        ("xk", "XKX"),
        ("United States", "USA"),
        ("U.S.A.", "USA"),
        ("Western Samoa", None),
    ],
)
def test_a_country_is_found_by_every_name_it_goes_by(name: str, iso3: str | None) -> None:
    """Names, former names, aliases, codes and slugs, in any case and with or without accents."""
    found = countries.known(name)

    assert (found.iso3 if found else None) == iso3


def test_an_unknown_country_is_refused_with_the_nearest_names() -> None:
    """A typing mistake gets a suggestion."""
    with pytest.raises(UnknownCountry) as caught:
        countries.find("Denmrak")

    assert str(caught.value) == "no country is called 'Denmrak'; did you mean Denmark?"


def test_nonsense_is_refused_with_what_to_give_instead() -> None:
    """Where nothing is near, the message says what is accepted."""
    with pytest.raises(UnknownCountry, match="ISO 3166"):
        countries.find("xxxxxxxxxx")


def test_no_name_leads_to_two_countries() -> None:
    """Every name, slug and code of the table leads back to its own row."""
    wrong = [
        (name, country.iso3)
        for country in countries.every()
        for name in (*countries.names_of(country), country.slug, country.iso2, country.iso3)
        if countries.known(name) != country
    ]

    assert wrong == []

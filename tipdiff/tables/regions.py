"""The regional groups of the TIP Report: the bureaus of the State Department, by ISO 3166 code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A group of countries that the report's regional maps show together."""

    code: str
    """The bureau's own abbreviation."""
    name: str
    countries: frozenset[str]
    origin: str


_MAPS = "TIP Report, regional maps: the areas of the Department's geographic bureaus"

REGIONS: tuple[Region, ...] = (
    Region(
        code="AF",
        name="Africa",
        countries=frozenset(
            "AGO BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI ERI ETH GAB GHA GIN GMB GNB GNQ "
            "KEN LBR LSO MDG MLI MOZ MRT MUS MWI NAM NER NGA RWA SDN SEN SLE SOM SSD STP SWZ SYC "
            "TCD TGO TZA UGA ZAF ZMB ZWE".split()
        ),
        origin=_MAPS,
    ),
    Region(
        code="EAP",
        name="East Asia and the Pacific",
        countries=frozenset(
            "AUS BRN CHN COK FJI FSM HKG IDN JPN KHM KIR KOR LAO MAC MHL MMR MNG MYS NIU NRU NZL "
            "PHL PLW PNG PRK SGP SLB THA TLS TON TUV TWN VNM VUT WSM".split()
        ),
        origin=_MAPS,
    ),
    Region(
        code="EUR",
        name="Europe and Eurasia",
        countries=frozenset(
            "ALB AND ARM AUT AZE BEL BGR BIH BLR CHE CYP CZE DEU DNK ESP EST FIN FRA GBR GEO GRC "
            "HRV HUN IRL ISL ITA LIE LTU LUX LVA MCO MDA MKD MLT MNE NLD NOR POL PRT ROU RUS SMR "
            "SRB SVK SVN SWE TUR UKR VAT XKX".split()
        ),
        origin=_MAPS,
    ),
    Region(
        code="NEA",
        name="Near East",
        countries=frozenset(
            "ARE BHR DZA EGY IRN IRQ ISR JOR KWT LBN LBY MAR OMN PSE QAT SAU SYR TUN YEM".split()
        ),
        origin=_MAPS,
    ),
    Region(
        code="SCA",
        name="South and Central Asia",
        countries=frozenset("AFG BGD BTN IND KAZ KGZ LKA MDV NPL PAK TJK TKM UZB".split()),
        origin=_MAPS,
    ),
    Region(
        code="WHA",
        name="Western Hemisphere",
        countries=frozenset(
            "ABW ANT ARG ATG BHS BLZ BOL BRA BRB CAN CHL COL CRI CUB CUW DMA DOM ECU GRD GTM GUY "
            "HND HTI JAM KNA LCA MEX NIC PAN PER PRY SLV SUR SXM TTO URY USA VCT VEN".split()
        ),
        origin=_MAPS,
    ),
)
"""The report shows a country in one group only; territories without a narrative are in none."""

"""Subscriptions: read from config.toml, each field checked, and what they follow."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.comparisons import veldonia
from tests.shared import shared
from tipdiff import countries
from tipdiff.config import load
from tipdiff.errors import ConfigError, UsageError
from tipdiff.subscriptions import Subscription, checked, named, slug
from tipdiff.tables.regions import REGIONS

if TYPE_CHECKING:
    from pathlib import Path

DESK = Subscription(name="Desk", to=("desk@example.org",))


def read(tmp_path: Path, *tables: str) -> tuple[Subscription, ...]:
    path = tmp_path / "config.toml"
    path.write_text("".join(f"[[subscriptions]]\n{table}\n" for table in tables), encoding="utf-8")
    return load(path).subscriptions


@pytest.mark.parametrize(
    "name",
    ["श्री\u200dलंका डेस्क", "ශ්\u200dරී ලංකා", "میز\u200cها", "മോഹന്\u200d desk", "👩\u200d⚖️ desk"],
    ids=["Hindi", "Sinhala", "Persian", "Malayalam", "emoji"],
)
def test_a_name_keeps_what_joins_its_letters(tmp_path: Path, name: str) -> None:
    """Scripts of South Asia, Persian and emoji are not written without."""
    (found,) = read(tmp_path, f'name = "{name}"\nto = ["desk@example.org"]')

    assert found.name == name


@pytest.mark.parametrize(
    "name",
    [
        "\u200dDesk",
        "Desk \u200cone",
        "De\u200d\u200dsk",
        "De\u200bsk",
        "De\u2060sk",
        "De\u202esk",
        "De\u2066sk",
        "De\u200fsk",
        "De\u2028sk",
        "De\u0085sk",
        "De\x1bsk",
    ],
    ids=ascii,
)
def test_a_name_has_nothing_else_that_is_not_seen(name: str) -> None:
    """No joiner that joins nothing, no control, no direction, no line."""
    with pytest.raises(UsageError, match="name must be one line of at most 60 visible"):
        checked(replace(DESK, name=name))


def test_a_subscription_needs_a_name_and_an_address_only(tmp_path: Path) -> None:
    """It follows all countries then, each new edition against the one before."""
    (found,) = read(tmp_path, 'name = "Desk"\nto = ["desk@example.org"]')

    assert found == DESK
    assert found.followed == {country.iso3 for country in countries.every()}
    assert (found.editions, found.cadence, found.revisions) == (("previous",), "release", True)


def test_names_become_codes(tmp_path: Path) -> None:
    """Whatever the operator calls a country, a region or a tier."""
    (found,) = read(
        tmp_path,
        """name = "Desk"
        to = ["desk@EXAMPLE.org", "desk@example.org", "zoë@dänemark.example"]
        countries = ["denmark", "DK", "swaziland", "XVE"]
        regions = ["Near East", "sca"]
        tiers = ["2wl", "Tier 3"]
        kinds = ["new-achievement", "dropped recommendation"]
        sections = ["Summary"]
        significance = 0
        editions = ["previous", "2019"]
        cadence = "Weekly"
        revisions = false""",
    )

    assert found == Subscription(
        name="Desk",
        to=("desk@example.org", "zoë@dänemark.example"),
        countries=("DNK", "SWZ", "XVE"),
        regions=("NEA", "SCA"),
        tiers=("2WL", "3"),
        kinds=("new-achievement", "dropped-recommendation"),
        sections=("summary",),
        significance=0,
        editions=("previous", "2019"),
        cadence="weekly",
        revisions=False,
    )
    assert found.followed > {"DNK", "SWZ", "XVE", "IRN", "UZB"}
    assert "SWE" not in found.followed


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "subscriptions[1]: name is missing: give one with a letter or a digit"),
        ('name = "a\\nb"', "'a\\nb': name must be one line of at most 60 visible characters"),
        (f'name = "{"x" * 99}"', f"[1] '{'x' * 60}': name must be one line of at most 60"),
        ('name = "D"\nto = ["a@b.org"]\neditions = ["²⁰¹⁹"]', "or years like"),
        (
            'name = "D"\nwebhook = "https://a.org/\\r\\nX: y"',
            "webhook must be an address without spaces or line ends, not 'https://a.org/\\r",
        ),
        ('name = "D"', "'D': to is missing: give at least one address"),
        ("nmae = 1", "unknown key 'subscriptions[1].nmae'; did you mean 'name'?"),
        ('name = "D"\nto = "a@b.org"', "subscriptions[1].to must be a list of texts"),
        ('name = "D"\nto = ["a@b"]', "'a@b' is no e-mail address: The part after the @-sign"),
        ('name = "D"\nto = ["Bø <a@b.org>"]', "is no e-mail address: give it without a name"),
        ('name = "D"\nto = ["a@b.org\\r\\nBcc: c@d.org"]', "is no e-mail address"),
        ('countries = ["Denmrk"]', "no country is called 'Denmrk'; did you mean Denmark?"),
        ('regions = ["EUX"]', "there is no region 'EUX'; did you mean 'EUR'?"),
        ('tiers = ["4"]', "there is no tier '4'; known are 1, 2, 2WL, 3, special"),
        ('kinds = ["new-achievment"]', "did you mean new-achievement?"),
        ('sections = ["sumary"]', "did you mean summary?"),
        ("significance = 101", "significance must be from 0 to 100"),
        ('editions = ["last"]', 'editions must be "previous" or years like "2019", not \'last\''),
        ('cadence = "dayly"', "there is no cadence 'dayly'; did you mean 'daily'?"),
        ('series = "tipp"', "there is no series 'tipp'; did you mean 'tip'?"),
    ],
)
def test_a_field_that_makes_no_sense_is_refused(tmp_path: Path, table: str, message: str) -> None:
    """One line names the file, the subscription, and what would be right."""
    if not table.startswith(("name", "nmae")) and table:
        table = f'name = "D"\nto = ["d@example.org"]\n{table}'
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, table)

    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path / 'config.toml'}: ")


def test_subscriptions_must_be_tables(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('subscriptions = ["desk"]\n', encoding="utf-8")

    with pytest.raises(ConfigError, match=r"must be tables, each under a line \[\[subscr"):
        load(path)


def test_two_subscriptions_cannot_have_one_name(tmp_path: Path) -> None:
    """Positions, feeds and messages are told apart by it."""
    with pytest.raises(ConfigError, match="called 'nordic  Desk' and 'Nordic desk'"):
        read(
            tmp_path,
            'name = "Nordic desk"\nto = ["a@example.org"]',
            'name = "nordic  Desk"\nto = ["b@example.org"]',
        )


def test_a_subscription_is_found_by_its_name_however_it_is_spelled() -> None:
    assert named([DESK], " DESK ") == DESK
    with pytest.raises(UsageError, match="no subscription is called 'dsk'; did you mean 'Desk'"):
        named([DESK], "dsk")
    with pytest.raises(UsageError, match=r"config.toml has no \[\[subscriptions\]\]"):
        named([], "desk")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nordic desk", "nordic-desk"),
        ("  Ægir & Søn! ", "ue6-gir-s-uf8-n"),
        ("Zoë", "zoe"),
        ("東京", "u6771-u4eac"),
        ("../../x", "x"),
    ],
)
def test_a_slug_is_fit_for_headers_and_file_names(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_country_is_followed_on_the_tiers_that_were_asked_for() -> None:
    """In either edition: whoever leaves a tier is news for those who follow it."""
    for tier, follows in (("2", True), ("2WL", True), ("1", False)):
        subscription = checked(
            Subscription(name="T", to=("a@example.org",), countries=("XVE",), tiers=(tier,))
        )
        assert subscription.follows(veldonia()) is follows


def test_a_country_is_in_one_region_at_most() -> None:
    codes = Counter(code for region in REGIONS for code in region.countries)

    assert set(codes.values()) == {1}
    assert all(countries.known(code) for code in codes)
    assert all(region.origin for region in REGIONS)


def test_every_country_of_the_report_is_in_a_region() -> None:
    with shared("tables/countries.csv").open(encoding="utf-8") as file:
        listed = {row["iso3"] for row in csv.DictReader(file)}

    assert listed <= {code for region in REGIONS for code in region.countries}

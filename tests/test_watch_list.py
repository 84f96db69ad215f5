"""The Watch List clock: years in a row, waivers, and what the law says may come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tipdiff import countries
from tipdiff.tables.watch_list import LIMITS, RULES, TIER_CHANGES, WAIVERS, Rule
from tipdiff.watch_list import Clock, clock, limit_of, streak

if TYPE_CHECKING:
    from collections.abc import Collection

    from tipdiff.model import Tier


def tiers(first: int, said: str) -> dict[int, Tier]:
    """Tiers from an edition on: "2 W W 3", with - for an edition that is not known."""
    names: dict[str, Tier] = {"1": "1", "2": "2", "W": "2WL", "3": "3", "S": "special"}
    return {first + n: names[word] for n, word in enumerate(said.split()) if word != "-"}


def made(first: int, said: str, *, waivers: Collection[int] = ()) -> Clock:
    known = tiers(first, said)
    found = clock("Veldonia", known, max(known), waivers=waivers)
    assert found is not None
    return found


def rules(found: Clock) -> list[str]:
    return [outlook.rule for outlook in found.outlook]


@pytest.mark.parametrize(
    ("first", "said", "count", "at_least", "expected"),
    [
        (2022, "2 2 2 W", 1, False, ["second year", "upgrade"]),
        (2022, "2 2 W W", 2, False, ["waiver", "automatic downgrade", "upgrade"]),
        (2022, "2 W W W", 3, False, ["no waiver left", "upgrade"]),
        (2014, "2 W W W", 3, False, ["waiver", "automatic downgrade", "upgrade"]),
        (2013, "2 W W W W", 4, False, ["no waiver left", "upgrade"]),
        # The law of January 2019: three years in the 2018 report leave none for that of 2019.
        (2015, "2 W W W", 3, False, ["no waiver left", "upgrade"]),
        (2023, "- W W", 2, True, ["waiver", "automatic downgrade", "upgrade"]),
        (2020, "W W 3 W", 1, False, ["re-entry", "upgrade"]),
        (2012, "W W W W - - - - 3 3 3 3 3 W", 1, False, ["re-entry", "upgrade"]),
        (2020, "W W 3 2 W", 1, False, ["second year", "upgrade"]),
        (2020, "W 3 3 W", 1, False, ["second year", "upgrade"]),
        (2010, "W W 3 W", 1, False, ["second year", "upgrade"]),
        (2022, "2 3", 0, False, ["restrictions"]),
        (2022, "2 1", 0, False, []),
        (2022, "2 S", 0, False, []),
    ],
)
def test_what_may_come_follows_from_the_years_in_a_row(
    first: int, said: str, count: int, at_least: bool, expected: list[str]
) -> None:
    """By the law that holds for the next edition."""
    found = made(first, said)

    assert (found.count, found.at_least, rules(found)) == (count, at_least, expected)
    assert {outlook.edition for outlook in found.outlook} <= {found.edition + 1}


def test_years_before_2009_do_not_count() -> None:
    """After December 23, 2008."""
    known = tiers(2006, "W W W W W")

    assert streak(known, 2010) == (2009, 2010)
    assert made(2006, "W W W W W").at_least is False


def test_a_waiver_shows_years_that_are_not_known() -> None:
    """It comes after two years without one."""
    found = made(2018, "W", waivers={2018})

    assert (found.count, found.years, found.at_least) == (3, (2018,), True)
    assert rules(found)[0] == "no waiver left"


def test_a_move_onto_the_list_is_its_beginning_though_the_year_before_is_not_known() -> None:
    """Then there are no more years than those that are known."""
    found = clock("Veldonia", tiers(2024, "W"), 2024, moved={2024})

    assert found is not None
    assert (found.count, found.at_least) == (1, False)


def test_too_many_years_are_told_as_something_to_check() -> None:
    """An error of the data, or the re-entry rule."""
    assert made(2019, "2 W W W W").notes == (
        "4 years in a row are more than the 3 allowed: check the tiers",
    )


def test_an_edition_that_is_not_known_has_no_clock() -> None:
    """Nothing is guessed."""
    assert clock("Veldonia", tiers(2020, "W W"), 2022) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_may_and_cites_the_law(rule: Rule) -> None:
    """What will come, nobody knows."""
    assert re.search(r"\bmay\b", rule.text)
    assert not re.search(r"\b(will|shall|must|going to|is certain)\b", rule.text)
    assert rule.cite.startswith("22 U.S.C. 7107(")
    assert "{" not in rule.text.format(country="X", edition=1, next=2, years=3, limit=4)


def test_limits_follow_the_law_of_their_time() -> None:
    """Four years to 2018, three since."""
    assert [limit_of(year) for year in (2009, 2018, 2019, 2026)] == [4, 4, 3, 3]
    assert [row.since for row in LIMITS] == sorted(row.since for row in LIMITS)


def test_rows_name_countries_there_are() -> None:
    """No code is a slip."""
    listed = [*(row.countries for row in WAIVERS), *(row.countries for row in TIER_CHANGES)]
    codes = " ".join(listed).split()

    assert [code for code in codes if countries.find(code).iso3 != code] == []

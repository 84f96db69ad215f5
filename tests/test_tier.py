"""tipdiff/parse/tier.py: where a country is placed, and which witnesses disagree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tipdiff.parse.tier import TierReading, read_tier, tier_in
from tipdiff.tables.tiers import FORMULAE, Formula

if TYPE_CHECKING:
    from tipdiff.model import Tier, TierMove

TWO = (
    "The Government of Veldonia does not fully meet the minimum standards for the elimination of "
    "trafficking; however, it is making significant efforts to do so."
)
ONE = "The Government of Veldonia fully meets the minimum standards for the elimination of it."
THREE = (
    "The Government of Veldonia does not fully meet the minimum standards for the elimination of "
    "trafficking and is not making significant efforts to do so"
)
PLAN = (
    "Because the government has devoted sufficient resources to a written plan that, if "
    "implemented, would constitute significant efforts, Veldonia was granted a waiver per the "
    "Trafficking Victims Protection Act from an otherwise required downgrade to Tier 3."
)


@pytest.mark.parametrize(
    ("heading", "tier"),
    [
        ("VELDONIA (Tier 1)", "1"),
        ("Veldonia (Tier 2)", "2"),
        ("VELDONIA: TIER 2 WATCH LIST", "2WL"),
        ("VELDONIA: Tier 2 Watchlist", "2WL"),
        ("THE VELDONIAN ISLES (Tier 2 Watch-List)*", "2WL"),
        ("VELDONIA:\nTier 2\nWatch List", "2WL"),
        ("VELDONIA: TIER 3", "3"),
        ("SPECIAL CASE: VELDONIA", "special"),
        ("Veldonia (Special Case)", "special"),
        ("VELDONIA", None),
    ],
)
def test_every_shape_of_heading_gives_its_tier(heading: str, tier: str | None) -> None:
    """Headings of 2001 to 2025, in capitals or not, broken over lines or not."""
    assert tier_in(heading) == tier


CASES: list[tuple[str | None, list[str], Tier, TierMove]] = [
    (
        "X: TIER 1",
        [ONE, "Efforts were sustained; therefore X remained on Tier 1."],
        "1",
        "remained",
    ),
    ("X (Tier 3)", [f"{THREE}; therefore X remained on Tier 3."], "3", "remained"),
    ("X (Tier 3)", [f"{THREE}.", "X remained on Tier 3."], "3", "remained"),
    ("X (Tier 2)", [TWO, "It rose; therefore, X was upgraded to Tier 2."], "2", "upgraded"),
    ("X: Tier 2", [TWO, "Therefore the X Isles were downgraded to Tier 2."], "2", "downgraded"),
    ("X (Tier 2)", [TWO.replace("meet the", "comply with the")], "2", "unstated"),
    (
        "X: TIER 2 WATCH LIST",
        [TWO, "X is placed on Tier 2 Watch List for its failure."],
        "2WL",
        "unstated",
    ),
    (
        "X: Tier 2 Watch List",
        [TWO, "X was upgraded from Tier 3 to Tier 2 Watch List."],
        "2WL",
        "upgraded",
    ),
    ("X: Tier 2", [TWO, "X moved from Tier 2 Watch List to Tier 2."], "2", "upgraded"),
    (
        "X: Tier 3",
        [THREE, "X meets criteria for the list, but was therefore lowered to Tier 3."],
        "3",
        "downgraded",
    ),
    (
        "X (Special Case)",
        ["X remains a Special Case for the 21st consecutive year."],
        "special",
        "remained",
    ),
    ("X (Special Case)", ["X is a special case because data are lacking."], "special", "unstated"),
    (
        "X: TIER 2",
        [f"WATCH LIST{TWO}", "Therefore X remained on Tier 2 Watch List."],
        "2WL",
        "remained",
    ),
    (
        None,
        [TWO, "X remained on Tier 2 Watch List for a second consecutive year."],
        "2WL",
        "remained",
    ),
    (None, [ONE], "1", "unstated"),
    (None, ["Therefore X remained on Tier 3."], "3", "remained"),
    ("X (Tier 2)", [], "2", "unstated"),
]


@pytest.mark.parametrize(("heading", "summary", "tier", "move"), CASES)
def test_tier_and_movement_are_read_where_the_witnesses_agree(
    heading: str | None, summary: list[str], tier: Tier, move: TierMove
) -> None:
    """Verdicts and movements of every era; no witness disagrees, so nothing is warned of."""
    assert read_tier(heading, summary) == TierReading(tier=tier, move=move, waiver=False)


@pytest.mark.parametrize(
    ("sentence", "waiver"),
    [
        (PLAN, True),
        ("X was granted a waiver from an otherwise required downgrade to Tier 3.", True),
        (
            (
                "It has a written plan that, if implemented, would do; X is placed on Tier 2 Watch "
                "List."
            ),
            True,
        ),
        ("The law no longer allows X a waiver from the required downgrade.", False),
        ("X was not granted a waiver.", False),
        ("The government waived visa fees for victims.", False),
    ],
)
def test_a_waiver_is_one_that_was_granted(sentence: str, waiver: bool) -> None:
    """Granted or described by its written plan; not one that is no longer to be had."""
    assert read_tier("X: Tier 2 Watch List", [TWO, sentence]).waiver is waiver


KEPT = "the heading's is kept, check the source"
THIRD = "remained on Tier 2 Watch List for the third consecutive year"
WARNED: list[tuple[str | None, list[str], Tier | None, str]] = [
    (
        "X: TIER 2",
        [TWO, "X was upgraded to Tier 1."],
        "2",
        f'the heading says Tier 2, the summary "was upgraded to Tier 1" (Tier 1); {KEPT}',
    ),
    (
        "X: TIER 1",
        [TWO],
        "1",
        (
            "the heading says Tier 1, the verdict on the minimum standards is that of "
            f"Tier 2 or Tier 2 Watch List; {KEPT}"
        ),
    ),
    (
        None,
        [TWO],
        None,
        "there is no heading, and the verdict allows Tier 2 or Tier 2 Watch List; no tier is given",
    ),
    (
        None,
        [ONE, "X remained on Tier 2."],
        None,
        (
            'there is no heading, and "remained on Tier 2" contradicts a verdict that is that of '
            "Tier 1; no tier is given"
        ),
    ),
    (
        None,
        ["Nothing is said."],
        None,
        "there is no heading, and the summary names none; no tier is given",
    ),
    (
        "X: TIER 2 WATCH LIST",
        [TWO, f"X {THIRD}."],
        "2WL",
        f'"{THIRD}" needs a waiver, and the summary states none; check whether it is complete',
    ),
]


@pytest.mark.parametrize(("heading", "summary", "tier", "warning"), WARNED)
def test_a_contradiction_is_told_in_one_line_and_not_decided(
    heading: str | None, summary: list[str], tier: Tier | None, warning: str
) -> None:
    """The heading is kept; without one, no tier is guessed."""
    reading = read_tier(heading, summary)
    assert (reading.tier, reading.warnings) == (tier, (f"tier: {warning}",))


FORMULA_CASES = {
    "tier": ("VELDONIA: Tier 2 Watch List", "VELDONIA: Tierra"),
    "heading runs on": ("WATCH LISTThe Government", "The watch list"),
    "special case": ("X remains a Special Case for", "a special case of forced labor"),
    "waiver": (PLAN, "fees were waived"),
    "no waiver": ("X is not eligible for a waiver", "X was granted a waiver"),
    "verdict: fully": ("fully complies with the minimum standards", "fully funds the shelter"),
    "verdict: not fully": ("does not yet fully comply with minimum standards", ONE),
    "verdict: efforts": ("it is making significant efforts to combat", THREE),
    "verdict: no efforts": ("and has not yet made significant efforts to", TWO),
    "movement": ("was therefore downgraded to Tier 3", "was moved to a shelter of Tier"),
}


def test_every_formula_has_a_case() -> None:
    """A row without a case is a row nobody has seen at work."""
    assert list(FORMULA_CASES) == [row.name for row in FORMULAE]


@pytest.mark.parametrize("row", FORMULAE, ids=lambda row: row.name)
def test_a_formula_finds_its_wording_and_not_its_neighbour(row: Formula) -> None:
    """One wording it must find, one it must leave."""
    pattern = re.compile(row.pattern, re.IGNORECASE)
    found, left = FORMULA_CASES[row.name]
    assert (bool(pattern.search(found)), bool(pattern.search(left))) == (True, False)

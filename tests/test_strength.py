"""Directions of reworded recommendations, and the rules they are read from."""

from __future__ import annotations

import pytest

from tipdiff.strength import direction_of
from tipdiff.tables.strengths import OPPOSITE, STRENGTHS
from tipdiff.words import diff_words

CASES = [
    # old, new, direction, rule
    ("Continue to fund the shelter.", "Fund the shelter.", "strengthened", "continue to: lost"),
    ("Prosecute traffickers.", "Vigorously prosecute traffickers.", "strengthened", "vigor: added"),
    ("Increase aid to men.", "Significantly increase aid to men.", "strengthened", "degree: added"),
    ("Identify victims at ports.", "Proactively identify victims at ports.", "strengthened",
     "initiative: added"),
    ("Implement the plan.", "Fully implement the plan.", "strengthened", "completeness: added"),
    ("Immediately close the camps.", "Close the camps.", "weakened", "urgency: lost"),
    ("Fund care for victims.", "Ensure care for victims.", "strengthened", "obligation: added"),
    ("Train police in courts.", "Increase training of police in courts.", "strengthened",
     "more: added"),
    ("Amend the law on fees.", "Consider amending the law on fees.", "weakened", "hedge: added"),
    ("Refer victims to care.", "Refer victims to care as appropriate.", "weakened",
     "condition: added"),
    ("Train police.", "Train all police.", "broadened", "everyone: added"),
    ("Help victims to testify.", "Help victims to testify, including by paying for travel.",
     "broadened", "including by: added"),
    ("Screen migrants.", "Screen migrants, such as fishermen and cooks.", "broadened",
     "including: added"),
    ("Screen migrants at ports.", "Screen migrants at ports, especially children.", "narrowed",
     "focus: added"),
    ("Detain suspects.", "Detain suspects only.", "narrowed", "limit: added"),
    ("Train inspectors at ports.", "Train some inspectors at ports.", "narrowed", "part: added"),
    ("Train police.", "Train police, judges and nurses.", "broadened", "longer list: added"),
    ("Train police, judges and nurses.", "Train police.", "narrowed", "longer list: lost"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "direction", "rule"), CASES)
def test_a_rewording_tells_its_direction_and_the_rule(
    old: str, new: str, direction: str, rule: str
) -> None:
    """The words that came or went decide."""
    found, reasons = direction_of(diff_words(old, new))

    assert (found, rule in [reason.rule for reason in reasons]) == (direction, True)


@pytest.mark.parametrize(("old", "new"), [case[:2] for case in CASES])
def test_the_way_back_is_the_opposite_direction(old: str, new: str) -> None:
    """Swapping the editions mirrors the direction."""
    there, _ = direction_of(diff_words(old, new))
    back, _ = direction_of(diff_words(new, old))

    assert there is not None
    assert back == OPPOSITE[there]


def test_rules_that_disagree_give_no_direction_but_are_named() -> None:
    """A hedge beside a vigorous adverb claims nothing."""
    runs = diff_words("Fund the shelter.", "Consider vigorously to fund the shelter.")

    direction, reasons = direction_of(runs)

    assert direction is None
    assert [reason.rule for reason in reasons] == ["vigor: added", "hedge: added"]


def test_a_demand_written_anew_gets_no_direction() -> None:
    """Where most words changed, an adverb more or less proves nothing."""
    runs = diff_words("Punish traffickers as they deserve.", "Vigorously seek long prison terms.")

    assert direction_of(runs) == (None, ())


def test_every_row_of_the_table_has_a_case() -> None:
    """No rule without an example."""
    covered = {rule.partition(":")[0] for *_, rule in CASES}

    assert {row.name for row in STRENGTHS} <= covered

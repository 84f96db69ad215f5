"""Ledgers of real Human Rights Reports: ten countries in nine editions."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.shared import shared
from tipdiff.compare import compare
from tipdiff.importing import Given, read_narratives
from tipdiff.ledger import ledger_of
from tipdiff.ledger.editions import spots_of

if TYPE_CHECKING:
    from tipdiff.ledger.model import Ledger
    from tipdiff.model import Comparison

COUNTRIES = (
    *("grenada", "kiribati", "iceland", "samoa", "guinea-bissau"),
    *("austria", "portugal", "namibia", "mauritius", "trinidad-and-tobago"),
)
"""Those with the shortest pages of all forty."""
EDITIONS = range(2016, 2025)


class Made(NamedTuple):
    comparisons: list[Comparison]
    ledger: Ledger


@pytest.fixture(scope="module", params=COUNTRIES)
def made(request: pytest.FixtureRequest) -> Made:
    pages = [shared("pages", "hrr", str(year), f"{request.param}.html.gz") for year in EDITIONS]
    narratives = [read_narratives(page, Given())[0] for page in pages]
    compared = [compare(old, new) for old, new in pairwise(narratives)]
    return Made(compared, ledger_of(narratives, compared))


def test_real_threads_follow_the_aligner_and_hold_each_statement_once(made: Made) -> None:
    """Between neighbours no link is lost, none added; every edition's statements add up."""
    compared, ledger = made
    steps = [step for t in ledger.threads for step in t.steps if step.gap is None]
    links = {
        (one.old.edition, outcome.old, outcome.new)
        for one in compared
        for outcome in one.outcomes
        if outcome.old and outcome.new
    }
    told = Counter(spot for t in ledger.threads for spot in t.spots)
    counts = Counter(spot.edition for spot in told)

    assert len(steps) == len(links)
    assert {(s.old[0].edition, s.change.old, s.change.new) for s in steps} == links
    assert set(told.values()) == {1}
    assert counts == {n.edition: len([*spots_of(n)]) for n in ledger.narratives}
    assert all({*s.old, *s.new} <= {*t.spots} for t in ledger.threads for s in t.steps)


def test_real_statements_end_or_go_on(made: Made) -> None:
    """What the comparison calls dropped ends there; what it links does not."""
    compared, ledger = made
    ended = {(e.spot.edition, e.spot.place) for t in ledger.threads for e in t.endings}
    dropped = {
        (one.old.edition, place)
        for one in compared
        for outcome in one.outcomes
        if outcome.kind == "dropped"
        for place in outcome.old
    }

    assert dropped <= ended
    assert all(
        s.new[0].edition > s.old[0].edition + 1 for t in ledger.threads for s in t.steps if s.gap
    )

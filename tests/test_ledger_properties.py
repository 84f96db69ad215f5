"""Whatever the editions hold: each statement is in one thread, and nothing is lost or invented."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.comparisons import narrative
from tipdiff.compare import compare
from tipdiff.ledger import ages_of, cells_of, in_a_row, ledger_of, totals
from tipdiff.ledger.editions import spots_of
from tipdiff.report.history.view import groups_of

if TYPE_CHECKING:
    from tipdiff.model import Narrative

WORDS = (
    "Fund the public shelter in the capital.",
    "Train judges on the law against trafficking.",
    "Train judges and police on the law against trafficking.",
    "Inspect fishing vessels for signs of forced labor.",
    "Adopt a national action plan.",
    "The government did not adopt a national action plan.",
    "Courts convicted nine traffickers.",
    "Courts convicted six traffickers.",
)
SECTIONS = (
    ("recommendations", "recommendation"),
    ("summary", "deficiency"),
    ("summary", "achievement"),
    ("prosecution", "prosecution"),
)


@st.composite
def editions(draw: st.DrawFn) -> list[Narrative]:
    """Editions of a few years, in each some sections with some of a few statements."""
    years = sorted(draw(st.sets(st.integers(2010, 2018), min_size=1, max_size=5)))
    made = []
    for year in years:
        kinds = draw(st.lists(st.sampled_from(SECTIONS), unique=True, max_size=4))
        layout = tuple(
            (kind, "", "\n", tuple((role, w) for w in draw(st.lists(st.sampled_from(WORDS)))))
            for kind, role in kinds
        )
        made.append(narrative(year, layout))
    return made


@given(editions())
@settings(max_examples=120, deadline=None)
def test_a_ledger_holds_each_statement_once_and_says_what_became_of_it(
    narratives: list[Narrative],
) -> None:
    """Threads, cells, groups and ages each account for every statement."""
    compared = [compare(old, new) for old, new in pairwise(narratives)]
    ledger = ledger_of(narratives, compared)
    every = Counter(spot for n in narratives for spot in spots_of(n))
    own = [(o.old, o.new) for one in compared for o in one.outcomes if o.old and o.new]

    assert Counter(spot for t in ledger.threads for spot in t.spots) == every
    assert sorted(own) == sorted(
        (s.change.old, s.change.new) for t in ledger.threads for s in t.steps if s.gap is None
    )
    for thread in ledger.threads:
        cells = cells_of(ledger, thread)
        assert [cell.year for cell in cells] == list(ledger.years)
        assert tuple(spot for cell in cells for spot in cell.spots) == thread.spots
        assert 1 <= in_a_row(cells) <= len(narratives)
        assert all(e.edition > e.spot.edition for e in thread.endings)
        assert all(f.edition > f.spots[0].edition for f in thread.fates)
    rows = [row.thread.id for group in groups_of(ledger) for row in group.rows]
    assert sorted(rows) == sorted(thread.id for thread in ledger.threads)
    ages = ages_of(ledger)
    assert set(ages) == set(every)
    assert all(age.since <= spot.edition for spot, age in ages.items())
    for n in narratives:
        whole, *parts = totals(ledger, ages, n.edition)
        assert whole.total == sum(part.total for part in parts)

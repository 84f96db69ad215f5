"""Seven editions of the made-up country become threads, with every life a thread can have."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.editions import EDITIONS, bring_editions
from tipdiff.archive import Archive
from tipdiff.batch import comparisons, neighbours
from tipdiff.ledger import ages_of, cells_of, in_a_row, ledger_of, totals
from tipdiff.ledger.editions import spots_of

if TYPE_CHECKING:
    from tipdiff.ledger.model import Ledger, Spot, Thread
    from tipdiff.model import Comparison


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> list[Comparison]:
    folder = tmp_path_factory.mktemp("editions")
    with Archive(folder / "archive") as archive:
        bring_editions(archive, folder)
        return list(comparisons(archive, neighbours(archive, "tip", [])))


@pytest.fixture(scope="module")
def ledger(compared: list[Comparison]) -> Ledger:
    return ledger_of([compared[0].old, *(one.new for one in compared)], compared)


def thread(ledger: Ledger, words: str, role: str | None = None) -> Thread:
    """The thread that ends with these words, in that role."""
    (found,) = [
        t
        for t in ledger.threads
        for s in [ledger.statement(t.spots[-1])]
        if words in s.text and role in (None, s.role)
    ]
    return found


def test_every_statement_is_in_exactly_one_thread(ledger: Ledger) -> None:
    """The count of each edition adds up."""
    told = Counter(spot for t in ledger.threads for spot in t.spots)

    assert set(told.values()) == {1}
    assert set(told) == {spot for n in ledger.narratives for spot in spots_of(n)}
    assert sorted({spot.edition for spot in told}) == list(EDITIONS)


def test_steps_between_neighbours_are_the_comparison_s_own(
    ledger: Ledger, compared: list[Comparison]
) -> None:
    """Each once, and no other; those across a gap are marked."""
    steps = [step for t in ledger.threads for step in t.steps]
    own = [o for one in compared for o in one.outcomes if o.old and o.new]
    pairs = {(one.old.edition, one.new.edition) for one in compared}

    assert sorted(s.change.id for s in steps if s.gap is None) == sorted(o.id for o in own)
    assert all(((s.old[0].edition, s.new[0].edition) in pairs) == (s.gap is None) for s in steps)


def test_steps_never_leave_their_thread(ledger: Ledger) -> None:
    for t in ledger.threads:
        for step in t.steps:
            assert {*step.old, *step.new} <= {*t.spots}


LIVES = {
    "Fund the public shelter": "first|=|=|=|missing|=|=|=",
    "Vigorously train judges": "first|strengthened reworded|=|=|missing|=|=|=",
    "Inspect fishing vessels": "first|=|=|weakened reworded|missing|=|=|=",
    "Publish annual figures": "first|split|=|=|missing|=|dropped|absent",
    "Adopt a national action plan": "first|=|=|=|missing|dropped|absent|absent",
    "Open a hotline": "first|=|dropped|absent|missing|returned|=|=",
    "Screen seasonal workers": "before|before|new|merged reworded|missing|=|=|=",
    "End recruitment fees": "before|before|before|new|missing|=|moved|=",
    "Amend the immigration code": "before|before|before|before|missing|before|before|new",
    "granted residence permits": "first|=|=|=|missing|=|turned|=",
    "A church ran the only shelter": "first|=|uncomparable|=|missing|=|=|=",
    "Police investigated": "first|reworded|uncomparable|updated|missing|updated|updated|updated",
    "The government adopted": "before|before|before|before|missing|new|dropped|absent",
}


@pytest.mark.parametrize(("words", "life"), LIVES.items())
def test_a_life_is_told_year_by_year(ledger: Ledger, words: str, life: str) -> None:
    """2018 is partial and 2020 missing: nothing is dropped there."""
    cells = cells_of(ledger, thread(ledger, words))

    shown = [" ".join(c.marks) or "=" if c.state == "present" else c.state for c in cells]
    assert [c.year for c in cells] == list(range(2016, 2024))
    assert "|".join(shown) == life


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("Fund the public shelter", 7),
        ("A church ran the only shelter", 6),
        ("Open a hotline", 3),
        ("Adopt a national action plan", 4),
        ("End recruitment fees", 4),
    ],
)
def test_editions_in_a_row_are_those_that_have_it(ledger: Ledger, words: str, row: int) -> None:
    """A missing or partial edition neither counts nor ends a row; one without it does."""
    assert in_a_row(cells_of(ledger, thread(ledger, words))) == row


def test_a_step_across_a_gap_is_marked(ledger: Ledger) -> None:
    """A statement that came back, and sections that the partial copy does not hold."""
    hotline = [s.gap for s in thread(ledger, "Open a hotline").steps]
    church = [s.gap for s in thread(ledger, "A church ran the only shelter").steps]

    assert hotline == [None, "returned", None, None]
    assert church == [None, "bridged", None, None, None]


FATES = {
    "granted residence permits": [(2022, "addressed")],
    "Courts did not convict any official": [(2021, "repeated elsewhere")],
    "Police did not refer child victims": [(2021, "softened")],
    "Observers saw a shortage": [(2018, "no longer mentioned")],
    "Adopt a national action plan": [(2021, "addressed")],
    "Open a hotline": [(2018, "no longer mentioned")],
    "Publish annual figures": [(2019, "no longer mentioned"), (2022, "no longer mentioned")],
    "Fund the public shelter": [],
}


@pytest.mark.parametrize(("words", "fates"), FATES.items())
def test_what_became_of_what_was_dropped(
    ledger: Ledger, words: str, fates: list[tuple[int, str]]
) -> None:
    role = "deficiency" if words.startswith("Courts did not") else None

    assert [(f.edition, f.kind) for f in thread(ledger, words, role).fates] == fates


def test_an_answer_has_both_quotes_a_score_and_a_rule(ledger: Ledger) -> None:
    (fate,) = thread(ledger, "Adopt a national action plan").fates
    (said,) = [ledger.editions[fate.edition].statement(place).text for place in fate.places]

    assert ledger.statement(fate.spots[0]).text == (
        "Adopt a national action plan to combat trafficking."
    )
    assert said == "The government adopted a national action plan to combat trafficking."
    assert fate.score >= 0.8
    assert [reason.rule for reason in fate.reasons] == [
        "progress reported", "shared words", "theme: action plan"
    ]  # fmt: skip


def test_a_statement_is_as_old_as_its_words(ledger: Ledger) -> None:
    """≤ where no earlier edition could be looked at."""
    ages = ages_of(ledger)
    last = {
        ledger.statement(spot).text.split(".")[0]: str(ages[spot])
        for spot in ages
        if spot.edition == 2023
    }

    assert last["Fund the public shelter in the capital"] == "≤2016"
    assert last["Vigorously train judges on the 2012 anti-trafficking law"] == "2017"
    assert last["Inspect fishing vessels for signs of forced labor"] == "2019"
    assert last["End recruitment fees that brokers charge migrants"] == "2019"
    assert last["Open a hotline that answers calls in several languages"] == "2021"
    assert last["A church ran the only shelter for men on the coast"] == "≤2016"
    assert last["Police investigated 52 trafficking cases in 2022, compared with 44 in 2021"] == (
        "2023"
    )


def test_ages_add_up_to_all_the_words(ledger: Ledger) -> None:
    whole, *parts = totals(ledger, ages_of(ledger), 2023)
    words = sum(
        len(s.text.split())
        for section in ledger.editions[2023].sections
        for s in section.statements
    )

    assert whole.total == sum(part.total for part in parts) == words
    assert sum(whole.share(age) for age in whole.words) == pytest.approx(1)


def test_a_ledger_of_one_edition_has_a_thread_for_each_statement(
    compared: list[Comparison],
) -> None:
    alone = ledger_of([compared[0].old], ())

    assert len(alone.threads) == len([*spots_of(compared[0].old)])
    assert all(cells_of(alone, t)[0].marks == ("first",) for t in alone.threads)


def test_names_of_threads_outlive_later_editions(
    ledger: Ledger, compared: list[Comparison]
) -> None:
    """A name is made of how a thread begins."""
    earlier = ledger_of([compared[0].old, compared[0].new], compared[:1])
    names = {t.id for t in ledger.threads}

    assert len(names) == len(ledger.threads)
    assert {t.id for t in earlier.threads} <= names


def test_the_same_input_gives_the_same_ledger(ledger: Ledger, compared: list[Comparison]) -> None:
    assert ledger_of(ledger.narratives, compared) == ledger


def test_no_statement_is_before_the_first_or_after_the_last(ledger: Ledger) -> None:
    spots: list[Spot] = [spot for t in ledger.threads for spot in (t.spots[0], t.spots[-1])]

    assert {spot.edition for spot in spots} <= set(EDITIONS)

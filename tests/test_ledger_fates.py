"""What became of what an edition does not repeat: a case for every row of the tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.comparisons import narrative
from tipdiff.compare import compare
from tipdiff.ledger import ledger_of
from tipdiff.tables.ledger import (
    FATES,
    NO_PROGRESS,
    SOFTENERS,
    FateRow,
    NoProgress,
    Softener,
)

if TYPE_CHECKING:
    from tests.comparisons import Layout
    from tipdiff.ledger.model import Fate
    from tipdiff.model import Narrative

VERDICT = ("verdict", "The Government of Veldonia does not fully meet the minimum standards.")
OTHER = ("achievement", "Parliament ratified a treaty on the law of the sea in its spring session.")
NAP = "Adopt a national action plan to combat trafficking."
PERMITS = "The government did not grant residence permits to foreign victims of trafficking."


def edition(year: int, *rows: tuple[str, str, str]) -> Narrative:
    """An edition with these statements: kind of section, role, words."""
    kinds = ("summary", "recommendations", "prosecution", "protection", "prevention", "profile")
    fixed = {"summary": (VERDICT, OTHER), "recommendations": (("recommendation", "Train judges."),)}
    layout: Layout = tuple(
        (
            kind,
            f"\n\n{kind.upper()}\n\n",
            " ",
            (
                *fixed.get(kind, ((kind, f"Clerks of {kind} met ministers."),)),
                *((role, words) for where, role, words in rows if where == kind),
            ),
        )
        for kind in kinds
    )
    return narrative(year, layout)


def fate(dropped: tuple[str, str, str], *later: tuple[str, str, str]) -> Fate:
    """What became of a statement of 2022 where 2023 has the later ones."""
    old, new = edition(2022, dropped), edition(2023, *later)
    ledger = ledger_of([old, new], [compare(old, new)])
    (found,) = [f for thread in ledger.threads for f in thread.fates]
    return found


ASKED = ("recommendations", "recommendation", NAP)
LACKED = ("summary", "deficiency", PERMITS)
CASES = {
    "still a shortcoming": (
        LACKED,
        ("protection", "protection", PERMITS),
    ),
    "still asked for": (
        LACKED,
        (
            "recommendations",
            "recommendation",
            "Grant residence permits to foreign victims of trafficking.",
        ),
    ),
    "a lesser shortcoming": (
        LACKED,
        (
            "protection",
            "protection",
            (
                "The government did not grant residence permits to some foreign victims of "
                "trafficking."
            ),
        ),
    ),
    "progress reported": (
        ASKED,
        (
            "prevention",
            "prevention",
            "The government adopted a national action plan to combat trafficking.",
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_row_decides_by_what_the_edition_says(name: str) -> None:
    dropped, said = CASES[name]
    row = next(row for row in FATES if row.name == name)

    found = fate(dropped, said)

    assert (found.kind, found.reasons[0].rule) == (row.fate, name)
    assert found.score >= row.least


def test_what_nothing_answers_is_no_longer_mentioned() -> None:
    found = fate(ASKED)

    assert (found.kind, found.places, found.score) == ("no longer mentioned", (), 0.0)


@pytest.mark.parametrize(
    "said",
    [
        ("profile", "profile", "Traffickers adopted a national action plan to combat trafficking."),
        ("summary", "verdict", "The government adopted a national action plan on trafficking."),
        ("prevention", "prevention", "Ministers met four times."),
    ],
)
def test_what_reports_no_step_of_a_government_answers_nothing(said: tuple[str, str, str]) -> None:
    """The profile, the verdict, and what is on another matter."""
    assert fate(ASKED, said).kind == "no longer mentioned"


SAYS_NOTHING_DONE = {
    "asked for by others": "Unions called for efforts to adopt a national action plan.",
    "still needed": "Efforts to adopt a national action plan required more work.",
    "what a law says": "The 2009 law established a national action plan to combat trafficking.",
}


@pytest.mark.parametrize("row", NO_PROGRESS, ids=lambda row: row.name)
def test_what_has_words_of_progress_and_says_none_answers_nothing(row: NoProgress) -> None:
    said = SAYS_NOTHING_DONE[row.name]

    assert row.origin
    assert re.search(row.pattern, said, re.IGNORECASE)
    assert not re.search(row.pattern, CASES["progress reported"][1][2], re.IGNORECASE)
    assert fate(ASKED, ("prevention", "prevention", said)).kind == "no longer mentioned"


def test_progress_on_a_part_of_the_matter_is_no_answer() -> None:
    """Funds for a plan were asked for; the plan alone is told of."""
    funds = ("recommendations", "recommendation", "Fund the national action plan on trafficking.")
    done = "The government adopted a national action plan on trafficking."

    assert fate(funds, ("prevention", "prevention", done)).kind == "no longer mentioned"


def test_a_deficiency_merged_into_an_achievement_is_answered_by_it() -> None:
    kept = ("summary", "achievement", "The government funded a shelter for women.")
    lacked = ("summary", "deficiency", "The government did not open a shelter for male victims.")
    both = "The government funded a shelter for women and opened a shelter for male victims."
    old, new = edition(2022, kept, lacked), edition(2023, ("summary", "achievement", both))
    ledger = ledger_of([old, new], [compare(old, new)])

    (found,) = [f for thread in ledger.threads for f in thread.fates]

    assert found.kind == "addressed"
    assert [ledger.statement(spot).text for spot in found.spots] == [lacked[2]]


def test_what_was_reported_before_already_is_no_news() -> None:
    """The recommendation stood beside it, so it does not say that it was done since."""
    done = ("prevention", "prevention", "The government adopted a national action plan in 2015.")
    old, new = edition(2022, ASKED, done), edition(2023, done)
    ledger = ledger_of([old, new], [compare(old, new)])

    (found,) = [f for thread in ledger.threads for f in thread.fates]

    assert found.kind == "no longer mentioned"


def test_what_still_lacks_outweighs_progress() -> None:
    found = fate(
        ASKED,
        ("prevention", "prevention", "The government adopted a national action plan for ports."),
        ("summary", "deficiency", "The government did not adopt a national action plan."),
    )

    assert found.kind == "repeated elsewhere"


@pytest.mark.parametrize("row", FATES, ids=lambda row: row.name)
def test_every_row_has_a_name_an_origin_and_a_score(row: FateRow) -> None:
    assert row.name
    assert row.origin
    assert 0.5 < row.least < 1


SOFTER = {
    "in part": "did not grant residence permits to some foreign victims of trafficking.",
    "not always": "did not consistently grant residence permits to foreign victims of trafficking.",
    "not enough": "granted few residence permits to foreign victims of trafficking.",
}


@pytest.mark.parametrize("row", SOFTENERS, ids=lambda row: row.name)
def test_every_softener_makes_a_shortcoming_smaller(row: Softener) -> None:
    assert row.origin
    assert fate(LACKED, ("protection", "protection", f"Officials {SOFTER[row.name]}")).kind == (
        "softened"
    )


def test_a_recommendation_asked_for_less_is_softened() -> None:
    """It is linked to another that stood before already, and asks for less."""
    less = ("recommendations", "recommendation", "Consider adopting a national action plan.")
    more = ("recommendations", "recommendation", "Adopt a national action plan.")
    old, new = edition(2022, less, more), edition(2023, less)
    ledger = ledger_of([old, new], [compare(old, new)])

    (found,) = [f for thread in ledger.threads for f in thread.fates]

    assert (found.kind, found.reasons[0].rule) == ("softened", "asked for less")

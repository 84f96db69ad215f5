"""Statements as the aligner reads them."""

from __future__ import annotations

import pytest

from tipdiff.align.initials import introduced, shortener
from tipdiff.align.similar import candidates, evidence_of_words, profiles
from tipdiff.align.twins import twins
from tipdiff.align.words import read
from tipdiff.stems import lemma, stem, words_of
from tipdiff.tables.vocabulary import SHORT_NAMES
from tipdiff.tables.weights import WORD_EVIDENCE


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("sentence sentences sentenced sentencing", "sentenc"),
        ("prosecute prosecuted prosecution prosecutors", "prosecut"),
        ("investigate investigating investigations", "investig"),
        ("identify identified identification", "identif"),
        ("traffickers trafficking trafficked", "traffick"),
        ("child children", "child"),
        ("fee fees", "fee"),
    ],
)
def test_a_family_of_words_has_one_stem(words: str, expected: str) -> None:
    """Verbs, their doers and their doing."""
    assert {stem(word) for word in words.split()} == {expected}


@pytest.mark.parametrize(
    ("one", "other"),
    [("policy", "police"), ("committee", "commit"), ("sentence", "sent"), ("penalty", "penalize")],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    """Endings that are part of the word."""
    assert stem(one) != stem(other)


def test_a_lemma_keeps_what_a_stem_cuts() -> None:
    """Number and tense go, the kind of word stays."""
    assert [lemma(word) for word in ("prosecutors", "prosecuted", "held")] == [
        "prosecutor",
        "prosecut",
        "hold",
    ]


def test_no_other_word_has_the_lemma_of_a_denial() -> None:
    """What was noted is not denied."""
    assert [*map(lemma, "note notes noted noting not".split())] == [*["note"] * 4, "not"]


def test_words_have_neither_case_nor_typography() -> None:
    """Numbers are figures, names their initials."""
    assert words_of("The U.S. gave NGO's Anti-Corruption unit $1,200 and two vans") == tuple(
        "the us gave ngo anticorruption unit 1200 and 2 vans".split()
    )


@pytest.mark.parametrize("name", SHORT_NAMES)
def test_every_short_name_stands_for_its_initials(name: str) -> None:
    """Written out or not, it is the same word; so it is beside letters that are not English."""
    assert words_of(f"The {name} met") == ("the", SHORT_NAMES[name], "met")
    assert words_of(f"The {name} met José") == ("the", SHORT_NAMES[name], "met", "josé")


def test_a_run_in_heading_is_a_label() -> None:
    """It comes and goes without news."""
    text = read("Forced Marriage: The law bans it.")

    assert (text.label, text.words) == (("forced", "marriage"), ("the", "law", "bans", "it"))
    assert read("Access of LGBTQI+ Persons, by Region: The law is mute.").label
    assert not read("Six shelters opened outside the capital: Alta and Brin.").label


def test_initials_stand_for_the_name_they_follow() -> None:
    """Wherever one of the texts introduces them; other parentheses introduce nothing."""
    texts = ["The Inspectorate of Labor and Safety (ILS) met.", "Courts (OSH) met."]

    assert introduced(texts) == {"inspectorate of labor and safety": "ILS"}
    assert shortener(texts)("the Inspectorate of Labor and Safety met") == "the ILS met"


def test_twins_are_paired_in_order_where_they_are_as_many() -> None:
    """The first with the first."""
    assert twins("abcb", "bcab") == [(0, 2), (1, 0), (2, 1), (3, 3)]


def test_a_twin_too_many_is_told_by_its_neighbours() -> None:
    """What follows decides."""
    assert twins("xaqbqc", "bqc") == [(3, 0), (4, 1), (5, 2)]
    assert twins("bqc", "xaqbqc") == [(0, 3), (1, 4), (2, 5)]


def test_only_statements_that_share_content_are_candidates() -> None:
    """Function words alone bring nobody together."""
    old = [read("The court of the south met."), read("Boats of the fleet sank.")]
    new = [read("The fleet of the north lost boats."), read("No one met a court.")]

    assert candidates(*profiles(old, new)) == [(0, 1), (1, 0)]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Inspect farms each spring.", 4),
        ("Inspect farms each spring. Include orchards and vineyards.", 4),
        ("Inspect 4 farms, e.g. orchards; publish what is found.", 6),
    ],
)
def test_an_opening_is_the_first_clause(text: str, opening: int) -> None:
    """What follows it goes into detail; an abbreviation ends no clause."""
    assert read(text).opening == opening


def _heard(one: str, other: str) -> dict[str, float]:
    old, new = profiles([read(one)], [read(other)])
    names = [row.name for row in WORD_EVIDENCE[1:]]
    return dict(zip(names, evidence_of_words(old[0], new[0]), strict=True))


def test_what_one_opens_with_counts_wherever_the_other_says_it() -> None:
    """Details of either side take nothing away from it."""
    short = "Inspect coastal farms."
    long = "Inspect coastal farms. Officers list pay, hours, housing and passports of all pickers."

    assert _heard(short, long)["opening"] == 1.0
    assert _heard(short, "Officers list pay of coastal pickers.")["opening"] < 0.5


def test_words_that_follow_each_other_in_both_are_a_phrase() -> None:
    """The same words apart are none."""
    assert _heard("Fund mobile clinics.", "Staff the mobile clinics.")["phrases"] > 0
    assert _heard("Fund mobile clinics.", "Clinics lack mobile staff.")["phrases"] == 0

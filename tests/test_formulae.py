"""Wording that changed in every narrative at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdiff.tables.formulae import FORMULAE, fold, normalise, rewrite, template_wording

CASES = {
    "fully complies is fully meets": (
        "Veldonia does not yet fully comply with minimum standards.",
        "Veldonia does not fully meet the minimum standards.",
    ),
    "however, it is making is but is making": (
        "It fails; however, it is making efforts.",
        "It fails but is making efforts.",
    ),
    "COVID-19 clause": (
        (
            "It made efforts, considering the impact of the COVID-19 pandemic, if any, on its "
            "anti-trafficking capacity; it stayed."
        ),
        "It made efforts; it stayed.",
    ),
    "COVID-19 opening": (
        (
            "Despite the documented impact of the COVID-19 pandemic on the government's "
            "anti-trafficking capacity, courts sat."
        ),
        "courts sat.",
    ),
    "compared to is compared with": ("nine, compared to six", "nine, compared with six"),
    "therefore with a comma": ("therefore, it stayed", "therefore it stayed"),
    "although it meets the minimum standards": (
        "Although the government meets the minimum standards, no court sat.",
        "no court sat.",
    ),
    "despite these achievements": ("Despite these efforts, no court sat.", "no court sat."),
    "other serious crimes is other grave crimes": (
        "as those prescribed for other grave crimes",
        "as those prescribed for other serious crimes",
    ),
    "Turkey is Türkiye": ("in Türkiye", "in Turkey"),
    "Swaziland is Eswatini": ("in Swaziland", "in Eswatini"),
    "Macedonia is North Macedonia": (
        "Macedonia and North Macedonia",
        "North Macedonia and North Macedonia",
    ),
    "Cape Verde is Cabo Verde": ("in Cape Verde", "in Cabo Verde"),
    "Czechia is Czech Republic": ("in Czechia", "in Czech Republic"),
    "under the age of is younger than": ("under the age of 18", "younger than 18"),
    "younger than age": ("younger than age 18", "younger than 18"),
    "younger than so many years": ("older than 16 years of age", "older than 16"),
    "a number of is several": ("a number of towns", "several towns"),
    "a majority of is most": ("A majority of towns", "most towns"),
    "on the basis of is based on": ("on the basis of sex", "based on sex"),
    "in addition": ("In addition, towns", "towns"),
    "LGBTI is LGBTQI+": ("LGBTI groups", "LGBTQI+ groups"),
    "ombudsman is ombudsperson": ("The ombudsman met", "The ombudsperson met"),
    "initials introduced": ("the Sea Unit (SU) met", "the Sea Unit met"),
    "mark of the edition": ("no court sat (2014)", "no court sat"),
    "reference to a section": ("no court sat (see section 7.c.).", "no court sat."),
    "web address": ("read it at www.veldonia.example/report here", "read it here"),
    "web address with its protocol": ("read https://veldonia.example/a here", "read here"),
}


def test_every_formula_has_a_case() -> None:
    """A new row needs an example."""
    assert [row.name for row in FORMULAE] == sorted(CASES, key=[row.name for row in FORMULAE].index)


@pytest.mark.parametrize("name", CASES)
def test_a_formula_is_rewritten_and_named(name: str) -> None:
    """The other words of the text stay."""
    before, after = CASES[name]
    text, fired = rewrite(before)

    assert (text, tuple(fired)) == (after, (name,))


@pytest.mark.parametrize("text", ["sentenced under 18 percent rules", "Under 5,000 towns"])
def test_numbers_that_are_no_ages_stay(text: str) -> None:
    """Only ages are younger than something."""
    assert normalise(text) == text


def test_only_formulae_that_differ_are_named() -> None:
    """The same old wording on both sides is no template change."""
    old, new = (
        rewrite(text)[1]
        for text in (
            "It fully complies with the minimum standards, compared to 2014.",
            "It fully complies with the minimum standards, compared with 2015.",
        )
    )

    assert template_wording(old, new) == ("compared to is compared with",)


@given(st.text(st.sampled_from("ab- '‘’“”«»‐–—−…\u00a0\u202f\u00ad\u200b\ufeffﬁﬂé£")))
def test_what_stands_for_odd_characters_is_plain_itself(text: str) -> None:
    """Spaces, quotation marks, hyphens and joined letters; marked letters and signs stay."""
    folded = fold(text)

    assert fold(folded) == folded
    assert set(folded) <= set("ab- '\".filé£")
    assert [c for c in folded if c in "é£"] == [c for c in text if c in "é£"]

"""Sections by their headings, and by their words where headings are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tipdiff.parse.headings import find_headings
from tipdiff.parse.sections import draft_sections

if TYPE_CHECKING:
    from tipdiff.model import SectionKind

SIX: tuple[SectionKind, ...] = (
    "summary", "recommendations", "prosecution", "protection", "prevention", "profile",
)  # fmt: skip
VERDICT = "The Government of Chad fully meets the minimum standards for the elimination."
PROFILE = "Chad is a source country for men."
REPORTED = "As reported over the past five years, traffickers exploit men in Chad."
RECOMMENDATIONS = "RECOMMENDATIONS FOR CHAD:"
NOTE = "These recommendations are from NGOs."
ADVICE = "Increase efforts; train police; and fund shelters."
PROSECUTE = "The government maintained law enforcement efforts."
PROTECT = "The government decreased its efforts to protect victims."
PREVENT = "The government increased efforts to prevent trafficking."

DRAFTS = {
    "profile last, all headings lost": (
        [VERDICT, "It did more.", ADVICE, PROSECUTE, "Courts met.", PROTECT, PREVENT, REPORTED],
        2020,
        ["summary", "recommendations", "prosecution", "protection", "prevention", "profile"],
    ),
    "profile first": (
        [
            PROFILE,
            "Men are forced to work.",
            VERDICT,
            "It did more.",
            "RECOMMENDATIONS FOR CHAD:",
            ADVICE,
        ],
        2012,
        ["profile", "summary", "recommendations"],
    ),
    "a victim's story between profile and verdict": (
        [PROFILE, "Mirela, age 17, was sold.", "She escaped.", VERDICT, "It did more."],
        2004,
        ["profile", "other", "summary"],
    ),
    "a profile that goes on with a country and a number": (
        [PROFILE, "Chad, 12 years after the war, has mines.", VERDICT],
        2004,
        ["profile", "summary"],
    ),
    "a profile not known by its words": (
        ["Chad has mines.", VERDICT],
        2012,
        ["profile", "summary"],
    ),
    "profile and verdict in one paragraph": (
        [f"{PROFILE} {VERDICT}"],
        2003,
        ["profile", "summary"],
    ),
    "a disclaimer before the verdict": (
        ["References to Chad are meant.", VERDICT],
        2022,
        ["summary"],
    ),
    "only a heading or two lost": (
        [
            VERDICT,
            "PRIORITIZED RECOMMENDATIONS:",
            ADVICE,
            PROSECUTE,
            "PROTECTION",
            PROTECT,
            "PREVENTION",
            PREVENT,
            REPORTED,
        ],
        2022,
        ["summary", "recommendations", "prosecution", "protection", "prevention", "profile"],
    ),
    "a readability copy of one section": ([PROTECT, "It had a shelter."], 2022, ["protection"]),
    "advice in single lines": (
        [VERDICT, "Train police.", "Fund care.", "Enact a law.", PROSECUTE],
        2022,
        ["summary", "recommendations", "prosecution"],
    ),
    "a note on the recommendations": (
        [
            VERDICT,
            "RECOMMENDATIONS FOR CHAD",
            f"{ADVICE} These recommendations are from NGOs.",
            "PROSECUTION",
            PROSECUTE,
        ],
        2018,
        ["summary", "recommendations", "other", "prosecution"],
    ),
    "words of other sections under their headings": (
        [VERDICT, REPORTED, "TRAFFICKING PROFILE", PROFILE, PROSECUTE, "PROSECUTION", PREVENT],
        2018,
        ["summary", "profile", "prosecution"],
    ),
}


@pytest.mark.parametrize("case", DRAFTS)
def test_a_narrative_is_parted_into_its_sections(case: str) -> None:
    """In order, without a gap."""
    paragraphs, edition, kinds = DRAFTS[case]
    text = "\n\n".join(paragraphs)
    headings = find_headings(text, 0, len(text), ())

    drafts = draft_sections(
        text, (0, len(text)), headings, SIX, profile_first=edition < 2017, sister=False
    )

    assert [draft.kind for draft in drafts] == kinds
    assert "".join(text[draft.start : draft.end] for draft in drafts) == text

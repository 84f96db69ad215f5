"""A text broken to any width reads like the text that was not."""

from __future__ import annotations

import textwrap

import pytest

from tests.shared import shared
from tipdiff.parse import parse_text
from tipdiff.parse.wrapped import width_of

TEXT = """VELDONIA: TIER 2

The Government of Veldonia does not fully meet the minimum standards for the elimination of \
trafficking; however, it is making significant efforts to do so. Veldonia remained on Tier 2. \
The government adopted its 2015-2018 plan, trained short- and long-term staff in victim-centered \
work, and amended Section 262(a) of the penal code.

RECOMMENDATIONS FOR VELDONIA

Vigorously investigate traffickers under Ordinance 6; increase anti-trafficking training; \
Train judges in the Afro-Veldonian provinces.

PROSECUTION

The government maintained law enforcement efforts. The al-Nour court convicted nine traffickers.
"""
REAL = ("denmark", "chad", "colombia", "philippines", "comoros", "cambodia")


def wrapped(text: str, width: int, *, hyphens: bool) -> str:
    return "\n\n".join(
        textwrap.fill(line, width, break_on_hyphens=hyphens, break_long_words=False)
        for line in text.split("\n")
        if line.strip()
    )


def read(text: str, country: str) -> list[tuple[str, str | None, list[str]]]:
    narrative = parse_text(text, edition=2018, country=country)
    return [(s.kind, s.heading, [each.text for each in s.statements]) for s in narrative.sections]


@pytest.mark.parametrize("hyphens", [True, False])
def test_a_made_up_text_reads_alike_at_every_width(*, hyphens: bool) -> None:
    """Compounds, hanging hyphens and lines that look like headings among its words."""
    widths = range(30, 101)
    texts = [wrapped(TEXT, width, hyphens=hyphens) for width in widths]

    assert [w for w, text in zip(widths, texts, strict=True) if read(text, "Veldonia") != read(
        TEXT, "Veldonia")] == []  # fmt: skip


@pytest.mark.parametrize("hyphens", [True, False])
@pytest.mark.parametrize("country", REAL)
def test_a_real_text_reads_alike_at_every_width(country: str, *, hyphens: bool) -> None:
    """With running heads, lists and names broken as well."""
    text = shared("narratives", "tip-2018", f"{country}.txt").read_text("utf-8")
    whole = read(text, country)

    assert [
        width
        for width in range(30, 101)
        if read(wrapped(text, width, hyphens=hyphens), country) != whole
    ] == []


NOT_WRAPPED = [
    "Increase training for all judges\nFund shelters\nProtect victims of forced labor\nTrain them",
    "One line\n\nAnother line",
    "x" * 200 + " y\nand\nso\non",
]


@pytest.mark.parametrize("text", NOT_WRAPPED)
def test_lists_and_long_lines_have_no_width(text: str) -> None:
    """Their breaks mean something."""
    assert width_of(text) is None


def test_headings_and_bullets_without_blank_lines_stay_apart() -> None:
    """Where a paragraph ends before the line is full, and before a bullet or a heading."""
    paragraph = textwrap.fill("The government trained judges and helped victims in camps. " * 4, 60)
    text = f"VELDONIA: TIER 2\n{paragraph}\nPROTECTION\n{paragraph}\n• {paragraph}"

    assert [(kind, heading) for kind, heading, _ in read(text, "Veldonia")][-1] == (
        "protection",
        "PROTECTION",
    )

"""A comparison in the terminal: one screen of summary, then the changes by section."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.comparisons import NEW, OLD, compared, hostile, narrative, veldonia
from tipdiff.report.select import select
from tipdiff.report.terminal import SCREEN, render_terminal
from tipdiff.report.view import view

if TYPE_CHECKING:
    from tipdiff.model import TierMove

ANSI = re.compile(r"\x1b\[[\d;]*m")


def block(text: str, name: str) -> list[str]:
    """The lines of one change."""
    found = next(b for b in text.split("\n\n") if re.search(rf" {name}$", b, re.M))
    return found.splitlines()


def test_the_summary_says_the_news_in_one_screen() -> None:
    lines = render_terminal(veldonia(), width=80).split("\nBEFORE YOU QUOTE")[0].splitlines()

    assert lines[:6] == [
        "Veldonia 2022 → 2023",
        "Tier 2 → Tier 2 Watch List (downgraded)",
        "  2022  The government made efforts; therefore Veldonia remained on Tier 2.",
        "  2023  … not increase; therefore Veldonia was downgraded to Tier 2 Watch List.",
        "Not compared: Prevention. The copy of Veldonia 2023 (state gov) is known to be",
        "partial and does not hold it; nothing of 2022 counts as dropped or new there.",
    ]
    assert "   1  dropped deficiency" in lines
    assert lines[lines.index("Most significant") + 1].startswith("  tier change: Tier 2 to Tier 2")
    assert len(lines) <= SCREEN + 1


def test_a_redline_marks_words_by_signs_without_colour() -> None:
    assert block(render_terminal(veldonia(), width=80), "c7") == [
        "reworded recommendation (strengthened, rank 1 to 2) · recommendation 1 → 2    c7",
        "    [-Continue to-] {+Vigorously+} train judges {+and prosecutors+} on the 2015",
        "    law.",
        "    by rule: urgency added (Vigorously)",
    ]


def test_a_redline_marks_words_by_colour_and_line_where_there_is_colour() -> None:
    text = render_terminal(veldonia(), width=80, color=True)

    assert "\x1b[9;31mContinue to\x1b[0m \x1b[4;32mVigorously\x1b[0m train judges" in text
    assert "[-" not in text


def test_figures_say_from_what_to_what() -> None:
    assert block(render_terminal(veldonia(), width=100), "c13")[-1] == (
        "    figures: 63 → 66; 58 → 63; 2021 → 2022"
    )


@pytest.mark.parametrize("width", [40, 57, 80, 200])
@pytest.mark.parametrize("color", [False, True])
def test_no_line_is_wider_than_asked_and_every_quote_is_whole(width: int, color: bool) -> None:
    text = ANSI.sub("", render_terminal(veldonia(), width=width, color=color))
    joined = " ".join(text.replace("─", "").split())

    assert max(map(len, text.splitlines())) <= width
    for change in veldonia().changes:
        for quote in view(veldonia(), change).quotes:
            if not view(veldonia(), change).redline:
                plain = re.sub(r"\[-|-\]|\{\+|\+\}", "", joined)
                assert quote.text in re.sub(r" (2022|2023) ", " ", plain)


def test_the_redline_holds_both_quotes() -> None:
    text = " ".join(block(render_terminal(veldonia(), width=80), "c7")[1:-1])
    old = re.sub(r"\{\+.*?\+\}|\[-|-\]", "", text)
    new = re.sub(r"\[-.*?-\]|\{\+|\+\}", "", text)

    assert " ".join(old.split()) == "Continue to train judges on the 2015 law."
    assert " ".join(new.split()) == "Vigorously train judges and prosecutors on the 2015 law."


def test_full_shows_what_did_not_change() -> None:
    shown = render_terminal(veldonia(), selection=select(full=True))

    assert re.search("^unchanged verdict sentence · summary, sentence 1 +c1$", shown, re.M)
    assert "unchanged verdict" not in render_terminal(veldonia())


def test_an_empty_choice_says_whether_there_was_any_change() -> None:
    assert "No change of the kind asked for\n" in render_terminal(
        veldonia(), selection=select(["scope"])
    )


def test_a_word_wider_than_the_terminal_is_not_cut() -> None:
    word = "x" * 70

    assert word in render_terminal(hostile(word), width=40)


@pytest.mark.parametrize(
    "words",
    ["\x1b]0;owned\x07", "\x1b[2J\x1b[H", "\u202egnp.exe", "\x9b31m", "[red]x[/red]", ":smile:"],
)
def test_nothing_from_a_narrative_acts_on_the_terminal(words: str) -> None:
    text = render_terminal(hostile(words), width=80)

    acting = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert {c for c in text if unicodedata.category(c) in acting} == {"\n"}


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert render_terminal(veldonia()) == render_terminal(veldonia())


@pytest.mark.parametrize(
    ("edition", "move", "line"),
    [
        (2023, "upgraded", "Tier 2 → Tier 1 (upgraded)"),
        (2023, "unstated", "Tier 2 → Tier 1 (the narrative does not say how it moved)"),
        (2025, "remained", "Tier 2 → Tier 1 (in 2025: same tier as the edition before)"),
        (2025, "upgraded", "Tier 2 → Tier 1 (in 2025: upgraded from the edition before)"),
    ],
)
def test_the_tier_line_does_not_take_a_move_for_one_across_years(
    edition: int, move: TierMove, line: str
) -> None:
    old = narrative(2022, OLD, tier="2")
    new = narrative(edition, NEW, tier="1", tier_move=move)

    assert render_terminal(compared(old, new, (), ())).splitlines()[1] == line

"""Words that lost their fl in the PDF text are read like whole ones, and never rewritten."""

from __future__ import annotations

import time

import pytest

import tipdiff
from tipdiff.cli.base import terminal_text
from tipdiff.model import WordRun
from tipdiff.report.html import render_html
from tipdiff.report.json import render_json
from tipdiff.report.markdown import render_markdown
from tipdiff.report.select import select
from tipdiff.tables.lost_fl import LOST_FL, with_fl
from tipdiff.words import diff_words

CASES = [
    ("those fteeing on ftagged ships", "those fleeing on flagged ships"),
    ("armed conftict and inftuence", "armed conflict and influence"),
    ("a reftection period", "a reflection period"),
    ("leaftets for afftuent guests", "leaflets for affluent guests"),
    ("after the fifth draft law on theft", "after the fifth draft law on theft"),
]


@pytest.mark.parametrize(("printed", "read"), CASES)
def test_lost_letters_are_read_and_whole_words_left(printed: str, read: str) -> None:
    """Every row has a case; words that do have ft stay."""
    assert with_fl(printed) == read


def test_every_row_fires_in_a_case() -> None:
    """No rule without an example."""
    import re

    printed = " ".join(case for case, _ in CASES)

    assert [row for row, _ in LOST_FL if not re.search(row, printed)] == []


def test_a_lost_letter_is_no_change_between_editions() -> None:
    """The aligner calls the two sentences the same, and no word is marked."""
    old, new = "Protect those fteeing conftict.", "Protect those fleeing conflict."

    (link,) = tipdiff.align([old], [new])

    assert link.kind == "unchanged"
    assert diff_words(old, new) == (WordRun(op="equal", text=new, old_text=old),)


def test_a_narrative_with_lost_letters_warns_before_it_is_quoted() -> None:
    """The words stay as the source has them, and the reader is told."""
    text = (
        "VELDONIA: Tier 2\n\nThe Government of Veldonia does not fully meet the minimum standards "
        "for the elimination of trafficking. It helped those fteeing on ftagged ships."
    )

    narrative = tipdiff.parse_text(text, edition=2018)

    assert "fteeing on ftagged" in narrative.text
    assert narrative.warnings[-1] == (
        "noise: the source prints ft for fl in fteeing, ftagged; mind it when you quote"
    )


@pytest.mark.parametrize("letters", ["x", "1", "_", "Ab", "é", "ft", "x-", "a."])
def test_a_word_without_end_is_read_and_compared_in_time(letters: str) -> None:
    """A hundred thousand letters without a space, whole in the text, through every report."""
    endless = (letters * 100_000)[:100_000]
    sentences = "The government trained judges. It helped those fteeing {}harm."
    title = "VELDONIA: Tier 2\n\nThe Government of Veldonia does not fully meet the standards. "
    start = time.process_time()

    old, new = (
        tipdiff.parse_text(title + sentences.format(word), edition=edition)
        for edition, word in ((2018, ""), (2019, f"{endless} "))
    )
    comparison = tipdiff.compare(old, new)
    reports = [
        render_html(comparison),
        render_json(comparison),
        render_markdown(comparison),
        terminal_text(comparison, select((), (), full=True), 80, color=False),
    ]

    assert endless in new.text
    assert all(reports)
    assert endless in reports[1]
    assert time.process_time() - start < 10

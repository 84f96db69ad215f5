"""Quotes are the narratives' own characters, with the words that changed marked."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.comparisons import Row, compared, narrative, veldonia
from tipdiff.model import Comparison, Narrative, WordRun
from tipdiff.report.view import View, tier_quotes, view


def seen(comparison: Comparison, name: str) -> View:
    every = (*comparison.headlines, *comparison.outcomes)
    return view(comparison, next(change for change in every if change.id == name))


def pair(old: tuple[str, ...], new: tuple[str, ...]) -> Comparison:
    """Two narratives of a few statements each, all of them in one link."""
    row = Row("reworded", "statement", "reworded statement", places(old), places(new), 12)
    return compared(other(2022, old), other(2023, new), (), (row,))


def other(edition: int, texts: tuple[str, ...]) -> Narrative:
    return narrative(edition, (("other", "", "\n\n", tuple(("other", text) for text in texts)),))


def places(texts: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((0, number) for number in range(len(texts)))


def op(*runs: tuple[str, str]) -> tuple[WordRun, ...]:
    return tuple(WordRun(op=name, text=text) for name, text in runs)  # type: ignore[arg-type]


def test_the_words_that_changed_are_marked_on_each_side() -> None:
    shown = seen(veldonia(), "c7")

    assert shown.old[0].runs == op(
        ("delete", "Continue to"), ("equal", " train judges on the 2015 law.")
    )
    assert shown.new[0].runs == op(
        ("insert", "Vigorously"),
        ("equal", " train judges "),
        ("insert", "and prosecutors"),
        ("equal", " on the 2015 law."),
    )


def test_a_split_has_a_quote_for_each_statement() -> None:
    shown = seen(veldonia(), "c8")

    assert [quote.place for quote in shown.quotes] == [
        "recommendation 2",
        "recommendation 3",
        "recommendation 4",
    ]
    assert shown.place == "recommendation 2 → 3 and 4"


def test_old_typography_is_quoted_as_it_was() -> None:
    shown = seen(veldonia(), "c6")

    assert "’" in shown.old[0].text
    assert "'" in shown.new[0].text
    assert {run.op for quote in shown.quotes for run in quote.runs} == {"equal"}


def test_a_statement_of_one_side_is_one_plain_run() -> None:
    shown = seen(veldonia(), "c5")

    assert shown.old[0].runs == op(
        ("equal", "Courts did not convict any official complicit in trafficking.")
    )
    assert (shown.new, shown.redline) == ((), ())


def test_quotes_with_little_in_common_have_no_redline() -> None:
    assert seen(veldonia(), "c2").redline == ()
    assert seen(veldonia(), "c7").redline != ()


def test_items_without_a_mark_never_run_on_in_one_text() -> None:
    """What stands between them is no quotation; sentences can be read on."""
    for mark, is_one in (("", False), (".", True)):
        whole, parts = ("Train guards and envoys.",), (f"Train guards{mark}", "Train envoys.")
        comparison = pair(whole, parts)
        assert bool(view(comparison, comparison.outcomes[0]).redline) is is_one


def test_marks_that_do_not_fit_are_left_out_rather_than_shown_wrong() -> None:
    comparison = pair(("One two three.",), ("One two four.",))
    broken = replace(comparison.outcomes[0], words=op(("equal", "One "), ("delete", "x")))

    assert view(comparison, broken).old[0].runs == op(("equal", "One two three."))


def test_the_tier_is_quoted_from_both_sides() -> None:
    assert [quote.text for quote in tier_quotes(veldonia())] == [
        "The government made efforts; therefore Veldonia remained on Tier 2.",
        "Efforts did not increase; therefore Veldonia was downgraded to Tier 2 Watch List.",
    ]


WORDS = st.lists(
    st.sampled_from(["a", "judge", "judges’", "judges'", "63", "—", "to  do", "end."]),
    min_size=1,
    max_size=6,
).map(" ".join)
SIDE = st.lists(WORDS, min_size=1, max_size=3).map(tuple)


@given(SIDE, SIDE)
def test_every_quote_is_exactly_its_statement(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    comparison = pair(old, new)
    shown = seen(comparison, "c1")

    assert tuple(quote.text for quote in shown.old) == old
    assert tuple(quote.text for quote in shown.new) == new
    assert not [run for quote in shown.old for run in quote.runs if run.op == "insert"]
    assert not [run for quote in shown.new for run in quote.runs if run.op == "delete"]

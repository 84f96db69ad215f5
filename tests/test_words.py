"""Word diffs: whole words and numbers, exact texts, mirrored by a swap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdiff.model import FigureChange, WordRun
from tipdiff.words import changed_figures, diff_words

OPPOSITE = {"equal": "equal", "delete": "insert", "insert": "delete"}
WORDS = st.lists(
    st.sampled_from(
        [
            "police",
            "courts",
            "63",
            "66",
            "$1,200",
            "victims,",
            "“victims”",
            "victims.",
            "the",
            "and",
        ]
    )
).map(" ".join)
TEXTS = WORDS | st.text(max_size=60)


def marked(old: str, new: str) -> str:
    """The runs with signs, for reading."""
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return "".join(signs[run.op].format(run.text) for run in diff_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Police found 63 victims.",
            "Police found 66 victims.",
            "Police found [-63 -]{+66 +}victims.",
        ),
        ("Courts fined $1,200.", "Courts fined $1,250.", "Courts fined [-$1,200.-]{+$1,250.+}"),
        ("Train police.", "Train police, and judges.", "Train [-police.-]{+police, and judges.+}"),
        ("Fund the shelter.", "Fund the shelter.", "Fund the shelter."),
        ("Open one home", "Close the home", "[-Open one -]{+Close the +}home"),
        ("aid of men", "care of boys", "[-aid of men-]{+care of boys+}"),
        ("", "New.", "{+New.+}"),
    ],
)
def test_words_and_numbers_are_never_cut(old: str, new: str, expected: str) -> None:
    """A changed number is one replacement, and punctuation follows its word."""
    assert marked(old, new) == expected


def test_quotation_marks_alone_are_no_edit_but_both_texts_stay_exact() -> None:
    """Typography is no change; each side keeps its own characters."""
    runs = diff_words("the state's plan", "the state’s plan")

    assert runs == (WordRun(op="equal", text="the state’s plan", old_text="the state's plan"),)


def test_the_capital_and_the_stop_of_a_list_item_are_no_edit() -> None:
    """A semicolon list and a bulleted one print the same item differently."""
    runs = diff_words("train police in ports", "Train police in ports.")

    assert runs == (
        WordRun(op="equal", text="Train police in ports.", old_text="train police in ports"),
    )


@given(TEXTS, TEXTS)
def test_both_texts_are_rebuilt_exactly(old: str, new: str) -> None:
    """Equal and deleted runs are the old text, equal and inserted ones the new."""
    runs = diff_words(old, new)

    assert "".join(r.old_text or r.text for r in runs if r.op != "insert") == old
    assert "".join(r.text for r in runs if r.op != "delete") == new


@given(TEXTS, TEXTS)
def test_swapping_the_texts_mirrors_the_runs(old: str, new: str) -> None:
    """The same words are marked whichever edition comes first."""
    there = [(r.op, r.text) for r in diff_words(old, new) if r.op != "equal"]
    back = [(OPPOSITE[r.op], r.text) for r in diff_words(new, old) if r.op != "equal"]

    assert sorted(there) == sorted(back)


NAMES = st.lists(st.sampled_from("ports courts police judges labor cases camps".split()))


@given(NAMES, NAMES)
def test_as_many_words_are_kept_as_can_be(old: list[str], new: list[str]) -> None:
    """The longest common sequence, whatever words one side alone has."""
    longest = [[0] * (len(new) + 1)]
    for word in old:
        row = [0]
        for at, other in enumerate(new):
            row.append(max(longest[-1][at] + 1 if word == other else row[at], longest[-1][at + 1]))
        longest.append(row)
    runs = diff_words(" ".join(["", *old]), " ".join(["", *new]))

    kept = sum(len(run.text.split()) for run in runs if run.op == "equal")
    assert kept == longest[-1][-1]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("convicted nine traffickers", "convicted 17 traffickers", [("nine", "17")]),
        ("in 2016, 47 cases", "in 2017, 52 cases", [("2016,", "2017,"), ("47", "52")]),
        ("spent $1.2 million", "spent $1.4 million", [("$1.2", "$1.4")]),
        ("for the second year", "for the third consecutive year", [("second", "third")]),
        ("found victims", "found 12 victims", [(None, "12")]),
        ("found 98 victims", "found ninety-nine victims", [("98", "ninety-nine")]),
        ("opened a home", "closed a home", []),
        ("found victims", "found victims of COVID-19", []),
    ],
)
def test_changed_figures_are_told_from_what_to_what(
    old: str, new: str, expected: list[tuple[str | None, str | None]]
) -> None:
    """Numbers in digits and in words, amounts and dates."""
    found = changed_figures(diff_words(old, new))

    assert found == tuple(
        FigureChange(old=a and a.rstrip(","), new=b and b.rstrip(",")) for a, b in expected
    )

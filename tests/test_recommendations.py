"""Recommendations in every form of list."""

from __future__ import annotations

import pytest

from tipdiff.parse.recommendations import items_in

LISTS = {
    "semicolons": (
        "Enact a law; train police; and, fund care.",
        ["Enact a law", "train police", "fund care."],
    ),
    "guarded semicolons": (
        "Train police (men; women; and others); fund care; including men; and do more; now.",
        ["Train police (men; women; and others)", "fund care; including men", "do more", "now."],
    ),
    "a list inside an item": (
        "Train police; pass a law that: covers men; bans fees; and funds care; hire men; and act.",
        ["Train police", "pass a law that: covers men; bans fees; and funds care", "hire men",
         "act."],
    ),
    "two lists inside items": (
        "Fund: men; and boys; adopt steps to: train police; open homes; and teach; and act.",
        ["Fund: men; and boys", "adopt steps to: train police; open homes; and teach", "act."],
    ),
    "a list inside an item that has no end of its own": (
        "Pass a law that: covers men; bans fees; train police; and fund care.",
        ["Pass a law that: covers men; bans fees", "train police", "fund care."],
    ),
    "a list inside the last item": (
        "Train police; fund care; and pass a law that: covers men; bans fees; and funds care.",
        ["Train police", "fund care", "pass a law that: covers men; bans fees; and funds care."],
    ),
    "lines that end with semicolons": (
        "Enact a law;\nTrain police; and\nFund care.",
        ["Enact a law", "Train police", "Fund care."],
    ),
    "bullets": ("• Enact a law.\n• Train police.", ["Enact a law.", "Train police."]),
    "stars": ("* Enact a law.\n* Train police.\n", ["Enact a law.", "Train police."]),
    "dashes": ("- Enact a law.\n– Train police.", ["Enact a law.", "Train police."]),
    "numbers": ("1. Enact a law.\n2. Train police.", ["Enact a law.", "Train police."]),
    "run on": ("Enact one. • Train police. • Fund.", ["Enact one.", "Train police.", "Fund."]),
    "glued bullets": ("Enact a law.•Train police.", ["Enact a law.", "Train police."]),
    "stars run on": ("Enact a law. * Train police.", ["Enact a law.", "Train police."]),
    "sentences": ("Enact a law. Train police.", ["Enact a law.", "Train police."]),
    "a sentence that explains": (
        "Enact a law. This should cover men. Train police.",
        ["Enact a law. This should cover men.", "Train police."],
    ),
    "a line of two sentences": (
        "Enact a law. Publish it.\n\nTrain police.\n\nFund care; homes; and food.",
        ["Enact a law. Publish it.", "Train police.", "Fund care; homes; and food."],
    ),
    "one": ("Apply Art. 5 of the U.S. code.", ["Apply Art. 5 of the U.S. code."]),
    "none": (" \n", []),
}  # fmt: skip


@pytest.mark.parametrize("form", LISTS)
def test_a_list_is_cut_into_its_items(form: str) -> None:
    """Each an exact slice, without marks, separators and the "and" before the last."""
    text, items = LISTS[form]

    assert [text[a:b] for a, b in items_in(text, 0, len(text))] == items

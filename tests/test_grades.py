"""tipdiff/parse/grades.py: how the first sentence of a section grades the efforts of the year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tipdiff.parse.grades import GRADED, grade_of
from tipdiff.tables.grades import GRADINGS, Grading

if TYPE_CHECKING:
    from tipdiff.model import Grade

CASES: list[tuple[Grade, str]] = [
    ("increased", "The government increased law enforcement efforts."),
    ("increased", "The government slightly increased its overall efforts to protect victims."),
    ("increased", "The government increased some prevention efforts."),
    ("increased", "The government increased efforts, but efforts for adults remained negligible."),
    ("increased", "The government made modest improvements in protection efforts."),
    ("increased", "The government significantly expanded prevention activities."),
    ("maintained", "Authorities maintained efforts to prevent trafficking."),
    ("maintained", "The government maintained modest protection efforts."),
    ("maintained", "The government sustained robust efforts to prevent trafficking."),
    ("maintained", "The government continued its strong efforts to convict traffickers."),
    ("maintained", "The government maintained efforts, but made no improvements in the camps."),
    ("decreased", "The government significantly decreased protection efforts."),
    ("decreased", "Investigations and prosecutions decreased."),
    ("mixed", "The government made uneven efforts to prevent trafficking."),
    ("mixed", "The government maintained uneven and inadequate prosecution efforts."),
    ("mixed", "It increased convictions, but demonstrated a decrease in prosecutions."),
    ("mixed", "The government increased victim screening but made mixed efforts to assist."),
    ("minimal", "The government maintained minimal law enforcement efforts."),
    ("minimal", "The government made negligible efforts to prevent trafficking."),
    ("minimal", "The government's law enforcement efforts remained weak."),
    ("minimal", "The government continued limited and poorly funded protection efforts."),
    ("none", "The government made no discernible efforts to prevent trafficking."),
    ("none", "The government did not report any efforts to protect victims."),
    ("none", "The Taliban did not make anti-trafficking law enforcement efforts."),
    ("unstated", "The government prosecuted four cases in 2006."),
    ("unstated", "Section 3 of the penal code criminalizes trafficking."),
]  # fmt: skip


@pytest.mark.parametrize(("grade", "sentence"), CASES)
def test_a_section_is_graded_by_its_first_sentence(grade: Grade, sentence: str) -> None:
    """What comes after the first sentence grades nothing."""
    later = "The government decreased prevention efforts."
    assert grade_of([sentence, later], "prevention") == grade


def test_other_sections_have_no_grade() -> None:
    """The profile describes traffickers, not efforts; an empty section says nothing."""
    sentence = "The government increased its efforts."
    graded = (grade_of([sentence], "profile"), grade_of([], "prosecution"))
    assert (graded, GRADED) == (
        ("unstated", "unstated"),
        ("prosecution", "protection", "prevention"),
    )


GRADING_CASES = {
    "nothing done": "The government did not undertake any efforts.",
    "weak efforts": "The government made very limited prevention efforts.",
    "efforts stayed weak": "Protection efforts remained insufficient.",
    "uneven efforts": "The government demonstrated mixed efforts.",
    "efforts were uneven": "Law enforcement efforts were uneven.",
    "raised": "The government improved its efforts.",
    "progress": "The government made clear progress.",
    "efforts rose": "Prevention efforts increased.",
    "lowered": "The government reduced its prosecution efforts.",
    "efforts fell": "The government's protection efforts declined.",
    "kept up": "The government sustained its efforts.",
}


def test_every_grading_has_a_case() -> None:
    """A row without a case is a row nobody has seen at work."""
    assert list(GRADING_CASES) == [row.name for row in GRADINGS]


@pytest.mark.parametrize("row", GRADINGS, ids=lambda row: row.name)
def test_a_grading_finds_its_wording(row: Grading) -> None:
    """The row itself fires, and its grade is the sentence's."""
    sentence = GRADING_CASES[row.name]
    fired = re.search(row.pattern, sentence, re.IGNORECASE) is not None
    assert (fired, grade_of([sentence], "prosecution")) == (True, row.grade)


@settings(deadline=None)  # the first example compiles the tables
@given(st.text(max_size=200))
def test_any_text_gets_a_known_grade(text: str) -> None:
    """Whatever stands there, it is one of the seven grades."""
    known = {"increased", "maintained", "decreased", "mixed", "minimal", "none", "unstated"}
    assert grade_of([text], "protection") in known

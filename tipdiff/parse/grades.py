"""How a section's first sentence grades the government's efforts of the year.

"The government decreased protection efforts" is the State Department's own verdict on a section,
and the best signal from year to year.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.parse.roles import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.model import Grade, SectionKind
    from tipdiff.tables.grades import Grading

GRADED: tuple[SectionKind, ...] = ("prosecution", "protection", "prevention")
"""The kinds of section that carry a grade."""


def grade_of(sentences: Sequence[str], kind: SectionKind) -> Grade:
    """The grade of a section by its first sentence; "unstated" where that one grades nothing.

    What is said of "efforts" goes before what is said of numbers, then the first verb decides;
    a sentence in which one thing rose and another fell is mixed.
    """
    if kind not in GRADED or not sentences:
        return "unstated"
    sentence = plain(sentences[0])
    found = [
        ("effort" not in match.group().lower(), match.start(), rank, grading.grade)
        for rank, (grading, pattern) in enumerate(_gradings())
        if (match := pattern.search(sentence))
    ]
    if {"increased", "decreased"} <= {grade for *_, grade in found}:
        return "mixed"
    return min(found)[-1] if found else "unstated"


@cache
def _gradings() -> tuple[tuple[Grading, re.Pattern[str]], ...]:
    from tipdiff.tables.grades import GRADINGS

    return tuple((grading, re.compile(grading.pattern, re.IGNORECASE)) for grading in GRADINGS)

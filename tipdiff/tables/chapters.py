"""In which order a digest tells a country's changes, and under which headings."""

from __future__ import annotations

from typing import NamedTuple


class Chapter(NamedTuple):
    """One row: the changes it covers; a change stands under the first row that covers it."""

    name: str
    kinds: tuple[str, ...]
    subjects: tuple[str, ...]
    origin: str


ANY = ("*",)
_ADVOCATES = "what advocates and journalists ask on the day of the release, design, section 1"

CHAPTERS: tuple[Chapter, ...] = (
    Chapter("Tier and grades", ("headline",), ANY, "the verdict comes first, as in the report"),
    Chapter("Turned: deficiency or achievement", ("turned",), ANY, "weightiest after the verdict"),
    Chapter("New achievements", ("new",), ("achievement",), _ADVOCATES),
    Chapter("Dropped deficiencies", ("dropped",), ("deficiency", "mixed"), _ADVOCATES),
    Chapter("New deficiencies", ("new",), ("deficiency", "mixed"), _ADVOCATES),
    Chapter("Dropped achievements", ("dropped",), ("achievement",), _ADVOCATES),
    Chapter("New recommendations", ("new",), ("recommendation",), _ADVOCATES),
    Chapter("Dropped recommendations", ("dropped",), ("recommendation",), _ADVOCATES),
    Chapter("Reworded recommendations", ("reworded", "updated", "moved"), ("recommendation",), _ADVOCATES),
    Chapter("Figures and facts", ("updated",), ("achievement", "deficiency", "mixed", "statement", "context"), _ADVOCATES),
    Chapter("Reworded achievements and deficiencies", ("reworded",), ("achievement", "deficiency", "mixed"), "wording, after facts"),
    Chapter("New in the sections", ("new",), ("statement", "context"), "the sections repeat the summary at length"),
    Chapter("Dropped from the sections", ("dropped",), ("statement", "context"), "the sections repeat the summary at length"),
    Chapter("Wording and order", ANY, ANY, "all the rest"),
)  # fmt: skip


def chapter_of(kind: str, subject: str) -> Chapter:
    """The chapter under which a change of this kind and subject is told."""
    return next(
        row
        for row in CHAPTERS
        if (row.kinds == ANY or kind in row.kinds)
        and (row.subjects == ANY or subject in row.subjects)
    )

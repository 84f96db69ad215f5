"""Every character of a narrative accounted for: in a statement, or what it is else."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.model import Narrative, Section

Use = Literal[
    "statement", "heading", "front matter", "list mark", "separator", "space", "unaccounted"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters of a section that have one use: section.text[start:end]."""

    section: int
    start: int
    end: int
    use: Use


def coverage(narrative: Narrative) -> tuple[Run, ...]:
    """The use of every character, section by section, without a gap and in order.

    What is "unaccounted" would be lost to a comparison; the parser leaves none.
    """
    return tuple(
        Run(section=number, start=start, end=end, use=use)
        for number, section in enumerate(narrative.sections)
        for start, end, use in _runs(section)
        if start < end
    )


def uses_of(narrative: Narrative) -> Counter[Use]:
    """How many characters each use has."""
    total: Counter[Use] = Counter()
    for run in coverage(narrative):
        total[run.use] += run.end - run.start
    return total


def _runs(section: Section) -> Iterator[tuple[int, int, Use]]:
    """The runs of one section."""
    if section.kind == "other" and not section.statements:
        yield from _words(section.text, 0, len(section.text), "front matter")
        return
    place = _heading_end(section)
    yield from _words(section.text, 0, place, "heading")
    for statement in section.statements:
        yield from _between(section.text, place, statement.start)
        yield statement.start, statement.end, "statement"
        place = statement.end
    yield from _between(section.text, place, len(section.text))


def _heading_end(section: Section) -> int:
    if section.heading is None:
        return 0
    words = r"\s+".join(map(re.escape, section.heading.split()))
    found = re.compile(rf"\s*{words}(?:\s*:)?").match(section.text)
    return found.end() if found else 0


def _words(text: str, start: int, end: int, use: Use) -> Iterator[tuple[int, int, Use]]:
    """Runs of white space and of what is none."""
    for match in re.compile(r"\s+|\S+").finditer(text, start, end):
        yield *match.span(), "space" if match.group().isspace() else use


def _between(text: str, start: int, end: int) -> Iterator[tuple[int, int, Use]]:
    """What stands between two statements."""
    place = start
    while place < end:
        use, pattern = next(
            (use, pattern) for use, pattern in _gaps() if pattern.match(text, place, end)
        )
        found = pattern.match(text, place, end)
        stop = found.end() if found else end
        yield place, stop, use
        place = stop


@cache
def _gaps() -> tuple[tuple[Use, re.Pattern[str]], ...]:
    return (
        ("space", re.compile(r"\s+")),
        ("separator", re.compile(r"[;:,]+|and\b,?")),
        ("list mark", re.compile(r"[•*·‣▪◦–—-]+|\(?\d{1,2}[.)]")),
        ("unaccounted", re.compile(r"\S+")),
    )

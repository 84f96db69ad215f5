"""Headings: which lines are one, what they head, and where their text ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.countries import known
from tipdiff.parse.cues import has_cue
from tipdiff.parse.sentences import lines_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.model import Country, SectionKind
    from tipdiff.parse.page import Span
    from tipdiff.tables.headings import Heading

_LONGEST = 170
"""Characters: a longer line is no heading, whatever it begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A heading found in a text; `end` is where what it heads may begin."""

    row: str
    kind: SectionKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """A title found in a text: the country, and the line as it stands."""

    country: Country
    text: str
    start: int
    end: int


def is_heading(line: str) -> bool:
    """Whether a line, taken alone, is a heading or a title."""
    return _row_of(line) is not None or title_at(line, 0, len(line)) is not None


def find_headings(text: str, start: int, end: int, marked: Sequence[Span]) -> list[Headed]:
    """The headings between two places; `marked` are the lines that the markup says are headings."""
    found = list(_in_lines(text, start, end))
    taken = {headed.start for headed in found}
    for first, last in marked:
        if start <= first and last <= end and first not in taken and text[first:last].strip():
            found.append(_headed("markup", "other", text, first, last))
    return sorted(found, key=lambda headed: headed.start)


def title_at(text: str, start: int, end: int) -> Titled | None:
    """The title in a line, where its name is that of a country."""
    from tipdiff.tables.headings import TITLE_CUES

    if not has_cue(text[start:end], TITLE_CUES):
        return None
    for pattern in _titles():
        match = pattern.match(text, start, end)
        country = known(match["name"]) if match else None
        if match and country:
            return Titled(country=country, text=match.group(), start=match.start(), end=match.end())
    return None


def find_titles(text: str) -> list[Titled]:
    """The titles of a text in their order, those of its own table of contents as well."""
    from tipdiff.tables.headings import TITLE_CUES

    if not has_cue(text, TITLE_CUES):
        return []
    starts = (match.end() for match in _title_starts().finditer(text))
    places = ((start, _end_of_title(text, start)) for start in starts)
    return [found for start, end in places if (found := title_at(text, start, end))]


def find_bare_titles(text: str) -> list[Titled]:
    """Lines that are the name of a country in capitals and nothing else."""
    found = []
    # With a line end before it, a line begins where its pattern is found.
    for match in _bare().finditer("\n" + text):
        name, start = match["name"], match.start()
        country = known(name)
        if country is not None and len(name) > 3:
            found.append(Titled(country=country, text=name, start=start, end=start + len(name)))
    return found


def _end_of_title(text: str, start: int) -> int:
    """The end of the line; a title may be broken after its colon."""
    end = _line_end(text, start)
    broken = text[start:end].rstrip().endswith(":")
    return _line_end(text, end + 1) if broken and end < len(text) else end


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _in_lines(text: str, start: int, end: int) -> Iterator[Headed]:
    """The headings that the table knows, line by line and at the beginning of paragraphs."""
    for first, last in lines_in(text, start, end):
        row = _row_of(text[first:last])
        if row is not None:
            yield _headed(row.name, row.kind, text, first, last)
            continue
        for run_in, pattern in _run_in():
            if found := pattern.match(text, first, end):
                yield _headed(run_in.name, run_in.kind, text, *found.span())
                break


def _headed(row: str, kind: SectionKind, text: str, start: int, end: int) -> Headed:
    heading = text[start:end].strip()
    colon = re.compile(r"\s*:").match(text, start + len(heading))
    return Headed(
        row=row,
        kind=kind,
        text=heading,
        start=start,
        end=colon.end() if colon else start + len(heading),
    )


def _row_of(line: str) -> Heading | None:
    """The row of the table that a whole line matches."""
    if len(line) > _LONGEST:
        return None
    return next((row for row, pattern in _whole() if pattern.fullmatch(line)), None)


@cache
def _whole() -> tuple[tuple[Heading, re.Pattern[str]], ...]:
    from tipdiff.tables.headings import HEADINGS

    rows = [row for row in HEADINGS if not row.run_in]
    return tuple((row, re.compile(row.pattern, re.IGNORECASE)) for row in rows)


@cache
def _run_in() -> tuple[tuple[Heading, re.Pattern[str]], ...]:
    from tipdiff.tables.headings import HEADINGS

    rows = [row for row in HEADINGS if row.run_in]
    return tuple((row, re.compile(row.pattern)) for row in rows)


@cache
def _titles() -> tuple[re.Pattern[str], ...]:
    from tipdiff.tables.headings import TITLES

    return tuple(re.compile(title.pattern, re.IGNORECASE | re.MULTILINE) for title in TITLES)


@cache
def _bare() -> re.Pattern[str]:
    from tipdiff.tables.headings import BARE_TITLE

    return re.compile(rf"\n{BARE_TITLE}", re.MULTILINE)


@cache
def _title_starts() -> re.Pattern[str]:
    """Where a title may begin: a line, or what follows the bracket of a preface."""
    return re.compile(r"^[ \t\u00a0]*(?:\[[^\]\n]{0,80}\][ \t\u00a0]*)?(?=\S)", re.MULTILINE)

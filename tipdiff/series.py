"""The series of reports: each is a row of data, in tables/series.py, found by its name."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tipdiff.model import SectionKind, SeriesName

DEFAULT = "tip"
"""The series that is meant where none is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a section is of, and the forms of heading it has had."""

    kind: SectionKind
    name: str
    headings: tuple[str, ...]
    """Patterns of whole headings, without their number, of any case."""
    origin: str
    labels: tuple[str, ...] = ()
    """Patterns of what heads a paragraph in its own line, up to a colon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A family of reports: what its documents are known by, and what they have."""

    name: SeriesName
    title: str
    """What it is called in full."""
    short: str
    """What it is called where there is little room."""
    sign: str
    """A pattern that its documents' addresses and titles carry."""
    address: str
    """Its part of an address at the publisher's site, behind the year."""
    season: tuple[tuple[int, int], tuple[int, int]]
    """First and last day (month, day) on which an edition may be expected to come out."""
    delay: int = 0
    """Years from the one that an edition is named for to the one it comes out in."""
    order: tuple[str, ...] = ()
    """Which sources have which editions, as in fetch.order of config.toml, which goes for a series
    that has none of its own."""
    sections: tuple[tuple[SectionKind, str], ...]
    """Its vocabulary: every kind of section in the order of its layout, and its name."""
    rated: bool = False
    """Whether its narratives state a tier and grades, achievements, deficiencies and advice."""
    counted: bool = False
    """Whether they state national totals."""
    topics: tuple[Topic, ...] = ()
    """Its outline, where its sections go by headings that differ from edition to edition."""
    labels: tuple[str, ...] = ()
    """Patterns of what heads a paragraph in its own line within a topic, up to a colon."""

    def newest(self, year: int) -> int:
        """The edition that comes out in a year."""
        return year - self.delay


@cache
def every() -> Mapping[SeriesName, Series]:
    """All series by their names."""
    from tipdiff.tables.series import SERIES

    return {series.name: series for series in SERIES}


def find(name: str) -> Series:
    """The series of that name; UsageError, with the nearest one, where there is none."""
    known = every()
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
        raise UsageError(f"there is no series {name!r}; {hint}")
    return known[name]


@cache
def section_names() -> Mapping[SectionKind, str]:
    """What a reader calls each kind of section of any series."""
    return {kind: name for series in every().values() for kind, name in series.sections}

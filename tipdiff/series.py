"""The series of reports: each is a row of data, in tables/series.py, found by its name."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tipdiff.model import SectionKind, SeriesName
    from tipdiff.tables.series import Series

DEFAULT = "tip"
"""The series that is meant where none is named."""


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

"""What is to be asked, of whom, and in which turn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from tipdiff.errors import ConfigError
from tipdiff.registry import fetcher_of, fetchers
from tipdiff.series import DEFAULT, find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.model import SeriesName

_ROW = re.compile(r"(\d{4})(?:-(\d{4}))?\s*:\s*(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the operator wants to have."""

    editions: tuple[int, ...]
    countries: tuple[str, ...] = ()
    """ISO 3166 alpha-3; all, where none is named."""
    sources: tuple[str, ...] = ()
    """Each is asked for everything; where none is named, those of the order, in turn."""
    series: SeriesName = DEFAULT


@dataclass(frozen=True, slots=True, kw_only=True)
class Quest:
    """One edition at one source."""

    edition: int
    source: str


def turns(wish: Wish, order: Sequence[str]) -> list[list[Quest]]:
    """The quests of each turn: the first sources of all editions, then the second ones.

    A series that has an order of its own goes by that.
    Raises ConfigError for an order that cannot be read, UsageError for an unknown source.
    """
    if wish.sources:
        named = [fetcher_of(name, wish.series) for name in wish.sources]
        return [
            [
                Quest(edition=edition, source=fetcher.LAYOUT.name)
                for fetcher in named
                for edition in wish.editions
                if edition in fetcher.EDITIONS
            ]
        ]
    rows = [_row(text) for text in find(wish.series).order or order]
    queues = [
        [Quest(edition=edition, source=source) for source in _sources(rows, wish.series, edition)]
        for edition in wish.editions
    ]
    return [[quest for quest in turn if quest] for turn in zip_longest(*queues)]


def _sources(
    rows: Sequence[tuple[range, tuple[str, ...]]], series: SeriesName, edition: int
) -> Iterator[str]:
    """The sources of an edition: those of the first row that has it."""
    listed = next((sources for editions, sources in rows if edition in editions), ())
    return (name for name in listed if edition in fetcher_of(name, series).EDITIONS)


def _row(text: str) -> tuple[range, tuple[str, ...]]:
    match = _ROW.fullmatch(text.strip())
    if match is None:
        raise ConfigError(f"fetch.order: {text!r} is not like '2017-2099: state_gov, ecoi'")
    sources = tuple(name.strip() for name in match[3].split(","))
    for name in sources:
        if name not in fetchers():
            known = ", ".join(fetchers())
            raise ConfigError(f"fetch.order: no source {name!r} can be fetched; known are {known}")
    return range(int(match[1]), int(match[2] or match[1]) + 1), sources

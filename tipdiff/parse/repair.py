"""Noise of the source is taken out of the text, each place recorded so that it can be put back.

The rules are rows of tables/noise.py, but for those that must look around: marks of print
(prints.py) and ends of lines (lines.py). What cannot be repaired safely stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.parse.edits import Edit, Repaired, apply
from tipdiff.parse.lines import line_edits
from tipdiff.parse.prints import print_edits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.tables.noise import Noise


_REACH = 60
"""Characters looked back for the beginning of a word."""


def repair(text: str) -> Repaired:
    """The text without its noise, and the repairs that were made."""
    return apply(text, [*print_edits(text), *_table_edits(text), *line_edits(text)])


def noise_left(text: str) -> tuple[str, ...]:
    """What is still noise in a repaired text, each kind of it once."""
    found = (_word(text, *match.span()) for match in _left_over().finditer(text))
    return tuple(dict.fromkeys(word for word in found if not set(word) & set("/@")))


def _word(text: str, start: int, end: int) -> str:
    """Characters of noise; capitals behind a digit with the rest of the word before them."""
    if text[start].isascii():
        digit = start - 1
        first = max(0, digit - _REACH)
        start = max(first, *(text.rfind(space, first, digit) + 1 for space in " \n"))
    return text[start:end]


def _table_edits(text: str) -> Iterator[Edit]:
    there = {mark for mark in _marks() if mark in text}
    for row, pattern in _rows():
        if not there.isdisjoint(row.marks):
            for match in pattern.finditer(text):
                start, end = match.span("noise" if "noise" in pattern.groupindex else 0)
                yield Edit(rule=row.name, start=start, end=end, after=match.expand(row.becomes))


@cache
def _rows() -> tuple[tuple[Noise, re.Pattern[str]], ...]:
    from tipdiff.tables.noise import NOISE

    return tuple((row, re.compile(row.pattern)) for row in NOISE)


@cache
def _marks() -> frozenset[str]:
    """The marks of all rows, each looked for once."""
    return frozenset(mark for row, _ in _rows() for mark in row.marks)


@cache
def _left_over() -> re.Pattern[str]:
    from tipdiff.tables.noise import LEFT_OVER

    return re.compile(LEFT_OVER)

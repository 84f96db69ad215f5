"""Noise of the sources is taken out of the text, and every repair is recorded.

Putting each repair's `before` back in place of its `after` gives the text as the source had it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from tipdiff import countries
from tipdiff.model import Repair
from tipdiff.tables.noise import NOISE, Noise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Found = tuple[int, int, str, str]
"""Start and end of the noise, the rule's name, and what takes its place."""

LEAST_NAME = 4
"""Letters of the shortest country name in a page header (CHAD): fewer could be an abbreviation."""


def repair(text: str) -> tuple[str, tuple[Repair, ...]]:
    """The text without its noise, and what was repaired where, in reading order."""
    done: list[Repair] = []
    parts: list[str] = []
    at = length = 0
    for start, end, rule, after in sorted(_found(text)):
        if start < at:
            continue
        length += start - at
        done.append(Repair(rule=rule, start=length, before=text[start:end], after=after))
        parts += [text[at:start], after]
        length += len(after)
        at = end
    return "".join([*parts, text[at:]]), tuple(done)


def unrepair(text: str, repairs: Sequence[Repair]) -> str:
    """The text as the source had it."""
    for each in reversed(repairs):
        text = text[: each.start] + each.before + text[each.start + len(each.after) :]
    return text


def _found(text: str) -> Iterator[Found]:
    for match in _broken_title().finditer(text):
        yield *match.span(), "broken title", " WATCH LIST\n\n"
    for match in _page_header().finditer(text):
        before, behind = text[: match.start()][-1:], text[match.end() :][:1]
        glued = bool(before.strip("-—(“")) and behind.isalnum()
        yield *match.span(), "page header", " " if glued else ""
    for row, pattern in _noise():
        for match in pattern.finditer(text):
            yield *match.span(), row.name, row.instead
    for match in _lost_break().finditer(text):
        yield *match.span(), "lost paragraph break", " "


def unaccented(text: str) -> str:
    """The text with the accents of its letters taken away."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def _noise() -> tuple[tuple[Noise, re.Pattern[str]], ...]:
    return tuple((row, re.compile(row.pattern)) for row in NOISE)


@cache
def _broken_title() -> re.Pattern[str]:
    """A heading over two lines, the second glued to the text: 2018 PDF, 6 times."""
    return re.compile(r"\s*\n\s*WATCH LIST(?=[A-Z][a-z])(?<=TIER 2\n\nWATCH LIST)")


@cache
def _page_header() -> re.Pattern[str]:
    """A page's number and running head in a sentence: 165DENMARKgranted; 2018, 376 times."""
    names = {
        form
        for country in countries.every()
        for name in countries.names_of(country)
        for form in (name.upper(), unaccented(name).upper().replace("-", " "))
    }
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    listed = "|".join(re.escape(name) for name in longest_first if len(name) >= LEAST_NAME)
    return re.compile(rf"\d{{1,3}}(?=[A-Z])(?:{listed})")


@cache
def _lost_break() -> re.Pattern[str]:
    """Between sentences that a lost paragraph break glued: `region.The`; 2018 PDF, 149 times."""
    openers = "The|In|An?|Authorities|Police|Courts|Officials|NGOs|However,|Although|Some|During"
    return re.compile(rf"(?<=[a-z][a-z][a-z]\.)(?=(?:{openers})\s)")

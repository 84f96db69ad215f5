"""Titles: the line that names the country and its tier, and what of a document comes before it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tipdiff import countries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.model import Country

NEAR = 1_500
"""Characters after a title within which the country or "The Government of" must be named."""


class Title(NamedTuple):
    """A title line: where it stands, the words that name the tier, and the country."""

    start: int
    end: int
    text: str
    country: Country


def titles(text: str) -> list[Title]:
    """Every title of a text, in reading order; a sentence of the same shape is none."""
    found = [*_tiered(text)]
    if not found:
        found = [*_bare(text)]
    return [title for title in found if _is_followed(text, title)]


def _tiered(text: str) -> Iterator[Title]:
    for match in _heads().finditer(text):
        name = match["name"] or match["special"]
        country = countries.known(name.strip(" -–"))
        if country is not None:
            yield Title(match.start(), match.end(), match[0].strip(), country)


def _bare(text: str) -> Iterator[Title]:
    """Special-case pages of 2004 to 2008: a line in capitals that is a country's name."""
    for match in re.finditer(r"^[^\S\n]*([A-Z][A-Z .,'’()-]{2,60})[^\S\n]*$", text, re.MULTILINE):
        country = countries.known(match[1].strip())
        if country is not None:
            yield Title(match.start(1), match.end(1), match[1].strip(), country)


def _is_followed(text: str, title: Title) -> bool:
    near = text[title.end : title.end + NEAR].casefold()
    names = countries.names_of(title.country)
    return "the government of" in near or any(name.casefold() in near for name in names)


@cache
def _heads() -> re.Pattern[str]:
    """The shapes of format reference, section 5, tested there on 22 real headings."""
    tier = r"Tier\s*(?:1|2\s*Watch\s*-?List|2|3)|Special\s+Case"
    name = r"(?P<name>[^\W\d_][^\n():*]{1,60}?|[^\W\d_][^\n:*]{1,60}?\([^\n()]{2,30}\))"
    end = r"\s*\*?[^\S\n]*(?=$|[\[\-–]|Extracted)"
    return re.compile(
        rf"^[^\S\n]*(?:SPECIAL\s+CASE:\s*(?P<special>\S[^\n]{{1,60}}?)[^\S\n]*$"
        rf"|{name}\s*(?:\(\s*(?:{tier})\s*\)|:\s*(?:{tier})){end})",
        re.IGNORECASE | re.MULTILINE,
    )

"""What a document says of itself: country, edition, source; and why some hold no narrative."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tipdiff import series
from tipdiff.countries import find, known
from tipdiff.errors import DocumentError, NotANarrative
from tipdiff.parse.outline import topic_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.model import Country, SeriesName
    from tipdiff.parse.headings import Headed
    from tipdiff.parse.page import Page
    from tipdiff.tables.facts import Sign
    from tipdiff.tables.series import Series

FIRST_EDITION, LAST_EDITION = 2001, 2099
_SHORTEST, _CODE = 4, 3
"""Letters: a shorter word of a file's name is no country, unless it is the whole name, a code."""
_SHORT = 6000
"""Characters: a longer document is no block page."""
_SIGNS = 2
"""Headings of a series: a document with as many is of that series."""
_MANY = 8
"""Countries: as many titles without a text are an index."""


def country_of(page: Page, preface: str, name: str, given: str | None) -> Country:
    """The country: as given, else by the document's head, its address, its file's name."""
    if given is not None:
        return find(given)
    for candidate in _names(page, preface, name):
        country = known(candidate)
        if country is not None:
            return country
    raise DocumentError(
        f"{name or 'the document'} does not say of which country it is; say it with --country"
    )


def edition_of(page: Page, preface: str, name: str, given: int | None) -> int:
    """The edition: as given, else by the document's address, its head, its file's name."""
    if given is not None:
        if not FIRST_EDITION <= given <= LAST_EDITION:
            raise DocumentError(
                f"{name or 'the document'}: there is no {given} edition; the first was "
                f"{FIRST_EDITION}"
            )
        return given
    told = told_edition(page, preface)
    if told is not None:
        return told
    for part in reversed(re.split(r"[/\\]", name)):
        if years := re.findall(r"(?<!\d)20\d\d(?!\d)", part):
            return int(years[-1])
    raise DocumentError(
        f"{name or 'the document'} does not say of which edition it is; say it with --edition YEAR"
    )


def told_edition(page: Page, preface: str) -> int | None:
    """The edition that a document itself names, by its address or its head."""
    for place in (*page.urls, page.about, preface):
        for pattern in _editions():
            if found := pattern.search(place):
                return int(found["year"])
    return None


def series_of(page: Page, headings: Sequence[Headed]) -> SeriesName | None:
    """The series of a document without a title: by its address, its head, or its headings."""
    told = "\n".join((page.about, *page.urls))
    for each in series.every().values():
        signs = sum(_is_sign(heading, each) for heading in headings)
        if re.search(each.sign, told, re.IGNORECASE) or signs >= _SIGNS:
            return each.name
    return None


def _is_sign(heading: Headed, series: Series) -> bool:
    """Whether no other series has such a heading; what has a letter is one by its words."""
    if heading.row == f"{series.name} subsection":
        return topic_of(heading.text, series) is not None
    return heading.row == series.name


def refuse(page: Page, where: str, *, titles: int) -> None:
    """Raise NotANarrative, saying what the document is instead, where that shows."""
    if len(page.text) < _SHORT:
        shown = f"{page.about}\n{page.text}"
        for sign, pattern in _refusals():
            if pattern.search(shown):
                raise NotANarrative(
                    f"{where} is no narrative but {sign.says}; fetch it again later"
                )
    if titles >= _MANY:
        raise NotANarrative(
            f"{where} is no narrative but an index: it names {titles} countries with their tiers "
            "and has the text of none; give the page of one"
        )


def _names(page: Page, preface: str, name: str) -> Iterator[str]:
    """What may be the name of the country, the surest first."""
    for line in f"{page.about}\n{preface}".splitlines():
        parts = re.split(r"\s+[-–—|]\s+|:\s+", line)
        yield from (re.sub(r"\s*\(.*", "", part).strip() for part in reversed(parts))
    for url in page.urls:
        slug = re.sub(r"\.html?$|/index\.html?$|/$", "", url).rsplit("/", 1)[-1]
        yield re.sub(r"__trashed.*|-\d+$", "", slug)
    for part in reversed(re.split(r"[/\\]", name)):
        yield from _in_file_name(part)


def _in_file_name(part: str) -> Iterator[str]:
    """The runs of words of a file's name, the longest first: south-sudan before sudan."""
    stem = re.sub(r"\.(?:txt|html?|xhtml|gz)\b", "", part)
    words = [word for word in re.split(r"[\W_]+", stem) if word and not word.isdigit()]
    if len(words) == 1 and len(words[0]) == _CODE:
        yield words[0]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length])
            if len(run) >= _SHORTEST:
                yield run


def _patterns(signs: Sequence[Sign]) -> tuple[tuple[Sign, re.Pattern[str]], ...]:
    return tuple((sign, re.compile(sign.pattern, re.IGNORECASE)) for sign in signs)


@cache
def _editions() -> tuple[re.Pattern[str], ...]:
    from tipdiff.tables.facts import EDITIONS

    return tuple(pattern for _, pattern in _patterns(EDITIONS))


@cache
def _refusals() -> tuple[tuple[Sign, re.Pattern[str]], ...]:
    from tipdiff.tables.facts import REFUSALS

    return _patterns(REFUSALS)

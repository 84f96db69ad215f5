"""gvnet.com: one file a country, overwritten each time; of late the beginning only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipdiff import countries as names
from tipdiff.layout import Layout
from tipdiff.registry import Document, Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.model import Country
    from tipdiff.registry import Index

LAYOUT = Layout(
    name="gvnet",
    hosts=("gvnet.com",),
    marks=(
        r"\[\s*(?:Human Trafficking, Country-by-Country|Country-by-Country Reports)\s*\]",
        r"Extracted (?:in part\s+)?from (?:the )?U\.?S\.? State Dept",
        r"\bgvnet\.com\b",
    ),
    front=(
        r"\[\s*(?:Human Trafficking, )?Country-by-Country(?: Reports)?\s*\]",
        (
            r"\[?\s*[-–—]?\s*Extracted (?:in part\s+)?from (?:the )?U\.?S\.? State Dept\.?"
            r"[^\n]{0,12}?(?:TIP|Trafficking in Persons) Report(?:, \w+)?(?:, \d{4})?\s*\]?"
            r"(?:\s*[-–—]\s*(?P<name>[^\W\d_][\w .,'’&-]{2,40}?)\s+(?=(?P=name)\b))?"
        ),
    ),
    missing=("prosecution", "protection", "prevention", "profile"),
)

BASE = "http://gvnet.com"
EDITIONS = range(2009, 2024)
"""The newest seen is 2023. Each page is overwritten: it says itself which edition it holds."""

_FOLDER = "/humantrafficking/"


def index_urls(edition: int) -> tuple[str, ...]:
    """The list of ratings, with a link to every country."""
    return (f"{_FOLDER}00-Ratings.htm",)


def read_index(index: Index) -> Found:
    """Links to countries' pages; `Denmark-2.htm`, beside `Denmark.htm`, has the report's text."""
    from tipdiff.links import links

    found: dict[str, Document] = {}
    for link in links(index):
        match = re.search(rf"{_FOLDER}([A-Z][A-Za-z]+)(?:-2)?\.html?$", link.url)
        country = names.known(_spaced(match[1])) if match else None
        if match and country:
            found.setdefault(country.iso3, _document(match[1], country.iso3))
    return Found(documents=tuple(found.values()))


def guesses(edition: int, countries: Sequence[Country]) -> tuple[Document, ...]:
    """A page a country, named by it without spaces."""
    return tuple(_document(_joined(country.slug), country.iso3) for country in countries)


def _document(name: str, country: str) -> Document:
    return Document(url=f"{_FOLDER}{name}-2.htm", country=country)


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


def _joined(slug: str) -> str:
    return "".join(word.capitalize() for word in slug.split("-"))

"""example.org: copy this file, and say here what the source has: which editions, whose text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipdiff.layout import Layout
from tipdiff.registry import Document, Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.model import Country
    from tipdiff.registry import Index

LAYOUT = Layout(
    name="example",
    hosts=("www.example.org",),
    marks=(r"Words that every page of the site has",),
)

BASE = "https://www.example.org"
EDITIONS = range(2017, 2100)


def index_urls(edition: int) -> tuple[str, ...]:
    """Where the edition's list of countries may be; the first that leads to documents is taken."""
    return (f"/trafficking/{edition}/",)


def read_index(index: Index) -> Found:
    """Links to countries' pages. A list in several parts gives the other parts as `more`."""
    from tipdiff.links import first_of_each, links

    below = [link for link in links(index) if re.search(r"/trafficking/\d{4}/\w", link.url)]
    return Found(
        documents=tuple(
            Document(url=link.url, country=link.country, edition=index.edition)
            for link in first_of_each(below)
        )
    )


def guesses(edition: int, countries: Sequence[Country]) -> tuple[Document, ...]:
    """Pages that follow a rule, for when no list can be read; none where there is no rule."""
    return ()

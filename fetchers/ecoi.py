"""ecoi.net (Austrian Red Cross): one page a country, 2011 to now, asylum countries first."""

from __future__ import annotations

import json
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
    name="ecoi",
    hosts=("ecoi.net",),
    marks=(r"USDOS [-–] US Department of State \(Aut(?:ho|o)r\)", r"\becoi\.net\b"),
    narrative=("div.doc-content", "div#content", "main", "article"),
    drop=("nav", "aside", "form", ".sidebar", ".breadcrumb"),
    front=(
        r"(?:Dokument|Document) #\d+[^\n]*",
        r"USDOS [-–] US Department of State \(Aut(?:ho|o)r\)[^\n]*",
        r"Trafficking in Persons Report \d{4}(?: [-–] [^\n.]*)?$",
        r"\d{4} Trafficking in Persons Report: [^\n.]*$",
    ),
    tail=(
        r"ecoi\.net(?: summary|-Zusammenfassung|'s)\b",
        r"(?:Verwandte Dokumente|Associated documents)",
        r"(?:Dokument|Document) #\d+",
    ),
)

BASE = "https://www.ecoi.net"
EDITIONS = range(2011, 2100)

_SEARCH = (
    "/en/document-search/search-v2"
    "?lower_origPublicationDate={}&upper_origPublicationDate={}&page={}"
)
"""JSON with pages, hits and content, an HTML list: seen in a public collector of the site."""

_RELEASED = {
    2011: "06-27",
    2012: "06-19",
    2013: "06-19",
    2014: "06-20",
    2015: "07-27",
    2016: "06-30",
    2017: "06-27",
    2018: "06-28",
    2019: "06-20",
    2020: "06-25",
    2021: "07-01",
    2022: "07-19",
    2023: "06-15",
    2024: "06-24",
    2025: "09-29",
}
"""Days on which the editions came out: format reference, section 1."""

_TITLE = re.compile(
    r"(?:(?P<y1>20\d\d) )?Trafficking in Persons Report(?: (?P<y2>20\d\d))?"
    r"(?: - (?:Country Narratives - |Special Case: )|: )(?P<name>[^|\n]+)"
)


def index_urls(edition: int) -> tuple[str, ...]:
    """The site's search for what was published on the edition's day, or in its season."""
    return (_search(edition, 1),)


def read_index(index: Index) -> Found:
    """Results whose title is a narrative's; the first page leads to the others."""
    from dataclasses import replace

    from tipdiff.links import links

    try:
        answer = json.loads(index.body)
        content, pages = str(answer["content"]), int(answer["pages"])
    except (ValueError, TypeError, KeyError):
        return Found()
    results = links(replace(index, body=content.encode()), "a[href*='/document/']")
    found = (_document(link.url, link.text, index.edition) for link in results)
    first = index.url.endswith("page=1")
    more = tuple(_search(index.edition, page) for page in range(2, pages + 1)) if first else ()
    return Found(documents=tuple(document for document in found if document), more=more)


def guesses(edition: int, countries: Sequence[Country]) -> tuple[Document, ...]:
    """None: the numbers of documents follow no order."""
    return ()


def _search(edition: int, page: int) -> str:
    day = _RELEASED.get(edition)
    first, last = (day, day) if day else ("06-01", "10-31")
    return _SEARCH.format(f"{edition}-{first}", f"{edition}-{last}", page)


def _document(url: str, title: str, edition: int) -> Document | None:
    match = _TITLE.search(title)
    country = names.known(match["name"].strip()) if match else None
    if match is None or country is None or str(edition) not in (match["y1"], match["y2"]):
        return None
    return Document(url=url, country=country.iso3, edition=edition)

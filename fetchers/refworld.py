"""refworld (UNHCR): one page a country, best for 2001 to 2017."""

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
    name="refworld",
    hosts=("refworld.org", "webarchive.archive.unhcr.org"),
    marks=(
        r"This is not a UNHCR publication",
        r"Publisher\s+United States Department of State",
        r"\brefworld\.org\b",
    ),
    narrative=("div#content", "div.document-content", "main", "article"),
    drop=("nav", "aside", "form", ".toolbar", ".breadcrumb"),
    front=(
        r"U\.S\. Department of State \d{4} Trafficking in Persons Report [-–] [^\n.]*$",
        r"Trafficking in Persons Report \d{4} [-–] [^\n.]*$",
        r"\d{4} Trafficking in Persons Report [-–] [^\n.]*$",
        r"Last Updated:[^\n]*",
        r"Publisher\s+[^\n]*",
        r"Author\s+[^\n]*",
        r"Publication Date\s+[^\n]*",
        r"Cite as\s+[^\n]*",
        r"Disclaimer:?\s*This is not a UNHCR publication[^\n]*",
        r"Comments?\s[^\n]*",
    ),
    tail=(
        r"Disclaimer:?\s*This is not a UNHCR publication",
        r"Search Refworld",
        r"Copyright notice",
    ),
)

BASE = "https://www.refworld.org"
EDITIONS = range(2001, 2018)

_TITLE = re.compile(
    r"(?:(?P<y1>20\d\d) )?Trafficking in Persons Report(?: (?P<y2>20\d\d))? - (?P<name>[^|\n]+)"
)


def index_urls(edition: int) -> tuple[str, ...]:
    """The site's list of the edition's narratives: its address is not verified."""
    return (f"/reference/annualreport/usdos/{edition}/en",)


def read_index(index: Index) -> Found:
    """Links with a narrative's title to documents of either form of address, and further pages."""
    from tipdiff.links import links

    listed = links(index, "a[href*='/reference/annualreport/'], a[href*='/docid/']")
    found = (_document(link.url, link.text, index.edition) for link in listed)
    more = tuple(link.url for link in links(index, "a[rel~=next]"))
    return Found(documents=tuple(document for document in found if document), more=more)


def guesses(edition: int, countries: Sequence[Country]) -> tuple[Document, ...]:
    """None: the numbers of documents follow no order."""
    return ()


def _document(url: str, title: str, edition: int) -> Document | None:
    match = _TITLE.search(title)
    country = names.known(match["name"].strip()) if match else None
    if match is None or country is None or str(edition) not in (match["y1"], match["y2"]):
        return None
    return Document(url=url, country=country.iso3, edition=edition)

"""2001-2009.state.gov and 2009-2017.state.gov: multi-country pages, later one page a country."""

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
    name="state_gov_archive",
    hosts=("2001-2009.state.gov", "2009-2017.state.gov", "m.state.gov", "state.gov"),
    marks=(
        r"You are in: (?:Under Secretary|Bureaus/Offices|.{0,60}Office to Monitor)",
        r"Released by the Office to Monitor and Combat Trafficking in Persons",
        r"Other State Department Archive Sites",
        r"U\.S\. Department of State - Great Seal",
        r"id=.(?:centerblock|tier3-local-nav|tier3-landing-content-wide)\b",
    ),
    narrative=("div#centerblock", "div#content", "td#content"),
    drop=("div#tier3-local-nav", "div#page-tools", "div.addthis_toolbox", "map", "img"),
    front=(
        r"Skip Links$",
        r"printable banner$",
        r"U\.S\. Department of State[^\n.]{0,40}$",
        r"Diplomacy in Action$",
        r"Other State Department Archive Sites[^\n]*",
        r"You are in: [^\n]*",
        r"(?:SEARCH|Subject Index|Bookmark and Share|Share|Video|Report|Print|Email)$",
        r"(?:HomeHot Topics|Home\b.{0,20}Issues)[^\n]*",
        r"Country Narratives[^\n]{0,60}$",
        r"(?:\w+\. )?Country Narratives -[^\n]*",
        r"Trafficking in Persons Report[^\n]{0,40}$",
        r"Released by the Office to Monitor[^\n]*",
        r"Office [Tt]o Monitor and Combat Trafficking in Persons$",
        r"(?:Jan|Febr)uary \d{1,2}, \d{4}$|(?:March|April|May|June|July|August) \d{1,2}, \d{4}$",
        r"If a scroll bar appears below the following table[^\n]*",
    ),
    tail=(
        r"Back to top$",
        r"Published by the U\.S\. Department of State Website",
        r"The Office of Website Management",
        r"External links to other Internet sites",
    ),
)

BASE = "https://2009-2017.state.gov"
EDITIONS = range(2001, 2017)

_ROOT = "/j/tip/rls/tiprpt"
_OLD_ROOT = "https://2001-2009.state.gov/g/tip/rls/tiprpt"
_LAST_OF_OLD = 2008
_PARTS = (
    r"country narratives",
    r"countries [a-z] (?:through|to|-) [a-z]",
    r"special cases?",
    r"^(?:[ivx]+\. )?(?:africa|east asia|europe|near east|south asia|western hemisphere)\b",
    r"\btier [123]\b.*narratives|narratives.*\btier [123]\b",
)
"""Texts of links to pages with many countries: format reference, sections 1.2 and 4.2."""

KNOWN_PAGES = {
    2002: (10679, 10680, 10681),
    2004: (33192, 33200),
    2005: (46613,),
    2006: (65988, 65989, 65990, 65991),
    2007: (82805, 82806, 82807, 86204),
    2008: (105387, 105388, 105389),
    2011: (164231, 164232, 164233, 164234),
    2012: (192366,),
}
"""Numbers of pages with many countries: format reference, section 1.2, seen or in sequence."""


def index_urls(edition: int) -> tuple[str, ...]:
    """The edition's page on the newer archive host, which has all years, then on the older one."""
    found = [f"{_ROOT}/{edition}/index.htm", f"{_ROOT}/{edition}/"]
    if edition <= _LAST_OF_OLD:
        found.append(f"{_OLD_ROOT}/{edition}/")
    return tuple(found)


def read_index(index: Index) -> Found:
    """Pages of one country each (2013 on), pages of many, and the list of countries beside them."""
    from tipdiff.links import links

    documents, more = [], []
    for link in links(index):
        if re.search(rf"/tiprpt/countries/{index.edition}/(?:index\.htm)?$", link.url):
            more.append(link.url)
        elif re.search(rf"/tiprpt/countries/{index.edition}/\d+\.htm$", link.url) and link.country:
            documents.append(_document(link.url, index.edition, link.country))
        elif re.search(rf"/tiprpt/{index.edition}/\d+\.htm$", link.url) and _is_part(link.text):
            documents.append(_document(link.url, index.edition))
    return Found(documents=tuple(documents), more=tuple(more))


def guesses(edition: int, countries: Sequence[Country]) -> tuple[Document, ...]:
    """Pages with many countries whose numbers are known; those of single ones follow no rule."""
    numbers = KNOWN_PAGES.get(edition, ())
    return tuple(_document(f"{_ROOT}/{edition}/{number}.htm", edition) for number in numbers)


def _document(url: str, edition: int, country: str | None = None) -> Document:
    return Document(url=url, country=country, edition=edition)


def _is_part(text: str) -> bool:
    return any(re.search(part, text, re.IGNORECASE) for part in _PARTS)

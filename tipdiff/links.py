"""What fetchers read index pages with: links, and the countries that they lead to.

This module imports bs4: import it inside functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup

from tipdiff import countries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipdiff.registry import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where a link leads, and what it says."""

    url: str
    text: str

    @property
    def slug(self) -> str:
        """The last part of the address."""
        return unquote(urlsplit(self.url).path.rstrip("/").rpartition("/")[2])

    @property
    def country(self) -> str | None:
        """The country that the text or the last part of the address names, as ISO 3166 alpha-3."""
        found = countries.known(self.text) or countries.known(self.slug)
        return found.iso3 if found else None


def links(index: Index, selector: str = "a[href]", attribute: str = "href") -> list[Link]:
    """The links of an index page, each address once, in the order of the page."""
    return list(_links(index.body, index.url, selector, attribute))


def _links(body: bytes, base: str, selector: str, attribute: str) -> Iterator[Link]:
    seen: set[str] = set()
    for element in BeautifulSoup(body, "lxml").select(selector):
        target = str(element.get(attribute) or "").strip()
        try:
            url = urljoin(base, target).partition("#")[0]
        except ValueError:
            continue
        if target and url not in seen:
            seen.add(url)
            yield Link(url=url, text=" ".join(element.get_text(" ").split()))


def first_of_each(found: Iterable[Link]) -> list[Link]:
    """The links that name a country, the first for each."""
    return list({link.country: link for link in reversed(list(found)) if link.country}.values())[
        ::-1
    ]

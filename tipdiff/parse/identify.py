"""Country, edition and series of a document: by what it says, then by its address and name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipdiff import countries
from tipdiff.errors import DocumentError

if TYPE_CHECKING:
    from tipdiff.model import Country
    from tipdiff.parse.extract import Page

FIRST_EDITION, LAST_EDITION = 2001, 2099

_YEAR = r"(20\d\d)"
_SAID = (
    rf"/reports/{_YEAR}-",
    rf"\b{_YEAR} (?:Trafficking in Persons|TIP) Report",
    rf"Trafficking in Persons Report,? (?:June,? )?{_YEAR}",
    rf"(?:TIP|Trafficking in Persons) Report,\s*\w+,?\s*{_YEAR}",
    rf"/tiprpt/(?:countries/)?{_YEAR}/",
)
"""How documents name their edition: format reference, sections 1.1 and 3."""


def find_edition(page: Page, name: str, given: int | None) -> int:
    """The edition of a document; DocumentError, with what to do, where nothing tells it."""
    if given is not None:
        if not FIRST_EDITION <= given <= LAST_EDITION:
            raise DocumentError(
                f"{name}: there is no {given} edition; the first is {FIRST_EDITION}"
            )
        return given
    said = "\n".join([*page.urls, page.title, page.text[:3000]])
    for pattern in _SAID:
        if match := re.search(pattern, said):
            return int(match[1])
    if years := re.findall(rf"(?<!\d){_YEAR}(?!\d)", name):
        return int(years[-1])
    raise DocumentError(f"{name} does not say which edition it is of: give --edition YEAR")


def find_country(page: Page, name: str, given: str | None) -> Country:
    """The country of a document without a title line; DocumentError where nothing tells it."""
    if given is not None:
        return countries.find(given)
    for words in (*_slugs(page.urls), *_titled(page.title), *_slugs((name,))):
        if country := countries.known(words):
            return country
    raise DocumentError(f"{name} does not say which country it is of: give --country NAME")


def _slugs(paths: tuple[str, ...]) -> list[str]:
    """The last parts of addresses and file names, without numbers, suffixes and sources."""
    ends = [path.rstrip("/").rsplit("/", 1)[-1] for path in paths]
    stems = [re.sub(r"(?:\.\w+)+$", "", end) for end in ends]
    return [*stems, *(re.sub(r"[-_ ]*(?:20\d\d|\d|gvnet|ecoi|refworld)\b", "", s) for s in stems)]


def _titled(title: str) -> list[str]:
    return [part.strip() for part in re.split(r"\s[-–|:]\s|:\s", title)]

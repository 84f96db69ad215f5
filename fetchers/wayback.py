"""web.archive.org: others' captures of state.gov's pages, as they were, byte by byte."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from fetchers.state_gov_archive import KNOWN_PAGES
from tipdiff import countries as names
from tipdiff.layout import Layout
from tipdiff.registry import Document, Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.model import Country
    from tipdiff.registry import Index

LAYOUT = Layout(name="wayback", hosts=("web.archive.org",))

BASE = "https://web.archive.org"
EDITIONS = range(2001, 2100)

_LIST = (
    "/cdx/search/cdx?url={}&matchType=prefix&output=json&fl=timestamp,original"
    "&filter=statuscode:200&filter=mimetype:text/html&collapse=digest"
)
_FIRST_ON_WWW = 2017
_PLACES = (
    "2009-2017.state.gov/j/tip/rls/tiprpt/countries/{}/",
    "2009-2017.state.gov/j/tip/rls/tiprpt/{}/",
    "www.state.gov/j/tip/rls/tiprpt/countries/{}/",
    "www.state.gov/j/tip/rls/tiprpt/{}/",
    "www.state.gov/g/tip/rls/tiprpt/{}/",
    "2001-2009.state.gov/g/tip/rls/tiprpt/{}/",
)
"""Where editions before 2019 stood in their time: format reference, section 1.1."""
_LAST_THERE = 2018
_REPORT = "www.state.gov/reports/{}-trafficking-in-persons-report"
_TIME = "%Y%m%d%H%M%S"


def index_urls(edition: int) -> tuple[str, ...]:
    """Lists of captures below the edition's addresses, then of its pages on the mobile mirror."""
    reports = (_REPORT,) if edition >= _FIRST_ON_WWW else ()
    older = _PLACES if edition <= _LAST_THERE else ()
    mobile = (f"m.state.gov/md{number}.htm" for number in KNOWN_PAGES.get(edition, ()))
    places = (*(place.format(edition) for place in (*reports, *older)), *mobile)
    return tuple(_LIST.format(quote(place, safe="")) for place in places)


def read_index(index: Index) -> Found:
    """The newest capture of each page, those known to hold narratives first.

    The flag id_ asks for the bytes as they came.
    """
    try:
        rows = sorted((str(time), str(url)) for time, url in json.loads(index.body)[1:])
    except (ValueError, TypeError):
        return Found()
    newest = {_country(url) or _number(url): (time, url) for time, url in rows if _is_time(time)}
    known = {str(number) for number in KNOWN_PAGES.get(index.edition, ())}
    pages = sorted((page for page in newest if page), key=lambda page: page not in known)
    return Found(documents=tuple(_document(*newest[page], index.edition) for page in pages))


def guesses(edition: int, countries: Sequence[Country]) -> tuple[Document, ...]:
    """None: a capture's address has its time in it."""
    return ()


def _document(time: str, url: str, edition: int) -> Document:
    return Document(
        url=f"/web/{time}id_/{url}",
        country=_country(url),
        edition=edition,
        captured_at=datetime.strptime(time, _TIME).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _is_time(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d{12}", text))


def _country(url: str) -> str | None:
    slug = url.rstrip("/").rpartition("/")[2]
    found = names.known(re.sub(r"(?:__trashed|-\d+)+$", "", slug))
    return found.iso3 if found else None


def _number(url: str) -> str | None:
    """The number that a page goes by on the older hosts."""
    match = re.search(r"/(?:md)?(\d+)\.html?$", url)
    return match[1] if match else None

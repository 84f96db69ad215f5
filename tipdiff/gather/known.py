"""What the archive knows already of an edition at a source."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tipdiff.capture import GOOD, MOVED
from tipdiff.judge import MISSING, SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipdiff.archive import Archive
    from tipdiff.capture import Capture, Headers

OK = 200

_VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


class Known:
    """The newest capture of each page, by country where it has one, else by address."""

    def __init__(self, captures: Iterable[Capture]) -> None:
        self._settled: dict[str, Capture] = {}
        self._good: dict[str, Capture] = {}
        self._newest: dict[str, Capture] = {}
        self._moved: list[str] = []
        for capture in captures:
            self.add(capture)

    def add(self, capture: Capture) -> None:
        """Take note of a capture that is newer than those known."""
        self._moved.append(capture.country or canonical(capture.url))
        if capture.status == MOVED:
            return
        # What a redirect led to is the page that was asked for.
        for key in self._moved:
            self._newest[key] = capture
            # A page that was good and is blocked is asked for again, however fresh its copy.
            self._settled.pop(key, None)
            if capture.status in SETTLED:
                self._settled[key] = capture
            if capture.status == GOOD:
                self._good[key] = capture
        self._moved.clear()

    def good(self, country: str | None, url: str) -> Capture | None:
        """The newest capture of a page that holds a narrative."""
        return self._good.get(country or canonical(url))

    def is_settled(self, country: str | None, url: str, since: str) -> bool:
        """Whether the page was looked at since then, and needs no other look."""
        newest = self._settled.get(country or canonical(url))
        return newest is not None and newest.captured_at >= since

    def was_in_vain(
        self, country: str | None, url: str, since: str, statuses: Sequence[str]
    ) -> bool:
        """Whether the newest look, since then, found no page, or one with such a status."""
        newest = self._newest.get(country or canonical(url))
        if newest is None or newest.captured_at < since:
            return False
        if newest.http_status in MISSING:
            return True
        return newest.http_status == OK and newest.status in statuses

    def index(self, url: str, since: str) -> Capture | None:
        """The newest look at an index page since then."""
        newest = self._settled.get(canonical(url))
        return newest if newest and newest.captured_at >= since else None

    @property
    def goods(self) -> list[Capture]:
        """The newest good capture of each page."""
        return list({capture.id: capture for capture in self._good.values()}.values())


def canonical(url: str) -> str:
    """An address without what does not tell pages apart: scheme, final slash, fragment."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}{query}"


def validators(archive: Archive, capture: Capture | None, url: str) -> Headers:
    """What makes a request conditional on a good capture of the same address."""
    if capture is None or canonical(capture.url) != canonical(url):
        return ()
    came = {name.lower(): value for name, value in archive.headers(capture)}
    return tuple((asked, came[name]) for name, asked in _VALIDATORS.items() if name in came)

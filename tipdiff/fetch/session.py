"""Fetching one URL the polite way: pauses, robots.txt, and redirects within the source."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

from tipdiff.errors import ConfigError, Forbidden, Unreachable
from tipdiff.fetch.hosts import Host, host_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from protego import Protego

    from tipdiff.capture import Exchange, Headers
    from tipdiff.settings import FetchSettings

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
"""Media types of pages that may hold a narrative."""

ANY_TYPE = ("*/*",)

ROBOT = "tipdiff"
"""The name robots.txt knows tipdiff by."""

_REDIRECTS = (301, 302, 303, 307, 308)


class Session:
    """The way out of one run. Threads may share it; each host sees one request at a time."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Get ready; nothing is connected to.

        Raises ConfigError where the settings do not say who runs this.
        """
        from tipdiff.fetch.wire import Wire

        check_contact(settings.contact)
        self.settings = settings
        self._clock = clock
        self._sleep = sleep
        self._wire = Wire(settings)
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        self._wire.close()

    def host(self, url: str) -> Host:
        """The state of the URL's host."""
        name = host_of(url)
        with self._lock:
            if name not in self._hosts:
                self._hosts[name] = Host(self._clock, self._sleep)
            return self._hosts[name]

    def get(
        self,
        url: str,
        hosts: tuple[str, ...],
        *,
        types: tuple[str, ...] = PAGE_TYPES,
        headers: Headers = (),
    ) -> Exchange:
        """The answer to a URL, after redirects, which it has with it; its URL is the last one.

        Raises Unreachable, Forbidden or Unfit.
        """
        via: list[Exchange] = []
        for _ in range(self.settings.max_redirects + 1):
            host = self._allowed(url, hosts)
            with host.lock:
                self._check_robots(host, url)
                answer = self._ask(host, url, types, headers)
            target = _target(answer)
            if target is None:
                return replace(answer, via=tuple(via))
            via.append(answer)
            url = target
        raise Forbidden(f"{url}: more than {self.settings.max_redirects} redirects")

    def _allowed(self, url: str, hosts: tuple[str, ...]) -> Host:
        name = host_of(url)
        if name not in hosts:
            raise Forbidden(f"{url} is not on a host of the source ({', '.join(hosts)})")
        return self.host(url)

    def _ask(self, host: Host, url: str, types: tuple[str, ...], headers: Headers = ()) -> Exchange:
        host.wait()
        try:
            return self._wire.get(url, types, headers)
        finally:
            host.asked(url, self._delay(host))

    def _delay(self, host: Host) -> float:
        wish = host.robots.crawl_delay(ROBOT) if host.robots else None
        return max(self.settings.delay_seconds, float(wish or 0))

    def _check_robots(self, host: Host, url: str) -> None:
        if host.robots is None:
            host.robots = self._read_robots(host, url)
        if not host.robots.can_fetch(url, ROBOT):
            raise Forbidden(f"{url} is not to be fetched, says robots.txt of {host_of(url)}")

    def _read_robots(self, host: Host, url: str) -> Protego:
        """The rules of a host, as RFC 9309 has it: 4xx allows all, no answer allows nothing.

        A redirect is followed on the same host alone, whose lock is held.
        """
        from protego import Protego

        place: str | None = urljoin(url, "/robots.txt")
        body = b""
        for _ in range(self.settings.max_redirects + 1):
            if place is None or host_of(place) != host_of(url):
                break
            answer = self._ask(host, place, ANY_TYPE)
            if answer.http_status >= 500 or answer.http_status == 429:
                raise Unreachable(f"{place} answers {answer.http_status}: nothing may be fetched")
            body = answer.body if answer.http_status == 200 else b""
            place = _target(answer)
        return Protego.parse(body[:500_000].decode("utf-8", "replace"))


def check_contact(contact: str) -> None:
    """See that whoever runs this can be reached: an honest name is the price of fetching."""
    if not contact.isprintable() or not any(mark in contact for mark in ("@", "://")):
        raise ConfigError(
            "fetching needs to say who runs it: set contact in the section [fetch] of config.toml "
            "to a page or an e-mail address of yours"
        )


def _target(answer: Exchange) -> str | None:
    """Where an answer points to, where it is a redirect."""
    place = answer.header("location")
    if answer.http_status not in _REDIRECTS or not place:
        return None
    target = urljoin(answer.url, place).partition("#")[0]
    if urlsplit(answer.url).scheme == "https" and urlsplit(target).scheme == "http":
        raise Forbidden(f"{answer.url} redirects to {target}, without encryption")
    return target

"""How tipdiff behaves towards one host: one request at a time, with a pause between them."""

from __future__ import annotations

import threading
import zlib
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tipdiff.errors import Unfit

if TYPE_CHECKING:
    from collections.abc import Callable

    from protego import Protego

    from tipdiff.capture import Exchange

JITTER = 0.5
"""A pause is the delay and up to half as much again, so that requests keep no beat."""

_PORTS = {"http": 80, "https": 443}


class Host:
    """The state of a host in a run. Its lock is held from the pause to the end of the answer."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self.lock = threading.RLock()
        self.robots: Protego | None = None
        self._clock = clock
        self._sleep = sleep
        self._ready = clock()

    def wait(self) -> None:
        """Sleep until the next request may go out."""
        pause = self._ready - self._clock()
        if pause > 0:
            self._sleep(pause)

    def rest(self, seconds: float) -> None:
        """Let no request out for that long from now; never shortens a longer rest."""
        self._ready = max(self._ready, self._clock() + seconds)

    def asked(self, url: str, delay: float) -> None:
        """Note that an answer has come: the pause before the next request begins."""
        self.rest(delay * (1 + JITTER * chance(url)))


def chance(url: str) -> float:
    """A number from 0 to 1 that belongs to the URL: jitter that is the same in every run."""
    return zlib.crc32(url.encode()) / 0xFFFFFFFF


def host_of(url: str) -> str:
    """The host of a URL, with its port where that is not the scheme's own.

    Raises Unfit for anything that is not plain http or https.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Unfit(f"{url!r} is no URL ({error})") from error
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        raise Unfit(f"{url!r} is no plain http or https URL")
    name = parts.hostname.rstrip(".")
    return name if port in (None, _PORTS[parts.scheme]) else f"{name}:{port}"


def retry_after(exchange: Exchange) -> float | None:
    """The seconds that a server asks to wait.

    A date counts from the server's own Date header: neither clock needs to be right.
    """
    value = (exchange.header("retry-after") or "").strip()
    if value.isdigit() and len(value) < 10:
        return float(value)
    try:
        asked = parsedate_to_datetime(value)
        now = parsedate_to_datetime(exchange.header("date") or "")
        return max(0.0, (asked - now).total_seconds())
    except (TypeError, ValueError):
        return None

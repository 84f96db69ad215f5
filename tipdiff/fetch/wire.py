"""One request and its response over the wire, with a limit on everything the server decides.

This module imports requests: import it inside functions.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from functools import partial
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.util.connection import create_connection

from tipdiff import __version__
from tipdiff.capture import Exchange
from tipdiff.errors import NotConnected, Unfit, Unreachable
from tipdiff.fetch.address import Guard
from tipdiff.fetch.body import ENCODINGS, Bounds, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from urllib3 import BaseHTTPResponse

    from tipdiff.capture import Headers
    from tipdiff.settings import FetchSettings

CHUNK = 65_536


class Wire:
    """The one requests session of a run: no cookies, no proxy, one connection a host."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._bounds = Bounds(packed=settings.max_packed_bytes, unpacked=settings.max_bytes)
        self._session = requests.Session()
        # Neither a proxy nor a password of the environment: the address would not be the one
        # that is checked, and nothing secret goes out.
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers.clear()
        self._session.headers.update(_headers(settings))
        adapter = _Adapter(Guard(settings.allow_addresses), settings.whole_seconds)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def get(self, url: str, types: tuple[str, ...], headers: Headers = ()) -> Exchange:
        """Ask for a URL, follow nothing, and read the whole answer.

        Raises Unreachable where no whole answer came in time, Unfit where it is over the bounds.
        A body of another media type than those wanted is not read when the status is 200.
        """
        limits = self._settings
        end = time.monotonic() + limits.whole_seconds
        timeout = (limits.connect_seconds, limits.read_seconds)
        asked = {"Accept": ", ".join(types), **dict(headers)}
        with _plain_errors(url):
            response = self._session.get(
                url, headers=asked, allow_redirects=False, stream=True, timeout=timeout
            )
            try:
                return self._exchange(url, response, types, end)
            finally:
                response.close()

    def post(self, url: str, body: bytes, headers: Headers) -> Exchange:
        """Send a body to a URL; of the answer, only the head is read, and nothing is followed.

        Raises Unreachable where no answer came in time, Forbidden where the address may not be
        connected to.
        """
        timeout = (self._settings.connect_seconds, self._settings.read_seconds)
        with _plain_errors(url):
            response = self._session.post(
                url,
                data=body,
                headers=dict(headers),
                allow_redirects=False,
                stream=True,
                timeout=timeout,
            )
            response.close()
        return Exchange(
            url=url,
            http_status=response.status_code,
            reason=response.reason or "",
            headers=tuple(response.raw.headers.iteritems()),
            body=b"",
            request_headers=_sent(url, response),
        )

    def close(self) -> None:
        """Let go of all connections."""
        self._session.close()

    def _exchange(
        self, url: str, response: requests.Response, types: tuple[str, ...], end: float
    ) -> Exchange:
        if response.status_code == requests.codes.ok:
            _check_type(url, response.headers.get("Content-Type", ""), types)
        encoding = response.headers.get("Content-Encoding", "")
        body = unpack(_chunks(response.raw, end), encoding, self._bounds)
        if response.status_code == requests.codes.ok and not (body or _is_framed(response)):
            raise Unreachable("the answer is empty, and does not say that it is to be")
        return Exchange(
            url=url,
            http_status=response.status_code,
            reason=response.reason or "",
            headers=tuple(response.raw.headers.iteritems()),
            body=body,
            request_headers=_sent(url, response),
        )


class _Guarded(HTTPConnection):
    """Connects only where the guard allows, and waits for a head no longer than the limit."""

    def __init__(self, *args: Any, guard: Guard, seconds: float, **kwargs: Any) -> None:
        self._guard = guard
        self._seconds = seconds
        super().__init__(*args, **kwargs)

    def _new_conn(self) -> socket.socket:
        failure: OSError | None = None
        for address in self._guard.addresses(self.host, self.port):
            try:
                return create_connection(
                    (address, self.port), self.timeout, socket_options=self.socket_options
                )
            except OSError as error:
                failure = error
        raise NotConnected(_cause(failure) if failure else f"{self.host} has no address")

    def getresponse(self) -> Any:
        # A head that drips byte by byte keeps every single read within its time limit.
        late = threading.Event()
        watch = threading.Timer(self._seconds, _cut, [self.sock, late])
        watch.daemon = True
        watch.start()
        try:
            response = super().getresponse()
        finally:
            watch.cancel()
        if late.is_set():
            response.close()
            raise TimeoutError("the answer did not begin in time")
        return response


class _GuardedSecure(_Guarded, HTTPSConnection):
    """The same over TLS."""


class _Manager(PoolManager):
    """Hands out pools whose connections are guarded."""

    def __init__(self, guard: Guard, seconds: float, **kwargs: Any) -> None:
        self._made = {
            "http": partial(_Guarded, guard=guard, seconds=seconds),
            "https": partial(_GuardedSecure, guard=guard, seconds=seconds),
        }
        super().__init__(**kwargs)

    def _new_pool(self, scheme: str, *args: Any, **kwargs: Any) -> Any:
        pool: Any = super()._new_pool(scheme, *args, **kwargs)
        pool.ConnectionCls = self._made[scheme]
        return pool


class _Adapter(HTTPAdapter):
    """requests' way to the wire, with the guarded pools; one connection a host."""

    def __init__(self, guard: Guard, seconds: float) -> None:
        self._make = partial(_Manager, guard, seconds)
        super().__init__(pool_maxsize=1, pool_block=True)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **kwargs: Any
    ) -> None:
        self.poolmanager = self._make(num_pools=connections, maxsize=maxsize, block=block, **kwargs)


def _headers(settings: FetchSettings) -> dict[str, str]:
    return {
        "User-Agent": user_agent(settings.contact),
        "Accept-Language": "en",
        "Accept-Encoding": ", ".join(ENCODINGS),
    }


def user_agent(contact: str) -> str:
    """The name tipdiff goes by: itself, and who runs it."""
    return f"Mozilla/5.0 (compatible; tipdiff/{__version__}; +{contact})"


def _chunks(raw: BaseHTTPResponse, end: float) -> Iterator[bytes]:
    """The body as it comes, one read of the socket at a time, until the time is up."""
    while chunk := raw.read1(CHUNK, decode_content=False):
        yield chunk
        if time.monotonic() > end:
            raise Unreachable("the answer did not end in time")


def _check_type(url: str, content_type: str, types: tuple[str, ...]) -> None:
    media = content_type.partition(";")[0].strip().lower()
    if media and media not in types and "*/*" not in types:
        raise Unfit(f"{url} is of the media type {media!r}, not {' or '.join(types)}")


def _is_framed(response: requests.Response) -> bool:
    """Whether the head says where the body ends: where it does not, it may itself be cut off."""
    return any(name in response.headers for name in ("Content-Length", "Transfer-Encoding"))


def _sent(url: str, response: requests.Response) -> Headers:
    host = urlsplit(url).netloc
    return (("Host", host), *((str(k), str(v)) for k, v in response.request.headers.items()))


def _cut(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):
        # Of the plain socket, also under TLS: the one who reads must find it closed, no more.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


@contextmanager
def _plain_errors(url: str) -> Iterator[None]:
    """What goes wrong below becomes one of tipdiff's errors, naming the URL."""
    try:
        yield
    except (Unfit, Unreachable) as error:
        raise type(error)(str(error) if url in str(error) else f"{url}: {error}") from error
    except requests.exceptions.InvalidURL as error:
        raise Unfit(f"{url} is no URL that can be asked for") from error
    except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
        raise Unreachable(f"{url}: {_cause(error)}") from error


def _cause(error: BaseException) -> str:
    """The innermost reason in few words: urllib3 wraps errors in each other's texts."""
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__ or error
    return " ".join(str(error).split())[:200] or type(error).__name__

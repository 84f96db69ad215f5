"""A real web server on loopback that plays a source, well or badly behaved, and writes it down."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Mapping

    from tipdiff.capture import Headers


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the server says to one request."""

    body: bytes = b""
    status: int = 200
    headers: Headers = ()
    length: int | None = None
    """Content-Length, where it is not to be the true one."""
    raw: bytes | None = None
    """Everything after the request, as it is; nothing else is sent."""
    hang: bool = False
    """Say nothing more, and keep the connection open, until the server ends."""
    drip: bytes = b""
    """Send this again and again, slowly, until the other side has gone."""
    close: bool = False


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A request as it came."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    body: bytes = b""


def page(text: str, **headers: str) -> Answer:
    """A small HTML page."""
    names = (("Content-Type", "text/html; charset=utf-8"),)
    return Answer(body=text.encode(), headers=names + tuple(headers.items()))


def moved(target: str, status: int = 302) -> Answer:
    """A redirect."""
    return Answer(status=status, headers=(("Location", target),))


class Server:
    """Serves a site on an address of loopback; counts connections and keeps the requests."""

    def __init__(
        self, site: Callable[[Seen], Answer] | Mapping[str, Answer], address: str = "127.0.0.1"
    ) -> None:
        self.site = site if callable(site) else _lookup(site)
        self.seen: list[Seen] = []
        self.connections = 0
        self.ended = threading.Event()
        self._http = _Http((address, 0), self)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))

    @property
    def name(self) -> str:
        """Host and port."""
        host, port = self._http.server_address[:2]
        return f"{host!s}:{port}"

    @property
    def url(self) -> str:
        """The base of all its URLs."""
        return f"http://{self.name}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [seen.path for seen in self.seen if seen.path != "/robots.txt"]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


def _lookup(pages: Mapping[str, Answer]) -> Callable[[Seen], Answer]:
    return lambda seen: pages.get(seen.path, Answer(status=404))


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], server: Server) -> None:
        self.server_of_test = server
        super().__init__(address, _Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        self.server_of_test.connections += 1
        return super().get_request()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Else a body waits 40 ms for the other side to acknowledge the headers.
    disable_nagle_algorithm = True
    server: _Http

    def do_GET(self) -> None:
        server = self.server.server_of_test
        seen = Seen(
            path=self.path,
            headers=dict(self.headers.items()),
            method=self.command,
            body=self.rfile.read(int(self.headers.get("Content-Length", 0))),
        )
        server.seen.append(seen)
        try:
            self._send(server, server.site(seen))
        except ConnectionError:
            self.close_connection = True

    do_POST = do_GET  # noqa: N815

    def _send(self, server: Server, answer: Answer) -> None:
        if answer.raw is not None:
            self.wfile.write(answer.raw)
        else:
            self._send_head(answer)
            self.wfile.write(answer.body)
        while answer.drip and not server.ended.wait(0.05):
            self.wfile.write(answer.drip)
        if answer.hang:
            server.ended.wait(30)
        self.close_connection = answer.close or answer.hang or answer.raw is not None

    def _send_head(self, answer: Answer) -> None:
        reason = HTTPStatus(answer.status).phrase
        self.send_response(answer.status, reason)
        for name, value in answer.headers:
            self.send_header(name, value)
        length = len(answer.body) if answer.length is None else answer.length
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

"""One URL, fetched politely and within bounds, from real servers that behave and that do not."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.server import Answer, Seen, Server, moved, page
from tipdiff import __version__
from tipdiff.errors import ConfigError, FetchError, Forbidden, Unfit, Unreachable
from tipdiff.fetch import Session
from tipdiff.settings import FetchSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipdiff.capture import Exchange

QUICK = FetchSettings(
    contact="https://veldonia.example/tipdiff",
    delay_seconds=0.0,
    connect_seconds=5.0,
    read_seconds=5.0,
    whole_seconds=10.0,
    max_packed_bytes=200_000,
    max_bytes=1_000_000,
    allow_addresses=("127.0.0.1",),
)
HTML = (("Content-Type", "text/html"),)


class Time:
    """A clock that stands still but for sleeping."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def get(server: Server, path: str = "/page", settings: FetchSettings = QUICK) -> Exchange:
    """Fetch one page of a server that is the source's only host."""
    with Session(settings) as session:
        return session.get(server.url + path, (server.name,))


def error_of(
    kind: type[FetchError], server: Server, path: str = "/page", settings: FetchSettings = QUICK
) -> str:
    """The line that tells why a page cannot be fetched, without the server's name."""
    with pytest.raises(kind) as caught:
        get(server, path, settings)
    assert type(caught.value) is kind
    return str(caught.value).replace(server.url, "").replace(server.name, "HOST")


def test_a_page_comes_with_everything_that_went_over_the_wire() -> None:
    """Body, status, headers of both sides: what the archive keeps."""
    with Server({"/page": page("<p>Veldonia</p>", ETag='"v1"')}) as server:
        exchange = get(server)

    assert (exchange.http_status, exchange.reason, exchange.body) == (200, "OK", b"<p>Veldonia</p>")
    assert exchange.url == f"{server.url}/page"
    assert exchange.header("etag") == '"v1"'
    assert exchange.request_headers[0] == ("Host", server.name)


def test_the_user_agent_is_honest() -> None:
    """It names tipdiff, its version and the operator, and the request asks for what is read."""
    with Server({"/page": page("x")}) as server:
        get(server)

    sent = server.seen[-1].headers
    assert sent["User-Agent"] == (
        f"Mozilla/5.0 (compatible; tipdiff/{__version__}; +https://veldonia.example/tipdiff)"
    )
    assert sent["Accept"] == "text/html, application/xhtml+xml, text/plain"
    assert sent["Accept-Encoding"] == "gzip, deflate"
    assert sent["Accept-Language"] == "en"


@pytest.mark.parametrize("contact", ["", "somebody", "me@veldonia.example\r\nX-Evil: 1"])
def test_nothing_is_fetched_without_a_contact(contact: str) -> None:
    """Nor with one that would forge a header."""
    with pytest.raises(ConfigError, match="set contact in the section"):
        Session(replace(QUICK, contact=contact))


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("gzip", lambda data: gzip.compress(data[:5]) + gzip.compress(data[5:])),
        ("gzip", lambda data: gzip.compress(data) + b"\0\0\0\0"),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", bytes),
    ],
)
def test_packed_bodies_are_unpacked(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    """Both forms of deflate that servers send, and gzip of several members or with padding."""
    text = "Veldonia – größer".encode() * 400
    answer = Answer(body=pack(text), headers=(*HTML, ("Content-Encoding", encoding)))
    with Server({"/page": answer}) as server:
        assert get(server).body == text


def packed(body: bytes, encoding: str = "gzip") -> Answer:
    return Answer(body=body, headers=(*HTML, ("Content-Encoding", encoding)))


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

UNFIT = {
    "a body of 10 MB": (
        Answer(body=b"x" * 10_000_000, headers=HTML),
        "/page: the body is over 200,000 bytes: no page of a report is that large",
    ),
    "a gzip bomb": (
        packed(gzip.compress(b"\0" * 50_000_000)),
        "/page: the body unpacks to over 1,000,000 bytes: no page does",
    ),
    "a gzip bomb in many members": (
        packed(gzip.compress(b"\0" * 100_000) * 20),
        "/page: the body unpacks to over 1,000,000 bytes: no page does",
    ),
    "an encoding that was not asked for": (
        packed(b"x", "br"),
        "/page: the body is packed as 'br', which was not asked for",
    ),
    "a broken gzip": (
        packed(b"\x1f\x8b\x08\x00 no gzip at all"),
        (
            "/page: the packed body is broken "
            "(Error -3 while decompressing data: invalid stored block lengths)"
        ),
    ),
    "a PDF": (
        Answer(body=b"%PDF-1.7", headers=(("Content-Type", "application/pdf"),)),
        (
            "/page is of the media type 'application/pdf', not text/html or "
            "application/xhtml+xml or text/plain"
        ),
    ),
}

UNREACHABLE = {
    "hangs before the head": (Answer(raw=b"", hang=True), "timed out"),
    "hangs in the head": (Answer(raw=HEAD, hang=True), "timed out"),
    "hangs in the body": (Answer(raw=HEAD + b"\r\nabc", hang=True), "timed out"),
    "cuts the connection in mid-body": (
        Answer(body=b"abc", headers=HTML, length=99, close=True),
        "IncompleteRead(3 bytes read, 96 more expected)",
    ),
    "cuts the connection before the head": (
        Answer(raw=b"", close=True),
        "Remote end closed connection without response",
    ),
    "cuts a packed body": (
        packed(gzip.compress(b"Veldonia" * 99)[:-12]),
        "the packed body was cut off before its end",
    ),
    "cuts the connection in the head": (Answer(raw=HEAD + b"X-Cut: a"), "the answer is empty"),
    "speaks no HTTP": (Answer(raw=b"220 mail.veldonia.example\r\n"), "220 mail.veldonia.example"),
    "sends a head without end": (
        Answer(raw=HEAD + b"X-Long: " + b"x" * 200_000),
        "got more than 65536 bytes when reading header line",
    ),
    "sends endless headers": (
        Answer(raw=HEAD + b"X-Many: 1\r\n" * 5000),
        "got more than 100 headers",
    ),
    "sends a broken chunk": (
        Answer(raw=HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n"),
        "invalid literal for int() with base 16: b'zz",
    ),
}


@pytest.mark.parametrize(("answer", "message"), UNFIT.values(), ids=UNFIT)
def test_what_is_over_the_bounds_or_in_no_known_form_is_unfit(answer: Answer, message: str) -> None:
    """It would not be better at another try."""
    with Server({"/page": answer}) as server:
        assert error_of(Unfit, server) == message


@pytest.mark.parametrize(("answer", "message"), UNREACHABLE.values(), ids=UNREACHABLE)
def test_a_server_that(answer: Answer, message: str) -> None:
    """Gives no whole answer: worth another try."""
    settings = replace(QUICK, read_seconds=0.3) if answer.hang else QUICK
    with Server({"/page": answer}) as server:
        assert message in error_of(Unreachable, server, settings=settings)


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_drips_is_cut_off_when_the_time_for_the_whole_is_up(where: str) -> None:
    """Every byte comes within the time for a read; the whole does not."""
    start = HEAD + b"X-Drip: " if where == "head" else HEAD + b"\r\n"
    with Server({"/page": Answer(raw=start, drip=b"x")}) as server:
        message = error_of(Unreachable, server, settings=replace(QUICK, whole_seconds=0.5))

    assert message == f"/page: the answer did not {'begin' if where == 'head' else 'end'} in time"


def test_a_page_that_is_longer_than_it_says_does_not_become_the_next_answer() -> None:
    """What a wrong Content-Length leaves on the connection is thrown away with it."""
    forged = HEAD + b"Content-Length: 6\r\n\r\nforged"
    site = {"/page": Answer(body=b"page" + forged, headers=HTML, length=4), "/next": page("true")}
    with Server(site) as server, Session(QUICK) as session:
        bodies = [session.get(server.url + p, (server.name,)).body for p in ("/page", "/next")]

    assert bodies == [b"page", b"true"]


def test_an_unknown_name_and_a_closed_port_are_unreachable() -> None:
    """One line each."""
    with Server({}) as server:
        pass
    with Session(QUICK) as session:
        with pytest.raises(Unreachable, match=r"no address is known for the host nobody\.invalid"):
            session.get("http://nobody.invalid/", ("nobody.invalid",))
        with pytest.raises(Unreachable, match="Connection refused"):
            session.get(server.url, (server.name,))


@pytest.mark.parametrize(
    "url", ["ftp://HOST/", "file:///etc/passwd", "http://me:secret@HOST/", "http://", "http://[::"]
)
def test_only_plain_urls_are_asked_for(url: str) -> None:
    """No other scheme, no password, no nonsense."""
    with Session(QUICK) as session, pytest.raises(Unfit):
        session.get(url.replace("HOST", "127.0.0.1"), ("127.0.0.1",))


def test_redirects_within_the_source_are_followed() -> None:
    """The answer names the URL that gave it."""
    site = {"/page": moved("/a", 301), "/a": moved("b", 307), "/b": page("here")}
    with Server(site) as server:
        exchange = get(server)

    assert (exchange.url, exchange.body) == (f"{server.url}/b", b"here")


def test_an_endless_redirect_ends() -> None:
    """After as many as the settings allow."""
    with Server(
        lambda s: moved(s.path + "x") if s.path[:2] == "/p" else Answer(status=404)
    ) as server:
        message = error_of(Forbidden, server)

    assert message == "/pagexxxxxx: more than 5 redirects"
    assert len(server.paths) == 6


@pytest.mark.parametrize("allowed", [False, True])
def test_a_forbidden_address_sees_no_connection(allowed: bool) -> None:
    """Be it that the host is none of the source's, or that its address is private."""
    with (
        Server({"/page": page("secret")}, "127.0.0.2") as private,
        Server({"/page": moved(f"{private.url}/page")}) as server,
        Session(QUICK) as session,
    ):
        hosts = (server.name, private.name) if allowed else (server.name,)
        with pytest.raises(Forbidden, match="not public" if allowed else "not on a host of"):
            session.get(f"{server.url}/page", hosts)

    assert private.connections == 0


def test_loopback_itself_is_refused_unless_the_operator_allows_it() -> None:
    """Nothing on the operator's own machine or network is reached by default."""
    with Server({"/page": page("x")}) as server:
        message = error_of(Forbidden, server, settings=replace(QUICK, allow_addresses=()))

    assert message == (
        "127.0.0.1 has the address 127.0.0.1, which is not public; where it is a server of your "
        "own, list it in fetch.allow_addresses of config.toml"
    )
    assert server.connections == 0


def test_an_allowed_address_that_is_none_is_an_error_of_the_configuration() -> None:
    """Said before anything is fetched."""
    with pytest.raises(ConfigError, match="allow_addresses"):
        Session(replace(QUICK, allow_addresses=("10.0.0.0/99",)))


def test_robots_txt_is_obeyed_and_read_once() -> None:
    """What it forbids is not asked for."""
    robots = Answer(body=b"User-agent: *\nDisallow: /private", headers=HTML)
    with Server({"/robots.txt": robots, "/a": page("a")}) as server, Session(QUICK) as session:
        session.get(f"{server.url}/a", (server.name,))
        with pytest.raises(Forbidden, match=r"says robots\.txt"):
            session.get(f"{server.url}/private/x", (server.name,))

    assert [seen.path for seen in server.seen] == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    "robots",
    [
        Answer(status=404),
        Answer(status=403),
        moved("/robots.txt"),
        moved("http://127.0.0.2/robots.txt"),
        Answer(body=b"\xff\xfe<html>not robots at all", headers=HTML),
    ],
)
def test_a_missing_robots_txt_allows_all(robots: Answer) -> None:
    """As RFC 9309 has it for any answer of the 400s, and for redirects that lead nowhere."""
    with Server({"/robots.txt": robots, "/page": page("x")}) as server:
        assert get(server).body == b"x"


@pytest.mark.parametrize("robots", [Answer(status=503), Answer(status=429), Answer(raw=b"")])
def test_robots_txt_that_cannot_be_read_allows_nothing(robots: Answer) -> None:
    """The server may be about to forbid it: another try, later."""
    with Server({"/robots.txt": robots, "/page": page("x")}) as server:
        error_of(Unreachable, server)

    assert server.paths == []


def test_there_is_a_pause_between_requests_to_a_host() -> None:
    """At least the delay, with jitter that belongs to the URL; robots.txt counts as a request."""
    time = Time()
    with Server(lambda _: page("x")) as server:
        settings = replace(QUICK, delay_seconds=2.0)
        with Session(settings, clock=time.clock, sleep=time.sleep) as session:
            for path in ("/a", "/b", "/c"):
                session.get(server.url + path, (server.name,))

    assert len(time.slept) == 3
    assert all(2.0 <= pause <= 3.0 for pause in time.slept)
    assert len(set(time.slept)) > 1


def test_a_longer_pause_that_robots_txt_asks_for_is_kept() -> None:
    """Crawl-delay goes before the setting."""
    time = Time()
    robots = Answer(body=b"User-agent: *\nCrawl-delay: 7", headers=HTML)
    with Server({"/robots.txt": robots, "/a": page("a"), "/b": page("b")}) as server:
        settings = replace(QUICK, delay_seconds=1.0)
        with Session(settings, clock=time.clock, sleep=time.sleep) as session:
            for path in ("/a", "/b"):
                session.get(server.url + path, (server.name,))

    assert 7.0 <= time.slept[-1] <= 10.5


def test_one_connection_serves_many_requests() -> None:
    """And none carries a cookie."""
    with Server(lambda _: page("x", **{"Set-Cookie": "id=1"})) as server, Session(QUICK) as session:
        for path in ("/a", "/b", "/c"):
            session.get(server.url + path, (server.name,))

    assert server.connections == 1
    assert not any("Cookie" in seen.headers for seen in server.seen)


def test_headers_of_the_one_who_asks_go_along() -> None:
    """Validators, for a conditional GET."""

    def site(seen: Seen) -> Answer:
        known = seen.headers.get("If-None-Match") == '"v1"'
        return Answer(status=304) if known else page("x")

    with Server(site) as server, Session(QUICK) as session:
        exchange = session.get(
            f"{server.url}/page", (server.name,), headers=(("If-None-Match", '"v1"'),)
        )

    assert (exchange.http_status, exchange.body) == (304, b"")

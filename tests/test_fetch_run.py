"""Many pages at once: hosts in parallel, retries, pauses that servers ask for, ends at any time."""

from __future__ import annotations

import _thread
import threading
from collections import Counter
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from tests.server import Answer, Seen, Server, page
from tests.test_fetch_session import QUICK, Time
from tipdiff.fetch import Job, Outcome, Run, Session
from tipdiff.fetch.run import GIVE_UP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipdiff.settings import FetchSettings


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def session(time: Time) -> Iterator[Session]:
    with session_of(QUICK, time) as session:
        yield session


def session_of(settings: FetchSettings, time: Time) -> Session:
    return Session(settings, clock=time.clock, sleep=time.sleep)


def jobs(server: Server, *paths: str) -> list[Job]:
    """Jobs for pages of one server."""
    return [Job(url=server.url + p, source="veldonia", hosts=(server.name,)) for p in paths]


def told(outcome: Outcome) -> str:
    """Path, and what came of it."""
    path = "/" + outcome.job.url.rpartition("/")[2]
    if outcome.exchange is None:
        return f"{path} {type(outcome.error).__name__}"
    return f"{path} {outcome.exchange.http_status}"


def failing(times: int, answer: Answer) -> Callable[[Seen], Answer]:
    """A site whose pages fail that often, each, before they come."""
    asked: Counter[str] = Counter()

    def site(seen: Seen) -> Answer:
        asked[seen.path] += 1
        if seen.path == "/robots.txt" or asked[seen.path] > times:
            return page("x")
        return answer

    return site


def test_every_job_has_its_outcome(session: Session) -> None:
    """Answers of any status are handed out as they are, errors as their kind."""
    site = {"/a": page("a"), "/b": Answer(status=403), "/d": Answer(body=b"x" * 300_000)}
    with Server(site) as server:
        outcomes = list(Run(session).outcomes(jobs(server, "/a", "/b", "/c", "/d")))

    assert [told(o) for o in outcomes] == ["/a 200", "/b 403", "/c 404", "/d Unfit"]


def test_hosts_are_asked_in_parallel_and_each_over_one_connection(session: Session) -> None:
    """Two servers wait for each other: only if both are asked at once does either answer."""
    both = threading.Barrier(2, timeout=5)

    def site(seen: Seen) -> Answer:
        if seen.path == "/a":
            both.wait()
        return page("x")

    with Server(site) as one, Server(site) as two:
        listed = jobs(one, "/a", "/b", "/c") + jobs(two, "/a", "/b", "/c")
        assert len(list(Run(session).outcomes(listed))) == 6

    assert (one.connections, two.connections) == (1, 1)


@pytest.mark.parametrize("answer", [Answer(status=503), Answer(status=429), Answer(raw=b"")])
def test_what_may_be_better_later_is_asked_for_again_after_growing_pauses(
    session: Session, time: Time, answer: Answer
) -> None:
    """Two failures are got over within the first round."""
    with Server(failing(2, answer)) as server:
        outcomes = list(Run(session).outcomes(jobs(server, "/a")))

    assert [told(o) for o in outcomes] == ["/a 200"]
    assert len(time.slept) == 2
    assert 4 <= time.slept[0] <= 8 <= time.slept[1] <= 16


def test_there_is_one_more_round_at_the_end(session: Session) -> None:
    """Three failures are got over when all other pages have come."""
    with Server(failing(3, Answer(status=503))) as server:
        server.site = only("/b", server.site)
        outcomes = list(Run(session).outcomes(jobs(server, "/a", "/b", "/c")))

    assert [told(o) for o in outcomes] == ["/a 200", "/c 200", "/b 200"]


def only(path: str, site: Callable[[Seen], Answer]) -> Callable[[Seen], Answer]:
    """The site for one path, good pages for all others."""
    return lambda seen: site(seen) if seen.path == path else page("x")


def test_what_stays_bad_is_handed_out_at_last(session: Session) -> None:
    """With the answer of the last attempt."""
    with Server(lambda s: page("") if s.path == "/robots.txt" else Answer(status=502)) as server:
        outcomes = list(Run(session).outcomes(jobs(server, "/a")))

    assert [told(o) for o in outcomes] == ["/a 502"]
    assert len(server.paths) == QUICK.attempts + 1


def test_a_pause_that_the_server_asks_for_is_kept(session: Session, time: Time) -> None:
    """Retry-After in seconds."""
    busy = Answer(status=429, headers=(("Retry-After", "90"),))
    with Server(failing(1, busy)) as server:
        outcomes = list(Run(session).outcomes(jobs(server, "/a")))

    assert [told(o) for o in outcomes] == ["/a 200"]
    assert time.slept == [90.0]


def test_a_date_to_come_back_at_counts_from_the_servers_own_clock(
    session: Session, time: Time
) -> None:
    """Neither clock needs to be right."""
    head = (
        b"HTTP/1.1 503 Busy\r\nDate: Tue, 05 Jan 1999 10:00:00 GMT\r\n"
        b"Retry-After: Tue, 05 Jan 1999 10:02:00 GMT\r\nContent-Length: 0\r\n"
        b"Connection: close\r\n\r\n"
    )
    with Server(failing(1, Answer(raw=head))) as server:
        outcomes = list(Run(session).outcomes(jobs(server, "/a")))

    assert [told(o) for o in outcomes] == ["/a 200"]
    assert time.slept == [120.0]


def test_a_host_that_asks_for_too_long_a_pause_is_left_alone(session: Session, time: Time) -> None:
    """Its other pages are left for the next run."""
    busy = Answer(status=429, headers=(("Retry-After", "86400"),))
    with Server(only("/b", lambda _: busy)) as server:
        outcomes = list(Run(session).outcomes(jobs(server, "/a", "/b", "/c")))

    assert [told(o) for o in outcomes] == ["/a 200", "/b 429"]
    assert (server.paths, time.slept) == (["/a", "/b"], [])


def test_a_dead_host_is_given_up_and_does_not_hold_up_the_others(time: Time) -> None:
    """After a few pages in a row without an answer."""
    with Server({}) as dead:
        pass
    pages = {"/1": page("x"), "/2": page("x")}
    with Server(pages) as alive, session_of(replace(QUICK, attempts=1), time) as session:
        listed = jobs(dead, *(f"/{n}" for n in range(9))) + jobs(alive, "/1", "/2")
        outcomes = sorted(map(told, Run(session).outcomes(listed)))

    assert outcomes == ["/1 200", "/2 200", f"/{GIVE_UP - 1} NotConnected"]


def test_a_host_can_be_left_alone_while_its_pages_come(session: Session) -> None:
    """As when most of them turn out to be blocked."""
    with Server(lambda _: page("x")) as server:
        run = Run(session)
        came = []
        for outcome in run.outcomes(jobs(server, *(f"/{n}" for n in range(50)))):
            came.append(told(outcome))
            run.leave_alone(server.name)

    assert came[0] == "/0 200"
    assert len(came) < 10


def test_the_next_page_is_asked_for_when_the_last_one_is_done_with(session: Session) -> None:
    """Whoever is killed in the middle has asked for one page of a host that it does not have."""
    with Server(lambda _: page("x")) as one, Server(lambda _: page("x")) as two:
        listed = jobs(one, *(f"/{n}" for n in range(9))) + jobs(two, *(f"/{n}" for n in range(9)))
        taken: Counter[str] = Counter()
        for outcome in Run(session).outcomes(listed):
            (host,) = outcome.job.hosts
            threading.Event().wait(0.02)
            assert all(len(s.paths) - taken[s.name] <= 1 for s in (one, two))
            taken[host] += 1

    assert taken == {one.name: 9, two.name: 9}


def test_an_interrupt_is_heard_though_it_does_not_wake_the_one_who_waits(time: Time) -> None:
    """As one that comes just before the wait: it is not sat out until the server answers."""
    patient = replace(QUICK, attempts=1, read_seconds=20.0, whole_seconds=20.0)
    hanging = only("/a", lambda _: Answer(raw=b"", hang=True))
    with Server(hanging) as server, session_of(patient, time) as session:
        timer = threading.Timer(0.3, _thread.interrupt_main)
        timer.start()
        began = monotonic()
        with pytest.raises(KeyboardInterrupt):
            list(Run(session).outcomes(jobs(server, "/a")))

        assert monotonic() - began < patient.read_seconds / 2


def test_whoever_stops_taking_stops_the_run(session: Session) -> None:
    """Nothing more is asked for; nothing waits for what is under way."""
    with Server(lambda _: page("x")) as server:
        outcomes = Run(session).outcomes(jobs(server, *(f"/{n}" for n in range(50))))
        next(outcomes)
        outcomes.close()  # type: ignore[attr-defined]
        asked = len(server.paths)

    assert asked < 10


def test_a_fault_of_the_program_is_raised_where_it_is_seen(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not lost in a thread."""
    monkeypatch.setattr(session, "get", None)

    with pytest.raises(TypeError):
        list(Run(session).outcomes([Job(url="http://a.example/", source="s", hosts=())]))

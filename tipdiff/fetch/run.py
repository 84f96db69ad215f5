"""Many pages at once: a thread a host, retries with growing pauses, one more round at the end."""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.errors import FetchError, Unreachable
from tipdiff.fetch.hosts import chance, host_of, retry_after
from tipdiff.fetch.session import PAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipdiff.capture import Exchange, Headers
    from tipdiff.fetch.session import Session

log = logging.getLogger(__name__)

BACKOFF = 4.0
"""Seconds before the second attempt, doubled before each further one."""

GIVE_UP = 5
"""Pages in a row without an answer after which a host is left alone until the next run."""

TICK = 0.5
"""Seconds after which a wait begins anew: a signal just before one is not heard in it."""

TRY_AGAIN = (429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A page to fetch, and what is known of it beforehand."""

    url: str
    source: str
    hosts: tuple[str, ...]
    """Where requests for it may go: the source's own hosts."""
    edition: int | None = None
    country: str | None = None
    types: tuple[str, ...] = PAGE_TYPES
    validators: Headers = ()
    """If-None-Match and If-Modified-Since of the last good capture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a job: an answer, or the reason why there is none."""

    job: Job
    exchange: Exchange | None = None
    error: FetchError | None = None

    @property
    def passing(self) -> bool:
        """Whether another attempt may end better."""
        if self.exchange is None:
            return isinstance(self.error, Unreachable)
        return self.exchange.http_status in TRY_AGAIN


_Handed = tuple[Outcome | BaseException | None, threading.Event]
"""What a host's thread hands out (None at its end), and the sign that it is done with."""


class Run:
    """Fetches a list of jobs; what comes back is handed out one by one, in the order it came.

    A host is asked for the next page when the last one is done with: whoever is killed in the
    middle has one page of each host under way, and asks for no other twice.
    """

    def __init__(self, session: Session) -> None:
        """Use the session's settings, pauses and connections."""
        self._session = session
        self._stopped = threading.Event()
        self._left_alone: set[str] = set()

    def outcomes(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """One outcome a job. Jobs of a host that is left alone have none: the next run asks."""
        queues = _by_host(jobs)
        done: queue.SimpleQueue[_Handed] = queue.SimpleQueue()
        for name, own in queues.items():
            # Daemons: a request under way never keeps the program from ending.
            threading.Thread(target=self._serve, args=(name, own, done), daemon=True).start()
        running = len(queues)
        try:
            while running:
                item, taken = _next(done)
                if item is None:
                    running -= 1
                elif isinstance(item, BaseException):
                    raise item
                else:
                    yield item
                taken.set()
        finally:
            if running:
                self.stop()

    def stop(self) -> None:
        """Ask for nothing more; requests under way end unheard."""
        self._stopped.set()

    def leave_alone(self, host: str) -> None:
        """Ask nothing more of a host in this run."""
        self._left_alone.add(host)

    def _serve(self, name: str, jobs: Sequence[Job], done: queue.SimpleQueue[_Handed]) -> None:
        try:
            for outcome in self._answers(name, jobs):
                self._hand_out(done, outcome)
        except BaseException as error:  # noqa: BLE001 - raised again by the one who waits
            done.put((error, threading.Event()))
        finally:
            done.put((None, threading.Event()))

    def _hand_out(self, done: queue.SimpleQueue[_Handed], outcome: Outcome) -> None:
        taken = threading.Event()
        done.put((outcome, taken))
        while not taken.wait(0.2) and not self._stopped.is_set():
            pass

    def _answers(self, name: str, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Outcomes of one host's jobs; those that may end better later get one more round."""
        again: list[Job] = []
        failed = 0
        for job in self._wanted(name, jobs):
            outcome = self._fetch(name, job)
            failed = failed + 1 if outcome.passing else 0
            if failed >= GIVE_UP:
                log.warning("%s gives no good answer: left alone until the next run", name)
                self.leave_alone(name)
            if not outcome.passing or name in self._left_alone:
                yield outcome
            else:
                again.append(job)
        for job in self._wanted(name, again):
            yield self._once(job)

    def _wanted(self, name: str, jobs: Iterable[Job]) -> Iterator[Job]:
        for job in jobs:
            if self._stopped.is_set() or name in self._left_alone:
                return
            yield job

    def _fetch(self, name: str, job: Job) -> Outcome:
        """The outcome after as many attempts as the settings allow."""
        outcome = self._once(job)
        for attempt in range(1, self._session.settings.attempts):
            if not outcome.passing:
                break
            self._rest(name, outcome, attempt)
            if self._stopped.is_set() or name in self._left_alone:
                break
            outcome = self._once(job)
        return outcome

    def _once(self, job: Job) -> Outcome:
        try:
            exchange = self._session.get(
                job.url, job.hosts, types=job.types, headers=job.validators
            )
        except FetchError as error:
            log.info("%s: %s", job.source, error)
            return Outcome(job=job, error=error)
        return Outcome(job=job, exchange=exchange)

    def _rest(self, name: str, outcome: Outcome, attempt: int) -> None:
        """Let the host rest as long as it asks, or longer each time."""
        asked = retry_after(outcome.exchange) if outcome.exchange else None
        growing = BACKOFF * 2 ** (attempt - 1) * (1 + chance(outcome.job.url))
        pause = growing if asked is None else asked
        if pause > self._session.settings.max_wait_seconds:
            log.warning("%s asks for a pause of %d s: left alone until the next run", name, pause)
            self.leave_alone(name)
        else:
            self._session.host(outcome.job.url).rest(pause)


def _next(done: queue.SimpleQueue[_Handed]) -> _Handed:
    """What is handed out next; an interrupt in the moment before the wait is heard within it."""
    while True:
        try:
            return done.get(timeout=TICK)
        except queue.Empty:
            continue


def _by_host(jobs: Iterable[Job]) -> dict[str, list[Job]]:
    queues: dict[str, list[Job]] = {}
    for job in jobs:
        queues.setdefault(host_of(job.url), []).append(job)
    return queues

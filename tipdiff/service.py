"""The background job: one process that looks after an archive, and ends when it is told to.

The main thread waits for signals; jobs take turns in one other thread. What ran is in the
database, so that a restart knows what was missed.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Literal

from tipdiff.archive import Archive, utc_now
from tipdiff.errors import ConfigError, TipdiffError
from tipdiff.schedule import Cron, Planner, due, triggers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tipdiff.config import Config
    from tipdiff.store.jobs import Outcome

Event = Literal["stop", "reload", "finished"]

PATIENCE = 5.0
"""Seconds that a job has to end once it is told to; the archive survives its being cut off."""

TICK = 0.5
"""Seconds after which a signal is heard at the latest."""

WATCH = 20.0
"""Seconds between two looks at the clock."""

JUMP = 60.0
"""Seconds by which the clock of the day may drift from the other between two looks."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a job is given. It ends soon after `stop` is set, and says in one line what it did."""

    config: Config
    archive: Archive
    stop: threading.Event
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to do by the clock; its name is that of its setting in [schedule]."""

    name: str
    run: Callable[[Work], str]
    fetches: bool = True
    """Whether it asks sites for pages."""


class Service:
    """Looks after one archive with a list of jobs, those before going first."""

    def __init__(
        self,
        load: Callable[[], Config],
        jobs: Sequence[Job],
        *,
        now: Callable[[], datetime] = utc_now,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """Read the configuration; ConfigError where it, or its schedule, is broken."""
        self._load = load
        self._jobs = {job.name: job for job in jobs}
        self._now = now
        self._steady = steady
        self._events: SimpleQueue[Event] = SimpleQueue()
        self._stop = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._listening = False
        self._overdue = False
        self._config, self._triggers = self._read()

    def tell(self, event: Event) -> None:
        """Stop or reload; may be called from a signal handler.

        Before there is anything to stop, stopping means to leave at once.
        """
        if event == "stop" and not self._listening:
            raise SystemExit(0)
        self._events.put(event)

    def serve(self) -> bool:
        """Run jobs as they come until told to stop; whether all had ended by then."""
        with self._one_of_its_kind():
            planner = Planner(self._run)
            self._plan(planner)
            # From here on a job may run, which leaving at once would have to wait for.
            self._listening = True
            planner.start()
            log.info("looking after the archive %s", self._config.archive_path)
            try:
                self._watch(planner)
            finally:
                self._stop.set()
                planner.stop()
            return self._has_ended()

    def once(self) -> bool:
        """Run what is due now, once, whatever the jitter; whether nothing failed."""
        for trigger in self._triggers.values():
            trigger.delay = 0
        with self._one_of_its_kind():
            times = self._times()
            now = self._now()
            names = [name for name, time_ in times.items() if time_ <= now]
            failed: list[str] = []
            self._listening = True
            threading.Thread(target=self._run_all, args=(names, failed), daemon=True).start()
            while (event := self._next(inf)) == "reload":
                self._reload()
            self._stop.set()
            return (event == "finished" or self._has_ended()) and not failed

    def _run_all(self, names: Sequence[str], failed: list[str]) -> None:
        try:
            failed += [name for name in names if not self._run(name, self._now())]
        finally:
            self.tell("finished")

    @contextmanager
    def _one_of_its_kind(self) -> Iterator[None]:
        with self._archive() as archive, archive.folder.served():
            with archive.writing() as store:
                killed = store.jobs.bury()
            if killed:
                log.warning("%d run(s) did not end: the process was killed", killed)
            archive.close()
            yield

    def _archive(self) -> Archive:
        return Archive(self._config.archive_path, now=self._now)

    def _read(self) -> tuple[Config, dict[str, Cron]]:
        config = self._load()
        expressions = {name: str(getattr(config.schedule, name)) for name in self._jobs}
        return config, triggers(config.schedule, expressions)

    def _times(self) -> dict[str, datetime]:
        """When each job is to run next; what was missed is due now."""
        now = self._now()
        with self._archive() as archive:
            runs = {name: archive.store.jobs.last(name) for name in self._triggers}
        lasts = {
            name: datetime.fromisoformat(run.due_at) if run else None for name, run in runs.items()
        }
        times = {name: due(self._triggers[name], last, now) for name, last in lasts.items()}
        return {name: time_ for name, time_ in times.items() if time_ is not None}

    def _plan(self, planner: Planner) -> None:
        self._overdue = False
        times = self._times()
        planner.plan(times, self._triggers)
        for name, time_ in times.items():
            log.info("%s: next at %s", name, _iso(time_))

    def _watch(self, planner: Planner) -> None:
        """Wait for what comes: signals, a clock that jumps, a run that could not begin."""
        drift = self._drift()
        while (event := self._next(WATCH)) != "stop":
            now = self._drift()
            jumped = abs(now - drift) > JUMP
            if jumped:
                log.warning("the clock jumped by %d seconds", now - drift)
            drift = now
            if jumped or (event == "reload" and self._reload()) or self._overdue:
                self._plan(planner)
        log.info("told to stop")

    def _next(self, seconds: float) -> Event | None:
        """The next event within that time.

        It is waited for in ticks: a signal that comes just before a wait is not heard in it.
        """
        waited = 0.0
        while waited < seconds:
            try:
                return self._events.get(timeout=TICK)
            except Empty:
                waited += TICK
        return None

    def _drift(self) -> float:
        return self._now().timestamp() - self._steady()

    def _reload(self) -> bool:
        """Take over the configuration as it is now, unless it is broken."""
        try:
            config, triggers_ = self._read()
        except ConfigError as error:
            log.warning("the configuration stays as it was: %s", error)
            return False
        if config.archive_path != self._config.archive_path:
            log.warning(
                "the configuration stays as it was: another archive (%s) needs a restart",
                config.archive_path,
            )
            return False
        self._config, self._triggers = config, triggers_
        log.info("the configuration is read anew")
        return True

    def _has_ended(self) -> bool:
        if self._idle.wait(PATIENCE):
            log.info("ended")
            return True
        log.warning("a job did not end within %d seconds: it is cut off", PATIENCE)
        return False

    def _run(self, name: str, due_at: datetime) -> bool:
        """One run of a job, from its record to its record; whether it did not fail."""
        self._idle.clear()
        try:
            if self._stop.is_set():
                return True
            with self._archive() as archive:
                return self._recorded(archive, name, due_at)
        except TipdiffError as error:
            self._overdue = True
            log.warning("%s: the run could not be recorded: %s", name, error)
            return False
        finally:
            self._idle.set()

    def _recorded(self, archive: Archive, name: str, due_at: datetime) -> bool:
        with archive.writing() as store:
            run = store.jobs.begin(name, _iso(due_at), _iso(self._now()))
        log.info("%s: started", name)
        outcome, message = self._done(archive, name)
        with archive.writing() as store:
            store.jobs.end(run, _iso(self._now()), outcome, message)
        told = logging.ERROR if outcome == "failed" else logging.INFO
        log.log(told, "%s: %s%s", name, outcome, f": {message}" if message else "")
        return outcome != "failed"

    def _done(self, archive: Archive, name: str) -> tuple[Outcome, str]:
        work = Work(config=self._config, archive=archive, stop=self._stop, now=self._now())
        try:
            message = self._jobs[name].run(work)
        except TipdiffError as error:
            return ("stopped" if self._stop.is_set() else "failed"), str(error)
        except Exception as error:
            log.exception("%s: an error of tipdiff's own", name)
            return "failed", f"{type(error).__name__}: {error}"
        return ("stopped" if self._stop.is_set() else "done"), message


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

"""When jobs run: cron expressions, what was missed, and the wiring of APScheduler.

Everything that decides takes the time from its caller; nothing here knows what a job does.
"""

from __future__ import annotations

from copy import copy
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from tipdiff.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tipdiff.settings import ScheduleSettings

SET_BACK = timedelta(hours=2)
"""A run recorded up to so much ahead of the clock was before the clock was set back, and is not
made twice. One recorded further ahead was made while the clock was wrong, and says nothing."""

_WEEKDAYS = "weekdays are named (mon-fri): their numbers mean different days to different crons"


class Cron(CronTrigger):  # type: ignore[misc]
    """A cron expression that comes once where the clock is set back, and once where it jumps ahead.

    Only "*" hours come every hour, the repeated one as well.
    """

    delay = 0

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> Any:
        """The next time, later by chance."""
        found = super().get_next_fire_time(previous_fire_time, now)
        change = self._change(previous_fire_time or now, found)
        if change is not None:
            # APScheduler counts a day as 24 hours: past midnight of the day after a short one.
            times = (found, super().get_next_fire_time(None, change), self._left_out(change))
            found = min(time for time in times if time is not None)
        while found is not None and found.fold and not self._is_hourly():
            found = super().get_next_fire_time(None, found.astimezone(UTC) + timedelta(seconds=1))
        return self._apply_jitter(found, self.delay, now)

    def _change(self, start: datetime, found: datetime | None) -> datetime | None:
        """The moment between two at which the clock is set, where it is."""
        if found is None or start >= found:
            return None
        low, high = start.astimezone(UTC), found.astimezone(UTC)
        offset = low.astimezone(self.timezone).utcoffset()
        if high.astimezone(self.timezone).utcoffset() == offset:
            return None
        while high - low > timedelta(seconds=1):
            middle = low + (high - low) / 2
            same = middle.astimezone(self.timezone).utcoffset() == offset
            low, high = (middle, high) if same else (low, middle)
        return high.replace(microsecond=0)

    def _left_out(self, change: datetime) -> datetime | None:
        """When it comes, told by the clock as it was: where that jumps, an hour does not exist."""
        before, after = (
            moment.astimezone(self.timezone).utcoffset() or timedelta()
            for moment in (change - timedelta(seconds=1), change)
        )
        unchanged = copy(self)
        unchanged.timezone = timezone(before)
        found: datetime | None = CronTrigger.get_next_fire_time(unchanged, None, change)
        if found is None or found >= change + (after - before):
            return None
        return found.astimezone(self.timezone)

    def _is_hourly(self) -> bool:
        return str(next(f for f in self.fields if f.name == "hour")) == "*"


def triggers(settings: ScheduleSettings, jobs: Mapping[str, str]) -> dict[str, Cron]:
    """The trigger of each job (name to cron expression) that is to run at all.

    Raises ConfigError, naming the setting, where an expression or the time zone makes no sense.
    """
    zone = _zone(settings.time_zone)
    wanted = {name: expression for name, expression in jobs.items() if expression.strip()}
    made = {name: _trigger(name, wanted[name], zone) for name in wanted}
    for trigger in made.values():
        trigger.delay = settings.jitter_seconds
    return made


def due(trigger: Cron, last: datetime | None, now: datetime) -> datetime | None:
    """When a job is to run next, given when its last run was due: now, where that was missed.

    A job that never ran is due at once. None: the expression never comes again.
    """
    if last is None:
        return now
    after = last if last <= now + SET_BACK else now
    found: datetime | None = trigger.get_next_fire_time(None, after + timedelta(seconds=1))
    return found if found is None else max(found, now)


class Planner:
    """APScheduler with one worker: jobs take turns, and none is twice in the queue."""

    def __init__(self, run: Callable[[str, datetime], object]) -> None:
        """Run jobs by name, each told when it was due."""
        self._run = run
        self._scheduler = BackgroundScheduler(
            timezone=UTC, executors={"default": ThreadPoolExecutor(1)}
        )

    def start(self) -> None:
        """Begin to run what is planned."""
        self._scheduler.start()

    def plan(self, times: Mapping[str, datetime], triggers: Mapping[str, Cron]) -> None:
        """Take these jobs in place of all earlier ones: first at these times, then as triggered."""
        self._scheduler.remove_all_jobs()
        for place, (name, time) in enumerate(times.items()):
            self._scheduler.add_job(
                self._fire,
                triggers[name],
                args=(name,),
                id=name,
                # The order of the table decides between jobs that are due at the same moment.
                next_run_time=time + timedelta(milliseconds=place),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )

    def stop(self) -> None:
        """Start nothing more; what runs is not waited for."""
        self._scheduler.shutdown(wait=False)

    def _fire(self, name: str) -> None:
        self._run(name, datetime.now(UTC))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        raise ConfigError(
            f"schedule.time_zone: no time zone is called {name!r}; give one like Europe/Copenhagen"
        ) from error


def _trigger(name: str, expression: str, zone: ZoneInfo) -> Cron:
    try:
        trigger = _checked(expression, zone)
    except ValueError as error:
        raise ConfigError(
            f"schedule.{name}: {expression!r} is no cron expression ({error}); "
            'give five fields like "30 13 * jun-oct mon"'
        ) from error
    return trigger


def _checked(expression: str, zone: ZoneInfo) -> Cron:
    weekday = "".join(expression.split()[4:]).partition("/")[0]
    if any(c.isdigit() for c in weekday):
        raise ValueError(_WEEKDAYS)
    trigger: Cron = Cron.from_crontab(expression, timezone=zone)
    if trigger.get_next_fire_time(None, datetime(2000, 1, 1, tzinfo=UTC)) is None:
        raise ValueError("there is no such day")
    return trigger

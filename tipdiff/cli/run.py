"""The commands of the background job: run, status."""

from __future__ import annotations

import logging
import os
import signal
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from tipdiff import config
from tipdiff.cli.base import echo_json, series_option
from tipdiff.cli.logs import set_up
from tipdiff.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.cli.base import State
    from tipdiff.cli.logs import Form
    from tipdiff.service import Service
    from tipdiff.status import Status

_LOST = {"not_assessed": "not there"}
"""A page that was good and is missing is not called what a page that never was is called."""


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and end: for cron and timers.")
@click.option(
    "--log",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="How events are written to standard error, one a line.",
)
@click.pass_obj
def run(state: State, once: bool, form: Form) -> None:
    """Look after the archive: new editions, missing pages, silent edits, by [schedule].

    Stays in the foreground. SIGTERM and SIGINT end it, within seconds and at any moment; SIGHUP
    has it read its configuration anew. What was missed while it was away is caught up. With
    --once, exit code 1 where a job failed.
    """
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    set_up(form, logging.INFO)
    from tipdiff.jobs import JOBS
    from tipdiff.service import Service

    end(Service(lambda: _configuration(state), JOBS), once=once)


def _configuration(state: State) -> config.Config:
    """The settings of the moment; ConfigError where what is to be fetched could not be."""
    from tipdiff.fetch.session import check_contact
    from tipdiff.jobs import JOBS

    settings = config.load(config.locate(state.path))
    if any(job.fetches and getattr(settings.schedule, job.name) for job in JOBS):
        check_contact(settings.fetch.contact)
    return settings


def end(service: Service, *, once: bool) -> None:
    """Run a service until its end, and end the process with the code that it gives."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: service.tell("stop"))
    signal.signal(signal.SIGHUP, lambda *_: service.tell("reload"))
    well = service.once() if once else service.serve()
    if once or well:
        sys.exit(0 if well else 1)
    # A job that does not end would keep the process: what it has written is safe, and the rest
    # is fetched again.
    sys.stderr.flush()
    os._exit(0)


@click.command()
@series_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def status(state: State, series: str, as_json: bool) -> None:
    """Say how the archive fares: jobs, coverage of each edition, age, disk, what needs a person.

    Exit code 1 where something does, so that a monitor can call it.
    """
    from tipdiff import status as look
    from tipdiff.archive import utc_now
    from tipdiff.jobs import JOBS

    now = utc_now()
    names = [job.name for job in JOBS]
    found = look.status(state.archive, state.config.schedule, names, now, series)
    if as_json:
        echo_json(_as_dict(found, now))
    else:
        click.echo("\n".join(_lines(found, now)))
    if found.needs:
        sys.exit(1)


def _as_dict(found: Status, now: datetime) -> dict[str, Any]:
    return {
        "process": found.process,
        "jobs": [
            {
                "job": each.job,
                "last": asdict(each.last) if each.last else None,
                "next": _time(each.next),
                "late": each.late,
            }
            for each in found.jobs
        ],
        "editions": [
            {
                "edition": each.edition,
                "counts": {word: len(names) for word, names in each.countries.items()},
                "countries": {word: list(names) for word, names in each.countries.items()},
            }
            for each in found.editions
        ],
        "lost": [asdict(loss) for loss in found.lost],
        "newest_capture": _time(found.newest),
        "newest_capture_age_seconds": int((now - found.newest).total_seconds())
        if found.newest
        else None,
        "archive_bytes": found.archive_bytes,
        "free_bytes": found.free_bytes,
        "outbox": dict(found.outbox),
        "needs": list(found.needs),
    }


def _lines(found: Status, now: datetime) -> Iterator[str]:
    at_work = f"process {found.process}" if found.process else "not at work"
    yield f"background job: {at_work}"
    for each in found.jobs:
        last = f"{each.last.outcome} {each.last.started_at}" if each.last else "never ran"
        told = f" ({each.last.message})" if each.last and each.last.message else ""
        yield f"  {each.job}: {last}{told}; next {_time(each.next) or 'never'}"
    for edition in found.editions:
        counts = (f"{len(names)} {word}" for word, names in edition.countries.items() if names)
        yield f"{edition.edition}: {', '.join(counts)}".replace("_", " ")
        for word, names in edition.countries.items():
            if names and word != "good":
                yield f"  {word.replace('_', ' ')}: {', '.join(names)}"
    for loss in found.lost:
        word = _LOST.get(loss.status, loss.status.replace("_", " "))
        yield f"{loss.edition} {loss.country} at {loss.source}: {word} since {loss.since}, kept"
    if found.newest:
        yield f"newest capture: {_time(found.newest)}, {(now - found.newest).days} days old"
    size, free = (f"{n / 1_000_000:,.1f} MB" for n in (found.archive_bytes, found.free_bytes))
    yield f"disk: {size} used, {free} free"
    rows = ", ".join(f"{n} {word}" for word, n in sorted(found.outbox.items()))
    yield f"outbox: {rows or 'empty'}"
    for need in found.needs:
        yield f"! {one_line(need)}"


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _leave(*_: object) -> None:
    sys.exit(0)

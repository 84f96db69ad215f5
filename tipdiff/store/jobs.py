"""Queries on the runs of the background job: what ran when, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.store.connection import Connection

Outcome = Literal["running", "done", "failed", "stopped", "killed"]

RAN: tuple[Outcome, ...] = ("running", "done", "failed")
"""Outcomes of runs that count: one that was stopped or killed is caught up after a restart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRun:
    """One run of a job. Times are ISO 8601, UTC."""

    id: int
    job: str
    due_at: str
    started_at: str
    ended_at: str | None
    outcome: Outcome
    message: str


_COLUMNS = ", ".join(f.name for f in fields(JobRun))


class Jobs:
    """The table `jobs`; no WARC file tells what is in it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, job: str, due_at: str, started_at: str) -> int:
        """Record that a run has started; returns its id."""
        row = {
            "job": job,
            "due_at": due_at,
            "started_at": started_at,
            "ended_at": None,
            "outcome": "running",
            "message": "",
        }
        with self._connection.atomic() as db:
            key: Any = db.table("jobs").insert(row).last_pk
        return int(key)

    def end(self, run: int, ended_at: str, outcome: Outcome, message: str) -> None:
        """Record how a run ended."""
        row = {"ended_at": ended_at, "outcome": outcome, "message": message}
        with self._connection.atomic() as db:
            db.table("jobs").update(run, row)

    def bury(self) -> int:
        """Call killed what still runs on paper; for the one service of the archive, as it starts.

        Tells how many there were.
        """
        dead = self._where("outcome = 'running'")
        with self._connection.atomic() as db:
            for run in dead:
                db.table("jobs").update(run.id, {"outcome": "killed"})
        return len(dead)

    def last(self, job: str, outcomes: Sequence[Outcome] = RAN) -> JobRun | None:
        """The newest run of a job with one of these outcomes."""
        marks = ", ".join("?" * len(outcomes))
        found = self._where(f"job = ? AND outcome IN ({marks})", (job, *outcomes))
        return found[-1] if found else None

    def failures(self, job: str) -> int:
        """How many of the newest runs of a job failed in a row; those cut off do not count."""
        since = "SELECT coalesce(max(id), 0) FROM jobs WHERE job = ? AND outcome = 'done'"
        sql = f"SELECT count(*) FROM jobs WHERE job = ? AND outcome = 'failed' AND id > ({since})"  # noqa: S608
        count: int = self._connection.rows(sql, (job, job))[0][0]
        return count

    def latest(self) -> dict[str, JobRun]:
        """The newest run of every job that ever ran, by the job's name."""
        newest = "id IN (SELECT max(id) FROM jobs GROUP BY job)"
        return {run.job: run for run in self._where(newest)}

    def _where(self, condition: str, parameters: Sequence[object] = ()) -> list[JobRun]:
        sql = f"SELECT {_COLUMNS} FROM jobs WHERE {condition} ORDER BY id"  # noqa: S608
        return [JobRun(**dict(row)) for row in self._connection.rows(sql, parameters)]

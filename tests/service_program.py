"""A background job with made-up jobs, as a process: `python -m tests.service_program FOLDER JOB`.

The configuration is FOLDER/config.toml; the job runs by the settings `missing` and `failed`.
"""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tipdiff import config
from tipdiff.capture import Facts
from tipdiff.cli.logs import set_up
from tipdiff.cli.run import end
from tipdiff.errors import FetchError
from tipdiff.service import Job, Service

if TYPE_CHECKING:
    from tipdiff.service import Work


def quick(work: Work) -> str:
    """Done at once."""
    return "nothing new"


def patient(work: Work) -> str:
    """Goes on until it is told to stop."""
    work.stop.wait(60)
    return "stopped in the middle"


def stubborn(work: Work) -> str:
    """Does not listen."""
    time.sleep(60)
    return "too late"


def writing(work: Work) -> str:
    """Writes captures, one after the other."""
    number = 0
    while not work.stop.is_set():
        number += 1
        body = f"capture {number} at {time.monotonic_ns()}".encode() * 50
        work.archive.add_file(body, Facts(source="file", status="test"), name="x.txt")
        (work.archive.path / "written.txt").write_text(str(number), encoding="utf-8")
    return f"{number} captures"


def failing(work: Work) -> str:
    """Ends with an error that tipdiff knows."""
    raise FetchError("the site is blocked")


def broken(work: Work) -> str:
    """Ends with an error of its own."""
    raise ZeroDivisionError("one\ntwo")


JOBS = {job.__name__: job for job in (quick, patient, stubborn, writing, failing, broken)}


def main(folder: Path, name: str, *options: str) -> None:
    """Run the service."""
    set_up("json" if "--json" in options else "human", logging.INFO)
    jobs = [Job(name="missing", run=JOBS[name]), Job(name="failed", run=quick)]
    service = Service(lambda: config.load(folder / "config.toml"), jobs)
    end(service, once="--once" in options)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])

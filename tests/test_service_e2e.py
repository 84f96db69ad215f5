"""The whole of it on loopback: `tipdiff run` looks after a made-up site for a season.

188 countries in each edition. Nobody waits for a cron expression: the record says that a job's last
run was long ago, and the running service is told to read its configuration anew, upon which it
catches up. Nor does anybody wait for a page to be no longer fresh: times on record are whole
seconds, so that "at once" is a little below zero.
"""

from __future__ import annotations

import json
import queue
import re
import signal
import sqlite3
import threading
import time
from typing import TYPE_CHECKING

from tests.server import Answer, Server, page
from tests.site import StateGov, narrative, reported
from tests.test_service_process import command, tipdiff
from tipdiff.archive import Archive, verify
from tipdiff.compare import compare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.test_service_process import Running
    from tipdiff.model import Country

COUNTRIES = reported(188)
QUERIED, EDITED, BLOCKED, NEVER_SEEN = COUNTRIES[2], COUNTRIES[40], COUNTRIES[90], COUNTRIES[4]
PARTS = (COUNTRIES[:1], COUNTRIES[:3], COUNTRIES[:6], COUNTRIES)
"""The countries of the third edition, as they appear."""

EDIT = ("A committee met twice and wrote a plan", "A committee met once and wrote no plan")
FORBIDDEN = Answer(
    status=403,
    headers=(("Content-Type", "text/html"),),
    body=b"<html><title>Access Denied</title><h1>Access Denied</h1></html>",
)
REJECTED = page("<html><title>Request Rejected</title>The requested URL was rejected.</html>")

PATIENCE = 60.0
"""Seconds that a service at work may be silent on a slow machine."""

CONFIG = """
[fetch]
contact = "desk@veldonia.example"
delay_seconds = 0.0
attempts = 1
fresh_days = -0.001
index_fresh_days = -0.001
allow_addresses = ["127.0.0.1"]
order = ["2001-2099: state_gov"]
base_urls = {{ state_gov = "{url}" }}
[schedule]
first_edition = {first}
watched_editions = 2
jitter_seconds = 0
"""
YEARLY = "0 0 1 1 *"
JOBS = ("new_edition", "near_edition", "missing", "failed", "silent_edits")


class Season:
    """A site, a service that looks after it, and the lines it has logged."""

    def __init__(self, folder: Path, url: str, service: Running) -> None:
        self.folder = folder
        self.url = url
        self.process = service.process
        self.lines: list[str] = []
        self._coming: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def wait_for(self, words: str) -> str:
        """What follows these words in the next line that has them."""
        while True:
            try:
                line = self._coming.get(timeout=PATIENCE)
            except queue.Empty:
                raise AssertionError(f"{words!r} is not in {self.lines[-20:]}") from None
            self.lines.append(line)
            if words in line:
                return line.partition(words)[2]

    def again(self, job: str) -> str:
        """Let the running service find that a job is overdue; what it says when that is done."""
        database = sqlite3.connect(self.folder / "archive" / "tipdiff.db", timeout=PATIENCE)
        with database:
            database.execute("UPDATE jobs SET due_at = '2001-01-01T00:00:00Z' WHERE job = ?", [job])
        database.close()
        return self.reload(job)

    def reload(self, job: str) -> str:
        """Let the service read its configuration; what a job says that is due by it."""
        self.process.send_signal(signal.SIGHUP)
        return self.wait_for(f"{job}: done: ")

    def end(self) -> int:
        """End it as an operator does; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        while not self._coming.empty():
            self.lines.append(self._coming.get())
        return code

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._coming.put(line.rstrip("\n"))


def configure(folder: Path, url: str, first: int, jobs: Sequence[str]) -> None:
    """Jobs that are due once, and then not before next year; the others never."""
    times = "".join(f'{job} = "{YEARLY if job in jobs else ""}"\n' for job in JOBS)
    (folder / "config.toml").write_text(
        CONFIG.format(url=url, first=first) + times, encoding="utf-8"
    )


def said(folder: Path, *words: str) -> str:
    """What a command says, of which standard error stays empty."""
    done = tipdiff(folder, *words)
    assert done.stderr == ""
    return done.stdout


def counts(folder: Path) -> dict[int, dict[str, int]]:
    """Of each edition: how many countries are what, by `tipdiff status`."""
    told = json.loads(said(folder, "status", "--json"))
    return {
        row["edition"]: {word: n for word, n in row["counts"].items() if n}
        for row in told["editions"]
    }


def victims(country: Country, edition: int) -> str:
    """How many victims were identified, by the page that the site shows."""
    found = re.search(r"identified (\d+)\s+victims", narrative(country, edition))
    assert found is not None
    return found[1]


def labels(folder: Path, old: int, new: int) -> tuple[int, set[str]]:
    """How many countries can be compared, and how all their changes are called."""
    with Archive(folder / "archive") as archive:
        both = [
            {e.iso3: e for e in archive.store.narratives.entries(edition=edition)}
            for edition in (old, new)
        ]
        load = archive.store.narratives.load
        made = [compare(load(entry), load(both[1][iso3])) for iso3, entry in both[0].items()]
    changes = (c for each in made for c in (*each.headlines, *each.outcomes))
    return len(made), {change.label for change in changes if change.kind != "unchanged"}


def test_a_service_brings_a_site_home_and_watches_it(tmp_path: Path) -> None:
    """Two editions, a third that appears by and by, a silent edit, and pages that are blocked."""
    year = time.gmtime().tm_year
    site = StateGov(editions={year - 2: COUNTRIES, year - 1: COUNTRIES})
    with Server(site) as server:
        configure(tmp_path, server.url, year - 2, ("new_edition", "missing"))
        with command(tmp_path) as running:
            season = Season(tmp_path, server.url, running)
            two_editions_come_home(season, year)
            a_third_edition_appears(season, site, year)
            a_page_is_edited_and_another_blocked(season, site, year)
            assert season.end() == 0

    nothing_was_taken_for_removed(season, year)
    with Archive(tmp_path / "archive") as archive:
        assert verify(archive) == []
        assert len(archive.store.narratives.entries()) == 2 * 188 + 187 + 1


def two_editions_come_home(season: Season, year: int) -> None:
    """While the service runs, they can be compared."""
    assert season.wait_for("new_edition: done: ") == "1 not published"
    assert season.wait_for("missing: done: ") == "376 good, 2 index"
    assert counts(season.folder) == {year - 1: {"good": 188}, year - 2: {"good": 188}}

    told = said(season.folder, "diff", QUERIED.slug, str(year - 2), str(year - 1), "--width", "200")
    before, after = victims(QUERIED, year - 2), victims(QUERIED, year - 1)
    assert f"It identified [-{before}-] {{+{after}+}} victims" in told
    assert said(season.folder, "revisions") == "no silent edits\n"


def a_third_edition_appears(season: Season, site: StateGov, year: int) -> None:
    """Each look brings what is new of it, and only that; a page that is blocked is called so."""
    site.answers[site.path(NEVER_SEEN, year)] = REJECTED
    told, there = [], []
    for part in PARTS:
        site.editions[year] = part
        told.append(season.again("new_edition"))
        there.append(counts(season.folder)[year])

    assert told == [
        "1 good, 1 index",
        "2 good, 1 index",
        "1 blocked, 2 good, 1 index",
        "1 blocked, 182 good, 1 index",
    ]
    assert there == [
        {"good": 1, "missing": 187},
        {"good": 3, "missing": 185},
        {"good": 5, "blocked": 1, "missing": 182},
        {"good": 187, "blocked": 1},
    ]
    assert f"{year}, blocked pages: 1 ({NEVER_SEEN.iso3})" in said(season.folder, "status")


def a_page_is_edited_and_another_blocked(season: Season, site: StateGov, year: int) -> None:
    """The first look says that the edit was seen once; the second, that it stays."""
    site.edits[site.path(EDITED, year - 1)] = EDIT
    site.answers[site.path(BLOCKED, year - 1)] = FORBIDDEN
    configure(season.folder, season.url, year - 2, ("silent_edits",))
    told, shown = [season.reload("silent_edits")], [said(season.folder, "revisions")]
    told += [season.again("silent_edits")]
    shown += [said(season.folder, "revisions"), said(season.folder, "revisions", BLOCKED.slug)]

    assert told == [
        "2 blocked, 1 good, 2 index, 373 not modified",
        "2 blocked, 2 index, 374 not modified",
    ]
    first = shown[0].splitlines()[0]
    assert first.startswith(f"{EDITED.name} {year - 1} (state_gov): edited between ")
    assert first.endswith(" (seen once: the next look will tell)")
    assert shown[1] == shown[0].replace(" (seen once: the next look will tell)", "")
    assert "[-twice-] {+once+}" in shown[1]
    assert shown[2] == "no silent edits\n"


def nothing_was_taken_for_removed(season: Season, year: int) -> None:
    """The page that is blocked now is called so; what it said when it was good stays."""
    folder = season.folder
    status = said(folder, "status")
    listed = said(folder, "list", "--country", BLOCKED.slug)
    compared = said(folder, "diff", BLOCKED.slug, str(year - 2), str(year - 1))
    number, names = labels(folder, year - 2, year - 1)
    log = "\n".join(season.lines)

    assert f"state_gov {BLOCKED.iso3} {year - 1}: " in log
    assert log.count(f"/{BLOCKED.slug}/: blocked (") == 2
    assert "2 blocked" in status
    assert counts(folder)[year - 1] == {"good": 188}
    assert listed.count("state_gov") == 3
    assert number == 188
    everything = "\n".join([status, listed, compared, log, *sorted(names)]).lower()
    for word in ("removed", "dropped", "not assessed", "not_assessed", " error "):
        assert word not in everything

"""Each fault of a server, a disk or a network, met by a real `tipdiff fetch` as its users start it.

One of six pages has the fault. The process must end by itself, soon and well; say what it met; keep
the other five; stay within bounds of memory; and leave an archive in which every digest holds.
"""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
import time
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.server import Answer, Seen, Server, moved
from tests.site import StateGov, html, narrative, reported
from tipdiff.archive import Archive, verify
from tipdiff.store.connection import PROBE

if TYPE_CHECKING:
    from collections.abc import Callable

EDITION = 2022
COUNTRIES = reported(6)
FAULTY = COUNTRIES[2]
TOP = Path(__file__).parents[1]
MOST_MEMORY = 300_000
"""Kilobytes of the whole process: the bound that is asked for whatever is fetched."""

PROGRAM = """
import atexit, os, re, resource, sys
from pathlib import Path
from tipdiff.cli import main

def note():
    told = Path("/proc/self/status").read_text()
    os.write(memory, re.search(r"VmHWM:\\s+(\\d+)", told)[1].encode())

memory = os.open("memory", os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
atexit.register(note)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), resource.RLIM_INFINITY))
main()
"""
"""tipdiff on a disk on which no file can grow further; writes down the most memory it had.

What the system tells of an ended child counts the memory of the process it was forked from.
"""

TITLE = f"{EDITION} Trafficking in Persons Report: {FAULTY.name}"
GOOD = html(TITLE, narrative(FAULTY, EDITION), "/")
HTML = (("Content-Type", "text/html"),)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
ACCENTS = GOOD.replace("A committee", "The “Café” of a committee")
LINE = html(TITLE, narrative(FAULTY, EDITION) + "<p>" + "word " * 2_000_000, "/")


def bomb() -> bytes:
    """A hundred megabytes of nothing in a hundred kilobytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(bytes(2**20)) for _ in range(100)), packer.flush()])


def raw(body: bytes, *headers: str) -> Answer:
    """A good page's head with these headers, then this body, then the end of the connection."""
    return Answer(raw=HEAD + "".join(f"{h}\r\n" for h in headers).encode() + b"\r\n" + body)


def packed(body: bytes) -> Answer:
    return Answer(body=body, headers=(*HTML, ("Content-Encoding", "gzip")))


BEGINNING = GOOD.encode()[: len(GOOD) * 3 // 4]
"""So much that there is a narrative in it."""
LENGTH = f"Content-Length: {len(GOOD.encode())}"

FAULTS: dict[str, tuple[Callable[[], Answer], str]] = {
    "says nothing": (lambda: Answer(raw=b"", hang=True), "no answer"),
    "says nothing after half a head": (lambda: Answer(raw=HEAD, hang=True), "no answer"),
    "says nothing after half a body": (
        lambda: Answer(raw=HEAD + f"{LENGTH}\r\n\r\n".encode() + BEGINNING, hang=True),
        "no answer",
    ),
    "drips for ever": (lambda: Answer(raw=HEAD + b"\r\n", drip=b"x"), "no answer"),
    "cuts the connection in mid-body": (lambda: raw(BEGINNING, LENGTH), "no answer"),
    "cuts it, with no length told": (lambda: raw(BEGINNING, "Connection: close"), "gone for now"),
    "cuts it in a chunk": (
        lambda: raw(b"2000\r\n" + BEGINNING, "Transfer-Encoding: chunked"),
        "no answer",
    ),
    "says less than there is": (
        lambda: Answer(body=GOOD.encode(), headers=HTML, length=len(BEGINNING), close=True),
        "gone for now",
    ),
    "says more than there is": (
        lambda: Answer(body=GOOD.encode(), headers=HTML, length=99_999, close=True),
        "no answer",
    ),
    "says a length that is none": (lambda: raw(GOOD.encode(), "Content-Length: many"), ""),
    "sends a gzip bomb": (lambda: packed(bomb()), "unfit"),
    "sends gzip without an end": (lambda: packed(gzip.compress(GOOD.encode())[:-9]), "no answer"),
    "redirects for ever": (
        lambda: moved(f"/reports/{EDITION}-trafficking-in-persons-report/{FAULTY.slug}/"),
        "not allowed",
    ),
    "sends ten megabytes of one line": (
        lambda: packed(gzip.compress(LINE.encode())),
        "layout changed",
    ),
    "sends invalid UTF-8": (
        lambda: Answer(body=GOOD.encode().replace(b"plan", b"pl\x00\xff\xfe\x81n"), headers=HTML),
        "layout changed",
    ),
    "sends windows-1252 and says UTF-8": (
        lambda: Answer(
            body=ACCENTS.encode("windows-1252"),
            headers=(("Content-Type", "text/html; charset=utf-8"),),
        ),
        "",
    ),
}  # fmt: skip
"""The answer, and how it is called; nothing where the page is good all the same."""


@dataclass(frozen=True)
class Ended:
    """What is left of a process."""

    code: int
    out: str
    err: str
    memory: int
    seconds: float


def configure(folder: Path, server: Server, order: str = "2001-2099: state_gov") -> None:
    (folder / "config.toml").write_text(
        f"""[fetch]
contact = "desk@veldonia.example"
delay_seconds = 0.0
connect_seconds = 2.0
read_seconds = 0.5
whole_seconds = 1.5
attempts = 1
allow_addresses = ["127.0.0.1"]
order = ["{order}"]
base_urls = {{ state_gov = "{server.url}" }}
""",
        encoding="utf-8",
    )


def fetch(folder: Path, largest_file: int = resource.RLIM_INFINITY) -> Ended:
    """`tipdiff fetch` in a process of its own."""
    start = time.monotonic()
    with (folder / "out").open("w+b") as out, (folder / "err").open("w+b") as err:
        code = subprocess.call(
            [sys.executable, "-c", PROGRAM, str(largest_file), "fetch", "--edition", str(EDITION)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(TOP)},
            stdout=out,
            stderr=err,
        )
    return Ended(
        code=code,
        out=(folder / "out").read_text("utf-8"),
        err=(folder / "err").read_text("utf-8"),
        memory=int((folder / "memory").read_text()),
        seconds=time.monotonic() - start,
    )


def texts(folder: Path) -> dict[str, str]:
    """The narratives in the archive, in which every digest holds."""
    with Archive(folder / "archive") as archive:
        assert verify(archive) == []
        return {n.country.iso3: n.text for n in archive.store.narratives.load_all()}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_server_that(fault: str, tmp_path: Path) -> None:
    """Costs one page, or none."""
    make, word = FAULTS[fault]
    site = StateGov({EDITION: COUNTRIES})
    site.answers[site.path(FAULTY, EDITION)] = make()
    with Server(site) as server:
        configure(tmp_path, server)
        ended = fetch(tmp_path)
        found = texts(tmp_path)

    assert ended.code == 0
    assert ended.out == (f"5 good, 1 {word}\n" if word else "6 good\n")
    assert "Traceback" not in ended.err
    assert [f"{FAULTY.iso3}: {word}: " in line for line in ended.err.splitlines()] == (
        [True] if word else []
    )
    assert ended.memory < MOST_MEMORY
    assert sorted(found) == sorted(c.iso3 for c in COUNTRIES if c != FAULTY or not word)
    assert ("Café” of a committee" in found.get(FAULTY.iso3, "")) == ("1252" in fault)


def test_an_address_that_is_not_allowed_sees_no_connection(tmp_path: Path) -> None:
    """Neither by a redirect nor by the name of a source's own host."""
    site = StateGov({EDITION: COUNTRIES})
    with Server(site) as server, Server(site, "127.0.0.2") as forbidden:
        site.answers[site.path(FAULTY, EDITION)] = moved(forbidden.url)
        configure(tmp_path, server)
        redirected = fetch(tmp_path)
        configure(tmp_path, forbidden)
        (tmp_path / "archive").rename(tmp_path / "first")
        named = fetch(tmp_path)

        assert redirected.out == "5 good, 1 not allowed\n"
        assert f"{FAULTY.iso3}: not allowed: " in redirected.err
        assert "127.0.0.2, which is not public" in named.err
        assert forbidden.connections == 0


def test_a_pause_that_the_server_asks_for_is_kept(tmp_path: Path) -> None:
    """Between this page and the next, whatever the settings say."""
    made = StateGov({EDITION: COUNTRIES})
    busy = made.path(FAULTY, EDITION)
    times: list[tuple[str, float]] = []

    def site(seen: Seen) -> Answer:
        times.append((seen.path, time.monotonic()))
        if [path for path, _ in times].count(busy) == 1 and seen.path == busy:
            return Answer(status=429, headers=(*HTML, ("Retry-After", "2")))
        return made(seen)

    with Server(site) as server:
        configure(tmp_path, server)
        text = (tmp_path / "config.toml").read_text("utf-8").replace("attempts = 1", "attempts = 2")
        (tmp_path / "config.toml").write_text(text, encoding="utf-8")
        ended = fetch(tmp_path)

    first = next(n for n, (path, _) in enumerate(times) if path == busy)
    assert ended.out == "6 good\n"
    assert times[first + 1][0] == busy
    assert times[first + 1][1] - times[first][1] >= 2


@pytest.mark.parametrize("largest", [1_000, 20_000, 90_000, 150_000])
def test_a_full_disk_is_one_line_and_nothing_is_half_written(tmp_path: Path, largest: int) -> None:
    """Once there is room, the same command goes on where it was."""
    site = StateGov({EDITION: COUNTRIES})
    with Server(site) as server:
        configure(tmp_path, server)
        full = fetch(tmp_path, largest)
        before = len(server.paths)
        again = fetch(tmp_path)
        asked = server.paths

    assert full.code == 2, full
    assert full.err.count("\n") == 1, full.err
    assert full.err.startswith("tipdiff: ")
    assert largest > len(PROBE) or "File too large" in full.err, full.err
    assert "make room" in full.err
    assert again.code == 0, again.err
    assert len(texts(tmp_path)) == len(COUNTRIES)
    assert len(asked) - len(set(asked)) <= 1, (before, asked)

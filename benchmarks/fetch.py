"""Speed and memory of a fetch, from loopback: pages come, are archived, parsed and stored.

    python benchmarks/fetch.py [--editions N] [--countries N] [--kilobytes N]

A server in a process of its own plays www.state.gov; `tipdiff fetch`, with no pause between its
requests, brings the editions home, then looks at them again when nothing is new. Asked for are 15
pages of 260 KB a second on two cores, less than 300 MB however many editions, and no parsing where
nothing is new; exit code 1 where that does not hold.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))

LEAST_RATE = 15.0
MOST_MEMORY = 300.0
FIRST = 2017

PROGRAM = """
import sys, tipdiff.reading
read, count = tipdiff.reading.parse_document, [0]
def counting(*args, **words):
    count[0] += 1
    return read(*args, **words)
tipdiff.reading.parse_document = counting
from tipdiff.cli import main
try:
    main()
finally:
    print("parsed", count[0], file=sys.stderr)
"""
"""tipdiff, telling how many pages it parsed."""

CONFIG = """
[fetch]
contact = "desk@veldonia.example"
delay_seconds = 0.0
fresh_days = -1.0
allow_addresses = ["127.0.0.1"]
order = ["2001-2099: state_gov"]
base_urls = {{ state_gov = "{url}" }}
"""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a run took."""

    seconds: float
    processor: float
    megabytes: float
    parsed: int
    told: str


def main() -> None:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--editions", type=int, default=1)
    parser.add_argument("--countries", type=int, default=188)
    parser.add_argument("--kilobytes", type=int, default=260)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments)
        return
    command = [sys.executable, __file__, "--serve", *sys.argv[1:]]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as site:
        assert site.stdout is not None
        url = site.stdout.readline().strip()
        try:
            well = measured(url, arguments.editions, arguments.editions * arguments.countries)
        finally:
            site.kill()
    sys.exit(0 if well else 1)


def serve(arguments: argparse.Namespace) -> None:
    """Play the site until the other side has gone."""
    from tests.server import Server
    from tests.site import StateGov, reported

    editions = range(FIRST, FIRST + arguments.editions)
    site = StateGov(
        dict.fromkeys(editions, reported(arguments.countries)),
        filler=arguments.kilobytes * 800,
        sentences=arguments.kilobytes * 2 // 3,
    )
    with Server(site) as server:
        print(server.url, flush=True)
        sys.stdin.read()


def measured(url: str, editions: int, pages: int) -> bool:
    """Two runs of a fetch; whether both are as good as is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "config.toml").write_text(CONFIG.format(url=url), encoding="utf-8")
        first, second = fetched(folder, editions), fetched(folder, editions)
        size = sum(path.stat().st_size for path in Path(folder, "archive").iterdir())
    rate = pages / first.seconds
    print(f"{pages} pages: {first.told}")
    print(f"  {rate:.1f} pages a second (asked: {LEAST_RATE:.0f}), {shown(first)}")
    print(f"  archive {size / 1e6:.1f} MB, pages parsed: {first.parsed}")
    print(f"again, when nothing is new: {second.told}")
    print(f"  {pages / second.seconds:.1f} pages a second, {shown(second)}")
    print(f"  pages parsed: {second.parsed} (asked: 0)")
    memory = max(first.megabytes, second.megabytes)
    return rate >= LEAST_RATE and memory < MOST_MEMORY and second.parsed == 0


def shown(cost: Cost) -> str:
    """Time and memory in words."""
    return (
        f"{cost.seconds:.1f} s, {cost.processor:.1f} s of processor, "
        f"{cost.megabytes:.0f} MB (asked: {MOST_MEMORY:.0f})"
    )


def fetched(folder: str, editions: int) -> Cost:
    """One `tipdiff fetch` in a process of its own."""
    asked = f"{FIRST}-{FIRST + editions - 1}"
    start = time.monotonic()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "fetch", "--edition", asked],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(TOP)},
            stdout=out,
            stderr=out,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        out.seek(0)
        lines = out.read().splitlines()
    if process.returncode:
        sys.exit("\n".join(lines))
    return Cost(
        seconds=seconds,
        processor=usage.ru_utime + usage.ru_stime,
        megabytes=usage.ru_maxrss / 1000,
        parsed=int(next(line for line in lines if line.startswith("parsed")).split()[1]),
        told=next(line for line in lines if not line.startswith("parsed")),
    )


if __name__ == "__main__":
    main()

"""The Human Rights Reports of 40 countries in nine editions: imported, compared, and once more.

    python benchmarks/scale.py [--workers N] [--pages DIRECTORY]

Runs the installed commands on an archive of its own and prints what each took: processor time of
all its processes together, and the most memory that any of them had. The aim for 360 pages and 320
pairs on two processors: 60 seconds and 400 MB, and nothing computed in the second run.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

PAGES = Path(__file__).parents[2] / "shared" / "pages" / "hrr"
AIM_SECONDS = 60.0
AIM_MEGABYTES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took."""

    seconds: float
    """Of the processor, user and system, in all processes."""
    megabytes: int
    """The most that any of its processes, or of those before it, had."""
    last_line: str


def main() -> int:
    """Measure, print, and tell by the exit code whether the aims are met."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--workers", default="2")
    parser.add_argument("--pages", type=Path, default=PAGES)
    given = parser.parse_args()
    if not given.pages.is_dir():
        sys.exit(f"no pages in {given.pages}; name their folder with --pages")
    commands = (
        ("import", str(given.pages.resolve()), "--workers", given.workers),
        ("compare", "--series", "hrr", "--workers", given.workers),
        ("compare", "--series", "hrr", "--workers", given.workers),
    )
    with TemporaryDirectory() as folder:
        costs = [measured(Path(folder), words) for words in commands]
    for words, cost in zip(commands, costs, strict=True):
        name = f"tipdiff {words[0]}"
        print(f"{name:16} {cost.seconds:7.1f} s {cost.megabytes:5} MB  {cost.last_line}")
    seconds = sum(cost.seconds for cost in costs[:2])
    most = max(cost.megabytes for cost in costs)
    idle = costs[-1].last_line.startswith("0 pairs compared")
    print(
        f"in all {seconds:.1f} s (aim {AIM_SECONDS:.0f}), at most {most} MB (aim {AIM_MEGABYTES})"
    )
    return 0 if seconds <= AIM_SECONDS and most <= AIM_MEGABYTES and idle else 1


def measured(folder: Path, words: tuple[str, ...]) -> Cost:
    """Run a command in a folder, with an archive there, and see what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "tipdiff", *words]
    left_out = ("TIPDIFF_CONFIG",)
    env = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(
        seconds=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        megabytes=after.ru_maxrss // 1024,
        last_line=done.stdout.splitlines()[-1],
    )


if __name__ == "__main__":
    sys.exit(main())

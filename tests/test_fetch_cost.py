"""What a fetch costs: memory stays flat, and nothing new is nothing to read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[1]


def test_memory_is_bounded_and_nothing_new_is_not_parsed() -> None:
    """As the command for it says, which any user can run; how fast it is, is not judged here."""
    command = [sys.executable, str(TOP / "benchmarks" / "fetch.py")]
    told = subprocess.run(
        [*command, "--editions", "2", "--countries", "8"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    lines = told.stdout.splitlines()

    assert told.stderr == ""
    assert (lines[0], lines[3]) == (
        "16 pages: 16 good",
        "again, when nothing is new: 16 not modified",
    )
    assert [line.rpartition("pages parsed: ")[2] for line in (lines[2], lines[5])] == [
        "16",
        "0 (asked: 0)",
    ]
    assert all(
        int(line.rpartition(" MB")[0].rpartition(" ")[2]) < 300 for line in (lines[1], lines[4])
    )

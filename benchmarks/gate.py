"""The quality gate: scores of the installed command against floors that may only rise.

    python benchmarks/gate.py [--shared FOLDER]

A floor that is missed fails. An aim is a height not reached yet: it is shown, it never fails, and
it may not sink either. The gold standards and their scorer are not part of the project; where
their folder is missing (../shared, or $TIPDIFF_SHARED) the gate says so and passes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
SUITES = {
    "align": ["align"],
    "asvs": ["align", "--gold", "asvs_gold.jsonl", "--pairs", "asvs_pairs.jsonl"],
    "argrewrite": ["align", "--gold", "argrewrite_gold.jsonl", "--pairs", "argrewrite_pairs.jsonl"],
    "narratives": ["narratives"],
    "figures": ["figures"],
}

Floors = dict[str, dict[str, float]]


def main() -> int:
    """Score every suite and compare with its floors; 1 where one is missed or was lowered."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("TIPDIFF_SHARED", HERE.parents[1] / "shared")
    parser.add_argument("--shared", type=Path, default=Path(default))
    bench = parser.parse_args().shared.resolve() / "bench"
    wanted: dict[str, Floors] = json.loads(FLOORS.read_text())
    floors, aims = wanted["floors"], wanted["aims"]
    lowered = list(_lowered(wanted))
    for line in lowered:
        print(f"LOWERED {line}")
    if not bench.is_dir():
        print(f"no gold standards at {bench}: nothing scored")
        return bool(lowered)
    missed = [
        line
        for suite, rows in floors.items()
        for line in _missed(bench, suite, rows, aims.get(suite, {}))
    ]
    return bool(missed or lowered)


def _missed(
    bench: Path, suite: str, floors: dict[str, float], aims: dict[str, float]
) -> Iterator[str]:
    report = _score(bench, suite)
    for name, floor in floors.items():
        value = _value(report, name)
        verdict = "ok    " if value >= floor else "MISSED"
        aim = aims.get(name, floor)
        short = f", {aim - value:.4f} below the aim {aim}" if value < aim else ""
        print(f"{verdict} {suite:10} {name:30} {value:.4f} (floor {floor}{short})")
        if value < floor:
            yield name


def _score(bench: Path, suite: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "score.json"
        words = [str(bench / w) if w.endswith(".jsonl") else w for w in SUITES[suite]]
        subprocess.run(
            [sys.executable, str(bench / "score.py"), *words, "--json", str(out)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        report: dict[str, Any] = json.loads(out.read_text())
    return report[SUITES[suite][0]]  # type: ignore[no-any-return]


def _value(report: dict[str, Any], name: str) -> float:
    value: Any = report
    for key in name.split("."):
        value = value[key]
    if isinstance(value, str):
        found, of = value.split("/")
        return int(found) / int(of) if int(of) else 1.0
    return float(value)


def _lowered(wanted: dict[str, Floors]) -> Iterator[str]:
    """Heights that stood higher in an earlier commit, as a floor or as an aim."""
    name = FLOORS.relative_to(HERE.parent).as_posix()
    for commit in _git("log", "--format=%H", "--", name).split():
        earlier = json.loads(_git("show", f"{commit}:{name}"))
        for suite, row, height in _heights(earlier.get("floors", earlier)):
            now = max(part.get(suite, {}).get(row, 0.0) for part in wanted.values())
            if now < height:
                yield f"{suite} {row}: {now}, was {height} in {commit[:8]}"


def _heights(floors: Floors) -> Iterator[tuple[str, str, float]]:
    return ((suite, row, height) for suite, rows in floors.items() for row, height in rows.items())


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=HERE, capture_output=True, text=True, check=False)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())

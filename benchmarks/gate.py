"""The quality gate: scores of the installed command against floors that may only rise.

    python benchmarks/gate.py [--shared FOLDER]

The gold standards and their scorer are not part of the project; where their folder is missing
(../shared, or $TIPDIFF_SHARED) the gate says so and passes.
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
}

Floors = dict[str, dict[str, float]]


def main() -> int:
    """Score every suite and compare with its floors; 1 where one is missed or was lowered."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("TIPDIFF_SHARED", HERE.parents[1] / "shared")
    parser.add_argument("--shared", type=Path, default=Path(default))
    bench = parser.parse_args().shared.resolve() / "bench"
    floors: Floors = json.loads(FLOORS.read_text())
    lowered = list(_lowered(floors))
    for line in lowered:
        print(f"LOWERED {line}")
    if not bench.is_dir():
        print(f"no gold standards at {bench}: nothing scored")
        return bool(lowered)
    missed = [line for suite in floors for line in _missed(bench, suite, floors[suite])]
    return bool(missed or lowered)


def _missed(bench: Path, suite: str, floors: dict[str, float]) -> Iterator[str]:
    report = _score(bench, suite)
    for name, floor in floors.items():
        value = _value(report, name)
        verdict = "ok    " if value >= floor else "MISSED"
        print(f"{verdict} {suite:10} {name:30} {value:.4f} (floor {floor})")
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


def _lowered(floors: Floors) -> Iterator[str]:
    """Floors that stood higher in an earlier commit."""
    name = FLOORS.relative_to(HERE.parent).as_posix()
    for commit in _git("log", "--format=%H", "--", name).split():
        earlier: Floors = json.loads(_git("show", f"{commit}:{name}"))
        for suite, rows in earlier.items():
            for row, floor in rows.items():
                now = floors.get(suite, {}).get(row, 0.0)
                if now < floor:
                    yield f"{suite} {row}: {now}, was {floor} in {commit[:8]}"


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=HERE, capture_output=True, text=True, check=False)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())

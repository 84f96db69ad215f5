"""Work shared out comes back the same, whoever computes: this process, others, a Dask cluster."""

from __future__ import annotations

import gc
import json
import os
import shutil
import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from tipdiff.cli import main
from tipdiff.errors import UsageError
from tipdiff.pool import in_batches, shared_out

if TYPE_CHECKING:
    from collections.abc import Iterator

DEMO = Path(str(files("tipdiff") / "demo"))
NAMES = ("veldonia-2014.txt", "veldonia-2018.txt", "veldonia-2023.html")


def run(*words: str) -> Result:
    """Call the command."""
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with saved pages: the made-up country's editions, copies of them, and no page."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TIPDIFF_CONFIG", raising=False)
    for country in ("chad", "fiji", "togo"):
        for name in NAMES:
            text = (DEMO / name).read_text(encoding="utf-8")
            there = tmp_path / "pages" / name.replace("veldonia", country)
            there.parent.mkdir(exist_ok=True)
            text = text.replace("VELDONIA", country.upper()).replace("Veldonia", country.title())
            there.write_text(text.replace("veldonia", country), encoding="utf-8")
    (tmp_path / "pages" / "nothing.txt").write_text("Nothing at all.", encoding="utf-8")
    return tmp_path


def outcomes(archive: Path) -> list[tuple[object, ...]]:
    """All that was kept of the comparisons, byte by byte."""
    with sqlite3.connect(archive / "tipdiff.db") as db:
        return db.execute("SELECT * FROM comparisons ORDER BY old, new").fetchall()


def test_many_processes_import_what_one_does(folder: Path) -> None:
    """In the same order, with the same refusals; a second time all is there already."""
    alone = run("import", "pages", "--workers", "1")
    shutil.rmtree("archive")
    together = run("import", "pages", "--workers", "2")

    assert alone.exit_code == together.exit_code == 2
    assert alone.stdout == together.stdout
    assert "9 imported, 0 already there, 1 refused" in together.stdout
    assert "nothing.txt is no narrative" in together.stderr
    assert "0 imported, 9 already there" in run("import", "pages", "--workers", "2").stdout


def test_all_neighbours_are_compared_once(folder: Path) -> None:
    """Each pair is a line of JSON; a second run computes nothing."""
    run("import", "pages")
    first = [
        json.loads(line)
        for line in run("compare", "--json", "--workers", "2").stdout.split("\n")
        if line
    ]
    second = [json.loads(line) for line in run("compare", "--json").stdout.split("\n") if line]

    assert [(row["country"], row["old"], row["new"]) for row in first] == [
        (iso3, *pair) for iso3 in ("TCD", "FJI", "TGO") for pair in ((2014, 2018), (2018, 2023))
    ]
    assert all(row["computed"] and row["changes"] > 0 for row in first)
    assert second == [{**row, "computed": False} for row in first]
    assert run("compare").stdout == "0 pairs compared, 6 known already\n"


def test_worker_processes_look_for_no_cycles() -> None:
    """They make none; this process goes on looking."""
    with shared_out(2) as executor:
        assert executor is not None
        assert not executor.submit(gc.isenabled).result()
    assert gc.isenabled()


def test_only_the_countries_and_the_series_asked_for_are_compared(folder: Path) -> None:
    run("import", "pages")

    assert run("compare", "--series", "hrr").stdout == "0 pairs compared, 0 known already\n"
    assert "Fiji 2014 to 2018 (tip)" in run("compare", "--country", "fiji").stdout
    assert run("compare").stdout.endswith("4 pairs compared, 2 known already\n")


def test_who_computes_makes_no_difference(folder: Path, cluster: str) -> None:
    """One process, two processes, and a cluster of two worker processes: the same bytes."""
    run("import", "pages")
    kept = []
    for words in (("--workers", "1"), ("--workers", "2"), ("--dask", cluster)):
        with sqlite3.connect("archive/tipdiff.db") as db:
            db.execute("DELETE FROM comparisons")
        result = run("compare", *words)
        assert result.exit_code == 0, result.stderr
        kept.append(outcomes(folder / "archive"))

    assert len(kept[0]) == 6
    assert kept[0] == kept[1] == kept[2]


def test_a_cluster_that_is_not_there_is_told_in_one_line(folder: Path) -> None:
    pytest.importorskip("distributed", reason="Dask (the extra dask) is not installed")
    run("import", "pages")
    result = run("compare", "--dask", "tcp://127.0.0.1:9")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "no Dask scheduler answers at 'tcp://127.0.0.1:9'" in result.stderr.splitlines()[-1]


def test_workers_and_a_cluster_exclude_each_other(folder: Path) -> None:
    result = run("compare", "--workers", "2", "--dask", "tcp://127.0.0.1:9")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "exclude each other" in result.stderr


def test_a_worker_that_is_killed_is_told_of() -> None:
    with pytest.raises(UsageError, match="a worker process ended"):
        _die()


def _die() -> None:
    with shared_out(2) as executor:
        assert executor is not None
        executor.submit(os._exit, 9).result()


def test_batches_keep_the_order() -> None:
    """And the last one may be short."""
    with shared_out(2) as executor:
        for share in (executor, None):
            assert list(in_batches(abs, [-3, -1, -2], 2, share)) == [
                [(-3, 3), (-1, 1)],
                [(-2, 2)],
            ]


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a real Dask cluster on this machine: two worker processes."""
    distributed = pytest.importorskip(
        "distributed", reason="Dask (the extra dask) is not installed"
    )
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
    ) as made:
        yield made.scheduler_address

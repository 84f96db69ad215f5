"""Comparisons are computed once, in any process, and come out as they went in."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tipdiff import batch
from tipdiff.archive import Archive
from tipdiff.batch import Pair, comparison, comparisons, compute, neighbours
from tipdiff.compare import COMPARER_VERSION, compare
from tipdiff.importing import Given
from tipdiff.pipeline import bring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEMO = {"veldonia-2014.txt": 2014, "veldonia-2018.txt": 2018, "veldonia-2023.html": 2023}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    from importlib.resources import as_file, files

    with Archive(tmp_path / "archive") as made:
        for name, edition in DEMO.items():
            with as_file(files("tipdiff").joinpath("demo", name)) as path:
                bring(made, path, Given(edition=edition))
        yield made


def _pairs(archive: Archive) -> list[Pair]:
    return neighbours(archive, "tip", ["saved_file"])


def test_neighbours_are_the_editions_there_are(archive: Archive) -> None:
    """Years may lie between them, and no edition is compared with itself."""
    editions = [(pair.old.edition, pair.new.edition) for pair in _pairs(archive)]

    assert editions == [(2014, 2018), (2018, 2023)]


def test_what_is_kept_is_what_was_compared(archive: Archive) -> None:
    """Every field of every change comes back, with both narratives."""
    pairs = _pairs(archive)
    found = list(comparisons(archive, pairs))

    load = archive.store.narratives.load
    assert found == [compare(load(pair.old), load(pair.new)) for pair in pairs]


def test_a_second_run_computes_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left to do, and the comparison is not called."""
    pairs = _pairs(archive)
    assert list(compute(archive, pairs)) == pairs
    before = list(comparisons(archive, pairs))

    monkeypatch.setattr(batch, "compare", None)

    assert list(compute(archive, pairs)) == []
    assert list(comparisons(archive, pairs)) == before


def test_other_processes_find_the_same(archive: Archive) -> None:
    """A pool of two processes keeps what one process alone would have computed."""
    pairs = _pairs(archive)
    alone = [comparison(archive, pair) for pair in pairs]

    with ProcessPoolExecutor(2) as executor:
        assert list(comparisons(archive, pairs, executor)) == alone


def test_another_version_of_the_comparison_makes_it_anew(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older one kept is not shown."""
    pairs = _pairs(archive)
    list(compute(archive, pairs))

    monkeypatch.setattr(batch, "COMPARER_VERSION", COMPARER_VERSION + 1)

    assert list(compute(archive, pairs)) == pairs


def test_a_narrative_read_anew_takes_its_comparisons_with_it(archive: Archive) -> None:
    """A row of a comparison never outlives what it is of."""
    pairs = _pairs(archive)
    list(compute(archive, pairs))

    with archive.writing() as store:
        store.connection.db.table("narratives").delete_where("edition = 2018")

    assert archive.store.comparisons.known(COMPARER_VERSION) == {}


def test_an_archive_that_cannot_be_written_is_compared_all_the_same(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process holds the lock: nothing is kept, and nothing is lost."""
    pairs = _pairs(archive)
    with Archive(archive.path) as other, other.writing():
        reader = Archive(archive.path, lock_wait=0.0)
        assert [c.new.edition for c in comparisons(reader, pairs)] == [2018, 2023]
        reader.close()

    assert archive.store.comparisons.known(COMPARER_VERSION) == {}

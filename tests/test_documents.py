"""Files the operator names: folders, patterns, bounds."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tipdiff import documents
from tipdiff.errors import DocumentError, TooLarge, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def test_folders_and_patterns_become_files_each_once_in_a_stable_order(tmp_path: Path) -> None:
    """A folder gives its documents, however deep; a pattern what it matches."""
    names = ["b.txt", "deep/c.html", "a.htm", "deep/page.html.gz"]
    for name in [*names, "notes.pdf"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")

    found = documents.expand([str(tmp_path / "*.txt"), str(tmp_path)])

    assert [p.relative_to(tmp_path).as_posix() for p in found] == [
        "b.txt", "a.htm", "deep/c.html", "deep/page.html.gz"
    ]  # fmt: skip


def test_a_path_that_stands_for_nothing_is_an_error(tmp_path: Path) -> None:
    """Nothing is passed over in silence."""
    with pytest.raises(UsageError, match="nothing is there"):
        documents.expand([str(tmp_path / "none-*.txt")])
    with pytest.raises(UsageError, match="no documents in"):
        documents.expand([str(tmp_path)])


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    """A saved page may be packed."""
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(b"<p>text</p>"))

    assert documents.read(path) == b"<p>text</p>"


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_over_the_bound_is_refused_packed_or_not(tmp_path: Path, packed: bool) -> None:
    """Fifty megabytes are read no further than the bound, unpacked ones neither."""
    data = bytes(50_000_000)
    path = tmp_path / "large.txt"
    path.write_bytes(gzip.compress(data) if packed else data)

    with pytest.raises(TooLarge, match=r"large\.txt is larger than 20 MB"):
        documents.read(path)


def test_a_file_that_vanished_is_told(tmp_path: Path) -> None:
    """Between listing and reading, a file may go."""
    with pytest.raises(DocumentError, match=r"gone\.txt cannot be read: No such file"):
        documents.read(tmp_path / "gone.txt")


def test_a_torn_gzip_file_is_told(tmp_path: Path) -> None:
    """Half a download is no document."""
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(b"x" * 1000)[:20])

    with pytest.raises(DocumentError, match="cannot be read"):
        documents.read(path)

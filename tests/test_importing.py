"""Files brought again: the archive has them already, and need not read them to say so."""

from __future__ import annotations

import gc
import re
import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from tests.archive_samples import clock
from tipdiff import importing, keep, pipeline
from tipdiff.archive import Archive
from tipdiff.cli import main
from tipdiff.importing import Given
from tipdiff.parse import narrative, parse_document

if TYPE_CHECKING:
    from collections.abc import Callable

DEMO = Path(str(files("tipdiff") / "demo"))
SUMMARY = (
    "The Government of Veldonia does not fully meet the minimum standards for the elimination of "
    "trafficking; however, it is making significant efforts to do so. Therefore Veldonia remained "
    "on Tier 2.\n\nPROSECUTION\n\nPolice closed four cases.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents that say all themselves, one that does not, and one that holds nothing."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for path in DEMO.glob("veldonia-*"):
        (pages / path.name).write_bytes(path.read_bytes())
    (pages / "summary.txt").write_text(SUMMARY, encoding="utf-8")
    (pages / "nothing.txt").write_text("Nothing at all.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return pages


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def brought(*words: str) -> tuple[object, ...]:
    """What an import says, what it leaves in the database, and how it ends."""
    result = run("import", *words)
    with sqlite3.connect("archive/tipdiff.db") as db:
        kept = db.execute(
            "SELECT c.url, c.sha256, c.source, n.country, n.edition, n.parser_version, n.wording "
            "FROM captures c LEFT JOIN narratives n ON n.capture = c.id ORDER BY c.rowid, n.id"
        ).fetchall()
    told = re.sub(r"^\S+Z warning", "warning", result.stderr, flags=re.MULTILINE)
    return result.exit_code, result.stdout, told, kept


def forget(table: str) -> None:
    with sqlite3.connect("archive/tipdiff.db") as db:
        db.execute(f"DELETE FROM {table}")


def test_what_is_there_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line a file, as when it was imported; what was refused is read, and refused, again."""
    first = run("import", "pages/")
    read = []

    def watched(*args: object, name: str, **given: object) -> object:
        read.append(name)
        return parse_document(*args, name=name, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "parse_document", watched)
    again = run("import", "pages/")

    assert read == ["pages/nothing.txt", "pages/summary.txt"]
    assert "3 imported, 0 already there, 2 refused" in first.stdout
    assert again.stdout == first.stdout.replace(": imported", ": already in the archive").replace(
        "3 imported, 0 already there", "0 imported, 3 already there"
    )
    assert again.stderr == first.stderr


def nothing_more(folder: Path) -> None:
    """The same files once more."""


def renamed(folder: Path) -> None:
    for path in folder.glob("veldonia*"):
        path.rename(path.with_name(path.name.replace("veldonia", "page")))


def edited(folder: Path) -> None:
    page = folder / "veldonia-2018.txt"
    page.write_text(page.read_text("utf-8").replace("Tier 2", "Tier 3"), encoding="utf-8")


def cut_off(folder: Path) -> None:
    page = folder / "veldonia-2023.html"
    page.write_text(page.read_text("utf-8").split("PROTECTION")[0], encoding="utf-8")


def lost(folder: Path) -> None:
    """The narratives were never written: a crash came between."""
    forget("narratives")


def damaged(folder: Path) -> None:
    """The record of the first capture cannot be read any more."""
    (warc,) = Path("archive").glob("*.warc.gz")
    with sqlite3.connect("archive/tipdiff.db") as db:
        offset, length = db.execute("SELECT offset, length FROM captures ORDER BY rowid").fetchone()
    data = bytearray(warc.read_bytes())
    data[offset + length // 2] ^= 0x5A
    warc.write_bytes(data)


def read_anew(folder: Path) -> None:
    assert run("rebuild").exit_code == run("reparse").exit_code == 0


@pytest.mark.parametrize(
    "change", [nothing_more, renamed, edited, cut_off, lost, damaged, read_anew]
)
@pytest.mark.parametrize(
    ("first", "then"),
    [
        ((), ()),
        ((), ("--edition", "2019")),
        ((), ("--country", "Denmark")),
        ((), ("--source", "refworld")),
        ((), ("--series", "hrr")),
        ((), ("--source", "no such source")),
        (("--country", "Veldonia", "--edition", "2020"), ()),
        (("--country", "Veldonia", "--edition", "2020"), ("--edition", "2020")),
        (("--edition", "2020", "--source", "gvnet"), ("--edition", "2020", "--source", "gvnet")),
    ],
    ids=str,
)
def test_an_import_says_and_does_what_it_would_if_every_file_were_read(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    first: tuple[str, ...],
    then: tuple[str, ...],
    change: Callable[[Path], None],
) -> None:
    """Whatever is said of the files now or was before, whatever happened to them or the archive."""
    run("import", "pages/", *first)
    change(folder)
    (tmp_path / "other").mkdir()
    for path in (Path("archive"), folder):
        copied = tmp_path / "other" / path.name
        copied.mkdir()
        for file in path.iterdir():
            if file.is_file():
                (copied / file.name).write_bytes(file.read_bytes())

    quick = brought("pages/", *then)
    monkeypatch.chdir(tmp_path / "other")
    forget("readings")

    assert brought("pages/", *then) == quick


def test_a_newer_parser_reads_again_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And its reading takes the place of the older one."""
    with Archive(tmp_path / "archive", now=clock()) as archive:
        pipeline.bring(archive, DEMO / "veldonia-2018.txt", Given())
        newer = narrative.PARSER_VERSION + 1
        for module in (importing, narrative, keep):
            monkeypatch.setattr(module, "PARSER_VERSION", newer)
        again = pipeline.bring(archive, DEMO / "veldonia-2018.txt", Given())

        assert (again.new, again.narratives[0].parser_version) == (False, newer)
        assert archive.store.narratives.parser_versions() == [newer]


def test_a_page_of_many_countries_is_told_in_its_own_order(tmp_path: Path) -> None:
    """Not in that of the alphabet."""
    page = tmp_path / "2001.txt"
    one = (DEMO / "veldonia-2018.txt").read_text("utf-8")
    other = one.replace("VELDONIA", "DENMARK").replace("Veldonia", "Denmark")
    page.write_text(f"{one}\n\n{other}", encoding="utf-8")
    with Archive(tmp_path / "archive", now=clock()) as archive:
        first, again = (pipeline.bring(archive, page, Given(edition=2018)) for _ in range(2))

    assert [n.country.name for n in first.narratives] == ["Veldonia", "Denmark"]
    assert again.narratives == first.narratives


def test_no_file_leaves_garbage_that_must_be_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody looks for cycles while files are imported, however many there are."""
    page = (DEMO / "veldonia-2018.txt").read_text(encoding="utf-8")

    def left(count: int) -> int:
        home = tmp_path / str(count)
        (home / "pages").mkdir(parents=True)
        for number in range(count):
            path = home / "pages" / f"{number}.txt"
            path.write_text(f"{page}\n{number} more were trained.\n", encoding="utf-8")
        monkeypatch.chdir(home)
        gc.collect()
        assert run("import", "pages", "--edition", "2018", "--workers", "1").exit_code == 0
        return gc.collect()

    left(1)
    assert left(30) < left(2) + 100

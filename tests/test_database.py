"""The database answers people who ask it themselves: documented questions, views, other tools."""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tipdiff import pipeline
from tipdiff.archive import Archive
from tipdiff.batch import comparison, compute, neighbours
from tipdiff.importing import Given
from tipdiff.tiers import bring_table

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).parents[1]
DEMO = Path(str(files("tipdiff") / "demo"))
METADATA = TOP / "docs" / "datasette.json"
QUERIES = json.loads(METADATA.read_text("utf-8"))["databases"]["tipdiff"]["queries"]
LINES = [
    line
    for name in ("README.md", "docs/database.md")
    for line in re.findall(
        r"^(?:sqlite-utils|datasette) .*$", (TOP / name).read_text("utf-8"), re.M
    )
]
TIERS = """year,name_as_in_source,tier,source,confidence
2018,Veldonia,1,one,secondary
2019,Veldonia,2,one,secondary
2019,Veldonia,1,two,SUSPECT
2020,Veldonia,2,one,secondary
2020,Veldonia,3,two,secondary
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of the made-up country and a table of its tiers."""
    made = tmp_path_factory.mktemp("database")
    (made / "tiers.csv").write_text(TIERS, encoding="utf-8")
    with Archive(made / "archive") as archive:
        for page in sorted(DEMO.iterdir()):
            pipeline.bring(archive, page, Given())
        bring_table(archive, made / "tiers.csv", [])
        list(compute(archive, neighbours(archive, "tip", [])))
    return made


@pytest.fixture
def asked(folder: Path) -> Iterator[sqlite3.Connection]:
    """As anyone would open it: to read only."""
    uri = f"{(folder / 'archive' / 'tipdiff.db').as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def rows(asked: sqlite3.Connection, sql: str) -> list[dict[str, Any]]:
    return [dict(row) for row in asked.execute(sql)]


@pytest.mark.parametrize("name", QUERIES)
def test_every_documented_question_is_answered(asked: sqlite3.Connection, name: str) -> None:
    """Its SQL runs as it stands, and those that the made-up country can answer have an answer."""
    found = rows(asked, QUERIES[name]["sql"])

    silent = {"restated", "told_to", "grades"}
    assert bool(found) is (name not in silent)


def test_the_question_of_the_day_has_its_answer(asked: sqlite3.Connection) -> None:
    """The edition of 2018 asks what that of 2014 did not."""
    assert rows(asked, QUERIES["said_only_now"]["sql"]) == [{"country": "Veldonia"}]


def test_contradictions_are_shown_with_all_who_say_it(asked: sqlite3.Connection) -> None:
    """Each with the digest of its file."""
    found = rows(asked, QUERIES["contradicted"]["sql"])

    assert [(row["edition"], row["tier"], row["source"]) for row in found] == [
        (2020, "2", "one"),
        (2020, "3", "two"),
    ]


def test_tiers_are_those_of_narratives_first(asked: sqlite3.Connection) -> None:
    """Else of the tables, where they agree; a row that is suspect is no witness."""
    found = rows(asked, QUERIES["tiers"]["sql"])

    assert [(row["edition"], row["tier"], row["told_by"]) for row in found] == [
        (2014, "2WL", "narrative"),
        (2018, "2", "narrative"),
        (2019, "2", "table"),
        (2020, None, "table"),
        (2023, "1", "narrative"),
    ]


def test_the_current_copy_is_the_one_that_is_compared(tmp_path: Path) -> None:
    """Whole before partial, then by the order of sources."""
    text = (DEMO / "veldonia-2018.txt").read_text("utf-8")
    with Archive(tmp_path / "archive") as archive:
        for source in ("gvnet", "saved_file", "ecoi"):
            path = tmp_path / f"{source}.txt"
            path.write_text(f"{text}\n{source} was here.\n", encoding="utf-8")
            pipeline.bring(archive, path, Given(source=source, edition=2018))
        sql = "SELECT source FROM current_narratives"
        sources = [row["source"] for row in archive.store.connection.rows(sql)]
        best = archive.store.narratives.best("tip", "XVE", 2018, sources=_default_sources())

    assert best is not None
    assert sources == [best.source] == ["ecoi"]


def _default_sources() -> tuple[str, ...]:
    from tipdiff.config import Config

    return Config().sources


def test_changes_in_rows_are_those_of_the_comparison(
    folder: Path, asked: sqlite3.Connection
) -> None:
    """Each with its id, label and both quotes, and no others."""
    with Archive(folder / "archive") as archive:
        made = [comparison(archive, pair) for pair in neighbours(archive, "tip", [])]
    expected = {
        (
            change.id,
            change.label,
            " ".join(each.old.statement(place).text for place in change.old) or None,
            " ".join(each.new.statement(place).text for place in change.new) or None,
        )
        for each in made
        for change in each.changes
    }

    found = asked.execute("SELECT id, label, old_text, new_text FROM changes").fetchall()

    assert {tuple(row) for row in found} == expected
    assert len(found) == len(expected)


def test_totals_are_of_whole_years_and_say_whose_they_are(asked: sqlite3.Connection) -> None:
    """Current for the year before the edition, restated for earlier ones."""
    found = rows(asked, "SELECT DISTINCT edition - year AS back, told FROM totals ORDER BY back")

    assert all(row["told"] == ("restated" if row["back"] > 1 else "current") for row in found)
    assert {row["told"] for row in found} == {"current", "restated"}


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("sqlite-utils")])
def test_every_line_for_sqlite_utils_works(folder: Path, line: str) -> None:
    """As it stands in the documentation."""
    words = shlex.split(line)
    if ">" in words:
        words = words[: words.index(">")]
    called = [sys.executable, "-m", "sqlite_utils", *words[1:]]
    done = subprocess.run(called, cwd=folder, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("datasette")])
def test_every_line_for_datasette_works(folder: Path, line: str) -> None:
    """With the descriptions and questions, where it is installed."""
    pytest.importorskip("datasette", reason="datasette is not installed")
    words = [word.replace("docs/", f"{TOP}/docs/") for word in shlex.split(line)[1:]]
    for path in ("/tipdiff/recommendations.json", "/tipdiff/coverage.json"):
        called = [sys.executable, "-m", "datasette", "serve", *words, "--get", path]
        done = subprocess.run(called, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["rows"]


def test_a_view_that_another_version_made_is_made_anew(tmp_path: Path) -> None:
    """And none is in the way of a step that comes later."""
    with Archive(tmp_path) as archive, archive.writing() as store:
        store.connection.db.execute("DROP VIEW tier_history")
        store.connection.db.execute("CREATE VIEW tier_history AS SELECT 1 AS one")

    with Archive(tmp_path) as archive:
        assert archive.store.connection.pending() == []
        assert archive.store.connection.rows("SELECT * FROM tier_history") == []


def test_an_archive_that_cannot_be_written_is_read_though_a_view_is_another(tmp_path: Path) -> None:
    """Views are for people who ask in SQL: they wait for the next writer."""
    with Archive(tmp_path) as archive, archive.writing() as store:
        store.connection.db.execute("DROP VIEW tier_history")

    with Archive(tmp_path) as writer, writer.folder.locked():
        reader = Archive(tmp_path, lock_wait=0.0)
        assert reader.store.narratives.entries() == []
        assert reader.store.connection.pending() == ["tier_history"]
        reader.close()

    with Archive(tmp_path) as archive:
        assert archive.store.connection.pending() == []

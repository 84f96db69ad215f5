"""The command line as its users meet it: answers, exit codes, one line for every mistake."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from tipdiff.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

DEMO = Path(str(files("tipdiff") / "demo"))
EDITIONS = [DEMO / "veldonia-2014.txt", DEMO / "veldonia-2018.txt", DEMO / "veldonia-2023.html"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test works in a folder of its own, without the caller's settings."""
    monkeypatch.chdir(tmp_path)
    for name in ("TIPDIFF_CONFIG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(*words: str, stdin: str | None = None) -> Result:
    """Call the command."""
    return CliRunner().invoke(main, list(words), input=stdin)


def error_of(*words: str) -> str:
    """The one line a mistake gets; the exit code must be 2 and nothing printed."""
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    line = result.stderr
    assert line.startswith("tipdiff: ")
    assert line.count("\n") == 1, line
    return line.removeprefix("tipdiff: ").rstrip("\n")


@pytest.fixture
def archive(folder: Path) -> Path:
    """An archive with the three editions of the made-up country."""
    assert run("import", *map(str, EDITIONS)).exit_code == 0
    return folder / "archive"


def test_importing_tells_what_was_read(folder: Path) -> None:
    """Country, edition and source come from content and name."""
    result = run("import", "--json", *map(str, EDITIONS))

    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["new"], row["narratives"][0]["edition"]) for row in told] == [
        (True, 2014), (True, 2018), (True, 2023)
    ]  # fmt: skip
    assert {row["narratives"][0]["country"] for row in told} == {"XVE"}


def test_importing_the_same_bytes_again_changes_nothing_and_says_so(archive: Path) -> None:
    """The second import is a no-op."""
    before = {p.name: p.stat().st_size for p in archive.glob("*.warc.gz")}

    result = run("import", *map(str, EDITIONS))

    assert result.stdout.count("already in the archive") == 3
    assert {p.name: p.stat().st_size for p in archive.glob("*.warc.gz")} == before


def test_list_shows_what_is_there(archive: Path) -> None:
    """One row a narrative, with its tier and source."""
    rows = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]

    assert [(r["country"], r["edition"], r["tier"]) for r in rows] == [
        ("Veldonia", 2014, "2WL"), ("Veldonia", 2018, "2"), ("Veldonia", 2023, "1")
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["veldonia", "VELDONIA", "XVE", "xv", "Republic of Veldonia"])
def test_diff_takes_every_name_of_a_country(archive: Path, name: str) -> None:
    """Name, alias, ISO 3166 code, slug."""
    result = run("diff", name, "2018", "2023")

    assert result.exit_code == 0
    assert "Tier 2 → Tier 1" in result.stdout


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "json"])
def test_diff_writes_every_format_to_a_file(archive: Path, folder: Path, form: str) -> None:
    """The file holds what would have been printed."""
    printed = run("diff", "veldonia", "2018", "2023", "--format", form, "--width", "90").stdout

    run("diff", "veldonia", "2018", "2023", "--format", form, "--width", "90", "-o", "out")

    assert (folder / "out").read_text(encoding="utf-8").rstrip("\n") == printed.rstrip("\n")


def test_diff_of_two_files_needs_no_archive(folder: Path) -> None:
    """Nothing is written."""
    result = run("diff", str(EDITIONS[1]), str(EDITIONS[2]))

    assert "Tier 2 → Tier 1" in result.stdout
    assert list(folder.iterdir()) == []


def test_the_name_of_the_output_file_tells_its_format(archive: Path, folder: Path) -> None:
    """A page where the name ends like one; --format goes before it."""
    run("diff", "veldonia", "2018", "2023", "-o", "page.html")

    assert (folder / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_an_output_that_is_no_file_is_written_and_never_replaced(
    archive: Path, folder: Path
) -> None:
    """A link stays a link, a pipe stays a pipe."""
    (folder / "real.txt").write_text("before")
    (folder / "link.txt").symlink_to("real.txt")
    os.mkfifo(folder / "pipe")
    reader = subprocess.Popen(["cat", str(folder / "pipe")], stdout=subprocess.PIPE)

    for name in ("link.txt", "pipe"):
        assert run("diff", "veldonia", "2018", "2023", "-o", name).exit_code == 0

    assert (folder / "link.txt").is_symlink()
    assert (folder / "pipe").is_fifo()
    assert reader.communicate()[0].decode() == (folder / "real.txt").read_text(encoding="utf-8")


def test_a_pipe_is_refused_as_a_document(folder: Path) -> None:
    """Nothing is waited for."""
    os.mkfifo(folder / "pipe")

    assert "is no file" in error_of("import", "pipe")


def test_exit_code_tells_whether_there_are_changes(archive: Path) -> None:
    """As in git: 1 with changes, 0 without."""
    codes = [
        run("diff", "veldonia", old, new, "--exit-code").exit_code
        for old, new in (("2018", "2023"), ("2018", "2018"))
    ]

    assert codes == [1, 0]


def test_only_and_section_choose_what_is_shown(archive: Path) -> None:
    """Fewer changes, of the kinds asked for."""
    result = run("diff", "veldonia", "2018", "2023", "--only", "dropped-recommendation")

    assert "dropped recommendation" in result.stdout
    assert "new achievement" not in result.stdout


def test_show_coverage_accounts_for_every_character(archive: Path) -> None:
    """No character of a narrative is in no section."""
    results = [run("show", "veldonia", year, "--coverage") for year in ("2014", "2018", "2023")]

    assert [r.exit_code for r in results] == [0, 0, 0]


def test_align_reads_and_writes_json_lines() -> None:
    """The form the quality gate uses."""
    pair = {"id": "a", "old": ["Fund shelters."], "new": ["Train police.", "Fund shelters."]}

    result = run("align", "-", stdin=json.dumps(pair) + "\n")

    answer = json.loads(result.stdout)
    assert answer["id"] == "a"
    assert [(link["old"], link["new"], link["kind"]) for link in answer["links"]] == [
        ([0], [1], "unchanged")
    ]


def test_parse_prints_one_object_a_file_in_the_order_given() -> None:
    """Without touching the archive."""
    result = run("parse", "--json", str(EDITIONS[2]), str(EDITIONS[1]))

    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["edition"], row["tier"]) for row in rows] == [(2023, "1"), (2018, "2")]
    assert not Path("archive").exists()


def test_init_writes_the_configuration_once(folder: Path) -> None:
    """What is there already is never overwritten."""
    assert run("init").exit_code == 0
    assert (folder / "config.toml").exists()
    assert error_of("init") == "config.toml is there already; edit it, or name another file"


def test_init_on_a_full_disk_leaves_nothing_behind(folder: Path) -> None:
    """No half of a configuration, which the next start would take for whole."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, -1))"
    program = f"{limit}; from tipdiff.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "init"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert done.stderr == "tipdiff: cannot write config.toml: File too large\n"
    assert list(folder.iterdir()) == []


def test_the_demo_runs_from_import_to_report(folder: Path) -> None:
    """Three editions, a comparison, a page, and what to try next."""
    result = run("demo")

    assert result.exit_code == 0
    assert "Tier 2 → Tier 1" in result.stdout
    assert (folder / "tipdiff-demo" / "veldonia-2018-2023.html").read_text().startswith("<!")
    assert "tipdiff diff veldonia 2014 2018" in result.stdout


NARRATIVE = EDITIONS[1].read_text(encoding="utf-8")
BAD_FILES = {
    "empty": (b"", "is empty"),
    "binary": (b"\x00\x01\x02\xff" * 400, "not a text"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "not a text"),
    "blocked": (
        b"<html><title>Access Denied</title><p>Request Rejected</p></html>",
        "no narrative",
    ),
    "letter": (b"Dear reader, this is a letter about nothing in particular. " * 9, "no narrative"),
    "wrong utf-8": (NARRATIVE.encode().replace(b"trafficking", b"traff\xff\xfeking"), "encod"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_narrative_gets_one_line_and_nothing_is_written(
    folder: Path, name: str
) -> None:
    """What was wrong, and which file it was; no archive comes to be."""
    data, reason = BAD_FILES[name]
    (folder / "bad.txt").write_bytes(data)

    line = error_of("import", "bad.txt")

    assert "bad.txt" in line
    assert reason in line
    assert [p.name for p in folder.iterdir()] == ["bad.txt"]


def test_good_files_beside_bad_ones_are_imported(folder: Path) -> None:
    """The bad one is named; the exit code tells."""
    (folder / "bad.txt").write_bytes(b"")

    result = run("import", str(EDITIONS[0]), "bad.txt")

    assert result.exit_code == 2
    assert "1 imported, 0 already there, 1 refused" in result.stdout
    assert "bad.txt" in result.stderr


MISTAKES = [
    (["diff", "veldnoia", "2018", "2023"], "did you mean Veldonia?"),
    (
        ["diff", "veldonia", "2018", "2021"],
        "no 2021 edition of Veldonia: there are 2014, 2018, 2023",
    ),
    (["diff", "denmark", "2018", "2023"], "no 2018 edition of Denmark: there is none at all"),
    (["diff", "veldonia", "2018"], "give a country and two editions"),
    (["import", "--source", "gvnte", str(EDITIONS[0])], "did you mean gvnet?"),
    (["diff", "veldonia"], "give a country and two editions"),
    (["diff", "veldonia", "last", "2023"], "an edition is a year such as 2023, not 'last'"),
    (["diff", "veldonia", "2018", "2023", "--only", "new-achievment"], "new-achievement"),
    (["diff", "veldonia", "2018", "2023", "--section", "protecton"], "protection"),
    (["diff", "veldonia", "2018", "2023", "-o", "none/out.html"], "cannot write none/out.html"),
    (["dif", "veldonia", "2018", "2023"], "no command 'dif'; did you mean 'diff'?"),
    (["diff", "--foo"], "no such option"),
    (["import"], "missing argument"),
    (["import", "nothing-here.txt"], "nothing is there"),
    (["--config", "none.toml", "list"], "no configuration file at none.toml"),
    (["diff", "veldonia", "2018", "2023", "-o", "x.pdf"], "no format goes with the name x.pdf"),
    (["history", "veldonia", "-o", "x.xlsx"], ".csv, .htm, .html, .json do; else give --format"),
    (["figures", "veldonia", "-o", "x.gif"], ".csv, .json, .png, .svg do; else give --format"),
    (["figures", "veldonia", "--measure", "victims"], "did you mean 'victims_identified'?"),
    (
        ["search", "shelter", "--edition", "2031"],
        "no narrative of 2031 (tip): there are 2014, 2018",
    ),
    (["themes", "--edition", "2031"], "no narrative of 2031 (tip): there are 2014, 2018"),
    (["release", "2031"], "no narrative of 2031 (tip): there are 2014, 2018"),
    (["release", "2023", "--series", "hrr", "--tier", "2"], "has neither tiers nor themes"),
    (["release", "2023", "--series", "hrr", "--theme", "training"], "has neither tiers nor themes"),
]


@pytest.mark.parametrize(("words", "message"), MISTAKES)
def test_a_mistake_gets_one_line_that_helps(archive: Path, words: list[str], message: str) -> None:
    """Exit code 2, no traceback, what was wrong and what to do; and no file comes to be."""
    before = sorted(archive.parent.iterdir())

    assert message in error_of(*words)
    assert sorted(archive.parent.iterdir()) == before


def test_a_database_of_a_newer_version_is_refused(archive: Path) -> None:
    """An older tipdiff never touches what it does not know."""
    with sqlite3.connect(archive / "tipdiff.db") as db:
        table = "_sqlite_migrations"
        db.execute(f"UPDATE {table} SET name = 'm999_future' WHERE rowid = 1")
    db.close()

    assert "newer" in error_of("list")


def test_an_archive_that_is_read_only_can_be_read_and_says_why_it_is_not_written(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading goes on; an import gets one line, and nothing is lost."""
    with TemporaryDirectory() as root:
        Path(root).chmod(0o755)
        frozen = Path(shutil.copytree(archive, Path(root) / "archive"))
        shutil.copy(EDITIONS[0], root)
        for path in (*frozen.iterdir(), frozen):
            path.chmod(0o555)
        monkeypatch.chdir(root)
        with unprivileged():
            assert run("diff", "veldonia", "2018", "2023").exit_code == 0
            told = error_of("import", "--edition", "2015", EDITIONS[0].name)
        frozen.chmod(0o755)

    assert "make the folder writable" in told


@contextmanager
def unprivileged() -> Iterator[None]:
    """As a user whom permissions bind, where the tests are run by root."""
    superuser = os.geteuid() == 0
    if superuser:
        os.seteuid(65534)
    try:
        yield
    finally:
        if superuser:
            os.seteuid(0)


def test_looking_for_narratives_without_an_archive_says_what_to_do() -> None:
    """The first step is named."""
    assert "tipdiff import" in error_of("diff", "veldonia", "2018", "2023")


def test_the_installed_command_prints_no_colour_into_a_pipe(archive: Path) -> None:
    """A script reads plain text, with signs."""
    done = subprocess.run(
        [sys.executable, "-m", "tipdiff", "diff", "veldonia", "2018", "2023"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert "\x1b" not in done.stdout
    assert "[-" in done.stdout

"""The commands that keep the archive, as their users meet them."""

from __future__ import annotations

import csv
import json
import tarfile
from typing import TYPE_CHECKING

import pytest

from tests.site import html, practices, reported
from tests.test_cli import EDITIONS, archive, error_of, folder, run

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["archive", "folder"]

EDITED = EDITIONS[1].read_text(encoding="utf-8").replace("two fishing", "three fishing")


@pytest.fixture
def edited(archive: Path, folder: Path) -> Path:
    """An archive in which one edition was saved a second time, with other words."""
    (folder / "edited.txt").write_text(EDITED, encoding="utf-8")
    assert run("import", "--edition", "2018", "edited.txt").exit_code == 0
    return archive


def hurt(archive: Path) -> str:
    """Flip one bit in the middle of a WARC file."""
    (path,) = archive.glob("*.warc.gz")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    return path.name


def test_verify_says_that_all_is_well(archive: Path) -> None:
    """One line, exit code 0."""
    result = run("verify")

    assert (result.exit_code, result.stdout) == (0, "all is well: captures 3, WARC files 1\n")


def test_verify_names_one_flipped_byte(archive: Path) -> None:
    """Exit code 1; file, offset and capture; as JSON as well."""
    name = hurt(archive)

    result, as_json = run("verify"), run("verify", "--json")

    assert (result.exit_code, as_json.exit_code) == (1, 1)
    assert result.stdout.startswith(f"{name}, offset ")
    assert "(capture of file:///" in result.stdout
    assert {json.loads(line)["file"] for line in as_json.stdout.splitlines()} == {name}


def test_rebuild_makes_the_database_anew(archive: Path) -> None:
    """The same narratives as before; nothing is asked of the network."""
    before = run("export", "--json", "before.jsonl"), (archive.parent / "before.jsonl").read_text()
    (archive / "tipdiff.db").unlink()

    assert "run `tipdiff rebuild`" in error_of("list")
    assert run("rebuild").stdout == "3 captures, 3 narratives\n"

    run("export", "--json", "after.jsonl")
    assert (archive.parent / "after.jsonl").read_text() == before[1]


def test_rebuild_tells_what_is_damaged(archive: Path) -> None:
    """Exit code 1 with file and offset; the rest is there."""
    name = hurt(archive)

    result = run("rebuild")

    assert result.exit_code == 1
    assert f"{name}, offset " in result.stderr


def test_reparse_has_nothing_to_do_with_the_same_parser(archive: Path) -> None:
    """It says so."""
    assert run("reparse").stdout == "0 captures read anew, 0 narratives\n"


def test_backup_is_the_archive_in_one_file(archive: Path, folder: Path) -> None:
    """Its database and its WARC files, with their sums."""
    result = run("backup", "all.tar")

    assert result.stdout.startswith("wrote all.tar: ")
    with tarfile.open(folder / "all.tar") as tar:
        assert {name.partition("-")[0] for name in tar.getnames()} == {
            "tipdiff.db", "tipdiff", "SHA256SUMS"
        }  # fmt: skip


def test_export_writes_tables_and_json(archive: Path, folder: Path) -> None:
    """Named files, or names of their own."""
    told = [
        run("export", *words).stdout
        for words in (["--csv"], ["--csv", "--statements", "all.csv"], ["--json"])
    ]

    with (folder / "all.csv").open(encoding="utf-8", newline="") as file:
        statements = len(list(csv.DictReader(file)))
    assert statements > 60
    assert told == [
        "wrote tipdiff.csv: 3 narratives\n",
        f"wrote all.csv: {statements} statements\n",
        "wrote tipdiff.jsonl: 3 narratives\n",
    ]
    with (folder / "tipdiff.csv").open(encoding="utf-8", newline="") as file:
        assert [row["edition"] for row in csv.DictReader(file)] == ["2014", "2018", "2023"]


def test_export_takes_one_series(archive: Path, folder: Path) -> None:
    """Tables and JSON; a WARC file is all or nothing."""
    country = reported(1)[0]
    url = "https://www.state.gov/reports/2023-country-reports-on-human-rights-practices/x/"
    title = f"2023 Country Reports on Human Rights Practices: {country.name}"
    (folder / "rights.html").write_text(html(title, practices(country, 2023), url), "utf-8")
    run("import", "rights.html")

    told = [
        run("export", *words).stdout
        for words in (["--csv", "--series", "hrr"], ["--json", "--series", "tip"], ["--json"])
    ]
    assert [line.split(": ")[1] for line in told] == [
        "1 narratives\n", "3 narratives\n", "4 narratives\n"
    ]  # fmt: skip
    refused = run("export", "--warc", "--series", "hrr")
    assert (refused.exit_code, "a WARC file has all" in refused.stderr) == (2, True)


def test_a_warc_export_can_be_imported_elsewhere(
    archive: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every capture comes with its own time; twice is once."""
    run("export", "--warc")
    before = run("list", "--json").stdout
    (folder / "other").mkdir()
    monkeypatch.chdir(folder / "other")

    told = [run("import", "../tipdiff.warc.gz").stdout for _ in range(2)]
    as_json = json.loads(run("import", "--json", "../tipdiff.warc.gz").stdout)

    assert [text.removeprefix("../tipdiff.warc.gz: ").rstrip() for text in told] == [
        "3 captures imported, 0 already there, 3 narratives; 1 other records left out",
        "0 captures imported, 3 already there, 0 narratives; 1 other records left out",
    ]
    assert as_json == {
        "path": "../tipdiff.warc.gz", "new": 0, "known": 3, "skipped": 1, "narratives": 0
    }  # fmt: skip
    assert run("list", "--json").stdout == before


def test_a_damaged_warc_file_is_told(archive: Path, folder: Path) -> None:
    """What can be read is taken; exit code 2 with the place of the damage."""
    run("export", "--warc")
    path = folder / "tipdiff.warc.gz"
    path.write_bytes(path.read_bytes()[:-10])

    result = run("import", "tipdiff.warc.gz")

    assert result.exit_code == 2
    assert result.stderr.startswith("tipdiff: tipdiff.warc.gz, offset ")


def test_revisions_shows_a_silent_edit(edited: Path) -> None:
    """When it was seen, and the words that changed."""
    head, label, words, hint = run("revisions", "veldonia").stdout.splitlines()

    assert head.startswith("Veldonia 2018 (saved_file): edited between 20")
    assert head.endswith(" (seen once: the next look will tell)")
    assert label == "  updated deficiency"
    assert words == "    Inspectors boarded only [-two-] {+three+} fishing vessels."
    assert hint.startswith("  all of it: tipdiff diff XVE 2018@")

    whole = run(*hint.partition("tipdiff ")[2].split(), "--width", "200")
    assert "Inspectors boarded only [-two-] {+three+} fishing vessels." in whole.stdout


def test_two_copies_of_an_edition_are_compared_by_source_or_digest(edited: Path) -> None:
    """As `tipdiff list` has them; what names none, or the same one twice, is told."""
    listed = [
        json.loads(line)
        for line in run("list", "--edition", "2018", "--json").stdout.split("\n")[:-1]
    ]
    old, new = (entry["sha256"] for entry in sorted(listed, key=lambda e: e["captured_at"]))
    shown = run("show", "veldonia", f"2018@{new[:8]}", "--text").stdout
    first = run("show", "veldonia", "2018@saved_file", "--text").stdout
    wrong = run("diff", "veldonia", "2018@ecoi", "2018")
    twice = run("diff", "veldonia", "2018", f"2018@{old[:12]}")

    assert ("boarded only two" in first, "boarded only three" in shown) == (True, True)
    assert (wrong.exit_code, twice.exit_code) == (2, 2)
    assert wrong.stderr.startswith("tipdiff: no copy 'ecoi' of Veldonia 2018: name its source, or ")
    assert f"saved_file ({old[:8]}, 20" in wrong.stderr
    assert twice.stderr.startswith("tipdiff: both are the same copy of Veldonia 2018; name two of ")


def test_revisions_as_json_has_both_captures(edited: Path) -> None:
    """For those who send it on."""
    told = json.loads(run("revisions", "--json").stdout)

    assert (told["country"], told["edition"], told["confirmed"]) == ("XVE", 2018, False)
    assert told["changes"] == [
        {
            "label": "updated deficiency",
            "section": "summary",
            "old": ["Inspectors boarded only two fishing vessels."],
            "new": ["Inspectors boarded only three fishing vessels."],
        }
    ]
    assert set(told["old"]) == set(told["new"]) == {"captured_at", "sha256", "url"}


def test_without_silent_edits_revisions_says_so(archive: Path) -> None:
    """Another country has none either."""
    assert run("revisions").stdout == "no silent edits\n"
    assert run("revisions", "denmark").stdout == "no silent edits\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["export"], "say in which form: --warc, --csv or --json"),
        (["export", "--json", "--statements"], "--statements goes with --csv"),
        (["backup", "none/all.tar"], "cannot write none/all.tar"),
        (["revisions", "veldnoia"], "did you mean Veldonia?"),
    ],
)
def test_a_mistake_gets_one_line_that_helps(archive: Path, words: list[str], message: str) -> None:
    """Exit code 2."""
    assert message in error_of(*words)


@pytest.mark.parametrize("command", ["verify", "rebuild", "reparse", "revisions", "export --csv"])
def test_without_an_archive_the_first_step_is_named(folder: Path, command: str) -> None:
    """And no archive comes to be."""
    assert "tipdiff import" in error_of(*command.split())
    assert list(folder.iterdir()) == []

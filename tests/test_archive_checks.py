"""Damage, crashes and full disks: what the archive survives, finds, and mends."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.archive_samples import NORMARK, clock, narrative
from tests.test_archive import FILE, PAGE, SITE, TEXT, assert_warcio_accepts
from tipdiff.archive import Archive, rebuild, verify
from tipdiff.archive.members import members
from tipdiff.capture import Finding
from tipdiff.errors import ArchiveError, NotANarrative

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.capture import Capture
    from tipdiff.model import Narrative


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Archive]:
    """An archive with an import, two pages (one looked at twice) and their narratives."""
    with Archive(tmp_path / "archive", now=clock()) as archive:
        for capture in (
            archive.add_file(TEXT, FILE, name="veldonia.txt").capture,
            archive.add_fetched(PAGE, SITE).capture,
        ):
            with archive.writing() as store:
                store.narratives.save(capture, parse(capture, b""))
        archive.add_fetched(PAGE, SITE)
        yield archive


def parse(capture: Capture, _: bytes) -> Sequence[Narrative]:
    """Stands for the parser: a page holds two countries."""
    made = narrative(edition=capture.edition, source=capture.source)
    return [made] if capture.source == "file" else [made, replace(made, country=NORMARK)]


def reopened(archive: Archive) -> Archive:
    archive.close()
    return Archive(archive.path, now=clock("2026-10-01T00:00:00"))


def the_file(archive: Archive) -> Path:
    (name,) = archive.folder.names()
    return archive.path / name


def test_a_sound_archive_has_no_findings(filled: Archive) -> None:
    """Nothing is wrong, and verifying alters nothing."""
    before = {path: path.read_bytes() for path in filled.path.glob("*.gz")}

    assert verify(filled) == []
    assert {path: path.read_bytes() for path in filled.path.glob("*.gz")} == before


def test_a_flipped_bit_is_found_wherever_it_is(filled: Archive) -> None:
    """Each byte of the file, one bit of it: found, and where a record is hurt, its offset named."""
    path = the_file(filled)
    sound = path.read_bytes()
    with path.open("rb") as file:
        starts = [found.offset for found in members(file)]

    for position in range(0, len(sound), 3):
        hurt = bytearray(sound)
        hurt[position] ^= 1 << position % 8
        path.write_bytes(hurt)
        findings = verify(filled)

        assert findings, position
        assert {finding.file for finding in findings} == {path.name}
        hurt_record = max(start for start in starts if start <= position)
        assert {f.offset for f in findings} <= {hurt_record, None}

    path.write_bytes(sound)
    assert verify(filled) == []


def test_a_finding_names_file_offset_and_capture(filled: Archive) -> None:
    """Enough to find the record by hand, and to know what was lost."""
    path = the_file(filled)
    capture = next(filled.store.captures.all())
    hurt = bytearray(path.read_bytes())
    hurt[capture.offset + capture.length // 2] ^= 0xFF
    path.write_bytes(hurt)

    (finding,) = verify(filled)

    assert (finding.file, finding.offset) == (path.name, capture.offset)
    assert f"(capture of {capture.url} at 2026-09-29T08:00:00Z)" in str(finding)
    with pytest.raises(ArchiveError, match=f"offset {capture.offset}: .*run `tipdiff verify`"):
        filled.read(capture)


def test_files_and_rows_are_compared_both_ways(filled: Archive) -> None:
    """A row without a record, a record without a row, a row that says otherwise."""
    kept = list(filled.store.captures.all())
    database = filled.store.connection.db
    database.execute("UPDATE captures SET edition = 1999 WHERE id = ?", [kept[0].id])
    database.execute("DELETE FROM captures WHERE id = ?", [kept[2].id])
    filled.store.captures.add([replace(kept[2], id="x", offset=9)])

    assert [(f.offset, f.problem.split(" (")[0]) for f in verify(filled)] == [
        (kept[0].offset, "the database says otherwise of this capture; run `tipdiff rebuild`"),
        (kept[2].offset, "not in the database; run `tipdiff rebuild`"),
        (9, "the database names a capture that is not there"),
    ]


def test_a_missing_file_is_found(filled: Archive) -> None:
    """A WARC file that someone took away."""
    path = the_file(filled)
    path.unlink()

    assert verify(filled) == [Finding(file=path.name, problem="the file is missing or empty")]


def test_a_damaged_narrative_row_is_found(filled: Archive) -> None:
    """The parsed form is read back, too."""
    filled.store.connection.db.execute("UPDATE narratives SET parsed = x'00' WHERE id = 1")

    (finding,) = verify(filled)
    assert str(finding).startswith("tipdiff.db: Veldonia 2018 cannot be read")


@pytest.mark.parametrize("lost", [1, 2, 9, 200, 330])
def test_a_torn_record_is_cut_off_and_kept_aside(filled: Archive, lost: int) -> None:
    """A write that a crash cut short: reported, set aside, and the archive goes on."""
    path = the_file(filled)
    whole = path.read_bytes()
    filled.close()
    shutil.copy(filled.path / "tipdiff.db", filled.path / "before.db")
    with reopened(filled) as archive:
        size = archive.folder.size(path.name)
        archive.add_file(b"never acknowledged", replace(FILE, edition=2019), name="x.txt")
    (filled.path / "before.db").replace(filled.path / "tipdiff.db")
    torn = path.read_bytes()[:-lost]
    path.write_bytes(torn)

    with reopened(filled) as archive:
        assert archive.add_file(b"next", replace(FILE, edition=2020), name="x.txt").new
        (finding,) = archive.findings
        aside = f"{path.name}.{size}.torn"

        assert (finding.file, finding.offset) == (path.name, size)
        assert f"its {len(torn) - size} bytes are kept in {aside}" in finding.problem
        assert (archive.path / aside).read_bytes() == torn[size:]
        assert path.read_bytes().startswith(whole)
        assert verify(archive) == []
        assert_warcio_accepts(archive)


def test_a_record_without_its_row_is_taken_over(filled: Archive) -> None:
    """A crash between file and database loses nothing that was written whole."""
    filled.close()
    shutil.copy(filled.path / "tipdiff.db", filled.path / "before.db")
    with reopened(filled) as archive:
        late = archive.add_file(b"whole", replace(FILE, edition=2019), name="x.txt").capture
    (filled.path / "before.db").replace(filled.path / "tipdiff.db")

    with reopened(filled) as archive:
        size = late.offset
        assert verify(archive) == [
            Finding(
                file=late.warc_file,
                offset=size,
                problem=f"{late.length} bytes that the database does not know; "
                "the next import takes them in",
            )
        ]
        with archive.writing():
            pass
        assert archive.store.captures.get(late.id) == late
        assert list(archive.store.captures.unparsed()) == [late]
        assert [str(f) for f in archive.findings] == [
            f"{late.warc_file}: 1 captures that the database did not know are taken over"
        ]
        assert verify(archive) == []


@pytest.mark.parametrize("kept", [None, 0, 400])
def test_a_file_whose_record_was_lost_is_kept_again(filled: Archive, kept: int | None) -> None:
    """Once: the WARC file was deleted, emptied or cut off, and the text is brought again."""
    path = the_file(filled)
    if kept is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:kept])

    with reopened(filled) as archive:
        again = archive.add_file(TEXT, FILE, name="veldonia.txt")
        third = archive.add_file(TEXT, FILE, name="veldonia.txt")

        assert (again.new, again.capture.same_as, third.new) == (True, None, False)
        assert third.capture == again.capture
        assert archive.read(again.capture) == TEXT


def test_nothing_is_appended_where_the_database_cannot_be_written(filled: Archive) -> None:
    """One line says so, and the WARC file stays as it was."""
    path = the_file(filled)
    before = path.read_bytes()
    filled.store.connection.rows("PRAGMA query_only = ON")

    with pytest.raises(ArchiveError, match="cannot be written; make room, or make"):
        filled.add_file(b"next", replace(FILE, edition=2020), name="x.txt")

    assert path.read_bytes() == before


def test_an_empty_file_left_by_a_crash_goes_away(filled: Archive) -> None:
    """A file that was made and never written to."""
    empty = filled.path / "tipdiff-20261001T000000Z-00002.warc.gz"
    empty.touch()

    assert filled.add_file(b"next", replace(FILE, edition=2020), name="x.txt").new
    assert not empty.exists()
    assert verify(filled) == []


def test_damage_in_the_middle_is_never_cut_off(filled: Archive) -> None:
    """Only a torn end is cut: what comes after damage stays, and is read."""
    path = the_file(filled)
    captures = list(filled.store.captures.all())
    hurt = bytearray(path.read_bytes())
    hurt[captures[0].offset + 20] ^= 0xFF
    path.write_bytes(hurt)
    filled.close()
    (filled.path / "tipdiff.db").unlink()

    with reopened(filled) as archive:
        made = rebuild(archive, parse)

        assert path.read_bytes() == hurt
        assert list(archive.store.captures.all()) == captures[1:]
        assert [(f.file, f.offset) for f in made.findings] == [(path.name, captures[0].offset)]


def test_a_rebuilt_database_is_the_same(filled: Archive) -> None:
    """Captures and narratives come back, row for row, without the old database."""
    captures = list(filled.store.captures.all())
    narratives = list(filled.store.narratives.load_all())
    entries = filled.store.narratives.entries()
    filled.close()
    (filled.path / "tipdiff.db").unlink()

    with reopened(filled) as archive:
        made = rebuild(archive, parse)

        assert (made.captures, made.narratives, made.findings) == (3, 3, ())
        assert list(archive.store.captures.all()) == captures
        assert list(archive.store.narratives.load_all()) == narratives
        assert archive.store.narratives.entries() == entries
        assert verify(archive) == []


def test_rebuilding_tells_what_gives_no_narrative(filled: Archive) -> None:
    """A page that newer code no longer takes for a narrative stays a capture, and is named."""

    def refuse(capture: Capture, body: bytes) -> Sequence[Narrative]:
        if capture.source == "file":
            raise NotANarrative("an index")
        return parse(capture, body)

    made = rebuild(filled, refuse)

    assert (made.captures, made.narratives) == (3, 2)
    assert [finding.problem for finding in made.findings] == [
        "gives no narrative: an index (capture of file:///veldonia.txt at 2026-09-29T08:00:00Z)"
    ]


WRITER = """
import hashlib, itertools, pathlib, random, sys
from tipdiff.archive import Archive
from tipdiff.capture import Facts
chance = random.Random(int(sys.argv[2]))
with Archive(pathlib.Path(sys.argv[1]), max_file=5_000_000) as archive:
    for number in itertools.count():
        body = chance.randbytes(chance.choice((100, 100_000, 700_000)))
        capture = archive.add_file(body, Facts(source="file"), name=f"{number}.txt").capture
        print(capture.id, hashlib.sha256(body).hexdigest(), flush=True)
"""


def test_a_killed_writer_leaves_a_readable_archive(tmp_path: Path) -> None:
    """kill -9 at twenty random moments: what was acknowledged is there, and every file is sound."""
    chance = random.Random(20260929)
    acknowledged: list[list[str]] = []
    for turn in range(20):
        command = [sys.executable, "-c", WRITER, str(tmp_path), str(turn)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            acknowledged.append(writer.stdout.readline().split())
            time.sleep(chance.uniform(0, 0.2))
            writer.kill()
            acknowledged += [line.split() for line in writer.stdout if line.endswith("\n")]
        with Archive(tmp_path, now=clock()) as archive:
            with archive.writing():
                pass
            assert verify(archive) == []
    with Archive(tmp_path) as archive:
        for capture_id, sha256 in acknowledged:
            capture = archive.store.captures.get(capture_id)
            assert capture is not None
            assert capture.sha256 == sha256
            archive.read(capture)
        assert_warcio_accepts(archive)


def test_two_writers_at_once_take_turns(tmp_path: Path) -> None:
    """Two processes write into one archive: nothing is lost, nothing is mixed."""
    code = WRITER.replace("itertools.count()", "range(25)").replace("700_000", "20_000")
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), turn], stdout=subprocess.PIPE)
        for turn in ("1", "2")
    ]
    told = [writer.communicate()[0].split() for writer in writers]

    with Archive(tmp_path) as archive:
        kept = {capture.id.encode() for capture in archive.store.captures.all()}
        assert kept == {*told[0][::2], *told[1][::2]}
        assert len(kept) == 50
        assert verify(archive) == []
        assert_warcio_accepts(archive)


FILLER = """
import pathlib, random, resource, sys
from tipdiff.archive import Archive
from tipdiff.capture import Facts
from tipdiff.errors import ArchiveError
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
with Archive(pathlib.Path(sys.argv[1])) as archive:
    try:
        for number in range(9):
            body = random.Random(number).randbytes(270_000)
            archive.add_file(body, Facts(source="file"), name="x.txt")
    except ArchiveError as error:
        print(error)
"""


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    """One clear line; what was written before it is sound, and nothing points at the rest."""
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", FILLER, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stderr == ""
    assert told.stdout.startswith(f"cannot write to the archive {tmp_path}/tipdiff-")
    assert told.stdout.endswith("then run the command again\n")
    assert told.stdout.count("\n") == 1
    with Archive(tmp_path) as archive:
        assert verify(archive) == []
        assert len(list(archive.store.captures.all())) == 7
        assert archive.add_file(TEXT, FILE, name="veldonia.txt").new
        assert_warcio_accepts(archive)


@pytest.fixture
def read_only(filled: Archive) -> Iterator[Path]:
    """The filled archive where the current user may read and not write."""
    filled.close()
    root = Path(tempfile.mkdtemp())
    root.chmod(0o755)
    shutil.copytree(filled.path, root / "archive")
    for path in (root / "archive").iterdir():
        path.chmod(0o444)
    (root / "archive").chmod(0o555)
    superuser = os.geteuid() == 0
    if superuser:
        os.seteuid(65534)
    try:
        yield root / "archive"
    finally:
        if superuser:
            os.seteuid(0)
        (root / "archive").chmod(0o755)
        shutil.rmtree(root)


def test_a_read_only_archive_can_be_read(read_only: Path) -> None:
    """A snapshot or a mounted disk serves every question."""
    with Archive(read_only) as archive:
        best = archive.store.narratives.best("tip", "XVE", 2018)
        bodies = [archive.read(capture) for capture in archive.store.captures.all()]

    assert best is not None
    assert bodies == [TEXT, PAGE.body, PAGE.body]


def test_a_read_only_archive_says_so_when_written_to(read_only: Path) -> None:
    """One line that names the folder and what to do."""
    with Archive(read_only) as archive, pytest.raises(ArchiveError) as told:
        archive.add_file(b"new", FILE, name="veldonia.txt")

    assert str(told.value) == (
        f"cannot write in the archive {read_only}: Permission denied; "
        "make room or make the folder writable, then run the command again"
    )

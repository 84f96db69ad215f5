"""The archive given to others and taken back: backup, WARC, tables, JSON."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import subprocess
import tarfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.archive_samples import clock, narrative
from tests.test_archive import FILE, PAGE, SITE, TEXT, assert_warcio_accepts, warcio
from tipdiff.archive import Archive, verify
from tipdiff.archive.foreign import import_warc
from tipdiff.archive.transfer import backup, export_csv, export_json, export_warc
from tipdiff.codec import narrative_from_json
from tipdiff.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tipdiff.capture import Exchange, Facts

NEWS = replace(PAGE, url="https://www.example.org/news/", body=b"no report")


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Archive]:
    """Two captures, one of them looked at twice, and a narrative; in two files."""
    with Archive(tmp_path / "archive", now=clock(), max_file=500) as archive:
        capture = archive.add_file(TEXT, FILE, name="veldonia.txt").capture
        with archive.writing() as store:
            store.narratives.save(capture, [narrative()])
        archive.add_fetched(PAGE, SITE)
        archive.add_fetched(PAGE, SITE)
        yield archive


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Archive]:
    """Another archive, for what comes out of the first."""
    with Archive(tmp_path / "other", now=clock("2026-10-01T00:00:00")) as archive:
        yield archive


def judge(exchange: Exchange) -> Facts | None:
    """Stands for the recognition of sources: the news are no report."""
    return None if "news" in exchange.url else SITE


def nobody(exchange: Exchange) -> Facts | None:
    raise AssertionError(exchange.url)


def test_a_backup_unpacks_to_the_archive(filled: Archive, tmp_path: Path) -> None:
    """Database, WARC files and their sums; what is written meanwhile is left out whole."""
    with filled.writing():
        filled.add_file(b"not yet committed", replace(FILE, edition=2019), name="x.txt")
        backup(Archive(filled.path), tmp_path / "backup.tar")
    captures = list(filled.store.captures.all())[:3]

    with tarfile.open(tmp_path / "backup.tar") as tar:
        tar.extractall(tmp_path / "restored", filter="data")

    assert sorted(p.name for p in (tmp_path / "restored").iterdir()) == sorted(
        ["SHA256SUMS", "tipdiff.db", *filled.folder.names()[:3]]
    )
    subprocess.run(
        ["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=tmp_path / "restored", check=True
    )
    with Archive(tmp_path / "restored") as restored:
        assert verify(restored) == []
        assert list(restored.store.captures.all()) == captures
        assert list(restored.store.narratives.load_all()) == list(
            filled.store.narratives.load_all()
        )
    assert [p.name for p in tmp_path.iterdir() if "backup" in p.name] == ["backup.tar"]


def test_a_backup_that_cannot_be_written_leaves_no_part(filled: Archive, tmp_path: Path) -> None:
    """One line that says where it failed."""
    with pytest.raises(ArchiveError, match=r"cannot write .*No such file or directory"):
        backup(filled, tmp_path / "missing" / "backup.tar")


def test_an_exported_warc_file_is_taken_by_another_archive(
    filled: Archive, empty: Archive, tmp_path: Path
) -> None:
    """Captures keep id, time, facts and bytes; taking them twice changes nothing."""
    path = tmp_path / "all.warc.gz"
    assert export_warc(filled, path) == path.stat().st_size
    assert warcio("check", path).returncode == 0

    first = import_warc(empty, path, nobody)
    again = import_warc(empty, path, nobody)

    def told(archive: Archive) -> list[tuple[object, ...]]:
        captures = archive.store.captures.all()
        return [(replace(c, warc_file="", offset=0, length=0), archive.read(c)) for c in captures]

    assert told(empty) == told(filled)
    assert [added.new for added in first.added] == [True] * 3
    assert [added.new for added in again.added] == [False] * 3
    assert (first.findings, again.findings) == ((), ())
    written = gzip.decompress((empty.path / empty.folder.names()[0]).read_bytes())
    assert written.count(b"GET /reports/veldonia/") == 2
    assert verify(empty) == []
    assert_warcio_accepts(empty)


def crawled(path: Path, *, packed: bool = True) -> None:
    """A WARC 1.0 file as another crawler writes it: chunked, gzipped, SHA-1, with a revisit."""
    body = gzip.compress(PAGE.body)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="1.0")
    encoded = [
        ("Content-Type", "text/html"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
    ]
    pages: list[tuple[str, str, bytes, list[tuple[str, str]]]] = [
        (PAGE.url, "2020-06-25T10:00:00Z", chunked, encoded),
        (NEWS.url, "2020-06-25T10:00:01Z", NEWS.body, [("Content-Type", "text/html")]),
    ]
    digest = ""
    for url, date, payload, headers in pages:
        record = writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(payload),
            length=len(payload),
            warc_headers_dict={"WARC-Date": date},
            http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
        )
        digest = digest or record.rec_headers.get_header("WARC-Payload-Digest")
        writer.write_record(record)
    revisit = writer.create_revisit_record(
        PAGE.url,
        digest,
        PAGE.url,
        "2020-06-25T10:00:00Z",
        http_headers=StatusAndHeaders("200 OK", encoded[:1], protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": "2020-07-01T10:00:00Z"},
    )
    writer.write_record(revisit)
    writer.write_record(
        writer.create_warc_record(
            "https://www.example.org/saved.txt",
            "resource",
            payload=BytesIO(TEXT),
            length=len(TEXT),
            warc_content_type="text/plain",
            warc_headers_dict={"WARC-Date": "2020-07-02T10:00:00Z"},
        )
    )
    path.write_bytes(out.getvalue())


@pytest.mark.parametrize("layout", ["members", "plain", "one member"])
def test_pages_of_another_crawler_are_taken(empty: Archive, tmp_path: Path, layout: str) -> None:
    """Their URL, time and headers are kept; what is no report is left; twice is once."""
    path = tmp_path / "crawl.warc.gz"
    crawled(path, packed=layout == "members")
    if layout == "one member":
        path.write_bytes(gzip.compress(path.read_bytes()))

    taken = import_warc(empty, path, judge)
    captures = [added.capture for added in taken.added]

    assert (taken.skipped, taken.findings) == (1, ())
    assert [(c.url, c.captured_at, c.http_status, empty.read(c)) for c in captures] == [
        (PAGE.url, "2020-06-25T10:00:00Z", 200, PAGE.body),
        (PAGE.url, "2020-07-01T10:00:00Z", 200, PAGE.body),
        ("https://www.example.org/saved.txt", "2020-07-02T10:00:00Z", None, TEXT),
    ]
    assert captures[1].same_as == captures[0].id
    assert all((c.origin or "").startswith("crawl.warc.gz <urn:uuid:") for c in captures)
    assert [added.new for added in import_warc(empty, path, judge).added] == [False] * 3
    assert verify(empty) == []
    assert_warcio_accepts(empty)


def test_damaged_records_of_others_are_told_and_left(empty: Archive, tmp_path: Path) -> None:
    """The records that can be read are taken."""
    path = tmp_path / "crawl.warc.gz"
    crawled(path)
    hurt = bytearray(path.read_bytes())
    hurt[300] ^= 0xFF
    path.write_bytes(hurt)

    taken = import_warc(empty, path, judge)

    assert [(f.file, f.offset) for f in taken.findings] == [("crawl.warc.gz", 0)]
    assert [added.capture.url for added in taken.added] == ["https://www.example.org/saved.txt"]


@pytest.mark.parametrize("content", [b"", b"no WARC file at all", b"\x1f\x8bnor this"])
def test_a_file_that_is_no_warc_file_gives_nothing(
    empty: Archive, tmp_path: Path, content: bytes
) -> None:
    """Nothing is taken, and where there is something it is told."""
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)

    taken = import_warc(empty, path, judge)

    assert taken.added == ()
    assert len(taken.findings) == bool(content)


def test_a_missing_warc_file_is_one_line(empty: Archive, tmp_path: Path) -> None:
    """A file that vanished."""
    with pytest.raises(ArchiveError, match=r"cannot read .*gone\.warc: No such file"):
        import_warc(empty, tmp_path / "gone.warc", judge)


def test_tables_have_one_row_a_narrative_or_a_statement(filled: Archive, tmp_path: Path) -> None:
    """CSV for spreadsheets; a cell that begins like a formula is made harmless."""
    capture = next(filled.store.captures.all())
    made = narrative(tier_move="remained", source="=cmd", edition=2019)
    with filled.writing() as store:
        other = filled.add_file(b"2", replace(FILE, edition=2019), name="y.txt").capture
        store.narratives.save(other, [made])

    assert export_csv(filled, tmp_path / "n.csv") == 2
    assert export_csv(filled, tmp_path / "s.csv", "statements") == 6

    with (tmp_path / "n.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(r["iso3"], r["edition"], r["source"], r["sha256"]) for r in rows] == [
        ("XVE", "2018", "state_gov", capture.sha256),
        ("XVE", "2019", "'=cmd", hashlib.sha256(b"2").hexdigest()),
    ]
    with (tmp_path / "s.csv").open(newline="", encoding="utf-8") as file:
        statements = list(csv.DictReader(file))
    assert statements[1]["text"] == "Prosecute traffickers."
    assert statements[1]["rank"] == "1"


def test_json_has_one_narrative_a_line(filled: Archive, tmp_path: Path) -> None:
    """The documented form, whole."""
    capture = next(filled.store.captures.all())

    assert export_json(filled, tmp_path / "all.jsonl") == 1
    (line,) = (tmp_path / "all.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["edition"] == 2018
    assert narrative_from_json(line) == narrative(evidence=capture.evidence)

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from tests.archive_samples import clock, narrative
from tipdiff.archive import Archive, records
from tipdiff.archive.members import unpack
from tipdiff.capture import Capture, Exchange, Facts
from tipdiff.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = Facts(source="file", country="XVE", edition=2018)
SITE = Facts(source="state_gov", country="XVE", edition=2023)
TEXT = "Veldonia: Tier 2. “The government …”\r\n".encode()
PAGE = Exchange(
    url="https://www.example.org/reports/veldonia/?a=1",
    http_status=200,
    reason="OK",
    headers=(("Content-Type", "text/html"), ("Content-Encoding", "gzip")),
    body=b"<html><body>Veldonia</body></html>",
    request_headers=(("User-Agent", "Mozilla/5.0 (compatible; tipdiff)"),),
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive with a clock of its own."""
    with Archive(tmp_path / "archive", now=clock(), lock_wait=0.2) as made:
        yield made


def warcio(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "warcio.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def assert_warcio_accepts(archive: Archive) -> None:
    files = [archive.path / name for name in archive.folder.names()]
    checked = warcio("check", *files)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    assert warcio("index", *files).returncode == 0


def test_an_imported_file_comes_back_byte_by_byte(archive: Archive) -> None:
    """The capture says what it is, where it lies, and when it came."""
    added = archive.add_file(TEXT, FILE, name="/home/me/tip 2018/veldonia.txt")
    capture = added.capture

    assert added.new
    assert archive.read(capture) == TEXT
    assert capture == Capture(
        id=capture.id,
        series="tip",
        source="file",
        country="XVE",
        edition=2018,
        url="file:///tip%202018/veldonia.txt",
        captured_at="2026-09-29T08:00:00Z",
        sha256=hashlib.sha256(TEXT).hexdigest(),
        content_type="text/plain",
        size=len(TEXT),
        warc_file="tipdiff-20260929T080000Z-00001.warc.gz",
        offset=capture.offset,
        length=capture.length,
    )
    assert archive.store.captures.get(capture.id) == capture
    assert_warcio_accepts(archive)


def test_the_same_bytes_twice_are_kept_once(archive: Archive) -> None:
    """The second import says so and writes nothing."""
    first = archive.add_file(TEXT, FILE, name="veldonia.txt")
    size = archive.folder.size(first.capture.warc_file)

    again = archive.add_file(TEXT, replace(FILE, edition=None), name="copy.txt")

    assert (again.new, again.capture) == (False, first.capture)
    assert archive.folder.size(first.capture.warc_file) == size


def test_the_same_bytes_said_to_be_another_edition_are_a_revisit(archive: Archive) -> None:
    """New facts are kept; the bytes are not written twice."""
    first = archive.add_file(TEXT, FILE, name="veldonia.txt").capture

    other = archive.add_file(TEXT, replace(FILE, edition=2019), name="veldonia.txt")

    assert other.new
    assert (other.capture.edition, other.capture.same_as) == (2019, first.id)
    assert archive.read(other.capture) == TEXT
    assert_warcio_accepts(archive)


def test_a_fetched_page_is_kept_with_its_request_and_headers(archive: Archive) -> None:
    """Response and request stand in the file, digests over all of it."""
    capture = archive.add_fetched(PAGE, SITE).capture

    assert archive.read(capture) == PAGE.body
    assert (capture.http_status, capture.content_type) == (200, "text/html")
    with (archive.path / capture.warc_file).open("rb") as file:
        told = [
            (record.rec_type, str(record.http_headers).replace("\r\n", "|"))
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    assert told[1:] == [
        (
            "response",
            "HTTP/1.1 200 OK|Content-Type: text/html|"  # noqa: ISC004
            "X-Archive-Orig-Content-Encoding: gzip|Content-Length: 34|",
        ),
        (
            "request",
            "GET /reports/veldonia/?a=1 HTTP/1.1|User-Agent: Mozilla/5.0 (compatible; tipdiff)|",
        ),
    ]
    assert_warcio_accepts(archive)


def test_an_unchanged_page_is_a_revisit(archive: Archive) -> None:
    """Same bytes, or 304: the look is recorded, the bytes stay where they are."""
    first = archive.add_fetched(PAGE, SITE).capture
    again = archive.add_fetched(PAGE, SITE)
    answer = replace(PAGE, http_status=304, reason="Not Modified", headers=(), body=b"")
    unmodified = archive.add_fetched(
        answer, replace(SITE, status="not_modified"), unmodified=again.capture
    )

    assert [(a.new, a.capture.same_as) for a in (again, unmodified)] == [(True, first.id)] * 2
    assert unmodified.capture.http_status == 304
    assert archive.read(unmodified.capture) == PAGE.body
    assert_warcio_accepts(archive)


def test_blocked_pages_are_kept_with_their_status(archive: Archive) -> None:
    """What a judge said of a response goes into the record, and comes back from it."""
    page = replace(PAGE, http_status=403, reason="Forbidden", body=b"")
    capture = archive.add_fetched(page, replace(SITE, status="blocked")).capture

    assert (capture.status, capture.http_status, archive.read(capture)) == ("blocked", 403, b"")
    assert_warcio_accepts(archive)


def test_a_full_file_is_followed_by_a_new_one(tmp_path: Path) -> None:
    """Files are rotated by size, and numbered without a gap."""
    with Archive(tmp_path, now=clock(), max_file=1000) as archive:
        for number in range(8):
            archive.add_file(b"%d" % number * 100, replace(FILE, edition=number), name="x.txt")

        serials = [name.split("-")[2] for name in archive.folder.names()]
        assert serials == ["00001.warc.gz", "00002.warc.gz", "00003.warc.gz"]
        assert [archive.read(c)[:1] for c in archive.store.captures.all()] == [
            b"%d" % number for number in range(8)
        ]
        assert_warcio_accepts(archive)


def test_many_captures_and_their_narratives_are_one_transaction(archive: Archive) -> None:
    """A reader sees all of a block at once."""
    with archive.writing() as store:
        capture = archive.add_file(TEXT, FILE, name="veldonia.txt").capture
        store.narratives.save(capture, [narrative()])
        with Archive(archive.path) as other:
            assert list(other.store.captures.all()) == []

    with Archive(archive.path) as other:
        assert other.store.narratives.best("tip", "XVE", 2018) == narrative(
            evidence=capture.evidence
        )


def test_a_lost_database_is_told(archive: Archive) -> None:
    """Readers do not take an archive without its database for an empty one."""
    archive.add_file(TEXT, FILE, name="veldonia.txt")
    archive.close()
    (archive.path / "tipdiff.db").unlink()

    with pytest.raises(ArchiveError, match="has lost its database: run `tipdiff rebuild`"):
        _ = archive.store


def test_what_came_before_an_error_stays(archive: Archive) -> None:
    """Captures are kept even when the next one cannot be had."""
    with pytest.raises(RuntimeError), archive.writing():  # noqa: PT012
        archive.add_file(TEXT, FILE, name="veldonia.txt")
        raise RuntimeError

    assert [archive.read(c) for c in archive.store.captures.all()] == [TEXT]


def test_a_second_writer_waits_and_then_says_who_writes(archive: Archive) -> None:
    """Two processes never write to one file."""
    with (
        archive.writing(),
        Archive(archive.path, lock_wait=0.1) as other,
        pytest.raises(ArchiveError, match=r"written by another tipdiff \(process \d+\)"),
    ):
        other.add_file(TEXT, FILE, name="veldonia.txt")


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("veldonia.txt", "file:///veldonia.txt"),
        ("/a/b/c/veldonia.txt", "file:///c/veldonia.txt"),
        ("../../../etc/passwd", "file:///etc/passwd"),
        ("C:\\tip\\2018\\velđonia.htm", "file:///2018/vel%C4%91onia.htm"),
        ("a\r\nWARC-Type: response", "file:///a%0D%0AWARC-Type%3A%20response"),
    ],
)
def test_names_are_written_down_and_never_followed(archive: Archive, name: str, uri: str) -> None:
    """A name cannot leave the folder, forge a header line or tell where its owner lives."""
    capture = archive.add_file(TEXT, FILE, name=name).capture

    assert (capture.url, archive.read(capture)) == (uri, TEXT)
    assert_warcio_accepts(archive)


@settings(deadline=None)  # a busy machine is no fault
@given(
    body=st.binary(max_size=200),
    url=st.text(max_size=30).map(lambda tail: "https://www.example.org/" + tail),
    source=st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True),
    header=st.text(max_size=10),
    content_type=st.text(max_size=20),
    edition=st.none() | st.integers(2001, 2100),
    reason=st.text(max_size=10),
    same=st.booleans(),
)
def test_every_record_reads_back_as_the_capture_it_was_made_from(
    body: bytes,
    url: str,
    source: str,
    header: str,
    content_type: str,
    edition: int | None,
    reason: str,
    same: bool,
) -> None:
    """Rebuilding from the files gives the rows there were, whatever came over the wire."""
    place = records.Place(file="x.warc.gz", offset=7, date="2026-09-29T08:00:00Z")
    facts = Facts(source=source, edition=edition)
    exchange = Exchange(
        url=url,
        http_status=200,
        reason=reason,
        headers=(("Content-Type", content_type), ("X-Other", header)),
        body=body,
        request_headers=(("X-Other", header),),
    )
    sha256 = hashlib.sha256(body).hexdigest()
    document = records.Document(body=body, sha256=sha256, content_type=content_type)
    known = records.imported(place, url, document, facts, None)[0] if same else None

    for capture, packed, *request in (
        records.imported(place, url, document, facts, known),
        records.fetched(place, exchange, sha256, facts, known),
    ):
        data = unpack(packed)
        assert records.read_capture(data, "x.warc.gz", 7, len(packed)) == capture
        assert records.problems(data) == []
        assert same or records.read_document(data) == body
        assert [records.problems(unpack(r)) for r in request] in ([], [[]])

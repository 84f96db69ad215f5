"""Jobs on a whole archive with the real parser: made anew, read anew, taken from others."""

from __future__ import annotations

import gzip
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from tests.archive_samples import clock
from tests.test_archive_transfer import crawled
from tipdiff import keep
from tipdiff.archive import Archive, verify
from tipdiff.archive.transfer import export_warc
from tipdiff.errors import NotANarrative
from tipdiff.importing import Given
from tipdiff.pipeline import bring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tipdiff.capture import Capture
    from tipdiff.model import Narrative

DEMO = files("tipdiff") / "demo"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """The three editions of the made-up country."""
    with Archive(tmp_path / "archive", now=clock()) as made:
        for resource in sorted(DEMO.iterdir(), key=lambda each: each.name):
            path = tmp_path / resource.name
            path.write_bytes(resource.read_bytes())
            bring(made, path, Given())
        yield made


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive beside it."""
    with Archive(tmp_path / "other", now=clock("2026-10-01T00:00:00")) as made:
        yield made


def narratives(archive: Archive) -> list[Narrative]:
    return list(archive.store.narratives.load_all())


def test_a_rebuilt_database_has_identical_narratives(archive: Archive) -> None:
    """The WARC files hold all that the parser needs, with the database gone as well."""
    before = narratives(archive)
    archive.close()
    (archive.path / "tipdiff.db").unlink()

    rebuilt = keep.rebuild(archive)

    assert (rebuilt.captures, rebuilt.narratives, rebuilt.findings) == (3, 3, ())
    assert narratives(archive) == before
    assert verify(archive) == []


def test_what_the_parser_has_read_is_not_read_anew(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing to do is done at once."""

    def never(capture: Capture, data: bytes) -> tuple[Narrative, ...]:
        raise AssertionError(capture)

    monkeypatch.setattr(keep, "parse_capture", never)

    assert keep.reparse(archive) == keep.Reparsed(captures=0, narratives=0, findings=())


def test_a_capture_that_a_newer_parser_refuses_keeps_its_reading(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told, and nothing is lost."""
    before = narratives(archive)

    def refusing(capture: Capture, data: bytes) -> tuple[Narrative, ...]:
        raise NotANarrative("no tier")

    monkeypatch.setattr(keep, "parse_capture", refusing)
    monkeypatch.setattr(keep, "PARSER_VERSION", 99)

    reparsed = keep.reparse(archive)

    assert [finding.problem.split(" (")[0] for finding in reparsed.findings] == [
        "gives no narrative: no tier"
    ] * 3
    assert narratives(archive) == before


def test_an_export_brought_elsewhere_gives_the_same_narratives(
    archive: Archive, other: Archive, tmp_path: Path
) -> None:
    """Each capture keeps its time and address; bringing it twice changes nothing."""
    export_warc(archive, tmp_path / "all.warc.gz")

    first = keep.bring_warc(other, tmp_path / "all.warc.gz", Given())
    again = keep.bring_warc(other, tmp_path / "all.warc.gz", Given())

    assert (first.new, first.known, first.narratives, first.findings) == (3, 0, 3, ())
    assert (again.new, again.known, again.narratives, again.findings) == (0, 3, 0, ())
    assert narratives(other) == narratives(archive)


def test_pages_of_another_crawler_that_are_no_narrative_are_left(
    other: Archive, tmp_path: Path
) -> None:
    """Only pages with a narrative come in; a damaged record is told."""
    path = tmp_path / "crawl.warc.gz"
    crawled(path)

    left = keep.bring_warc(other, path, Given())
    path.write_bytes(path.read_bytes()[:-20])
    hurt = keep.bring_warc(other, path, Given())

    assert (left.new, left.skipped, left.findings) == (0, 4, ())
    assert [finding.file for finding in hurt.findings] == ["crawl.warc.gz"]


def test_a_page_of_another_crawler_is_read_where_its_address_says_so(
    archive: Archive, other: Archive, tmp_path: Path
) -> None:
    """Source and edition come from the page's URL; what the operator says goes first."""
    body = (DEMO / "veldonia-2018.txt").read_bytes()
    url = "https://www.state.gov/reports/veldonia/"
    record = (
        f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "WARC-Date: 2018-06-28T12:00:00Z\r\nContent-Type: text/plain\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    path = tmp_path / "one.warc.gz"
    path.write_bytes(gzip.compress(record + body + b"\r\n\r\n"))

    keep.bring_warc(other, path, Given(edition=2017))
    (read,) = narratives(other)

    assert (read.country.iso3, read.edition, read.source) == ("XVE", 2017, "state_gov")
    assert read.evidence is not None
    assert replace(read.evidence, sha256="") == replace(
        read.evidence, sha256="", url=url, captured_at="2018-06-28T12:00:00Z"
    )

"""Captures taken out of a WARC file that somebody else made, or that another archive exported.

Records of tipdiff's own are taken as they are, byte by byte. From other crawlers' records the
page is taken with its URL, time and headers, its encodings undone; who made the file and which
record it was goes along as `origin`.

This module imports warcio: import it inside functions.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from tipdiff.archive import records
from tipdiff.archive.members import MAX_RECORD, Damage, members
from tipdiff.capture import Added, Exchange, Facts, Finding
from tipdiff.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from tipdiff.archive.archive import Archive

    Judge = Callable[[Exchange], Facts | None]

_DATE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What `import_warc` found in a file."""

    added: tuple[Added, ...]
    skipped: int
    """Records that are no page of a report."""
    findings: tuple[Finding, ...]
    """Records that could not be taken, and why."""


def import_warc(archive: Archive, path: Path, judge: Judge) -> Taken:
    """Take captures from a WARC file; `judge` says what a page is, or None to leave it."""
    taking = _Taking(archive, path, judge)
    try:
        with path.open("rb") as file, archive.writing():
            for offset, data in taking.records(file):
                taking.take(offset, data)
    except OSError as error:
        raise ArchiveError(f"cannot read {path}: {error.strerror}") from error
    return Taken(added=tuple(taking.added), skipped=taking.skipped, findings=tuple(taking.findings))


class _Taking:
    """One file on its way into the archive."""

    def __init__(self, archive: Archive, path: Path, judge: Judge) -> None:
        self.added: list[Added] = []
        self.findings: list[Finding] = []
        self.skipped = 0
        self._archive = archive
        self._path = path
        self._judge = judge
        self._new_ids: set[str] = set()
        self._by_digest: dict[str, Added] = {}

    def records(self, file: BinaryIO) -> Iterator[tuple[int, bytes]]:
        """Every record, unpacked, with its offset (of its gzip member, where there are members)."""
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        if not packed:
            yield from self._split(file, 0)
            return
        for found in members(file):
            if isinstance(found, Damage):
                self._tell(found.offset, found.problem)
            else:
                for _, data in self._split(BytesIO(found.data), found.offset):
                    yield found.offset, data

    def take(self, offset: int, data: bytes) -> None:
        """One record: kept, left, or told why not."""
        try:
            added = self._taken(data)
        except (ValueError, zlib.error, ArchiveError) as error:
            self._tell(offset, str(error))
            return
        if added is None:
            self.skipped += 1
            return
        self.added.append(added)
        if added.new:
            self._new_ids.add(added.capture.id)

    def _taken(self, data: bytes) -> Added | None:
        problems = [p for p in records.problems(data) if p != records.NO_DIGEST]
        if problems:
            raise ValueError("; ".join(problems))
        own = records.read_capture(data, self._path.name, 0, 0)
        if own is not None:
            if own.same_as and self._archive.store.captures.get(own.same_as) is None:
                raise ValueError(f"the record it refers to ({own.same_as}) is not here")
            return self._archive.add_record(data)
        if records.request_of(data) in self._new_ids:
            return self._archive.add_record(data)
        return self._taken_from_others(data)

    def _taken_from_others(self, data: bytes) -> Added | None:
        record = next(iter(ArchiveIterator(BytesIO(data))))
        exchange = self._exchange(record)
        facts = self._judge(exchange) if exchange else None
        if exchange is None or facts is None:
            return None
        header = record.rec_headers.get_header
        facts = replace(facts, origin=f"{self._path.name} {header('WARC-Record-ID')}")
        date = _date(header("WARC-Date"))
        if record.rec_type == "resource":
            added = self._archive.add_file(
                exchange.body,
                facts,
                name=exchange.url,
                url=exchange.url,
                content_type=exchange.header("content-type"),
                captured_at=date,
            )
        else:
            added = self._archive.add_fetched(exchange, facts, captured_at=date)
        self._by_digest[header("WARC-Payload-Digest") or ""] = added
        return added

    def _exchange(self, record: Any) -> Exchange | None:
        """The page of a record; None where the record holds none."""
        url = record.rec_headers.get_header("WARC-Target-URI")
        if record.rec_type == "resource":
            kind = (("Content-Type", record.content_type or "application/octet-stream"),)
            return Exchange(url=url, http_status=200, headers=kind, body=record.raw_stream.read())
        if record.http_headers is None or record.rec_type not in ("response", "revisit"):
            return None
        status, _, reason = record.http_headers.statusline.partition(" ")
        if not status.isdigit():
            raise ValueError(f"the HTTP status is {status!r}")
        body = _body(record)
        if record.rec_type == "revisit":
            same = self._by_digest.get(record.rec_headers.get_header("WARC-Payload-Digest"))
            if same is None:
                return None
            body = self._archive.read(same.capture)
        return Exchange(
            url=url,
            http_status=int(status),
            reason=reason,
            headers=tuple(record.http_headers.headers),
            body=body,
        )

    def _split(self, file: BinaryIO, base: int) -> Iterator[tuple[int, bytes]]:
        """The records of an unpacked run of bytes."""
        places = []
        file.seek(0)
        try:
            for record in (found := ArchiveIterator(file, no_record_parse=True)):
                if record.format != "warc":
                    raise ArchiveLoadFailed("an ARC file; convert it with `warcio recompress`")  # noqa: TRY301
                places.append((found.get_record_offset(), found.get_record_length()))
        except ArchiveLoadFailed as error:
            self._tell(base, str(error).strip().splitlines()[0])
        for offset, length in places:
            file.seek(offset)
            yield offset, file.read(min(length, MAX_RECORD))

    def _tell(self, offset: int, problem: str) -> None:
        self.findings.append(Finding(file=self._path.name, offset=offset, problem=problem))


def _date(told: str | None) -> str:
    found = _DATE.fullmatch(told or "")
    if found is None:
        raise ValueError(f"the record's date is {told!r}")
    return f"{found[1]}Z"


def _body(record: Any) -> bytes:
    """The body of a response, its encodings undone, within the bound on a record."""
    body: bytes = record.raw_stream.read()
    header = record.http_headers.get_header
    if (header("transfer-encoding") or "").lower() == "chunked":
        body = ChunkedDataReader(BytesIO(body)).read()
    coding = (header("content-encoding") or "identity").lower()
    if coding in ("gzip", "x-gzip"):
        return _inflated(body, zlib.MAX_WBITS + 16)
    if coding == "deflate":
        return _inflated(body, zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS)
    if coding != "identity":
        raise ValueError(f"the page is packed with {coding!r}, which tipdiff cannot undo")
    return body


def _inflated(body: bytes, window: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    plain = unpacker.decompress(body, MAX_RECORD)
    if not unpacker.eof:
        raise ValueError("the page is cut off, or too large when unpacked")
    return plain

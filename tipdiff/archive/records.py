"""WARC 1.1 records: made from captures, and read back into captures.

    resource            a file the operator brought
    response, request   a page fetched
    revisit             bytes the archive holds already (the same again, or HTTP 304)
    warcinfo            the head of every file

Payload digests are SHA-256 in hexadecimal: what sha256sum prints for the document itself. What
tipdiff knows beyond the standard's fields stands in fields named Tipdiff-*.

This module imports warcio: import it inside functions.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from tipdiff import __version__
from tipdiff.archive.members import pack
from tipdiff.capture import Capture, Exchange, Facts

if TYPE_CHECKING:
    from tipdiff.capture import Headers

VERSION = "WARC/1.1"
NO_DIGEST = "the record has no digest"
NOT_MODIFIED = 304

_NAMESPACE = uuid.UUID("2a1c9c0e-5d3c-5c0b-9a53-3a3f6d9f4c11")
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_URI_SAFE = "%/:=&?~#+!$,;'@()*[]"
_UNKNOWN = "application/octet-stream"
_UNDONE = ("content-encoding", "transfer-encoding", "content-length")
"""Response headers that speak of the bytes on the wire: kept under X-Archive-Orig-*."""


class _Writer(WARCWriter):  # type: ignore[misc]
    """warcio's writer with SHA-256 digests."""

    @staticmethod
    def _create_digester() -> Any:
        return _Digester()


class _Digester:
    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def update(self, data: bytes) -> None:
        self._hash.update(data)

    def __str__(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the next record will be written, and when: this and the bytes give its id."""

    file: str
    offset: int
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is put into a record: its bytes, their digest, and their media type."""

    body: bytes
    sha256: str
    content_type: str


def warcinfo(place: Place) -> bytes:
    """The record at the head of a file: who wrote it, and how."""
    lines = (
        f"software: tipdiff/{__version__}",
        "format: WARC File Format 1.1",
        "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    )
    body = "".join(f"{line}\r\n" for line in lines).encode()
    fields = {
        "WARC-Record-ID": _urn(_record_id(place, "warcinfo", "")),
        "WARC-Date": place.date,
        "WARC-Filename": place.file,
    }
    return _packed("", "warcinfo", fields, body=body)


def imported(
    place: Place, url: str, document: Document, facts: Facts, same: Capture | None
) -> tuple[Capture, bytes]:
    """A file the operator brought: the capture and its packed record."""
    capture = _capture(place, safe_uri(url), document, facts, same)
    if same is not None:
        fields = {**_fields(capture), **_revisit_fields(same, _SAME_PAYLOAD)}
        return _placed(capture, _packed(capture.url, "revisit", fields))
    fields = {
        **_fields(capture),
        "Content-Type": capture.content_type,
        # The whole block is the document: warcio would work its digest out anew.
        "WARC-Block-Digest": f"sha256:{capture.sha256}",
    }
    return _placed(capture, _packed(capture.url, "resource", fields, body=document.body))


def fetched(
    place: Place, exchange: Exchange, sha256: str, facts: Facts, same: Capture | None
) -> tuple[Capture, bytes, bytes]:
    """A page fetched: the capture, the packed response or revisit, and the packed request."""
    content_type = exchange.header("content-type") or (same.content_type if same else _UNKNOWN)
    url = safe_uri(exchange.url)
    document = Document(body=exchange.body, sha256=sha256, content_type=content_type)
    capture = _capture(place, url, document, facts, same)
    capture = replace(capture, http_status=exchange.http_status)
    fields = _fields(capture)
    status = StatusAndHeaders(
        f"{exchange.http_status} {_ascii(exchange.reason)}".rstrip(),
        _response_headers(exchange),
        protocol="HTTP/1.1",
    )
    if same is None:
        packed = _packed(url, "response", fields, body=exchange.body, http=status)
    else:
        unmodified = exchange.http_status == NOT_MODIFIED
        fields |= _revisit_fields(same, _NOT_MODIFIED if unmodified else _SAME_PAYLOAD)
        packed = _packed(url, "revisit", fields, http=status)
    return (*_placed(capture, packed), _request(capture, exchange))


def read_capture(data: bytes, file: str, offset: int, length: int) -> Capture | None:
    """The capture of an unpacked record; None for records that hold none of tipdiff's."""
    record = _parsed(data)
    header = record.rec_headers.get_header
    if header("Tipdiff-Source") is None:
        return None
    status = record.http_headers.get_statuscode() if record.http_headers else ""
    edition = header("Tipdiff-Edition")
    refers = header("WARC-Refers-To")
    return Capture(
        id=_uuid(header("WARC-Record-ID")),
        series=header("Tipdiff-Series"),
        source=header("Tipdiff-Source"),
        country=header("Tipdiff-Country"),
        edition=int(edition) if edition else None,
        status=header("Tipdiff-Status"),
        origin=header("Tipdiff-Origin"),
        url=header("WARC-Target-URI"),
        captured_at=header("WARC-Date"),
        sha256=header("WARC-Payload-Digest").removeprefix("sha256:"),
        content_type=header("Tipdiff-Content-Type"),
        size=int(header("Tipdiff-Size")),
        http_status=int(status) if status.isdigit() else None,
        same_as=_uuid(refers) if refers else None,
        warc_file=file,
        offset=offset,
        length=length,
    )


def request_of(data: bytes) -> str | None:
    """Id of the capture that an unpacked request record belongs to; None for other records."""
    header = _parsed(data).rec_headers.get_header
    belongs = header("WARC-Concurrent-To")
    return _uuid(belongs) if belongs and header("WARC-Type") == "request" else None


def read_document(data: bytes) -> bytes:
    """The document inside an unpacked record."""
    body: bytes = _parsed(data).raw_stream.read()
    return body


def read_headers(data: bytes) -> Headers:
    """The response headers inside an unpacked record."""
    http = _parsed(data).http_headers
    return tuple((str(name), str(value)) for name, value in http.headers) if http else ()


def problems(data: bytes) -> list[str]:
    """What the digests of an unpacked record say against its bytes; nothing when all is well."""
    try:
        record = _parsed(data, check=True)
    except ValueError as error:
        return [str(error)]
    record.raw_stream.read()
    if record.rec_headers.get_header("WARC-Block-Digest") is None:
        return [NO_DIGEST]
    return [str(problem) for problem in record.digest_checker.problems]


def safe_uri(uri: str) -> str:
    """The URI with everything that does not belong in a header line percent-encoded."""
    return quote(uri, safe=_URI_SAFE)


def _parsed(data: bytes, *, check: bool = False) -> Any:
    try:
        return next(WARCIterator(BytesIO(data), check_digests=check))
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, StopIteration) as error:
        raise ValueError(f"no WARC record ({error})") from error


def _capture(
    place: Place, url: str, document: Document, facts: Facts, same: Capture | None
) -> Capture:
    # Of an answer without a body, the document is the one that was not modified.
    sha256 = same.sha256 if same else document.sha256
    return Capture(
        id=_record_id(place, url, sha256),
        series=facts.series,
        source=facts.source,
        country=facts.country,
        edition=facts.edition,
        status=facts.status,
        origin=facts.origin and _line(facts.origin),
        url=url,
        captured_at=place.date,
        sha256=sha256,
        content_type=_line(document.content_type),
        size=same.size if same else len(document.body),
        same_as=same.id if same else None,
        warc_file=place.file,
        offset=place.offset,
        length=0,
    )


def _placed(capture: Capture, packed: bytes) -> tuple[Capture, bytes]:
    return replace(capture, length=len(packed)), packed


def _fields(capture: Capture) -> dict[str, str]:
    own = {
        "Tipdiff-Series": capture.series,
        "Tipdiff-Source": capture.source,
        "Tipdiff-Country": capture.country,
        "Tipdiff-Edition": capture.edition,
        "Tipdiff-Status": capture.status,
        "Tipdiff-Origin": capture.origin,
        "Tipdiff-Content-Type": capture.content_type,
        "Tipdiff-Size": capture.size,
    }
    return {
        "WARC-Record-ID": _urn(capture.id),
        "WARC-Date": capture.captured_at,
        "WARC-Payload-Digest": f"sha256:{capture.sha256}",
        **{name: _line(str(value)) for name, value in own.items() if value is not None},
    }


def _revisit_fields(same: Capture, profile: str) -> dict[str, str]:
    return {
        "WARC-Profile": profile,
        "WARC-Refers-To": _urn(same.id),
        "WARC-Refers-To-Target-URI": same.url,
        "WARC-Refers-To-Date": same.captured_at,
    }


def _request(capture: Capture, exchange: Exchange) -> bytes:
    fields = {
        "WARC-Record-ID": _urn(str(uuid.uuid5(_NAMESPACE, f"{capture.id} request"))),
        "WARC-Date": capture.captured_at,
        "WARC-Concurrent-To": _urn(capture.id),
    }
    target = "/" + capture.url.partition("://")[2].partition("/")[2]
    line = StatusAndHeaders(
        f"{_ascii(exchange.method)} {target.partition('#')[0]} HTTP/1.1",
        _lines(exchange.request_headers),
        is_http_request=True,
    )
    return _packed(capture.url, "request", fields, http=line)


def _response_headers(exchange: Exchange) -> list[tuple[str, str]]:
    kept = [
        (f"X-Archive-Orig-{name}" if name.lower() in _UNDONE else name, value)
        for name, value in _lines(exchange.headers)
    ]
    return [*kept, ("Content-Length", str(len(exchange.body)))]


def _packed(
    url: str, kind: str, fields: dict[str, str], *, body: bytes = b"", http: Any = None
) -> bytes:
    packed = BytesIO()
    writer = _Writer(packed, gzip=False, warc_version=VERSION)
    head = {"WARC-Type": kind, "WARC-Target-URI": url} if url else {"WARC-Type": kind}
    record = writer.create_warc_record(
        url,
        kind,
        payload=BytesIO(body),
        length=len(body),
        warc_headers_dict={**head, **fields},
        http_headers=http,
    )
    writer.write_record(record)
    return pack(packed.getvalue())


def _record_id(place: Place, url: str, sha256: str) -> str:
    # Told by what is recorded, not by chance: the same import into the same archive at the same
    # moment gives the same bytes.
    name = "\n".join((place.file, str(place.offset), place.date, url, sha256))
    return str(uuid.uuid5(_NAMESPACE, name))


def _urn(record_id: str) -> str:
    return f"<urn:uuid:{record_id}>"


def _uuid(urn: str) -> str:
    return urn.strip("<>").removeprefix("urn:uuid:")


def _lines(headers: Headers) -> list[tuple[str, str]]:
    return [(_ascii(name), _ascii(value)) for name, value in headers]


def _ascii(text: str) -> str:
    """A line for the HTTP head, which warcio writes in ASCII."""
    return "".join(c if c.isascii() else quote(c) for c in _line(text))


def _line(text: str) -> str:
    """Text made fit for one header line: a line break in it would forge the next header."""
    return "".join(c if c.isprintable() else " " for c in text).strip()

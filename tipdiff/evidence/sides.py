"""One side of a change: a capture's WARC records, and the narrative that comes out of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.archive.members import split
from tipdiff.errors import DocumentError
from tipdiff.reading import parse_capture

if TYPE_CHECKING:
    from tipdiff.capture import Capture
    from tipdiff.model import Narrative

MAX_DOCUMENT = 64_000_000
"""Bound on an unpacked record: three times what is ever fetched or imported."""
MAX_RECORDS = 3
"""The record that holds the bytes, that of a later look at the same, and the request."""


class BadRecords(Exception):
    """The records are not those of a capture; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What a change is of on one side."""

    records: bytes
    """As they stand in the archive's WARC file."""
    capture: Capture
    narrative: Narrative


def side_of(records: bytes, iso3: str, edition: int) -> Side:
    """The side that these records hold; BadRecords where they are damaged, altered or others'."""
    capture, body = _document(records)
    try:
        narratives = parse_capture(capture, body)
    except DocumentError as error:
        raise BadRecords(f"the document gives no narrative: {error}") from error
    found = [n for n in narratives if (n.country.iso3, n.edition) == (iso3, edition)]
    if not found:
        raise BadRecords(f"the document holds no narrative of {iso3} {edition}")
    return Side(records=records, capture=capture, narrative=found[0])


def _document(packed: bytes) -> tuple[Capture, bytes]:
    """The capture and its document, all digests checked."""
    from tipdiff.archive import records

    captures: list[Capture] = []
    bodies: dict[str, bytes] = {}
    for data in _unpacked(packed):
        try:
            capture = _capture(data, captures)
        except (ValueError, TypeError, AttributeError) as error:
            raise BadRecords(f"a record cannot be read ({error})") from error
        if capture is not None:
            captures.append(capture)
            bodies[capture.id] = records.read_document(data)
    if not captures:
        raise BadRecords("there is no capture in them")
    capture = captures[-1]
    body = bodies.get(capture.same_as or capture.id, b"")
    if hashlib.sha256(body).hexdigest() != capture.sha256:
        raise BadRecords("the bytes are not those that were captured (SHA-256 differs)")
    return capture, body


def _capture(data: bytes, before: list[Capture]) -> Capture | None:
    """The capture of a record; None for the request that belongs to the one before it."""
    from tipdiff.archive import records

    problems = records.problems(data)
    if problems:
        raise BadRecords("; ".join(problems))
    capture = records.read_capture(data, "", 0, 0)
    if capture is None and (not before or records.request_of(data) != before[-1].id):
        raise BadRecords("there is a record that belongs to no capture")
    return capture


def _unpacked(packed: bytes) -> list[bytes]:
    try:
        found = split(packed, MAX_DOCUMENT)
    except ValueError as error:
        raise BadRecords(str(error)) from error
    if len(found) > MAX_RECORDS:
        raise BadRecords(f"there are {len(found)} records; at most {MAX_RECORDS} belong here")
    return found

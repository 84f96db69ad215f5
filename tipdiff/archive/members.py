"""Gzip members of a WARC file, read strictly: every byte is in a record, or in a finding.

One record is one gzip member. A reader that guesses (as gzip readers do) hides damage; this one
says where it is and goes on with the next member that can be read.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MAX_RECORD = 256 * 1024 * 1024
"""Bound on an unpacked record: a damaged length must not fill the memory."""

_HEADER = b"\x1f\x8b\x08"
_GZIP = zlib.MAX_WBITS + 16
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One gzip member, unpacked."""

    offset: int
    length: int
    data: bytes
    crc32: int
    """Running CRC-32 of the file's bytes up to the end of this member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A run of bytes that is no record."""

    offset: int
    length: int
    problem: str
    crc32: int
    tail: bool
    """Nothing that can be read comes after: the mark of a write that was cut off."""


def pack(data: bytes) -> bytes:
    """One gzip member with these bytes: no name, no time, so that the same bytes pack the same."""
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    return packer.compress(data) + packer.flush()


def unpack(member: bytes) -> bytes:
    """The bytes of one whole gzip member; ValueError when it is not whole."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        data = unpacker.decompress(member, MAX_RECORD)
    except zlib.error as error:
        raise ValueError(f"damaged ({error})") from error
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("not one whole record")
    return data


def members(file: BinaryIO, start: int = 0, crc32: int = 0) -> Iterator[Member | Damage]:
    """Every member from an offset on, and what lies between them."""
    offset = start
    while True:
        file.seek(offset)
        found = _member(file, offset, crc32)
        if found is None:
            return
        yield found
        offset, crc32 = found.offset + found.length, found.crc32


def _member(file: BinaryIO, offset: int, crc32: int) -> Member | Damage | None:
    unpacker = zlib.decompressobj(_GZIP)
    parts: list[bytes] = []
    raw: list[bytes] = []
    size = 0
    problem = "the record ends before its time"
    while chunk := file.read(_CHUNK):
        raw.append(chunk)
        try:
            parts.append(unpacker.decompress(chunk))
        except zlib.error as error:
            problem = f"the bytes are damaged ({error})"
            break
        size += len(parts[-1])
        if unpacker.eof:
            member = b"".join(raw)
            member = member[: len(member) - len(unpacker.unused_data)]
            return Member(
                offset=offset,
                length=len(member),
                data=b"".join(parts),
                crc32=zlib.crc32(member, crc32),
            )
        if size > MAX_RECORD:
            problem = f"the record unpacks to more than {MAX_RECORD} bytes"
            break
    return _damage(file, offset, crc32, problem) if raw else None


def _damage(file: BinaryIO, offset: int, crc32: int, problem: str) -> Damage:
    end, tail = _next_member(file, offset + 1)
    file.seek(offset)
    for size in _steps(end - offset):
        crc32 = zlib.crc32(file.read(size), crc32)
    return Damage(offset=offset, length=end - offset, problem=problem, crc32=crc32, tail=tail)


def _next_member(file: BinaryIO, start: int) -> tuple[int, bool]:
    """Offset of the next member that begins as a WARC record, or the end of the file."""
    file.seek(start)
    rest = file.read()
    at = rest.find(_HEADER)
    while at >= 0:
        if _begins_record(rest[at : at + _CHUNK]):
            return start + at, False
        at = rest.find(_HEADER, at + 1)
    return start + len(rest), True


def _begins_record(raw: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP).decompress(raw, 16).startswith(b"WARC/1.")
    except zlib.error:
        return False


def _steps(total: int) -> Iterator[int]:
    while total > 0:
        yield min(total, _CHUNK)
        total -= _CHUNK


def read_member(file: BinaryIO, offset: int, length: int, name: str) -> bytes:
    """The unpacked record at a place; ArchiveError when it is not there whole."""
    file.seek(offset)
    try:
        return unpack(file.read(length))
    except ValueError as error:
        raise ArchiveError(
            f"{name}, offset {offset}: the record is {error}; run `tipdiff verify`"
        ) from error

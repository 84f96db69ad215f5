"""A response's body: its Content-Encoding undone piece by piece, within the bounds."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.errors import Unfit, Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterable

ENCODINGS = ("gzip", "deflate")
"""What is asked for in Accept-Encoding, and can be undone."""

_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The largest body that is read, in bytes on the wire and unpacked."""

    packed: int
    unpacked: int


def unpack(chunks: Iterable[bytes], encoding: str, bounds: Bounds) -> bytes:
    """The document that the pieces of a body make; no more than the bounds is ever held.

    Raises Unfit over a bound or for an unknown encoding, Unreachable where the packed data end
    too early.
    """
    name = encoding.strip().lower()
    pieces = _counted(chunks, bounds.packed)
    if name in ("", "identity"):
        return b"".join(pieces)
    if name not in (*ENCODINGS, "x-gzip"):
        raise Unfit(f"the body is packed as {name!r}, which was not asked for")
    undo = _Inflater(gzip=name != "deflate", bound=bounds.unpacked)
    for piece in pieces:
        undo.feed(piece)
    return undo.end()


def _counted(chunks: Iterable[bytes], bound: int) -> Iterable[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > bound:
            raise Unfit(f"the body is over {bound:,} bytes: no page of a report is that large")
        yield chunk


class _Inflater:
    """Undoes gzip (of any number of members) or deflate (with or without the zlib head)."""

    def __init__(self, *, gzip: bool, bound: int) -> None:
        self._gzip = gzip
        self._bound = bound
        self._stream = zlib.decompressobj(_GZIP) if gzip else None
        self._out = bytearray()

    def feed(self, data: bytes) -> None:
        """Unpack a piece."""
        while data:
            stream = self._ready(data)
            if stream is None:
                return
            self._out += self._inflated(stream, data)
            if len(self._out) > self._bound:
                raise Unfit(f"the body unpacks to over {self._bound:,} bytes: no page does")
            data = stream.unused_data

    def end(self) -> bytes:
        """The whole document; Unreachable where the packed data have no end."""
        if self._stream is None or not self._stream.eof:
            raise Unreachable("the packed body was cut off before its end")
        return bytes(self._out)

    def _ready(self, data: bytes) -> zlib._Decompress | None:
        """The stream for the next bytes; None: they are padding after the end."""
        if self._stream is None:
            # Servers call two formats "deflate"; RFC 1950's head tells the one with a head.
            zlib_head = data[0] & 0x0F == zlib.DEFLATED
            self._stream = zlib.decompressobj(_ZLIB if zlib_head else _RAW)
        elif self._stream.eof:
            if not (self._gzip and data[:1] == b"\x1f"):
                return None
            self._stream = zlib.decompressobj(_GZIP)
        return self._stream

    def _inflated(self, stream: zlib._Decompress, data: bytes) -> bytes:
        room = self._bound + 1 - len(self._out)
        try:
            return stream.decompress(data, room)
        except zlib.error as error:
            raise Unfit(f"the packed body is broken ({error})") from error

"""Bytes become text: the encoding found, what is no text refused."""

from __future__ import annotations

import re
from typing import NamedTuple

from tipdiff.errors import NotText

CONTROL_SHARE = 0.01
"""Share of control characters above which a document is no text."""

_SIGNATURES = {
    b"%PDF": "a PDF; save its text, or the web page, and import that",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PK\x03\x04": "an archive or an office document; save it as text or HTML",
}


class Decoded(NamedTuple):
    """A document's text, and whether it is HTML."""

    text: str
    is_html: bool


def decode(data: bytes, name: str, content_type: str | None = None) -> Decoded:
    """The text of a document, with line feeds for line ends.

    Raises NotText where it is empty, binary, or in no encoding that fits.
    """
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise NotText(f"{name} is not a text but {what}")
    text = _decoded(data, name, content_type).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise NotText(f"{name} is empty: there is nothing to read in it")
    controls = sum(ord(c) < 32 and c not in "\t\n\x0b\x0c" for c in text)
    if controls > CONTROL_SHARE * len(text):
        raise NotText(f"{name} is not a text: it is full of control characters")
    head = text[:4000].lower()
    is_html = "<html" in head or "<!doctype html" in head or re.search(r"<(?:body|p|div)\b", head)
    return Decoded(text, bool(is_html))


def _decoded(data: bytes, name: str, content_type: str | None) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _in(data, "utf-16", name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        declared = _declared(data, content_type)
        if declared and declared not in ("utf-8", "utf8"):
            return _in(data, declared, name)
        if _is_nearly_utf8(data):
            raise NotText(
                f"{name} is in a broken encoding: byte {error.start} is not UTF-8 though others "
                "are; save it again"
            ) from error
        return _in(data, "windows-1252", name)


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether the text is UTF-8 but for damage, and no single-byte encoding either."""
    try:
        data.decode("windows-1252")
    except UnicodeDecodeError:
        return True
    lost = data.decode("utf-8", "replace").count("\ufffd")
    high = sum(byte > 127 for byte in data)
    return high > 3 * lost or b"\xff\xfe" in data


def _in(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise NotText(
            f"{name} is in a broken encoding: it is not {encoding}; save it again"
        ) from error


def _declared(data: bytes, content_type: str | None) -> str | None:
    """The encoding that the header or the page names."""
    head = (content_type or "").encode("ascii", "replace") + b" " + data[:2000]
    match = re.search(rb"charset=[\"']?([A-Za-z0-9_-]+)", head)
    return match[1].decode("ascii").lower() if match else None

"""Bytes of a document become text, or a refusal that says why they cannot.

The encoding is taken from a byte order mark, else UTF-8 where the bytes are valid, else what the
document declares, else windows-1252 (old Word and FrontPage pages). Text comes out in NFC with
line feeds alone.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from tipdiff.errors import NotText, TooLarge

LARGEST = 20_000_000
"""Bytes: fifty times the longest narrative with its page; beyond is something else."""
_HEAD = 4096

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNLIKELY = re.compile(rb"[\x81\x8d\x8f\x90\x9d\xd7\xf7\xfe\xff]")
"""Bytes that no English text in windows-1252 has."""
_RETURN = re.compile(r"\r\n?")
_SIGN = re.compile(r"[^\ufeff \t\r\n\f]")
_CONTROLS = bytes([*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
"""Bytes that texts have by accident alone."""
_BINARY = (
    (b"%PDF", "a PDF file; save its text first, or import the web page"),
    (b"PK\x03\x04", "a ZIP or Office file; save it as text or HTML first"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich text file; save it as text or HTML first"),
    (b"\xd0\xcf\x11\xe0", "an Office file; save it as text or HTML first"),
)


def decode(data: bytes, *, name: str = "", content_type: str | None = None) -> str:
    """The text of a document; raises NotText or TooLarge with one line that says why."""
    where = name or "the document"
    if len(data) > LARGEST:
        raise TooLarge(
            f"{where} has {len(data) / 1e6:.0f} MB; a narrative's page has less than "
            f"{LARGEST / 1e6:.0f} MB: check that it is the right file"
        )
    if not data.strip():
        raise NotText(f"{where} is empty")
    _refuse_binary(data, where)
    text = _decoded(data, content_type, where)
    if not _SIGN.search(text):
        raise NotText(f"{where} is empty")
    return tidy(text)


def tidy(text: str) -> str:
    """The text in NFC, with line feeds alone and no byte order mark."""
    text = _RETURN.sub("\n", text.removeprefix("\ufeff"))
    for end in "\x0b\x0c\x85\u2028\u2029":
        text = text.replace(end, "\n")
    return unicodedata.normalize("NFC", text)


def _refuse_binary(data: bytes, where: str) -> None:
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise NotText(f"{where} is not a text but {what}")
    if any(data.startswith(bom) for bom, _ in _BOMS):
        return
    head = data[:100_000]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if b"\x00" in data or controls > len(head) // 200:
        raise NotText(f"{where} is binary, not a text")


def _decoded(data: bytes, content_type: str | None, where: str) -> str:
    """The text by the first encoding that fits."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, error, where)
    declared = _declared(data, content_type)
    if declared is not None:
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass  # a wrong declaration is common; windows-1252 decides
    if _UNLIKELY.search(data):
        raise NotText(f"{where} is in no known encoding; save it as UTF-8")
    return _strict(data, "windows-1252", where)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(
            f"{where} is in no known encoding: {encoding} fails at byte {error.start}; "
            "save it as UTF-8"
        ) from error


def _refuse_damaged(data: bytes, error: UnicodeDecodeError, where: str) -> None:
    """Raise where the bytes are UTF-8 for the most part: reading them otherwise garbles them."""
    letters = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", data))
    others = len(re.findall(rb"[\x80-\xff]", data)) - sum(
        len(found) for found in re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", data)
    )
    if letters > others:
        raise NotText(
            f"{where} is damaged: its encoding is UTF-8 but for byte {error.start}; "
            "fetch or save it again"
        )


def _declared(data: bytes, content_type: str | None) -> str | None:
    """The charset that the content type or the document's head names, if it is not UTF-8."""
    head = data[:_HEAD].decode("ascii", "replace")
    for place in (content_type or "", head):
        found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", place, re.IGNORECASE)
        if found and found[1].lower().replace("-", "").replace("_", "") != "utf8":
            return "windows-1252" if found[1].lower() in ("iso-8859-1", "us-ascii") else found[1]
    return None

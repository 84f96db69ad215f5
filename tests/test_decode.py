"""Bytes become text, or a refusal of one line."""

from __future__ import annotations

import pytest

from tipdiff.errors import NotText, TooLarge
from tipdiff.parse.decode import LARGEST, decode

TEXT = "Türkiye’s police – “trained” in Côte d’Ivoire"

ENCODINGS = [
    (TEXT.encode(), None),
    (TEXT.encode("utf-8-sig"), None),
    (TEXT.encode("utf-16"), None),
    (TEXT.encode("windows-1252"), None),
    (TEXT.encode("windows-1252"), "text/html; charset=utf-8"),
    (TEXT.encode(), "text/html; charset=iso-8859-1"),
    (TEXT.encode("mac-roman"), "text/plain; charset=macintosh"),
]


@pytest.mark.parametrize(("data", "content_type"), ENCODINGS)
def test_a_text_is_read_in_the_encoding_it_is_in(data: bytes, content_type: str | None) -> None:
    """What the document declares is believed only where the bytes do not say otherwise."""
    assert decode(data, content_type=content_type) == TEXT


def test_the_charset_that_a_page_declares_is_used() -> None:
    """Where the bytes are no UTF-8."""
    page = '<meta charset="iso-8859-9"><p>Türkiye ş</p>'

    assert decode(page.encode("iso-8859-9")) == page


def test_text_comes_out_with_line_feeds_alone_and_composed() -> None:
    """Old line ends and split accents are one and the same afterwards."""
    assert decode("\ufeffa\r\nb\rc\u2028d\x0ce Co\u0302te".encode()) == "a\nb\nc\nd\ne Côte"


REFUSED = [
    (b"", "it.txt is empty"),
    (b" \r\n\t", "it.txt is empty"),
    ("\ufeff".encode(), "it.txt is empty"),
    (
        b"%PDF-1.7 ...",
        "it.txt is not a text but a PDF file; save its text first, or import the web page",
    ),
    (b"\x89PNG\r\n", "it.txt is not a text but a picture"),
    (b"\x1f\x8b\x08\x00", "it.txt is not a text but a gzip file; unpack it first"),
    (b"abc\x00def", "it.txt is binary, not a text"),
    (bytes(range(1, 20)) * 30, "it.txt is binary, not a text"),
    (
        "Türkiye, Côte d’Ivoire".encode() + b" \xc3 end",
        "it.txt is damaged: its encoding is UTF-8 but for byte 27; fetch or save it again",
    ),
    (b"traff\xff\xfeking", "it.txt is in no known encoding; save it as UTF-8"),
    (
        "\ufeffab".encode("utf-16-le")[:-1],
        "it.txt is in no known encoding: utf-16 fails at byte 4; save it as UTF-8",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("data", "line"), REFUSED)
def test_what_is_no_text_is_refused_with_one_line(data: bytes, line: str) -> None:
    """It says what the document is and what to do."""
    with pytest.raises(NotText) as refusal:
        decode(data, name="it.txt")

    assert str(refusal.value) == line


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    """With its size and the bound."""
    with pytest.raises(TooLarge, match=r"^it\.txt has 20 MB; a narrative's page has less"):
        decode(b"x" * (LARGEST + 1), name="it.txt")

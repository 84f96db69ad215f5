"""Characters that act on a reader's screen are shown instead of obeyed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def _acting() -> re.Pattern[str]:
    """Controls, bidirectional overrides and isolates, line separators, tags, lone surrogates.

    White space that any page may hold (tab, line feed, carriage return, form feed) is not acting;
    neither are the marks U+200E and U+200F, which turn no text around.
    """
    return re.compile(
        "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f"
        "\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
    )


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def visible(text: str, escape: Callable[[re.Match[str]], str] = _escape) -> str:
    r"""The text with acting characters as escapes a reader can see (`\x1b`, `\u202e`)."""
    return _acting().sub(escape, text)


def one_line(text: str) -> str:
    """The text on one line: runs of white space are one space, acting characters are escapes."""
    return visible(re.sub(r"\s+", " ", text)).strip()

"""Sources as facts: what the parser must know of each, told by the modules of fetchers/.

The machine knows no source by name: each module that the registry finds holds one `LAYOUT`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipdiff.layout import Layout

SAVED_FILE = "saved_file"
"""The source of a document that none of the layouts recognises."""


_KEPT = r"^\w+://[^/]+/(?:[\w.-]+/)*\d{4,14}(?:[a-z]{2}_)?/(?=https?://)"
"""What a web archive sets before the address of a page it keeps (format reference, 1.4)."""
_END = 2000
"""Characters at either end of a document in which marks are looked for."""


@cache
def layouts() -> tuple[Layout, ...]:
    """The layouts of all fetchers, by name."""
    from tipdiff.registry import modules

    return tuple(module.LAYOUT for module in modules())


def named(name: str | None) -> Layout | None:
    """The layout of a source by its name."""
    return next((layout for layout in layouts() if layout.name == name), None)


def layout_of(source: str | None, text: str, urls: tuple[str, ...] = ()) -> Layout | None:
    """The layout of a document: of its source, or of the site whose pages that one only keeps."""
    own = named(source)
    return own if own and own.describes else recognise(text, urls) or own


def recognise(text: str, urls: tuple[str, ...] = ()) -> Layout | None:
    """The layout of a document, by the addresses it names as its own, else by its marks."""
    originals = [re.sub(_KEPT, "", url) for url in urls]
    hosts = [host.lower() for url in originals for host in re.findall(r"^\w+://([^/:]+)", url)]
    for layout in layouts():
        if any(host == own or host.endswith("." + own) for own in layout.hosts for host in hosts):
            return layout
    ends = f"{text[:_END]}\n{text[-_END:]}" if len(text) > 2 * _END else text
    return next((layout for layout, marks in _marks() if any(m.search(ends) for m in marks)), None)


@cache
def _marks() -> tuple[tuple[Layout, tuple[re.Pattern[str], ...]], ...]:
    """The marks of each layout, one by one: most begin with a letter they are quickly found by."""
    return tuple(
        (layout, tuple(re.compile(mark, re.MULTILINE) for mark in layout.marks))
        for layout in layouts()
    )


@cache
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all of them, of any case; of none, one that matches nothing."""
    flags = re.MULTILINE | re.IGNORECASE
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)", flags)

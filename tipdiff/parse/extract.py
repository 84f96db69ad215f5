"""HTML becomes text: every block of the narrative once, nothing of the site around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tipdiff.sources import Layout, layout_of, recognise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup, Tag

BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th tr ul".split()
)
"""Elements that begin a line of their own (HTML Living Standard, rendering)."""

SILENT = frozenset(
    "script style noscript template select option iframe svg button head title img input".split()
)
"""Elements whose text nobody reads."""


class Page(NamedTuple):
    """What a document gives: its text, its layout, the addresses and the title it names."""

    text: str
    layout: Layout
    urls: tuple[str, ...] = ()
    title: str = ""


def extract(html: str, source: str | None = None) -> Page:
    """The text of the narrative in a page, a blank line between blocks, a bullet before items."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "lxml")
    urls, title = _urls(soup), soup.title.get_text(" ", strip=True) if soup.title else ""
    beginning = " ".join(soup.get_text(" ").split())[:3000]
    layout = layout_of(source) if source else recognise(urls, beginning)
    selected = (soup.select_one(selector) for selector in layout.body)
    body = next((tag for tag in selected if tag is not None), None) or soup.body or soup
    return Page("\n\n".join(_blocks(body)).replace("\n\n• ", "\n• "), layout, urls, title)


def _urls(soup: BeautifulSoup) -> tuple[str, ...]:
    """The addresses a saved page names as its own."""
    found = [tag.get("href") for tag in soup.select('link[rel="canonical"], base[href]')]
    found += [tag.get("content") for tag in soup.select('meta[property="og:url"]')]
    return tuple(str(url) for url in found if url)


def _blocks(body: Tag) -> Iterator[str]:
    """The text of each stretch that stands in one block, in reading order."""
    block: object = None
    words: list[str] = []
    for owner, text in _strings(body):
        if owner is not block:
            yield from _told(block, words)
            block, words = owner, []
        words.append(text)
    yield from _told(block, words)


def _told(block: object, words: list[str]) -> Iterator[str]:
    lines = [" ".join(line.split()) for line in "".join(words).split("\x0b")]
    text = "\n".join(line for line in lines if line)
    if text:
        yield f"• {text}" if getattr(block, "name", "") == "li" else text


def _strings(tag: Tag, owner: Tag | None = None) -> Iterator[tuple[Tag, str]]:
    """Every text node with the block it stands in; a line break is a vertical tab."""
    from bs4.element import NavigableString, PreformattedString, Tag

    own = tag if owner is None or tag.name in BLOCKS else owner
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name == "br":
                yield own, "\x0b"
            elif child.name not in SILENT:
                yield from _strings(child, own)
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield own, re.sub(r"[\s\u00a0]+", " ", child)

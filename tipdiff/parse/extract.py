"""A web page becomes lines of text: all of the narrative, none of the site around it.

Each source's layout names the element of the narrative; where none does, everything that is not
navigation is taken and the narrative is found in it by its title.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.parse.page import Lines, Page
from tipdiff.sources import layout_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import PageElement, Tag

    from tipdiff.sources import Layout

_LEAST = 200
"""Characters: an element with less text is not the one that holds the narrative."""
_DEEP = 40
"""Elements: what is nested deeper is not looked at for copies."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form header hr html li main nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul".split()
)
_UNSEEN = frozenset(
    "script style noscript template svg head select option button iframe map object".split()
)
_FURNITURE = ("header", "footer", "nav", "aside", "form", "[role=navigation]", "[role=banner]")


def looks_like_html(text: str, content_type: str | None = None) -> bool:
    """Whether a decoded document is a web page."""
    if content_type and "html" in content_type.lower():
        return True
    return _markup().search(text[:4000]) is not None


def extract(text: str, source: str | None = None) -> Page:
    """The lines of a web page's narrative, and what its head says of it."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "lxml")
    urls, about = _urls(soup, text), _about(soup)
    layout = layout_of(source, text, urls)
    lines = Lines()
    seen: dict[str, Tag] = {}
    for root in _roots(soup, layout):
        _walk(root, lines, seen)
    return Page(
        text="".join(lines.parts),
        headings=tuple(lines.headings),
        about=about,
        urls=urls,
        layout=layout,
        html=True,
    )


def _urls(soup: BeautifulSoup, text: str) -> tuple[str, ...]:
    """The addresses a page gives as its own; a saved page tells where it was saved from."""
    found = [str(link.get("href", "")) for link in soup.find_all("link", rel="canonical")]
    found += [str(meta.get("content", "")) for meta in soup.find_all("meta", property="og:url")]
    found += re.findall(r"saved from url=\(\d+\)(\S+)", text[:2000])
    return tuple(dict.fromkeys(url for url in found if url))


def _about(soup: BeautifulSoup) -> str:
    """The titles of a page, one a line."""
    titles = [tag.get_text(" ", strip=True) for tag in soup.find_all(["title", "h1"])]
    titles += [str(meta.get("content", "")) for meta in soup.find_all("meta", property="og:title")]
    return "\n".join(dict.fromkeys(" ".join(title.split()) for title in titles if title))


def _roots(soup: BeautifulSoup, layout: Layout | None) -> list[Tag]:
    """The elements that hold the narrative, with what is none of it taken out."""
    for selector in layout.narrative if layout else ():
        found = soup.select(selector)
        outer = [tag for tag in found if not any(parent in found for parent in tag.parents)]
        if sum(len(tag.get_text()) for tag in outer) >= _LEAST:
            for tag in outer:
                _drop(tag, layout.drop if layout else ())
            return outer
    root = soup.body or soup
    _drop(root, _FURNITURE)
    return [root]


def _drop(root: Tag, selectors: tuple[str, ...]) -> None:
    """Take elements out, but for one that swallowed the page because it was left unclosed."""
    most = len(root.get_text()) // 2
    for element in root.select(", ".join(selectors)) if selectors else ():
        if not element.decomposed and len(element.get_text()) <= most:
            element.decompose()


def _walk(root: Tag, lines: Lines, seen: dict[str, Tag]) -> None:
    """Add the lines of an element, in their order, without recursion: pages nest deeply."""
    words: list[str] = []
    stack: list[tuple[PageElement, bool, int]] = [(root, False, 0)]
    while stack:
        node, closing, depth = stack.pop()
        tag = _tag(node)
        if tag is None:
            words.append(_string(node))
        elif _is_heading(tag):
            _flush(words, lines)
            _flush([tag.get_text(" ")], lines, heading=True)
        elif closing or tag.name == "br":
            _flush(words, lines)
            lines.gap = "\n" if tag.name == "br" else "\n\n"
        elif tag.name not in _UNSEEN and (depth > _DEEP or not _is_copy(tag, seen)):
            if tag.name in _BLOCKS:
                _flush(words, lines)
                stack.append((tag, True, depth))
            stack.extend((child, False, depth + 1) for child in reversed(list(tag.children)))
    _flush(words, lines)


def _flush(words: list[str], lines: Lines, *, heading: bool = False) -> None:
    """Make a line of the words gathered so far; the next one stands apart from it."""
    line = re.sub(r"[ \t\r\n\f]+", " ", "".join(words)).strip(" \u00a0\u200b\ufeff")
    words.clear()
    if line:
        lines.add(line, heading=heading)
        lines.gap = "\n\n"


def _tag(node: PageElement) -> Tag | None:
    from bs4.element import Tag

    return node if isinstance(node, Tag) else None


def _string(node: PageElement) -> str:
    """The text of a text node; a comment or an instruction has none."""
    from bs4.element import CData, NavigableString

    return str(node) if type(node) in (NavigableString, CData) else ""


def _is_heading(tag: Tag) -> bool:
    """Whether an element is a heading, or a link that unfolds one ("Section 1." and its title)."""
    return tag.name in _HEADINGS or (tag.name == "a" and tag.find(list(_HEADINGS)) is not None)


def _is_copy(tag: Tag, seen: dict[str, Tag]) -> bool:
    """Whether a container repeats, word for word, an earlier one that is not around it."""
    if tag.name not in ("section", "div", "article"):
        return False
    text = " ".join(tag.stripped_strings)
    if len(text) < _LEAST:
        return False
    first = seen.setdefault(text, tag)
    return first is not tag and all(parent is not first for parent in tag.parents)


@cache
def _markup() -> re.Pattern[str]:
    return re.compile(
        r"<(?:!doctype\s+html|html|head|body|div|section|article|main|p|table|span|h[1-6])\b",
        re.IGNORECASE,
    )

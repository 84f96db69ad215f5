"""A web page becomes lines of text: all of the narrative, none of the site around it.

Each source's layout names the element of the narrative; where none does, everything that is not
navigation is taken and the narrative is found in it by its title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.parse.page import Lines, Page
from tipdiff.sources import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from tipdiff.layout import Layout

    Element = Any
    """Of lxml, which has no types."""

_LEAST = 200
"""Characters: an element with less text is not the one that holds the narrative."""
_MOST = 0.75
"""Of the text: there is no room for a copy of more, not even for one in which less is blank."""
_FEW = 20
"""Letters at either end of a container: one that has others is no copy of it."""
_DEEP = 40
"""Elements: what is nested deeper is not looked at for copies."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form header hr html li main nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul".split()
)
_SPACES = re.compile(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")
"""All runs of white space but the single blank, which stands for them."""
_RUNS = ("\n", "\t", "\r", "\f", "  ")
"""Without any of these a line has no such run: quicker to see than to search for."""
_BLANK = " \t\r\n\f\u00a0\u200b\ufeff"
"""Characters that no line begins or ends with."""
_CODE = ("script", "style", "template")
_UNSEEN = frozenset("noscript svg head select option button iframe map object".split())
_FURNITURE = ("header", "footer", "nav", "aside", "form", "[role=navigation]", "[role=banner]")


def looks_like_html(text: str, content_type: str | None = None) -> bool:
    """Whether a decoded document is a web page."""
    if content_type and "html" in content_type.lower():
        return True
    return _markup().search(text[:4000]) is not None


def extract(text: str, source: str | None = None) -> Page:
    """The lines of a web page's narrative, and what its head says of it."""
    tree = _tree(text)
    urls, about = _urls(tree, text), _about(tree)
    layout = layout_of(source, text, urls)
    _forget_code(tree)
    lines = Lines()
    roots = _roots(tree, layout)
    copies = _Copies(most=_MOST * sum(len(root.text_content()) for root in roots))
    for root in roots:
        _walk(root, lines, copies)
    return Page(
        text="".join(lines.parts),
        headings=tuple(lines.headings),
        about=about,
        urls=urls,
        layout=layout,
        html=True,
    )


def _tree(text: str) -> Element:
    """The elements of a page, however broken; an empty one where there are none."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = text.encode("utf-8", "replace")
    try:
        return html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        return html.document_fromstring("<html></html>")


def _forget_code(tree: Element) -> None:
    """Take out what is no text, but not the words after it."""
    from lxml import etree

    etree.strip_elements(tree, *_CODE, with_tail=False)


def _urls(tree: Element, text: str) -> tuple[str, ...]:
    """The addresses a page gives as its own; a saved page tells where it was saved from."""
    found = [link.get("href") for link in tree.iter("link") if "canonical" in _words(link, "rel")]
    found += [meta.get("content") for meta in tree.iter("meta") if _is_named(meta, "og:url")]
    found += re.findall(r"saved from url=\(\d+\)(\S+)", text[:2000])
    return tuple(dict.fromkeys(url for url in found if url))


def _about(tree: Element) -> str:
    """The titles of a page, one a line."""
    titles = [_text(tag) for tag in tree.iter("title", "h1")]
    titles += [meta.get("content") for meta in tree.iter("meta") if _is_named(meta, "og:title")]
    return "\n".join(dict.fromkeys(" ".join(title.split()) for title in titles if title))


def _words(tag: Element, name: str) -> list[str]:
    return (tag.get(name) or "").split()


def _is_named(meta: Element, name: str) -> bool:
    return bool(meta.get("property") == name)


def _text(tag: Element) -> str:
    """The runs of text in an element, each without the white space around it, parted by blanks."""
    return " ".join(stripped for string in tag.itertext() if (stripped := string.strip()))


def _roots(tree: Element, layout: Layout | None) -> list[Element]:
    """The elements that hold the narrative, with what is none of it taken out."""
    for selector in layout.narrative if layout else ():
        found = _selected(tree, selector)
        outer = [tag for tag in found if not any(parent in found for parent in tag.iterancestors())]
        if sum(len(tag.text_content()) for tag in outer) >= _LEAST:
            for tag in outer:
                _drop(tag, layout.drop if layout else ())
            return outer
    root = next(tree.iter("body"), tree)
    _drop(root, _FURNITURE)
    return [root]


def _drop(root: Element, selectors: Sequence[str]) -> None:
    """Take elements out, but for one that swallowed the page because it was left unclosed."""
    most = len(root.text_content()) // 2
    for selector in selectors:
        for element in _selected(root, selector):
            inside = element is not root and root in element.iterancestors()
            if inside and len(element.text_content()) <= most:
                element.drop_tree()


def _selected(root: Element, selector: str) -> list[Element]:
    """The elements below one that a CSS selector names."""
    return list(_compiled(selector)(root))


@cache
def _compiled(selector: str) -> Any:
    from lxml.cssselect import CSSSelector

    return CSSSelector(selector, translator="html")


def _walk(root: Element, lines: Lines, copies: _Copies) -> None:
    """Add the lines of an element, in their order, without recursion: pages nest deeply."""
    words: list[str] = []
    stack: list[tuple[Element, bool, int]] = [(root, False, 0)]
    while stack:
        node, closing, depth = stack.pop()
        if isinstance(node, str):
            words.append(node)
        elif _is_heading(node):
            _flush(words, lines)
            _flush([" ".join(node.itertext())], lines, heading=True)
        elif closing or node.tag == "br":
            _flush(words, lines)
            lines.gap = "\n" if node.tag == "br" else "\n\n"
        elif node.tag not in _UNSEEN and (depth > _DEEP or not copies.holds(node)):
            if node.tag in _BLOCKS:
                _flush(words, lines)
                stack.append((node, True, depth))
            stack.extend((part, False, depth + 1) for part in reversed([*_parts(node)]))
    _flush(words, lines)


def _parts(tag: Element) -> Iterator[Element | str]:
    """What stands in an element: text and elements in their order."""
    yield tag.text or ""
    for child in tag:
        yield child
        yield child.tail or ""


def _flush(words: list[str], lines: Lines, *, heading: bool = False) -> None:
    """Make a line of the words gathered so far; the next one stands apart from it."""
    line = "".join(words).strip(_BLANK)
    words.clear()
    if any(map(line.__contains__, _RUNS)):
        line = _SPACES.sub(" ", line)
    if line:
        lines.add(line, heading=heading)
        lines.gap = "\n\n"


def _is_heading(tag: Element) -> bool:
    """Whether an element is a heading, or a link that unfolds one ("Section 1." and its title)."""
    return tag.tag in _HEADINGS or (tag.tag == "a" and next(tag.iter(*_HEADINGS), None) is not None)


@dataclass(slots=True, kw_only=True)
class _Copies:
    """The containers met so far by their ends; by their whole text those that share them."""

    most: float
    """Characters: what has more of them is no copy, and has none."""
    unread: dict[tuple[str, str], Element | None] = field(default_factory=dict)
    """The first container with such ends; None once it is among those whose text is read."""
    texts: dict[str, Element] = field(default_factory=dict)

    def holds(self, tag: Element) -> bool:
        """Whether a container repeats, word for word, an earlier one that is not around it."""
        if tag.tag not in ("section", "div", "article"):
            return False
        content = tag.text_content()
        # Between its words a text may have as many blanks as letters.
        if 2 * len(content) < _LEAST or len(content) > self.most:
            return False
        ends = _ends(content)
        if ends not in self.unread:
            self.unread[ends] = tag
            return False
        alike, self.unread[ends] = self.unread[ends], None
        if alike is not None:
            self.texts[_text(alike)] = alike
        return self._repeats(tag)

    def _repeats(self, tag: Element) -> bool:
        """The same of a container that is read whole."""
        text = _text(tag)
        first = self.texts.setdefault(text, tag)
        if first is tag or len(text) < _LEAST:
            return False
        return all(parent is not first for parent in tag.iterancestors())


def _ends(content: str) -> tuple[str, str]:
    """The first and the last letters of a text, whatever blanks are among them."""
    first, last = content.split(None, _FEW)[:_FEW], content.rsplit(None, _FEW)[-_FEW:]
    return "".join(first)[:_FEW], "".join(last)[-_FEW:]


@cache
def _markup() -> re.Pattern[str]:
    return re.compile(
        r"<(?:!doctype\s+html|html|head|body|div|section|article|main|p|table|span|h[1-6])\b",
        re.IGNORECASE,
    )

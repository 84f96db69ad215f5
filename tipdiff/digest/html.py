"""A digest as HTML for mail programs: inlined style, no script, no outside resource, bounded.

The message shows the most significant changes that fit; every other one it counts, and names the
command that shows it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tipdiff import __version__
from tipdiff.digest.once import once_for_each
from tipdiff.digest.sheet import lay_out
from tipdiff.report.html import environment
from tipdiff.report.pen import SIGNS

if TYPE_CHECKING:
    from css_inline import CSSInliner
    from markupsafe import Markup

    from tipdiff.digest.compose import Digest
    from tipdiff.digest.items import Item
    from tipdiff.digest.sheet import Sheet

MOST_BYTES = 100_000
"""Gmail shows the first 102 KB of a message and cuts off the rest."""
BYTES_OF_A_CHANGE = 600
"""About what the shortest change takes: no more of them are tried than could fit."""
MARGIN = 0.97
"""Aimed at below the bound, so that the second try fits."""
LINES = 256
"""Of a list: more than there are countries."""
LEAST = 12
"""Changes for which lists make room, as long as they have lines to lose."""


def render_html(digest: Digest) -> str:
    """The digest as a page for mail programs, under Gmail's bound."""
    return digest.page[1]


def fitted(digest: Digest) -> tuple[Sheet, str]:
    """The sheet that shows as much as fits, and the page drawn from it."""
    most, lines = MOST_BYTES // BYTES_OF_A_CHANGE, LINES
    while True:
        sheet = lay_out(digest, most, lines)
        page = draw(sheet)
        size = len(page.encode())
        if size <= MOST_BYTES:
            return sheet, page
        least = LEAST if lines > 1 else 0
        if sheet.shown > least:
            fewer = min(sheet.shown - 1, int(sheet.shown * MARGIN * MOST_BYTES / size))
            most = max(fewer, least)
        else:
            lines //= 2


def draw(sheet: Sheet) -> str:
    """The page of a sheet, with the style of each element in the element itself."""
    template = environment().get_template("digest.html.j2")
    page = template.render(sheet=sheet, told=_told, signs=SIGNS, version=__version__)
    return _inliner().inline(page) + "\n"


@once_for_each
def _told(item: Item) -> Markup:
    """A change on the page, before the style is put in."""
    drawn: Markup = _macros().told(item, SIGNS)
    return drawn


@cache
def _macros() -> Any:
    return environment().get_template("digest-item.html.j2").module


@cache
def _inliner() -> CSSInliner:
    """Style goes into the elements; rules that cannot, as those of dark mode, stay where marked."""
    from css_inline import CSSInliner

    return CSSInliner(
        keep_style_tags=False,
        keep_at_rules=False,
        minify_css=True,
        load_remote_stylesheets=False,
    )

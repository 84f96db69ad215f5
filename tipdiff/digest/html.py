"""A digest as HTML for mail programs: inlined style, no script, no outside resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.digest.subject import headline
from tipdiff.report.html import environment
from tipdiff.report.view import view

if TYPE_CHECKING:
    from tipdiff.digest.compose import Digest


def render_html(digest: Digest) -> str:
    """The digest as a page that stays under Gmail's bound."""
    page = environment().get_template("digest.html.j2")
    parts = [
        (each.comparison, [view(each.comparison, change) for change in each.changes])
        for each in (*digest.told, *digest.edits)
    ]
    return page.render(digest=digest, headline=headline(digest), parts=parts) + "\n"

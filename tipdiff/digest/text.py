"""A digest as plain text of 72 columns."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from tipdiff.digest.subject import headline
from tipdiff.report.terminal import in_signs
from tipdiff.report.view import view
from tipdiff.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.digest.compose import Digest, News

WIDTH = 72


def render_text(digest: Digest) -> str:
    """The digest as text that any mail program shows as it is."""
    lines = [*wrap(headline(digest), WIDTH)]
    for each in (*digest.told, *digest.edits):
        lines += _country(each)
    for country, reason in digest.not_compared:
        lines += ["", *wrap(one_line(f"{country.name}: not compared, {reason}"), WIDTH)]
    return "\n".join(lines) + "\n"


def _country(news: News) -> Iterator[str]:
    yield from ("", one_line(news.comparison.new.title).upper())
    for change in news.changes:
        yield from ("", *wrap(one_line(change.label), WIDTH))
        for quote in view(news.comparison, change).quotes:
            yield from wrap(f"{quote.edition}: {in_signs(quote.runs)}", WIDTH)

"""An answer of a source becomes narratives, by the rules of that source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipdiff import countries
from tipdiff.errors import DocumentError, NotANarrative
from tipdiff.parse import parse_document
from tipdiff.sources import Layout

if TYPE_CHECKING:
    from tipdiff.capture import Exchange
    from tipdiff.model import Narrative
    from tipdiff.registry import Document

_EDITION = re.compile(r"/reports/(20\d\d)-|/tiprpt/(?:countries/)?(20\d\d)/")


def read(answer: Exchange, document: Document, layout: Layout) -> tuple[Narrative, ...]:
    """The narratives of an answer.

    What the page says of its country goes before what its index said, so that a page of another
    country is found out. Raises DocumentError where there is no narrative in it.
    """
    _check_address(answer.url, document.edition)
    try:
        return _parsed(answer, document, layout, None)
    except NotANarrative:
        raise
    except DocumentError:
        if document.country is None:
            raise
        return _parsed(answer, document, layout, document.country)


def _parsed(
    answer: Exchange, document: Document, layout: Layout, country: str | None
) -> tuple[Narrative, ...]:
    return parse_document(
        answer.body,
        name=answer.url,
        content_type=answer.header("content-type"),
        edition=document.edition,
        country=countries.find(country).name if country else None,
        source=None if _relays(layout) else layout.name,
    )


def _relays(layout: Layout) -> bool:
    """Whether the source has no pages of its own, but those of others in their layouts."""
    return layout == Layout(name=layout.name, hosts=layout.hosts)


def _check_address(url: str, edition: int | None) -> None:
    """A redirect may lead to another edition's page."""
    match = _EDITION.search(url)
    found = int(match[1] or match[2]) if match else edition
    if edition is not None and found != edition:
        raise NotANarrative(f"{url} is of the edition of {found}, not of {edition}")

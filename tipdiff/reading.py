"""What came from a source becomes narratives, by the rules of that source: now, or years later."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tipdiff import countries
from tipdiff.capture import Exchange
from tipdiff.errors import DocumentError, NotANarrative, UsageError
from tipdiff.layout import Layout
from tipdiff.parse import parse_document
from tipdiff.registry import Document
from tipdiff.sources import named

if TYPE_CHECKING:
    from tipdiff.capture import Capture
    from tipdiff.model import Narrative

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


def parse_capture(capture: Capture, data: bytes) -> tuple[Narrative, ...]:
    """The narratives of a capture, the same whenever it is asked; DocumentError where none is."""
    try:
        found = _brought(capture, data) if capture.http_status is None else _fetched(capture, data)
    except UsageError as error:
        raise NotANarrative(str(error)) from error
    return tuple(of_capture(n, capture) for n in found)


def of_capture(narrative: Narrative, capture: Capture) -> Narrative:
    """The narrative as a capture's; the address that a file gives for itself stays with it."""
    evidence = capture.evidence
    if capture.is_file and narrative.evidence is not None:
        evidence = replace(evidence, claimed_url=narrative.evidence.claimed_url)
    return replace(narrative, source=capture.source, evidence=evidence)


def _brought(capture: Capture, data: bytes) -> tuple[Narrative, ...]:
    """A file that the operator gave, with what was known of it."""
    # The type of a file is guessed by its name when it is kept; what is in it tells more.
    return parse_document(
        data,
        name=capture.url,
        content_type=None if capture.is_file else capture.content_type,
        edition=capture.edition,
        country=capture.country,
        source=capture.source,
        series=capture.series,
    )


def _fetched(capture: Capture, data: bytes) -> tuple[Narrative, ...]:
    """A page of a source, by the rules of that source."""
    answer = Exchange(
        url=capture.url,
        http_status=200,
        headers=(("Content-Type", capture.content_type),),
        body=data,
    )
    document = Document(url=capture.url, country=capture.country, edition=capture.edition)
    return read(answer, document, named(capture.source) or Layout(name=capture.source))


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

"""Captures that are in the archive and were never read: a run was killed between the two."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from tipdiff.capture import Exchange
from tipdiff.errors import DocumentError
from tipdiff.gather.reading import read
from tipdiff.registry import Document, fetchers

if TYPE_CHECKING:
    from tipdiff.capture import Capture
    from tipdiff.gather.desk import Desk

log = logging.getLogger(__name__)


def recover(desk: Desk) -> None:
    """Read what an earlier run fetched and did not come to read."""
    for capture in list(desk.archive.store.captures.unparsed()):
        if capture.source in fetchers():
            _recover(desk, capture)


def _recover(desk: Desk, capture: Capture) -> None:
    answer = Exchange(
        url=capture.url,
        http_status=200,
        headers=(("Content-Type", capture.content_type),),
        body=desk.archive.read(capture),
    )
    document = Document(url=capture.url, country=capture.country, edition=capture.edition)
    try:
        found = read(answer, document, desk.site(capture.source).fetcher.LAYOUT)
    except DocumentError as error:
        log.warning("%s cannot be read any more: %s", capture.url, error)
        return
    with desk.archive.writing() as store:
        kept = [replace(n, source=capture.source, evidence=capture.evidence) for n in found]
        store.narratives.save(capture, kept)

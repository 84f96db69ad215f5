"""Captures that are in the archive and were never read: a run was killed between the two."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from tipdiff.errors import DocumentError
from tipdiff.reading import parse_capture
from tipdiff.registry import fetchers

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
    try:
        found = parse_capture(capture, desk.archive.read(capture))
    except DocumentError as error:
        log.warning("%s cannot be read any more: %s", capture.url, error)
        return
    with desk.archive.writing() as store:
        store.narratives.save(capture, found)

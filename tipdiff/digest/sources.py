"""Where a quote can be checked: the page at its source, its archived copy, the capture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.report.evidence import claim, link
from tipdiff.report.visible import one_line

if TYPE_CHECKING:
    from tipdiff.model import Comparison, Narrative

INTERNET_ARCHIVE = "https://web.archive.org/web/"
LONGEST_ADDRESS = 400
"""Characters of an address that is made a link; those of the sources have 120 at most."""
SHORT_DIGEST = 12
"""Characters of a SHA-256: what `tipdiff list` shows."""

_ARCHIVED = re.compile(r"(https?://web\.archive\.org/web/\d{4,14})[a-z]{2}_/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The capture that one side was read from; what is not known is empty."""

    when: str
    name: str
    url: str
    archived: str
    """The copy of that moment, or the one nearest to it, at the Internet Archive."""
    claimed: str
    """What a saved page gives as its address, which nobody checked; never a link."""
    captured: str
    digest: str


def sources(comparison: Comparison, *whens: str) -> tuple[Source, ...]:
    """Both sides' sources, the older first."""
    sides = (comparison.old, comparison.new)
    return tuple(_source(narrative, when) for narrative, when in zip(sides, whens, strict=True))


def _source(narrative: Narrative, when: str) -> Source:
    evidence = narrative.evidence
    url = page(narrative)
    captured = one_line((evidence and evidence.captured_at) or "")[:25]
    return Source(
        when=when,
        name=one_line(narrative.source)[:40].replace("_", " "),
        url=url,
        archived=archived(url, captured),
        claimed=one_line(claim(narrative))[:LONGEST_ADDRESS],
        captured=captured,
        digest=one_line(evidence.sha256)[:SHORT_DIGEST] if evidence else "",
    )


def page(narrative: Narrative) -> str:
    """The address of the page that was captured, if it can be a link."""
    url = link(narrative)
    return url if len(url) <= LONGEST_ADDRESS else ""


def archived(url: str, captured_at: str) -> str:
    """The address of the Internet Archive's copy that is nearest to the moment of the capture."""
    if not url:
        return ""
    if _ARCHIVED.match(url) or url.startswith(INTERNET_ARCHIVE):
        return _ARCHIVED.sub(r"\1/", url)
    moment = re.sub(r"\D", "", captured_at)[:14]
    return f"{INTERNET_ARCHIVE}{moment}/{url}" if len(moment) == 14 else ""

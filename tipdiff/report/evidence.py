"""Where both texts were taken from: enough to find the captures again and to check them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tipdiff.model import Comparison, Narrative


CLAIMED = "Address by the page's own claim"
"""What the address is called that a saved page gives for itself, and nobody checked."""


class EvidenceRow(NamedTuple):
    """A fact about both captures."""

    name: str
    old: str
    new: str


def evidence_rows(comparison: Comparison) -> tuple[EvidenceRow, ...]:
    """The facts about both captures but their addresses, which each form links in its own way."""
    old, new = dict(facts(comparison.old)), dict(facts(comparison.new))
    names = max(old, new, key=len)
    return tuple(EvidenceRow(name, old.get(name, "–"), new.get(name, "–")) for name in names)


def facts(narrative: Narrative) -> tuple[tuple[str, str], ...]:
    """The facts about a capture but its address, each with its name."""
    evidence = narrative.evidence
    claimed = claim(narrative)
    return (
        *(((CLAIMED, claimed),) if claimed else ()),
        ("Source", narrative.source),
        ("Text held", "part of the narrative" if narrative.partial else "the whole narrative"),
        ("Captured (UTC)", (evidence and evidence.captured_at) or "not recorded"),
        ("SHA-256", evidence.sha256 if evidence else "not recorded"),
        ("Parser version", str(narrative.parser_version)),
    )


def claim(narrative: Narrative) -> str:
    """The address that a saved page gives for itself, if any; never made a link."""
    return (narrative.evidence and narrative.evidence.claimed_url) or ""


def address(narrative: Narrative) -> str:
    """Where the capture came from, as recorded."""
    return (narrative.evidence and narrative.evidence.url) or "not recorded"


def link(narrative: Narrative) -> str:
    """The address if it is one of the web, else nothing: no other kind is ever made a link."""
    url = address(narrative)
    return url if re.fullmatch(r"https?://[^\s\"'<>]+", url) else ""

"""A digest as values that JSON can hold: schema "tipdiff.digest/1", what a webhook gets.

It holds every change, also those for which a message has no room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipdiff import __version__
from tipdiff.digest.formulas import formulas
from tipdiff.digest.sources import archived, page
from tipdiff.report.evidence import claim
from tipdiff.report.json import change_to_dict
from tipdiff.report.names import uncompared_lines

if TYPE_CHECKING:
    from tipdiff.digest.compose import Digest, News
    from tipdiff.model import Narrative

SCHEMA = "tipdiff.digest/1"


def as_json(digest: Digest) -> dict[str, Any]:
    """The digest as values: the same keys in the same order, whatever is in it."""
    return {
        "schema": SCHEMA,
        "tipdiff": __version__,
        "key": digest.key,
        "subscription": digest.subscription.name,
        "series": digest.series,
        "editions": list(digest.editions),
        "complete": digest.complete,
        "subject": digest.subject,
        "compared": [_news(each) for each in digest.news],
        "edited": [
            {**_news(news), "before": edit.before, "after": edit.after}
            for news, edit in zip(digest.edits, digest.revisions, strict=True)
        ],
        "not_compared": [
            {"country": country.iso3, "name": country.name, "reason": reason}
            for country, reason in digest.not_compared
        ],
        "awaited": [country.iso3 for country in digest.awaited],
        "template_wording": [each._asdict() for each in formulas(digest.comparisons)],
    }


def _news(news: News) -> dict[str, Any]:
    comparison = news.comparison
    return {
        "country": comparison.new.country.iso3,
        "name": comparison.new.country.name,
        "old": _narrative(comparison.old),
        "new": _narrative(comparison.new),
        "changes": [change_to_dict(comparison, change) for change in news.changes],
        "smaller_changes": news.smaller,
        "other_changes": news.others,
        "notes": [*uncompared_lines(comparison), *comparison.notes],
    }


def _narrative(narrative: Narrative) -> dict[str, Any]:
    evidence = narrative.evidence
    captured = (evidence and evidence.captured_at) or ""
    return {
        "edition": narrative.edition,
        "tier": narrative.tier,
        "source": narrative.source,
        "partial": narrative.partial,
        "url": evidence.url if evidence else None,
        "claimed_url": claim(narrative) or None,
        "archived": archived(page(narrative), captured) or None,
        "captured_at": evidence.captured_at if evidence else None,
        "sha256": evidence.sha256 if evidence else None,
    }

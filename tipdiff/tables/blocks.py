"""Marks of pages that stand in for the one asked for: blocks, challenges, maintenance.

They are looked for only in answers that hold no narrative: sites behind these services carry some
of the same words in good pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

HEAD = 65_536
"""Bytes of a page that are looked at: every mark seen stands in the first few kilobytes."""

SHORTEST_NARRATIVE = 600
"""Characters. The shortest of 2018 has 6,466; those of 2001 and 2002 are two paragraphs; a page
of the seed with summary and recommendations alone has 3,321."""

SHORTEST_PAGE = 600
"""Characters of visible text. A page of any source has more around its narrative alone."""

LONG_PAGE = 20_000
"""Bytes. A page that is longer is not far too short, however little of it is visible."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign that a page is not what was asked for, in its bytes or in a header of the answer."""

    name: str
    pattern: str
    where: Literal["body", "header"]
    origin: str

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern, ready to be searched with."""
        return _compiled(self.pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


BLOCKS = (
    Mark(
        "Akamai",
        r"errors\.edgesuite\.net|reference\s*#\s*\d+\.[0-9a-f]+\.\d{6,}",
        "body",
        "Akamai's access-denied page: Reference #18.<edge>.<time>.<id>",
    ),
    Mark(
        "Akamai challenge",
        r"/_sec/cp_challenge/|\bbm-verify\b",
        "body",
        "Akamai Bot Manager's interstitial",
    ),
    Mark(
        "Cloudflare challenge",
        r"^cf-mitigated:\s*challenge",
        "header",
        "Cloudflare's documentation of Cf-Mitigated",
    ),
    Mark(
        "Cloudflare",
        r"\bcf_chl_opt\b|/cdn-cgi/challenge-platform/\S*orchestrate|attention required! \| cloudflare|<title>\s*just a moment\.\.\.",
        "body",
        "Cloudflare's challenge and block pages",
    ),
    Mark(
        "Incapsula",
        r"incapsula incident id|<iframe[^>]*/_incapsula_resource\?",
        "body",
        "Imperva's block page and script challenge",
    ),
    Mark(
        "Request Rejected",
        r"<title>\s*request rejected|the requested url was rejected",
        "body",
        "F5's block page, sent with HTTP 200",
    ),
    Mark(
        "Access Denied",
        r"<title>\s*(?:access denied|forbidden|403\b)",
        "body",
        "block pages of several servers, at times with HTTP 200",
    ),
    Mark(
        "captcha",
        r"<title>[^<]*(?:captcha|are you (?:a )?human|robot check)",
        "body",
        "captcha pages",
    ),
    Mark(
        "script challenge",
        r"(?:please )?enable javascript and cookies to continue|checking your browser before accessing",
        "body",
        "challenges that want a browser",
    ),
)

GONE = (
    Mark(
        "maintenance",
        r"<title>[^<]*(?:technical difficulties|(?:under|scheduled|site) maintenance|temporarily unavailable)",
        "body",
        "state.gov's page during outages, format reference, section 2.4: never 'no data'",
    ),
)

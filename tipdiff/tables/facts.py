"""Where a document says of which edition it is, and the marks of pages that hold no narrative."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A pattern that tells something of a document; `says` is for the reader."""

    name: str
    pattern: str
    origin: str
    says: str = ""


_YEAR = r"(?P<year>20\d\d)"

EDITIONS: tuple[Sign, ...] = (
    Sign(
        name="address",
        pattern=rf"/{_YEAR}-(?:trafficking-in-persons-report|country-reports-on-human-rights)",
        origin="format reference, section 1.1, families G and H",
    ),
    Sign(
        name="old address",
        pattern=rf"/tiprpt/(?:countries/)?{_YEAR}/",
        origin="format reference, section 1.1, families A to E",
    ),
    Sign(
        name="refworld address",
        pattern=rf"/annualreport/usdos/{_YEAR}/",
        origin="format reference, section 3.2",
    ),
    Sign(
        name="year first",
        pattern=rf"\b{_YEAR}\s+(?:TIP|Trafficking\s+in\s+Persons)\s+Report\b",
        origin="format reference, sections 3.1 to 3.4",
    ),
    Sign(
        name="year last",
        pattern=r"\b(?:TIP|Trafficking\s+in\s+Persons)\s+Report,?\s+(?:\w+,?\s+)?\(?"
        + _YEAR
        + r"\b",
        origin="format reference, sections 3.1 to 3.3",
    ),
    Sign(
        name="sister series",
        pattern=rf"\b{_YEAR}\s+Country\s+Reports\s+on\s+Human\s+Rights",
        origin="Human Rights Reports 2016 to 2024",
    ),
)

REFUSALS: tuple[Sign, ...] = (
    Sign(
        name="request rejected",
        pattern=r"\bRequest Rejected\b|The requested URL was rejected",
        says="a block page (“Request Rejected”)",
        origin="F5 and Akamai pages of government sites",
    ),
    Sign(
        name="access denied",
        pattern=r"\bAccess Denied\b|You don['’]t have permission to access|\b403 Forbidden\b",
        says="a block page (“Access Denied”)",
        origin="Akamai pages of state.gov",
    ),
    Sign(
        name="challenge",
        pattern=(
            r"Just a moment\.\.\.|Attention Required!|Checking your browser|Enable JavaScript and "
            r"cookies|Pardon Our Interruption|Incapsula incident|verify (?:that )?you are (?:a )?human"
        ),
        says="a challenge page that wants to see a browser",
        origin="Cloudflare, Incapsula and Distil pages",
    ),
    Sign(
        name="not found",
        pattern=r"\b404\b.{0,40}\bNot Found\b|Page Not Found|page (?:you requested )?(?:could not|cannot) be found",
        says="a “not found” page",
        origin="web servers at large",
    ),
    Sign(
        name="server error",
        pattern=r"\b50[0234]\b.{0,40}\b(?:Bad Gateway|Service Unavailable|Internal Server Error|Gateway)",
        says="a server's error page",
        origin="web servers at large",
    ),
)
"""Looked for in short documents only: a narrative may quote such words."""

INDEX = r"(?i)\b(?:Trafficking in Persons Report|Country Narratives|Tier Placements?|Table of Contents)\b"
"""Words of an index page, one that names many countries and tells of none."""

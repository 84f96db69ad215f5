"""What an answer is: good, or one of the things that must never be mistaken for a narrative."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tipdiff import countries, parse_text
from tipdiff.capture import Exchange
from tipdiff.errors import NotANarrative
from tipdiff.judge import Expected, Judgement, judge
from tipdiff.tables.blocks import BLOCKS, GONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.capture import Headers
    from tipdiff.model import Narrative

URL = "https://source.example/veldonia/"
TEXT = """VELDONIA (Tier 2)

The Government of Veldonia does not fully meet the minimum standards for the elimination of
trafficking but is making significant efforts to do so. The government demonstrated overall
increasing efforts compared with the previous reporting period; therefore Veldonia remained on
Tier 2. These efforts included opening a shelter in the port town. However, the government did not
meet the minimum standards in several key areas. Inspectors did not visit the salt works, and the
police did not screen travellers at the northern border for indicators of trafficking.

PROSECUTION

The government increased law enforcement efforts. It convicted eleven traffickers.
"""
LONG = f"<html><body><p>{'Our site has a new look. ' * 60}</p></body></html>"


def narrative(text: str = TEXT, country: str = "Veldonia", edition: int = 2023) -> Narrative:
    """A narrative of the made-up country."""
    return parse_text(text, edition=edition, country=country, source="state_gov")


def judged(
    body: str | bytes = LONG,
    status: int = 200,
    headers: Headers = (),
    *,
    found: Sequence[Narrative] = (),
    control: bool = True,
) -> Judgement:
    """The judgement of an answer in which parsing finds these narratives, or none."""

    def read(_: Exchange) -> Sequence[Narrative]:
        if not found:
            raise NotANarrative("no tier")
        return found

    data = body.encode() if isinstance(body, str) else body
    answer = Exchange(url=URL, http_status=status, headers=headers, body=data)
    expected = Expected(country=countries.find("Veldonia").iso3, edition=2023)
    return judge(answer, expected, read, lambda: control)


def words(judgement: Judgement) -> str:
    """Status and reason in one line."""
    return f"{judgement.status}: {judgement.reason}"


def test_a_page_with_the_narrative_asked_for_is_good() -> None:
    """And brings the narrative along."""
    one = narrative()

    assert judged(found=[one]) == Judgement(status="good", reason="a narrative", narratives=(one,))


def test_half_a_narrative_is_none() -> None:
    """Its second half would look as if somebody had dropped it; what is no HTML has no such end."""
    page = f"<!DOCTYPE html><HTML lang=en><body><p>{TEXT}</p></body>\n<!-- 12 ms -->"

    assert words(judged(page, found=[narrative()])) == "good: a narrative"
    assert words(judged(TEXT, found=[narrative()])) == "good: a narrative"
    assert words(judged(page.partition("</body>")[0], found=[narrative()])) == (
        "gone_for_now: a page that is cut off before its end"
    )


def test_a_good_page_may_carry_the_marks_of_a_block() -> None:
    """Sites behind such services have their scripts in every page."""
    body = LONG + "<script src='/cdn-cgi/challenge-platform/x/orchestrate/y'></script>"

    assert judged(body, found=[narrative()]).status == "good"
    assert words(judged(body)) == "blocked: Cloudflare"


@pytest.mark.parametrize(
    ("status", "control", "expected"),
    [
        (304, True, "not_modified: HTTP 304"),
        (404, True, "not_assessed: HTTP 404, the control page is good"),
        (404, False, "gone_for_now: HTTP 404, the control page is not good"),
        (410, True, "not_assessed: HTTP 410, the control page is good"),
        (403, True, "blocked: HTTP 403"),
        (401, True, "blocked: HTTP 401"),
        (451, True, "blocked: HTTP 451"),
        (429, True, "gone_for_now: HTTP 429"),
        (500, True, "gone_for_now: HTTP 500"),
        (503, True, "gone_for_now: HTTP 503"),
        (302, True, "gone_for_now: HTTP 302"),
        (204, True, "gone_for_now: HTTP 204"),
    ],
)
def test_a_status_says_what_is_believed(status: int, control: bool, expected: str) -> None:
    """A missing page is believed only while the control page is good."""
    assert words(judged("", status, control=control)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "blocked: an empty page"),
        (b" \r\n\t ", "blocked: an empty page"),
        (
            "<html><script>" + "x()" * 900 + "</script>Wait",
            "blocked: a page far too short",
        ),
        (LONG, "layout_changed: no tier"),
        (LONG[:-14], "gone_for_now: a page that is cut off before its end"),
        (LONG + "x" * 5_000_000, "layout_changed: no tier"),
        ("<script>" * 500_000, "layout_changed: no tier"),
        (b"\xff\xfe\x00" * 1000, "layout_changed: no tier"),
    ],
)
def test_a_page_without_a_narrative_is_never_good(body: str | bytes, expected: str) -> None:
    """Be it empty, short, long, or no text at all."""
    assert words(judged(body)) == expected


CASES: dict[str, tuple[int, str, Headers]] = {
    "Akamai": (
        200,
        "<H1>No access</H1> to this page.<P> Reference&#32;&#35;18.2f0a1602.1700000000",
        (),
    ),
    "Akamai challenge": (200, '<div id="x"><script src="/_sec/cp_challenge/a.js"></script>', ()),
    "Cloudflare challenge": (403, "<p>Wait</p>", (("Cf-Mitigated", "challenge"),)),
    "Cloudflare": (200, "<html><head><title>Just a moment...</title></head>", ()),
    "Incapsula": (
        200,
        '<iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=9">Request failed.</iframe>',
        (),
    ),
    "Request Rejected": (200, "<html><head><title>Request Rejected</title></head>", ()),
    "Access Denied": (404, "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD>", ()),
    "captcha": (200, "<title>Please solve the captcha</title>", ()),
    "script challenge": (503, "Please enable JavaScript and cookies to continue", ()),
    "maintenance": (200, "<title>We are experiencing technical difficulties</title>", ()),
}


@pytest.mark.parametrize("name", CASES)
def test_marks_are_known(name: str) -> None:
    """Whatever the status, and however much stands around them."""
    status, body, headers = CASES[name]
    kind = "gone_for_now" if name in {mark.name for mark in GONE} else "blocked"

    assert words(judged(body + LONG, status, headers)) == f"{kind}: {name}"


def test_every_mark_has_a_case() -> None:
    """A row without one may never have matched anything."""
    assert {mark.name for mark in (*BLOCKS, *GONE)} == set(CASES)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (narrative(country="Norway"), "a narrative of Norway where XVE was expected"),
        (narrative(edition=2022), "a narrative of 2022 where 2023 was expected"),
        (
            narrative(TEXT[:200]),
            "the narrative of Veldonia 2023 is far too short: 200 characters",
        ),
    ],
)
def test_another_narrative_than_expected_is_not_good(found: Narrative, reason: str) -> None:
    """A page may redirect to another country, an old edition, or be cut off."""
    assert words(judged(found=[found])) == f"layout_changed: {reason}"


def test_a_hostile_page_is_judged_in_no_time() -> None:
    """The patterns look at the beginning only, and never start over for every character."""
    start = time.process_time()
    for piece in ("<title>", "reference #", "<script", "<iframe ", "< "):
        judged(piece * (5_000_000 // len(piece)))
        judged(piece * (19_000 // len(piece)))

    assert time.process_time() - start < 2.0

"""What an answer is: a narrative, or one of the things that must never be mistaken for one.

A page is read first: what holds the narrative asked for is good, whatever marks it carries. Only
what holds none is looked at for the marks of blocks. Nothing here says "removed": that a country
is not assessed is believed when its page is missing and a control page of the edition is good.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tipdiff.errors import DocumentError, UsageError
from tipdiff.series import DEFAULT
from tipdiff.tables.blocks import (
    BLOCKS,
    GONE,
    HEAD,
    LONG_PAGE,
    SHORTEST_NARRATIVE,
    SHORTEST_PAGE,
    Mark,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tipdiff.capture import Exchange
    from tipdiff.model import Narrative, SeriesName

Status = Literal[
    "good",
    "not_modified",
    "not_assessed",
    "blocked",
    "layout_changed",
    "gone_for_now",
]

IndexStatus = Literal[
    "index",
    "not_published",
    "blocked",
    "layout_changed",
    "gone_for_now",
]

SETTLED = ("good", "not_modified", "not_assessed", "index", "not_published")
"""Statuses after which a page needs no other look soon."""

WRONG = ("blocked", "layout_changed")
"""Statuses of pages that answer with something else than what they are there for."""

CUT = "a page that is cut off before its end"

MISSING = (404, 410)
"""HTTP statuses of a page that is not there."""

_OPENED = re.compile(rb"(?i)<(?:html|body)\b")
_CLOSED = re.compile(rb"(?i)</(?:html|body)\s*>")
_REFUSED = (401, 403, 407, 451)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What an answer is, why, and the narratives it holds when it is good."""

    status: Status | IndexStatus
    reason: str
    narratives: tuple[Narrative, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the answer should hold; None where the source does not say beforehand."""

    series: SeriesName = DEFAULT
    country: str | None = None
    edition: int | None = None


def judge(
    answer: Exchange,
    expected: Expected,
    read: Callable[[Exchange], Sequence[Narrative]],
    control: Callable[[], bool],
) -> Judgement:
    """What an answer is.

    `read` parses it, raising DocumentError where there is no narrative; `control` says whether a
    page of the same edition that is known to be there is good at this moment.
    """
    if answer.http_status == 200:
        return _judge_page(answer, expected, read)
    if answer.http_status == 304:
        return Judgement(status="not_modified", reason="HTTP 304")
    if answer.http_status in MISSING:
        return _judge_missing(answer, control)
    mark = _mark(answer, BLOCKS)
    if mark or answer.http_status in _REFUSED:
        return Judgement(status="blocked", reason=mark or f"HTTP {answer.http_status}")
    return Judgement(status="gone_for_now", reason=f"HTTP {answer.http_status}")


def judge_index(answer: Exchange, *, leads_on: bool) -> Judgement:
    """What an answer is that should lead to documents; `leads_on` says whether it does."""
    if answer.http_status == 200 and leads_on:
        return Judgement(status="index", reason="an index")
    if answer.http_status == 200 and not answer.body.strip():
        return Judgement(status="blocked", reason="an empty page")
    if answer.http_status == 200:
        return _judge_strange(answer, "an index without documents")
    mark = _mark(answer, BLOCKS)
    if mark or answer.http_status in _REFUSED:
        return Judgement(status="blocked", reason=mark or f"HTTP {answer.http_status}")
    missing = answer.http_status in MISSING
    status: IndexStatus = "not_published" if missing else "gone_for_now"
    return Judgement(status=status, reason=f"HTTP {answer.http_status}")


def _judge_page(
    answer: Exchange, expected: Expected, read: Callable[[Exchange], Sequence[Narrative]]
) -> Judgement:
    if not answer.body.strip():
        return Judgement(status="blocked", reason="an empty page")
    try:
        found = tuple(read(answer))
    except (DocumentError, UsageError) as error:
        return _judge_strange(answer, str(error))
    other = _otherness(found, expected)
    if other is not None:
        return _judge_strange(answer, other)
    if _is_cut(answer.body):
        return Judgement(status="gone_for_now", reason=CUT)
    return Judgement(status="good", reason="a narrative", narratives=found)


def _judge_strange(answer: Exchange, reason: str) -> Judgement:
    """What a page is that answers with success and does not hold what was asked for."""
    gone = _mark(answer, GONE)
    if gone is not None:
        return Judgement(status="gone_for_now", reason=gone)
    mark = _mark(answer, BLOCKS)
    if mark is not None:
        return Judgement(status="blocked", reason=mark)
    if len(answer.body) <= LONG_PAGE and _visible(answer.body) < SHORTEST_PAGE:
        return Judgement(status="blocked", reason="a page far too short")
    if _is_cut(answer.body):
        return Judgement(status="gone_for_now", reason=CUT)
    return Judgement(status="layout_changed", reason=reason)


def _is_cut(body: bytes) -> bool:
    """Whether a page begins and does not end: half a narrative would look like an edited one."""
    return bool(_OPENED.search(body[:HEAD])) and not _CLOSED.search(body)


def _judge_missing(answer: Exchange, control: Callable[[], bool]) -> Judgement:
    mark = _mark(answer, BLOCKS)
    if mark is not None:
        return Judgement(status="blocked", reason=mark)
    status = answer.http_status
    if control():
        return Judgement(status="not_assessed", reason=f"HTTP {status}, the control page is good")
    return Judgement(status="gone_for_now", reason=f"HTTP {status}, the control page is not good")


def _otherness(found: Sequence[Narrative], expected: Expected) -> str | None:
    """How narratives differ from what was expected, where they do."""
    if not found:
        return "no narrative"
    short = [n for n in found if len(n.text) < SHORTEST_NARRATIVE]
    if short:
        return (
            f"the narrative of {short[0].title} is far too short: {len(short[0].text)} characters"
        )
    countries = {narrative.country.iso3 for narrative in found}
    editions = {narrative.edition for narrative in found}
    if {narrative.series for narrative in found} != {expected.series}:
        return f"a narrative of the series {found[0].series} where {expected.series} was expected"
    if expected.country is not None and countries != {expected.country}:
        return f"a narrative of {found[0].country.name} where {expected.country} was expected"
    if expected.edition is not None and editions != {expected.edition}:
        return f"a narrative of {found[0].edition} where {expected.edition} was expected"
    return None


def _mark(answer: Exchange, marks: Iterable[Mark]) -> str | None:
    """The name of the first mark that the answer carries."""
    body = html.unescape(answer.body[:HEAD].decode("utf-8", "replace"))
    headers = [f"{name}: {value}" for name, value in answer.headers]
    for mark in marks:
        texts = [body] if mark.where == "body" else headers
        if any(mark.regex.search(text) for text in texts):
            return mark.name
    return None


def _visible(body: bytes) -> int:
    """About how many characters of a page a reader would see."""
    text = body.decode("utf-8", "replace")
    text = re.sub(r"(?is)<(script|style|head)\b.*?</\1\s*>", "", text)
    return len(" ".join(re.sub(r"<[^>]*>", " ", text).split()))

"""What a paragraph is by its words: the way to the sections where headings are lost."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.countries import known
from tipdiff.parse.cues import has_cue

if TYPE_CHECKING:
    from tipdiff.model import Country, SectionKind
    from tipdiff.tables.openings import Opening

_FIRST_WORD = re.compile(r"[\s•*·‣▪◦–—-]*(?:and,?\s+)?([^\W\d_]+(?:-[^\W\d_]+)?)")

_FIRST_STOP = re.compile(r"\.(?<=[a-z)]\.)\s")


def opening_of(paragraph: str) -> SectionKind | None:
    """The kind of section that the first sentence of a paragraph opens."""
    stop = _FIRST_STOP.search(paragraph)
    first = paragraph[: stop.start() + 1 if stop else None][:400]
    return next((row.kind for row, pattern in _openings() if pattern.match(first)), None)


def is_story(paragraph: str) -> bool:
    """Whether a paragraph begins as a victim's story does: with a first name and an age."""
    found = _story().match(paragraph)
    return found is not None and known(found["name"]) is None


def find_verdict(text: str, start: int = 0, end: int | None = None) -> int | None:
    """Where the verdict on the minimum standards, or on a special case, stands."""
    from tipdiff.tables.openings import VERDICT_CUES

    end = len(text) if end is None else end
    if not (has_cue(text, VERDICT_CUES) and has_cue(text[start:end], VERDICT_CUES)):
        return None
    found = _verdict().search(text, start, end)
    return found.start() if found else None


def judged_in(text: str) -> list[Country]:
    """The countries on whose governments a text has the verdict, each once."""
    if find_verdict(text) is None:
        return []
    found = (known(match["name"]) for match in _judged().finditer(text))
    return list(dict.fromkeys(country for country in found if country is not None))


def is_special_case(text: str) -> bool:
    """Whether a text says of its country that it is a special case."""
    return _special_case().search(text) is not None


def is_advice(text: str) -> bool:
    """Whether a text begins as recommendations do: "Increase", "Vigorously", "and fund"."""
    first = _FIRST_WORD.match(text)
    return first is not None and first[1].lower() in _advice()


def advice_in(paragraph: str) -> int:
    """How many of the parts of a paragraph begin as recommendations do."""
    parts = re.split(r";\s+|(?<=[.])\s+|\s[•*·]\s", paragraph)
    return sum(map(is_advice, parts))


@cache
def _openings() -> tuple[tuple[Opening, re.Pattern[str]], ...]:
    from tipdiff.tables.openings import OPENINGS

    return tuple((row, re.compile(row.pattern)) for row in OPENINGS)


@cache
def _story() -> re.Pattern[str]:
    from tipdiff.tables.openings import STORY

    return re.compile(STORY)


@cache
def _judged() -> re.Pattern[str]:
    from tipdiff.tables.openings import VERDICT

    name = r"(?P<name>[^\W\d_a-z][^\n.,;:]{2,50}?)"
    return re.compile(rf"\bGovernments? of (?:the )?{name}\s+{VERDICT}")


@cache
def _verdict() -> re.Pattern[str]:
    from tipdiff.tables.openings import SPECIAL_CASE, VERDICT

    return re.compile(f"{VERDICT}|{SPECIAL_CASE}", re.IGNORECASE)


@cache
def _advice() -> frozenset[str]:
    from tipdiff.tables.openings import ADVICE

    return ADVICE


@cache
def _special_case() -> re.Pattern[str]:
    from tipdiff.tables.openings import SPECIAL_CASE

    return re.compile(SPECIAL_CASE, re.IGNORECASE)

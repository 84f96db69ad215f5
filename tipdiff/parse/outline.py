"""The headings of a series that has an outline: which topic each is of, by the series' table."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.parse.headings import Headed
from tipdiff.parse.sentences import lines_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.model import SectionKind
    from tipdiff.parse.page import Span
    from tipdiff.tables.series import Series

_NUMBER = re.compile(r"(?:section\s+\d+\s*[.:]?|[a-z]\.(?=\s))\s*", re.IGNORECASE)
_BARE = re.compile(r"section\s+\d+\s*[.:]?", re.IGNORECASE)
_LONGEST = 170
"""Characters: a longer line is no heading."""


def outlined(
    text: str, span: Span, headings: Sequence[Headed], series: Series, *, marked: bool
) -> list[Headed]:
    """The headings of a narrative, each of a topic: those found, lines and labels of the table.

    :param marked: Whether the markup says which lines are headings; else each line is looked up.
    """
    found = {heading.start: heading for heading in headings}
    for first, last in lines_in(text, *span):
        if first not in found:
            named = None if marked else _named(text, first, last, series)
            label = named or _labelled(text, first, last, series)
            if label is not None:
                found[first] = label
    return list(_of_topics(text, [found[start] for start in sorted(found)], series))


def _of_topics(text: str, headings: Sequence[Headed], series: Series) -> Iterator[Headed]:
    """The headings with their topics; one that no row knows goes on, unless it is numbered."""
    topic: SectionKind = "other"
    for heading in _joined(text, headings):
        if heading.row == "label":
            yield replace(heading, kind=topic) if heading.kind == "other" else heading
            continue
        going_on = "other" if _NUMBER.match(heading.text) else topic
        topic = topic_of(heading.text, series) or going_on
        yield replace(heading, kind=topic)


def _joined(text: str, headings: Sequence[Headed]) -> Iterator[Headed]:
    """The headings; a number that stands on a line of its own with the heading below it."""
    number: Headed | None = None
    for each in headings:
        heading = each
        if number is not None:
            if text[number.end : heading.start].strip() or _NUMBER.match(heading.text):
                yield number
            else:
                whole = f"{number.text} {heading.text}"
                heading = replace(heading, start=number.start, text=whole)
            number = None
        if _BARE.fullmatch(heading.text):
            number = heading
        else:
            yield heading
    if number is not None:
        yield number


def topic_of(heading: str, series: Series) -> SectionKind | None:
    """The topic that a heading is of, by its words without their number."""
    words = " ".join(_NUMBER.sub("", heading, count=1).split()).rstrip(".:")
    return next((kind for kind, row in _headings(series.name) if row.fullmatch(words)), None)


def _named(text: str, first: int, last: int, series: Series) -> Headed | None:
    """A line that is a heading of the table as a whole."""
    line = text[first:last]
    if len(line) > _LONGEST or not line[:1].isupper():
        return None
    kind = topic_of(line, series)
    return Headed(row="line", kind=kind, text=line, start=first, end=last) if kind else None


def _labelled(text: str, first: int, last: int, series: Series) -> Headed | None:
    """A label of the table at the beginning of a line that goes on."""
    if text.find(":", first, min(last, first + _LONGEST)) < 0:
        return None
    for kind, row in _labels(series.name):
        if found := row.match(text, first, last):
            words = found["label"]
            return Headed(row="label", kind=kind, text=words, start=first, end=found.end())
    return None


@cache
def _headings(name: str) -> tuple[tuple[SectionKind, re.Pattern[str]], ...]:
    from tipdiff.series import find

    return tuple(
        (topic.kind, re.compile("|".join(topic.headings), re.IGNORECASE))
        for topic in find(name).topics
    )


@cache
def _labels(name: str) -> tuple[tuple[SectionKind, re.Pattern[str]], ...]:
    """Labels of topics of their own, then those within a topic, which are of no kind yet."""
    from tipdiff.series import find

    series = find(name)
    rows = [(topic.kind, topic.labels) for topic in series.topics if topic.labels]
    return tuple(
        (kind, re.compile(rf"(?P<label>{'|'.join(labels)})\s*:\s+(?=\S)", re.IGNORECASE))
        for kind, labels in (*rows, ("other", series.labels))
        if labels
    )

"""The sections of a narrative: by their headings, and by their words where headings are lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tipdiff.parse.openings import advice_in, find_verdict, is_advice, is_story, opening_of
from tipdiff.parse.sentences import lines_in, sentences_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.model import SectionKind
    from tipdiff.parse.headings import Headed
    from tipdiff.parse.page import Span
    from tipdiff.parse.split import Part

_SEVERAL = 3
"""Recommendations: as many in a row, or in a paragraph, are a list."""


_NOTE = re.compile(r"\b[Tt]hese recommendations\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A section before its statements are cut: `body` is where its heading ends."""

    kind: SectionKind
    start: int
    body: int
    end: int
    heading: str | None = None
    front: bool = False
    """Title, front matter and what follows the narrative: without statements."""


def draft_sections(
    text: str,
    body: Span,
    headings: Sequence[Headed],
    expected: Sequence[SectionKind],
    *,
    profile_first: bool,
    sister: bool,
) -> list[Draft]:
    """The sections of a narrative's body, in their order, without a gap."""
    headed = {heading.kind for heading in headings}
    missing = [kind for kind in expected if kind not in headed]
    drafts: list[Draft] = []
    top = (body[0], headings[0].start if headings else body[1])
    if text[slice(*top)].strip():
        drafts += (
            [Draft(kind="other", start=top[0], body=top[0], end=top[1])]
            if sister
            else _unheaded(text, top, missing, profile_first=profile_first)
        )
    ends = [*(heading.start for heading in headings[1:]), body[1]]
    for heading, end in zip(headings, ends, strict=False):
        draft = Draft(
            kind=heading.kind,
            start=heading.start,
            body=heading.end,
            end=end,
            heading=heading.text,
        )
        found = {draft.kind for draft in drafts}
        lost = [kind for kind in missing if kind not in found]
        drafts += _with_lost(text, draft, lost)
    return [part for draft in drafts for part in _without_note(text, draft)]


def with_front(text: str, part: Part, drafts: Sequence[Draft]) -> list[Draft]:
    """The sections of the body between those of what stands before and after it."""
    whole = list(drafts)
    if text[part.start : part.body].strip() or not whole:
        front = Draft(
            kind="other",
            start=part.start,
            body=part.body,
            end=part.body,
            heading=part.title,
            front=True,
        )
        whole.insert(0, front)
    whole[0] = replace(whole[0], start=part.start)
    for number in range(1, len(whole)):
        whole[number - 1] = replace(whole[number - 1], end=whole[number].start)
    if part.tail < part.end:
        whole.append(Draft(kind="other", start=part.tail, body=part.tail, end=part.end, front=True))
    return whole


def _unheaded(
    text: str, top: Span, missing: Sequence[SectionKind], *, profile_first: bool
) -> list[Draft]:
    """The sections of what stands before the first heading, by the words of its paragraphs."""
    starts: list[tuple[int, SectionKind]] = []
    pending: int | None = None
    for first, last, kind in _kinds(text, top, missing):
        if kind is None or (starts and starts[-1][1] == kind):
            if kind is None and not starts and pending is None:
                pending = first
            continue
        begin = first
        if pending is not None:
            profile = profile_first and kind == "summary" and "profile" in missing
            if profile:
                starts.append((pending, "profile"))
            else:
                begin = pending
            pending = None
        starts += _split_verdict(text, begin, last, kind, starts, profile_first=profile_first)
    if not starts:
        starts = [(top[0], "summary")]
    return _drafts(starts, top)


def _kinds(
    text: str, top: Span, missing: Sequence[SectionKind]
) -> Iterator[tuple[int, int, SectionKind | None]]:
    """Each line, and the kind of section that it opens; none where it only goes on."""
    left: list[SectionKind] = ["summary", *(kind for kind in missing if kind != "summary")]
    current: SectionKind | None = None
    lines = list(lines_in(text, *top))
    for number, (first, last) in enumerate(lines):
        kind = _kind_of(text, lines[number:], current, left)
        if kind is not None and kind != current:
            left = [other for other in left if other != kind]
            current = kind
        yield first, last, kind


def _kind_of(
    text: str, lines: Sequence[Span], current: SectionKind | None, left: Sequence[SectionKind]
) -> SectionKind | None:
    """The kind of the first line, seen with the ones below it."""
    first, last = lines[0]
    if "summary" in left and find_verdict(text, first, last) is not None:
        return "summary"
    opened = opening_of(text[first:last])
    if opened in left:
        return opened
    if current == "profile" and is_story(text[first:last]):
        return "other"
    if "recommendations" in left and current == "summary" and _is_list(text, lines):
        return "recommendations"
    if current == "recommendations" and "prosecution" in left:
        return None if is_advice(text[first:last]) else "prosecution"
    return None


def _is_list(text: str, lines: Sequence[Span]) -> bool:
    """Whether the lines begin with a list of recommendations."""
    first, last = lines[0]
    if not is_advice(text[first:last]):
        return False
    if advice_in(text[first:last]) >= _SEVERAL:
        return True
    return len(lines) >= _SEVERAL and all(is_advice(text[a:b]) for a, b in lines[:_SEVERAL])


def _split_verdict(
    text: str,
    begin: int,
    last: int,
    kind: SectionKind,
    before: Sequence[tuple[int, SectionKind]],
    *,
    profile_first: bool,
) -> list[tuple[int, SectionKind]]:
    """A paragraph of 2003 that joins profile and verdict is parted before the verdict."""
    if kind != "summary" or not profile_first or before:
        return [(begin, kind)]
    sentences = list(sentences_in(text, begin, last))
    verdict = next((a for a, b in sentences if find_verdict(text, a, b) is not None), begin)
    if verdict > sentences[0][0] and opening_of(text[begin:last]) == "profile":
        return [(begin, "profile"), (verdict, kind)]
    return [(begin, kind)]


def _with_lost(text: str, draft: Draft, lost: Sequence[SectionKind]) -> list[Draft]:
    """A headed section, parted where a paragraph opens a section whose own heading is lost."""
    starts: list[tuple[int, SectionKind]] = []
    found: set[SectionKind] = set()
    lines = list(lines_in(text, draft.body, draft.end))
    for first, last in lines[draft.kind != "other" :] if lost else ():
        verdict = "summary" in lost and find_verdict(text, first, last) is not None
        kind = "summary" if verdict else opening_of(text[first:last])
        if kind in lost and kind is not None and kind not in found:
            starts.append((first, kind))
            found.add(kind)
    if not starts:
        return [draft]
    rest = _drafts(starts, (starts[0][0], draft.end))
    return [replace(draft, end=starts[0][0]), *rest]


def _without_note(text: str, draft: Draft) -> list[Draft]:
    """Recommendations without the sentence below them that speaks of them and is none."""
    if draft.kind != "recommendations":
        return [draft]
    *_, last = lines_in(text, draft.start, draft.end)
    first, end = list(sentences_in(text, *last))[-1]
    if first <= draft.body or not _NOTE.search(text, first, end) or is_advice(text[first:end]):
        return [draft]
    note = Draft(kind="other", start=first, body=first, end=draft.end)
    return [replace(draft, end=first), note]


def _drafts(starts: Sequence[tuple[int, SectionKind]], span: Span) -> list[Draft]:
    """Sections without headings, each to the beginning of the next."""
    begins = [span[0], *(start for start, _ in starts[1:])]
    ends = [*begins[1:], span[1]]
    return [
        Draft(kind=kind, start=begin, body=begin, end=end)
        for begin, end, (_, kind) in zip(begins, ends, starts, strict=True)
    ]

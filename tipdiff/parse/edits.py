"""Edits of a text, and the way back: what was taken out can always be put back."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tipdiff.model import Repair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A run of characters of a text and what is to take its place."""

    rule: str
    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A text without its noise, and what was done to it."""

    text: str
    repairs: tuple[Repair, ...] = ()

    def place(self, source: int) -> int:
        """Where a place of the source's text is in the repaired one."""
        shift = 0
        for repair in self.repairs:
            if repair.start - shift >= source:
                break
            shift += len(repair.after) - len(repair.before)
        return max(source + shift, 0)

    def within(self, start: int, end: int) -> tuple[Repair, ...]:
        """The repairs in a part of the text, their places counted from its beginning."""
        return tuple(
            replace(repair, start=repair.start - start)
            for repair in self.repairs
            if start <= repair.start and repair.start + len(repair.after) <= end
        )


def apply(text: str, edits: Iterable[Edit]) -> Repaired:
    """Make the edits; of two that want the same place, the first given has it."""
    parts: list[str] = []
    repairs: list[Repair] = []
    length = done = 0
    for edit in _chosen(text, edits):
        kept = text[done : edit.start]
        parts += (kept, edit.after)
        length += len(kept)
        before = text[edit.start : edit.end]
        repairs.append(Repair(rule=edit.rule, start=length, before=before, after=edit.after))
        length += len(edit.after)
        done = edit.end
    parts.append(text[done:])
    return Repaired(text="".join(parts), repairs=tuple(repairs))


def restore(text: str, repairs: Sequence[Repair]) -> str:
    """The text as the source had it."""
    for repair in reversed(repairs):
        end = repair.start + len(repair.after)
        text = text[: repair.start] + repair.before + text[end:]
    return text


def _chosen(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Those edits that touch no earlier given one, by place, each as small as it can be."""
    chosen: list[Edit] = []
    places: list[tuple[int, int]] = []
    for given in edits:
        edit = _trimmed(text, given)
        place = (edit.start, edit.end)
        at = bisect_left(places, place)
        clear_before = at == 0 or places[at - 1][1] <= edit.start
        clear_after = at == len(places) or (edit.end <= places[at][0] and place != places[at])
        if clear_before and clear_after and edit.after != text[edit.start : edit.end]:
            places.insert(at, place)
            chosen.insert(at, edit)
    return chosen


def _trimmed(text: str, edit: Edit) -> Edit:
    """The edit without what it would not change."""
    before = text[edit.start : edit.end]
    head = _shared(before, edit.after)
    tail = _shared(before[head:][::-1], edit.after[head:][::-1])
    after = edit.after[head : len(edit.after) - tail]
    return replace(edit, start=edit.start + head, end=edit.end - tail, after=after)


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))

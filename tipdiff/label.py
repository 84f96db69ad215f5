"""What a reader calls an outcome: its kind, subject, label, direction, figures and weight."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from hashlib import blake2s
from typing import TYPE_CHECKING, NamedTuple

from tipdiff.model import (
    Change,
    ChangeKind,
    Direction,
    Link,
    Narrative,
    Place,
    Reason,
    Statement,
)
from tipdiff.strength import direction_of
from tipdiff.tables.significance import DIRECTION_BONUS, weight_of
from tipdiff.words import changed_figures, diff_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.model import WordRun

NOUNS = {
    "achievement": "achievement",
    "deficiency": "deficiency",
    "mixed": "mixed statement",
    "verdict": "verdict sentence",
    "tier": "tier sentence",
    "lead": "lead-in sentence",
    "context": "summary statement",
    "recommendation": "recommendation",
    "statement": "statement",
}
"""What the label says for each subject. A lead-in announces achievements but names none."""

_OPPOSITE = {"achievement": "deficiency", "deficiency": "achievement"}

PRIORITIZED_SINCE = 2019
"""From this edition on the recommendations are a prioritized list: format reference, 4.6."""

TEMPLATE = "template wording"
"""How the aligner's reasons for known formulae begin."""


class Joined(NamedTuple):
    """A link between places of two narratives; moved also where the section is another."""

    old: tuple[Place, ...]
    new: tuple[Place, ...]
    link: Link
    moved: bool


def linked(
    old: Narrative, new: Narrative, joined: Joined, runs: tuple[WordRun, ...] | None = None
) -> Change:
    """The outcome of statements that a link joins; `runs` where their word diff is known."""
    a, b, link, moved = joined
    olds, news = [old.statement(p) for p in a], [new.statement(p) for p in b]
    was, now = _subject(olds), _subject(news)
    turned = _is_turned(was, now, link)
    kind = "turned" if turned else _kind(link, moved)
    subject = was if turned or now == "statement" else now
    if runs is None:
        runs = diff_words(*(" ".join([s.text for s in side]) for side in (olds, news)))
    direction, rules = _direction(kind, subject, runs)
    ranked = moved and was == now == "recommendation" and _is_ranked(old, new)
    split, merged = len(b) > len(a), len(a) > len(b)
    details = (
        direction,
        split and "split",
        merged and "merged",
        *_place(joined, ranked, olds, news),
    )
    return Change(
        id=identity(old, new, a, b),
        kind=kind,
        subject=subject,
        label=_label(kind, subject, ranked, details),
        section=new.sections[b[0].section].kind,
        old=a,
        new=b,
        words=runs,
        moved=moved,
        split=split,
        merged=merged,
        reprioritized=ranked,
        direction=direction,
        reasons=(*map(_reason, link.reasons), *rules),
        figures=changed_figures(runs) if link.kind == "updated" else (),
        score=link.score,
        significance=weight_of(kind, subject) + (DIRECTION_BONUS if direction else 0),
    )


def unlinked(
    old: Narrative, new: Narrative, place: Place, kind: ChangeKind, *, is_old: bool
) -> Change:
    """The outcome of a statement in no link: dropped, new, or not compared."""
    narrative = old if is_old else new
    a, b = ((place,), ()) if is_old else ((), (place,))
    subject = _subject([narrative.statement(place)])
    return Change(
        id=identity(old, new, a, b),
        kind=kind,
        subject=subject,
        label=_label(kind, subject, False, ()),
        section=narrative.sections[place.section].kind,
        old=a,
        new=b,
        significance=weight_of(kind, subject),
    )


def as_template(change: Change) -> Change:
    """A new or dropped statement that is wording of its edition: no news of the country."""
    label = _label("template", change.subject, False, ())
    return replace(change, kind="template", label=label, significance=0)


def identity(
    old: Narrative, new: Narrative, a: Sequence[Place], b: Sequence[Place], salt: str = ""
) -> str:
    """An id made of what the change says, so that it outlives a new parser."""
    said = [salt, *[old.statement(p).text for p in a], "->", *[new.statement(p).text for p in b]]
    code = blake2s("\n".join(said).encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"{new.country.iso3.lower()}-{old.edition}-{new.edition}-{code}"


def agreeing_places(
    old: Narrative, new: Narrative, joined: Joined
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The places of a link without those that say the opposite of its one statement.

    An achievement says the opposite of a deficiency. Nothing is left of the side where all do;
    the same words say the same, whatever they are called.
    """
    a, b, link, _ = joined
    if link.kind == "unchanged":
        return a, b
    if len(a) == 1:
        opposite = _OPPOSITE.get(_subject([old.statement(a[0])]))
        return a, tuple(p for p in b if _subject([new.statement(p)]) != opposite)
    opposite = _OPPOSITE.get(_subject([new.statement(b[0])]))
    return tuple(p for p in a if _subject([old.statement(p)]) != opposite), b


def _is_turned(was: str, now: str, link: Link) -> bool:
    return _OPPOSITE.get(was) == now and link.kind != "unchanged"


def _subject(statements: Sequence[Statement]) -> str:
    role = statements[0].role
    if role.endswith("_lead"):
        return "lead"
    return role if role in NOUNS else "statement"


def _kind(link: Link, moved: bool) -> ChangeKind:
    if link.kind != "unchanged":
        return link.kind
    if any(reason.startswith(TEMPLATE) for reason in link.reasons):
        return "template"
    return "moved" if moved else "unchanged"


def _is_ranked(old: Narrative, new: Narrative) -> bool:
    return min(old.edition, new.edition) >= PRIORITIZED_SINCE


def _direction(
    kind: ChangeKind, subject: str, runs: Sequence[WordRun]
) -> tuple[Direction | None, tuple[Reason, ...]]:
    """A reworded recommendation says whether it asks for more or less, and by which rule."""
    if subject == "recommendation" and kind in ("reworded", "updated"):
        return direction_of(runs)
    return None, ()


def _place(
    joined: Joined, ranked: bool, olds: Sequence[Statement], news: Sequence[Statement]
) -> Iterator[str]:
    """That it moved, and from which rank to which."""
    if joined.moved and joined.link.kind != "unchanged":
        yield "reprioritized" if ranked else "moved"
    if joined.moved and olds[0].rank and news[0].rank:
        yield f"rank {olds[0].rank} to {news[0].rank}"


@lru_cache(maxsize=1024)
def _reason(rule: str) -> Reason:
    return Reason(rule=rule)


@lru_cache(maxsize=1024)
def _label(
    kind: ChangeKind, subject: str, ranked: bool, details: tuple[str | bool | None, ...]
) -> str:
    told = ", ".join(str(detail) for detail in details if detail)
    return _head(kind, subject, ranked) + (f" ({told})" if told else "")


def _head(kind: ChangeKind, subject: str, ranked: bool) -> str:
    noun = NOUNS[subject]
    if kind == "turned":
        other = "achievement" if subject == "deficiency" else "deficiency"
        return f"{noun} now reported as {other}"
    if kind == "template":
        return f"template wording of {noun}"
    if kind == "uncompared":
        return f"{noun} not compared"
    return f"{'reprioritized' if kind == 'moved' and ranked else kind} {noun}"

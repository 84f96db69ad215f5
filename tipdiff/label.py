"""What a reader calls an outcome: its kind, subject, label, direction, figures and weight."""

from __future__ import annotations

from dataclasses import replace
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
    from collections.abc import Sequence

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


def linked(old: Narrative, new: Narrative, joined: Joined) -> Change:
    """The outcome of statements that a link joins."""
    a, b, link = joined.old, joined.new, joined.link
    olds, news = [old.statement(p) for p in a], [new.statement(p) for p in b]
    was, now = _subject(olds), _subject(news)
    turned = is_turn(old, new, joined)
    runs = diff_words(*(" ".join(s.text for s in side) for side in (olds, news)))
    change = Change(
        id="",
        kind="turned" if turned else _kind(link, joined.moved),
        subject=was if turned or now == "statement" else now,
        label="",
        section=new.sections[b[0].section].kind,
        old=a,
        new=b,
        words=runs,
        moved=joined.moved,
        split=len(b) > len(a),
        merged=len(a) > len(b),
        reprioritized=joined.moved and was == now == "recommendation" and _is_ranked(old, new),
        reasons=tuple(Reason(rule=rule) for rule in link.reasons),
        figures=changed_figures(runs) if link.kind == "updated" else (),
        score=link.score,
    )
    return _finished(change, olds, news)


def unlinked(narrative: Narrative, place: Place, kind: ChangeKind, *, is_old: bool) -> Change:
    """The outcome of a statement in no link: dropped, new, or not compared."""
    statement = narrative.statement(place)
    change = Change(
        id="",
        kind=kind,
        subject=_subject([statement]),
        label="",
        section=narrative.sections[place.section].kind,
        old=(place,) if is_old else (),
        new=() if is_old else (place,),
    )
    return _finished(change, [statement], [statement])


def is_turn(old: Narrative, new: Narrative, joined: Joined) -> bool:
    """Whether the link says that a deficiency is now an achievement, or the reverse."""
    was = _subject([old.statement(p) for p in joined.old])
    now = _subject([new.statement(p) for p in joined.new])
    return {was, now} == {"achievement", "deficiency"} and joined.link.kind != "unchanged"


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


def _finished(change: Change, olds: Sequence[Statement], news: Sequence[Statement]) -> Change:
    """The change with its direction, weight and label."""
    direction, reasons = _direction(change)
    details = [*([direction] if direction else []), *_details(change, olds, news)]
    return replace(
        change,
        direction=direction,
        reasons=change.reasons + reasons,
        label=_head(change) + (f" ({', '.join(details)})" if details else ""),
        significance=weight_of(change.kind, change.subject) + (DIRECTION_BONUS if direction else 0),
    )


def _direction(change: Change) -> tuple[Direction | None, tuple[Reason, ...]]:
    """A reworded recommendation says whether it asks for more or less, and by which rule."""
    if change.subject == "recommendation" and change.kind in ("reworded", "updated"):
        return direction_of(change.words)
    return None, ()


def _details(change: Change, olds: Sequence[Statement], news: Sequence[Statement]) -> list[str]:
    details = [word for word in ("split", "merged") if getattr(change, word)]
    if change.moved and change.kind != "moved":
        details.append("reprioritized" if change.reprioritized else "moved")
    if change.moved and olds[0].rank and news[0].rank:
        details.append(f"rank {olds[0].rank} to {news[0].rank}")
    return details


def _head(change: Change) -> str:
    noun = NOUNS[change.subject]
    if change.kind == "turned":
        other = "achievement" if change.subject == "deficiency" else "deficiency"
        return f"{noun} now reported as {other}"
    if change.kind == "template":
        return f"template wording of {noun}"
    if change.kind == "uncompared":
        return f"{noun} not compared"
    if change.kind == "moved" and change.reprioritized:
        return f"reprioritized {noun}"
    return f"{change.kind} {noun}"

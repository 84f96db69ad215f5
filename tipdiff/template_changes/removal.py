"""A comparison without the wording of its edition: what is left is said anew, by the same rules."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from tipdiff.align.kind import RULES, kind_of
from tipdiff.align.words import read
from tipdiff.label import TEMPLATE, Joined, as_template, linked
from tipdiff.model import Link, Reason, WordRun
from tipdiff.strength import direction_of
from tipdiff.template_changes.edits import side_text

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from tipdiff.model import Change, Comparison
    from tipdiff.template_changes.model import Mark, SharedEdit


def applied(comparison: Comparison, marks: Iterable[Mark]) -> Comparison:
    """The comparison with every shared edit named, and without those that are wording."""
    outcomes = [*comparison.outcomes]
    ordered = sorted(marks, key=attrgetter("outcome"))
    for outcome, group in groupby(ordered, key=attrgetter("outcome")):
        outcomes[outcome] = _said_anew(comparison, outcomes[outcome], [*group])
    return replace(comparison, outcomes=tuple(outcomes))


def _said_anew(comparison: Comparison, change: Change, marks: Sequence[Mark]) -> Change:
    template = [mark for mark in marks if mark.edit.template]
    if template and change.kind in ("new", "dropped"):
        change = as_template(change)
    elif template and change.kind in ("reworded", "updated", "turned"):
        change = _without(comparison, change, {run for mark in template for run in mark.runs})
    elif change.significance == 0:
        return change
    edits = dict.fromkeys(mark.edit for mark in marks)
    return replace(change, reasons=(*change.reasons, *map(_reason, edits)))


def _reason(edit: SharedEdit) -> Reason:
    rule = TEMPLATE if edit.template else "same edit"
    return Reason(rule=f"{rule}: {edit.told}", words=edit.words)


def _without(comparison: Comparison, change: Change, wording: Container[int]) -> Change:
    """The change as it would be told had both editions used the newer wording."""
    runs = _accepted(change.words, wording)
    # Of an accepted run `text` is the newer wording: that stands on both sides here.
    old, new = (
        "".join(run.text for run in runs if run.op != other) for other in ("insert", "delete")
    )
    kind, rules = kind_of([read(old)], [read(new)])
    # The mark of wording is what makes an unchanged link "template"; a move stays one.
    mark = () if change.moved else (TEMPLATE,)
    link = Link(old=(), new=(), kind=kind, score=change.score, reasons=mark)
    joined = Joined(change.old, change.new, link, change.moved)
    said = linked(comparison.old, comparison.new, joined, runs)
    known = {rule.name for rule in RULES} | {r.rule for r in direction_of(change.words)[1]}
    grounds = [reason for reason in change.reasons if reason.rule not in known]
    told = [reason for reason in said.reasons if reason.rule != TEMPLATE]
    return replace(
        said,
        id=change.id,
        reasons=(*grounds, *(Reason(rule=rule) for rule in rules), *told),
        significance=min(said.significance, change.significance),
    )


def _accepted(runs: Sequence[WordRun], wording: Container[int]) -> tuple[WordRun, ...]:
    """The runs, with the edits that are wording as words that both sides share, each its own."""
    accepted: list[WordRun] = []
    same = [run.op == "equal" or n in wording for n, run in enumerate(runs)]
    for shared, group in groupby(zip(same, runs, strict=True), key=itemgetter(0)):
        part = [run for _, run in group]
        if shared:
            old, new = side_text(part, "insert"), side_text(part, "delete")
            accepted.append(WordRun(op="equal", text=new, old_text=None if old == new else old))
        else:
            accepted += part
    return tuple(accepted)

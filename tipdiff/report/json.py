"""A comparison as JSON: schema "tipdiff.comparison/1", described in data/comparison.schema.json.

Both narratives whole, section by section with the offsets of every statement, and every outcome.
Keys and lists always come in the same order. A later version of the form gets a new number.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from tipdiff import __version__
from tipdiff.codec import narrative_to_dict
from tipdiff.report.names import place_name
from tipdiff.report.sections import tallies
from tipdiff.report.select import EVERYTHING
from tipdiff.report.visible import visible

if TYPE_CHECKING:
    from tipdiff.model import Change, Comparison, Narrative, Place, WordRun
    from tipdiff.report.sections import Tally
    from tipdiff.report.select import Selection

SCHEMA = "tipdiff.comparison/1"


def render_json(
    comparison: Comparison, selection: Selection = EVERYTHING, *, version: str = __version__
) -> str:
    """The comparison as JSON, two spaces an indent; safe to print on a terminal.

    `version` is that of the tipdiff that is named as its maker.
    """
    data = {**comparison_to_dict(comparison, selection), "tipdiff": version}
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return visible(text, lambda acting: json.dumps(acting[0])[1:-1]) + "\n"


def comparison_to_dict(comparison: Comparison, selection: Selection = EVERYTHING) -> dict[str, Any]:
    """The comparison as values that JSON can hold.

    What did not change is always in it, so that both texts and the lot of every statement can be
    rebuilt; only sections and kinds asked for narrow the changes.
    """
    asked = replace(selection, full=True)
    return {
        "schema": SCHEMA,
        "tipdiff": __version__,
        "selection": {"sections": list(asked.sections), "only": list(asked.only)},
        "uncompared": list(comparison.uncompared),
        "notes": list(comparison.notes),
        "sections": [tally_to_dict(tally) for tally in tallies(comparison)],
        "headlines": [
            change_to_dict(comparison, c) for c in comparison.headlines if asked.takes(c)
        ],
        "outcomes": [change_to_dict(comparison, c) for c in comparison.outcomes if asked.takes(c)],
        "old": narrative_to_dict(comparison.old),
        "new": narrative_to_dict(comparison.new),
    }


def tally_to_dict(tally: Tally) -> dict[str, Any]:
    """What became of the statements of a kind of section, as values that JSON can hold."""
    data = asdict(tally)
    return {"section": data.pop("kind"), **data, "moved_to": dict(tally.moved_to)}


def change_to_dict(comparison: Comparison, change: Change) -> dict[str, Any]:
    """A change as values, with the quotes of both sides."""
    return {
        "id": change.id,
        "slug": change.slug,
        "label": change.label,
        "kind": change.kind,
        "subject": change.subject,
        "section": change.section,
        "significance": change.significance,
        "direction": change.direction,
        "moved": change.moved,
        "split": change.split,
        "merged": change.merged,
        "reprioritized": change.reprioritized,
        "score": change.score,
        "reasons": [{"rule": reason.rule, "words": reason.words} for reason in change.reasons],
        "figures": [{"old": figure.old, "new": figure.new} for figure in change.figures],
        "old": [_quote(comparison.old, place) for place in change.old],
        "new": [_quote(comparison.new, place) for place in change.new],
        "words": [_run(run) for run in change.words],
    }


def _quote(narrative: Narrative, place: Place) -> dict[str, Any]:
    """Where a statement stands, in numbers and in words, and what it says."""
    text = narrative.statement(place).text
    where = {"section": place.section, "statement": place.statement}
    return {**where, "place": place_name(narrative, place), "text": text}


def _run(run: WordRun) -> dict[str, str]:
    kept = {"op": run.op, "text": run.text}
    return kept if run.old_text is None else {**kept, "old_text": run.old_text}

"""A ledger as JSON: schema "tipdiff.history/1".

Every thread that was asked for with all its statements, the steps between them, what became of
what ended, and the evidence of each edition. Keys and lists always come in the same order.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tipdiff import __version__
from tipdiff.report.history.age import ages_by_edition
from tipdiff.report.names import place_name
from tipdiff.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.ledger import Ages, Ledger
    from tipdiff.ledger.model import Fate, Spot, Step
    from tipdiff.model import Narrative
    from tipdiff.report.history.view import Group, Row

SCHEMA = "tipdiff.history/1"


def render_json(ledger: Ledger, groups: Sequence[Group]) -> str:
    """The groups as JSON, two spaces an indent; safe to print on a terminal."""
    newest = ledger.narratives[-1]
    ages = ages_by_edition(ledger)
    data = {
        "schema": SCHEMA,
        "tipdiff": __version__,
        "series": newest.series,
        "country": asdict(newest.country),
        "years": list(ledger.years),
        "editions": [_edition(n, ages[n.edition]) for n in ledger.narratives],
        "groups": [
            {"name": group.name, "threads": [_thread(row) for row in group.rows]}
            for group in groups
        ],
    }
    return to_json(data)


def to_json(data: Any) -> str:
    """Values as JSON in which no character acts on a terminal."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return visible(text, lambda acting: json.dumps(acting[0])[1:-1]) + "\n"


def edition_to_dict(narrative: Narrative) -> dict[str, Any]:
    """Which copy of an edition was read, and where it was taken from."""
    return {
        "edition": narrative.edition,
        "source": narrative.source,
        "partial": narrative.partial,
        "evidence": asdict(narrative.evidence) if narrative.evidence else None,
    }


def _edition(narrative: Narrative, ages: Sequence[Ages]) -> dict[str, Any]:
    return {
        **edition_to_dict(narrative),
        "statements": sum(len(section.statements) for section in narrative.sections),
        "ages": [
            {
                "section": part.kind,
                "words": part.total,
                "since": [
                    {"edition": age.since, "or_before": not age.known, "words": words}
                    for age, words in part.words.items()
                ],
            }
            for part in ages
        ],
    }


def _thread(row: Row) -> dict[str, Any]:
    thread = row.thread
    return {
        "id": thread.id,
        "status": row.status,
        "first": thread.first,
        "last": thread.last,
        "in_a_row": row.row,
        "years": [
            {
                "year": cell.year,
                "state": cell.state,
                "marks": list(cell.marks),
                "statements": [_statement(row.ledger, spot) for spot in cell.spots],
            }
            for cell in row.cells
        ],
        "steps": [_step(step) for step in thread.steps],
        "fates": [_fate(row.ledger, fate) for fate in thread.fates],
    }


def _statement(ledger: Ledger, spot: Spot) -> dict[str, Any]:
    narrative, statement = ledger.editions[spot.edition], ledger.statement(spot)
    return {
        **asdict(spot.place),
        "place": place_name(narrative, spot.place),
        "kind": ledger.kind(spot),
        "role": statement.role,
        "text": statement.text,
    }


def _step(step: Step) -> dict[str, Any]:
    change = step.change
    return {
        "old": [_spot(spot) for spot in step.old],
        "new": [_spot(spot) for spot in step.new],
        "gap": step.gap,
        "change": change.id,
        "kind": change.kind,
        "label": change.label,
        "direction": change.direction,
        "score": change.score,
        "reasons": [asdict(reason) for reason in change.reasons],
    }


def _spot(spot: Spot) -> dict[str, int]:
    return {"edition": spot.edition, **asdict(spot.place)}


def _fate(ledger: Ledger, fate: Fate) -> dict[str, Any]:
    narrative = ledger.editions[fate.edition]
    said = [
        {
            **asdict(place),
            "place": place_name(narrative, place),
            "text": narrative.statement(place).text,
        }
        for place in fate.places
    ]
    return {
        "edition": fate.edition,
        "kind": fate.kind,
        "of": [{**_spot(spot), "text": ledger.statement(spot).text} for spot in fate.spots],
        "says": said,
        "score": fate.score,
        "reasons": [asdict(reason) for reason in fate.reasons],
    }

"""A ledger as a table: a row a thread, a column a year."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from tipdiff.report.history.age import ages_by_edition, part_name
from tipdiff.report.history.words import answers, joined, wordings
from tipdiff.report.visible import one_line
from tipdiff.spreadsheets import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipdiff.ledger import Cell, Ledger
    from tipdiff.report.history.view import Group, Row


def render_csv(groups: Sequence[Group]) -> str:
    """The groups as one table, in the order of the picture."""
    return table({"group": group.name, **_row(row)} for group in groups for row in group.rows)


def render_age_csv(ledger: Ledger) -> str:
    """The ages of every edition and section: how many words stand since which year."""
    return table(
        {
            "edition": edition,
            "section": part_name(part.kind),
            "since": age.since,
            "or_before": int(not age.known),
            "words": words,
            "share": f"{part.share(age):.4f}",
        }
        for edition, parts in ages_by_edition(ledger).items()
        for part in parts
        for age, words in part.words.items()
    )


def table(rows: Iterable[dict[str, Any]]) -> str:
    """Rows with the same keys as CSV with a head; nothing for no rows."""
    listed = list(rows)
    out = io.StringIO()
    if listed:
        writer = csv.DictWriter(out, list(listed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _plain(value) for key, value in row.items()} for row in listed)
    return out.getvalue()


def _row(row: Row) -> dict[str, Any]:
    fate = row.fate
    said = answers(row.ledger, fate) if fate else ()
    return {
        "thread": row.thread.id,
        "section": row.section,
        "first": row.thread.first,
        "last": row.thread.last,
        "in_a_row": row.row,
        "status": row.status,
        "text": row.text,
        "changes": "; ".join(f"{w.year} {w.marks}" for w in wordings(row) if w.marks),
        "fate_edition": fate.edition if fate else "",
        "fate_of": joined(row.ledger, fate.spots) if fate else "",
        "fate_says": " / ".join(text for _, text in said),
        "fate_score": f"{fate.score:.4f}" if fate and fate.places else "",
        **{str(cell.year): _shown(cell) for cell in row.cells},
    }


def _shown(cell: Cell) -> str:
    return " ".join(cell.marks) or "unchanged" if cell.state == "present" else cell.state


def _plain(value: object) -> object:
    """Text on one line, and never a formula."""
    return cell(one_line(value) if isinstance(value, str) else value)

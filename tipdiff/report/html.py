"""A comparison as one self-contained HTML page: no script, no outside resource, all escaped.

Redline and side-by-side view are switched by style sheet alone; the page can be read, linked to
by change, and printed without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tipdiff import __version__, series
from tipdiff.report.evidence import address, evidence_rows, link
from tipdiff.report.excerpt import excerpt
from tipdiff.report.names import group_name, tier_line, uncompared_lines
from tipdiff.report.sections import table_of
from tipdiff.report.select import EVERYTHING, chosen, counts, grouped, kinds, total
from tipdiff.report.view import tier_quotes, view
from tipdiff.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment

    from tipdiff.model import Change, Comparison
    from tipdiff.report.select import Count, Group, Selection
    from tipdiff.report.view import View

TEMPLATES = Path(__file__).parent.parent / "templates"
TOP = 8
"""Changes named in the summary."""
EXCERPT = 100
"""Characters of a quote in the summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of the page."""

    name: str
    anchor: str
    counts: tuple[Count, ...]
    views: tuple[View, ...]


def render_html(
    comparison: Comparison, selection: Selection = EVERYTHING, *, table: str = ""
) -> str:
    """The comparison as a page that can be attached to an e-mail or a filing.

    `table` is the address of a page of all countries that it stands beside.
    """
    changes = chosen(comparison, selection)
    page = environment().get_template("report.html.j2")
    content = _content(comparison, changes, selection)
    return page.render(_frame(comparison) | content | {"table": table}) + "\n"


@cache
def environment() -> Environment:
    """The templates, escaping all they are given and showing acting characters as escapes."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: object) -> object:
        return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
    )


def _frame(comparison: Comparison) -> dict[str, Any]:
    """What the page says of the two narratives."""
    old, new = comparison.old, comparison.new
    return {
        "version": __version__,
        "series": series.find(new.series).title,
        "country": new.country.name,
        "old": old,
        "new": new,
        "links": {"old": link(old), "new": link(new)},
        "addresses": ((address(old), link(old)), (address(new), link(new))),
        "tier_line": tier_line(comparison),
        "tier_quotes": tier_quotes(comparison),
        "warnings": [*uncompared_lines(comparison), *comparison.notes],
        "evidence": evidence_rows(comparison),
    }


def _content(
    comparison: Comparison, changes: Sequence[Change], selection: Selection
) -> dict[str, Any]:
    """What the page says of the changes."""
    top = [view(comparison, change) for change in changes[:TOP]]
    return {
        "total": total(comparison, changes),
        "sections": table_of(comparison),
        "narrowed": selection.described(),
        "counts": counts(changes),
        "kinds": kinds(changes),
        "top": [(shown, excerpt(shown.brief, EXCERPT)) for shown in top],
        "parts": [_part(comparison, group) for group in grouped(comparison, changes)],
    }


def _part(comparison: Comparison, group: Group) -> Part:
    return Part(
        name=group_name(group.kind),
        anchor=f"section-{group.kind or 'headlines'}".replace("_", "-"),
        counts=counts(group.changes),
        views=tuple(view(comparison, change) for change in group.changes),
    )

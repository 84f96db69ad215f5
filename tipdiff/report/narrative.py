"""One narrative in the terminal: what was read from it, and where every character went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.report.names import section_name, tier_name
from tipdiff.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.model import Narrative, Section


def narrative_text(narrative: Narrative) -> str:
    """Tier, grades, figures and warnings, then the sections with every statement's role."""
    lines = [*_head(narrative)]
    for section in narrative.sections:
        lines += ["", *_section(section)]
    return "\n".join(lines)


def _head(narrative: Narrative) -> Iterator[str]:
    part = " (holds only a part)" if narrative.partial else ""
    waiver = ", waiver" if narrative.waiver else ""
    yield f"{narrative.title}, from {narrative.source}{part}"
    yield f"tier: {tier_name(narrative.tier)} ({narrative.tier_move}{waiver})"
    if narrative.grades:
        yield "grades: " + ", ".join(f"{kind} {grade}" for kind, grade in narrative.grades)
    for figure in narrative.figures:
        value = "none reported" if figure.value is None else str(figure.value)
        yield f"figure: {figure.measure.replace('_', ' ')} {figure.period}: {value}"
    for warning in narrative.warnings:
        yield f"warning: {visible(warning)}"
    if narrative.repairs:
        yield f"repairs: {len(narrative.repairs)} (see --json)"


def _section(section: Section) -> Iterator[str]:
    heading = f" ({visible(section.heading)})" if section.heading else ""
    yield section_name(section.kind) + heading
    for statement in section.statements:
        mark = f"{statement.rank}." if statement.rank else f"[{statement.role}]"
        yield f"  {mark} {visible(statement.text)}"


def coverage_text(narrative: Narrative) -> tuple[str, bool]:
    """A line a section: characters in statements, in the heading, between the statements.

    The second value tells whether every character is accounted for.
    """
    lines = [f"{narrative.title}: {len(narrative.text):,} characters"]
    lost: list[str] = []
    for section in narrative.sections:
        inside = sum(s.end - s.start for s in section.statements)
        between = _between(section)
        lost += [text for text in between if text.strip(_MARKS)]
        rest = sum(map(len, between))
        head = len(section.text) - inside - rest
        lines.append(
            f"{section.kind}: {inside:,} in statements, {head:,} heading, {rest:,} between"
        )
    lines += [f"in no section: {visible(text.strip())!r}" for text in lost]
    return "\n".join(lines), not lost


_MARKS = " \t\n\u00a0;•*·–-and"


def _between(section: Section) -> list[str]:
    """What stands between and behind the statements of a section."""
    if not section.statements:
        return []
    ends = [statement.end for statement in section.statements]
    starts = [statement.start for statement in section.statements[1:]] + [len(section.text)]
    return [section.text[a:b] for a, b in zip(ends, starts, strict=True)]

"""One narrative in the terminal: what was read from it, and where every character went."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tipdiff.model import Place
from tipdiff.report.names import section_name, tier_name
from tipdiff.report.visible import visible
from tipdiff.series import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tipdiff.model import Narrative, Section
    from tipdiff.parse import Run


def narrative_text(narrative: Narrative, since: Mapping[Place, str] | None = None) -> str:
    """Tier, grades, figures and warnings, then the sections with every statement's role.

    :param since: What stands in the margin of each statement: the year its words are from.
    """
    lines = [*_head(narrative)]
    margins = since or {}
    for number, section in enumerate(narrative.sections):
        places = (Place(section=number, statement=at) for at in range(len(section.statements)))
        lines += ["", *_section(section, [margins.get(place, "") for place in places])]
    return "\n".join(lines)


def _head(narrative: Narrative) -> Iterator[str]:
    part = " (holds only a part)" if narrative.partial else ""
    waiver = ", waiver" if narrative.waiver else ""
    yield f"{narrative.title}, from {narrative.source}{part}"
    if find(narrative.series).rated:
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


def _section(section: Section, margins: Iterable[str]) -> Iterator[str]:
    heading = f" ({visible(section.heading)})" if section.heading else ""
    yield section_name(section.kind) + heading
    for statement, margin in zip(section.statements, margins, strict=True):
        mark = f"{statement.rank}." if statement.rank else f"[{statement.role}]"
        yield f"{f'{margin:>5}' if margin else ''}  {mark} {visible(statement.text)}"


def coverage_text(narrative: Narrative) -> tuple[str, bool]:
    """A line a section: how many of its characters are in statements, and what the rest is.

    The second value tells whether every character is accounted for.
    """
    from tipdiff.parse import coverage

    runs = coverage(narrative)
    lines = [f"{narrative.title}: {len(narrative.text):,} characters"]
    for number, section in enumerate(narrative.sections):
        lines.append(f"{section.kind}: {_uses([run for run in runs if run.section == number])}")
    lost = [
        narrative.sections[run.section].text[run.start : run.end]
        for run in runs
        if run.use == "unaccounted"
    ]
    lines += [f"in no statement and nothing else: {visible(text)!r}" for text in lost]
    return "\n".join(lines), not lost


def _uses(runs: Iterable[Run]) -> str:
    """How many characters each use has: "1,420 statement, 12 space"."""
    total: Counter[str] = Counter()
    for run in runs:
        total[run.use] += run.end - run.start
    return ", ".join(f"{count:,} {use}" for use, count in total.most_common())

"""A ledger as one self-contained HTML page: the picture as SVG, each cell a link to the quote.

No script, no outside resource, all escaped; the style sheet of the reports and a few rules more.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from tipdiff import __version__
from tipdiff.model import Comparison, WordRun
from tipdiff.report.evidence import address, facts, link
from tipdiff.report.history.age import ages_by_edition, part_name, percent
from tipdiff.report.history.signs import legend
from tipdiff.report.history.view import years_shown
from tipdiff.report.history.words import answers, fate_name, gaps_told, rules
from tipdiff.report.html import environment
from tipdiff.report.names import place_name
from tipdiff.report.view import Quote, view
from tipdiff.series import find as find_series

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tipdiff.ledger import Ages, Cell, Ledger
    from tipdiff.ledger.model import Fate, Step
    from tipdiff.report.history.signs import Sign
    from tipdiff.report.history.view import Group, Row
    from tipdiff.report.view import View

CELL = 26
"""Width and height of a cell of the picture, in its own units."""
AGE_WIDTH = 600
"""Width of a bar of ages, in its own units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """A cell of the picture: its sign, where it leads, and the line that comes to it."""

    x: int
    """Where it begins."""
    number: int | None
    """Of its sign in the legend; None where nothing is drawn."""
    label: str
    href: str | None
    line: str
    """solid, dashed across what the archive does not hold, or nothing."""
    start: float
    """Where the line begins."""

    @property
    def middle(self) -> float:
        """Where the line ends."""
        return self.x + CELL / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What an edition says of a thread, or what it says in its place."""

    anchor: str
    year: int
    told: str
    quotes: tuple[Quote, ...] = ()
    redlines: tuple[tuple[WordRun, ...], ...] = ()
    """Both wordings in one text, where that can be read; their quotes are not repeated then."""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How much of an edition or a section is how old: segments of a bar, and in words."""

    name: str
    words: int
    segments: tuple[tuple[float, float, int, str], ...]
    """Start, width, shade from 0 (oldest) to 9, and what it stands for."""
    told: str


def render_html(ledger: Ledger, groups: Sequence[Group], since: int | None = None) -> str:
    """The groups as a page that can be attached to an e-mail or a filing."""
    years = years_shown(ledger, since)
    newest = ledger.narratives[-1]
    signs = [*legend(sign for group in groups for row in group.rows for sign in row.signs)]
    numbers = {sign: number for number, sign in enumerate(signs, start=1)}
    shown = [
        (group, [(row, _knots(row, numbers), _entries(row)) for row in group.rows])
        for group in groups
    ]
    page = environment().get_template("history.html.j2")
    return (
        page.render(
            version=__version__,
            series=find_series(newest.series).title,
            country=newest.country.name,
            years=years,
            cell=CELL,
            age_width=AGE_WIDTH,
            kinds=(),
            warnings=[*gaps_told(ledger, years), *_warnings(ledger)],
            legend=signs,
            groups=shown,
            bars=_bars(ledger),
            editions=[(n, facts(n), address(n), link(n)) for n in ledger.narratives],
        )
        + "\n"
    )


def _warnings(ledger: Ledger) -> Iterator[str]:
    """What the parser warned of, and that noise was repaired."""
    for narrative in ledger.narratives:
        yield from (f"{narrative.title}: {warning}" for warning in narrative.warnings)
    repaired = [f"{n.edition} ({len(n.repairs)})" for n in ledger.narratives if n.repairs]
    if repaired:
        yield (
            "Noise of the copies was repaired, in so many places: "
            f"{', '.join(repaired)}; `tipdiff show --json` lists them."
        )


def _knots(row: Row, numbers: Mapping[Sign, int]) -> list[Knot]:
    """The picture of a thread."""
    knots = []
    last: Knot | None = None
    for number, (cell, sign) in enumerate(zip(row.cells, row.signs, strict=True)):
        there = cell.state == "present"
        beside = last is not None and last.x == (number - 1) * CELL
        knot = Knot(
            x=number * CELL,
            number=numbers.get(sign),
            label=f"{cell.year}: {', '.join(cell.marks) or sign.meaning}",
            href=_href(row, cell),
            line=("solid" if beside else "dashed") if there and last else "",
            start=last.middle if last else 0.0,
        )
        knots.append(knot)
        last = knot if there else last
    return knots


def _href(row: Row, cell: Cell) -> str | None:
    """The quote, or the evidence of an edition that has none; nothing where there is nothing."""
    told = cell.state == "present" or any(f.edition == cell.year for f in row.thread.fates)
    if told:
        return f"{row.thread.id}-{cell.year}"
    return None if cell.state in ("before", "missing") else f"edition-{cell.year}"


def _entries(row: Row) -> list[Entry]:
    """Every year of a thread in words, with the quotes."""
    entries = []
    before = ""
    for cell in row.all_cells:
        fates = [fate for fate in row.thread.fates if fate.edition == cell.year]
        if cell.state == "present":
            text = row.ledger.text(cell.spots)
            entries.append(_present(row, cell, same=text == before, fates=fates))
            before = text
        elif fates:
            entries.append(_gone(row, cell.year, fates))
    return entries


def _present(row: Row, cell: Cell, *, same: bool, fates: Sequence[Fate]) -> Entry:
    narrative = row.ledger.editions[cell.year]
    told = [place_name(narrative, spot.place) for spot in cell.spots]
    told += [mark for mark in cell.marks if mark != "first"]
    told += ["the same words"] if same else []
    shown = [] if same else [_view(row, step) for step in cell.steps]
    redlines = [one.redline for one in shown if one.redline]
    quotes = [quote for one in shown if not one.redline for quote in one.new]
    return Entry(
        anchor=f"{row.thread.id}-{cell.year}",
        year=cell.year,
        told=" · ".join(told),
        quotes=(*quotes, *(() if same else _unlinked(row, cell))),
        redlines=tuple(redlines),
        details=(*_reasons(cell.steps), *chain.from_iterable(_said(row, fate) for fate in fates)),
    )


def _view(row: Row, step: Step) -> View:
    """A step as the reports show a change: quotes or a redline, with the words that changed."""
    old, new = (row.ledger.editions[side[0].edition] for side in (step.old, step.new))
    pair = Comparison(old=old, new=new, headlines=(), outcomes=(step.change,))
    return view(pair, step.change)


def _unlinked(row: Row, cell: Cell) -> Iterator[Quote]:
    """The statements of a year that continue nothing."""
    narrative = row.ledger.editions[cell.year]
    known = {spot for step in cell.steps for spot in step.new}
    for spot in cell.spots:
        if spot not in known:
            runs = (WordRun(op="equal", text=row.ledger.statement(spot).text),)
            place = place_name(narrative, spot.place)
            yield Quote(side="new", edition=cell.year, place=place, runs=runs)


def _reasons(steps: Iterable[Step]) -> Iterator[str]:
    """By which rules a wording was linked to the one before, and across which gap."""
    for step in steps:
        change = step.change
        named = "; ".join(f"{r.rule} ({r.words})" if r.words else r.rule for r in change.reasons)
        said = f"score {change.score:.2f}, by rule: {named}"
        if step.gap:
            yield f"linked across a gap to {step.old[0].edition}: {said}"
        elif change.kind not in ("unchanged", "moved"):
            yield f"{change.label}: {said}"


def _gone(row: Row, year: int, fates: Iterable[Fate]) -> Entry:
    told = dict.fromkeys(fate_name(row, fate) for fate in fates)
    return Entry(
        anchor=f"{row.thread.id}-{year}",
        year=year,
        told=" · ".join(told),
        details=tuple(chain.from_iterable(_said(row, fate) for fate in fates)),
    )


def _said(row: Row, fate: Fate) -> Iterator[str]:
    """What the edition says in place of what it does not repeat."""
    yield f"{fate_name(row, fate)}: “{row.ledger.text(fate.spots)}” ({fate.spots[0].edition})"
    for place, text in answers(row.ledger, fate):
        yield f"{fate.edition} says in {place}: “{text}”"
    if fate.places:
        yield f"score {fate.score:.2f}, by rule: {rules(fate)}"


def _bars(ledger: Ledger) -> list[tuple[str, list[Bar]]]:
    """The ages of every edition, and of each section of the newest."""
    ages = ages_by_edition(ledger)
    newest = ledger.narratives[-1].edition
    span = max(len(ledger.years) - 1, 1)
    whole = [_bar(str(year), parts[0], ledger.years[0], span) for year, parts in ages.items()]
    parts = [_bar(part_name(p.kind), p, ledger.years[0], span) for p in ages[newest][1:]]
    return [("Each edition", whole), (f"{newest} by section", parts)]


def _bar(name: str, of: Ages, first: int, span: int) -> Bar:
    segments = []
    start = 0.0
    for age in of.words:
        width = of.share(age) * AGE_WIDTH
        shade = round(9 * (age.since - first) / span)
        told = f"since {age}: {percent(of.share(age))}"
        segments.append((round(start, 1), round(width, 1), shade, told))
        start += width
    told = ", ".join(f"{age}\u00a0{percent(of.share(age))}" for age in of.words)
    return Bar(name=name, words=of.total, segments=tuple(segments), told=told)

"""The command that brings narratives home: fetch."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from tipdiff import countries
from tipdiff.cli.base import State, series_option, stderr_console
from tipdiff.errors import UsageError
from tipdiff.series import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.progress import Progress, TaskID

    from tipdiff.gather import Event, Look

FIRST_EDITION = 2001

_WORDS = {
    "good": "good",
    "not_modified": "not modified",
    "not_assessed": "not assessed",
    "blocked": "blocked",
    "layout_changed": "layout changed",
    "gone_for_now": "gone for now",
    "no_answer": "no answer",
    "forbidden": "not allowed",
    "unfit": "unfit",
    "to_fetch": "to fetch",
}
_QUIET = ("index", "not_published")


@click.command()
@click.option(
    "--edition",
    "editions",
    multiple=True,
    metavar="YEAR|FROM-TO|all",
    help="Editions to bring home; else that of this year and the one before.",
)
@click.option("--country", "names", multiple=True, help="Only these countries.")
@series_option
@click.option(
    "--source", "sources", multiple=True, help="Only these sources, each asked for everything."
)
@click.option("--dry-run", is_flag=True, help="Ask for nothing; say what would be asked for first.")
@click.pass_obj
def fetch(
    state: State,
    editions: Sequence[str],
    names: Sequence[str],
    series: str,
    sources: Sequence[str],
    dry_run: bool,
) -> None:
    """Fetch the narratives that the archive lacks, and look at old ones again.

    Politely: one request at a time and a pause for each host, with the contact of config.toml in
    every request. What was good within the last days is not asked for again, so a run that was
    interrupted goes on where it was.
    """
    from tipdiff import gather, pipeline

    now = datetime.now(UTC)
    wish = gather.Wish(
        editions=_editions(editions, find(series).newest(now.year)),
        countries=tuple(countries.find(name).iso3 for name in names),
        sources=tuple(sources),
        series=series,
    )
    if dry_run:
        looks = gather.preview(state.archive, state.config.fetch, wish, now)
        click.echo(_summary(_told(looks)))
    else:
        click.echo(_summary(_shown(pipeline.fetch(state.archive, state.config.fetch, wish, now))))


def _editions(texts: Sequence[str], newest: int) -> tuple[int, ...]:
    """The editions asked for, the newest first."""
    if not texts:
        return (newest, newest - 1)
    found = {edition for text in texts for edition in _range(text, newest)}
    return tuple(sorted(found, reverse=True))


def _range(text: str, newest: int) -> Iterable[int]:
    if text == "all":
        return range(FIRST_EDITION, newest + 1)
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    if match is None:
        raise UsageError(f"an edition is a year, years like 2019-2023, or all, not {text!r}")
    return range(int(match[1]), int(match[2] or match[1]) + 1)


def _told(looks: Iterable[Look]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for look in looks:
        counts[look.status] += 1
        click.echo(f"{look.source} {look.edition} {look.country or '-'} {look.url}")
    return counts


def _shown(events: Iterable[Event]) -> Counter[str]:
    """Show a bar for each host while pages come, and a line for each that is not good."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from tipdiff.gather import Ahead

    counts: Counter[str] = Counter()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("blocked {task.fields[blocked]}"),
    )
    console = stderr_console()
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        bars = _Bars(progress)
        for event in events:
            if isinstance(event, Ahead):
                bars.more(event.host, event.pages)
            else:
                bars.advance(event)
                counts[event.status] += 1
                _tell(event)
    return counts


class _Bars:
    """A bar a host."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._totals: Counter[str] = Counter()
        self._blocked: Counter[str] = Counter()

    def more(self, host: str, pages: int) -> None:
        if host not in self._tasks:
            self._tasks[host] = self._progress.add_task(host, total=0, blocked=0)
        self._totals[host] += pages
        self._progress.update(self._tasks[host], total=self._totals[host])

    def advance(self, look: Look) -> None:
        if look.host in self._tasks and look.status not in _QUIET:
            self._blocked[look.host] += look.status == "blocked"
            blocked = self._blocked[look.host]
            self._progress.update(self._tasks[look.host], advance=1, blocked=blocked)


def _tell(look: Look) -> None:
    """A line for what the operator may want to look at."""
    if look.status not in ("good", "not_modified", "not_assessed", *_QUIET):
        name = look.country or look.url
        word = _WORDS[look.status]
        click.echo(f"{look.source} {look.edition} {name}: {word}: {look.reason}", err=True)


def _summary(counts: Counter[str]) -> str:
    told = [f"{counts[status]} {word}" for status, word in _WORDS.items() if counts[status]]
    return ", ".join(told) if told else "nothing to fetch: all is fresh"

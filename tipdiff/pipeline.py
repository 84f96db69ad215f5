"""READ FIRST: what tipdiff does, one function a job, one call a stage.

fetch:   sources --> fetch --> judge --> archive --> parse --> store
bring:   bytes --> parse --> archive --> store
diff:    store --> compare (align inside) --> report
deliver: store --> compare --> digest --> outbox --> mail, webhook
history: store --> comparisons of neighbours --> ledger --> report
figures: store --> claims of all editions --> series, checks --> report
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.batch import comparisons, neighbours
from tipdiff.choose import demand_one_copy, every_edition, narrative, only
from tipdiff.compare import compare
from tipdiff.errors import DeliveryError, DocumentError, UsageError
from tipdiff.importing import (
    Brought,
    Given,
    find,
    keep,
    read,
    read_narratives,
    read_or_refuse,
)
from tipdiff.ledger import ledger_of
from tipdiff.pool import in_batches
from tipdiff.revisions import number_wordings
from tipdiff.series import DEFAULT
from tipdiff.series import find as find_series

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor
    from datetime import datetime
    from pathlib import Path

    from tipdiff.archive import Archive
    from tipdiff.config import Config
    from tipdiff.deliver import Decided, Tally
    from tipdiff.figures import FigureSeries
    from tipdiff.gather import Event, Wish
    from tipdiff.ledger import Ledger
    from tipdiff.model import Comparison, Country, Measure, SeriesName
    from tipdiff.settings import FetchSettings
    from tipdiff.subscriptions import Subscription


AT_ONCE = 32
"""Files that are kept in one transaction: what a kill can cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The outcome of a delivery: what was decided, and what became of the rows of the outbox."""

    decided: tuple[Decided, ...]
    tally: Tally


def fetch(archive: Archive, settings: FetchSettings, wish: Wish, now: datetime) -> Iterator[Event]:
    """Bring home what editions lack or what is no longer fresh, telling of every page.

    Raises ArchiveError where another tipdiff is fetching for the archive.
    """
    from tipdiff.fetch import Session
    from tipdiff.gather import gather

    with Session(settings) as session, archive.folder.fetched_for():
        yield from gather(archive, settings, session, wish, now)


def bring(archive: Archive, path: Path, given: Given) -> Brought:
    """Import a file; nothing is written unless it holds a narrative, and nothing twice."""
    file = find(archive, path, given)
    narratives = read(file)
    with archive.writing():
        brought = keep(archive, file, narratives)
        number_wordings(archive)
    return brought


def bring_all(
    archive: Archive, paths: Sequence[Path], given: Given, executor: Executor | None = None
) -> Iterator[Brought | DocumentError]:
    """Import files, many in one transaction; those that hold no narrative give their error.

    An executor may read the files; they are kept in the order given.
    """
    files = (find(archive, path, given) for path in paths)
    for batch in in_batches(read_or_refuse, files, AT_ONCE, executor):
        if all(isinstance(found, DocumentError) for _, found in batch):
            yield from (found for _, found in batch if isinstance(found, DocumentError))
            continue
        with archive.writing():
            outcomes = [
                found if isinstance(found, DocumentError) else keep(archive, file, found)
                for file, found in batch
            ]
            number_wordings(archive)
        yield from outcomes


def diff(
    archive: Archive,
    country: Country,
    editions: tuple[int, int],
    sources: Sequence[str],
    *,
    series: SeriesName = DEFAULT,
    copies: tuple[str, str] = ("", ""),
) -> Comparison:
    """Compare two editions of a country in the archive, or two copies of one."""
    old, new = (
        narrative(archive, country, year, sources, series=series, copy=copy)
        for year, copy in zip(editions, copies, strict=True)
    )
    if old.evidence == new.evidence:
        demand_one_copy(archive, old)
    return compare(old, new)


def history(
    archive: Archive, country: Country, sources: Sequence[str], *, series: SeriesName = DEFAULT
) -> Ledger:
    """The life of every statement over all editions of a country in the archive."""
    pairs = neighbours(archive, series, sources, iso3=country.iso3)
    narratives = every_edition(archive, country, sources, series)
    return ledger_of(narratives, comparisons(archive, pairs))


def figures(
    archive: Archive,
    country: Country,
    sources: Sequence[str],
    measures: Sequence[Measure],
    *,
    series: SeriesName = DEFAULT,
) -> FigureSeries:
    """The national totals over all editions of a country in the archive."""
    from tipdiff.figures import figures_of

    if not find_series(series).counted:
        raise UsageError(f"the {find_series(series).title} state no national totals")
    return figures_of(every_edition(archive, country, sources, series), measures)


def diff_files(
    old: Path,
    new: Path,
    country: str | None,
    editions: tuple[int | None, int | None],
    series: SeriesName | None = None,
) -> Comparison:
    """Compare the narratives of two files, without an archive."""
    sides = [
        only(path, read_narratives(path, Given(country=country, edition=edition, series=series)))
        for path, edition in zip((old, new), editions, strict=True)
    ]
    if sides[0].country != sides[1].country:
        names = " and ".join(side.country.name for side in sides)
        raise UsageError(f"{old} and {new} are of two countries, {names}; give --country if not")
    if sides[0].series != sides[1].series:
        names = " and ".join(side.series for side in sides)
        raise UsageError(f"{old} and {new} are of two series of reports, {names}")
    return compare(*sides)


def deliver(
    archive: Archive,
    config: Config,
    subscriptions: Sequence[Subscription],
    stop: threading.Event,
    *,
    catch_up: bool = False,
) -> Delivered:
    """Decide what is due for these subscriptions, and send all that is to be sent now.

    One process at a time does; another waits for it, and has then little left to do. With
    `catch_up`, the newest edition is told also where it was there before the subscription began.
    """
    from tipdiff.deliver import Desk, empty, notify, ways, withdraw, write_feeds

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise DeliveryError("told to stop")

    # Where there is no archive, none is begun for this.
    _ = archive.store
    with archive.folder.sent_for(sleep):
        desk = Desk(archive, config, archive.now())
        decided = [
            each
            for subscription in subscriptions
            for each in desk.decide(subscription, catch_up=catch_up)
        ]
        withdraw(archive, config.subscriptions, archive.now())
        notify(archive, config.mail, archive.now())
        tally = empty(archive, ways(config, archive.now), config.mail, archive.now, stop)
        write_feeds(archive, config)
    return Delivered(decided=tuple(decided), tally=tally)

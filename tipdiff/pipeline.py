"""READ FIRST: what tipdiff does, one function a job, one call a stage.

fetch:   sources --> fetch --> judge --> archive --> parse --> store
bring:   bytes --> parse --> archive --> store
diff:    store --> compare (align inside) --> report
deliver: store --> compare --> digest --> outbox --> mail, webhook
history: store --> comparisons of neighbours --> ledger --> report
figures: store --> claims of all editions --> series, checks --> report
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from tipdiff import documents
from tipdiff.batch import comparisons, neighbours
from tipdiff.capture import Facts
from tipdiff.compare import compare
from tipdiff.errors import DeliveryError, DocumentError, UnknownEdition, UsageError
from tipdiff.ledger import ledger_of
from tipdiff.parse import parse_document
from tipdiff.pool import in_batches
from tipdiff.revisions import number_wordings
from tipdiff.series import DEFAULT
from tipdiff.series import find as find_series
from tipdiff.sources import SAVED_FILE, layouts

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor
    from datetime import datetime
    from pathlib import Path

    from tipdiff.archive import Archive
    from tipdiff.config import Config, FetchSettings
    from tipdiff.deliver import Decided, Tally
    from tipdiff.figures import FigureSeries
    from tipdiff.gather import Event, Wish
    from tipdiff.ledger import Ledger
    from tipdiff.model import Comparison, Country, Measure, Narrative, SeriesName
    from tipdiff.store import Entry
    from tipdiff.subscriptions import Subscription


AT_ONCE = 32
"""Files that are kept in one transaction: what a kill can cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the operator says of a document; None where the document is to say it itself."""

    country: str | None = None
    edition: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The outcome of a delivery: what was decided, and what became of the rows of the outbox."""

    decided: tuple[Decided, ...]
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """The outcome of bringing one file: its narratives, and whether the archive had it."""

    path: Path
    narratives: tuple[Narrative, ...]
    new: bool


def fetch(archive: Archive, settings: FetchSettings, wish: Wish, now: datetime) -> Iterator[Event]:
    """Bring home what editions lack or what is no longer fresh, telling of every page.

    Raises ArchiveError where another tipdiff is fetching for the archive.
    """
    from tipdiff.fetch import Session
    from tipdiff.gather import gather

    with Session(settings) as session, archive.folder.fetched_for():
        yield from gather(archive, settings, session, wish, now)


def read_narratives(path: Path, given: Given) -> tuple[Narrative, ...]:
    """The narratives in a file, without touching the archive."""
    return _parsed(documents.read(path), path, given)


def bring(archive: Archive, path: Path, given: Given) -> Brought:
    """Import a file; nothing is written unless it holds a narrative, and nothing twice."""
    data, narratives = _read((path, given))
    with archive.writing():
        brought = _keep(archive, path, data, narratives)
        number_wordings(archive)
    return brought


def bring_all(
    archive: Archive, paths: Sequence[Path], given: Given, executor: Executor | None = None
) -> Iterator[Brought | DocumentError]:
    """Import files, many in one transaction; those that hold no narrative give their error.

    An executor may read the files; they are kept in the order given.
    """
    files = ((path, given) for path in paths)
    for batch in in_batches(_read_or_refuse, files, AT_ONCE, executor):
        read = [(path, found) for (path, _), found in batch]
        if all(isinstance(found, DocumentError) for _, found in read):
            yield from (found for _, found in read if isinstance(found, DocumentError))
            continue
        with archive.writing():
            outcomes = [
                found if isinstance(found, DocumentError) else _keep(archive, path, *found)
                for path, found in read
            ]
            number_wordings(archive)
        yield from outcomes


def _read(file: tuple[Path, Given]) -> tuple[bytes, tuple[Narrative, ...]]:
    """A file's bytes and narratives; runs in any process."""
    path, given = file
    data = documents.read(path)
    return data, _parsed(data, path, given)


def _read_or_refuse(
    file: tuple[Path, Given],
) -> tuple[bytes, tuple[Narrative, ...]] | DocumentError:
    try:
        return _read(file)
    except DocumentError as error:
        return error


def _keep(archive: Archive, path: Path, data: bytes, narratives: Sequence[Narrative]) -> Brought:
    added = archive.add_file(data, facts_of(narratives), name=_name(path))
    kept = tuple(replace(n, evidence=added.capture.evidence) for n in narratives)
    archive.store.narratives.save(added.capture, kept)
    return Brought(path=path, narratives=kept, new=added.new)


def _parsed(data: bytes, path: Path, given: Given) -> tuple[Narrative, ...]:
    if given.source is not None:
        _demand_known(given.source)
    return parse_document(
        data,
        name=_name(path),
        country=given.country,
        edition=given.edition,
        source=given.source,
    )


def _demand_known(source: str) -> None:
    """Raise UsageError for a source that no fetcher describes: a slip would lose its facts."""
    names = [*(layout.name for layout in layouts()), SAVED_FILE]
    if source not in names:
        near = get_close_matches(source, names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(names)}"
        raise UsageError(f"no source is called {source!r}; {hint}")


def _name(path: Path) -> str:
    """The file's name with its folder's, in which country and edition often stand."""
    return "/".join(path.absolute().parts[-2:])


def facts_of(narratives: Sequence[Narrative]) -> Facts:
    """What a document's own words tell of it; a page of many countries is of none."""
    first, alone = narratives[0], len(narratives) == 1
    return Facts(
        source=first.source,
        series=first.series,
        country=first.country.iso3 if alone else None,
        edition=first.edition,
    )


def narrative(
    archive: Archive,
    country: Country,
    edition: int,
    sources: Sequence[str],
    *,
    series: SeriesName = DEFAULT,
    copy: str = "",
) -> Narrative:
    """The archive's narrative of a country and edition, from the source that is preferred.

    A copy is named by its source, or by how its SHA-256 begins. Raises UnknownEdition, naming the
    editions, or the copies, there are.
    """
    store = archive.store.narratives
    found = store.best(series, country.iso3, edition, sources=sources, copy=copy)
    if found is None:
        _demand_copy(store.entries(series=series, iso3=country.iso3, edition=edition), copy)
        there = store.editions(series, country.iso3)
        editions = f"there are {', '.join(map(str, there))}" if there else "there is none at all"
        raise _none(f"{edition} edition", country, series, f": {editions}")
    return found


def _demand_copy(entries: Sequence[Entry], copy: str) -> None:
    """Raise UnknownEdition where an edition has copies, but not this one."""
    if entries:
        listed = ", ".join(f"{e.source} ({e.sha256[:8]}, {e.captured_at})" for e in entries)
        raise UnknownEdition(
            f"no copy {copy!r} of {entries[0].country} {entries[0].edition}: name its source, or "
            f"how its SHA-256 begins; there are {listed}"
        )


def _none(what: str, country: Country, series: SeriesName, there: str = "") -> UnknownEdition:
    title = "" if series == DEFAULT else f" of the {find_series(series).title}"
    return UnknownEdition(
        f"the archive has no {what} of {country.name}{title}{there}; `tipdiff import` brings one"
    )


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
        _demand_one_copy(archive, old)
    return compare(old, new)


def _demand_one_copy(archive: Archive, found: Narrative) -> None:
    """Raise UsageError where a narrative is to be compared with itself and has other copies."""
    entries = archive.store.narratives.entries(
        series=found.series, iso3=found.country.iso3, edition=found.edition
    )
    if len({entry.sha256 for entry in entries}) > 1:
        raise UsageError(
            f"both are the same copy of {found.title}; name two of `tipdiff list`, by source or "
            f"by how their SHA-256 begins, like {found.edition}@{found.source}"
        )


def history(
    archive: Archive, country: Country, sources: Sequence[str], *, series: SeriesName = DEFAULT
) -> Ledger:
    """The life of every statement over all editions of a country in the archive."""
    pairs = neighbours(archive, series, sources, iso3=country.iso3)
    narratives = _every_edition(archive, country, sources, series)
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
    return figures_of(_every_edition(archive, country, sources, series), measures)


def _every_edition(
    archive: Archive, country: Country, sources: Sequence[str], series: SeriesName
) -> list[Narrative]:
    """The preferred copy of each edition, the oldest first; UnknownEdition where there is none."""
    editions = archive.store.narratives.editions(series, country.iso3)
    if not editions:
        raise _none("edition", country, series)
    return [narrative(archive, country, year, sources, series=series) for year in editions]


def diff_files(
    old: Path, new: Path, country: str | None, editions: tuple[int | None, int | None]
) -> Comparison:
    """Compare the narratives of two files, without an archive."""
    sides = [
        _only(path, read_narratives(path, Given(country=country, edition=edition)))
        for path, edition in zip((old, new), editions, strict=True)
    ]
    if sides[0].country != sides[1].country:
        names = " and ".join(side.country.name for side in sides)
        raise UsageError(f"{old} and {new} are of two countries, {names}; give --country if not")
    if sides[0].series != sides[1].series:
        names = " and ".join(side.series for side in sides)
        raise UsageError(f"{old} and {new} are of two series of reports, {names}")
    return compare(*sides)


def _only(path: Path, narratives: Sequence[Narrative]) -> Narrative:
    if len(narratives) > 1:
        raise UsageError(
            f"{path} holds {len(narratives)} narratives; `tipdiff import` it and name the country"
        )
    return narratives[0]


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
    from tipdiff.deliver import Desk, empty, notify, ways, write_feeds

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
        notify(archive, config.mail, archive.now())
        tally = empty(archive, ways(config, archive.now), config.mail, archive.now, stop)
        write_feeds(archive, config)
    return Delivered(decided=tuple(decided), tally=tally)

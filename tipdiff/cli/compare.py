"""The command that compares everything: compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tipdiff import countries
from tipdiff import series as all_series
from tipdiff.cli.base import (
    State,
    dask_option,
    echo_json,
    series_filter,
    stderr_console,
    workers_option,
)
from tipdiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipdiff.batch import Pair
    from tipdiff.ledger import Ledger
    from tipdiff.model import Country


@click.command()
@series_filter
@click.option("--country", "names", multiple=True, help="Only these countries.")
@workers_option
@dask_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a pair of editions.")
@click.pass_obj
def compare(
    state: State,
    series: str | None,
    names: Sequence[str],
    workers: int | None,
    dask: str | None,
    as_json: bool,
) -> None:
    """Compare all neighbouring editions in the archive, and keep what comes out.

    What is kept is not computed again; diff, release, search and the digests are then quick.
    """
    demand_one(workers, dask)
    pairs = _pairs(state, series, [countries.find(name).iso3 for name in names])
    fresh = {(pair.old.id, pair.new.id) for pair in compute(state, pairs, workers, dask)}
    _tell(state, pairs, fresh, as_json=as_json)


def demand_one(workers: int | None, dask: str | None) -> None:
    """Raise UsageError where both processes and a cluster are to compute."""
    if workers is not None and dask is not None:
        raise UsageError("--workers and --dask exclude each other: either computes")


def _pairs(state: State, series: str | None, only: Sequence[str]) -> list[Pair]:
    from tipdiff import batch

    archive, sources = state.archive, state.config.sources
    return [
        pair
        for name in ([series] if series else all_series.every())
        for iso3 in (only or (None,))
        for pair in batch.neighbours(archive, name, sources, iso3=iso3)
    ]


def compute(
    state: State, pairs: Sequence[Pair], workers: int | None, dask: str | None
) -> list[Pair]:
    """Compute and keep what is missing, with a bar; nothing is started where nothing is."""
    from tipdiff import batch
    from tipdiff.pool import shared_out

    left = batch.missing(state.archive, pairs)
    if not left:
        return []
    with shared_out(workers, dask) as executor:
        done = batch.compute(state.archive, left, executor)
        return list(watched(done, len(left)))


def ledger(state: State, country: Country, series: str) -> Ledger:
    """The life of a country's statements; what was not compared yet is, with a bar, and kept."""
    from tipdiff import batch, pipeline

    archive, sources, name = state.archive, state.config.sources, all_series.find(series).name
    pairs = batch.neighbours(archive, name, sources, iso3=country.iso3)
    left = batch.missing(archive, pairs)
    for pair in watched(left, len(left)):
        for _ in batch.compute(archive, [pair]):
            pass
    return pipeline.history(archive, country, sources, series=name)


def watched(pairs: Iterable[Pair], total: int | None = None) -> Iterable[Pair]:
    """Comparisons on their way, counted on a terminal."""
    from rich.progress import track

    console = stderr_console()
    return track(
        pairs,
        "comparing",
        total=total,
        console=console,
        disable=not console.is_terminal or total == 0,
        transient=True,
    )


def _tell(
    state: State, pairs: Sequence[Pair], fresh: set[tuple[int, int]], *, as_json: bool
) -> None:
    from tipdiff import batch

    for pair, changes in zip(pairs, batch.changes_of(state.archive, pairs), strict=True):
        computed = (pair.old.id, pair.new.id) in fresh
        if as_json:
            echo_json(_row(pair, changes, computed=computed))
        elif computed:
            new = pair.new
            click.echo(
                f"{new.country} {pair.old.edition} to {new.edition} ({new.series}): "
                f"{changes} changes"
            )
    if not as_json:
        click.echo(f"{len(fresh)} pairs compared, {len(pairs) - len(fresh)} known already")


def _row(pair: Pair, changes: int | None, *, computed: bool) -> dict[str, Any]:
    return {
        "series": pair.new.series,
        "country": pair.new.iso3,
        "name": pair.new.country,
        "old": pair.old.edition,
        "new": pair.new.edition,
        "sources": [pair.old.source, pair.new.source],
        "sha256": [pair.old.sha256, pair.new.sha256],
        "changes": changes,
        "computed": computed,
    }

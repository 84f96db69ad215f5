"""Work shared out: among processes of this machine, or among those of a Dask cluster.

What is shared out are pure functions of picklable values, through the one interface
`concurrent.futures.Executor`: who computes makes no difference to what comes out.
"""

from __future__ import annotations

import gc
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from tipdiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor

T = TypeVar("T")
R = TypeVar("R")

TOGETHER = 8
"""Neighbouring items that go to one process: what it remembers of one helps with the next."""

SECONDS = 10
"""How long a cluster may take to answer the first time."""


@contextmanager
def shared_out(workers: int | None = None, dask: str | None = None) -> Iterator[Executor | None]:
    """Who computes: a Dask cluster, so many processes, or (None) this process alone.

    :param workers: None for as many as there are processors
    :param dask: the address of a scheduler, like tcp://127.0.0.1:8786
    """
    if dask is not None:
        with _cluster(dask) as executor:
            yield executor
    elif workers == 1:
        yield None
    else:
        try:
            # What is shared out makes no cycles (collector.py), and a worker does nothing else.
            with ProcessPoolExecutor(workers, initializer=gc.disable) as executor:
                yield executor
        except BrokenExecutor as error:
            raise UsageError(
                "a worker process ended before its time; what was done is kept: run it again, "
                "with fewer --workers if memory is short"
            ) from error


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "--dask needs the package distributed: pip install 'tipdiff[dask]'"
        ) from error
    try:
        client: Client = Client(address, timeout=SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address!r}: {error}") from error
    with client:
        executor: Executor = client.get_executor()  # type: ignore[no-untyped-call]
        yield executor


def in_batches(
    call: Callable[[T], R], items: Iterable[T], size: int, executor: Executor | None
) -> Iterator[list[tuple[T, R]]]:
    """Each item with what the call makes of it, so many at once, in the order given.

    While the caller is busy with a batch, the executor works on the next one, and on no other.
    """
    left = iter(items)
    share = partial(executor.map, chunksize=TOGETHER) if executor else map
    ahead = _started(call, left, size, share)
    while ahead is not None:
        batch, results = ahead
        ahead = _started(call, left, size, share)
        yield list(zip(batch, results, strict=True))


def _started(
    call: Callable[[T], R],
    left: Iterator[T],
    size: int,
    share: Callable[[Callable[[T], R], list[T]], Iterator[R]],
) -> tuple[list[T], Iterator[R]] | None:
    """The next batch, and its results to come."""
    batch = list(islice(left, size))
    return (batch, share(call, batch)) if batch else None
